import { addCalendar } from '../time/index.ts';
import type { Grant, GrantWhy, LadderState, WindowState } from './account.ts';
import { versionAt } from './compile-program.ts';
import type { CompiledLadder } from './compile-program.ts';
import type { Ladder, LevelCondition, WindowLadder } from './ladder.ts';
import { read } from './records.ts';
import { rollingRule, windowSpan, validityEnd } from './window-span.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Whether totals meet a condition. What was never counted is 0. */
export function meets(condition: LevelCondition, totals: Readonly<Record<string, number>>): boolean {
  if ('metric' in condition) return (read(totals, condition.metric) ?? 0) >= condition.atLeast;
  if ('all' in condition) return condition.all.every((one) => meets(one, totals));
  return condition.any.some((one) => meets(one, totals));
}

/** Whether totals meet what a level asks of a member who holds this one now, and held those once. */
export function isDeserved(
  levels: WindowLadder['levels'],
  { onceHeld }: LadderState,
  i: number,
  held: number,
  totals: Readonly<Record<string, number>>,
): boolean {
  const { enter, retain, reenter } = levels[i]!;
  return (
    (enter !== undefined && meets(enter, totals)) ||
    (held >= i && retain !== undefined && meets(retain, totals)) ||
    (onceHeld.includes(i) && reenter !== undefined && meets(reenter, totals))
  );
}

/**
 * Holds the totals of a running window against every level: what is met gives a grant, what is no longer met may end
 * one. Judged whenever totals change, when a window begins, and when a level is gained.
 *
 * @param byTime - totals changed by the passage of time alone: nothing is renewed, only levels held while met end
 */
export function judge(
  work: Work,
  compiled: CompiledLadder,
  state: LadderState,
  window: WindowState,
  at: number,
  eventId: string | null,
  byTime: boolean,
): void {
  const ladder = compiled.ladder as WindowLadder;
  const rolling = rollingRule(ladder, window) !== null;
  // A level gained lets its own retention, and that of the levels below, count at once.
  const pausedAt = pauseOf(work, ladder);
  for (let held = -1; held !== levelOf(pausedAt, state, at);) {
    held = levelOf(pausedAt, state, at);
    ladder.levels.forEach((_, i) => {
      if (i === 0) return;
      const once = state.onceHeld.includes(i);
      const ok = isDeserved(ladder.levels, state, i, held, window.totals);
      const before = window.met.includes(i);
      if (ok && (!before || (rolling && !byTime && ladder.validity.kind === 'after-reaching'))) {
        if (!before) window.met.push(i);
        give(work, ladder, state, window, i, at, eventId, held >= i ? 'retained' : once ? 'reentered' : 'qualified');
      } else if (!ok && before) fall(work, ladder, state, window, i, at, byTime);
    });
  }
}

/** A window that is over can only lose: its levels end where the program takes them back. */
export function judgeClosed(
  work: Work,
  compiled: CompiledLadder,
  state: LadderState,
  window: WindowState,
  at: number,
): void {
  const ladder = compiled.ladder as WindowLadder;
  for (const i of window.met) {
    const { enter, retain, reenter } = ladder.levels[i]!;
    // Whoever reached it by its easier condition keeps it while that is met.
    const ok = [enter, retain, reenter].some((condition) => condition !== undefined && meets(condition, window.totals));
    if (!ok) fall(work, ladder, state, window, i, at, false);
  }
}

/** Start of the running pause where the ladder rests in it, epoch ms; null: none, or the ladder goes on. */
export function pauseOf(work: Work, ladder: Ladder): number | null {
  return ladder.kind === 'window' && ladder.pause === 'ignore' ? null : work.account.pausedAt;
}

/** The highest level valid at an instant. What was in force when a pause began stays in force until it ends. */
export function levelOf(pausedAt: number | null, state: LadderState, at: number): number {
  let level = 0;
  for (const grant of state.grants) if (grant.level > level && isValid(pausedAt, grant, at)) level = grant.level;
  return level;
}

/** Whether a grant is in force at an instant. */
export function isValid(pausedAt: number | null, grant: Grant, at: number): boolean {
  if (grant.fromAt > at) return false;
  return grant.untilAt === null || grant.untilAt > at || isPaused(pausedAt, grant);
}

