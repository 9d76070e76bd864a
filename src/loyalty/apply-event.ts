import { InputError } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import type { Account } from './account.ts';
import { applyNew } from './apply-fact.ts';
import type { LoyaltyEvent } from './event.ts';
import type { Applied } from './outcome.ts';
import type { Program } from './program.ts';
import { requireAccount } from './require-account.ts';
import { requireFact } from './require-fact.ts';
import { createRecorder } from './run-events.ts';
import { seenBefore } from './seen-before.ts';
import { soundProgram } from './sound-program.ts';
import { accountOf } from './live-lots.ts';
import { startWork } from './start-work.ts';

/**
 * Applies one fact to an account and says what changed: the books, the levels, and why.
 *
 * Nothing is written to: the account given stays as it was. Time passes first, so what expired since is in the
 * transactions. Redemptions and transfers come back with their decision: store `applied.event`, not the one you sent.
 * An accepted transfer brings the event for the other account in `receive`.
 *
 * @param program - a sound program
 * @param account - the account so far
 * @param event - a fact of the same member
 * @returns account, outcome, reasons, the event to store, transactions (each sums to zero) and changes of level
 * @throws InputError `late-event` before the account's `throughAt` (use a journal), `inconsistent` for another member,
 * and what the event's numbers break
 *
 * @example What did this order change?
 * ```ts
 * import { applyEvent, openAccount } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC',
 *   points: { earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }] },
 * } as const;
 * const applied = applyEvent(program, openAccount(program, 'anna'), {
 *   id: 'e1', memberId: 'anna', at: '2025-03-01T12:00:00Z', type: 'purchase', orderId: 'o1', amountMinor: 5000,
 * });
 * applied.outcome; // => 'applied'
 * applied.transactions[0].entries.map(({ account, points }) => [account, points]); // => [['program:issued', -50], ['member:available', 50]]
 * ```
 */
export function applyEvent<Id extends string | number = string>(
  program: Program,
  account: Account<Id>,
  event: LoyaltyEvent<Id>,
): Applied<Id> {
  const compiled = soundProgram(program);
  requireFact(event, 'event');
  const at = epochOf(event.at, 'event.at');
  const recorder = createRecorder();
  const work = startWork(compiled, requireAccount(account), { recorder });
  if (event.memberId !== account.memberId)
    throw new InputError('inconsistent', 'event.memberId', `expected ${account.memberId}, got ${event.memberId}`);
  const repeated = seenBefore(work, event);
  if (!repeated && account.throughAt !== null && at < account.throughAt)
    throw new InputError('late-event', 'event.at', `expected ${account.throughAt} or later, got ${at}`);
  const { outcome, reasons, event: stamped = event, receive } = repeated ?? applyNew(work, event, at);
  const applied: Applied<Id> = {
    account: repeated ? account : accountOf(work),
    outcome,
    reasons,
    event: stamped as LoyaltyEvent<Id>,
    transactions: recorder.transactions,
    tierChanges: recorder.tierChanges,
  };
  if (receive) applied.receive = receive as LoyaltyEvent<Id>;
  return applied;
}
