import { civilDay, epochOf } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { ladderOf } from './assign-tier.ts';
import type { WindowState } from './account.ts';
import type { LoyaltyEvent } from './event.ts';
import { meets } from './qualify.ts';
import type { WindowLadder } from './ladder.ts';
import type { ReplayOptions } from './prepare-events.ts';
import type { LadderId, LevelName, Program } from './program.ts';
import { structuredCopy } from './records.ts';
import { createRecorder, runEvents } from './run-events.ts';
import { soundProgram } from './sound-program.ts';

/** Which ladder's history, and up to when. */
export interface TraceOptions<L extends string = string> extends ReplayOptions {
  /** ladder of the program */
  ladderId: L;
  /** history up to and including this instant */
  asOf: Instant;
}

/** One window in which something counted. */
export interface TracedWindow<N extends string = string> {
  /** first instant, epoch ms; null: since ever */
  fromAt: number | null;
  /** end, epoch ms, excluded; null: open */
  toAt: number | null;
  /** first local day; null: since ever */
  fromOn: string | null;
  /** all that counted, by metric */
  totals: Record<string, number>;
  /** own activity */
  own: Record<string, number>;
  /** what the window before left over */
  rolledIn: Record<string, number>;
  /** what it left over; null while it runs */
  rolledOut: number | null;
  /** highest level that its totals reached */
  levelMet: N;
}

/**
 * The windows of a ladder in which something counted, in order: totals, what rolled in and out, the level reached.
 *
 * @param program - a sound program
 * @param events - facts of one member in any order
 * @param options - `ladderId`, `asOf`, `knownAt`
 * @returns one row a window; empty for ladders without windows and members without activity
 * @throws InputError `unknown-name` for an unknown ladder, `empty` without events, and what `replayEvents` throws
 *
 * @example How many nights did Anna have each year, and what rolled over?
 * ```ts
 * import { traceWindows } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'hotel', timeZone: 'UTC',
 *   ladders: [{
 *     kind: 'window', id: 'status', levels: [{ name: 'Member' }, { name: 'Silver', enter: { metric: 'nights', atLeast: 10 } }],
 *     window: { kind: 'calendar', unit: 'year' }, validity: { kind: 'end-of-window' }, rollover: { metric: 'nights' },
 *   }],
 * } as const;
 * const windows = traceWindows(program, [
 *   { id: 'a', memberId: 'anna', at: '2024-05-01T00:00:00Z', type: 'activity', metrics: { nights: 13 } },
 * ], { ladderId: 'status', asOf: '2025-02-01T00:00:00Z' });
 * windows.map(({ fromOn, totals, rolledOut }) => [fromOn, totals.nights, rolledOut]); // => [['2024-01-01', 13, 3], ['2025-01-01', 3, null]]
 * ```
 */
export function traceWindows<const P extends Program, L extends LadderId<P>>(
  program: P,
  events: Iterable<LoyaltyEvent<string | number>>,
  options: TraceOptions<L>,
): TracedWindow<LevelName<P, L>>[] {
  const compiled = soundProgram(program);
  const recorder = createRecorder();
  const closed: { window: WindowState; rolled: number }[] = [];
  recorder.onWindow = (ladderId, window, rolled) => {
    if (ladderId === options.ladderId) closed.push({ window: structuredCopy(window), rolled });
  };
  const { work } = runEvents(compiled, events, options, { recorder });
  const asOf = epochOf(options.asOf, 'options.asOf');
  const { ladder, state } = ladderOf(work, options.ladderId);
  const running = state.windows.filter((window) => !window.closed && (window.fromAt === null || window.fromAt <= asOf));
  const rows = [...closed, ...running.map((window) => ({ window, rolled: null }))].map(({ window, rolled }) => {
    // A return may have corrected a window after its end: its latest totals are the ones to show.
    const latest = state.windows.find((one) => one.fromAt === window.fromAt) ?? window;
    const { fromAt, toAt, totals, own, rolledIn } = latest;
    let met = 0;
    // Only ladders of this kind have windows.
    (ladder as WindowLadder).levels.forEach(({ enter }, i) => {
      if ((enter !== undefined && meets(enter, totals)) || latest.met.includes(i)) met = i;
    });
    const fromOn = fromAt === null ? null : civilDay(fromAt, compiled.zone);
    return {
      fromAt,
      toAt,
      fromOn,
      totals: { ...totals },
      own: { ...own },
      rolledIn: { ...rolledIn },
      rolledOut: rolled,
      levelMet: ladder.levels[met]!.name,
    };
  });
  return rows as TracedWindow<LevelName<P, L>>[];
}
