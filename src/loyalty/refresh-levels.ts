import { addCalendar } from '../time/index.ts';
import type { Grant, LadderState } from './account.ts';
import type { CompiledLadder, CompiledProgram } from './compile-program.ts';
import { isValid, levelOf, pauseOf } from './grants.ts';
import { judge } from './judge.ts';
import type { WindowLadder } from './ladder.ts';
import { windowAt } from './windows.ts';
import { payFlat } from './pay-flat.ts';
import { read } from './records.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/**
 * Brings the level of every ladder up to date after something happened. A fall by the passage of time may be softened
 * by grace or a soft landing; a rise may pay a bonus and lets retention count.
 */
export function refreshLevels(work: Work, at: number, eventId: string | null, byTime: boolean): void {
  for (const one of work.version.ladders) {
    const state = read(work.account.ladders, one.ladder.id);
    if (state) refreshLevel(work, one, state, at, eventId, byTime);
  }
}

function refreshLevel(
  work: Work,
  one: CompiledLadder,
  state: LadderState,
  at: number,
  eventId: string | null,
  byTime: boolean,
): void {
  const { ladder } = one;
  if (ladder.kind === 'balance') followBalance(work, state, ladder.levels, at, eventId);
  const before = state.level;
  const pausedAt = pauseOf(work, ladder);
  const level =
    byTime && ladder.kind === 'window' ? soften(work, one, state, before, at) : levelOf(pausedAt, state, at);
  state.grants = state.grants.filter(
    (grant) => grant.fromAt > at || isValid(pausedAt, grant, at) || isAwaited(work.compiled, grant, at),
  );
  if (level === before) return;
  state.level = level;
  state.sinceAt = at;
  work.nextAt = STALE;
  for (let i = 1; i <= level; i++) if (!state.onceHeld.includes(i)) state.onceHeld.push(i);
  const top = topGrant(pausedAt, state, level, at);
  work.recorder?.tierChanges.push({
    ladderId: ladder.id,
    from: ladder.levels[before]!.name,
    to: ladder.levels[level]!.name,
    at,
    why: top?.why ?? 'base',
    eventId: top?.eventId ?? eventId,
  });
  if (level < before) return;
  if (ladder.kind === 'window') {
    const window = windowAt(work, ladder, state, at, one.watched);
    if (window) judge(work, one, state, window, at, eventId, false);
  }
  payLevelBonuses(work, one, before, level, at, eventId);
  // Judging again may have raised the level further.
  refreshLevel(work, one, state, at, eventId, false);
}

/** The longest valid grant of a level. */
export function topGrant(pausedAt: number | null, state: LadderState, level: number, at: number): Grant | null {
  let top: Grant | null = null;
  for (const grant of state.grants) {
    if (grant.level !== level || !isValid(pausedAt, grant, at)) continue;
    if (top === null || (grant.untilAt ?? Infinity) > (top.untilAt ?? Infinity)) top = grant;
  }
  return top;
}

/** Ended grants that a challenge or an announced extension can still bring back. */
function isAwaited(compiled: CompiledProgram, grant: Grant, at: number): boolean {
  if (grant.challenge && grant.challenge.toAt > at) return true;
  return compiled.extensions.some(
    (one) =>
      one.announcedAt > at && grant.fromAt <= one.validAt && grant.untilAt !== null && grant.untilAt > one.validAt,
  );
}

/** The level at an instant to which time came: some days more for the one held where it ends, then a landing, or the base. */
function soften(work: Work, one: CompiledLadder, state: LadderState, before: number, at: number): number {
  const ladder = one.ladder as WindowLadder;
  const pausedAt = pauseOf(work, ladder);
  const give = (level: number, step: { months?: number; days?: number }, why: 'grace' | 'soft-landing'): number => {
    const untilAt = addCalendar(at, step, work.compiled.zone);
    state.grants.push({ level, fromAt: at, untilAt, why, eventId: null, windowAt: null });
    work.nextAt = STALE;
    // Who counts windows counts the one in which this lasts.
    if (one.watched) windowAt(work, ladder, state, at, true);
    return level;
  };
  const { graceDays: days, downgrade } = ladder;
  if (days) {
    const own = state.grants.filter(({ level, why }) => level === before && why !== 'grace' && why !== 'soft-landing');
    // Also within the days that an earlier end gave it.
    if (own.some(({ untilAt }) => untilAt === at) && !own.some((grant) => isValid(pausedAt, grant, at)))
      give(before, { days }, 'grace');
  }
  const deserved = levelOf(pausedAt, state, at);
  if (deserved >= before) return deserved;
  if (downgrade?.kind === 'one-level' && deserved < before - 1)
    return give(before - 1, { months: downgrade.months }, 'soft-landing');
  if (downgrade?.kind !== 'to-base') return deserved;
  state.grants = state.grants.filter((grant) => grant.fromAt > at);
  return 0;
}

/** A balance ladder has one grant, the level that the balance has now. */
function followBalance(
  work: Work,
  state: LadderState,
  levels: readonly { atLeast: number }[],
  at: number,
  eventId: string | null,
): void {
  const balance = work.available - work.account.debt;
  let level = 0;
  levels.forEach((one, i) => {
    if (balance >= one.atLeast) level = i;
  });
  const manual = state.grants.filter((grant) => grant.why !== 'balance');
  if (state.grants.some((grant) => grant.why === 'balance' && grant.level === level)) return;
  state.grants =
    level === 0 ? manual : [...manual, { level, fromAt: at, untilAt: null, why: 'balance', eventId, windowAt: null }];
}

function payLevelBonuses(
  work: Work,
  { ladder, index }: CompiledLadder,
  before: number,
  level: number,
  at: number,
  eventId: string | null,
): void {
  for (const one of work.version.rules) {
    const { rule } = one;
    if (rule.kind !== 'flat' || typeof rule.on !== 'object' || !('level' in rule.on)) continue;
    if (rule.on.ladderId !== ladder.id) continue;
    const reached = index.get(rule.on.level) ?? Infinity;
    if (reached > before && reached <= level) payFlat(work, one, at, eventId);
  }
}
