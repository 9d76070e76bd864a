import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  assignCluster,
  findNaturalBreaks,
  fitClusters,
  fitRfm,
  measureSilhouette,
  rankRfm,
} from 'clientele/segmentation';

interface Peers {
  kmeans: {
    clusters: number;
    inertia: number;
    sizes: number[];
    centers: number[][];
    silhouette: number;
    clusterMeans: number[];
  }[];
  quantiles: { bins: number; thresholds: number[]; qcutCounts: number[]; ranked: number[] }[];
  manyAlike: { values: Record<string, number>; qcutDrop: Record<string, number> };
  breaks: { classes: number; ends: number[]; within: number; sizes: number[] }[];
  rRfm: { customers: number; compat: Record<'recency' | 'frequency' | 'monetary', number[]> };
}

const peers = JSON.parse(readFileSync(join(import.meta.dirname, 'peers.json'), 'utf8')) as Peers;
const CUSTOMERS = join(
  process.env['CLIENTELE_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'),
  'rfm-orders/rfm_data_customer.csv',
);

/** The generator of the `about` block, in whole numbers. */
function numbers(count: number, seed: number): number[] {
  let x = seed;
  return Array.from({ length: count }, () => {
    x = (Math.imul(1_103_515_245, x) + 12_345) & 0x7fffffff;
    return x >> 16;
  });
}
const rowsOf = (values: readonly number[]) =>
  values.map((value, customerId) => ({ customerId, daysSinceLast: value, purchases: value, totalAmount: value }));
const isClose = (got: number, want: number, rel = 1e-9): void =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(rel * Math.abs(want));

describe('scikit-learn', () => {
  const raw = numbers(1200, 12_345);
  const rows = Array.from({ length: 600 }, (_, i) => ({
    x: (raw[2 * i]! % 1000) / 10 + 150 * (i % 4),
    y: (raw[2 * i + 1]! % 1000) / 10 + 90 * (i % 3),
  }));
  const space = { axes: { x: 'none', y: 'none' }, scale: 'none' } as const;

  test.each(peers.kmeans)('$clusters clusters from the same start, and their silhouettes', (want) => {
    const { clusters } = want;
    const model = fitClusters(rows, { ...space, clusters, seed: 1, initialCenters: rows.slice(0, clusters) });
    isClose(model.fit.inertia, want.inertia);
    expect(model.fit.sizes).toEqual(want.sizes);
    model.centers.flat().forEach((x, i) => isClose(x, want.centers.flat()[i]!));
    const labels = rows.map((row) => assignCluster(model, row).cluster!);
    const { mean, clusterMeans } = measureSilhouette(rows, labels, space);
    isClose(mean!, want.silhouette);
    clusterMeans.forEach((one, c) => isClose(one, want.clusterMeans[c]!));
  });
});

describe('numpy and pandas', () => {
  test.each(peers.quantiles)('thresholds and counts of $bins scores, by quantiles and by ranks', (want) => {
    const { bins } = want;
    const rows = rowsOf(numbers(997, 777).map((n) => (n % 5000) / 4));
    const { thresholds, fit } = fitRfm(rows, { bins });
    thresholds.frequency.forEach((edge, k) => isClose(edge, want.thresholds[k]!, 1e-12));
    expect(fit.scoreCounts.frequency).toEqual(want.qcutCounts);
    expect(fit.scoreCounts.recency.toReversed()).toEqual(want.qcutCounts);
    const ranked = rankRfm(rows, { bins, ties: 'split' }).map(({ frequency }) => frequency);
    const counts = want.ranked.map((_, k) => ranked.filter((score) => score === k + 1).length);
    // pandas puts the larger of the equal groups where rounding falls, NTILE puts them first.
    expect(counts.toSorted((a, b) => a - b)).toEqual(want.ranked.toSorted((a, b) => a - b));
  });

  test('many alike: qcut leaves two groups and calls the upper one 1; here it is 5', () => {
    const values = Object.entries(peers.manyAlike.values).flatMap(([value, n]) =>
      Array.from({ length: n }, () => Number(value)),
    );
    const counts = fitRfm(rowsOf(values)).fit.scoreCounts.frequency;
    const used = counts.flatMap((count, i) => (count > 0 ? [[i + 1, count]] : []));
    expect(used.map(([, count]) => count)).toEqual([674, 167, 159]);
    expect(used.at(-1)).toEqual([5, peers.manyAlike.qcutDrop['1']]);
  });
});

test.each(peers.breaks)('jenkspy: $classes natural classes', (want) => {
  const values = numbers(200, 4242).map((n) => (n % 900) / 3);
  const found = findNaturalBreaks(values, { classes: want.classes });
  expect(found.classes.map(({ highest }) => highest)).toEqual(want.ends.slice(1));
  expect(found.classes.map(({ count }) => count)).toEqual(want.sizes);
  isClose(found.withinSumOfSquares, want.within);
});

test.skipIf(!existsSync(CUSTOMERS))(
  'R rfm: 39,999 of 39,999 customers (needs rfm-orders/rfm_data_customer.csv)',
  () => {
    const lines = readFileSync(CUSTOMERS, 'utf8').trim().split(/\r?\n/).slice(1);
    const rows = lines.map((line) => {
      const [id, revenue, , orders, days] = line.split(',');
      return { customerId: id!, daysSinceLast: Number(days), purchases: Number(orders), totalAmount: Number(revenue) };
    });
    expect(rows).toHaveLength(peers.rRfm.customers);
    expect(fitRfm(rows, { compat: 'r-rfm' }).fit.scoreCounts).toEqual(peers.rRfm.compat);
  },
);
