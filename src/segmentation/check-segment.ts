import { requireWithin } from '../errors/index.ts';
import type { CustomerModel } from './customer-model.ts';
import type { SegmentLibrary } from './definition-errors.ts';
import { definitionErrors } from './definition-errors.ts';
import { definitionWarnings } from './definition-warnings.ts';
import type { SegmentDefinition } from './segment-definition.ts';
import type { SegmentProblem } from './segment-problem.ts';

/** What a definition is checked against. */
export interface CheckSegmentOptions {
  /** the fields and events of the customers */
  model: CustomerModel;
  /** other segments that the definition refers to, by name */
  segments?: SegmentLibrary;
  /** how many days of events are kept; windows that look back farther are warned about */
  retentionDays?: number;
}

/**
 * Everything that is wrong or suspicious in a segment definition, with JSON Pointers to the wrong parts.
 *
 * Errors make it unusable: unknown names, operators and values of the wrong type, windows that mean nothing, circles, and
 * anything too deep or too large (checked before anything recurses). Warnings do not: conditions that can never or always
 * hold, twins, branches that change nothing, `ne` that keeps customers without the field. `never-true` is only said when
 * it is sure, so no definition that somebody satisfies is called so; not every empty segment is found. Warnings are
 * looked for only where there are no errors.
 *
 * @param definition - the rule; may come from an untrusted screen
 * @param options - the customer model, other segments, and how long events are kept
 * @returns problems in the order of the text; empty when there is nothing to say
 * @throws InputError `out-of-range` for negative `retentionDays`
 *
 * @example What is wrong with the rule that marketing has just saved?
 * ```ts
 * import { checkSegment } from 'clientele/segmentation';
 *
 * const model = { version: 1, fields: { spend: 'number?', country: 'text?' } } as const;
 * const rule = (where: any) => checkSegment({ version: 1, where }, { model }).map(({ code, path }) => `${code} ${path}`);
 * rule({ field: 'spent', op: 'gte', value: 100 }); // => ['unknown-field /where/field']
 * rule({ all: [{ field: 'spend', op: 'gt', value: 500 }, { field: 'spend', op: 'lt', value: 100 }] }); // => ['never-true /where']
 * rule({ field: 'country', op: 'ne', value: 'US' }); // => ['ne-keeps-missing /where']
 * ```
 */
export function checkSegment(definition: SegmentDefinition, options: CheckSegmentOptions): SegmentProblem[] {
  const { model, segments = {}, retentionDays } = options;
  if (retentionDays !== undefined) requireWithin(retentionDays, { from: 0 }, 'options.retentionDays');
  const errors = definitionErrors(definition, model, segments);
  if (errors.length > 0) return errors;
  return definitionWarnings(definition.where, '/where', { model, retentionDays: retentionDays ?? null });
}
