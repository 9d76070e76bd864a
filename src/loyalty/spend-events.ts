import { addCalendar, dayNumber, epochOf } from '../time/index.ts';
import { InputError, requireCount, requireId, requireList, requireObject, requireText } from '../errors/index.ts';
import type { Lot, OpenRedemption } from './account.ts';
import { versionAt } from './compile-program.ts';
import { append, writable } from './copy-account.ts';
import type { LoyaltyEvent, ReceivedLot } from './event.ts';
import { addLot, becameAvailable, endSpentLots, insertLot, lotById, takeAvailable } from './lots.ts';
import type { LoyaltyReason } from './outcome.ts';
import { holdsOne, newLot } from './pay-flat.ts';
import { requireDecision } from './require-fact.ts';
import { lack } from './take-back.ts';
import type { Outcome, Work } from './work.ts';
import { applied, lastIndex, liveLots, plus, post, rejected } from './work.ts';

type Of<T extends LoyaltyEvent['type']> = Extract<LoyaltyEvent<string | number>, { type: T }>;

/** Points that a redemption costs: its own, or its reward's; null for a reward that the program does not have. */
export function priceOf(work: Work, wish: { points?: number; rewardId?: string }): number | null {
  if (wish.rewardId === undefined) {
    if (wish.points === undefined)
      throw new InputError('missing-value', 'event.points', 'expected points or a rewardId');
    return requirePositive(wish.points, 'event.points');
  }
  requireText(wish.rewardId, 'event.rewardId');
  return work.version.points.spending?.rewards?.find(({ id }) => id === wish.rewardId)?.points ?? null;
}

/** Points of an event: a safe integer above 0. */
export function requirePositive(points: number, argument: string): number {
  if (!Number.isSafeInteger(points))
    throw new InputError(
      'not-an-integer',
      argument,
      `expected whole points in units of 10^-scale, got ${String(points)}`,
    );
  if (points > 0) return points;
  throw new InputError('out-of-range', argument, `expected more than 0 points, got ${points}`);
}

/** Everything that speaks against a redemption now. */
export function refusalsOf(work: Work, wish: { points?: number; rewardId?: string }): LoyaltyReason[] {
  const { spending = {} } = work.version.points;
  const points = priceOf(work, wish);
  if (points === null) return [{ code: 'unknown-reward', facts: { rewardId: wish.rewardId! } }];
  const reasons: LoyaltyReason[] = [];
  if (wish.rewardId === undefined) {
    const { minimum = 0, step = 1, maximum = Infinity } = spending;
    if (points < minimum) reasons.push({ code: 'below-minimum', facts: { points, minimum } });
    if (points % step !== 0) reasons.push({ code: 'not-a-step', facts: { points, step } });
    if (points > maximum) reasons.push({ code: 'above-maximum', facts: { points, maximum } });
  } else {
    const tiers = spending.rewards!.find(({ id }) => id === wish.rewardId)!.tiers;
    if (tiers && !holdsOne(work, tiers))
      reasons.push({ code: 'tier-required', facts: { ladderId: tiers.ladderId, levels: tiers.levels } });
  }
  const balance = work.available - work.account.debt;
  if (balance < points)
    reasons.push({ code: 'insufficient-points', facts: { points, balance, missing: points - balance } });
  return reasons;
}

/** Spends points, unless something speaks against it; what was decided before is not decided again. */
export function redeemPoints(work: Work, event: Of<'redeem'>, at: number): Outcome {
  requireDecision(event.decision);
  const refusals = refusalsOf(work, event);
  if (event.decision === 'rejected') return rejected('decided');
  const price = priceOf(work, event) ?? event.points;
  if (price === undefined || (refusals.length > 0 && event.decision !== 'accepted'))
    return { outcome: 'rejected', reasons: refusals };
  const { account } = work;
  // A debt comes before: with a debt there are no available points.
  const parts: OpenRedemption['parts'] = [];
  const lacking = takeAvailable(work, price, at, (lot, points) => {
    account.totals.redeemed = plus(account.totals.redeemed, points);
    post(work, 'program:redeemed', points, lot);
    parts.push({ points, lotId: lot.id, expiresAt: lot.expiresAt, earnedAt: lot.earnedAt });
  });
  const reasons = lack(work, lacking, 'redeemed');
  append(work, 'redemptions', { eventId: event.id, at, points: price, lacking, parts });
  return {
    outcome: 'applied',
    reasons: event.decision === 'accepted' ? [{ code: 'decided', facts: { lacking } }, ...reasons] : reasons,
  };
}

