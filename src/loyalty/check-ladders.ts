import { dayNumberOf } from '../time/index.ts';
import { checkMonthDay, checkTiers, count } from './check-points.ts';
import type { Note } from './check-program.ts';
import { attempt, pointer } from './check-program.ts';
import type { Ladder, LadderWindow, LevelCondition, MetricSource, WindowLadder } from './ladder.ts';
import { meets } from './qualify.ts';
import { leavesOf } from './leaves.ts';
import type { PointsPolicy } from './points-policy.ts';

/** Checks ladders, or one of them where only it changed. */
export function checkLadders(
  ladders: readonly Ladder[],
  points: PointsPolicy,
  path: string,
  note: Note,
  only?: number,
): void {
  const ids = new Set<string>();
  ladders.forEach((ladder, i) => {
    const at = only === undefined ? `${path}/${i}` : path;
    if (only !== undefined && i !== only) return;
    if (ids.has(ladder.id)) note('duplicate', `${at}/id`, `${ladder.id} is the name of two ladders`);
    ids.add(ladder.id);
    const names = new Set<string>();
    if (ladder.levels.length === 0) note('out-of-range', `${at}/levels`, 'a ladder needs at least its base level');
    ladder.levels.forEach(({ name }, k) => {
      if (names.has(name)) note('duplicate', `${at}/levels/${k}/name`, `${name} is the name of two levels`);
      names.add(name);
    });
    if (ladder.kind === 'window') checkWindowLadder(ladder, ladders.slice(0, i), ladders, points, at, note);
    else if (ladder.kind === 'balance') {
      ladder.levels.forEach((level, k) => {
        count(level.atLeast, `${at}/levels/${k}/atLeast`, note, -Infinity);
        if (k > 1 && level.atLeast <= ladder.levels[k - 1]!.atLeast)
          note('levels-not-increasing', `${at}/levels/${k}/atLeast`, 'a higher level must need more');
      });
    } else {
      count(ladder.months, `${at}/months`, note, 1);
      if (ladder.carryCap !== undefined) count(ladder.carryCap, `${at}/carryCap`, note, 0);
      ladder.levels.forEach(({ cost }, k) => {
        if (k > 0 && cost === undefined)
          note('unreachable-level', `${at}/levels/${k}`, 'the level has no cost: by grant only', 'warning');
        else if (cost !== undefined) count(cost, `${at}/levels/${k}/cost`, note, k === 0 ? 0 : 1);
      });
    }
  });
}

function checkWindowLadder(
  ladder: WindowLadder,
  earlier: readonly Ladder[],
  all: readonly Ladder[],
  points: PointsPolicy,
  path: string,
  note: Note,
): void {
  checkWindow(ladder.window, `${path}/window`, note);
  for (const [name, source] of Object.entries(ladder.metrics ?? {}))
    checkSource(source, ladder, earlier, all, points, `${path}/metrics/${pointer(name)}`, note);
  ladder.levels.forEach(({ enter, retain, reenter }, i) => {
    const at = `${path}/levels/${i}`;
    for (const [key, condition] of Object.entries({ enter, retain, reenter }))
      if (condition) checkCondition(condition, `${at}/${key}`, note);
    if (i === 0) {
      if (enter && !meets(enter, {}))
        note('base-with-condition', `${at}/enter`, 'the first level is the base: everybody has it', 'warning');
      return;
    }
    const below = ladder.levels[i - 1]!.enter;
    // Whoever just meets the higher level must meet the lower one: only then does a fall land on what was earned.
    if (enter && below && i > 1 && !atCorners(enter, (totals) => meets(below, withOthers(totals, below))))
      note('levels-not-increasing', `${at}/enter`, 'a member who meets this level can fail the one below');
    if (enter && retain && !atCorners(enter, (totals) => meets(retain, totals)))
      note('retain-harder-than-enter', `${at}/retain`, 'keeping the level can need more than reaching it', 'warning');
  });
  const { rollover, graceDays, validity, downgrade } = ladder;
  if (rollover) {
    const counted = [rollover.metric, ...Object.keys(ladder.metrics ?? {})];
    const used = ladder.levels.some(({ enter }) => leavesOf(enter).some(({ metric }) => metric === rollover.metric));
    if (!used && counted.length === 1 && !rollover.thresholds)
      note('unknown-metric', `${path}/rollover/metric`, `no level has a threshold of ${rollover.metric}`);
    if (rollover.cap !== undefined) count(rollover.cap, `${path}/rollover/cap`, note, 0);
    for (const name of Object.keys(rollover.thresholds ?? {}))
      if (!ladder.levels.some((level) => level.name === name))
        note('unknown-level', `${path}/rollover/thresholds`, `no level is called ${name}`);
  }
  if (graceDays !== undefined) count(graceDays, `${path}/graceDays`, note, 0);
  if (downgrade?.kind === 'one-level') count(downgrade.months, `${path}/downgrade/months`, note, 1);
  if (validity.kind === 'end-of-window') {
    for (const key of ['plusWindows', 'plusMonths', 'plusDays'] as const) {
      const value = validity[key];
      if (value !== undefined) count(value, `${path}/validity/${key}`, note, 0);
    }
  } else if (validity.kind === 'after-reaching') {
    for (const key of ['months', 'days'] as const) {
      const value = validity[key];
      if (value !== undefined) count(value, `${path}/validity/${key}`, note, 0);
    }
  }
}

