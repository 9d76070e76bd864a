import { endEvent } from './end-event.ts';
import { eventMeasure } from './event-measure.ts';
import { collectEvents } from './event-query.ts';
import { eventSequence } from './event-sequence.ts';
import { fieldKind } from './field-kind.ts';
import { fieldWindowTest } from './field-window-test.ts';
import { allOf, anyOf, atLeastOf, notOf } from './property-test.ts';
import type { RecordTest } from './record-test.ts';
import { recordTest } from './record-test.ts';
import { regularEvents } from './regular-events.ts';
import type { FieldCondition, RegularlyCondition, SegmentCondition } from './segment-definition.ts';
import type { SegmentScope } from './segment-program.ts';
import { referProgram } from './segment-program.ts';
import { eventBounds } from './window-bounds.ts';

/** The test of a checked condition, bound to the instant and calendar of a scope. Explanations and dates are bound apart. */
export function conditionTest(condition: SegmentCondition, scope: SegmentScope): RecordTest {
  const tests = (parts: readonly SegmentCondition[]): RecordTest[] => parts.map((part) => conditionTest(part, scope));
  if ('all' in condition) return allOf(tests(condition.all));
  if ('any' in condition) return anyOf(tests(condition.any));
  if ('atLeast' in condition) return atLeastOf(condition.atLeast, tests(condition.of));
  if ('not' in condition) return notOf(conditionTest(condition.not, scope));
  if ('always' in condition) return () => condition.always;
  if ('field' in condition && !('window' in condition)) {
    return recordTest(condition as FieldCondition, fieldKind(scope.model.fields[condition.field]!).kind);
  }
  const bind = (): RecordTest => longTest(condition, scope);
  return scope.share ? scope.share(condition, scope, bind) : bind();
}

/** The test of a condition that costs more than one comparison. */
function longTest(condition: SegmentCondition, scope: SegmentScope): RecordTest {
  if ('segment' in condition) return referProgram(condition.segment, scope, conditionTest);
  if ('field' in condition) return fieldWindowTest(condition as Parameters<typeof fieldWindowTest>[0], scope);
  if ('event' in condition) return eventMeasure(condition, scope).test;
  if ('latest' in condition || 'earliest' in condition) {
    const { query, truthOf } = endEvent(condition, scope);
    const { from, to } = eventBounds(condition.window, scope.asOfAt, scope.calendar);
    return (customer) => {
      const facts = collectEvents(query, customer, from, to);
      return truthOf(facts)(0, facts.times.length);
    };
  }
  if ('sequence' in condition) {
    const { done } = eventSequence(condition, scope);
    return (customer) => done(customer) === condition.sequence.length;
  }
  const { inAtLeast } = condition as RegularlyCondition;
  const { count } = regularEvents(condition as RegularlyCondition, scope);
  return (customer) => count(customer) >= inAtLeast;
}
