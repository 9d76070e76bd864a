import { InputError, throwFirstProblem } from '../errors/index.ts';
import { checkSegmentSize } from './check-segment-size.ts';
import type { CustomerModel } from './customer-model.ts';
import { fixedZone } from './definition-errors.ts';
import { describeCondition } from './describe-condition.ts';
import type { PropertyCondition, SegmentCondition, SegmentDefinition } from './segment-definition.ts';

/** What helps to describe. */
export interface DescribeSegmentOptions {
  /** the fields and events of the customers: names the currency of amounts */
  model?: CustomerModel;
}

/**
 * A segment in plain English, one clause a line, groups indented.
 *
 * For a screen, a log or a review. It describes what stands there, also when {@link checkSegment} would refuse it; it is
 * not parsed back. What has not the shape of a definition has no words.
 *
 * @param definition - the rule
 * @param options - the customer model
 * @returns lines without a trailing line break
 * @throws InputError `limit` when it is too deep or too large, `wrong-type` when it has not the shape of a definition
 *
 * @example What does this rule say, in words?
 * ```ts
 * import { describeSegment } from 'clientele/segmentation';
 *
 * const text = describeSegment({
 *   version: 1, name: 'Winback', timeZone: 'Europe/Paris',
 *   where: { all: [
 *     { not: { event: 'purchase', window: { last: 30, unit: 'day' } } },
 *     { event: 'purchase', window: { last: 6, unit: 'month' }, value: 2 },
 *   ] },
 * });
 * text.split('\n'); // => ['Winback (Europe/Paris): all of', '  not: has at least 1 purchase event in the last 30 days', '  has at least 2 purchase events in the last 6 months']
 * ```
 */
export function describeSegment(definition: SegmentDefinition, options: DescribeSegmentOptions = {}): string {
  throwFirstProblem(checkSegmentSize(definition), 'definition');
  try {
    return describe(definition, options);
  } catch {
    // A part that should be a condition, a list or a window is none: there is nothing to say about it.
    throw new InputError('wrong-type', 'definition', 'expected the shape of a segment definition');
  }
}

function describe(definition: SegmentDefinition, options: DescribeSegmentOptions): string {
  const { name = 'Customers', timeZone, where } = definition;
  const zone =
    typeof timeZone === 'object'
      ? `each customer's ${timeZone.field}, else ${timeZone.fallback}`
      : fixedZone(definition);
  const lines = describeLines(where, options.model);
  const head = `${name} (${zone}): `;
  return [head + lines[0]!, ...lines.slice(1)].join('\n');
}

function describeLines(condition: SegmentCondition | PropertyCondition, model: CustomerModel | undefined): string[] {
  const group = (title: string, parts: readonly (SegmentCondition | PropertyCondition)[]): string[] => [
    title,
    ...parts.flatMap((part) => describeLines(part, model).map((line) => `  ${line}`)),
  ];
  if ('all' in condition && condition.all.length > 0) return group('all of', condition.all);
  if ('any' in condition && condition.any.length > 0) return group('any of', condition.any);
  if ('atLeast' in condition) return group(`at least ${condition.atLeast} of`, condition.of);
  if ('not' in condition) {
    const [first, ...rest] = describeLines(condition.not, model);
    return [`not: ${first!}`, ...rest];
  }
  return [describeCondition(condition, model)];
}
