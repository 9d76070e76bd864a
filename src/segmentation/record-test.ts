import type { FieldKindName } from './customer-model.ts';
import type { PlainRecord } from './plain-record.ts';
import { compilePath, isPlainKey } from './read-path.ts';
import { isPresent } from './read-value.ts';
import type { FieldCondition, NumberOp } from './segment-definition.ts';

/** A test of one record. */
export type RecordTest = (record: PlainRecord) => boolean;

/**
 * The test of a record by a comparison that has passed the check. Missing (absent, of another type, no finite number):
 * every positive operator is false on it, `ne` and `notIn` are the exact complements of `eq` and `in`.
 *
 * Each operator is one function that reads and compares, with a read of its own in the text: engines remember at the place
 * of a read where the key lies, and a call within a call costs more than the comparison.
 */
export function recordTest({ field, op, value, ignoreCase }: FieldCondition, kind: FieldKindName): RecordTest {
  if (isPlainKey(field) && !ignoreCase) return keyTest(field, op, value, kind);
  const read = compilePath(field);
  const fold = (text: unknown): unknown => (ignoreCase && typeof text === 'string' ? text.toLowerCase() : text);
  const holds = keyTest('value', op, Array.isArray(value) ? value.map(fold) : fold(value), kind);
  return (record) => holds({ value: fold(read(record)) });
}

/** The test of a number, NaN for missing, by a checked operator. */
export function numberTest(op: NumberOp, value: unknown): (number: number) => boolean {
  // The commonest by far, without a record around the number.
  if (op === 'gte') return (number) => number >= (value as number) && number !== Infinity;
  const holds = keyTest('value', op, value, 'number');
  return (number) => holds({ value: number });
}

function keyTest(key: string, op: string, value: unknown, kind: FieldKindName): RecordTest {
  switch (op) {
    case 'eq':
      return (record) => record[key] === value;
    case 'ne':
      return (record) => record[key] !== value;
    case 'in':
      return inTest(key, value as unknown[]);
    case 'notIn': {
      const [a, b] = value as unknown[];
      // Two of them are written out once more: what shares a place of reading with another key is slower.
      if ((value as unknown[]).length === 2) {
        return (record) => {
          const raw = record[key];
          return raw !== a && raw !== b;
        };
      }
      const isIn = inTest(key, value as unknown[]);
      return (record) => !isIn(record);
    }
    case 'exists':
      return (record) => isPresent(record[key], kind);
    case 'missing':
      return (record) => !isPresent(record[key], kind);
    case 'has':
      return (record) => {
        const raw = record[key];
        return Array.isArray(raw) && raw.includes(value);
      };
    case 'hasAny': {
      const isIn = memberTest(value as unknown[]);
      return (record) => {
        const raw = record[key];
        return Array.isArray(raw) && raw.some(isIn);
      };
    }
    case 'hasAll':
      return (record) => {
        const raw = record[key];
        return Array.isArray(raw) && (value as unknown[]).every((one) => raw.includes(one));
      };
  }
  return typeof value === 'string' ? partTest(key, op, value) : sizeTest(key, op, value);
}

/** Comparisons by size: infinities are no figures of a customer. */
function sizeTest(key: string, op: string, value: unknown): RecordTest {
  const x = value as number;
  switch (op) {
    case 'lt':
      return (record) => {
        const raw = record[key];
        return typeof raw === 'number' && raw < x && raw !== -Infinity;
      };
    case 'lte':
      return (record) => {
        const raw = record[key];
        return typeof raw === 'number' && raw <= x && raw !== -Infinity;
      };
    case 'gt':
      return (record) => {
        const raw = record[key];
        return typeof raw === 'number' && raw > x && raw !== Infinity;
      };
    case 'gte':
      return (record) => {
        const raw = record[key];
        return typeof raw === 'number' && raw >= x && raw !== Infinity;
      };
  }
  const [low, high] = value as [number, number];
  return (record) => {
    const raw = record[key];
    return typeof raw === 'number' && raw >= low && raw <= high;
  };
}

/** A part of a text, found in linear time: there are no patterns. */
function partTest(key: string, op: string, part: string): RecordTest {
  const method = op === 'contains' ? 'includes' : (op as 'startsWith' | 'endsWith');
  return (record) => {
    const raw = record[key];
    return typeof raw === 'string' && raw[method](part);
  };
}

function inTest(key: string, wanted: readonly unknown[]): RecordTest {
  const [a, b] = wanted;
  if (wanted.length === 2) {
    return (record) => {
      const raw = record[key];
      return raw === a || raw === b;
    };
  }
  const isIn = memberTest(wanted);
  return (record) => isIn(record[key]);
}

/** Short lists are compared one by one, long ones by a set. */
function memberTest(wanted: readonly unknown[]): (value: unknown) => boolean {
  if (wanted.length <= 8) {
    return (raw) => {
      for (let i = 0; i < wanted.length; i++) if (wanted[i] === raw) return true;
      return false;
    };
  }
  const set = new Set(wanted);
  // A set finds NaN, equality does not: a missing number is in no list.
  return (raw) => raw === raw && set.has(raw);
}
