import { InputError, requireInteger } from '../errors/index.ts';
import type { Account, Lot } from './account.ts';
import type { CompiledProgram, CompiledVersion } from './compile-program.ts';
import { versionAt } from './compile-program.ts';
import { copyAccount } from './copy-account.ts';
import type { LoyaltyEvent } from './event.ts';
import { define, read } from './records.ts';
import type { EventOutcome, LoyaltyReason, Posting, PostingAccount, TierChange, Transaction } from './outcome.ts';

/** What a run writes down beside the account. */
export interface Recorder {
  transactions: Transaction[];
  tierChanges: TierChange[];
  /** the open transaction; null between them */
  open: Transaction | null;
  /** first instant of the membership, epoch ms; null: it has not begun */
  startedAt: number | null;
  /** told when a window of a ladder closes */
  onWindow?: (ladderId: string, window: Account['ladders'][string]['windows'][number], rolledOut: number) => void;
}

/** What became of one event. */
export interface Outcome {
  outcome: EventOutcome;
  reasons: LoyaltyReason[];
  /** the event with its decision, where one was made */
  event?: LoyaltyEvent<string | number>;
  /** what an accepted transfer sends */
  receive?: LoyaltyEvent<string | number>;
}

/** An event that was applied, with what is to be said about it. */
export function applied(...reasons: LoyaltyReason[]): Outcome {
  return { outcome: 'applied', reasons };
}

/** An event that was refused, and why. */
export function rejected(code: LoyaltyReason['code'], facts: LoyaltyReason['facts'] = {}): Outcome {
  return { outcome: 'rejected', reasons: [{ code, facts }] };
}

/** An account being worked on. Everything here was created by this run, except lots while `owned` is false. */
export interface Work {
  compiled: CompiledProgram;
  version: CompiledVersion;
  account: Account<string | number>;
  /** lots may be written to; otherwise each is copied first */
  owned: boolean;
  /** the account whose lists are still shared; null where the run has its own */
  shared: Account<string | number> | null;
  /** lots before this index are used up: they stand in the list until many can be cut off at once */
  head: number;
  available: number;
  pending: number;
  /** next instant at which time does something; `STALE`: must be found first */
  nextAt: number;
  /** the anniversary that was worked out last: it is asked for at every step of time */
  anniversary: Readonly<{ enrolledAt: number | null; n: number; at: number }>;
  recorder: Recorder | null;
  /** somebody asks for reasons and decisions; a replay that only wants the account leaves them out */
  explains: boolean;
  /** ids and keys of events seen, and places of orders; null where one event is applied and a search is cheaper */
  ids: Set<string> | null;
  keys: Set<string> | null;
  orders: Map<string, number> | null;
  /** how many purchases of the whole history name an order, where a journal knows it */
  namings: ((orderId: string) => number) | null;
  /** activity before a fact that gives a challenge, known only where the whole history is at hand */
  before: ((fact: LoyaltyEvent<string | number>, metric: string, fromAt: number, toAt: number) => number) | null;
}

const NO_ANNIVERSARY: Work['anniversary'] = { enrolledAt: null, n: 0, at: 0 };

/** Marks `nextAt` as unknown. */
export const STALE: number = -Infinity;

/** The account of somebody of whom nothing is known yet. */
export function emptyAccount<Id extends string | number>(compiled: CompiledProgram, memberId: Id): Account<Id> {
  const ladders: Account['ladders'] = {};
  for (const ladder of compiled.program.ladders ?? [])
    define(ladders, ladder.id, {
      level: 0,
      sinceAt: null,
      grants: [],
      windows: [],
      onceHeld: [],
      counter: ladder.kind === 'counter' ? 0 : null,
    });
  return {
    kind: 'loyalty-account',
    version: 1,
    memberId,
    programId: compiled.program.id,
    programVersion: 0,
    scale: compiled.scale,
    throughAt: null,
    events: 0,
    enrolledAt: null,
    enrolled: false,
    closedAt: null,
    pausedAt: null,
    lastActivityAt: null,
    lots: [],
    spentLots: [],
    debt: 0,
    totals: { issued: 0, redeemed: 0, expired: 0, reversed: 0, writtenOff: 0, transferred: 0 },
    ladders,
    milestones: {},
    orders: [],
    redemptions: [],
    usage: {},
    anniversaries: 0,
    seen: [],
  };
}

