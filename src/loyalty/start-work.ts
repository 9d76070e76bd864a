import { requireInteger } from '../errors/index.ts';
import type { Account, Lot } from './account.ts';
import type { CompiledProgram } from './compile-program.ts';
import { versionAt } from './compile-program.ts';
import { copyAccount } from './copy-account.ts';
import type { Recorder, Work } from './work.ts';
import { STALE } from './work.ts';

const NO_ANNIVERSARY: Work['anniversary'] = { enrolledAt: null, n: 0, at: 0 };

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
