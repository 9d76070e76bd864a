import { InputError, kindOf, requireFinite, requireIterable } from '../errors/index.ts';

/** Lets through what has keys of its own: options, a row. */
export function requireRecord<T>(value: T, argument: string): T {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new InputError('wrong-type', argument, `expected a record, got ${kindOf(value)}`);
}

/** Lets yes or no through, not what merely looks like it. */
export function requireTruth(value: boolean, argument: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new InputError('wrong-type', argument, `expected true or false, got ${kindOf(value)}`);
}

/** Lets a whole number from 1 to the most that is sensible through. */
export function requireSize(count: number, most: number, argument: string): number {
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new InputError('not-a-count', argument, `expected a whole number from 1 to ${most}, got ${kindOf(count)}`);
}

/** Amounts beyond this could overflow a sum; nobody spends them. */
const LARGEST = 1e300;

/**
 * A copy of finite numbers, checked one by one: a typed array would take '5' for 5 and a missing value for 0. No -0 is in
 * it, which JSON does not know.
 */
export function numbersOf(values: Iterable<number>, argument: string, largest: number = LARGEST): Float64Array {
  const list: ArrayLike<number> =
    Array.isArray(values) || values instanceof Float64Array ? values : [...requireIterable(values, argument)];
  const numbers = new Float64Array(list.length);
  for (let i = 0; i < list.length; i++) {
    const value = list[i]!;
    numbers[i] =
      typeof value === 'number' && value <= largest && value >= -largest
        ? value + 0
        : refuseNumber(value, `${argument}[${i}]`, largest);
  }
  return numbers;
}

function refuseNumber(value: number, argument: string, largest: number): never {
  requireFinite(value, argument);
  throw new InputError('out-of-range', argument, `expected at most ${largest} either way, got ${value}`);
}
