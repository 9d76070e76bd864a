import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { summarizePurchases } from 'clientele/purchases';
import {
  fitClusters,
  fitRfm,
  measureConcentration,
  measureCustomersNeeded,
  measureTopShare,
  rankRfm,
} from 'clientele/segmentation';

/**
 * about: orders and customers of the R package rfm 0.3.0 (995 customers, analysis of 31 December 2006), CDNOW sample; counts by
 * R rfm and by hand-written SQL (NTILE), shares by R ineq 0.2-13. Iris (Fisher 1936): best known inertia of k-means, confirmed by
 * scikit-learn 1.7 with 1,000 restarts. Units: currency units, days.
 */
const DATA = process.env['CLIENTELE_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');
const ORDERS = join(DATA, 'rfm-orders/rfm_data_orders.csv');

describe.skipIf(!existsSync(ORDERS))(
  'the R rfm orders (needs rfm-orders/rfm_data_orders.csv in the data folder)',
  () => {
    const rows = (): ReturnType<typeof summarizePurchases> => {
      const lines = readFileSync(ORDERS, 'utf8').trim().split('\n').slice(1);
      const purchases = lines.map((line) => {
        const [, id, on, amount] = /^"(.*)",([^,]*),([^,]*)$/.exec(line.trim())!;
        return { customerId: id!, at: `${on}T00:00:00Z`, amount: Number(amount) };
      });
      return summarizePurchases(purchases, { asOf: '2006-12-31T23:59:59Z', sameDay: 'rows' });
    };

    test('frequency counts by convention: together, split, mean rank, lower inclusive', () => {
      const all = rows();
      const countsOf = (scores: (number | null)[]): number[] =>
        [1, 2, 3, 4, 5].map((s) => scores.filter((score) => score === s).length);
      expect(all).toHaveLength(995);
      expect(fitRfm(all).fit.scoreCounts.frequency).toEqual([268, 187, 176, 244, 120]);
      expect(countsOf(rankRfm(all, { ties: 'split' }).map(({ frequency }) => frequency))).toEqual([
        199, 199, 199, 199, 199,
      ]);
      expect(countsOf(rankRfm(all, { ties: 'mean-rank' }).map(({ frequency }) => frequency))).toEqual([
        268, 187, 176, 150, 214,
      ]);
      const { thresholds } = fitRfm(all);
      expect(fitRfm(all, { cuts: thresholds }).fit.scoreCounts.frequency).toEqual([125, 143, 187, 326, 214]);
    });

    test('r-rfm-plus-one: money in hundreds and in thousands', () => {
      const all = rows();
      const inUnit = (unit: number) => all.map((row) => ({ ...row, totalAmount: row.totalAmount! / unit }));
      expect(fitRfm(all, { compat: 'r-rfm' }).fit.scoreCounts.monetary).toEqual([200, 200, 198, 202, 195]);
      expect(fitRfm(inUnit(100), { compat: 'r-rfm' }).fit.scoreCounts.monetary).toEqual([350, 221, 161, 142, 121]);
      expect(fitRfm(inUnit(1000), { compat: 'r-rfm' }).fit.scoreCounts.monetary[0]).toBe(994);
      expect(fitRfm(inUnit(100)).fit.scoreCounts.monetary).toEqual(fitRfm(all).fit.scoreCounts.monetary);
    });

    test('cells that independent and nested rank quintiles fill', () => {
      const all = rows();
      const cells = (nested: boolean): string[] => rankRfm(all, { ties: 'split', nested }).map(({ cell }) => cell!);
      const [plain, nested] = [cells(false), cells(true)];
      expect([new Set(plain).size, new Set(nested).size]).toEqual([97, 125]);
      const sizes = (of: string[]): number[] =>
        [...new Set(of)].map((cell) => of.filter((one) => one === cell).length).toSorted((a, b) => a - b);
      expect(sizes(plain).at(-1)).toBe(68);
      expect([sizes(nested)[0], sizes(nested).at(-1)]).toEqual([7, 8]);
    });

    test('80/20 is not a law', () => {
      const amounts = rows().map(({ totalAmount }) => totalAmount!);
      expect(measureConcentration(amounts).gini).toBeCloseTo(0.2896, 4);
      expect(measureTopShare(amounts, { customerShare: 0.2 }).value).toBeCloseTo(0.356, 3);
      expect(measureCustomersNeeded(amounts, { amountShare: 0.8 }).customerShare).toBeCloseTo(0.609, 3);
    });
  },
);

test('iris: the best known inertia for two, three and four clusters, from any seed', () => {
  const cases = JSON.parse(readFileSync(join(import.meta.dirname, '../conformance/segmentation.json'), 'utf8')) as {
    cases: any[];
  };
  const points: number[][] = cases.cases.find(({ id }) => id === 'kmeans-best-iris').input.points;
  const rows = points.map(([a, b, c, d]) => ({ a: a!, b: b!, c: c!, d: d! }));
  const axes = { a: 'none', b: 'none', c: 'none', d: 'none' } as const;
  const best = [152.3479517603579, 78.851441426146, 57.22847321428572];
  for (const seed of [1, 2, 3]) {
    best.forEach((inertia, i) => {
      const model = fitClusters(rows, { axes, scale: 'none', clusters: i + 2, seed, restarts: i === 2 ? 300 : 50 });
      expect(Math.abs(model.fit.inertia - inertia) / inertia).toBeLessThan(1e-9);
    });
  }
});
