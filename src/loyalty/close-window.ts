import type { LadderState, WindowState } from './account.ts';
import { addMetrics } from './add-metrics.ts';
import type { CompiledLadder } from './compile-program.ts';
import { endEarned, windowLadderAt } from './end-earned.ts';
import { levelOf, pauseOf } from './grants.ts';
import type { WindowLadder } from './ladder.ts';
import { leavesOf } from './leaves.ts';
import { meets } from './qualify.ts';
import { define, read } from './records.ts';
import { addTo } from './safe-sums.ts';
import { rollingRule } from './rolling-rule.ts';
import { windowSpan } from './window-span.ts';
import { enterRolling, openWindow } from './windows.ts';
import type { Work } from './work.ts';

/** Closes a window: what it leaves over goes to the next one, levels that lasted as long as it end, and ladders that count windows count it. */
export function closeWindow(
  work: Work,
  one: CompiledLadder,
  state: LadderState,
  window: WindowState,
  at: number,
): void {
  const { compiled, account } = work;
  const ladder = one.ladder as WindowLadder;
  window.closed = true;
  // The level that closes one period and opens the next is read just before the border.
  const level = state.level;
  // By the version of its last instant, also where another begins at the border.
  const last = windowLadderAt(work, ladder.id, window.toAt! - 1);
  const rolled = rolledOut(last, window);
  work.recorder?.onWindow?.(ladder.id, window, rolled);
  last.levels.forEach((_, i) => {
    const fallen = last.reversal === 'at-period-end' && !window.met.includes(i);
    endEarned(work, ladder.id, state, window, i, at, fallen);
  });
  if (one.watched) addMetrics(work, { kind: 'window', ladderId: ladder.id, level }, at, null);
  // A level that begins later opens its window then.
  const waits = one.watched && levelOf(pauseOf(work, ladder), state, at) > 0;
  if (rolled === 0 && !waits) return;
  const span = windowSpan(ladder.window, at, compiled.zone, account.enrolledAt ?? at);
  if (!span || span.fromAt === null) return;
  const next = openWindow(state, span);
  if (rolled === 0) return;
  const { metric } = last.rollover!;
  addTo(next.totals, metric, rolled);
  // A rolling window lets them go again, like all that came at that instant.
  const rule = rollingRule(ladder, next);
  if (rule) {
    enterRolling(next, at, [[metric, rolled]], rule, compiled.zone);
    addTo(next.own, metric, rolled);
  } else define(next.rolledIn, metric, rolled);
}

/** What a window leaves over: beyond the threshold of the highest level met. */
function rolledOut(ladder: WindowLadder, window: WindowState): number {
  const { rollover } = ladder;
  if (!rollover) return 0;
  let highest = 0;
  ladder.levels.forEach(({ enter }, i) => {
    if (window.met.includes(i) || (enter !== undefined && meets(enter, window.totals))) highest = i;
  });
  if (highest === 0) return 0;
  const level = ladder.levels[highest]!;
  const thresholds = [...leavesOf(level.enter), ...leavesOf(level.retain)];
  const threshold =
    read(rollover.thresholds, level.name) ?? thresholds.find(({ metric }) => metric === rollover.metric)?.atLeast;
  if (threshold === undefined) return 0;
  const over = (read(window.totals, rollover.metric) ?? 0) - threshold;
  const own = rollover.ownOnly === false ? Infinity : (read(window.own, rollover.metric) ?? 0);
  return Math.max(0, Math.min(over, own, rollover.cap ?? Infinity));
}
