import type { FieldPath, FieldType } from './customer-model.ts';
import { fieldKind } from './field-kind.ts';
import type { PropertyCondition } from './segment-definition.ts';
import { recordTest } from './value-test.ts';

/** The test of one record (an event) by a checked condition over its properties. */
export function propertyTest(
  condition: PropertyCondition,
  types: Readonly<Record<FieldPath, FieldType>>,
): (record: unknown) => boolean {
  if ('always' in condition) return () => condition.always;
  if ('not' in condition) {
    const inner = propertyTest(condition.not, types);
    return (record) => !inner(record);
  }
  if ('all' in condition) return allOf(condition.all.map((part) => propertyTest(part, types)));
  if ('any' in condition) return anyOf(condition.any.map((part) => propertyTest(part, types)));
  if ('atLeast' in condition)
    return atLeastOf(
      condition.atLeast,
      condition.of.map((part) => propertyTest(part, types)),
    );
  return recordTest(condition, fieldKind(types[condition.field]!).kind);
}

/** A test of one record. */
export type RecordTest = (record: unknown) => boolean;

/** Every test holds. Nested pairs run faster than a loop over closures; a long group is a loop. */
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
