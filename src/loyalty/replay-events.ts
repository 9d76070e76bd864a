import type { Account } from './account.ts';
import type { LoyaltyEvent } from './event.ts';
import type { ReplayOptions } from './prepare-events.ts';
import type { Program } from './program.ts';
import { runEvents } from './run-events.ts';
import { soundProgram } from './sound-program.ts';

/** Which facts are replayed, and from where. */
export interface ReplayEventsOptions<Id extends string | number = string> extends ReplayOptions {
  /** account to go on from; no event may be earlier than its `throughAt` */
  from?: Account<Id>;
}

/**
 * The account of one member, made from the facts of that member in whatever order they come.
 *
 * Facts are the truth and an account a cache: the same facts give the same account bit for bit. With `asOf` only facts up
 * to it count and time is settled to it; without, the account stands at its last event. Two members become one by giving
 * all events one `memberId`; a household pool is an account whose id is the household.
 *
 * @param program - a sound program
 * @param events - facts of one member; ties in time keep list order
 * @param options - `asOf` and `knownAt` cut by when it happened and when it was recorded; `from` goes on from an account
 * @returns the account, plain JSON
 * @throws InputError `empty` without events and `from`, `inconsistent` for two members, `late-event` for an event before
 * `from`, `mixed-currency`, `not-an-instant`, `overflow`, and the first problem of an unsound program
 *
 * @example How many points does Anna have after a purchase of 50 and a reward of 20?
 * ```ts
 * import { replayEvents, measureBalance } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC',
 *   points: { earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }] },
 * } as const;
 * const account = replayEvents(program, [
 *   { id: 'e1', memberId: 'anna', at: '2025-03-01T12:00:00Z', type: 'purchase', orderId: 'o1', amountMinor: 5000 },
 *   { id: 'e2', memberId: 'anna', at: '2025-03-02T12:00:00Z', type: 'redeem', points: 20 },
 * ]);
 * measureBalance(program, account, { asOf: '2025-03-03T00:00:00Z' }).available; // => 30
 * ```
 */
export function replayEvents<Id extends string | number = string>(
  program: Program,
  events: Iterable<LoyaltyEvent<Id>>,
  options: ReplayEventsOptions<Id> = {},
): Account<Id> {
  return runEvents(soundProgram(program), events, options).account;
}
