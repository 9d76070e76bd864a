import type { RoundingMode } from '../amounts/index.ts';
import { addSafe, multiplyRatio, multiplyRatios } from '../amounts/index.ts';
import type { Bill } from './bill.ts';
import { baseOf, earningLines } from './bill.ts';
import type { CompiledRule, CompiledVersion } from './compile-program.ts';
import type { Part } from './factors.ts';
import { NONE, factorsOf, partOf } from './factors.ts';
import type { EarnRule } from './points-policy.ts';
import { eachOf, pointsOf } from './rates.ts';
import { ONE, weighted } from './stack-factors.ts';

type SpendRule = Extract<EarnRule, { kind: 'spend' }>;

/** What one spend rule gives for a bill. */
export interface SpendPoints {
  /** points in units of 10^-scale, before caps */
  points: number;
  /** amount that earned, minor units */
  base: number;
  /** multipliers that acted, by id */
  multipliers: string[];
  /** the bill is below the rule's minimum */
  belowMinimum: boolean;
}

/**
 * Points of a spend rule for a bill, as one exact fraction rounded once: [full blocks or base] × points × factors.
 * Promotions and levels are read from the bill's facts, so a return applies what applied at the purchase.
 */
export function spendPoints(version: CompiledVersion, compiled: CompiledRule, bill: Bill, unit: number): SpendPoints {
  const rule = compiled.rule as SpendRule;
  const whole = baseOf(bill, { base: rule.base, where: rule.where });
  const spent: SpendPoints = { points: 0, base: whole, multipliers: [], belowMinimum: false };
  if (whole <= 0) return spent;
  if (rule.minimumMinor !== undefined && whole < rule.minimumMinor) {
    spent.belowMinimum = true;
    return spent;
  }
  const factors = rule.multiply === false ? NONE : factorsOf(version, bill);
  const last = rule.wholePoints ? unit : 1;
  if (factors.length === 0 && rule.scope !== 'line') {
    spent.points = finish(baseUnits(compiled, whole, rule.rounding ?? 'down'), last);
    return spent;
  }
  const lines = earningLines(bill, rule.base, rule.where);
  const parts = rule.scope === 'line' ? lines.map((one) => [one]) : [lines];
  let points = 0;
  for (const part of parts) {
    const amounts = part.map((one) => partOf(one, factors, bill));
    points = addSafe(points, multiplied(version, compiled, amounts));
  }
  spent.points = finish(points, last);
  spent.multipliers = factors.map(({ multiplier }) => multiplier?.id ?? 'recorded');
  return spent;
}

/** Points of a bonus for each order: multiplied, where the rule says so, by what the lines of the bill are multiplied by. */
export function bonusPoints(
  version: CompiledVersion,
  rule: Extract<EarnRule, { kind: 'flat' }>,
  bill: Bill,
): { points: number; multipliers: string[] } {
  const factors = rule.multiply === true ? factorsOf(version, bill) : NONE;
  if (factors.length === 0) return { points: rule.points, multipliers: [] };
  const lines = earningLines(bill, undefined, rule.where);
  const cost = lines.reduce((sum, one) => addSafe(sum, one.amount), 0);
  // Lines that cost nothing have no shares by cost: they count alike.
  const parts = lines.map(({ line, amount }) => partOf({ line, amount: cost > 0 ? amount : 1 }, factors, bill));
  const stacking = version.points.stacking ?? 'multiply';
  return {
    points: multiplyRatio(rule.points, weighted(parts, cost > 0 ? cost : lines.length, stacking), 'down'),
    multipliers: factors.map(({ multiplier }) => multiplier?.id ?? 'recorded'),
  };
}

function finish(points: number, last: number): number {
  return last === 1 ? points : multiplyRatio(points, { numerator: last, denominator: 1 }, 'exact');
}

function baseUnits(compiled: CompiledRule, amount: number, rounding: RoundingMode): number {
  const rule = compiled.rule as SpendRule;
  if (rule.mode === 'proportional') return multiplyRatio(amount, eachOf(compiled), rounding);
  return multiplyRatio(Math.floor(amount / rule.perMinor), pointsOf(compiled), rounding);
}

/** Amounts with their factors, one rounding at the end, or a rounding at every step where the rule says so. */
function multiplied(version: CompiledVersion, compiled: CompiledRule, amounts: readonly Part[]): number {
  const rule = compiled.rule as SpendRule;
  const rounding = rule.rounding ?? 'down';
  const stacking = version.points.stacking ?? 'multiply';
  const base = amounts.reduce((sum, one) => addSafe(sum, one.amount), 0);
  if (base <= 0) return 0;
  if (rule.roundAt === 'each-step' && stacking === 'multiply') {
    let points = baseUnits(compiled, base, rounding);
    let before = ONE;
    // Each multiplier by what it adds to the ones before it: what it makes of its own part is not spread over the rest.
    for (let step = 1; step <= amounts[0]!.factors.length && points > 0; step++) {
      const after = weighted(amounts, base, stacking, step);
      const more = { numerator: before.denominator, denominator: before.numerator };
      points = multiplyRatio(points, multiplyRatios([after, more]), rounding);
      before = after;
    }
    return points;
  }
  const factor = weighted(amounts, base, stacking);
  if (rule.roundAt === 'base-and-end' || rule.roundAt === 'each-step')
    return multiplyRatio(baseUnits(compiled, base, rounding), factor, rounding);
  if (rule.mode === 'proportional') return multiplyRatio(base, multiplyRatios([eachOf(compiled), factor]), rounding);
  return multiplyRatio(Math.floor(base / rule.perMinor), multiplyRatios([pointsOf(compiled), factor]), rounding);
}
