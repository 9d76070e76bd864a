import { requireText } from '../errors/index.ts';
import { addCalendar } from '../time/index.ts';
import type { Lot, OpenRedemption } from './account.ts';
import { addLot, becameAvailable } from './add-lot.ts';
import { versionAt } from './compile-program.ts';
import { writable } from './copy-account.ts';
import type { Outcome } from './event-outcome.ts';
import { rejected } from './event-outcome.ts';
import type { EventOf } from './event.ts';
import { findLot } from './find-lot.ts';
import { endSpentLots } from './inactivity.ts';
import { lastIndex } from './last-index.ts';
import type { LoyaltyReason } from './outcome.ts';
import { newLot } from './new-lot.ts';
import { post } from './post.ts';
import { plus } from './safe-sums.ts';
import { insertLot } from './spend-order.ts';
import type { Work } from './work.ts';

/** Puts the points of a redemption back where they came from, once. */
export function cancelRedemption(work: Work, event: EventOf<'cancel-redemption'>, at: number): Outcome {
  const { account } = work;
  requireText(event.redemptionId, 'event.redemptionId');
  const i = lastIndex(account.redemptions, (one) => one.eventId === event.redemptionId);
  const facts = { redemptionId: event.redemptionId };
  if (i < 0) return rejected('unknown-redemption', facts);
  const redemption = account.redemptions[i]!;
  if (redemption.cancelled) return rejected('already-cancelled', facts);
  writable(work, 'redemptions')[i] = { ...redemption, cancelled: true };
  const reasons: LoyaltyReason[] = [];
  // First what was never there: it repays the debt that it made, which the lots' own points need not repay then.
  if (redemption.lacking > 0) giveBackLacking(work, redemption, event.id, at);
  for (const part of redemption.parts) reasons.push(...putBack(work, part, event.id, at));
  return { outcome: 'applied', reasons };
}

function putBack(work: Work, part: OpenRedemption['parts'][number], eventId: string, at: number): LoyaltyReason[] {
  const { account } = work;
  endSpentLots(work, at);
  const found = findLot(work, part.lotId);
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
