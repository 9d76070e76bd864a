import type { Ratio } from '../amounts/index.ts';
import { multiplyRatio } from '../amounts/index.ts';
import type { EarnRule } from './points-policy.ts';
import { levelName } from './holds-one.ts';
import { rateOf } from './rates.ts';
import { stack } from './stack-factors.ts';
import type { Work } from './work.ts';

/**
 * What multiplies a rule that no purchase pays, where it says `multiply`: the factor of the level in force, and promotions
 * that ask nothing of a purchase. What time alone pays has no factors, so questions about the future need none.
 */
export function occasionFactor(work: Work, rule: EarnRule, at: number): Ratio {
  const rates: Ratio[] = [];
  for (const compiled of rule.multiply === true ? work.version.multipliers : []) {
    const { multiplier, from, until } = compiled;
    const level = multiplier.kind === 'tier' ? levelName(work, multiplier.ladderId) : '';
    if (level === undefined || at < from || at >= until) continue;
    if (multiplier.kind === 'promotion' && (multiplier.where ?? multiplier.times) !== undefined) continue;
    const rate = rateOf(compiled, level);
    if (rate !== null) rates.push(rate);
  }
  return stack(rates, work.version.points.stacking ?? 'multiply');
}

/** Points of a flat or milestone rule with their factor, rounded down once. */
export function occasionPoints(work: Work, rule: Extract<EarnRule, { points: number }>, at: number, times = 1): number {
  return multiplyRatio(times * rule.points, occasionFactor(work, rule, at), 'down');
}
