import type { Ratio } from '../amounts/index.ts';
import { decimalRatio } from '../amounts/index.ts';
import type { Bill, EarningLine } from './bill.ts';
import { earningLines } from './bill.ts';
import type { CompiledMultiplier, CompiledVersion } from './compile-program.ts';
import { rateOf } from './rates.ts';
import { read } from './records.ts';

/** Nothing multiplies. */
export const NONE: readonly Factor[] = [];

/** One multiplier at its rate; the one that an event recorded has no rule. */
interface Factor {
  multiplier: CompiledMultiplier['multiplier'] | null;
  rate: Ratio;
}

/** Factors that act on a bill: the recorded one, or the level's and the promotions' that acted at the purchase. */
export function factorsOf(version: CompiledVersion, { facts }: Bill): readonly Factor[] {
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
export interface Part {
  amount: number;
  factors: readonly (Ratio | null)[];
}

/** A line with the factors that act on it. */
export function partOf({ line, amount }: EarningLine, factors: readonly Factor[], bill: Bill): Part {
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
