import type { Account } from './account.ts';
import type { LoyaltyReason, Posting, Transaction } from './outcome.ts';
import type { Program } from './program.ts';
import { createRecorder } from './run-events.ts';
import type { AsOf } from './settle.ts';
import { findChange, settle } from './settle.ts';

/** Points of a member at an instant, in units of 10^-scale. */
export interface Balance {
  /** can be spent, less than nothing is a debt */
  available: number;
  /** waiting for their hold to end */
  pending: number;
  /** must be repaid by the next points */
  debt: number;
  /** available − debt */
  balance: number;
  /** when one of these changes by the passage of time alone, epoch ms; null: never */
  nextChangeAt: number | null;
  /** what that will be; null: nothing */
  nextChange: 'expiry' | 'release' | 'lapse' | 'bonus' | null;
  /** what is behind it: each lot that ends next, held points, the debt */
  reasons: LoyaltyReason[];
}

/**
 * The points of a member at an instant: available, pending, owed, and when that changes by itself.
 *
 * Nothing has to run at midnight: what has expired by `asOf` is gone from the answer.
 *
 * @param program - the program of the account
 * @param account - the account
 * @param options - `asOf`: not before the account's `throughAt`
 * @returns figures in units of 10^-scale; zeros for an account without events
 * @throws InputError `before-account`, `not-an-instant`
 *
 * @example How many points can Anna spend today, and until when?
 * ```ts
 * import { measureBalance, replayEvents } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'Europe/Paris',
 *   points: { expiry: { kind: 'after-earning', months: 12, roundUpTo: 'month' } },
 * } as const;
 * const account = replayEvents(program, [
 *   { id: 'e1', memberId: 'anna', at: '2024-01-15T12:00:00Z', type: 'credit', points: 80 },
 * ]);
 * const balance = measureBalance(program, account, { asOf: '2024-06-01T00:00:00Z' });
 * balance.available; // => 80
 * balance.nextChange; // => 'expiry'
 * new Date(balance.nextChangeAt!).toISOString(); // => '2025-01-31T23:00:00.000Z'
 * measureBalance(program, account, { asOf: '2025-02-01T00:00:00+01:00' }).available; // => 0
 * ```
 */
export function measureBalance(program: Program, account: Account<string | number>, options: AsOf): Balance {
  const recorder = createRecorder();
  const { work } = settle(program, account, options, recorder);
  const figures = { available: work.available, pending: work.pending, debt: work.account.debt };
  const reasons: LoyaltyReason[] = [];
  if (figures.debt > 0) reasons.push({ code: 'debt-repaid', facts: { owed: figures.debt } });
  recorder.transactions.length = 0;
  const change = findChange(work, (one) => `${one.available} ${one.pending} ${one.account.debt}`);
  // What comes in and what ends at one instant may leave the balance as it is: such an instant is no change.
  const told = recorder.transactions.filter(({ at }) => at === change?.at);
  for (const { at, cause, entries } of told)
    for (const entry of entries) {
      const code = reasonOf(cause, entry);
      const { lotId, points } = entry;
      if (code !== null) reasons.push({ code, facts: { at, lotId, points } });
    }
  return {
    ...figures,
    balance: figures.available - figures.debt,
    nextChangeAt: change?.at ?? null,
    nextChange: told.length === 0 ? null : nameOf(told[0]!.cause),
    reasons,
  };
}

/** The name of what time does; no event is to come. */
function nameOf(cause: Transaction['cause']): Balance['nextChange'] {
  return cause === 'inactivity' ? 'expiry' : (cause as Exclude<typeof cause, 'event'>);
}

/** What an entry says about the points that change: each happening has one side that tells how many. */
function reasonOf(cause: Transaction['cause'], { account, points }: Posting): LoyaltyReason['code'] | null {
  if (account === 'program:expired') return 'expired';
  if (account === 'member:debt') return 'debt-repaid';
  if (cause === 'release') return points > 0 ? 'released' : null;
  return account === 'program:reversed' ? 'lapsed' : null;
}
