import type { Account } from './account.ts';
import type { AnyEvent, LoyaltyEvent } from './event.ts';
import type { ReplayOptions } from './prepare-events.ts';
import type { Program } from './program.ts';
import { runMembers } from './run-members.ts';
import { soundProgram } from './sound-program.ts';
import { accountOf } from './live-lots.ts';

/**
 * The accounts of many members from one log, in order of first appearance. A `transfer` feeds its receiver; a `receive`
 * event of the same transfer that is in the log as well is a duplicate.
 *
 * @param program - a sound program
 * @param events - facts of many members in any order; ties in time keep list order
 * @param options - `asOf` cuts by when it happened and settles time, `knownAt` by when it was recorded
 * @returns one account a member; empty without events
 * @throws InputError as `replayEvents` does
 *
 * @example What have Anna and Ben after she sends him 30 points?
 * ```ts
 * import { replayMembers } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const accounts = replayMembers(program, [
 *   { id: 'c1', memberId: 'anna', at: 0, type: 'credit', points: 100 },
 *   { id: 't1', memberId: 'anna', at: 1, type: 'transfer', toMemberId: 'ben', points: 30 },
 * ]);
 * accounts.map(({ memberId, lots }) => [memberId, lots[0].left]); // => [['anna', 70], ['ben', 30]]
 * ```
 */
export function replayMembers<Id extends string | number = string>(
  program: Program,
  events: Iterable<LoyaltyEvent<Id>>,
  options: ReplayOptions = {},
): Account<Id>[] {
  const works = runMembers(soundProgram(program), events as Iterable<AnyEvent>, options);
  return [...works.values()].map((work) => accountOf<Id>(work));
}
