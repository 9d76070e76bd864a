import { requireFinite, requireObject } from '../errors/index.ts';
import { dayNumber, dayNumberOf, startOfDay } from '../time/index.ts';
import type { Account } from './account.ts';
import { ladderOf } from './assign-tier.ts';
import type { AssignTierOptions } from './assign-tier.ts';
import { isDeserved } from './qualify.ts';
import type { WindowLadder } from './ladder.ts';
import { progressOf } from './measure-progress.ts';
import { windowAt } from './windows.ts';
import type { LadderId, LevelName, Program } from './program.ts';
import { read } from './records.ts';
import { settle } from './settle.ts';
import { windowSpan } from './window-span.ts';

/** Which ladder, when, and how fast. */
export interface ProjectTierOptions<L extends string = string> extends AssignTierOptions<L> {
  /** units a day by metric; the pace of the window to date when absent */
  pace?: Readonly<Record<string, number>>;
}

/** Where a straight line leads. All null with a reason where it says nothing. */
export interface TierProjection<N extends string = string> {
  /** highest level whose condition the totals meet at the window's end */
  levelAtWindowEnd: N | null;
  /** first local midnight at which the next level is met, epoch ms; null: not in this window */
  reachesNextAt: number | null;
  /** totals at the window's end by metric, rounded down */
  totalsAtWindowEnd: Record<string, number> | null;
  /** less than a day has passed, or the window has no end */
  reason?: 'too-early' | 'unbounded';
}

/**
 * Where a member's totals lead at the window's end if they go on as they do: a straight line, an extrapolation without an
 * error measure. Not a forecast: one large order in January doubles it.
 *
 * @param program - the program of the account
 * @param account - the account
 * @param options - `ladderId`, `asOf`, and a pace instead of the one seen
 * @returns all null with `too-early` before a full day, `unbounded` for rolling, lifetime, counter and balance ladders
 * @throws InputError `unknown-name`, `before-account`, `not-an-instant`, `not-finite` for a pace
 *
 * @example Will Anna reach Gold this year if she goes on like this?
 * ```ts
 * import { projectTier, replayEvents } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC',
 *   ladders: [{
 *     kind: 'window', id: 'status', metrics: { spend: { from: 'spend' } },
 *     levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 50000 } }],
 *     window: { kind: 'calendar', unit: 'year' }, validity: { kind: 'end-of-window', plusWindows: 1 },
 *   }],
 * } as const;
 * const account = replayEvents(program, [
 *   { id: 'e1', memberId: 'anna', at: '2025-03-01T12:00:00Z', type: 'purchase', orderId: 'o1', amountMinor: 20000 },
 * ]);
 * const projection = projectTier(program, account, { ladderId: 'status', asOf: '2025-04-11T00:00:00Z' });
 * projection.levelAtWindowEnd; // => 'Gold'
 * projection.totalsAtWindowEnd; // => { spend: 73000 }
 * new Date(projection.reachesNextAt!).toISOString(); // => '2025-09-08T00:00:00.000Z'
 * ```
 */
export function projectTier<const P extends Program, L extends LadderId<P>>(
  program: P,
  account: Account<string | number>,
  options: ProjectTierOptions<L>,
): TierProjection<LevelName<P, L>> {
  const { work, asOf } = settle(program, account, options);
  for (const [name, units] of Object.entries(requireObject(options.pace ?? {}, 'options.pace')))
    requireFinite(units, `options.pace.${name}`);
  const { zone } = work.compiled;
  const { ladder, state } = ladderOf(work, options.ladderId);
  const { totals, windowFromAt, windowToAt, next } = progressOf(work, options.ladderId, asOf);
  const nothing = { levelAtWindowEnd: null, reachesNextAt: null, totalsAtWindowEnd: null };
  if (windowToAt === null) return { ...nothing, reason: 'unbounded' };
  const today = dayNumber(asOf, zone);
  // Only ladders of this kind have windows.
  const { levels, window } = ladder as WindowLadder;
  const rolledIn = windowAt(work, ladder as WindowLadder, state, asOf, true)?.rolledIn;
  const countsFrom = windowSpan(window, asOf, zone, work.account.enrolledAt ?? asOf)?.listed?.countFromOn;
  const past = today - (countsFrom === undefined ? dayNumber(windowFromAt!, zone) : dayNumberOf(countsFrom));
  if (past < 1 && options.pace === undefined) return { ...nothing, reason: 'too-early' };
  const daysLeft = dayNumber(windowToAt, zone) - today;
  const names = new Set([...Object.keys(totals), ...Object.keys(options.pace ?? {})]);
  const after = (days: number): Record<string, number> =>
    Object.fromEntries(
      [...names].map((name) => {
        const total = read(totals, name) ?? 0;
        // Multiplied before it is divided: whole totals at whole days stay whole.
        // What rolled in was not done in this window, and is no pace.
        const own = total - (read(rolledIn, name) ?? 0);
        const more = options.pace ? (read(options.pace, name) ?? 0) * days : (own * days) / past;
        return [name, Math.floor(total + more)];
      }),
    );
  const totalsAtWindowEnd = after(daysLeft);
  let level = 0;
  levels.forEach((_, i) => {
    if (isDeserved(levels, state, i, state.level, totalsAtWindowEnd)) level = i;
  });
  const target = next && levels.findIndex(({ name }) => name === next.level);
  const reaches = (days: number): boolean => isDeserved(levels, state, target!, state.level, after(days));
  let reachesNextAt: number | null = null;
  if (target !== null && reaches(daysLeft - 1)) {
    // Conditions are monotone in totals, and totals in days: halve the days until one is left.
    let low = -1;
    let high = daysLeft - 1;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (reaches(middle)) high = middle;
      else low = middle;
    }
    reachesNextAt = startOfDay(today + high, zone);
  }
  return { levelAtWindowEnd: levels[level]!.name as LevelName<P, L>, reachesNextAt, totalsAtWindowEnd };
}
