import type { Account, Lot } from './account.ts';
import type { Program } from './program.ts';
import type { AsOf } from './settle.ts';
import { settle } from './settle.ts';
import { liveLots } from './live-lots.ts';

/**
 * The lots of a member that still hold points at an instant, pending ones too, in spending order.
 *
 * @param program - the program of the account
 * @param account - the account
 * @param options - `asOf`, not before the account's `throughAt`
 * @returns lots with points left; empty where there are none
 * @throws InputError `before-account`, `not-an-instant`
 *
 * @example Which points will be spent first?
 * ```ts
 * import { listLots, replayEvents } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const account = replayEvents(program, [
 *   { id: 'c1', memberId: 'anna', at: 0, type: 'credit', points: 100 },
 *   { id: 'c2', memberId: 'anna', at: 1, type: 'credit', points: 50, expiresAt: 1000 },
 * ]);
 * listLots(program, account, { asOf: 10 }).map(({ id, left }) => [id, left]); // => [['c2', 50], ['c1', 100]]
 * ```
 */
export function listLots(program: Program, account: Account<string | number>, options: AsOf): Lot[] {
  const { work } = settle(program, account, options);
  const lots = liveLots(work);
  const order = work.version.points.spending?.order ?? 'soonest-expiring';
  if (order === 'soonest-expiring') return lots;
  return lots.sort((a, b) => (order === 'oldest' ? a.earnedAt - b.earnedAt : b.earnedAt - a.earnedAt));
}
