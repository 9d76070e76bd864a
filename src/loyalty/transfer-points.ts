import { requireId, requireList, requireObject, requireText } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import type { Lot } from './account.ts';
import { addLot } from './add-lot.ts';
import type { Outcome } from './event-outcome.ts';
import { applied, rejected } from './event-outcome.ts';
import type { EventOf, ReceivedLot } from './event.ts';
import type { LoyaltyReason } from './outcome.ts';
import { post } from './post.ts';
import { requireDecision } from './require-fact.ts';
import { requirePositive } from './require-positive.ts';
import { plus } from './safe-sums.ts';
import { lack } from './take-back.ts';
import { takeAvailable } from './take-points.ts';
import type { Work } from './work.ts';

/** Gives points to another member, soonest expiry first; pending points stay. */
export function transferPoints(work: Work, event: EventOf<'transfer'>, at: number): Outcome & { lots: ReceivedLot[] } {
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
  const send = (lot: Lot, part: number): void => {
    totals.transferred = plus(totals.transferred, -part);
    post(work, 'program:transfers', part, lot);
    lots.push({ points: part, earnedAt: lot.earnedAt, availableAt: lot.availableAt!, expiresAt: lot.expiresAt });
  };
  const rest = takeAvailable(work, points, at, send, 'soonest-expiring');
  if (rest > 0) {
    // Accepted before a late fact took the points away: the receiver keeps them, the sender owes them or is forgiven.
    reasons = lack(work, rest, 'transferred');
    lots.push({ points: rest, earnedAt: at, availableAt: at, expiresAt: null });
  }
  return { outcome: 'applied', reasons, lots };
}

/** Takes in points of another member with their own dates. */
export function receivePoints(work: Work, event: EventOf<'receive'>, at: number): Outcome {
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
