import type { FieldPath, FieldType } from './customer-model.ts';
import { fieldKind } from './field-kind.ts';
import type { RecordTest } from './record-test.ts';
import { recordTest } from './record-test.ts';
import type { PropertyCondition } from './segment-definition.ts';

/** The test of one record (an event) by a checked condition over its properties. */
export function propertyTest(condition: PropertyCondition, types: Readonly<Record<FieldPath, FieldType>>): RecordTest {
  const tests = (parts: readonly PropertyCondition[]): RecordTest[] => parts.map((part) => propertyTest(part, types));
  if ('always' in condition) return () => condition.always;
  if ('not' in condition) return notOf(propertyTest(condition.not, types));
  if ('all' in condition) return allOf(tests(condition.all));
  if ('any' in condition) return anyOf(tests(condition.any));
  if ('atLeast' in condition) return atLeastOf(condition.atLeast, tests(condition.of));
  return recordTest(condition, fieldKind(types[condition.field]!).kind);
}

/** The exact complement. */
export function notOf(test: RecordTest): RecordTest {
  return (record) => !test(record);
}

/** Every test holds. Written out up to four, which engines put into one another; a long group is a loop. */
export function allOf(tests: readonly RecordTest[]): RecordTest {
  const [a, b, c, d] = tests;
  if (!a) return () => true;
  if (!b) return a;
  if (!c) return (record) => a(record) && b(record);
  if (!d) return (record) => a(record) && b(record) && c(record);
  if (tests.length === 4) return (record) => a(record) && b(record) && c(record) && d(record);
  return (record) => {
    for (let i = 0; i < tests.length; i++) if (!tests[i]!(record)) return false;
    return true;
  };
}

/** One test holds. */
export function anyOf(tests: readonly RecordTest[]): RecordTest {
  const [a, b, c] = tests;
  if (!a) return () => false;
  if (!b) return a;
  if (!c) return (record) => a(record) || b(record);
  return (record) => {
    for (let i = 0; i < tests.length; i++) if (tests[i]!(record)) return true;
    return false;
  };
}

/** At least so many tests hold. */
export function atLeastOf(least: number, tests: readonly RecordTest[]): RecordTest {
  return (record) => {
    let held = 0;
    for (let i = 0; i < tests.length && held < least; i++) if (tests[i]!(record)) held++;
    return held >= least;
  };
}
