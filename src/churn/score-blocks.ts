import { InputError, requireIterable } from '../errors/index.ts';
import { requireOutcome } from './require-outcome.ts';
import type { ScoredRow } from './scored-row.ts';

/** Scored rows condensed to distinct probabilities, ascending: every metric reads this, so no metric depends on row order. */
export interface ScoreBlocks {
  /** rows */
  n: number;
  /** rows that churned */
  churned: number;
  /** distinct probabilities, ascending */
  probability: Float64Array;
  /** block → rows that churned */
  left: Float64Array;
  /** block → rows that stayed */
  stayed: Float64Array;
}

/**
 * Sorts the probabilities of the two classes apart (native, without a comparator) and merges them.
 *
 * @throws InputError `not-a-probability`, `wrong-type` (an outcome that is neither true nor false)
 */
export function scoreBlocks(rows: Iterable<ScoredRow>): ScoreBlocks {
  const list = Array.isArray(rows) ? (rows as readonly ScoredRow[]) : [...requireIterable(rows, 'rows')];
  const n = list.length;
  // Churners fill from the left, stayers from the right.
  const scores = new Float64Array(n);
  let churned = 0;
  let end = n;
  for (let i = 0; i < n; i++) {
    const row = list[i]!;
    const p = row?.probability;
    if (typeof p !== 'number' || !(p >= 0 && p <= 1)) refuseProbability(i, p);
    if (row.churned === true) scores[churned++] = p;
    else if (row.churned === false) scores[--end] = p;
    else requireOutcome(row.churned, `rows[${i}].churned`);
  }
  const left = scores.subarray(0, churned).sort();
  const stayed = scores.subarray(churned).sort();
  return blocksOf(left, stayed);
}

/** Blocks of two ascending lists. */
export function blocksOf(left: Float64Array, stayed: Float64Array): ScoreBlocks {
  const n = left.length + stayed.length;
  const blocks = { probability: new Float64Array(n), left: new Float64Array(n), stayed: new Float64Array(n) };
  let size = 0;
  let i = 0;
  let j = 0;
  while (i < left.length || j < stayed.length) {
    const p = i < left.length && (j === stayed.length || left[i]! <= stayed[j]!) ? left[i]! : stayed[j]!;
    const fromI = i;
    const fromJ = j;
    while (i < left.length && left[i] === p) i++;
    while (j < stayed.length && stayed[j] === p) j++;
    blocks.probability[size] = p;
    blocks.left[size] = i - fromI;
    blocks.stayed[size++] = j - fromJ;
  }
  return {
    n,
    churned: left.length,
    probability: blocks.probability.subarray(0, size),
    left: blocks.left.subarray(0, size),
    stayed: blocks.stayed.subarray(0, size),
  };
}

function refuseProbability(row: number, p: unknown): never {
  const detail = `expected 0 to 1, got ${String(p)} (is it a percent?)`;
  throw new InputError('not-a-probability', `rows[${row}].probability`, detail);
}

/** Why a metric that needs both outcomes has no value; null when it has one. */
export function noRanking(blocks: ScoreBlocks): 'empty' | 'one-class' | null {
  if (blocks.n === 0) return 'empty';
  return blocks.churned === 0 || blocks.churned === blocks.n ? 'one-class' : null;
}

/** A metric with the rows it was made from. */
export interface MetricBase {
  /** rows */
  n: number;
  /** rows that churned */
  churned: number;
}
