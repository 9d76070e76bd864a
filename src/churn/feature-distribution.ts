import { quantile } from '../statistics/index.ts';
import type { Encoder } from './encoder.ts';
import { MISSING_LEVEL, OTHER_LEVEL } from './encoder.ts';
import type { FeatureSchema, FeatureValue, NumberFeature } from './feature.ts';
import { readFeature, shapeNumber } from './read-feature.ts';

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

/** Counts the training records of every feature. */
export function learnDistributions(
  encoder: Encoder<FeatureSchema>,
  records: readonly object[],
  argument: string,
): FeatureDistribution[] {
  return encoder.schema.map((feature, f) => {
    const edges = feature.kind === 'number' ? quantileEdges(feature, records, argument) : null;
    const counts = countLevels(encoder, f, edges, records, argument);
    return { feature: feature.name, edges, counts: [...counts] };
  });
}

/** Records by level of the feature at place `f`; levels that training did not have stand under their own name. */
export function countLevels(
  encoder: Encoder<FeatureSchema>,
  f: number,
  edges: readonly number[] | null,
  records: readonly object[],
  argument: string,
): Map<string, number> {
  const feature = encoder.schema[f]!;
  const known = encoder.learned[f]!;
  const rare = known.kind === 'category' ? new Set(known.rare) : null;
  const counts = new Map<string, number>();
  records.forEach((record, row) => {
    const value = readFeature(record, feature, argument, row);
    const shaped =
      edges && value !== null ? shapeNumber(feature as NumberFeature, value as number, argument, row) : value;
    const level = levelOf(shaped, edges);
    const name = rare?.has(level) ? OTHER_LEVEL : level;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  return new Map([...counts].sort(byLevel));
}

function levelOf(value: FeatureValue, edges: readonly number[] | null): string {
  if (value === null) return MISSING_LEVEL;
  if (!edges) return String(value);
  let bin = 0;
  while (bin < edges.length && edges[bin]! <= (value as number)) bin++;
  return String(bin);
}

function quantileEdges(feature: NumberFeature, records: readonly object[], argument: string): number[] {
  const values = records.flatMap((record, row) => {
    const value = readFeature(record, feature, argument, row);
    return value === null ? [] : [shapeNumber(feature, value as number, argument, row)];
  });
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return [];
  const edges = Array.from({ length: BINS - 1 }, (_, i) => quantile(sorted, (i + 1) / BINS));
  return edges.filter((edge, i) => edge > (i > 0 ? edges[i - 1]! : -Infinity));
}

function byLevel([a]: [string, number], [b]: [string, number]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
