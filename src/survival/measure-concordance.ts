import { requireFinite, requireLevel, requireObject, requireOneOf, requireWithin } from '../errors/index.ts';
import type { Estimate } from '../statistics/index.ts';
import { createFenwick, normalHalfWidth, takeRows } from '../statistics/index.ts';
import { censoringCurve } from './censoring-curve.ts';
import { orderOf } from './order-of.ts';
import { ownOrder } from './own-order.ts';
import type { SpellColumns } from './read-spells.ts';
import { endedFlag, listOf, readSpells } from './read-spells.ts';
import type { Spell } from './spell.ts';

/** A spell with a score by which it was expected to end sooner. */
export interface RiskSpell extends Spell {
  /** any number: the higher, the sooner the end is expected */
  risk: number;
}

/** How pairs are counted. */
export interface ConcordanceOptions {
  /** `harrell` (default) counts each comparable pair once; `uno` corrects for censoring */
  method?: 'harrell' | 'uno';
  /** only ends up to and including this day; all unless given */
  horizonDays?: number;
  /** confidence of the interval; 0.95 unless given */
  level?: number;
}

/** How well scores order the ends: 0.5 is chance, 1 perfect. Counts are of pairs, weighted as the method says. */
export interface Concordance extends Estimate<'no-comparable-pairs' | 'none-observed'> {
  /** pairs in which the higher risk ended sooner */
  concordant: number;
  /** pairs in which the lower risk ended sooner */
  discordant: number;
  /** comparable pairs of equal risk; each counts one half */
  tiedRisk: number;
  /** pairs that ended on one day: not comparable */
  tiedTimes: number;
}

/**
 * The share of comparable pairs of customers that a score puts in the right order: who has the higher risk ends sooner.
 *
 * The direction is in the name of the field, `risk`: for a score where high means loyal give its negative. A pair is
 * comparable when one ended and the other was seen longer (or lost from sight on that very day).
 *
 * @param rows - spells with their risk, in any order
 * @param options - method, horizon, level
 * @returns 0..1 with the jackknife standard error; `no-comparable-pairs` when no pair can be compared, `none-observed` when
 * Uno's weights do not exist up to an end: ask for a shorter horizon
 * @throws InputError `empty`, `unknown-name`, and those of `fitKaplanMeier`
 *
 * @example Does my score rank who leaves first?
 * ```ts
 * import { measureConcordance } from 'clientele/survival';
 *
 * const { value, concordant, discordant } = measureConcordance([
 *   { days: 10, ended: true, risk: 0.9 },
 *   { days: 20, ended: true, risk: 0.4 },
 *   { days: 30, ended: false, risk: 0.6 },
 * ]);
 * value; // => ~0.6667
 * [concordant, discordant]; // => [2, 1]
 * ```
 * @see Harrell et al. 1982, "Evaluating the yield of medical tests", JAMA 247; Uno et al. 2011, "On the C-statistics for
 * evaluating overall adequacy of risk prediction procedures with censored survival data", Statistics in Medicine 30
 */
export function measureConcordance(rows: Iterable<RiskSpell>, options: ConcordanceOptions = {}): Concordance {
  const { method = 'harrell', horizonDays, level = 0.95 } = requireObject(options, 'options');
  requireOneOf(method, ['harrell', 'uno'], 'options.method');
  requireLevel(level, 'options.level');
  if (horizonDays !== undefined) requireWithin(horizonDays, { from: 0 }, 'options.horizonDays');
  const list = listOf(rows, 'rows');
  const read = readSpells(list, 'rows', endedFlag);
  const risks = read.days.map((_, i) => {
    const row = read.source ? read.source[i]! : i;
    const value = list[row]!.risk;
    return Number.isFinite(value) ? value : requireFinite(value, `rows[${row}].risk`);
  });
  const { order, columns } = ownOrder(read, risks);
  const risk = takeRows(risks, order);
  const pairWeight = pairWeights(columns, method, horizonDays ?? Infinity);
  if (!pairWeight) return nothing('none-observed', 0);
  const pairs = countPairs(columns, ranksOf(risk), pairWeight);
  const { concordant, discordant, tiedRisk, tiedTimes } = pairs;
  const comparable = concordant + discordant + tiedRisk;
  if (!(comparable > 0)) return nothing('no-comparable-pairs', tiedTimes);
  const value = (concordant + tiedRisk / 2) / comparable;
  let variance = 0;
  for (let i = 0; i < columns.count; i++) {
    // dC/dw of one row: its agreeing pairs less its share of all its pairs.
    const influence = (pairs.agreeing[i]! - value * pairs.all[i]!) / comparable;
    variance += columns.weight[i]! * influence * influence;
  }
  const standardError = Math.sqrt(variance);
  const reach = normalHalfWidth(level) * standardError;
  return {
    value,
    standardError,
    interval: { low: Math.max(0, value - reach), high: Math.min(1, value + reach), level, method: 'jackknife' },
    concordant,
    discordant,
    tiedRisk,
    tiedTimes,
  };
}

function nothing(reason: 'no-comparable-pairs' | 'none-observed', tiedTimes: number): Concordance {
  const none = { concordant: 0, discordant: 0, tiedRisk: 0, tiedTimes };
  return { value: null, reason, standardError: null, interval: null, ...none };
}

