import { requireAscending, requireFinite, requireIterable, requireObject } from '../errors/index.ts';
import type { FeatureValue } from './feature.ts';
import { MISSING_LEVEL } from './encoder.ts';
import { requireOutcome } from './require-outcome.ts';

/** One customer's value of a variable beside what then happened. */
export interface OutcomeRow {
  /** the value; null is missing */
  value: FeatureValue;
  /** true left, false stayed */
  churned: boolean;
}

/** How {@link binWeightOfEvidence} bins. */
export interface BinOptions {
  /** for numbers: lower ends of all bins but the first, ascending; without them every value is a bin */
  edges?: readonly number[] | null;
}

/** The customers of one bin. */
export interface WeightOfEvidenceBin {
  /** the value as text, the number of the bin from 0 on, or `(missing)` */
  label: string;
  /** customers */
  n: number;
  /** customers who left */
  churned: number;
  /** ln(share of the leavers in the bin / share of the stayers in it): above 0 is riskier; null with one class */
  woe: number | null;
}

/** A variable taken apart. */
export interface WeightOfEvidence {
  /** bins with customers: numbered ones ascending, others by text, `(missing)` last */
  bins: WeightOfEvidenceBin[];
  /** information value: below 0.02 useless, above 0.5 suspiciously good, by habit; null with one class */
  informationValue: number | null;
  /** why there is no answer; absent where there is one */
  reason?: 'one-class' | 'empty';
}

/**
 * Weight of evidence: how much riskier each bin of a variable is than everybody, on the scale of the logit.
 *
 * Positive means riskier here; points of a scorecard go the other way. A bin where all left or all stayed gets half a
 * customer on both sides, so that nothing is infinite. Missing is a bin of its own.
 *
 * @param rows - values and outcomes, in any order
 * @param options - edges for numbers
 * @returns bins and information value; nulls when everybody left or stayed (`one-class`) or without rows (`empty`)
 * @throws InputError `wrong-type`, `not-finite`, `out-of-order` (edges)
 *
 * @example Which plans are riskier than the rest?
 * ```ts
 * import { binWeightOfEvidence } from 'clientele/churn';
 *
 * const rows = ['basic', 'basic', 'basic', 'pro', 'pro', 'pro'].map((value, i) => ({ value, churned: i < 2 || i === 3 }));
 * const { bins, informationValue } = binWeightOfEvidence(rows);
 * bins.map((bin) => [bin.label, bin.woe]); // => [['basic', ~0.693147], ['pro', ~-0.693147]]
 * informationValue; // => ~0.462098
 * ```
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6
 */
export function binWeightOfEvidence(rows: Iterable<OutcomeRow>, options: BinOptions = {}): WeightOfEvidence {
  requireObject(options, 'options');
  const edges = readEdges(options.edges, 'options.edges');
  const counts = new Map<string, { n: number; churned: number }>();
  let n = 0;
  let churned = 0;
  for (const row of requireIterable(rows, 'rows')) {
    requireOutcome(row?.churned, `rows[${n}].churned`);
    const label = binLabel(row.value, edges, `rows[${n}].value`);
    let count = counts.get(label);
    if (!count) counts.set(label, (count = { n: 0, churned: 0 }));
    count.n++;
    n++;
    if (row.churned) {
      count.churned++;
      churned++;
    }
  }
  const known = [...counts.keys()].filter((label) => label !== MISSING_LEVEL);
  const labels = edges ? known.sort((a, b) => Number(a) - Number(b)) : known.sort();
  if (counts.has(MISSING_LEVEL)) labels.push(MISSING_LEVEL);
  const stayers = n - churned;
  if (churned === 0 || stayers === 0) {
    const bins = labels.map((label) => ({ label, ...counts.get(label)!, woe: null }));
    return { bins, informationValue: null, reason: n === 0 ? 'empty' : 'one-class' };
  }
  let informationValue = 0;
  const bins = labels.map((label) => {
    const count = counts.get(label)!;
    const pure = count.churned === 0 || count.churned === count.n ? 0.5 : 0;
    const left = (count.churned + pure) / churned;
    const stayed = (count.n - count.churned + pure) / stayers;
    const woe = Math.log(left / stayed);
    informationValue += (left - stayed) * woe;
    return { label, ...count, woe };
  });
  return { bins, informationValue };
}

/** Lower ends of bins, checked; null where every value is a bin of its own. */
export function readEdges(given: readonly number[] | null | undefined, argument: string): number[] | null {
  if (given === null || given === undefined) return null;
  const edges = [...requireIterable(given, argument)];
  edges.forEach((edge, i) => requireFinite(edge, `${argument}[${i}]`));
  return requireAscending(edges, argument);
}

/** The bin of a value, by name. */
export function binLabel(value: FeatureValue | undefined, edges: readonly number[] | null, argument: string): string {
  if (value === null || value === undefined) return MISSING_LEVEL;
  if (!edges) {
    if (typeof value === 'number') requireFinite(value, argument);
    if (typeof value !== 'object') return String(value);
  }
  const number = requireFinite(value as number, argument);
  let low = 0;
  let high = edges!.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges![middle]! <= number) low = middle + 1;
    else high = middle;
  }
  return String(low);
}
