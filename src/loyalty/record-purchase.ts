import { InputError, requireInteger, requireText } from '../errors/index.ts';
import type { OpenOrder } from './account.ts';
import { markActivity } from './activity-events.ts';
import { addLot } from './add-lot.ts';
import { addMetrics } from './add-metrics.ts';
import { countBill } from './bill.ts';
import { append } from './copy-account.ts';
import { earnPoints } from './earn-points.ts';
import type { Outcome } from './event-outcome.ts';
import { rejected } from './event-outcome.ts';
import type { EventOf } from './event.ts';
import { isBought } from './find-order.ts';
import { newLot } from './new-lot.ts';
import type { Work } from './work.ts';

/** Pays what every rule gives for an order, remembers the order for its returns, and lets the ladders count it. */
export function recordPurchase(work: Work, event: EventOf<'purchase'>, at: number): Outcome {
  const { account, compiled } = work;
  requireText(event.orderId, 'event.orderId');
  const amountMinor = requireInteger(event.amountMinor, 'event.amountMinor');
  const { currency } = compiled.program;
  if (currency !== undefined && event.currency !== undefined && event.currency !== currency)
    throw new InputError('mixed-currency', 'event.currency', `expected ${currency}, got ${event.currency}`);
  if (isBought(work, event.orderId)) return rejected('duplicate', { orderId: event.orderId });
  markActivity(work, 'earn', at);
  const { bill, earned, reasons } = earnPoints(work, event, at);
  const order: OpenOrder = {
    orderId: event.orderId,
    eventId: event.id,
    at,
    programVersion: work.version.number,
    amountMinor,
    refundedMinor: 0,
    byRule: [],
  };
  if (bill.facts) order.facts = bill.facts;
  const hold = work.version.points.hold;
  for (const { compiled: one, ruleId, points } of earned) {
    const lotId = order.byRule.length === 0 ? event.id : `${event.id}/${ruleId}`;
    if (points > 0) {
      const { rule } = one;
      const given = {
        id: lotId,
        eventId: event.id,
        ruleId,
        points,
        hold: rule.hold ?? hold,
        tier: event.tier,
        expiry: rule.expiry,
      };
      addLot(work, newLot(work, given, at), at, 'issued');
    }
    order.byRule.push({ ruleId, granted: points, kept: points, lotId });
  }
  work.orders?.set(event.orderId, account.orders.length);
  if (work.shared) append(work, 'orders', order);
  else account.orders.push(order);
  if (work.version.ladders.length > 0) {
    for (const { ruleId, granted } of order.byRule)
      if (granted > 0) addMetrics(work, { kind: 'points', ruleId, points: granted }, at, event.id);
    addMetrics(work, countBill(bill, null), at, event.id);
  }
  return { outcome: 'applied', reasons };
}