/** Weight of a pair by the one that ended: 0 for rows that count as no end; null where a weight would be infinite. */
function pairWeights(columns: SpellColumns, method: 'harrell' | 'uno', horizon: number): Float64Array | null {
  const weights = new Float64Array(columns.count);
  const watched = method === 'uno' ? censoringCurve(columns) : null;
  for (let i = 0; i < columns.count; i++) {
    const day = columns.days[i]!;
    if (columns.ended[i] !== 1 || day > horizon) continue;
    const share = watched ? watched.before(day) : 1;
    if (share === 0) return null;
    weights[i] = 1 / (share * share);
  }
  return weights;
}

/** Rank of each value among the distinct ones, from 0. */
function ranksOf(values: Float64Array): Int32Array {
  const order = orderOf(values.length, values);
  const ranks = new Int32Array(values.length);
  let rank = -1;
  for (let k = 0; k < order.length; k++) {
    if (k === 0 || values[order[k]!] !== values[order[k - 1]!]) rank++;
    ranks[order[k]!] = rank;
  }
  return ranks;
}

interface Pairs {
  concordant: number;
  discordant: number;
  tiedRisk: number;
  tiedTimes: number;
  /** by row: weight of its pairs in the right order, ties half */
  agreeing: Float64Array;
  /** by row: weight of all its comparable pairs */
  all: Float64Array;
}

/**
 * Two sweeps with a Fenwick tree over the ranks of risk. From the last day back: each end looks at those seen longer.
 * From the first day on: each row looks at the ends before its own, so that both sides of a pair get their share.
 */
function countPairs(columns: SpellColumns, rank: Int32Array, pairWeight: Float64Array): Pairs {
  const { count, days, entry, weight, ended } = columns;
  const size = rank.reduce((top, r) => Math.max(top, r + 1), 0);
  const agreeing = new Float64Array(count);
  const all = new Float64Array(count);
  const totals = { concordant: 0, discordant: 0, tiedRisk: 0, tiedTimes: 0 };
  const byEnd = orderOf(count, days);
  const byEntry = columns.whole ? new Int32Array(0) : orderOf(count, entry);

  const later = createFenwick(size);
  const laterAt = new Float64Array(size);
  const put = (row: number, amount: number): void => {
    later.add(rank[row]!, amount);
    laterAt[rank[row]!]! += amount;
  };
  let e = byEntry.length - 1;
  for (let i = count - 1; i >= 0;) {
    const day = days[byEnd[i]!]!;
    for (; e >= 0 && entry[byEntry[e]!]! >= day && entry[byEntry[e]!]! > 0; e--)
      put(byEntry[e]!, -weight[byEntry[e]!]!);
    let first = i;
    while (first >= 0 && days[byEnd[first]!] === day) first--;
    let died = 0;
    let squares = 0;
    let own = 0;
    for (let k = i; k > first; k--) {
      const row = byEnd[k]!;
      if (ended[row] !== 1) put(row, weight[row]!);
    }
    for (let k = i; k > first; k--) {
      const row = byEnd[k]!;
      if (pairWeight[row] === 0) continue;
      const upTo = later.sumTo(rank[row]!);
      const equal = laterAt[rank[row]!]!;
      const lower = upTo - equal;
      const higher = later.total() - upTo;
      const w = pairWeight[row]!;
      totals.concordant += weight[row]! * w * lower;
      totals.discordant += weight[row]! * w * higher;
      totals.tiedRisk += weight[row]! * w * equal;
      agreeing[row]! += w * (lower + equal / 2);
      all[row]! += w * later.total();
      const copies = weight[row]!;
      died += copies;
      squares += copies * copies;
      // Copies of one row end on one day too: a weight of w holds w(w − 1)/2 such pairs.
      if (copies > 1) own += (copies * (copies - 1)) / 2;
    }
    totals.tiedTimes += (died * died - squares) / 2 + own;
    for (let k = i; k > first; k--) if (ended[byEnd[k]!] === 1) put(byEnd[k]!, weight[byEnd[k]!]!);
    i = first;
  }

  const earlier = createFenwick(size);
  const earlierAt = new Float64Array(size);
  const look = (row: number, sign: number): void => {
    const upTo = earlier.sumTo(rank[row]!);
    const equal = earlierAt[rank[row]!]!;
    agreeing[row]! += sign * (earlier.total() - upTo + equal / 2);
    all[row]! += sign * earlier.total();
  };
  let n = 0;
  for (let i = 0; i < count;) {
    const day = days[byEnd[i]!]!;
    // Ends at or before a late entry are not seen by the one who enters.
    for (; n < byEntry.length && entry[byEntry[n]!]! < day; n++) if (entry[byEntry[n]!]! > 0) look(byEntry[n]!, -1);
    let next = i;
    for (; next < count && days[byEnd[next]!] === day; next++) if (ended[byEnd[next]!] === 1) look(byEnd[next]!, 1);
    for (let k = i; k < next; k++) {
      const row = byEnd[k]!;
      if (pairWeight[row] === 0) continue;
      const amount = weight[row]! * pairWeight[row]!;
      earlier.add(rank[row]!, amount);
      earlierAt[rank[row]!]! += amount;
    }
    for (let k = i; k < next; k++) if (ended[byEnd[k]!] !== 1) look(byEnd[k]!, 1);
    i = next;
  }
  return { ...totals, agreeing, all };
}
