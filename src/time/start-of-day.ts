import { epochFromCivil } from './epoch-from-civil.ts';

/**
 * The first instant of a civil day in a zone. On a day without a midnight it is the first time that day has; a day that
 * the zone skipped altogether (Apia, 2011-12-30) begins where the next one begins.
 *
 * @param dayNumber - whole days since 1970-01-01
 * @param timeZone - IANA name
 * @returns epoch ms
 * @throws InputError `unknown-zone`, `not-an-instant` when the day is no number or beyond what a date can hold
 *
 * @example When does a day begin whose midnight the clocks skip?
 * ```ts
 * import { dayNumberOf, startOfDay } from 'clientele/time';
 *
 * const day = dayNumberOf('2017-10-15');
 * new Date(startOfDay(day, 'America/Sao_Paulo')).toISOString(); // => '2017-10-15T03:00:00.000Z'
 * ```
 */
export function startOfDay(dayNumber: number, timeZone: string): number {
  return epochFromCivil(dayNumber * 86_400_000, timeZone);
}
