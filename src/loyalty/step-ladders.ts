import type { LadderState, WindowState } from './account.ts';
import { stepCalendar } from './calendar-steps.ts';
import { closeWindow } from './close-window.ts';
import type { CompiledLadder } from './compile-program.ts';
import { extendGrants } from './extend-grants.ts';
import { isEarned, pauseOf } from './grants.ts';
import { judge } from './judge.ts';
import { read } from './records.ts';
import { addTo } from './safe-sums.ts';
import { rollingRule } from './rolling-rule.ts';
import type { Work } from './work.ts';

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
        else if (!window.closed && window.toAt !== null && window.toAt <= at) closeWindow(work, one, state, window, at);
      }
      for (const window of state.windows) if (window.fromAt === at) judge(work, one, state, window, at, null, false);
      prune(state, at);
    }
    for (const extension of compiled.extensions) {
      if (Math.max(extension.announcedAt, extension.validAt) !== at) continue;
      if (extension.ladders === null || extension.ladders.includes(ladder.id))
        extendGrants(state, extension.validAt, extension.until, at, pauseOf(work, ladder));
    }
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
