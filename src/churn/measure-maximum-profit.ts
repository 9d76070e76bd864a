import { requireObject } from '../errors/index.ts';
import { regularizedBeta } from '../statistics/index.ts';
import type { CutOff, ProfitOptions } from './campaign-profit.ts';
import { bestCutOff, campaignTerms, cutOffs } from './campaign-profit.ts';
import type { MetricBase } from './score-blocks.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** What the best campaign is worth. */
export interface MaximumProfit extends MetricBase {
  /** profit of the best threshold, money per customer of the base, at the mean acceptance; null without rows */
  maximumProfit: number | null;
  /** share of the base contacted by it, 0..1; null without rows */
  share: number | null;
  /** contact from this probability on; null where contacting nobody is best */
  threshold: number | null;
  /** mean over what the acceptance may be of the best profit at each, money per customer; null without rows */
  expectedMaximumProfit: number | null;
  /** mean share contacted, 0..1; null without rows */
  expectedShare: number | null;
  /** why there is no answer; absent where there is one */
  reason?: 'empty';
}

/**
 * What the best retention campaign by a score is worth, and whom it contacts.
 *
 * A leaver who accepts is kept and takes the offer; a stayer takes it for nothing. The expected figure does not assume
 * that the acceptance is known: it averages over its beta distribution on the convex hull of the ROC curve, and is the
 * one to compare models by. Costs have no defaults: they are yours.
 *
 * @param rows - scores and outcomes, in any order
 * @param options - worth and costs
 * @returns money per customer of the base; 0 where contacting nobody is best; nulls (`empty`) without rows
 * @throws InputError `not-a-probability`, `wrong-type`, `not-finite`, `out-of-range`
 *
 * @example Whom is it worth calling, and what does it bring?
 * ```ts
 * import { measureMaximumProfit } from 'clientele/churn';
 *
 * const rows = [0.9, 0.8, 0.2, 0.1].map((probability, i) => ({ probability, churned: i < 2 }));
 * const campaign = measureMaximumProfit(rows, { value: 200, offerCost: 10, contactCost: 1 });
 * [campaign.share, campaign.threshold]; // => [0.5, 0.8]
 * campaign.maximumProfit; // => ~28
 * ```
 * @see Verbraken, Verbeke & Baesens (2013), A novel profit maximizing metric for measuring classification performance of
 * customer churn prediction models, IEEE TKDE 25(5), eqs. 6 and 13
 */
export function measureMaximumProfit(rows: Iterable<ScoredRow>, options: ProfitOptions): MaximumProfit {
  requireObject(options, 'options');
  const terms = campaignTerms(options);
  const { value, offer, contact, alpha, beta, acceptance } = terms;
  const blocks = scoreBlocks(rows);
  const { n, churned, probability } = blocks;
  const base = { n, churned };
  if (n === 0) {
    const none = {
      maximumProfit: null,
      share: null,
      threshold: null,
      expectedMaximumProfit: null,
      expectedShare: null,
    };
    return { ...none, ...base, reason: 'empty' };
  }
  const points = cutOffs(blocks);
  const { point: best, profit } = bestCutOff(points, terms);
  // Vertex i of the hull is best while the acceptance lies between the values at which the hull moves on.
  const hull = convexHull(points);
  let expected = 0;
  let share = 0;
  let from = 0;
  hull.forEach((point, i) => {
    const next = hull[i + 1];
    const to = next ? Math.max(from, turningPoint(point, next, offer, contact)) : 1;
    if (to > from) {
      const weight = regularizedBeta(to, alpha, beta) - regularizedBeta(from, alpha, beta);
      const accepted = acceptance * (regularizedBeta(to, alpha + 1, beta) - regularizedBeta(from, alpha + 1, beta));
      expected += ((1 - offer) * accepted - contact * weight) * point.left - (offer + contact) * weight * point.stayed;
      share += weight * (point.left + point.stayed);
    }
    from = to;
  });
  return {
    maximumProfit: profit,
    share: best.left + best.stayed,
    threshold: best.block < 0 ? null : probability[best.block]!,
    expectedMaximumProfit: value * expected,
    expectedShare: share,
    ...base,
  };
}

function convexHull(points: CutOff[]): CutOff[] {
  const hull: CutOff[] = [];
  for (const point of points) {
    while (hull.length > 1) {
      const a = hull[hull.length - 2]!;
      const b = hull[hull.length - 1]!;
      const turn = (b.left - a.left) * (point.stayed - a.stayed) - (point.left - a.left) * (b.stayed - a.stayed);
      if (turn > 0) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull;
}

/** The acceptance from which on contacting the customers between two vertices pays, cut to 0..1. */
function turningPoint(a: CutOff, b: CutOff, offer: number, contact: number): number {
  const left = b.left - a.left;
  if (!(left > 0) || offer >= 1) return 1;
  const at = (((offer + contact) * (b.stayed - a.stayed)) / left + contact) / (1 - offer);
  return Math.min(Math.max(at, 0), 1);
}
