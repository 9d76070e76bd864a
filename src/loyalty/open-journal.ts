import type { WidenedId } from './account.ts';
import type { Journal } from './journal.ts';
import { openAccount } from './open-account.ts';
import type { Program } from './program.ts';

/**
 * An empty journal of one member. Use a journal where facts arrive late; an account alone takes only facts in order.
 *
 * @param program - a sound program
 * @param memberId - whose facts
 * @returns a journal without events
 * @throws InputError with the first problem of an unsound program
 *
 * @example How do I begin to store a member's facts?
 * ```ts
 * import { openJournal } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * openJournal(program, 'anna').events; // => []
 * ```
 */
export function openJournal<Id extends string | number>(program: Program, memberId: Id): Journal<WidenedId<Id>> {
  const account = openAccount(program, memberId);
  return {
    kind: 'loyalty-journal',
    version: 1,
    memberId: account.memberId,
    events: [],
    checkpoints: [{ count: 0, account }],
  };
}
