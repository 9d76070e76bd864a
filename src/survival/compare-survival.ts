import { InputError, requireObject, requireOneOf, requireWithin } from '../errors/index.ts';
import { chiSquareSurvival, cholesky, log10ChiSquareSurvival, solveCholesky } from '../statistics/index.ts';
import { indexNames } from './name-index.ts';
import { orderOf } from './order-of.ts';
import { endedFlag, listOf, readSpells } from './read-spells.ts';
import type { GroupedSpell } from './spell.ts';

/** Which differences count most: all alike, early ones, in between, or early ones by the curve itself. */
export type RankWeighting =
  | {
      /** every end alike: best where the risks differ by one factor throughout */
      kind: 'logrank';
    }
  | {
      /** by the number at risk: early ends most */
      kind: 'gehan';
    }
  | {
      /** by the square root of the number at risk: in between */
      kind: 'tarone-ware';
    }
  | {
      /** by the pooled share surviving just before: early ends more, whatever the censoring */
      kind: 'fleming-harrington';
      /** power of S(t−); 0 is the log-rank test, 1 Peto's form of Wilcoxon's */
      rho: number;
    };

/** How groups are compared. */
export interface CompareSurvivalOptions {
  /** weighting of the days; log-rank unless given */
  weighting?: RankWeighting;
}

/** One group of a comparison. */
export interface ComparedGroup<G extends string = string> {
  /** its name */
  group: G;
  /** spells in it */
  spells: number;
  /** weight that ended */
  ended: number;
  /** ends times the weight of their day: what the test compares with `expected` */
  observed: number;
  /** what would be observed if all groups shared one risk */
  expected: number;
}

/** Whether groups differ in how long they last. */
export interface SurvivalComparison<G extends string = string> {
  /** test statistic */
  chiSquare: number;
  /** groups with something expected, less one */
  degreesOfFreedom: number;
  /** chance of so large a difference between equal groups, 0..1; it may underflow to 0 */
  pValue: number;
  /** its decimal logarithm, finite where the p-value is too small for a number */
  log10PValue: number;
  /** the groups, in order of their names */
  groups: ComparedGroup<G>[];
  /** the weighting used */
  weighting: RankWeighting;
}

/**
 * Tests whether groups differ in how long their spells last (log-rank family).
 *
 * Curves that cross can hide a difference from the log-rank test; then look at restricted means instead. Strata are
 * compared within themselves and added up.
 *
 * @param spells - spells of two or more groups, in any order
 * @param options - weighting of the days
 * @returns statistic, degrees of freedom, p-value and what was observed and expected; without any end the statistic is 0
 * @throws InputError `too-few` with one group, `unknown-name` for another weighting, `out-of-range` for a negative rho, and
 * those of `fitKaplanMeier`
 *
 * @example Do monthly subscribers leave sooner than yearly ones?
 * ```ts
 * import { compareSurvival } from 'clientele/survival';
 *
 * const spells = [
 *   ...[10, 20, 30, 40].map((days) => ({ days, ended: true, group: 'monthly' as const })),
 *   ...[50, 60, 70, 80].map((days) => ({ days, ended: true, group: 'yearly' as const })),
 * ];
 * const { chiSquare, pValue } = compareSurvival(spells);
 * chiSquare; // => ~7.344
 * pValue; // => ~0.0067
 * compareSurvival(spells.slice(0, 4)); // => throws 'too-few'
 * ```
 * @see Klein & Moeschberger 2003, "Survival Analysis", section 7.3; Harrington & Fleming 1982, Biometrika 69
 */
