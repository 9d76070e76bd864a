import type { Ratio, RoundingMode } from '../amounts/index.ts';
import { addSafe, decimalRatio, multiplyRatio, multiplyRatios } from '../amounts/index.ts';
import { baseOf, earningLines } from './bill.ts';
import type { Bill, EarningLine } from './bill.ts';
import type { CompiledMultiplier, CompiledRule, CompiledVersion } from './compile-program.ts';
import type { EarnRule, PointsPolicy } from './points-policy.ts';
import { eachOf, pointsOf, rateOf } from './rates.ts';
import { read } from './records.ts';

type Stacking = NonNullable<PointsPolicy['stacking']>;
type SpendRule = Extract<EarnRule, { kind: 'spend' }>;

const ONE: Ratio = { numerator: 1, denominator: 1 };

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

const NONE: readonly Factor[] = [];

interface Factor {
  multiplier: CompiledMultiplier['multiplier'] | null;
  rate: Ratio;
}

/** Factors that act on a bill: the recorded one, or the level's and the promotions' that acted at the purchase. */
function factorsOf(version: CompiledVersion, { facts }: Bill): readonly Factor[] {
  if (facts === null) return NONE;
  if (facts.multiplier !== undefined)
    return [{ multiplier: null, rate: decimalRatio(facts.multiplier, 'event.multiplier') }];
  const factors: Factor[] = [];
  for (const compiled of version.multipliers) {
    const { multiplier } = compiled;
    const promoted = multiplier.kind === 'promotion';
    if (promoted && facts.promotions?.includes(multiplier.id) !== true) continue;
    const level = promoted ? '' : read(facts.tier, multiplier.ladderId);
    const rate = level === undefined ? null : rateOf(compiled, level);
    if (rate !== null) factors.push({ multiplier, rate });
  }
  return factors;
}

/** An amount with the factor that each multiplier has for it; null: none. */
interface Part {
  amount: number;
  factors: readonly (Ratio | null)[];
}

function partOf({ line, amount }: EarningLine, factors: readonly Factor[], bill: Bill): Part {
  return {
    amount,
    factors: factors.map(({ multiplier, rate }) => (appliesTo(multiplier, line, bill) ? rate : null)),
  };
}

function appliesTo(multiplier: Factor['multiplier'], line: { id: string } | null, bill: Bill): boolean {
  if (multiplier?.kind !== 'promotion' || multiplier.where === undefined) return true;
  const matching = earningLines(bill, undefined, multiplier.where);
  return matching.some((one) => one.line === null || one.line.id === line?.id);
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

/** The factor of the whole: each part's factor by its share of the base; of the first multipliers only where so many are given. */
function weighted(amounts: readonly Part[], base: number, stacking: Stacking, most: number = Infinity): Ratio {
  const parts = amounts.map(({ amount, factors }) => ({
    amount,
    rate: stack(
      factors.slice(0, most).filter((rate) => rate !== null),
      stacking,
    ),
  }));
  const first = parts[0]!.rate;
  if (parts.every(({ rate }) => rate.numerator === first.numerator && rate.denominator === first.denominator))
    return first;
  let sum: Ratio = { numerator: 0, denominator: 1 };
  for (const { amount, rate } of parts)
    sum = plusRatio(sum, multiplyRatios([{ numerator: amount, denominator: base }, rate]));
  return sum;
}

/** Several factors as one. */
export function stack(factors: readonly Ratio[], stacking: Stacking): Ratio {
  if (factors.length === 0) return ONE;
  if (stacking === 'multiply') return multiplyRatios(factors);
  if (stacking === 'add')
    return factors.reduce((sum, rate) => plusRatio(sum, plusRatio(rate, { numerator: -1, denominator: 1 })), ONE);
  return factors.reduce((best, rate) =>
    BigInt(rate.numerator) * BigInt(best.denominator) > BigInt(best.numerator) * BigInt(rate.denominator) ? rate : best,
  );
}

/** The sum of two fractions: (a/b + c/d) = (a·d + c·b) / (b·d), in lowest terms. */
function plusRatio(a: Ratio, b: Ratio): Ratio {
  const left = multiplyRatios([
    { numerator: a.numerator, denominator: 1 },
    { numerator: b.denominator, denominator: 1 },
  ]);
  const right = multiplyRatios([
    { numerator: b.numerator, denominator: 1 },
    { numerator: a.denominator, denominator: 1 },
  ]);
  const top = { numerator: addSafe(left.numerator, right.numerator), denominator: 1 };
  return multiplyRatios([
    top,
    { numerator: 1, denominator: a.denominator },
    { numerator: 1, denominator: b.denominator },
  ]);
}
