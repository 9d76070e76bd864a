import { InputError } from '../errors/index.ts';
import type { Account, Lot } from './account.ts';
import type { CompiledProgram, CompiledVersion } from './compile-program.ts';
import { versionAt } from './compile-program.ts';
import type { LoyaltyEvent } from './event.ts';
import type { EventOutcome, LoyaltyReason, Posting, PostingAccount, TierChange, Transaction } from './outcome.ts';

/** What a run writes down beside the account. */
export interface Recorder {
  transactions: Transaction[];
  tierChanges: TierChange[];
  /** the open transaction; null between them */
  open: Transaction | null;
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

/** An account being worked on. Everything here was created by this run, except lots and orders while `owned` is false. */
export interface Work {
  compiled: CompiledProgram;
  version: CompiledVersion;
  account: Account<string | number>;
  /** lots and orders may be written to; otherwise each is copied first */
  owned: boolean;
  available: number;
  pending: number;
  /** next instant at which time does something; `STALE`: must be found first */
  nextAt: number;
  /** the anniversary that was worked out last: it is asked for at every step of time */
  anniversary: { enrolledAt: number | null; n: number; at: number };
  recorder: Recorder | null;
  /** somebody asks for reasons and decisions; a replay that only wants the account leaves them out */
  explains: boolean;
  /** ids and keys of events seen, and places of orders; null where one event is applied and a search is cheaper */
  ids: Set<string> | null;
  keys: Set<string> | null;
  orders: Map<string, number> | null;
  /** activity before a challenge was granted, known only where the whole history is replayed */
  before: ((metric: string, fromAt: number, toAt: number) => number) | null;
}

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

/** Begins work on a copy of an account. `owned`: lots and orders are copied now, once, for a run of many events. */
export function startWork(
  compiled: CompiledProgram,
  account: Account<string | number>,
  options: { owned: boolean; recorder?: Recorder; explains?: boolean },
): Work {
  const { owned } = options;
  if (account.kind !== 'loyalty-account' || account.version !== 1)
    throw new InputError('wrong-kind', 'account', `expected a loyalty account of version 1, got ${account.kind}`);
  let available = 0;
  let pending = 0;
  const now = account.throughAt ?? -Infinity;
  for (const lot of account.lots) {
    if (lot.availableAt !== null && lot.availableAt <= now) available += lot.left;
    else pending += lot.left;
  }
  const copy = <T>(list: readonly T[]): T[] => (owned ? list.map((one) => ({ ...one })) : list.slice());
  const ladders: Account['ladders'] = {};
  for (const id of Object.keys(account.ladders)) define(ladders, id, structuredCopy(account.ladders[id]!));
  return {
    compiled,
    version: versionAt(compiled, now),
    // Field by field: a spread with more fields after it makes a shape of its own for every object, and reading from a
    // thousand shapes is ten times slower than from one.
    account: {
      kind: 'loyalty-account',
      version: 1,
      memberId: account.memberId,
      programId: account.programId,
      programVersion: account.programVersion,
      scale: account.scale,
      throughAt: account.throughAt,
      events: account.events,
      enrolledAt: account.enrolledAt,
      enrolled: account.enrolled,
      closedAt: account.closedAt,
      pausedAt: account.pausedAt,
      lastActivityAt: account.lastActivityAt,
      lots: copy(account.lots),
      spentLots: copy(account.spentLots),
      debt: account.debt,
      totals: { ...account.totals },
      ladders,
      milestones: structuredCopy(account.milestones),
      orders: copy(account.orders),
      redemptions: account.redemptions.slice(),
      usage: { ...account.usage },
      anniversaries: account.anniversaries,
      seen: account.seen.slice(),
    },
    owned,
    available,
    pending,
    nextAt: STALE,
    anniversary: { enrolledAt: null, n: 0, at: 0 },
    recorder: options.recorder ?? null,
    explains: options.explains ?? true,
    ids: owned ? new Set(account.seen.map((one) => one.id)) : null,
    keys: owned ? new Set(account.seen.flatMap(({ key }) => (key === undefined ? [] : [key]))) : null,
    orders: owned ? new Map(account.orders.map((order, i) => [order.orderId, i])) : null,
    before: null,
  };
}

/** A lot of the list that may be written to. */
export function ownLot(work: Work, lots: Lot[], i: number): Lot {
  return work.owned ? lots[i]! : (lots[i] = { ...lots[i]! });
}

/** Index of an order, or −1. */
export function findOrder(work: Work, orderId: string): number {
  if (work.orders) return work.orders.get(orderId) ?? -1;
  const { orders } = work.account;
  let i = orders.length - 1;
  while (i >= 0 && orders[i]!.orderId !== orderId) i--;
  return i;
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

/** Sets a key that a caller chose, even `__proto__`. */
export function define<T>(record: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__')
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  else record[key] = value;
}

/** Reads a key that a caller chose. */
export function read<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A deep copy of small plain JSON. */
export function structuredCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map((one: unknown) => structuredCopy(one)) as T;
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) define(copy, key, structuredCopy((value as Record<string, unknown>)[key]));
  return copy as T;
}

/** Index of the last element that fits, or −1: what was added lately is asked for most. */
export function lastIndex<T>(list: readonly T[], fits: (one: T) => boolean): number {
  let i = list.length - 1;
  while (i >= 0 && !fits(list[i]!)) i--;
  return i;
}