function checkSource(
  source: MetricSource,
  ladder: WindowLadder,
  earlier: readonly Ladder[],
  all: readonly Ladder[],
  points: PointsPolicy,
  path: string,
  note: Note,
): void {
  if (source.from === 'points') {
    if (source.rules.length === 0) note('unreachable-level', path, 'no rule feeds this metric', 'warning');
    for (const id of source.rules)
      if (!points.earn?.some((rule) => rule.id === id)) note('unknown-rule', path, `no earning rule is called ${id}`);
  } else if (source.from === 'spend') checkTiers(source.where?.tiers, all, `${path}/where/tiers`, note);
  else if (source.from === 'windows-held') {
    const other = earlier.find(({ id }) => id === source.ladderId);
    const exists = all.some(({ id }) => id === source.ladderId);
    if (!other && exists) note('ladder-reads-later-ladder', path, `${ladder.id} may read only ladders before it`);
    else if (!other) note('unknown-ladder', path, `no ladder is called ${source.ladderId}`);
    else if (!other.levels.some(({ name }) => name === source.level))
      note('unknown-level', path, `ladder ${other.id} has no level ${source.level}`);
  }
}

function checkCondition(condition: LevelCondition, path: string, note: Note): void {
  if ('metric' in condition) return count(condition.atLeast, `${path}/atLeast`, note, -Infinity);
  const key = 'all' in condition ? 'all' : 'any';
  const parts = 'all' in condition ? condition.all : condition.any;
  if (parts.length === 0) note('unreachable-level', path, 'a condition needs at least one part');
  parts.forEach((one, i) => checkCondition(one, `${path}/${key}/${i}`, note));
}

/** Checks the spans of a window. */
export function checkWindow(window: LadderWindow, path: string, note: Note): void {
  if (window.kind === 'calendar' && window.startsOn !== undefined)
    checkMonthDay(window.startsOn, `${path}/startsOn`, note);
  else if (window.kind === 'every-days') count(window.days, `${path}/days`, note, 1);
  else if (window.kind === 'rolling') {
    count(window.months ?? 0, `${path}/months`, note, 0);
    count(window.days ?? 0, `${path}/days`, note, 0);
    if (!window.months && !window.days) note('out-of-range', path, 'a rolling window needs months or days');
  } else if (window.kind === 'listed') {
    // Compares with nothing: before the first period there is none.
    let last = NaN;
    window.periods.forEach((period, i) => {
      const at = `${path}/periods/${i}`;
      const day = (key: 'fromOn' | 'toOn' | 'validUntilOn' | 'countFromOn'): number | null =>
        period[key] === undefined ? null : attempt(note, `${at}/${key}`, () => dayNumberOf(period[key]!));
      const from = day('fromOn');
      const to = day('toOn');
      day('validUntilOn');
      day('countFromOn');
      if (from === null || to === null) return;
      if (to <= from || from < last) note('listed-overlap', at, 'periods must follow one another');
      else if (from > last) note('listed-gap', at, 'what happens between these periods counts for none', 'warning');
      last = to;
    });
    if (window.then) checkWindow(window.then, `${path}/then`, note);
  }
}

/** Metrics that only the lower level asks for say nothing about the order of the two. */
function withOthers(totals: Record<string, number>, below: LevelCondition): Record<string, number> {
  const others = leavesOf(below).filter(({ metric }) => !Object.hasOwn(totals, metric));
  return { ...totals, ...Object.fromEntries(others.map(({ metric }) => [metric, Infinity])) };
}

/** Whether something holds for everybody who just meets a condition: conditions are monotone, so their corners decide. */
function atCorners(condition: LevelCondition, holds: (totals: Record<string, number>) => boolean): boolean {
  return corners(condition).every((corner) => holds(Object.fromEntries(corner)));
}

function corners(condition: LevelCondition): Map<string, number>[] {
  if ('metric' in condition) return [new Map([[condition.metric, condition.atLeast]])];
  if ('any' in condition) return condition.any.flatMap(corners).slice(0, 256);
  let found: Map<string, number>[] = [new Map()];
  for (const one of condition.all) {
    const more = corners(one);
    found = found.flatMap((a) => more.map((b) => merge(a, b))).slice(0, 256);
  }
  return found;
}

function merge(a: Map<string, number>, b: Map<string, number>): Map<string, number> {
  const merged = new Map(a);
  for (const [metric, atLeast] of b) merged.set(metric, Math.max(merged.get(metric) ?? -Infinity, atLeast));
  return merged;
}