/** Puts the points of a redemption back where they came from, once. */
export function cancelRedemption(work: Work, event: Of<'cancel-redemption'>, at: number): Outcome {
  const { account } = work;
  requireText(event.redemptionId, 'event.redemptionId');
  const i = lastIndex(account.redemptions, (one) => one.eventId === event.redemptionId);
  const facts = { redemptionId: event.redemptionId };
  if (i < 0) return rejected('unknown-redemption', facts);
  const redemption = account.redemptions[i]!;
  if (redemption.cancelled) return rejected('already-cancelled', facts);
  writable(work, 'redemptions')[i] = { ...redemption, cancelled: true };
  const reasons: LoyaltyReason[] = [];
  for (const part of redemption.parts) reasons.push(...putBack(work, part, event.id, at));
  if (redemption.lacking > 0) giveBackLacking(work, redemption, event.id, at);
  return { outcome: 'applied', reasons };
}

function putBack(work: Work, part: OpenRedemption['parts'][number], eventId: string, at: number): LoyaltyReason[] {
  const { account } = work;
  endSpentLots(work, at);
  const found = lotById(work, part.lotId);
  const dead = (part.expiresAt !== null && part.expiresAt <= at) || found?.lot.expiredAt !== undefined;
  const restored = work.version.points.refunds?.restored ?? { kind: 'stay-expired' };
  if (dead && restored.kind === 'stay-expired') {
    account.totals.redeemed = plus(account.totals.redeemed, -part.points);
    account.totals.expired = plus(account.totals.expired, part.points);
    if (found) {
      found.lot.expired += part.points;
      found.lot.expiredAt = Math.min(found.lot.expiredAt ?? Infinity, Math.max(part.expiresAt ?? at, part.earnedAt));
    }
    post(work, 'program:redeemed', -part.points, found?.lot ?? null);
    post(work, 'program:expired', part.points, found?.lot ?? null);
    return [{ code: 'expired', facts: { lotId: part.lotId, points: part.points } }];
  }
  if (found && !dead) {
    account.totals.redeemed = plus(account.totals.redeemed, -part.points);
    work.available = plus(work.available, part.points);
    post(work, 'program:redeemed', -part.points, found.lot);
    post(work, 'member:available', part.points, found.lot);
    found.lot.left += part.points;
    if (found.list === account.spentLots) {
      account.spentLots.splice(found.index, 1);
      insertLot(work, found.lot);
    }
    becameAvailable(work, found.lot, at);
    return [];
  }
  // A dead lot under a grace rule comes back for a time; one that was forgotten meanwhile comes back with its own end.
  const expiresAt =
    dead && restored.kind === 'grace' ? addCalendar(at, { days: restored.days }, work.compiled.zone) : part.expiresAt;
  const lot: Lot = {
    id: `${eventId}/${part.lotId}`,
    eventId: found?.lot.eventId ?? eventId,
    ruleId: found?.lot.ruleId ?? null,
    left: part.points,
    granted: part.points,
    expired: 0,
    earnedAt: part.earnedAt,
    availableAt: at,
    expiresAt,
    programVersion: found?.lot.programVersion ?? work.version.number,
  };
  addLot(work, lot, at, 'redeemed');
  return [];
}

