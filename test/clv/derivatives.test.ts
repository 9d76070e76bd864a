/**
 * Every fit climbs by slopes and curvatures that were derived by hand. Here each of them is held against central
 * differences of fourth order, in the middle of the parameters and far out, where a wrong sign hides least.
 */
import { describe, expect, test } from 'vitest';
import { simulateSuccesses, type PurchaseHistory } from 'clientele/clv';
import { bgBbLikelihood } from '../../src/clv/bg-bb-likelihood.ts';
import { contractLikelihood } from '../../src/clv/contract-likelihood.ts';
import type { Curvature } from '../../src/clv/curvature.ts';
import { dropoutLikelihood } from '../../src/clv/dropout-likelihood.ts';
import { historyColumns } from '../../src/clv/history-columns.ts';
import { nbdLikelihood } from '../../src/clv/nbd-likelihood.ts';
import { paretoLikelihood } from '../../src/clv/pareto-likelihood.ts';
import { spendColumns } from '../../src/clv/spend-columns.ts';
import { spendLikelihood } from '../../src/clv/spend-likelihood.ts';
import { BGBB, TRUTH } from './models.ts';
import { simulateShop } from './simulate-shop.ts';

const shop: PurchaseHistory[] = [
  ...simulateShop(TRUTH, 2, 40),
  // The ends of what a customer can be: silent, seen on the last day, seen often, not observed at all.
  { repeatPurchases: 1, daysToLast: 365, daysObserved: 365, customers: 3, sumLogGapDays: Math.log(365) },
  { repeatPurchases: 400, daysToLast: 300, daysObserved: 365, sumLogGapDays: 400 * Math.log(0.75) },
  { repeatPurchases: 0, daysToLast: 0, daysObserved: 0, customers: 2 },
];
const columns = historyColumns(shop);
const spends = spendColumns([
  { repeatPurchases: 1, meanRepeatAmount: 12 },
  { repeatPurchases: 3, meanRepeatAmount: 40.5 },
  { repeatPurchases: 3, meanRepeatAmount: 9, customers: 2 },
  { repeatPurchases: 80, meanRepeatAmount: 22 },
]);
const donors = [
  ...simulateSuccesses(BGBB, { seed: 3, customers: 25, opportunities: 6 }),
  { successes: 0, lastSuccess: 0, opportunities: 40, customers: 7 },
  { successes: 40, lastSuccess: 40, opportunities: 40 },
];
const cohorts = [
  [1000, 869, 743, 653, 593, 551, 517, 491],
  [50, 44, 44],
];

type Likelihood = (parameters: readonly number[]) => Curvature;
const cases: [string, Likelihood, number[][]][] = [
  [
    'NBD',
    (p) => nbdLikelihood(columns, p),
    [
      [0.7, 33],
      [12, 2000],
      [0.02, 0.5],
    ],
  ],
  ...([1, 2, 3] as const).flatMap((k): [string, Likelihood, number[][]][] => {
    const points = [
      [0.7, 33, 0.8, 2.3],
      [3, 900, 40, 0.2],
      [0.05, 2, 0.01, 300],
    ];
    return [
      [`BG/CNBD-${k}`, (p) => dropoutLikelihood(columns, p, 0, k), points],
      [`MBG/CNBD-${k}`, (p) => dropoutLikelihood(columns, p, 1, k), points],
    ];
  }),
  [
    'Pareto/NBD',
    (p) => paretoLikelihood(columns, p),
    [
      [0.55, 74, 0.6, 82],
      [0.55, 74, 1, 74],
      [3, 20, 0.05, 4000],
      [0.2, 300, 8, 5],
    ],
  ],
  [
    'Gamma-Gamma',
    (p) => spendLikelihood(spends, p),
    [
      [2.3, 3.1, 19],
      [0.4, 0.8, 300],
      [60, 12, 0.5],
      // Customers who hardly differ, and amounts that hardly scatter.
      [2.3, 2e4, 1e5],
      [3e4, 12, 0.01],
    ],
  ],
  [
    'BG/BB',
    (p) => bgBbLikelihood(donors, p),
    [
      [1.2, 0.75, 0.66, 2.8],
      [20, 3, 0.05, 9],
      [0.1, 6, 15, 200],
    ],
  ],
  [
    'sBG',
    (p) => contractLikelihood(cohorts, p),
    [
      [0.7, 2.5],
      [30, 170],
      [0.01, 0.3],
    ],
  ],
  [
    'BdW',
    (p) => contractLikelihood(cohorts, p),
    [
      [0.7, 2.5, 1.2],
      [0.2, 1.4, 1.7],
      [8, 40, 0.6],
    ],
  ],
];

describe('slopes and curvatures by hand agree with finite differences', () => {
  test.each(cases)('%s', (_, likelihood, points) => {
    for (const at of points) {
      const here = likelihood(at);
      at.forEach((theta, i) => {
        const h = theta * 1e-3;
        const [up, down, far, back] = [h, -h, 2 * h, -2 * h].map((step) =>
          likelihood(at.map((value, j) => (j === i ? value + step : value))),
        ) as [Curvature, Curvature, Curvature, Curvature];
        // Fourth order: the error of the difference is far below that of a slope with a wrong term.
        const slope = (of: (point: Curvature) => number): number =>
          (8 * (of(up) - of(down)) - (of(far) - of(back))) / (12 * h);
        const size = Math.abs(here.value) / theta;
        expect(Math.abs(here.gradient[i]! - slope((point) => point.value))).toBeLessThan(1e-7 * size);
        at.forEach((other, j) => {
          const curve = slope((point) => point.gradient[j]!);
          const got = here.hessian[i]![j]!;
          expect(Math.abs(got - curve)).toBeLessThan(1e-7 * (size / other + Math.abs(curve)));
          expect(Math.abs(got - here.hessian[j]![i]!)).toBeLessThanOrEqual(1e-13 * Math.abs(got));
        });
      });
    }
  });
});

test('room that was used before is overwritten, and given back', () => {
  for (const [likelihood, at] of [
    [(p: readonly number[], room?: Curvature) => nbdLikelihood(columns, p, 1, room), [0.7, 33]],
    [(p: readonly number[], room?: Curvature) => dropoutLikelihood(columns, p, 1, 1, room), [0.7, 33, 0.8, 2.3]],
    [(p: readonly number[], room?: Curvature) => paretoLikelihood(columns, p, room), [0.55, 74, 0.6, 82]],
  ] as const) {
    const fresh = likelihood(at);
    const room = likelihood(at.map((value) => value * 1.7));
    expect(room).not.toEqual(fresh);
    expect(likelihood(at, room)).toBe(room);
    expect(room).toEqual(fresh);
  }
});
