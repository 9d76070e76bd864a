import type { Ratio } from '../amounts/index.ts';
import { decimalRatio, multiplyRatios } from '../amounts/index.ts';
import type { CompiledMultiplier, CompiledRule } from './compile-program.ts';

/** Points of a rule for one `perMinor` or `per` as an exact fraction, parsed once. */
export function pointsOf(compiled: CompiledRule): Ratio {
  if (compiled.points !== null) return compiled.points;
  const rule = compiled.rule as Extract<CompiledRule['rule'], { points: string }>;
  const text = decimalRatio(rule.points, `program.points.earn.${rule.id}.points`);
  const whole = rule.kind === 'spend' && rule.wholePoints === true;
  return (compiled.points = whole ? text : multiplyRatios([text, { numerator: compiled.unit, denominator: 1 }]));
}

/** Points of a proportional rule for one minor unit, or one unit of its metric. */
export function eachOf(compiled: CompiledRule): Ratio {
  if (compiled.each !== null) return compiled.each;
  const rule = compiled.rule as Extract<CompiledRule['rule'], { points: string }>;
  const denominator = rule.kind === 'spend' ? rule.perMinor : rule.per;
  return (compiled.each = multiplyRatios([pointsOf(compiled), { numerator: 1, denominator }]));
}

/** Factor of a multiplier, for a level where it is by level; null where it has none for that level. */
export function rateOf(compiled: CompiledMultiplier, level: string): Ratio | null {
  const known = compiled.rates.get(level);
  if (known !== undefined) return known;
  const { multiplier } = compiled;
  if (multiplier.kind === 'tier' && !Object.hasOwn(multiplier.rates, level)) return null;
  const text = multiplier.kind === 'tier' ? multiplier.rates[level]! : multiplier.rate;
  const rate = decimalRatio(text, `program.points.multipliers.${multiplier.id}`);
  compiled.rates.set(level, rate);
  return rate;
}
