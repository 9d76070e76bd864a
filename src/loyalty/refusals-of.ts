import { InputError, requireText } from '../errors/index.ts';
import type { LoyaltyReason } from './outcome.ts';
import { holdsOne } from './holds-one.ts';
import { requirePositive } from './require-positive.ts';
import type { Work } from './work.ts';

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
