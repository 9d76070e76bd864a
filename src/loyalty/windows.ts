import type { LadderState, WindowState } from './account.ts';
import { stepCalendar } from './calendar-steps.ts';
import type { WindowLadder } from './ladder.ts';
import { addTo } from './safe-sums.ts';
import type { WindowSpan } from './window-span.ts';
import { startOfCivilDay, windowSpan } from './window-span.ts';
import type { Work } from './work.ts';

/**
 * Remembers when units came into a rolling window, in the order in which they leave it. Months clamp: what came on the last
 * days of a month leaves on one day, each at its own hour, so that a later one can go before an earlier one.
 */
export function enterRolling(
  { rolling }: WindowState,
  at: number,
  deltas: readonly [string, number][],
  rule: { months?: number; days?: number },
  zone: string,
): void {
  const leavesAt = stepCalendar(at, rule, zone);
  let i = rolling.length;
  while (i > 0 && stepCalendar(rolling[i - 1]!.at, rule, zone) > leavesAt) i--;
  if (i === 0 || rolling[i - 1]!.at !== at) rolling.splice(i++, 0, { at, metrics: {} });
  const entry = rolling[i - 1]!.metrics;
  for (const [name, delta] of deltas) addTo(entry, name, delta);
}

/** The window of an instant, and listed periods that count from a day before they begin. Past ones only where still kept. */
export function windowsFor(
  work: Work,
  ladder: WindowLadder,
  state: LadderState,
  at: number,
  bookedAt: number,
): WindowState[] {
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
