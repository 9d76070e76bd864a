import { requireIterable, requireObject } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { dayNumberOf, startOfDay } from '../time/index.ts';
import type { LoyaltyEvent } from './event.ts';
import { listPostings } from './list-postings.ts';
import type { PostingAccount, Transaction } from './outcome.ts';
import type { Program } from './program.ts';
import { runEvents } from './run-events.ts';
import type { ScheduledExpiry } from './schedule-expiry.ts';
import { scheduleExpiry } from './schedule-expiry.ts';
import { soundProgram } from './sound-program.ts';

/** Which local days a statement covers. */
export interface StatementOptions {
  /** first local day, `YYYY-MM-DD` */
  fromOn: string;
  /** day after the last, `YYYY-MM-DD` */
  toOn: string;
  /** only what was recorded by this instant; everything when absent */
  knownAt?: Instant;
}

/** One line of a statement. */
export interface StatementLine {
  /** when, epoch ms */
  at: number;
  /** event behind it; null where time alone acted */
  eventId: string | null;
  /** what acted */
  cause: Transaction['cause'];
  /** change of the balance (available − debt), units of 10^-scale */
  points: number;
  /** balance after it */
  balance: number;
}

/** A member's statement. Opening + lines = closing. */
export interface Statement {
  /** balance just before the first day */
  opening: number;
  /** balance just before the end */
  closing: number;
  /** every change of the balance, in order */
  lines: StatementLine[];
  /** points issued in the span, pending ones too */
  earned: number;
  /** points spent less points of undone redemptions */
  redeemed: number;
  /** points that ran out less those brought back */
  expired: number;
  /** points taken back */
  reversed: number;
  /** pending at the end */
  pending: number;
  /** what ends next after it; null: nothing */
  expiringNext: ScheduledExpiry | null;
}

/**
 * A member's statement over local days: opening and closing balance and every line between.
 *
 * @param program - a sound program
 * @param events - facts of one member in any order
 * @param options - days `[fromOn, toOn)` in the program's zone, `knownAt`
 * @returns figures in units of 10^-scale; opening + lines = closing
 * @throws InputError `not-a-day`, `empty` without events, and what `replayEvents` throws
 *
 * @example What is on Anna's statement of 2025?
 * ```ts
 * import { summarizeStatement } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const statement = summarizeStatement(program, [
 *   { id: 'c1', memberId: 'anna', at: '2024-11-01T00:00:00Z', type: 'credit', points: 100 },
 *   { id: 'r1', memberId: 'anna', at: '2025-02-01T00:00:00Z', type: 'redeem', points: 30 },
 * ], { fromOn: '2025-01-01', toOn: '2026-01-01' });
 * [statement.opening, statement.lines.map((line) => line.points), statement.closing]; // => [100, [-30], 70]
 * ```
 */
export function summarizeStatement(
  program: Program,
  events: Iterable<LoyaltyEvent<string | number>>,
  options: StatementOptions,
): Statement {
  const compiled = soundProgram(program);
  const list = [...requireIterable(events, 'events')];
  const from = startOfDay(dayNumberOf(requireObject(options, 'options').fromOn, 'options.fromOn'), compiled.zone);
  const to = startOfDay(dayNumberOf(options.toOn, 'options.toOn'), compiled.zone);
  const before = runEvents(compiled, list, { ...options, asOf: from - 1 }).work;
  const opening = before.available - before.account.debt;
  let balance = opening;
  const sums = new Map<PostingAccount, number>();
  const lines: StatementLine[] = [];
  for (const { at, eventId, cause, entries } of listPostings(program, list, { ...options, from, to })) {
    let points = 0;
    for (const entry of entries) {
      sums.set(entry.account, (sums.get(entry.account) ?? 0) + entry.points);
      if (entry.account === 'member:available' || entry.account === 'member:debt') points += entry.points;
    }
    if (points === 0) continue;
    balance += points;
    lines.push({ at, eventId, cause, points, balance });
  }
  const { work, account } = runEvents(compiled, list, { ...options, asOf: to - 1 });
  const sum = (side: PostingAccount): number => sums.get(side) ?? 0;
  return {
    opening,
    closing: work.available - work.account.debt,
    lines,
    earned: -sum('program:issued') + 0,
    redeemed: sum('program:redeemed'),
    expired: sum('program:expired'),
    reversed: sum('program:reversed'),
    pending: work.pending,
    expiringNext: scheduleExpiry(program, account, { asOf: to - 1 })[0] ?? null,
  };
}