/** Whether a running pause keeps a grant in force. */
export function isPaused(pausedAt: number | null, grant: Grant): boolean {
  return pausedAt !== null && grant.fromAt <= pausedAt && (grant.untilAt === null || grant.untilAt > pausedAt);
}

const EARNED: readonly GrantWhy[] = ['qualified', 'retained', 'reentered'];

/** Whether a window earned this grant. */
export function isEarned(grant: Grant): boolean {
  return EARNED.includes(grant.why);
}

function give(
  work: Work,
  ladder: WindowLadder,
  state: LadderState,
  window: WindowState,
  level: number,
  at: number,
  eventId: string | null,
  why: GrantWhy,
): void {
  const { zone } = work.compiled;
  const enrolledAt = work.account.enrolledAt ?? at;
  const span = windowSpan(ladder.window, at, zone, enrolledAt);
  const upgrade = ladder.upgrade;
  const later = upgrade?.kind === 'period-end' && window.toAt !== null ? upgrade : null;
  const fromAt = later ? addCalendar(window.toAt!, { months: later.plusMonths ?? 0 }, zone) : at;
  const never = ladder.downgrade?.kind === 'never';
  const untilAt = never ? null : validityEnd(ladder.validity, ladder.window, span, at, zone, enrolledAt);
  if (untilAt !== null && untilAt <= fromAt) return;
  work.nextAt = STALE;
  const pausedAt = pauseOf(work, ladder);
  const known = state.grants.find(
    (grant) =>
      grant.level === level &&
      isEarned(grant) &&
      isWhileMet(work, ladder.id, grant) === (ladder.validity.kind === 'while-met') &&
      grant.windowAt === window.fromAt &&
      (grant.fromAt > at || isValid(pausedAt, grant, at)) &&
      // What a pause keeps will be moved at its end; what is earned meanwhile will not.
      !isPaused(pausedAt, grant),
  );
  if (!known) state.grants.push({ level, fromAt, untilAt, why, eventId, windowAt: window.fromAt });
  else if (known.untilAt !== null && (untilAt === null || untilAt > known.untilAt)) {
    known.untilAt = untilAt;
    known.why = why;
    known.eventId = eventId;
  }
}

function fall(
  work: Work,
  ladder: WindowLadder,
  state: LadderState,
  window: WindowState,
  level: number,
  at: number,
  byTime: boolean,
): void {
  const rolling = rollingRule(ladder, window) !== null;
  const { reversal = 'keep' } = ladder;
  const ended = endEarned(work, ladder.id, state, window, level, at, reversal === 'revoke' && !byTime);
  // A level that is kept was reached once in this window and is not given a second time; rolling windows have no end.
  if (ended || ladder.validity.kind === 'while-met' || reversal !== 'keep' || rolling)
    window.met = window.met.filter((one) => one !== level);
  work.nextAt = STALE;
}

/** Whether a level without an end was given for as long as it is met, by the version in force when it began. */
function isWhileMet(work: Work, ladderId: string, { fromAt, untilAt }: Grant): boolean {
  return untilAt === null && windowLadderAt(work, ladderId, fromAt).validity.kind === 'while-met';
}

/** A ladder as it stood at an instant. */
export function windowLadderAt({ compiled }: Work, ladderId: string, at: number): WindowLadder {
  return versionAt(compiled, at).ladders.find(({ ladder }) => ladder.id === ladderId)!.ladder as WindowLadder;
}

/** Ends what a window earned at a level: all of it, or what was given for as long as it is met; says whether it had any. */
export function endEarned(
  work: Work,
  ladderId: string,
  state: LadderState,
  window: WindowState,
  level: number,
  at: number,
  all: boolean,
): boolean {
  const mine = state.grants.filter(
    (grant) =>
      grant.level === level &&
      isEarned(grant) &&
      grant.windowAt === window.fromAt &&
      (all || isWhileMet(work, ladderId, grant)),
  );
  for (const grant of mine) if (grant.untilAt === null || grant.untilAt > at) grant.untilAt = at;
  state.grants = state.grants.filter((grant) => grant.fromAt < at || !mine.includes(grant));
  return mine.length > 0;
}
