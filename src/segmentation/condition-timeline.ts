import { conditionTest } from './condition-test.ts';
import { eventTimeline } from './event-timeline.ts';
import { fieldTimeline } from './field-timeline.ts';
import type { SegmentCondition } from './segment-definition.ts';
import type { Bound, SegmentScope } from './segment-program.ts';
import { referProgram } from './segment-program.ts';
import type { Timeline } from './timeline.ts';
import { constantTruth, negated, thresholdTruth } from './timeline.ts';

/** The truth of a checked condition as time goes by, bound to the instant and calendar of a scope. */
export function conditionTimeline(condition: SegmentCondition, scope: SegmentScope): Bound<Timeline> {
  const bindAll = (parts: readonly SegmentCondition[]): Bound<Timeline>[] =>
    parts.map((part) => conditionTimeline(part, scope));
  if ('all' in condition) return threshold(condition.all.length, bindAll(condition.all));
  if ('any' in condition) return threshold(1, bindAll(condition.any));
  if ('atLeast' in condition) return threshold(condition.atLeast, bindAll(condition.of));
  if ('not' in condition) {
    const inner = conditionTimeline(condition.not, scope);
    return (customer) => negated(inner(customer));
  }
  if ('segment' in condition) return referProgram(condition.segment, scope, conditionTimeline);
  if ('always' in condition || 'field' in condition) {
    if ('window' in condition) return fieldTimeline(condition, scope);
    // A comparison of a field with a value: time does not change it.
    const test = conditionTest(condition, scope);
    return (customer) => constantTruth(test(customer));
  }
  return eventTimeline(condition, scope);
}

/** At least so many of the parts hold: all, any and atLeast are one. */
function threshold(least: number, parts: readonly Bound<Timeline>[]): Bound<Timeline> {
  return (customer) => {
    const truths: Timeline[] = [];
    for (const part of parts) {
      const truth = part(customer);
      // One part that settles the group for good spares the histories of the others.
      if (truth.flips.length === 0 && truth.until === Infinity) {
        if (truth.initial && least === 1) return truth;
        if (!truth.initial && least === parts.length) return truth;
      }
      truths.push(truth);
    }
    return thresholdTruth(truths, least);
  };
}
