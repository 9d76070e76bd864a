import { addCalendar } from '../time/index.ts';
import type { GrantWhy, LadderState, WindowState } from './account.ts';
import { isWhileMet } from './end-earned.ts';
import { isEarned, isPaused, isValid, pauseOf } from './grants.ts';
import type { WindowLadder } from './ladder.ts';
import { validityEnd } from './validity-end.ts';
import { windowSpan } from './window-span.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Gives a level that a window earned, from now or from the end of the window; one that it gave before is lengthened, never shortened. */
export function giveLevel(
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
      isWhileMet(work, ladder.id, grant) === isWhileMet(work, ladder.id, { fromAt: at, untilAt }) &&
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
