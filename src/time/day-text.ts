import { InputError } from '../errors/index.ts';

/**
 * Writes a day number as a calendar day; the way back from {@link dayNumberOf}.
 *
 * @param dayNumber - whole days since 1970-01-01, within ±100,000,000
 * @returns `YYYY-MM-DD`; a year beyond 9999 or before 0 with a sign and six digits, as ISO 8601 has it
 * @throws InputError `out-of-range` when it is no whole number in that range
 *
 * @example Which day is number 19,782?
 * ```ts
 * import { dayText } from 'clientele/time';
 *
 * dayText(19_782); // => '2024-02-29'
 * ```
 */
export function dayText(dayNumber: number): string {
  if (!Number.isInteger(dayNumber) || Math.abs(dayNumber) > 100_000_000) {
    throw new InputError(
      'out-of-range',
      'dayNumber',
      `expected whole days within ±100,000,000, got ${String(dayNumber)}`,
    );
  }
  const text = new Date(dayNumber * 86_400_000).toISOString();
  return text.slice(0, text.indexOf('T'));
}