export function compareSurvival<G extends string>(
  spells: Iterable<GroupedSpell<G>>,
  options: CompareSurvivalOptions = {},
): SurvivalComparison<G> {
  const { weighting = { kind: 'logrank' } } = requireObject(options, 'options');
  requireOneOf(weighting?.kind, ['logrank', 'gehan', 'tarone-ware', 'fleming-harrington'], 'options.weighting.kind');
  const rho =
    weighting.kind === 'fleming-harrington' ? requireWithin(weighting.rho, { from: 0 }, 'options.weighting.rho') : 0;
  const rows = listOf(spells, 'spells');
  const columns = readSpells(rows, 'spells', endedFlag);
  const groups = indexNames(
    rows.length,
    (i) => rows[i]!.group,
    (i) => `spells[${i}].group`,
    false,
  );
  const strata = indexNames(
    rows.length,
    (i) => rows[i]!.stratum,
    (i) => `spells[${i}].stratum`,
    true,
  );
  const size = groups.names.length;
  if (size < 2) throw new InputError('too-few', 'spells', `expected two or more groups, got ${size}`);
  const source = (i: number): number => (columns.source ? columns.source[i]! : i);
  const group = Int32Array.from({ length: columns.count }, (_, i) => groups.of[source(i)]!);
  const stratum = Int32Array.from({ length: columns.count }, (_, i) => strata.of[source(i)]!);
  const { days, entry, weight, ended } = columns;
  const observed = new Float64Array(size);
  const expected = new Float64Array(size);
  const died = new Float64Array(size);
  const variance = groups.names.map(() => new Float64Array(size));

  const byEnd = orderOf(columns.count, stratum, days, weight, group);
  const byEntry = orderOf(columns.count, stratum, entry, weight, group);
  const at = new Float64Array(size);
  const ends = new Float64Array(size);
  let first = 0;
  let firstEntry = 0;
  while (first < byEnd.length) {
    const inStratum = stratum[byEnd[first]!]!;
    let last = first;
    while (stratum[byEnd[last]!] === inStratum) last++;
    // Ascending for S(t−), which the weights need; the risk sets of a stratum start with its entries at 0.
    at.fill(0);
    let survival = 1;
    let next = firstEntry;
    const lastEntry = firstEntry + (last - first);
    for (let i = first; i < last;) {
      const day = days[byEnd[i]!]!;
      for (; next < lastEntry; next++) {
        const e = byEntry[next]!;
        if (entry[e]! >= day && entry[e]! > 0) break;
        at[group[e]!]! += weight[e]!;
      }
      ends.fill(0);
      let j = i;
      let d = 0;
      for (; j < last && days[byEnd[j]!] === day; j++) {
        const r = byEnd[j]!;
        if (ended[r] !== 1) continue;
        ends[group[r]!]! += weight[r]!;
        d += weight[r]!;
      }
      if (d > 0) {
        let n = 0;
        for (let g = 0; g < size; g++) n += at[g]!;
        const w = dayWeight(weighting.kind, n, survival, rho);
        const left = Math.max(0, n - d);
        const tie = left > 0 && n > 1 ? left / (n - 1) : left > 0 ? 1 : 0;
        for (let g = 0; g < size; g++) {
          const share = at[g]! / n;
          observed[g]! += w * ends[g]!;
          died[g]! += ends[g]!;
          expected[g]! += w * d * share;
          for (let h = 0; h <= g; h++) {
            variance[g]![h]! += w * w * d * tie * share * ((g === h ? 1 : 0) - at[h]! / n);
          }
        }
        survival *= left / n;
      }
      for (; i < j; i++) at[group[byEnd[i]!]!]! -= weight[byEnd[i]!]!;
    }
    first = last;
    firstEntry = lastEntry;
  }

  const { chiSquare, degreesOfFreedom } = statistic(observed, expected, variance);
  return {
    chiSquare,
    degreesOfFreedom,
    pValue: degreesOfFreedom > 0 ? chiSquareSurvival(chiSquare, degreesOfFreedom) : 1,
    log10PValue: degreesOfFreedom > 0 ? log10ChiSquareSurvival(chiSquare, degreesOfFreedom) + 0 : 0,
    groups: groups.names.map((name, g) => ({
      group: name as G,
      spells: groups.of.reduce((count, of) => count + (of === g ? 1 : 0), 0),
      ended: died[g]!,
      observed: observed[g]!,
      expected: expected[g]!,
    })),
    weighting: weighting.kind === 'fleming-harrington' ? { kind: weighting.kind, rho } : { kind: weighting.kind },
  };
}

function dayWeight(kind: RankWeighting['kind'], n: number, survival: number, rho: number): number {
  if (kind === 'gehan') return n;
  if (kind === 'tarone-ware') return Math.sqrt(n);
  return survival ** rho; // 1 for the log-rank test, whose rho is 0
}

/** Z'V⁻Z over the groups with something expected, the last of them left out: the differences add up to 0. */
function statistic(
  observed: Float64Array,
  expected: Float64Array,
  variance: readonly Float64Array[],
): { chiSquare: number; degreesOfFreedom: number } {
  const used = [...expected.keys()].filter((g) => expected[g]! > 0);
  const kept = used.slice(0, -1);
  const difference = kept.map((g) => observed[g]! - expected[g]!);
  // Of the matrix, as of the variances, the lower triangle counts.
  const matrix = kept.map((g) => kept.map((h) => variance[g]![h]!));
  const solved = solveCholesky(cholesky(matrix), difference);
  return {
    chiSquare: Math.max(
      0,
      solved.reduce((sum, x, i) => sum + x * difference[i]!, 0),
    ),
    degreesOfFreedom: kept.length,
  };
}
