import { InputError } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import type { Account } from './account.ts';
import { applyFact } from './apply-fact.ts';
import type { EventIndex } from './event-index.ts';
import { addToIndex, indexEvents, repetitionOf } from './event-index.ts';
import type { LoyaltyEvent } from './event.ts';
import type { Journal } from './journal.ts';
import { requireJournal, thin } from './journal.ts';
import type { Applied } from './outcome.ts';
import type { Program } from './program.ts';
import { createRecorder } from './run-events.ts';
import { soundProgram } from './sound-program.ts';
import type { Work } from './work.ts';
import { emptyAccount, lastIndex, startWork } from './work.ts';

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
  if (event.memberId !== journal.memberId)
    throw new InputError('inconsistent', 'event.memberId', `expected ${journal.memberId}, got ${event.memberId}`);
  const at = epochOf(event.at, 'event.at');
  const head = journal.checkpoints.at(-1)!;
  const { events } = journal;
  const index = indexOf(events as LoyaltyEvent<string | number>[]);
  const repeated = repetitionOf(index, event as LoyaltyEvent<string | number>);
  if (repeated) return { journal, account: head.account, event, transactions: [], tierChanges: [], ...repeated };
  let place = events.length;
  while (place > 0 && epochOf(events[place - 1]!.at, 'journal.events.at') > at) place--;
  const k = lastIndex(journal.checkpoints, ({ count }) => count <= place);
  const base = journal.checkpoints[k] ?? { count: 0, account: emptyAccount(compiled, journal.memberId) };
  const recorder = createRecorder();
  // One by one each lot and order is copied when it is written to; for a long way all are copied once.
  const { lots, spentLots, orders } = base.account;
  const owned = 4 * (events.length - base.count) > lots.length + spentLots.length + orders.length;
  const work = startWork(compiled, base.account, { owned: owned && place < events.length, recorder });
  const checkpoints = journal.checkpoints.slice(0, k + 1);
  const apply = (one: LoyaltyEvent<Id>): ReturnType<typeof applyFact> =>
    applyFact(work, one as LoyaltyEvent<string | number>, epochOf(one.at, 'journal.events.at'));
  for (let i = base.count; i < place; i++) apply(events[i]!);
  const first = { transactions: recorder.transactions.length, tiers: recorder.tierChanges.length };
  const result = apply(event);
  const transactions = recorder.transactions.slice(first.transactions);
  const tierChanges = recorder.tierChanges.slice(first.tiers);
  const decided = (result.event ?? event) as LoyaltyEvent<Id>;
  const stored = events.slice();
  stored.splice(place, 0, decided);
  for (let i = place + 1; i < stored.length; i++) {
    if ((stored.length - i) % 256 === 0) checkpoints.push({ count: i, account: snapshot(work, true) });
    apply(stored[i]!);
  }
  // From here nothing can fail: the index goes over to the new journal.
  indexes!.delete(events);
  addToIndex(index, decided as LoyaltyEvent<string | number>);
  indexes!.set(stored, index);
  const account = snapshot<Id>(work, false);
  checkpoints.push({ count: stored.length, account });
  const recorded: Recorded<Id> = {
    journal: {
      ...journal,
      events: stored,
      checkpoints: thin(checkpoints as Journal<Id>['checkpoints'], stored.length),
    },
    account,
    outcome: result.outcome,
    reasons: result.reasons,
    event: decided,
    transactions,
    tierChanges,
  };
  if (result.receive) recorded.receive = result.receive as LoyaltyEvent<Id>;
  return recorded;
}

/** The account so far; `copied` where the work goes on in place. */
function snapshot<Id extends string | number>(work: Work, copied: boolean): Account<Id> {
  // What is written to lot by lot is copied first: there the lists are enough.
  const account = copied ? startWork(work.compiled, work.account, { owned: work.owned }).account : work.account;
  return { ...(account as Account<Id>), seen: [] };
}

let indexes: WeakMap<object, EventIndex> | undefined;

/** Made once for a journal that comes from a store; every journal recorded from it takes it over. */
function indexOf(events: readonly LoyaltyEvent<string | number>[]): EventIndex {
  indexes ??= new WeakMap();
  let index = indexes.get(events);
  if (index?.ids.size === events.length) return index;
  index = indexEvents(events);
  indexes.set(events, index);
  return index;
}
