import { requireObject } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import type { Account } from './account.ts';
import { advance } from './advance.ts';
import type { Journal } from './journal.ts';
import { requireJournal, workAfter } from './journal.ts';
import type { ReplayOptions } from './prepare-events.ts';
import type { Program } from './program.ts';
import { runEvents } from './run-events.ts';
import { soundProgram } from './sound-program.ts';
import { accountOf } from './live-lots.ts';
import { emptyAccount } from './empty-account.ts';
import { lastIndex } from './last-index.ts';

/** As of when, and as known when. */
export interface AccountAtOptions extends ReplayOptions {
  /** what happened up to this instant */
  asOf: Instant;
}

/**
 * The account of a journal's member as of an instant, as known at another: what was the balance on 31 December, and what did
 * we think it was.
 *
 * @param program - a sound program
 * @param journal - the journal
 * @param options - `asOf`, and `knownAt` to look only at what was recorded by then
 * @returns the account, settled to `asOf`; its `seen` is empty, because the journal knows its events
 * @throws InputError `wrong-kind`, `not-an-instant`
 *
 * @example What did we tell Anna on day 3, and what would we say today?
 * ```ts
 * import { accountAt, measureBalance, openJournal, recordEvent } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const { journal } = recordEvent(program, openJournal(program, 'anna'), {
 *   id: 'c1', memberId: 'anna', at: 1000, recordedAt: 5000, type: 'credit', points: 100,
 * });
 * const at = (knownAt: number) => measureBalance(program, accountAt(program, journal, { asOf: 3000, knownAt }), { asOf: 3000 }).available;
 * [at(3000), at(9000)]; // => [0, 100]
 * ```
 */
export function accountAt<Id extends string | number>(
  program: Program,
  journal: Journal<Id>,
  options: AccountAtOptions,
): Account<Id> {
  const compiled = soundProgram(program);
  requireJournal(journal);
  requireObject(options, 'options');
  if (options.knownAt !== undefined) {
    const { account } = runEvents(compiled, journal.events, {
      ...options,
      from: emptyAccount(compiled, journal.memberId),
    });
    return { ...account, seen: [] };
  }
  const asOf = epochOf(options.asOf, 'options.asOf');
  const place = lastIndex(journal.events, ({ at }) => epochOf(at, 'journal.events.at') <= asOf) + 1;
  const { work } = workAfter(compiled, journal, place, null);
  advance(work, asOf);
  return { ...accountOf<Id>(work), seen: [] };
}
