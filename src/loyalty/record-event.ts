import { InputError } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import { applyFact } from './apply-fact.ts';
import type { EventIndex } from './event-index.ts';
import { addToIndex, indexEvents, repetitionOf } from './event-index.ts';
import type { AnyEvent, LoyaltyEvent } from './event.ts';
import type { Journal } from './journal.ts';
import { activityOf, applyStored, isKept, keep, requireJournal, thin, workAfter } from './journal.ts';
import type { Applied } from './outcome.ts';
import type { Program } from './program.ts';
import { requireFact } from './require-fact.ts';
import { createRecorder } from './run-events.ts';
import { soundProgram } from './sound-program.ts';

/** A fact recorded in a journal. */
export interface Recorded<Id extends string | number = string> extends Applied<Id> {
  /** the journal with the fact in its place */
  journal: Journal<Id>;
}

/**
 * Records a fact in a journal, also one that comes late, and stamps the decision of a redemption or transfer into it.
 *
 * A late fact is put where it belongs and everything after it is applied again. Redemptions that were accepted stay
 * accepted: they may draw on other lots, and what they lack becomes a debt.
 *
 * @param program - a sound program
 * @param journal - the journal so far; nothing is written to it
 * @param event - a fact of the same member, of any time
 * @returns what the fact did, the account after everything, and the journal to store
 * @throws InputError `inconsistent` for another member, `wrong-kind`, and what the event's numbers break
 *
 * @example A purchase of Monday arrives on Friday: what has Anna now?
 * ```ts
 * import { openJournal, recordEvent } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * let { journal } = recordEvent(program, openJournal(program, 'anna'), { id: 'c1', memberId: 'anna', at: 1000, type: 'credit', points: 100 });
 * const late = recordEvent(program, journal, { id: 'c2', memberId: 'anna', at: 500, recordedAt: 2000, type: 'credit', points: 20 });
 * late.account.lots.map(({ id, left }) => [id, left]); // => [['c2', 20], ['c1', 100]]
 * late.journal.events.map(({ id }) => id); // => ['c2', 'c1']
 * ```
 */
export function recordEvent<Id extends string | number>(
  program: Program,
  journal: Journal<Id>,
  event: LoyaltyEvent<Id>,
): Recorded<Id> {
  const compiled = soundProgram(program);
  requireJournal(journal);
  requireFact(event, 'event');
  if (event.memberId !== journal.memberId)
    throw new InputError('inconsistent', 'event.memberId', `expected ${journal.memberId}, got ${event.memberId}`);
  const at = epochOf(event.at, 'event.at');
  const { events } = journal;
  const index = indexOf(events as AnyEvent[]);
  const repeated = repetitionOf(index, event as AnyEvent);
  if (repeated) {
    const last = journal.checkpoints.at(-1);
    const stands = last?.count === events.length;
    const account = stands ? last.account : keep<Id>(workAfter(compiled, journal, events.length, null).work, false);
    return { journal, account, event, transactions: [], tierChanges: [], ...repeated };
  }
  let place = events.length;
  while (place > 0 && epochOf(events[place - 1]!.at, 'journal.events.at') > at) place--;
  const named = event.type === 'purchase' ? event.orderId : null;
  const { work, checkpoints } = workAfter(
    compiled,
    journal,
    place,
    (orderId) => (index.orders.get(orderId) ?? 0) + (orderId === named ? 1 : 0),
  );
  const recorder = createRecorder();
  Object.assign(work, { recorder, explains: true });
  const result = applyFact(work, event as AnyEvent, at);
  Object.assign(work, { recorder: null, explains: false });
  const decided = (result.event ?? event) as LoyaltyEvent<Id>;
  // One list of the right length: a slice that grows is copied twice.
  const stored = events.concat([decided]);
  const total = stored.length;
  for (let i = total - 1; i > place; i--) stored[i] = events[i - 1]!;
  stored[place] = decided;
  work.before = activityOf(stored as AnyEvent[]);
  for (let i = place + 1; i < total; i++) {
    if (isKept(i, total)) checkpoints.push({ count: i, account: keep(work, true) });
    applyStored(work, stored[i]!);
  }
  // From here nothing can fail: the index goes over to the new journal.
  indexes!.delete(events);
  addToIndex(index, decided as AnyEvent);
  indexes!.set(stored, index);
  const account = keep<Id>(work, false);
  checkpoints.push({ count: total, account });
  const recorded: Recorded<Id> = {
    journal: { ...journal, events: stored, checkpoints: thin(checkpoints, total) },
    account,
    outcome: result.outcome,
    reasons: result.reasons,
    event: decided,
    transactions: recorder.transactions,
    tierChanges: recorder.tierChanges,
  };
  if (result.receive) recorded.receive = result.receive as LoyaltyEvent<Id>;
  return recorded;
}

let indexes: WeakMap<object, EventIndex> | undefined;

/** Made once for a journal that comes from a store; every journal recorded from it takes it over. */
function indexOf(events: readonly AnyEvent[]): EventIndex {
  indexes ??= new WeakMap();
  let index = indexes.get(events);
  if (index?.ids.size === events.length) return index;
  index = indexEvents(events);
  indexes.set(events, index);
  return index;
}
