import type { WindowCalendar } from './segment-calendar.ts';
import { LAST_INSTANT } from './segment-calendar.ts';
import type { SegmentWindow } from './segment-definition.ts';
import type { Timeline } from './timeline.ts';
import { elapsedShift, lifeOfInstants } from './window-life.ts';

/**
 * A truth over the events `[from, to)` of a list in the order of time, at an instant. Called with ends and instants that
 * only move forward.
 */
export type RangeTruth = (from: number, to: number, at: number) => boolean;

/** When the events of a list enter and leave a window: later ones later, or together. */
export interface LivingSpans {
  enters: readonly number[];
  leaves: readonly number[];
}

/** Events that ever lie in a window (`null`: all of them), and when. */
export interface LivingEvents {
  kept: number[] | null;
  spans: LivingSpans;
}

/** Keeps the events that ever lie in the window: one that never does would stand between those that do. */
export function livingSpans(
  window: SegmentWindow | undefined,
  calendar: WindowCalendar,
): (times: readonly number[]) => LivingEvents {
  const shift = elapsedShift(window);
  // The commonest windows: everything enters, and leaves, so much later.
  if (shift) {
    return (times) => ({ kept: null, spans: { enters: later(times, shift.from), leaves: later(times, shift.to) } });
  }
  const life = lifeOfInstants(window, calendar, true);
  return (times) => {
    const kept: number[] = [];
    const enters: number[] = [];
    const leaves: number[] = [];
    for (let i = 0; i < times.length; i++) {
      const { from, to } = life(times[i]!);
      if (!(from < to)) continue;
      kept.push(i);
      enters.push(from);
      leaves.push(to);
    }
    return { kept: kept.length === times.length ? null : kept, spans: { enters, leaves } };
  };
}

function later(times: readonly number[], ms: number): readonly number[] {
  return ms === 0 ? times : times.map((at) => (at + ms > LAST_INSTANT ? Infinity : at + ms));
}

/**
 * The truth of a condition over events as time goes by: a sweep over the instants at which events enter and leave the
 * window, and, for measures that age, over the instants at which a threshold is passed in between.
 */
export function sweepTruth(
  { enters, leaves }: LivingSpans,
  asOfAt: number,
  truth: RangeTruth,
  passes?: (from: number, to: number) => number[],
): Timeline {
  const flips: number[] = [];
  let first = 0;
  let last = 0;
  const initial = truthAt(asOfAt);
  let held = initial;
  for (let now = asOfAt; ;) {
    const next = Math.min(enters[last] ?? Infinity, leaves[first] ?? Infinity);
    if (passes) {
      const between = passes(first, last).filter((at) => at > now && at < next && at <= LAST_INSTANT);
      for (const at of between.sort((a, b) => a - b)) turn(truth(first, last, at), at);
    }
    if (next === Infinity) return { initial, flips, until: Infinity };
    now = next;
    turn(truthAt(now), now);
  }

  function truthAt(at: number): boolean {
    while ((enters[last] ?? Infinity) <= at) last++;
    while ((leaves[first] ?? Infinity) <= at) first++;
    return truth(first, last, at);
  }
  function turn(holds: boolean, at: number): void {
    if (holds === held) return;
    held = holds;
    flips.push(at);
  }
}
