import { allocate } from '../amounts/index.ts';
import { requireCount, requireList, requireObject, requireText } from '../errors/index.ts';
import type { Lot, OpenOrder, OrderFacts } from './account.ts';
import { countBill } from './bill.ts';
import type { Bill } from './bill.ts';
import { writable } from './copy-account.ts';
import type { EventOf } from './event.ts';
import { addMetrics } from './add-metrics.ts';
import type { LoyaltyReason } from './outcome.ts';
import { spendPoints } from './spend-points.ts';
import { reverse, takeBack, takeFromOwn } from './take-back.ts';
import type { Outcome } from './event-outcome.ts';
import type { Work } from './work.ts';
import { findOrder } from './find-order.ts';
import { liveLots, ownLot } from './live-lots.ts';
import { plus } from './safe-sums.ts';
import { post } from './post.ts';
import { rejected } from './event-outcome.ts';

type Refund = EventOf<'refund'>;

/**
 * Takes back what an order no longer deserves: its own rules, version and multipliers are applied to what is left of it,
 * and the difference goes back, first from its own points, then from others, then as a debt. Members never lose what they did
 * not get, and buying and returning in any pieces ends where no order was.
 */
export function refundOrder(work: Work, event: Refund, at: number): Outcome {
  const { account } = work;
  const amount = requireCount(event.amountMinor, 'event.amountMinor');
  const i = findOrder(work, requireText(event.orderId, 'event.orderId'));
  if (event.lines !== undefined) requireList(event.lines, 'event.lines');
  if (i < 0) return rejected('unknown-order', { orderId: event.orderId });
  const old = account.orders[i]!;
  const left = old.amountMinor - old.refundedMinor;
  if (amount > left)
    return rejected('refund-exceeds-order', {
      orderId: old.orderId,
      amountMinor: amount,
      leftMinor: Math.max(0, left),
    });
  const lines = refundLines(old.facts?.lines, event, amount);
  if (lines === null)
    return rejected('refund-exceeds-order', { orderId: old.orderId, amountMinor: amount, leftMinor: left });
  const before = billOf(old);
  const order: OpenOrder = { ...old, refundedMinor: old.refundedMinor + amount };
  if (old.facts && lines) order.facts = { ...old.facts, lines };
  const after = billOf(order);
  const version = work.compiled.versions[old.programVersion]!;
  const takes = old.byRule.map((one) => {
    const compiled = version.rules.find(({ rule }) => rule.id === one.ruleId)!;
    const deserved =
      compiled.rule.kind === 'spend'
        ? spendPoints(version, compiled, after, work.compiled.unit).points
        : after.rest === 0 && amount > 0
          ? 0
          : one.granted;
    const kept = Math.min(one.kept, deserved, one.granted);
    return { one, kept, take: one.kept - kept };
  });
  const keepExpired = (work.version.points.refunds?.expired ?? 'keep') === 'keep';
  const own = takes.map(({ one, take }) => ownParts(work, old, one.ruleId, take, keepExpired));
  const others = takes.reduce((sum, { take }, k) => sum + take - own[k]!.live - own[k]!.expired, 0);
  const available = work.available - own.reduce((sum, one) => sum + one.available, 0);
  if (work.version.points.negative === 'refuse' && others > available)
    return rejected('would-go-negative', { missing: others - available });
  order.byRule = takes.map(({ one, kept }) => ({ ...one, kept }));
  writable(work, 'orders')[i] = order;
  const reasons: LoyaltyReason[] = [];
  // Own points of every rule first: what one rule lacks must not be taken from what another gives back.
  const rests = takes.map(({ one, take }, k) => {
    let rest = take;
    for (const id of own[k]!.lotIds) rest -= takeFromOwn(work, id, rest);
    if (own[k]!.lapsed) return 0;
    if (!keepExpired) return rest;
    const kept = keepDead(work, old, one.ruleId, rest);
    if (kept > 0) reasons.push({ code: 'expired-kept', facts: { ruleId: one.ruleId, points: kept } });
    return rest - kept;
  });
  for (const rest of rests) if (rest > 0) reasons.push(...takeBack(work, rest, at));
  const bookedAt = work.version.points.refunds?.metricsFall === 'when-refunded' ? at : old.at;
  for (const { one, take } of takes)
    if (take > 0) addMetrics(work, { kind: 'points', ruleId: one.ruleId, points: -take }, at, event.id, bookedAt);
  if (amount > 0) addMetrics(work, countBill(after, before), at, event.id, bookedAt);
  return { outcome: 'applied', reasons };
}

