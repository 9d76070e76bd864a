import { requireObject } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { dayNumber, dayText, epochOf } from '../time/index.ts';
import type { Account } from './account.ts';
import type { Program } from './program.ts';
import { createRecorder } from './run-events.ts';
import type { AsOf } from './settle.ts';
import { horizonOf, settle } from './settle.ts';
import { advance } from './advance.ts';
import { nextAt } from './next-at.ts';
import { liveLots } from './live-lots.ts';
import { STALE } from './work.ts';

/** Until when the coming expiries are wanted. */
export interface ScheduleExpiryOptions extends AsOf {
  /** only what ends up to this instant; everything when absent */
  untilAt?: Instant;
}

/** Points that end together. */
export interface ScheduledExpiry {
  /** first instant at which they cannot be spent any more, epoch ms */
  at: number;
  /** last local day on which they can, `YYYY-MM-DD` */
  lastDayOn: string;
  /** points that end, units of 10^-scale */
  points: number;
  /** their lots, soonest first */
  lotIds: string[];
  /** the lots' own end, or the member's silence */
  why: 'lot' | 'inactivity';
}

/**
 * The coming ends of a member's points if nothing more happens: one visible list even where two rules run. Where the program
 * pays anniversaries, the list ends after 25 of them.
 *
 * @param program - the program of the account
 * @param account - the account
 * @param options - `asOf`, and `untilAt` to cut the list
 * @returns in order of time; empty where nothing ends
 * @throws InputError `before-account`, `not-an-instant`
 *
 * @example Which points end in the next 30 days?
 * ```ts
 * import { replayEvents, scheduleExpiry } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'Asia/Tokyo', points: { expiry: { kind: 'end-of-year' } } } as const;
 * const account = replayEvents(program, [
 *   { id: 'c1', memberId: 'anna', at: '2025-03-01T12:00:00+09:00', type: 'credit', points: 100 },
 * ]);
 * const [ending] = scheduleExpiry(program, account, { asOf: '2025-12-10T00:00:00Z', untilAt: '2026-01-09T00:00:00Z' });
 * [ending.points, ending.lastDayOn, ending.why]; // => [100, '2025-12-31', 'lot']
 * ```
 */
export function scheduleExpiry(
  program: Program,
  account: Account<string | number>,
  options: ScheduleExpiryOptions,
): ScheduledExpiry[] {
  requireObject(options, 'options');
  const untilAt = options.untilAt === undefined ? Infinity : epochOf(options.untilAt, 'options.untilAt');
  const recorder = createRecorder();
  const { work } = settle(program, account, options, recorder);
  const { zone } = work.compiled;
  // Bonuses that time will pay are not points of today: only lots that exist now are listed.
  const known = new Set(liveLots(work).map((lot) => lot.id));
  const rows: ScheduledExpiry[] = [];
  const isBeyond = horizonOf(work);
  while (liveLots(work).some((lot) => known.has(lot.id))) {
    const at = nextAt(work);
    if (at > untilAt || isBeyond(at)) break;
    recorder.transactions.length = 0;
    work.nextAt = STALE;
    advance(work, at);
    for (const { cause, entries } of recorder.transactions) {
      const why = cause === 'inactivity' ? 'inactivity' : 'lot';
      for (const { account: side, points, lotId } of entries) {
        if (side !== 'program:expired' || !known.has(lotId!)) continue;
        const last = rows.at(-1);
        if (last?.at === at && last.why === why) {
          last.points += points;
          last.lotIds.push(lotId!);
        } else rows.push({ at, lastDayOn: dayText(dayNumber(at - 1, zone)), points, lotIds: [lotId!], why });
      }
    }
  }
  return rows;
}
