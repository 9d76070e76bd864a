import { requireWithin } from '../errors/index.ts';
import type { ScoreBlocks } from './score-blocks.ts';

/** What a retention campaign costs and brings. */
export interface ProfitOptions {
  /** worth of a customer who is kept, money, more than 0 */
  value: number;
  /** cost of the offer to one who takes it, money, 0 or more */
  offerCost: number;
  /** cost of reaching one customer, money, 0 or more */
  contactCost: number;
  /** first parameter of the beta distribution of the share of leavers who accept, above 0 to 1e6; 6 by default */
  acceptanceAlpha?: number;
  /** second parameter, above 0 to 1e6; 14 by default: 30 % accept on average */
  acceptanceBeta?: number;
}

/** The options checked; costs as shares of the worth. */
interface CampaignTerms {
  value: number;
  offer: number;
  contact: number;
  alpha: number;
  beta: number;
  /** mean share of leavers who accept */
  acceptance: number;
}

/** Reads and checks what a campaign costs. */
export function campaignTerms(options: ProfitOptions): CampaignTerms {
  const positive = { from: 0, fromOpen: true };
  const value = requireWithin(options.value, positive, 'options.value');
  const offer = requireWithin(options.offerCost, { from: 0 }, 'options.offerCost') / value;
  const contact = requireWithin(options.contactCost, { from: 0 }, 'options.contactCost') / value;
  const shape = { ...positive, to: 1e6 };
  const alpha = requireWithin(options.acceptanceAlpha ?? 6, shape, 'options.acceptanceAlpha');
  const beta = requireWithin(options.acceptanceBeta ?? 14, shape, 'options.acceptanceBeta');
  return { value, offer, contact, alpha, beta, acceptance: alpha / (alpha + beta) };
}

/** Shares of the whole base contacted at a cut-off. */
export interface CutOff {
  /** its lowest block; −1 is nobody */
  block: number;
  left: number;
  stayed: number;
}

/** Every cut-off, from nobody to everybody. */
export function cutOffs({ n, left, stayed }: ScoreBlocks): CutOff[] {
  const points: CutOff[] = [{ block: -1, left: 0, stayed: 0 }];
  let found = 0;
  let bothered = 0;
  for (let block = left.length - 1; block >= 0; block--) {
    found += left[block]!;
    bothered += stayed[block]!;
    points.push({ block, left: found / n, stayed: bothered / n });
  }
  return points;
}

/**
 * The cut-off that earns most at the mean acceptance, and its profit in money per customer of the base; nobody, and 0,
 * where every campaign loses.
 */
export function bestCutOff(points: readonly CutOff[], terms: CampaignTerms): { point: CutOff; profit: number } {
  const { value, offer, contact, acceptance } = terms;
  let point = points[0]!;
  let profit = 0;
  for (const one of points) {
    const here = (acceptance * (1 - offer) - contact) * one.left - (offer + contact) * one.stayed;
    if (here > profit) {
      profit = here;
      point = one;
    }
  }
  return { point, profit: value * profit };
}
