import { read } from './records.ts';
import { rollingRule, windowSpan, startOfCivilDay } from './window-span.ts';
import type { WindowSpan } from './window-span.ts';
import type { LadderState, WindowState } from './account.ts';
import { stepCalendar } from './calendar-steps.ts';
import { fillCounter } from './ladder-steps.ts';
import { judge, judgeClosed } from './judge.ts';
import { leavesOf } from './leaves.ts';
import type { MetricSource, WindowLadder } from './ladder.ts';
import type { EarningBase, Where } from './points-policy.ts';
import { refreshLevels } from './refresh-levels.ts';
import type { Work } from './work.ts';
import { addTo, plus, STALE } from './work.ts';

/** Something that ladders may count. */
export type Contribution =
  | { kind: 'activity'; metrics: Readonly<Record<string, number>> }
  | { kind: 'points'; ruleId: string; points: number }
  | {
      kind: 'bill';
      /** what a definition of spending gained or lost, minor units */
      spend: (options: { base: EarningBase | undefined; where: Where | undefined }) => number;
      /** orders gained or lost */
      orders: number;
    }
  | { kind: 'window'; ladderId: string; level: number };

/**
 * Lets every ladder count something that happened, and judges it. `bookedAt` is when it counts: a return may lower the
 * window that counted the purchase.
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
    if (!state || ladder.kind === 'balance') return;
    if (ladder.kind === 'counter') {
      const units = what.kind === 'activity' ? (read(what.metrics, ladder.metric) ?? 0) : 0;
      if (units !== 0) fillCounter(work, ladder, state, units, at, eventId);
      return;
    }
    if (meetChallenges(work, ladder, state, what, at, bookedAt)) touched = true;
    const deltas = deltasOf(work, ladder, what);
    if (deltas.length === 0) return;
    touched = true;
    for (const window of count(work, ladder, state, deltas, at, bookedAt)) {
      if (window.toAt !== null && window.toAt <= at) judgeClosed(work, compiled, state, window, at);
      else if (window.fromAt === null || window.fromAt <= at) judge(work, compiled, state, window, at, eventId, false);
    }
  });
  if (!touched) return;
  work.nextAt = STALE;
  refreshLevels(work, at, eventId, false);
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

let names: WeakMap<WindowLadder, readonly string[]> | undefined;

/** Every metric that a ladder counts. */
export function metricNames(ladder: WindowLadder): readonly string[] {
  names ??= new WeakMap();
  let found = names.get(ladder);
  if (found !== undefined) return found;
  const set = new Set(Object.keys(ladder.metrics ?? {}));
  if (ladder.rollover) set.add(ladder.rollover.metric);
  for (const { enter, retain, reenter } of ladder.levels)
    for (const { metric } of [enter, retain, reenter].flatMap(leavesOf)) set.add(metric);
  found = [...set];
  names.set(ladder, found);
  return found;
}

function deltaOf(work: Work, { metrics }: WindowLadder, name: string, what: Contribution): number {
  const source: MetricSource = read(metrics, name) ?? { from: 'activity', name };
  switch (source.from) {
    case 'activity':
      return what.kind === 'activity' ? (read(what.metrics, source.name) ?? 0) : 0;
    case 'points':
      return what.kind === 'points' && source.rules.includes(what.ruleId) ? what.points : 0;
    case 'spend':
      if (what.kind !== 'bill') return 0;
      return what.spend({ base: source.base, where: source.where });
    case 'orders':
      return what.kind === 'bill' ? what.orders : 0;
    default: {
      if (what.kind !== 'window' || what.ladderId !== source.ladderId) return 0;
      const other = work.version.ladders.find(({ ladder }) => ladder.id === source.ladderId);
      return what.level >= (other?.index.get(source.level) ?? Infinity) ? 1 : 0;
    }
  }
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
      enterRolling(window, bookedAt, deltas);
    }
    for (const [name, delta] of deltas) {
      addTo(window.totals, name, delta);
      addTo(window.own, name, delta);
    }
  }
  return windows;
}

