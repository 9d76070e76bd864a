import type { Warning } from '../errors/index.ts';
import { cholesky } from '../statistics/index.ts';
import type { TraitColumns } from './trait-columns.ts';

/** The traits whose effects can be told apart, and a sentence for each of the others. */
export interface UsableTraits {
  names: string[];
  warnings: Warning[];
}

/** Sorts out traits that are the same for everybody, and those that only repeat the traits before them. */
export function usableTraits(columns: TraitColumns, names: readonly string[]): UsableTraits {
  const warnings: Warning[] = [];
  const varying = names.filter((name) => {
    if (columns.traits.get(name)!.deviation > 0) return true;
    warnings.push({
      code: 'constant-covariate',
      message: `The covariate ${name} has one value for all customers, so it explains nothing; its effect is left at 0.`,
      facts: { covariate: name },
    });
    return false;
  });
  const { dropped } = cholesky(varying.map((p) => varying.map((q) => correlationOf(columns, p, q))));
  for (const place of dropped) {
    const name = varying[place]!;
    warnings.push({
      code: 'collinear-covariate',
      message: `The covariate ${name} follows from the ones before it, so their effects cannot be told apart; its own is left at 0.`,
      facts: { covariate: name },
    });
  }
  return { names: varying.filter((_, place) => !dropped.includes(place)), warnings };
}

/** Standardized values have mean 0 and variance 1 over the customers: their mean product is the correlation. */
function correlationOf({ traits, blocks, customers, n }: TraitColumns, p: string, q: string): number {
  const [one, other] = [traits.get(p)!.standardized, traits.get(q)!.standardized];
  let sum = 0;
  for (let at = 0; at + 1 < blocks.length; at++) {
    for (let i = blocks[at]!; i < blocks[at + 1]!; i++) sum += customers[i]! * one[at]! * other[at]!;
  }
  return sum / n;
}
