import { InputError } from '../errors/index.ts';
import { define, read } from './records.ts';

/** Adds within the safe integers. */
export function plus(a: number, b: number): number {
  const sum = a + b;
  if (Number.isSafeInteger(sum)) return sum;
  throw new InputError('overflow', 'event', `expected totals within ±(2^53 - 1), got ${a} + ${b}`);
}

/** Adds to what stands under a key that a caller chose. */
export function addTo(record: Record<string, number>, key: string, amount: number): void {
  define(record, key, plus(read(record, key) ?? 0, amount));
}
