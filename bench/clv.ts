/** Lifetime value against the hand-written limits: one plain pass of the likelihood, and the bare formula in a loop. */
import {
  expectedPurchases,
  fitBgNbd,
  fitParetoNbd,
  fitParetoNbdWithCovariates,
  probabilityAlive,
  simulatePurchases,
  type BgNbdModel,
  type PurchaseHistory,
} from 'clientele/clv';
import { logGamma } from 'clientele/statistics';
import type { BenchCase } from './harness.ts';

const MODEL: BgNbdModel = {
  kind: 'bg-nbd',
  version: 1,
  purchaseShape: 0.2426,
  purchaseScaleDays: 30.9,
  dropoutA: 0.793,
  dropoutB: 2.426,
  fit: null,
};

/** A million customers who joined on different days of a year. */
function customers(n: number): PurchaseHistory[] {
  return simulatePurchases(MODEL, { seed: 1, customers: n, observedDays: 365 }).map(({ purchaseDays }, i) => {
    const daysObserved = 270 + (i % 90);
    const days = purchaseDays.filter((day) => day <= daysObserved);
    return { repeatPurchases: days.length - 1, daysToLast: Math.floor(days.at(-1)!), daysObserved };
  });
}

/**
 * One plain pass of the Pareto/NBD likelihood: the integral over the time of leaving by 24 equal steps (midpoints), nothing
 * condensed, no slopes. A rule that misses peaks, but what the loop costs.
 */
function plainParetoPass(rows: readonly PurchaseHistory[]): number {
  const [r, alpha, s, beta] = [0.5, 73, 0.97, 209];
  let sum = 0;
  for (const { repeatPurchases: x, daysToLast, daysObserved } of rows) {
    const fixed = logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + s * Math.log(beta);
    const width = (daysObserved - daysToLast) / 24;
    let total = Math.exp(-(r + x) * Math.log(alpha + daysObserved) - s * Math.log(beta + daysObserved));
    for (let i = 0; i < 24; i++) {
      const u = daysToLast + (i + 0.5) * width;
      total += s * width * Math.exp(-(r + x) * Math.log(alpha + u) - (s + 1) * Math.log(beta + u));
    }
    sum += fixed + Math.log(total);
  }
  return sum;
}

/** The log-likelihood as the paper writes it: four log-gammas a row, nothing condensed. */
function plainPass(rows: readonly PurchaseHistory[]): number {
  const { purchaseShape: r, purchaseScaleDays: alpha, dropoutA: a, dropoutB: b } = MODEL;
  let sum = 0;
  for (const { repeatPurchases: x, daysToLast, daysObserved } of rows) {
    const d1 = logGamma(r + x) - logGamma(r) + r * Math.log(alpha);
    const d2 = logGamma(a + b) + logGamma(b + x) - logGamma(b) - logGamma(a + b + x);
    const d3 = -(r + x) * Math.log(alpha + daysObserved);
    const d4 = x > 0 ? Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + daysToLast) : -Infinity;
    const most = Math.max(d3, d4);
    sum += d1 + d2 + most + Math.log(Math.exp(d3 - most) + (x > 0 ? Math.exp(d4 - most) : 0));
  }
  return sum;
}

/** Both scores of one customer, written out: the formulas and nothing else. */
function bareScores(rows: readonly PurchaseHistory[]): number {
  const { purchaseShape: r, purchaseScaleDays: alpha, dropoutA: a, dropoutB: b } = MODEL;
  let total = 0;
  for (const { repeatPurchases: x, daysToLast, daysObserved } of rows) {
    const odds =
      x === 0 ? 0 : (a / (b + x - 1)) * Math.exp((r + x) * Math.log((alpha + daysObserved) / (alpha + daysToLast)));
    const alive = 1 / (1 + odds);
    const z = 90 / (alpha + daysObserved + 90);
    const R = r + x;
    const c = a + b + x - 1;
    let term = (c - R) * z;
    let sum = term;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= ((c - R + n) * (a + n - 1) * z) / ((c + n) * (n + 1));
      sum += term;
    }
    const rest = (a - 1) * Math.log(1 - z);
    total += alive + alive * ((-c * Math.expm1(rest)) / (a - 1) - Math.exp(rest) * sum);
  }
  return total;
}

function close(ours: unknown, other: unknown): void {
  if (!(Math.abs((ours as number) / (other as number) - 1) < 1e-9))
    throw new Error(`${String(ours)} is not ${String(other)}`);
}

export const cases: BenchCase<PurchaseHistory[]>[] = [
  {
    name: 'BG/NBD fit of 1,000,000 customers against one plain likelihood pass',
    data: () => customers(1_000_000),
    ours: (rows) => fitBgNbd(rows),
    limit: plainPass,
    goal: 5,
    rounds: 7,
  },
  {
    name: 'Pareto/NBD fit of 100,000 customers against one plain likelihood pass',
    data: () => customers(100_000),
    ours: (rows) => fitParetoNbd(rows),
    limit: plainParetoPass,
    goal: 12,
    rounds: 7,
  },
  {
    name: 'alive + expected of 1,000,000 customers against the bare formulas',
    data: () => customers(1_000_000),
    ours: (rows) => {
      let total = 0;
      for (const row of rows)
        total += probabilityAlive(MODEL, row) + expectedPurchases(MODEL, row, { horizonDays: 90 });
      return total;
    },
    limit: bareScores,
    check: close,
    goal: 1.5,
    rounds: 9,
  },
  {
    name: 'Pareto/NBD with another trait for each of 100,000 customers against one plain likelihood pass',
    // Multiples of the golden section: no two customers share their trait, so nothing can be counted together.
    data: () =>
      customers(100_000).map((row, i) => ({ ...row, covariates: { age: 20 + 60 * ((i * 0.6180339887498949) % 1) } })),
    ours: (rows) => fitParetoNbdWithCovariates(rows, { purchaseCovariates: ['age'], dropoutCovariates: ['age'] }),
    limit: plainParetoPass,
    goal: 40,
    rounds: 3,
  },
];
