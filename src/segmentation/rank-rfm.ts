import { InputError, requireId, requireOneOf } from '../errors/index.ts';
import { requireRecord, requireTruth } from './population-input.ts';
import { RFM_AXES, rfmBins, rfmColumns } from './rfm-axes.ts';
import type { RfmAxis, RfmBins, RfmReason, RfmRow, RfmScores } from './rfm-model.ts';

/** How to rank a population into scores. */
export interface RankRfmOptions {
  /** scores on each axis, 1 to 1000; 5 by default */
  bins?: RfmBins;
  /** `'split'`: equal sizes, equal customers may part (by id); `'mean-rank'`: equal customers share their mean rank */
  ties: 'split' | 'mean-rank';
  /** frequency is ranked inside each recency score, monetary inside each pair; false by default */
  nested?: boolean;
}

/** A customer with scores. */
export interface RankedRfm<Id extends string | number = string> extends RfmScores {
  /** whose scores */
  customerId: Id;
}

/**
 * RFM scores of a whole population by rank: equal groups, as SQL's NTILE makes them, or mean ranks.
 *
 * There is nothing to store: a customer's score depends on everybody else, so yesterday's scores do not compare with
 * today's. `'split'` parts customers who are alike (by id, never by the order of the rows); where that cannot be
 * explained to anyone take {@link fitRfm}, which never does.
 *
 * @param rows - one row a customer, in any order
 * @param options - how ties are broken (required), number of scores, nesting
 * @returns one entry a row, in the order of the rows; `from` and `to` of a reason are the lowest and highest value that
 * got the score
 * @throws InputError `duplicate` for a customer given twice, `unknown-name` for another `ties`, `out-of-range`,
 * `not-a-count`, `not-finite` and `wrong-type`
 *
 * @example Who are the best fifth of my customers by money, with equal groups?
 * ```ts
 * import { rankRfm } from 'clientele/segmentation';
 *
 * const rows = ['e', 'd', 'c', 'b', 'a'].map((customerId) => (
 *   { customerId, daysSinceLast: 10, purchases: 3, totalAmount: 50 }
 * ));
 * rankRfm(rows, { ties: 'split' }).map((row) => row.cell); // => ['1-5-5', '2-4-4', '3-3-3', '4-2-2', '5-1-1']
 * rankRfm(rows, { ties: 'mean-rank' })[0]!.cell; // => '3-3-3'
 * ```
 * @see Hughes 1994, *Strategic Database Marketing*, chapter 5; SQL:2003, NTILE
 */
export function rankRfm<Id extends string | number>(
  rows: readonly RfmRow<Id>[],
  options: RankRfmOptions,
): RankedRfm<Id>[] {
  const { nested = false } = requireRecord(options, 'options');
  requireTruth(nested, 'options.nested');
  const ties = requireOneOf(options.ties, ['split', 'mean-rank'], 'options.ties');
  const bins = rfmBins(options.bins === undefined ? 5 : options.bins, 'options.bins');
  const columns = rfmColumns(rows, 'rows');
  const seen = new Set<Id>();
  rows.forEach(({ customerId }, i) => {
    requireId(customerId, `rows[${i}].customerId`);
    if (seen.has(customerId)) throw new InputError('duplicate', `rows[${i}].customerId`, `got ${customerId} twice`);
    seen.add(customerId);
  });
  const everyone = [...rows.keys()];
  const results: RankedRfm<Id>[] = rows.map(({ customerId }) => ({
    customerId,
    recency: null,
    frequency: null,
    monetary: null,
    cell: null,
    frequencyMonetary: null,
    reasons: [] as RfmReason[],
  }));
  const rank = (axis: RfmAxis, members: readonly number[]): void => {
    const column = columns[RFM_AXES.indexOf(axis)]!;
    const present = members.filter((i) => column[i]! === column[i]!);
    present.sort((i, j) => column[i]! - column[j]! || compareIds(rows[i]!.customerId, rows[j]!.customerId));
    const places = ties === 'split' ? ntile(present.length, bins[axis]) : meanRanks(present, column, bins[axis]);
    const ends = new Map<number, [number, number]>();
    present.forEach((i, at) => {
      const end = ends.get(places[at]!);
      if (end) end[1] = column[i]!;
      else ends.set(places[at]!, [column[i]!, column[i]!]);
    });
    present.forEach((i, at) => {
      const score = axis === 'recency' ? bins[axis] + 1 - places[at]! : places[at]!;
      const [from, to] = ends.get(places[at]!)!;
      results[i]![axis] = score;
      results[i]!.reasons.push({ code: 'in-bin', facts: { axis, value: column[i]!, score, from, to } });
    });
  };
  rank('recency', everyone);
  for (const members of nested ? groupBy(everyone, (i) => results[i]!.recency) : [everyone]) {
    rank('frequency', members);
  }
  for (const members of nested ? groupBy(everyone, (i) => pairOf(results[i]!)) : [everyone]) {
    rank('monetary', members);
  }
  results.forEach((scores, i) => finish(scores, columns, i));
  return results;
}

/** Texts by code units, numbers by size, numbers before texts: an order that no locale changes. */
function compareIds(a: string | number, b: string | number): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : 1;
}

/** Groups 1..bins whose sizes differ by at most one, the larger first. */
function ntile(n: number, bins: number): number[] {
  const small = Math.floor(n / bins);
  const large = n % bins;
  const border = large * (small + 1);
  return Array.from({ length: n }, (_, at) =>
    at < border ? Math.floor(at / (small + 1)) + 1 : large + Math.floor((at - border) / small) + 1,
  );
}

/** ceil(meanRank · bins / n), over twice the mean rank so that all stays in whole numbers. */
function meanRanks(order: readonly number[], column: Float64Array, bins: number): number[] {
  const n = order.length;
  const places: number[] = [];
  for (let start = 0; start < n;) {
    let end = start;
    while (end < n && column[order[end]!] === column[order[start]!]) end++;
    // Ranks start+1 … end have the mean (start + 1 + end) / 2.
    const place = Math.ceil(((start + 1 + end) * bins) / (2 * n));
    while (start < end) places[start++] = place;
  }
  return places;
}

function pairOf({ recency, frequency }: RfmScores): string | null {
  return recency === null || frequency === null ? null : `${recency}-${frequency}`;
}

function groupBy<K>(members: readonly number[], keyOf: (i: number) => K | null): number[][] {
  const groups = new Map<K, number[]>();
  for (const i of members) {
    const key = keyOf(i);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  }
  return [...groups.values()];
}

/** Fills in what follows from the scores, and a reason for every score that is not there, in the order of the axes. */
function finish(scores: RfmScores, columns: readonly Float64Array[], i: number): void {
  const { recency, frequency, monetary } = scores;
  scores.reasons = RFM_AXES.map((axis, at) => {
    const value = columns[at]![i]!;
    const missing = { axis, value: value === value ? value : null, score: null, from: null, to: null };
    return scores.reasons.find(({ facts }) => facts.axis === axis) ?? { code: 'missing', facts: missing };
  });
  if (recency && frequency && monetary) scores.cell = `${recency}-${frequency}-${monetary}`;
  if (frequency && monetary) scores.frequencyMonetary = (frequency + monetary) / 2;
}
