import type { LadderState, WindowState } from './account.ts';
import { stepCalendar } from './calendar-steps.ts';
import type { CompiledLadder } from './compile-program.ts';
import { endEarned, isEarned, isPaused, isValid, judge, levelOf, meets, pauseOf, windowLadderAt } from './judge.ts';
import type { CounterLadder, WindowLadder } from './ladder.ts';
import { leavesOf } from './leaves.ts';
import { addMetrics, enterRolling, openWindow } from './metrics.ts';
import { define, read } from './records.ts';
import { rollingRule, roundUp, windowSpan } from './window-span.ts';
import type { Work } from './work.ts';
import { addTo, plus, STALE } from './work.ts';

/** The next instant at which time alone does something to a ladder; Infinity when it never will again. */
export function nextLadderAt(work: Work): number {
  const { account, compiled, version } = work;
  const now = account.throughAt ?? -Infinity;
  let next = Infinity;
  const consider = (at: number | null): void => {
    if (at !== null && at > now && at < next) next = at;
  };
  for (const { ladder } of version.ladders) {
    const state = read(account.ladders, ladder.id);
    if (!state) continue;
    for (const window of state.windows) {
      consider(window.toAt);
      consider(window.fromAt);
      if (window.rolling.length > 0) {
        consider(stepCalendar(window.rolling[0]!.at, rollingRule(ladder, window)!, compiled.zone));
      }
    }
    for (const grant of state.grants) {
      consider(grant.fromAt);
      consider(grant.untilAt);
    }
    for (const one of compiled.extensions) consider(Math.max(one.announcedAt, one.validAt));
  }
  return next;
}

/** What time does to the ladders at one instant: activity leaves rolling windows, windows end and begin, extensions act. */
export function stepLadders(work: Work, at: number): void {
  const { account, compiled, version } = work;
  for (const one of version.ladders) {
    const { ladder } = one;
    const state = read(account.ladders, ladder.id);
    if (!state) continue;
    if (ladder.kind === 'window') {
      for (const window of state.windows.slice()) {
        const rule = rollingRule(ladder, window);
        if (rule) roll(work, one, state, window, at, rule);
        else if (!window.closed && window.toAt !== null && window.toAt <= at) close(work, one, state, window, at);
      }
      for (const window of state.windows) if (window.fromAt === at) judge(work, one, state, window, at, null, false);
      prune(state, at);
    }
    for (const extension of compiled.extensions) {
      if (Math.max(extension.announcedAt, extension.validAt) !== at) continue;
      if (extension.ladders === null || extension.ladders.includes(ladder.id))
        extend(state, extension.validAt, extension.until, at, pauseOf(work, ladder));
    }
  }
}

/**
 * Lengthens what was valid at an instant; what has ended meanwhile begins again now. What a pause keeps is in force beyond
 * its end.
 */
export function extend(state: LadderState, validAt: number, until: number, at: number, pausedAt: number | null): void {
  for (const grant of state.grants) {
    const kept = isPaused(pausedAt, grant);
    if (grant.fromAt > validAt || grant.untilAt === null || grant.untilAt >= until) continue;
    if (grant.untilAt <= validAt && !kept) continue;
    if (grant.untilAt > at || kept) grant.untilAt = until;
    else state.grants.push({ ...grant, fromAt: at, untilAt: until });
  }
}

function roll(
  work: Work,
  one: CompiledLadder,
  state: LadderState,
  window: WindowState,
  at: number,
  rule: { months?: number; days?: number },
): void {
  let fell = false;
  while (window.rolling.length > 0 && stepCalendar(window.rolling[0]!.at, rule, work.compiled.zone) <= at) {
    const { metrics } = window.rolling.shift()!;
    for (const name of Object.keys(metrics)) {
      addTo(window.totals, name, -read(metrics, name)!);
      addTo(window.own, name, -read(metrics, name)!);
    }
    fell = true;
  }
  if (fell) judge(work, one, state, window, at, null, true);
}

function close(work: Work, one: CompiledLadder, state: LadderState, window: WindowState, at: number): void {
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
  if (rollingRule(ladder, next)) {
    enterRolling(next, at, [[metric, rolled]]);
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

/** Forgets closed windows that nothing can correct any more: the last one stays, and those whose levels are still valid. */
function prune(state: LadderState, at: number): void {
  const closed = state.windows.filter((window) => window.closed);
  const last = closed.at(-1);
  state.windows = state.windows.filter(
    (window) =>
      !window.closed ||
      window === last ||
      state.grants.some(
        (grant) =>
          isEarned(grant) && grant.windowAt === window.fromAt && (grant.untilAt === null || grant.untilAt > at),
      ),
  );
}

/** Fills a counter and pays for every level that it covers. */
export function fillCounter(
  work: Work,
  ladder: CounterLadder,
  state: LadderState,
  units: number,
  at: number,
  eventId: string | null,
): void {
  state.counter = Math.max(0, plus(state.counter ?? 0, units));
  for (;;) {
    const next = paidLevel(state) + 1;
    const cost = ladder.levels[next]?.cost;
    if (cost === undefined || state.counter < cost) return;
    deduct(ladder, state, cost);
    setPaidLevel(work, ladder, state, next, at, eventId);
  }
}

/** Counter levels that end: paid again and renewed, or one or more levels down. */
export function counterEnds(work: Work, at: number): void {
  const { account, version } = work;
  for (const { ladder } of version.ladders) {
    const state = read(account.ladders, ladder.id);
    if (ladder.kind !== 'counter' || !state) continue;
    const grant = state.grants.find((one) => one.why === 'counter');
    if (!grant || isValid(account.pausedAt, grant, at)) continue;
    const cost = ladder.levels[grant.level]!.cost ?? 0;
    if (state.counter! >= cost) {
      deduct(ladder, state, cost);
      // Ends are counted from the original date, never from the end before.
      for (let n = 1; grant.untilAt! <= at; n++) grant.untilAt = counterEnd(work, ladder, grant.windowAt!, n);
      continue;
    }
    const { levelsDown, counter } = ladder.onShortfall ?? { levelsDown: 1, counter: 'reset' };
    if (counter === 'reset') state.counter = 0;
    setPaidLevel(work, ladder, state, Math.max(0, grant.level - levelsDown), at, null);
  }
}

function counterEnd(work: Work, ladder: CounterLadder, fromAt: number, n: number): number {
  return roundUp(stepCalendar(fromAt, { months: ladder.months * n }, work.compiled.zone), ladder, work.compiled.zone);
}

function paidLevel(state: LadderState): number {
  return state.grants.find((grant) => grant.why === 'counter')?.level ?? 0;
}

function setPaidLevel(
  work: Work,
  ladder: CounterLadder,
  state: LadderState,
  level: number,
  at: number,
  eventId: string | null,
): void {
  state.grants = state.grants.filter((grant) => grant.why !== 'counter');
  if (level > 0) {
    const untilAt = counterEnd(work, ladder, at, 1);
    state.grants.push({ level, fromAt: at, untilAt, why: 'counter', eventId, windowAt: at });
  }
  work.nextAt = STALE;
}

function deduct(ladder: CounterLadder, state: LadderState, cost: number): void {
  state.counter = Math.min(state.counter! - cost, ladder.carryCap ?? Infinity);
}