/** Remembers when units came into a rolling window, and so when they leave it. */
export function enterRolling({ rolling }: WindowState, at: number, deltas: readonly [string, number][]): void {
  let i = rolling.length;
  while (i > 0 && rolling[i - 1]!.at > at) i--;
  if (i === 0 || rolling[i - 1]!.at !== at) rolling.splice(i++, 0, { at, metrics: {} });
  const entry = rolling[i - 1]!.metrics;
  for (const [name, delta] of deltas) addTo(entry, name, delta);
}

/** The window of an instant, and listed periods that count from a day before they begin. Past ones only where still kept. */
function windowsFor(work: Work, ladder: WindowLadder, state: LadderState, at: number, bookedAt: number): WindowState[] {
  const { zone } = work.compiled;
  const found: WindowState[] = [];
  const own = windowAt(work, ladder, state, bookedAt, bookedAt === at);
  if (own) found.push(own);
  for (let rule = ladder.window; rule.kind === 'listed';) {
    for (const period of rule.periods) {
      if (period.countFromOn === undefined) continue;
      const fromAt = startOfCivilDay(period.fromOn, zone);
      const toAt = startOfCivilDay(period.toOn, zone);
      if (bookedAt >= fromAt || bookedAt < startOfCivilDay(period.countFromOn, zone)) continue;
      // A period that is over can only lose, and only where it is still kept.
      if (at < toAt) found.push(openWindow(state, { fromAt, toAt, listed: period }));
      else found.push(...state.windows.filter((window) => window.fromAt === fromAt));
    }
    if (rule.then === undefined) break;
    rule = rule.then;
  }
  return found;
}

/** The kept window that holds an instant; opens it where asked to. */
export function windowAt(
  work: Work,
  ladder: WindowLadder,
  state: LadderState,
  at: number,
  open: boolean,
): WindowState | null {
  for (const window of state.windows)
    if ((window.fromAt === null || window.fromAt <= at) && (window.toAt === null || at < window.toAt)) return window;
  if (!open) return null;
  const span = windowSpan(ladder.window, at, work.compiled.zone, work.account.enrolledAt ?? at);
  return span && openWindow(state, span);
}

/** Opens a window, or finds it where it already counts. */
export function openWindow(state: LadderState, span: WindowSpan): WindowState {
  const known = state.windows.find((window) => window.fromAt === span.fromAt);
  if (known) return known;
  const window = emptyWindow(span);
  state.windows.push(window);
  state.windows.sort((a, b) => (a.fromAt ?? -Infinity) - (b.fromAt ?? -Infinity));
  return window;
}

/** A window in which nothing has happened yet. */
export function emptyWindow({ fromAt, toAt }: WindowSpan): WindowState {
  return { fromAt, toAt, totals: {}, own: {}, rolledIn: {}, met: [], rolling: [] };
}

/** Challenges on grants count on their own, whether a level asks for their metric or not; says whether one was won. */
function meetChallenges(
  work: Work,
  ladder: WindowLadder,
  state: LadderState,
  what: Contribution,
  at: number,
  bookedAt: number,
): boolean {
  let won = false;
  for (const grant of state.grants.slice()) {
    const { challenge } = grant;
    if (!challenge || bookedAt < challenge.fromAt || bookedAt >= challenge.toAt) continue;
    challenge.has = plus(challenge.has, deltaOf(work, ladder, challenge.metric, what));
    if (challenge.has < challenge.atLeast) continue;
    winChallenge(state, grant, at);
    won = true;
  }
  return won;
}

/** The grant lasts longer; one that is already over begins again. */
export function winChallenge(state: LadderState, grant: LadderState['grants'][number], at: number): void {
  const { challenge, ...rest } = grant;
  if (!challenge) return;
  delete grant.challenge;
  if (grant.untilAt === null || grant.untilAt >= challenge.untilAt) return;
  if (grant.untilAt <= at) state.grants.push({ ...rest, fromAt: at, untilAt: challenge.untilAt });
  else grant.untilAt = challenge.untilAt;
}
