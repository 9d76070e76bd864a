import type { LadderState, WindowState } from './account.ts';
import { stepCalendar } from './calendar-steps.ts';
import { meetChallenges } from './challenges.ts';
import type { Contribution } from './contribution.ts';
import { deltaOf } from './contribution.ts';
import { judge, judgeClosed } from './judge.ts';
import type { WindowLadder } from './ladder.ts';
import { metricNames } from './metric-names.ts';
import { read } from './records.ts';
import { refreshLevels } from './refresh-levels.ts';
import { addTo } from './safe-sums.ts';
import { rollingRule } from './rolling-rule.ts';
import { enterRolling, windowsFor } from './windows.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/**
 * Lets every ladder with windows count something that happened, and judges it. `bookedAt` is when it counts: a return may
 * lower the window that counted the purchase.
 */
export function addMetrics(
  work: Work,
  what: Contribution,
  at: number,
  eventId: string | null,
  bookedAt: number = at,
): void {
  let touched = false;
  work.version.ladders.forEach((compiled) => {
    const { ladder } = compiled;
    const state = read(work.account.ladders, ladder.id);
    if (!state || ladder.kind !== 'window') return;
    if (meetChallenges(work, ladder, state, what, at, bookedAt)) touched = true;
    const deltas = deltasOf(work, ladder, what);
    if (deltas.length === 0) return;
    touched = true;
    const renews = deltas.some(([, delta]) => delta > 0);
    for (const window of count(work, ladder, state, deltas, at, bookedAt)) {
      if (window.toAt !== null && window.toAt <= at) judgeClosed(work, compiled, state, window, at);
      else if (window.fromAt === null || window.fromAt <= at)
        judge(work, compiled, state, window, at, eventId, false, renews);
    }
  });
  if (!touched) return;
  work.nextAt = STALE;
  // What time does at the end of a window is not over yet: it brings all levels up to date at last.
  if (what.kind !== 'window') refreshLevels(work, at, eventId, false);
}

/** Names of the metrics that a ladder's conditions, rollover or definitions mention. */
function deltasOf(work: Work, ladder: WindowLadder, what: Contribution): [string, number][] {
  const deltas: [string, number][] = [];
  for (const name of metricNames(ladder)) {
    const delta = deltaOf(work, ladder, name, what);
    if (delta !== 0) deltas.push([name, delta]);
  }
  return deltas;
}

/** Adds to the windows that count an instant and returns them. */
function count(
  work: Work,
  ladder: WindowLadder,
  state: LadderState,
  deltas: [string, number][],
  at: number,
  bookedAt: number,
): WindowState[] {
  const windows = windowsFor(work, ladder, state, at, bookedAt);
  for (const window of windows) {
    const rule = rollingRule(ladder, window);
    if (rule) {
      if (stepCalendar(bookedAt, rule, work.compiled.zone) <= at) continue;
      enterRolling(window, bookedAt, deltas, rule, work.compiled.zone);
    }
    for (const [name, delta] of deltas) {
      addTo(window.totals, name, delta);
      addTo(window.own, name, delta);
    }
  }
  return windows;
}
