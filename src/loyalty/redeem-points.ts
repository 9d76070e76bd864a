import type { OpenRedemption } from './account.ts';
import { append } from './copy-account.ts';
import type { Outcome } from './event-outcome.ts';
import { rejected } from './event-outcome.ts';
import type { EventOf } from './event.ts';
import { post } from './post.ts';
import { priceOf, refusalsOf } from './refusals-of.ts';
import { requireDecision } from './require-fact.ts';
import { plus } from './safe-sums.ts';
import { lack } from './take-back.ts';
import { takeAvailable } from './take-points.ts';
import type { Work } from './work.ts';

/** Spends points, unless something speaks against it; what was decided before is not decided again. */
export function redeemPoints(work: Work, event: EventOf<'redeem'>, at: number): Outcome {
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
  const redemption = { eventId: event.id, at, points: price, lacking, parts };
  if (work.shared) append(work, 'redemptions', redemption);
  else account.redemptions.push(redemption);
  return {
    outcome: 'applied',
    reasons: event.decision === 'accepted' ? [{ code: 'decided', facts: { lacking } }, ...reasons] : reasons,
  };
}
