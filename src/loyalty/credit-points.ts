import { requireInteger } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import { markActivity } from './activity-events.ts';
import { addLot } from './add-lot.ts';
import type { Outcome } from './event-outcome.ts';
import { applied, rejected } from './event-outcome.ts';
import type { EventOf } from './event.ts';
import { newLot } from './new-lot.ts';
import { requirePositive } from './require-positive.ts';
import { takeBack } from './take-back.ts';
import type { Work } from './work.ts';

/** Gives points that are an activity, with dates of their own where the event names them. */
export function creditPoints(work: Work, event: EventOf<'credit'>, at: number): Outcome {
  const points = requirePositive(event.points, 'event.points');
  markActivity(work, 'earn', at);
  const lot = newLot(work, { id: event.id, eventId: event.id, ruleId: null, points }, at);
  if (event.expiresAt !== undefined) lot.expiresAt = epochOf(event.expiresAt, 'event.expiresAt');
  if (event.availableAt !== undefined) lot.availableAt = Math.max(at, epochOf(event.availableAt, 'event.availableAt'));
  addLot(work, lot, at, 'issued');
  return applied();
}

/** Corrects a balance up or down; no activity. */
export function adjustPoints(work: Work, event: EventOf<'adjust'>, at: number): Outcome {
  const points = requireInteger(event.points, 'event.points');
  if (points > 0) {
    addLot(work, newLot(work, { id: event.id, eventId: event.id, ruleId: null, points }, at), at, 'issued');
    return applied();
  }
  const missing = -points - work.available;
  if (work.version.points.negative === 'refuse' && missing > 0) return rejected('would-go-negative', { missing });
  return { outcome: 'applied', reasons: takeBack(work, -points, at) };
}
