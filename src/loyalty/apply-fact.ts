import { InputError, requireInteger, requireText } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import type { OpenOrder } from './account.ts';
import { markActivity, recordActivity } from './activity-events.ts';
import { advance, releaseLot } from './advance.ts';
import { countBill } from './bill.ts';
import { bodyHash } from './body-hash.ts';
import { append } from './copy-account.ts';
import { earnPoints } from './earn-points.ts';
import type { LoyaltyEvent } from './event.ts';
import { addLot, isAvailable } from './lots.ts';
import { addMetrics } from './metrics.ts';
import { occasionPoints } from './occasion-factor.ts';
import { newLot, payFlat } from './pay-flat.ts';
import { refreshLevels } from './refresh-levels.ts';
import { refundOrder } from './refund-order.ts';
import { seenBefore } from './seen-before.ts';
import {
  cancelRedemption,
  receivePoints,
  redeemPoints,
  reinstatePoints,
  requirePositive,
  transferPoints,
} from './spend-events.ts';
import { takeBack } from './take-back.ts';
import { extendLevels, grantLevel, pauseMember, resumeMember, revokeLevels } from './tier-events.ts';
import type { Outcome, Work } from './work.ts';
import { applied, begin, findOrder, isBought, liveLots, ownLot, rejected, STALE } from './work.ts';

type AnyEvent = LoyaltyEvent<string | number>;
type Of<T extends AnyEvent['type']> = Extract<AnyEvent, { type: T }>;

const AFTER_CLOSING: readonly AnyEvent['type'][] = ['enroll', 'refund', 'cancel-redemption', 'adjust', 'revoke'];

/** Lets time pass to an event and applies it. What was seen before does nothing, not even let time pass. */
export function applyFact(work: Work, event: AnyEvent, at: number): Outcome {
  return seenBefore(work, event) ?? applyNew(work, event, at);
}

/** The same for an event that is known to be new. */
export function applyNew(work: Work, event: AnyEvent, at: number): Outcome {
  const { account } = work;
  advance(work, at);
  account.events++;
  const { id, key } = event;
  append(work, 'seen', key === undefined ? { at, id } : { at, id, key, hash: bodyHash(event) });
  work.ids?.add(id);
  if (key !== undefined) work.keys?.add(key);
  if (account.enrolledAt === null) {
    const needless = event.type === 'close' || event.type === 'pause' || event.type === 'resume';
    if (needless) return rejected('not-enrolled');
    account.enrolledAt = at;
    if (work.recorder) work.recorder.startedAt = at;
    work.nextAt = STALE;
  }
  if (account.closedAt !== null && !AFTER_CLOSING.includes(event.type))
    return rejected('closed', { closedAt: account.closedAt });
  begin(work, at, id, 'event');
  const result = dispatch(work, event, at);
  if (work.version.ladders.length > 0) refreshLevels(work, at, id, false);
  // What an event brought may already be over.
  if (work.nextAt <= at) advance(work, at);
  return result;
}

function dispatch(work: Work, event: AnyEvent, at: number): Outcome {
  switch (event.type) {
    case 'purchase':
      return purchase(work, event, at);
    case 'redeem': {
      const result = redeemPoints(work, event, at);
      if (result.outcome === 'applied') markActivity(work, 'redeem', at);
      return decided(work, event, result);
    }
    case 'activity':
      return recordActivity(work, event, at);
    case 'credit':
      return credit(work, event, at);
    case 'adjust':
      return adjust(work, event, at);
    case 'cancel-redemption':
      return cancelRedemption(work, event, at);
    case 'refund':
      return refundOrder(work, event, at);
    case 'release':
      return release(work, event, at);
    case 'reinstate':
      return reinstatePoints(work, event, at);
    case 'transfer': {
      const { lots, ...result } = transferPoints(work, event, at);
      if (result.outcome === 'rejected') return decided(work, event, result);
      const receive: AnyEvent = {
        id: `${event.id}/received`,
        memberId: event.toMemberId,
        at,
        type: 'receive',
        fromMemberId: event.memberId,
        transferId: event.id,
        lots,
      };
      if (event.recordedAt !== undefined) receive.recordedAt = event.recordedAt;
      return decided(work, event, { ...result, receive });
    }
    case 'receive':
      return receivePoints(work, event, at);
    case 'grant':
      return grantLevel(work, event, at);
    case 'revoke':
      return revokeLevels(work, event, at);
    case 'extend':
      return extendLevels(work, event, at);
    case 'pause':
      return pauseMember(work, at);
    case 'resume':
      return resumeMember(work, at);
    case 'enroll':
      return enroll(work, event, at);
    case 'close':
      work.account.closedAt = at;
      return applied();
    default:
      throw new InputError(
        'unknown-name',
        'event.type',
        `expected a loyalty event, got ${String((event as AnyEvent).type)}`,
      );
  }
}

/** Writes the decision into a copy of the event, for whoever stores it. */
function decided(work: Work, event: Of<'redeem'> | Of<'transfer'>, result: Outcome): Outcome {
  if (!work.explains || event.decision !== undefined) return result;
  const decision = result.outcome === 'applied' ? 'accepted' : 'rejected';
  // Not spread: a spread with a field more makes a shape of its own for every object, which takes ten times as long.
  result.event = Object.assign({}, event, { decision });
  return result;
}

/** Membership begins with the first fact, or with this one where it says so; after a close it begins anew. */
function enroll(work: Work, event: { id: string }, at: number): Outcome {
  const { account } = work;
  const again = account.enrolled && account.closedAt === null;
  if (again) return applied();
  account.enrolledAt = at;
  account.enrolled = true;
  account.closedAt = null;
  account.anniversaries = 0;
  work.nextAt = STALE;
  markActivity(work, 'enroll', at);
  for (const one of work.version.rules)
    if (one.rule.kind === 'flat' && one.rule.on === 'enrollment')
      payFlat(work, one, at, event.id, (rule) => occasionPoints(work, rule, at));
  return applied();
}

function purchase(work: Work, event: Of<'purchase'>, at: number): Outcome {
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
  append(work, 'orders', order);
  if (work.version.ladders.length > 0) {
    for (const { ruleId, granted } of order.byRule)
      if (granted > 0) addMetrics(work, { kind: 'points', ruleId, points: granted }, at, event.id);
    addMetrics(work, countBill(bill, null), at, event.id);
  }
  return { outcome: 'applied', reasons };
}

function credit(work: Work, event: Of<'credit'>, at: number): Outcome {
  const points = requirePositive(event.points, 'event.points');
  markActivity(work, 'earn', at);
  const lot = newLot(work, { id: event.id, eventId: event.id, ruleId: null, points }, at);
  if (event.expiresAt !== undefined) lot.expiresAt = epochOf(event.expiresAt, 'event.expiresAt');
  if (event.availableAt !== undefined) lot.availableAt = Math.max(at, epochOf(event.availableAt, 'event.availableAt'));
  addLot(work, lot, at, 'issued');
  return applied();
}

function adjust(work: Work, event: Of<'adjust'>, at: number): Outcome {
  const points = requireInteger(event.points, 'event.points');
  if (points > 0) {
    addLot(work, newLot(work, { id: event.id, eventId: event.id, ruleId: null, points }, at), at, 'issued');
    return applied();
  }
  const missing = -points - work.available;
  if (work.version.points.negative === 'refuse' && missing > 0) return rejected('would-go-negative', { missing });
  return { outcome: 'applied', reasons: takeBack(work, -points, at) };
}

/** Ends the hold of an order's points; those that must rest for some days still do. */
function release(work: Work, event: Of<'release'>, at: number): Outcome {
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
