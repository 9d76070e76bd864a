import { requireText } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import type { Grant, LadderState } from './account.ts';
import { windowLadderAt } from './end-earned.ts';
import type { Outcome } from './event-outcome.ts';
import { applied, rejected } from './event-outcome.ts';
import type { EventOf } from './event.ts';
import { extendGrants } from './extend-grants.ts';
import { isEarned, isValid, pauseOf } from './grants.ts';
import { meets } from './qualify.ts';
import { read } from './records.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Takes levels away: those of one event, or all of the ladder. */
export function revokeLevels(work: Work, event: EventOf<'revoke'>, at: number): Outcome {
  const state = read(work.account.ladders, requireText(event.ladderId, 'event.ladderId'));
  if (!state) return unknownLevel(event.ladderId, null);
  const { grantEventId } = event;
  const pausedAt = pauseIn(work, event.ladderId);
  if (grantEventId !== undefined) requireText(grantEventId, 'event.grantEventId');
  const isMeant = (grant: Grant): boolean => grantEventId === undefined || grant.eventId === grantEventId;
  const meant = state.grants.filter((grant) => isMeant(grant) && (grant.fromAt > at || isValid(pausedAt, grant, at)));
  if (grantEventId !== undefined && meant.length === 0) return rejected('unknown-grant', { grantEventId });
  state.grants = state.grants.filter((grant) => !meant.includes(grant));
  for (const grant of meant) forgetEasier(work, event.ladderId, state, grant);
  work.nextAt = STALE;
  return applied({ code: 'revoked', facts: { ladderId: event.ladderId, grants: meant.length } });
}

/** Lengthens the levels in force. */
export function extendLevels(work: Work, event: EventOf<'extend'>, at: number): Outcome {
  const state = read(work.account.ladders, requireText(event.ladderId, 'event.ladderId'));
  if (!state) return unknownLevel(event.ladderId, null);
  const until = epochOf(event.until, 'event.until');
  const pausedAt = pauseIn(work, event.ladderId);
  const grants = state.grants.filter(
    (grant) => isValid(pausedAt, grant, at) && (grant.untilAt ?? Infinity) < until,
  ).length;
  extendGrants(state, at, until, at, pausedAt);
  work.nextAt = STALE;
  return applied({ code: 'extended', facts: { ladderId: event.ladderId, until, grants } });
}

/** What a window met by the easier condition of whoever held the level is met no longer: it can be reached by its own. */
function forgetEasier(work: Work, ladderId: string, state: LadderState, grant: Grant): void {
  const { level, why, windowAt } = grant;
  const window = state.windows.find(({ fromAt, closed }) => !closed && fromAt === windowAt);
  if (!window || !isEarned(grant) || why === 'qualified') return;
  const { enter } = windowLadderAt(work, ladderId, work.account.throughAt!).levels[level]!;
  if (!(enter && meets(enter, window.totals))) window.met = window.met.filter((i) => i !== level);
}

/** Start of the running pause as a ladder sees it. */
function pauseIn(work: Work, ladderId: string): number | null {
  const found = work.version.ladders.find(({ ladder }) => ladder.id === ladderId);
  return found ? pauseOf(work, found.ladder) : null;
}

/** The refusal of a ladder or level that the program does not have. */
export function unknownLevel(ladderId: string, level: string | null): Outcome {
  return rejected('unknown-level', { ladderId, level });
}
