import type { FieldKindName } from './customer-model.ts';
import { compilePath, isPlainKey, ownValue } from './read-path.ts';
import { isPresent, numberValue } from './read-value.ts';
import type { FieldCondition, NumberOp } from './segment-definition.ts';

/** A test of one raw value of a record. */
export type ValueTest = (value: unknown) => boolean;

/**
 * The test of a number that may be NaN for missing: every positive operator is false on it, `ne` and `notIn` are the
 * exact complements of `eq` and `in`.
 */
export function numberTest(op: NumberOp, value: unknown): (number: number) => boolean {
  const x = value as number;
  switch (op) {
    case 'eq':
      return (n) => n === x;
    case 'ne':
      return (n) => n !== x;
    case 'lt':
      return (n) => n < x;
    case 'lte':
      return (n) => n <= x;
    case 'gt':
      return (n) => n > x;
    case 'gte':
      return (n) => n >= x;
    case 'between': {
      const [low, high] = value as [number, number];
      return (n) => n >= low && n <= high;
    }
    case 'in':
    case 'notIn': {
      const isIn = memberTest(value as number[]);
      return op === 'in' ? isIn : (n) => !isIn(n);
    }
    case 'exists':
      return (n) => n === n;
    case 'missing':
      return (n) => n !== n;
  }
}

/** The test of a raw value by a condition that has passed the check. */
export function valueTest(condition: FieldCondition, kind: FieldKindName): ValueTest {
  const { op, value } = condition;
  if (op === 'exists') return (raw) => isPresent(raw, kind);
  if (op === 'missing') return (raw) => !isPresent(raw, kind);
  if (kind === 'number') {
    const holds = numberTest(op as NumberOp, value);
    return (raw) => holds(numberValue(raw));
  }
  if (kind === 'boolean') return op === 'eq' ? (raw) => raw === value : (raw) => raw !== value;
  return kind === 'text' ? textTest(condition) : listTest(condition);
}

function textTest({ op, value, ignoreCase }: FieldCondition): ValueTest {
  const fold = (text: unknown): unknown => (ignoreCase && typeof text === 'string' ? text.toLowerCase() : text);
  const wanted = Array.isArray(value) ? value.map(fold) : fold(value);
  const holds = plainTextTest(op, wanted);
  return ignoreCase ? (raw) => holds(fold(raw)) : holds;
}

function plainTextTest(op: string, wanted: unknown): ValueTest {
  const text = wanted as string;
  switch (op) {
    case 'eq':
      return (raw) => raw === text;
    case 'ne':
      return (raw) => raw !== text;
    case 'contains':
      return (raw) => typeof raw === 'string' && raw.includes(text);
    case 'startsWith':
      return (raw) => typeof raw === 'string' && raw.startsWith(text);
    case 'endsWith':
      return (raw) => typeof raw === 'string' && raw.endsWith(text);
    default: {
      const isIn = memberTest(wanted as string[]);
      return op === 'in' ? isIn : (raw) => !isIn(raw);
    }
  }
}

function listTest({ op, value }: FieldCondition): ValueTest {
  if (op === 'has') return (raw) => Array.isArray(raw) && raw.includes(value);
  const wanted = value as unknown[];
  if (op === 'hasAny') {
    const isIn = memberTest(wanted);
    return (raw) => Array.isArray(raw) && raw.some(isIn);
  }
  return (raw) => Array.isArray(raw) && wanted.every((one) => raw.includes(one));
}

/** Short lists are compared one by one, long ones by a set. */
function memberTest(wanted: readonly unknown[]): ValueTest {
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

/**
 * The test of a record by a checked comparison. The commonest ones are one function each, which reads and compares: a
 * call within a call within a call costs more than the comparison.
 */
export function recordTest(condition: FieldCondition, kind: FieldKindName): (record: unknown) => boolean {
  const { field: key, op, value, ignoreCase } = condition;
  if (isPlainKey(key) && !ignoreCase) {
    const quick = kind === 'number' ? quickNumberTest(key, op, value as number) : quickListTest(key, op, value, kind);
    if (quick) return quick;
  }
  const read = compilePath(key);
  const holds = valueTest(condition, kind);
  return (record) => holds(read(record));
}

function quickNumberTest(key: string, op: string, x: number): ((record: unknown) => boolean) | null {
  switch (op) {
    case 'lt':
      return (record) => {
        const raw = ownValue(record, key);
        return typeof raw === 'number' && raw < x && raw !== -Infinity;
      };
    case 'gte':
      return (record) => {
        const raw = ownValue(record, key);
        return typeof raw === 'number' && raw >= x && raw !== Infinity;
      };
    case 'gt':
      return (record) => {
        const raw = ownValue(record, key);
        return typeof raw === 'number' && raw > x && raw !== Infinity;
      };
    default:
      return null;
  }
}

function quickListTest(
  key: string,
  op: string,
  value: unknown,
  kind: FieldKindName,
): ((record: unknown) => boolean) | null {
  if (kind !== 'text' || !['eq', 'ne', 'in', 'notIn'].includes(op)) return null;
  const wanted = Array.isArray(value) ? (value as unknown[]) : [value];
  if (wanted.length > 8) return null;
  const positive = op === 'eq' || op === 'in';
  const [a, b] = wanted;
  if (wanted.length <= 2) {
    const other = wanted.length === 1 ? a : b;
    return (record) => {
      const raw = ownValue(record, key);
      return (raw === a || raw === other) === positive;
    };
  }
  return (record) => wanted.includes(ownValue(record, key)) === positive;
}