/** The part that was never there: what was forgiven is no longer needed, a debt is repaid by what comes back. */
function giveBackLacking(work: Work, redemption: OpenRedemption, eventId: string, at: number): void {
  const { account } = work;
  const { lacking } = redemption;
  // By the version that decided what became of it.
  if (versionAt(work.compiled, redemption.at).points.negative === 'write-off') {
    account.totals.redeemed = plus(account.totals.redeemed, -lacking);
    account.totals.writtenOff = plus(account.totals.writtenOff, lacking);
    post(work, 'program:redeemed', -lacking, null);
    post(work, 'program:written-off', lacking, null);
    return;
  }
  addLot(work, newLot(work, { id: `${eventId}/lacking`, eventId, ruleId: null, points: lacking }, at), at, 'redeemed');
}

/** Gives points to another member, soonest expiry first; pending points stay. */
export function transferPoints(work: Work, event: Of<'transfer'>, at: number): Outcome & { lots: ReceivedLot[] } {
  requireDecision(event.decision);
  requireId(event.toMemberId, 'event.toMemberId');
  const points = requirePositive(event.points, 'event.points');
  if (event.decision === 'rejected') return { ...rejected('decided'), lots: [] };
  const balance = work.available - work.account.debt;
  if (balance < points && event.decision !== 'accepted') {
    const facts = { points, balance, missing: points - balance };
    return { ...rejected('insufficient-points', facts), lots: [] };
  }
  const { totals } = work.account;
  const lots: ReceivedLot[] = [];
  let reasons: LoyaltyReason[] = [];
  const rest = takeAvailable(work, points, at, (lot, part) => {
    totals.transferred = plus(totals.transferred, -part);
    post(work, 'program:transfers', part, lot);
    lots.push({ points: part, earnedAt: lot.earnedAt, availableAt: lot.availableAt!, expiresAt: lot.expiresAt });
  });
  if (rest > 0) {
    // Accepted before a late fact took the points away: the receiver keeps them, the sender owes them or is forgiven.
    reasons = lack(work, rest, 'transferred');
    lots.push({ points: rest, earnedAt: at, availableAt: at, expiresAt: null });
  }
  return { outcome: 'applied', reasons, lots };
}

/** Takes in points of another member with their own dates. */
export function receivePoints(work: Work, event: Of<'receive'>, at: number): Outcome {
  requireText(event.transferId, 'event.transferId');
  requireList(event.lots, 'event.lots').forEach((one, i) => {
    const path = `event.lots[${i}]`;
    requireObject(one, path);
    const lot: Lot = {
      id: `${event.id}/${i}`,
      eventId: event.id,
      ruleId: null,
      left: requirePositive(one.points, `${path}.points`),
      granted: one.points,
      expired: 0,
      earnedAt: epochOf(one.earnedAt, `${path}.earnedAt`),
      availableAt: epochOf(one.availableAt, `${path}.availableAt`),
      expiresAt: one.expiresAt === null ? null : epochOf(one.expiresAt, `${path}.expiresAt`),
      programVersion: work.version.number,
    };
    addLot(work, lot, at, 'transfers');
  });
  return applied();
}

/** Brings back lots that expired on one of the last local days. */
export function reinstatePoints(work: Work, event: Of<'reinstate'>, at: number): Outcome {
  const { account, compiled } = work;
  const first = dayNumber(at, compiled.zone) - requireCount(event.withinDays, 'event.withinDays');
  const due = [...account.spentLots, ...liveLots(work)].filter(
    (lot) => lot.expired > 0 && lot.expiredAt !== undefined && dayNumber(lot.expiredAt, compiled.zone) >= first,
  );
  for (const old of due) {
    const points = old.expired;
    lotById(work, old.id)!.lot.expired = 0;
    const lot = newLot(work, { id: `${event.id}/${old.id}`, eventId: old.eventId, ruleId: old.ruleId, points }, at);
    if (event.expiresAt !== undefined) lot.expiresAt = epochOf(event.expiresAt, 'event.expiresAt');
    addLot(work, { ...lot, earnedAt: old.earnedAt, programVersion: old.programVersion }, at, 'expired');
  }
  return applied();
}
