import { requireCount } from '../errors/index.ts';
import { dayNumber, epochOf } from '../time/index.ts';
import { addLot } from './add-lot.ts';
import type { Outcome } from './event-outcome.ts';
import { applied } from './event-outcome.ts';
import type { EventOf } from './event.ts';
import { findLot } from './find-lot.ts';
import { liveLots } from './live-lots.ts';
import { newLot } from './new-lot.ts';
import type { Work } from './work.ts';

/** Brings back lots that expired on one of the last local days. */
export function reinstatePoints(work: Work, event: EventOf<'reinstate'>, at: number): Outcome {
  const { account, compiled } = work;
  const first = dayNumber(at, compiled.zone) - requireCount(event.withinDays, 'event.withinDays');
  const due = [...account.spentLots, ...liveLots(work)].filter(
    (lot) => lot.expired > 0 && lot.expiredAt !== undefined && dayNumber(lot.expiredAt, compiled.zone) >= first,
  );
  for (const old of due) {
    const points = old.expired;
    findLot(work, old.id)!.lot.expired = 0;
    const lot = newLot(work, { id: `${event.id}/${old.id}`, eventId: old.eventId, ruleId: old.ruleId, points }, at);
    if (event.expiresAt !== undefined) lot.expiresAt = epochOf(event.expiresAt, 'event.expiresAt');
    addLot(work, { ...lot, earnedAt: old.earnedAt, programVersion: old.programVersion }, at, 'expired');
  }
  return applied();
}