function billOf(order: OpenOrder): Bill {
  return { full: order.amountMinor, rest: order.amountMinor - order.refundedMinor, facts: order.facts ?? null };
}

function isOwn(lot: Lot, order: OpenOrder, ruleId: string): boolean {
  return lot.eventId === order.eventId && lot.ruleId === ruleId;
}

/** Points that nobody released were taken back then: the member never had them, and a return takes nothing for them. */
function hasLapsed(lot: Lot): boolean {
  return lot.availableAt === null && lot.expired === 0 && lot.expiredAt === lot.hold?.lapsesAt;
}

function ownParts(
  work: Work,
  order: OpenOrder,
  ruleId: string,
  take: number,
  keepExpired: boolean,
): { lotIds: string[]; live: number; available: number; expired: number; lapsed: boolean } {
  const { spentLots, throughAt } = work.account;
  const lots = liveLots(work);
  const found = { lotIds: [] as string[], live: 0, available: 0, expired: 0, lapsed: false };
  if (take === 0) return found;
  for (const lot of lots) {
    if (!isOwn(lot, order, ruleId)) continue;
    const points = Math.min(lot.left, take - found.live);
    found.lotIds.push(lot.id);
    found.live += points;
    if (lot.availableAt !== null && lot.availableAt <= throughAt!) found.available += points;
  }
  found.lapsed = spentLots.some((lot) => isOwn(lot, order, ruleId) && hasLapsed(lot));
  if (found.lapsed) found.expired = take - found.live;
  else if (keepExpired)
    for (const lot of [...lots, ...spentLots])
      if (isOwn(lot, order, ruleId)) found.expired += Math.min(lot.expired, take - found.live - found.expired);
  return found;
}

/** Points of the order that ran out count as given back: nothing is taken elsewhere. */
function keepDead(work: Work, order: OpenOrder, ruleId: string, most: number): number {
  const { account } = work;
  let rest = most;
  for (const key of ['lots', 'spentLots'] as const) {
    const list = key === 'lots' ? liveLots(work) : account.spentLots;
    for (let i = 0; i < list.length && rest > 0; i++) {
      if (list[i]!.expired === 0 || !isOwn(list[i]!, order, ruleId)) continue;
      const lot = ownLot(work, key === 'lots' ? list : writable(work, key), i);
      const points = Math.min(lot.expired, rest);
      lot.expired -= points;
      rest -= points;
      account.totals.expired = plus(account.totals.expired, -points);
      post(work, 'program:expired', -points, lot);
      reverse(work, points, lot);
    }
  }
  return most - rest;
}

/** What is left of the lines: named ones lose their amount, the rest of it is split over what remains. Null: more than there was. */
function refundLines(
  lines: OrderFacts['lines'],
  event: Refund,
  amount: number,
): NonNullable<OrderFacts['lines']> | undefined | null {
  if (lines === undefined || lines.length === 0) return undefined;
  const left = lines.map((line) => line.amountMinor);
  let rest = amount;
  for (const [k, one] of (event.lines ?? []).entries()) {
    const i = lines.findIndex((line) => line.id === requireObject(one, `event.lines[${k}]`).id);
    const part = requireCount(one.amountMinor, `event.lines[${k}].amountMinor`);
    if (i < 0 || part > left[i]! || part > rest) return null;
    left[i]! -= part;
    rest -= part;
  }
  const weights = left.map((one) => Math.max(0, one));
  const parts = rest > 0 && weights.some((one) => one > 0) ? allocate(rest, weights) : weights.map(() => 0);
  return lines.map((line, i) => ({ ...line, amountMinor: left[i]! - parts[i]! }));
}
