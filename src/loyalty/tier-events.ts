import { requireInteger, requireObject, requireText } from '../errors/index.ts';
import { addCalendar, dayNumber, epochOf } from '../time/index.ts';
import type { Grant } from './account.ts';
import type { LoyaltyEvent } from './event.ts';
import { isEarned, isPaused, isValid, pauseOf } from './judge.ts';
import { counterEnds, extend } from './ladder-steps.ts';
import { winChallenge } from './metrics.ts';
import { read } from './records.ts';
import { refreshLevels } from './refresh-levels.ts';
import type { Outcome, Work } from './work.ts';
import { applied, rejected, STALE } from './work.ts';

type Of<T extends LoyaltyEvent['type']> = Extract<LoyaltyEvent<string | number>, { type: T }>;

/** Gives a level by hand; a status match is one with an end, a challenge one that can be won. */
export function grantLevel(work: Work, event: Of<'grant'>, at: number): Outcome {
  const state = read(work.account.ladders, requireText(event.ladderId, 'event.ladderId'));
  const compiled = work.version.ladders.find(({ ladder }) => ladder.id === event.ladderId);
  const level = compiled?.index.get(requireText(event.level, 'event.level'));
  if (!state || !compiled || level === undefined) return unknownLevel(event.ladderId, event.level);
  const untilAt = event.until === undefined ? null : epochOf(event.until, 'event.until');
  const grant: Grant = { level, fromAt: at, untilAt, why: 'granted', eventId: event.id, windowAt: null };
  work.nextAt = STALE;
  if (event.extendIf !== undefined) {
    const { metric, atLeast, from, to, until } = requireObject(event.extendIf, 'event.extendIf');
    requireText(metric, 'event.extendIf.metric');
    const fromAt = epochOf(from, 'event.extendIf.from');
    const toAt = epochOf(to, 'event.extendIf.to');
    // What was told before it counts up to this very instant; what is told after it is counted as it comes.
    const has = work.before?.(event, metric, fromAt, Math.min(at + 1, toAt)) ?? 0;
    grant.challenge = {
      metric,
      atLeast: requireInteger(atLeast, 'event.extendIf.atLeast'),
      fromAt,
      toAt,
      untilAt: epochOf(until, 'event.extendIf.until'),
      has,
    };
    if (has >= atLeast) winChallenge(state, grant, at);
  }
  state.grants.push(grant);
  return applied({ code: 'granted', facts: { ladderId: event.ladderId, level: event.level } });
}

/** Takes levels away: those of one event, or all of the ladder. */
export function revokeLevels(work: Work, event: Of<'revoke'>, at: number): Outcome {
  const state = read(work.account.ladders, requireText(event.ladderId, 'event.ladderId'));
  if (!state) return unknownLevel(event.ladderId, null);
  const { grantEventId } = event;
  const pausedAt = pauseIn(work, event.ladderId);
  if (grantEventId !== undefined) requireText(grantEventId, 'event.grantEventId');
  const isMeant = (grant: Grant): boolean => grantEventId === undefined || grant.eventId === grantEventId;
  const meant = state.grants.filter((grant) => isMeant(grant) && (grant.fromAt > at || isValid(pausedAt, grant, at)));
  if (grantEventId !== undefined && meant.length === 0) return rejected('unknown-grant', { grantEventId });
  state.grants = state.grants.filter((grant) => !meant.includes(grant));
  work.nextAt = STALE;
  return applied({ code: 'revoked', facts: { ladderId: event.ladderId, grants: meant.length } });
}

/** Lengthens the levels in force. */
export function extendLevels(work: Work, event: Of<'extend'>, at: number): Outcome {
  const state = read(work.account.ladders, requireText(event.ladderId, 'event.ladderId'));
  if (!state) return unknownLevel(event.ladderId, null);
  const until = epochOf(event.until, 'event.until');
  const pausedAt = pauseIn(work, event.ladderId);
  extend(state, at, until, at, pausedAt);
  work.nextAt = STALE;
  return applied({ code: 'extended', facts: { ladderId: event.ladderId, until } });
}

/** Start of the running pause as a ladder sees it. */
function pauseIn(work: Work, ladderId: string): number | null {
  const found = work.version.ladders.find(({ ladder }) => ladder.id === ladderId);
  return found ? pauseOf(work, found.ladder) : null;
}

function unknownLevel(ladderId: string, level: string | null): Outcome {
  return rejected('unknown-level', { ladderId, level });
}

/** Lets the membership rest: levels in force stay until it goes on. */
export function pauseMember(work: Work, at: number): Outcome {
  if (work.account.pausedAt !== null) return rejected('paused');
  work.account.pausedAt = at;
  work.nextAt = STALE;
  return applied();
}

/** Goes on: every level in force at the pause moves by the local calendar days between. */
export function resumeMember(work: Work, at: number): Outcome {
  const { account, compiled } = work;
  if (account.pausedAt === null) return rejected('not-paused');
  const days = dayNumber(at, compiled.zone) - dayNumber(account.pausedAt, compiled.zone);
  for (const { ladder } of work.version.ladders) {
    const pausedAt = pauseOf(work, ladder);
    for (const grant of read(account.ladders, ladder.id)?.grants ?? []) {
      if (!isPaused(pausedAt, grant) || grant.untilAt === null) continue;
      // Where it would have ended earlier on this day, it ends now.
      grant.untilAt = Math.max(at, addCalendar(grant.untilAt, { days }, compiled.zone));
      // The ends of a counter level are counted from its own beginning, which moves with it.
      if (!isEarned(grant) && grant.windowAt !== null)
        grant.windowAt = addCalendar(grant.windowAt, { days }, compiled.zone);
    }
  }
  account.pausedAt = null;
  work.nextAt = STALE;
  counterEnds(work, at);
  refreshLevels(work, at, null, true);
  return applied();
}
