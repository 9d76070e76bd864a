import { selectQuantiles } from '../statistics/index.ts';
import type { Encoder, LearnedCategory } from './encoder.ts';
import { MISSING_LEVEL, OTHER_LEVEL } from './encoder.ts';
import type { FeatureColumn, TextColumn } from './feature-columns.ts';
import { countTexts, knownNumbers } from './feature-columns.ts';
import type { FeatureSchema } from './feature.ts';

/** How the training rows were spread over one feature: the reference for its stability. */
export interface FeatureDistribution {
  /** name of the feature */
  feature: string;
  /** for numbers: lower ends of all bins but the first, after clip and transform, ascending; null for the others */
  edges: number[] | null;
  /** training rows by level: the number of the bin, `true` or `false`, the level of a category, `(missing)` */
  counts: [level: string, count: number][];
}

/** Bins of a number, by training quantiles. */
const BINS = 10;

/** Counts the training records of every feature, as read. */
export function learnDistributions(
  encoder: Encoder<FeatureSchema>,
  read: readonly FeatureColumn[],
): FeatureDistribution[] {
  return encoder.schema.map(({ name: feature, kind }, f) => {
    const known = encoder.learned[f]!;
    if (known.kind === 'category') return { feature, edges: null, counts: countsOf(known, encoder.n) };
    const edges = kind === 'number' ? quantileEdges(read[f] as Float64Array) : null;
    return { feature, edges, counts: [...countFeature(encoder, f, edges, read[f]!)] };
  });
}

/** Records by level of the feature at place `f`, by text; levels that training did not have stand under their own name. */
export function countFeature(
  encoder: Encoder<FeatureSchema>,
  f: number,
  edges: readonly number[] | null,
  column: FeatureColumn,
): Map<string, number> {
  if (edges) return countBins(column as Float64Array, edges);
  const counts = new Map<string, number>();
  const add = (level: string, count: number): unknown => counts.set(level, (counts.get(level) ?? 0) + count);
  const known = encoder.learned[f]!;
  if (known.kind === 'category') {
    const texts = column as TextColumn;
    const rare = new Set(known.rare);
    countTexts(texts).forEach((count, place) => {
      const level = texts.texts[place] ?? MISSING_LEVEL;
      add(rare.has(level) ? OTHER_LEVEL : level, count);
    });
  } else {
    const numbers = column as Float64Array;
    const yes = numbers.filter((value) => value === 1).length;
    const no = numbers.filter((value) => value === 0).length;
    if (yes > 0) add('true', yes);
    if (no > 0) add('false', no);
    if (yes + no < numbers.length) add(MISSING_LEVEL, numbers.length - yes - no);
  }
  return new Map([...counts].sort(byLevel));
}

/** The encoder has counted the levels already: its shares are counts over n. */
function countsOf({ reference, levels, shares }: LearnedCategory, n: number): [string, number][] {
  const counts = levels.map((level, i): [string, number] => [level, Math.round(shares[i]! * n)]);
  const others = counts.reduce((sum, [, count]) => sum + count, 0);
  return [...counts, [reference, n - others] as [string, number]].sort(byLevel);
}

function quantileEdges(column: Float64Array): number[] {
  const known = knownNumbers(column);
  if (known.length === 0) return [];
  const edges = selectQuantiles(
    known,
    Array.from({ length: BINS - 1 }, (_, i) => (i + 1) / BINS),
  );
  return edges.filter((edge, i) => edge > (i > 0 ? edges[i - 1]! : -Infinity));
}

function countBins(column: Float64Array, edges: readonly number[]): Map<string, number> {
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  let missing = 0;
  for (const value of column) {
    if (Number.isNaN(value)) missing++;
    else {
      let bin = 0;
      while (bin < edges.length && edges[bin]! <= value) bin++;
      counts[bin]!++;
    }
  }
  const found = counts.flatMap((count, bin): [string, number][] => (count > 0 ? [[String(bin), count]] : []));
  if (missing > 0) found.push([MISSING_LEVEL, missing]);
  return new Map(found.sort(byLevel));
}

function byLevel([a]: [string, number], [b]: [string, number]): number {
  return a < b ? -1 : 1;
}
