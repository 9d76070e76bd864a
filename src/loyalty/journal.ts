import { requireId, requireKind, requireList } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import type { Account } from './account.ts';
import { applyFact } from './apply-fact.ts';
import type { CompiledProgram } from './compile-program.ts';
import { copyAccount, ownLists } from './copy-account.ts';
import type { AnyEvent, LoyaltyEvent } from './event.ts';
import { activityBefore } from './prepare-events.ts';
import { requireAccount } from './require-account.ts';
import { startRun } from './start-run.ts';
import type { PointSums } from './start-work.ts';
import type { Work } from './work.ts';
import { accountOf } from './live-lots.ts';
import { emptyAccount } from './empty-account.ts';
import { lastIndex } from './last-index.ts';
import { startWork } from './start-work.ts';

/** A member's facts with checkpoints: takes late facts at a cost proportional to what comes after them. Plain JSON. */
export interface Journal<Id extends string | number = string> {
  /** what this value is */
  kind: 'loyalty-journal';
  /** version of this shape */
  version: 1;
  /** whose facts */
  memberId: Id;
  /** facts in the order in which they apply */
  events: LoyaltyEvent<Id>[];
  /** accounts after so many events, ascending; the last stands after all of them. Their `seen` is empty: the events say it */
  checkpoints: {
    /** events applied */
    count: number;
    /** the account after them */
    account: Account<Id>;
  }[];
}

/** Refuses what is no journal, or one of another version. */
export function requireJournal(journal: Journal<string | number>): void {
  requireKind(journal, 'loyalty-journal', 'journal');
  requireId(journal.memberId, 'journal.memberId');
  requireList(journal.events, 'journal.events');
  requireList(journal.checkpoints, 'journal.checkpoints');
}

/** Checkpoints near the end stand this far apart, further back ever fewer. */
const NEAR = 64;
const FEWER = 4;

/**
 * Whether a checkpoint after so many events is worth its space: multiples of 64 for the last 128 events, of 256 for the last
 * 512, and so on. A fact that is d events late is at most 5 d + 64 events from the last checkpoint before it.
 */
export function isKept(count: number, total: number): boolean {
  if (count === 0 || count % NEAR !== 0) return false;
  let step = NEAR;
  while (count % (step * FEWER) === 0) step *= FEWER;
  return total - count <= 2 * step;
}

/** Keeps the checkpoints that matter, and the last one, which stands after all events. */
export function thin<Id extends string | number>(
  checkpoints: Journal<Id>['checkpoints'],
  total: number,
): Journal<Id>['checkpoints'] {
  return checkpoints.filter(({ count }, i) => i === checkpoints.length - 1 || isKept(count, total));
}

let sums: WeakMap<object, PointSums> | undefined;

/** The account of a work as a journal keeps it: its events say what was seen. `copied` where the work goes on. */
export function keep<Id extends string | number>(work: Work, copied: boolean): Account<Id> {
  const account = accountOf<Id>(work);
  const kept = { ...(copied ? copyAccount(account) : account), seen: [] };
  // The work goes on with lists that the kept account has as well.
  if (copied && work.owned) ownLists(kept);
  else if (copied) work.shared = kept;
  // Nobody writes to the accounts of a journal, and thousands of lots need not be added up at every fact.
  (sums ??= new WeakMap()).set(kept, { available: work.available, pending: work.pending });
  return kept;
}

/** An account that stands after so many facts of a journal, to go on from, and the checkpoints that are still true then. */
export function workAfter<Id extends string | number>(
  compiled: CompiledProgram,
  journal: Journal<Id>,
  place: number,
  namings: Work['namings'],
): { work: Work; checkpoints: Journal<Id>['checkpoints'] } {
  const { events } = journal;
  const k = lastIndex(journal.checkpoints, ({ count }) => count <= place);
  const base = journal.checkpoints[k] ?? { count: 0, account: emptyAccount(compiled, journal.memberId) };
  // One by one each lot is copied when it is written to; for a long way all are copied once.
  const owned = 4 * (events.length - base.count) > base.account.lots.length + base.account.spentLots.length;
  const start = owned ? startRun : startWork;
  const work = start(compiled, requireAccount(base.account), { explains: false, sums: sums?.get(base.account) });
  work.namings = namings;
  work.before = activityOf(events as AnyEvent[]);
  for (let i = base.count; i < place; i++) applyStored(work, events[i]!);
  return { work, checkpoints: journal.checkpoints.slice(0, k + 1) };
}

/** What a challenge may ask of the facts of a journal. */
export function activityOf(events: readonly AnyEvent[]): NonNullable<Work['before']> {
  return activityBefore(events, (i) => epochOf(events[i]!.at, 'journal.events.at'));
}

/** Applies a fact that a journal holds already. */
export function applyStored(work: Work, event: AnyEvent): void {
  applyFact(work, event, epochOf(event.at, 'journal.events.at'));
}
