import { requireInteger, requireObject, requireText } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import type { Grant } from './account.ts';
import { winChallenge } from './challenges.ts';
import { unknownLevel } from './change-grants.ts';
import type { Outcome } from './event-outcome.ts';
import { applied } from './event-outcome.ts';
import type { EventOf } from './event.ts';
import { read } from './records.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Gives a level by hand; a status match is one with an end, a challenge one that can be won. */
export function grantLevel(work: Work, event: EventOf<'grant'>, at: number): Outcome {
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