/** Points of an account that can be spent, and those that cannot yet. */
export interface PointSums {
  available: number;
  pending: number;
}

function sumLots(lots: readonly Lot[], now: number): PointSums {
  const sums = { available: 0, pending: 0 };
  for (const lot of lots) {
    if (lot.availableAt !== null && lot.availableAt <= now) sums.available += lot.left;
    else sums.pending += lot.left;
  }
  return sums;
}

/** What a work is asked for. */
export interface WorkOptions {
  recorder?: Recorder | undefined;
  explains?: boolean;
  /** what is known of the lots, where that is: else all of them are added up */
  sums?: PointSums | undefined;
}

/** Begins work on an account that was looked at: what is not written to is shared with it. For one event, or none. */
export function startWork(
  compiled: CompiledProgram,
  account: Account<string | number>,
  { recorder, explains = true, sums }: WorkOptions,
): Work {
  const now = account.throughAt ?? -Infinity;
  const { available, pending } = sums ?? sumLots(account.lots, now);
  requireInteger(available + pending, 'account.lots');
  return {
    compiled,
    version: versionAt(compiled, now),
    account: copyAccount(account),
    owned: false,
    shared: account,
    head: 0,
    available,
    pending,
    nextAt: STALE,
    anniversary: NO_ANNIVERSARY,
    recorder: recorder ?? null,
    explains,
    ids: null,
    keys: null,
    orders: null,
    namings: null,
    before: null,
  };
}

/** A lot of the list that may be written to. */
export function ownLot(work: Work, lots: Lot[], i: number): Lot {
  return work.owned ? lots[i]! : (lots[i] = { ...lots[i]! });
}

/** The live lots in spending order, and nothing before them. */
export function liveLots(work: Work): Lot[] {
  const { lots } = work.account;
  if (work.head > 0) lots.splice(0, work.head);
  work.head = 0;
  return lots;
}

/** The account of a work, ready to leave it. */
export function accountOf<Id extends string | number>(work: Work): Account<Id> {
  liveLots(work);
  return work.account as Account<Id>;
}

/** Index of an order, or −1. */
export function findOrder(work: Work, orderId: string): number {
  if (work.orders) return work.orders.get(orderId) ?? -1;
  const { orders } = work.account;
  let i = orders.length - 1;
  while (i >= 0 && orders[i]!.orderId !== orderId) i--;
  return i;
}

/** Whether an order was bought before. One that a single purchase names was not, and nothing is searched. */
export function isBought(work: Work, orderId: string): boolean {
  return work.namings?.(orderId) !== 1 && findOrder(work, orderId) >= 0;
}

/** Opens a transaction; entries posted until the next one belong to it. */
export function begin(work: Work, at: number, eventId: string | null, cause: Transaction['cause']): void {
  if (work.recorder) work.recorder.open = { at, eventId, cause, entries: [] };
}

/** Writes one entry into the open transaction. */
export function post(work: Work, account: PostingAccount, points: number, lot: Lot | null): void {
  const recorder = work.recorder;
  if (!recorder?.open || points === 0) return;
  if (recorder.open.entries.length === 0) recorder.transactions.push(recorder.open);
  const entry: Posting = {
    account,
    points,
    lotId: lot?.id ?? null,
    ruleId: lot?.ruleId ?? null,
    programVersion: lot?.programVersion ?? work.version.number,
  };
  recorder.open.entries.push(entry);
}

/** Adds within the safe integers. */
export function plus(a: number, b: number): number {
  const sum = a + b;
  if (Number.isSafeInteger(sum)) return sum;
  throw new InputError('overflow', 'event', `expected totals within ±(2^53 - 1), got ${a} + ${b}`);
}

/** Adds to what stands under a key that a caller chose. */
export function addTo(record: Record<string, number>, key: string, amount: number): void {
  define(record, key, plus(read(record, key) ?? 0, amount));
}

/** Index of the last element that fits, or −1: what was added lately is asked for most. */
export function lastIndex<T>(list: readonly T[], fits: (one: T) => boolean): number {
  let i = list.length - 1;
  while (i >= 0 && !fits(list[i]!)) i--;
  return i;
}
