import { requireText } from '../errors/index.ts';
import { releaseLot } from './release-lot.ts';
import type { Outcome } from './event-outcome.ts';
import { rejected } from './event-outcome.ts';
import type { EventOf } from './event.ts';
import { findOrder } from './find-order.ts';
import { liveLots, ownLot } from './live-lots.ts';
import { isAvailable } from './spend-order.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Ends the hold of an order's points; those that must rest for some days still do. */
export function releaseOrder(work: Work, event: EventOf<'release'>, at: number): Outcome {
  const { account } = work;
  const i = findOrder(work, requireText(event.orderId, 'event.orderId'));
  if (i < 0) return rejected('unknown-order', { orderId: event.orderId });
  const { eventId } = account.orders[i]!;
  const due = liveLots(work).filter((lot) => lot.eventId === eventId && lot.availableAt === null);
  for (const { id } of due) {
    const lots = liveLots(work);
    const k = lots.findIndex((lot) => lot.id === id);
    const { hold, ...lot } = ownLot(work, lots, k);
    lots[k] = { ...lot, availableAt: Math.max(at, hold!.notBefore) };
    if (isAvailable(lots[k], at)) releaseLot(work, lot, at);
  }
  work.nextAt = STALE;
  return { outcome: 'applied', reasons: due.length > 0 ? [{ code: 'released', facts: { lots: due.length } }] : [] };
}
