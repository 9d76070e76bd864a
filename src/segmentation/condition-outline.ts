import type { CustomerModel } from './customer-model.ts';
import type { SegmentLibrary } from './definition-errors.ts';
import { describeCondition } from './describe-condition.ts';
import type { SegmentCondition } from './segment-definition.ts';

/** How the answer of a condition follows from its parts, the same for every customer. */
export interface ConditionOutline {
  rule: 'leaf' | 'fixed' | 'not' | 'threshold';
  /** how many parts must hold; 1 but for groups */
  least: number;
  parts: readonly ConditionOutline[];
  /** the words of a single condition */
  text: string;
}

/** Outlines a checked condition and the segments that it refers to, once for all explanations. */
export function conditionOutline(
  condition: SegmentCondition,
  model: CustomerModel,
  segments: SegmentLibrary,
): ConditionOutline {
  const inner = (part: SegmentCondition): ConditionOutline => conditionOutline(part, model, segments);
  const threshold = (least: number, parts: readonly SegmentCondition[]): ConditionOutline => ({
    rule: 'threshold',
    least,
    parts: parts.map(inner),
    text: '',
  });
  if ('all' in condition) return threshold(condition.all.length, condition.all);
  if ('any' in condition) return threshold(1, condition.any);
  if ('atLeast' in condition) return threshold(condition.atLeast, condition.of);
  if ('not' in condition) return { ...threshold(1, [condition.not]), rule: 'not' };
  if ('segment' in condition) return threshold(1, [segments[condition.segment]!.where]);
  const rule = 'always' in condition ? 'fixed' : 'leaf';
  return { rule, least: 1, parts: [], text: describeCondition(condition, model) };
}
