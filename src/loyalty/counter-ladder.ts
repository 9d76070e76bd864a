import type { LadderState } from './account.ts';
import { stepCalendar } from './calendar-steps.ts';
import { isValid } from './grants.ts';
import type { CounterLadder } from './ladder.ts';
import { read } from './records.ts';
import { plus } from './safe-sums.ts';
import { roundUp } from './validity-end.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Fills the counters that count an activity, and pays for every level that they cover. */
export function fillCounters(
  work: Work,
  metrics: Readonly<Record<string, number>>,
  at: number,
  eventId: string | null,
): void {
  for (const { ladder } of work.version.ladders) {
    const state = read(work.account.ladders, ladder.id);
    if (ladder.kind !== 'counter' || !state) continue;
    const units = read(metrics, ladder.metric) ?? 0;
    if (units === 0) continue;
    state.counter = Math.max(0, plus(state.counter ?? 0, units));
    for (;;) {
      const next = paidLevel(state) + 1;
      const cost = ladder.levels[next]?.cost;
      if (cost === undefined || state.counter < cost) break;
      deduct(ladder, state, cost);
      setPaidLevel(work, ladder, state, next, at, eventId);
    }
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
    // An extension announced later can still bring the level back, the counter not.
    state.grants.push({ ...grant, why: 'granted', windowAt: null });
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
