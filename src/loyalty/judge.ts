import type { LadderState, WindowState } from './account.ts';
import type { CompiledLadder } from './compile-program.ts';
import { endEarned } from './end-earned.ts';
import { giveLevel } from './give-level.ts';
import { levelOf, pauseOf } from './grants.ts';
import type { WindowLadder } from './ladder.ts';
import { isDeserved, meets } from './qualify.ts';
import { rollingRule } from './rolling-rule.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/**
 * Holds the totals of a running window against every level: what is met gives a grant, what is no longer met may end
 * one. Judged whenever totals change, when a window begins, and when a level is gained.
 *
 * @param byTime - totals changed by the passage of time alone: only levels held while met end
 * @param renews - something was done: what is met in a rolling window lasts from now; returns and gifts renew nothing
 */
export function judge(
  work: Work,
  compiled: CompiledLadder,
  state: LadderState,
  window: WindowState,
  at: number,
  eventId: string | null,
  byTime: boolean,
  renews: boolean = false,
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
      if (ok && (!before || (renews && rolling && ladder.validity.kind === 'after-reaching'))) {
        if (!before) window.met.push(i);
        giveLevel(
          work,
          ladder,
          state,
          window,
          i,
          at,
          eventId,
          held >= i ? 'retained' : once ? 'reentered' : 'qualified',
        );
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
