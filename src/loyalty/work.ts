import type { Account } from './account.ts';
import type { CompiledProgram, CompiledVersion } from './compile-program.ts';
import type { AnyEvent } from './event.ts';
import type { TierChange, Transaction } from './outcome.ts';

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
  before: ((fact: AnyEvent, metric: string, fromAt: number, toAt: number) => number) | null;
}

/** Marks `nextAt` as unknown. */
export const STALE: number = -Infinity;
