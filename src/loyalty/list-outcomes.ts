import type { AnyEvent, LoyaltyEvent } from './event.ts';
import type { EventOutcome, LoyaltyReason } from './outcome.ts';
import type { ReplayOptions } from './prepare-events.ts';
import type { Program } from './program.ts';
import { runMembers } from './run-members.ts';
import { soundProgram } from './sound-program.ts';

/** What became of one event. */
export interface ListedOutcome<Id extends string | number = string> {
  /** the event */
  eventId: string;
  /** its member */
  memberId: Id;
  /** what became of it */
  outcome: EventOutcome;
  /** why */
  reasons: LoyaltyReason[];
}

/**
 * What became of every event, of one member or many, in the order in which they apply.
 *
 * @param program - a sound program
 * @param events - facts in any order
 * @param options - `asOf` and `knownAt` cut the facts
 * @returns one row an event
 * @throws InputError as `replayEvents` does
 *
 * @example Why was this redemption refused?
 * ```ts
 * import { listOutcomes } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const [outcome] = listOutcomes(program, [{ id: 'r1', memberId: 'anna', at: 0, type: 'redeem', points: 20 }]);
 * outcome.outcome; // => 'rejected'
 * outcome.reasons; // => [{ code: 'insufficient-points', facts: { points: 20, balance: 0, missing: 20 } }]
 * ```
 */
export function listOutcomes<Id extends string | number = string>(
  program: Program,
  events: Iterable<LoyaltyEvent<Id>>,
  options: ReplayOptions = {},
): ListedOutcome<Id>[] {
  const rows: ListedOutcome<Id>[] = [];
  runMembers(soundProgram(program), events as Iterable<AnyEvent>, options, (event, result) => {
    const { outcome, reasons } = result;
    rows.push({ eventId: event.id, memberId: event.memberId as Id, outcome, reasons });
  });
  return rows;
}
