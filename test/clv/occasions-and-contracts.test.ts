import { describe, expect, test } from 'vitest';
import * as clv from 'clientele/clv';
import { BDW, BGBB } from './models.ts';

const SBG = { kind: 'sbg', version: 1, dropoutA: 0.6680883511, dropoutB: 3.8060949641, fit: null } as const;
const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491];
const donor = { successes: 4, lastSuccess: 4, opportunities: 6 };

describe('BG/BB', () => {
  test('counts add up to 1, their mean is the expectation', () => {
    const mass = Array.from({ length: 9 }, (_, successes) =>
      clv.probabilityOfSuccesses(BGBB, donor, { opportunities: 8, successes }),
    );
    expect(mass.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const mean = mass.reduce((sum, p, k) => sum + k * p, 0);
    expect(mean).toBeCloseTo(clv.expectedSuccesses(BGBB, donor, { opportunities: 8 }), 12);
    expect(clv.probabilityOfSuccesses(BGBB, donor, { opportunities: 2, successes: 3 })).toBe(0);
  });
  test('discounted is a sum of discounted steps, and has no end without a rate', () => {
    let sum = 0;
    let before = 0;
    for (let j = 1; j < 400; j++) {
      const now = clv.expectedSuccesses(BGBB, donor, { opportunities: j });
      sum += (now - before) / 1.1 ** j;
      before = now;
    }
    expect(clv.expectedDiscountedSuccesses(BGBB, donor, { discountRatePerOpportunity: 0.1 })).toBeCloseTo(sum, 10);
    expect(() => clv.expectedDiscountedSuccesses(BGBB, donor, { discountRatePerOpportunity: 0 })).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  });
  test('all histories of six occasions have probability 1 together', () => {
    let total = 0;
    for (let bits = 0; bits < 64; bits++) {
      const used = [0, 1, 2, 3, 4, 5].filter((i) => bits & (1 << i));
      const history = { successes: used.length, lastSuccess: (used.at(-1) ?? -1) + 1, opportunities: 6 };
      total += Math.exp(clv.opportunityLogLikelihood(BGBB, [history]));
    }
    expect(total).toBeCloseTo(1, 12);
  });
  test('customers who are all alike: the limit of shapes without an end, to the last digits', () => {
    const [p, leave] = [0.4, 0.15];
    /** There for m occasions, two of them used, and then left or not. */
    const way = (m: number, n: number): number => p ** 2 * (1 - p) ** (m - 2) * (1 - leave) ** m * (m < n ? leave : 1);
    const history = { successes: 2, lastSuccess: 3, opportunities: 5 };
    const total = way(3, 5) + way(4, 5) + way(5, 5);
    for (const size of [1e12, 1e60]) {
      const alike = {
        ...BGBB,
        purchaseA: p * size,
        purchaseB: (1 - p) * size,
        dropoutA: leave * size,
        dropoutB: (1 - leave) * size,
      };
      expect(Math.exp(clv.opportunityLogLikelihood(alike, [history])) / total).toBeCloseTo(1, 9);
      const alive = clv.probabilityAliveAtOpportunity(alike, history, { opportunities: 0 });
      expect(alive).toBeCloseTo(way(5, 5) / total, 9);
      // One more of two: at the first and then gone or not, or at the second only.
      const stay = 1 - leave;
      const one = p * stay * (leave + stay * (1 - p)) + (1 - p) * stay * p * stay;
      expect(clv.probabilityOfSuccesses(alike, history, { opportunities: 2, successes: 1 })).toBeCloseTo(
        alive * one,
        9,
      );
    }
  });
  test('five thousand occasions without a word: ways that no double could show beside those that it can', () => {
    const [p, leave, n] = [0.5, 0.15, 5000];
    const [used, stay] = [p * (1 - leave), (1 - p) * (1 - leave)];
    const alike = { ...BGBB, purchaseA: 1e12, purchaseB: 1e12, dropoutA: leave * 1e12, dropoutB: (1 - leave) * 1e12 };
    const history = { successes: 1, lastSuccess: 1, opportunities: n };
    // Used the first, then still there and silent for j occasions, then gone: a geometric series.
    const total = (used * leave) / (1 - stay);
    expect(clv.opportunityLogLikelihood(alike, [history])).toBeCloseTo(Math.log(total), 8);
    expect(clv.probabilityAliveAtOpportunity(alike, history, { opportunities: 0 })).toBe(0);
  });
  test('customers who use every occasion as long as they are there: a tiny shape keeps its digits', () => {
    const faithful = { ...BGBB, purchaseB: 1e-30 };
    const used = { successes: 3, lastSuccess: 3, opportunities: 6 };
    // Whoever was there would have come: she is gone.
    expect(clv.probabilityAliveAtOpportunity(faithful, used, { opportunities: 0 })).toBeCloseTo(0, 12);
    expect(
      clv.probabilityOfSuccesses(faithful, { ...used, opportunities: 3 }, { opportunities: 2, successes: 1 }),
    ).toBeCloseTo(
      // There for one of the two, and used it.
      clv.probabilityAliveAtOpportunity(faithful, { ...used, opportunities: 3 }, { opportunities: 1 }) -
        clv.probabilityAliveAtOpportunity(faithful, { ...used, opportunities: 3 }, { opportunities: 2 }),
      12,
    );
  });
  test('nine donors of whom some left at once and the others are alike: once a log-likelihood of 0', () => {
    const rows = [
      { successes: 2, lastSuccess: 2, opportunities: 3, customers: 3 },
      { successes: 1, lastSuccess: 3, opportunities: 3, customers: 2 },
      { successes: 0, lastSuccess: 0, opportunities: 3, customers: 4 },
    ];
    /** A share leaves before the first occasion, the rest never. */
    const likelihood = (p: number, left: number): number =>
      3 * Math.log((1 - left) * p ** 2 * (1 - p)) +
      2 * Math.log((1 - left) * p * (1 - p) ** 2) +
      4 * Math.log(left + (1 - left) * (1 - p) ** 3);
    const { purchaseA, purchaseB, dropoutA, dropoutB, fit } = clv.fitBgBb(rows);
    expect(fit).toMatchObject({ status: 'boundary', boundary: 'identical-rates' });
    const [p, left] = [purchaseA / (purchaseA + purchaseB), dropoutA / (dropoutA + dropoutB)];
    expect(fit!.logLikelihood).toBeCloseTo(likelihood(p, left), 6);
    for (const [dp, dl] of [
      [0.02, 0],
      [-0.02, 0],
      [0, 0.02],
      [0, -0.02],
    ] as const) {
      expect(likelihood(p + dp, left + dl)).toBeLessThan(fit!.logLikelihood);
    }
  });
  test('a number of occasions that none has is not counted to', () => {
    expect(clv.probabilityOfSuccesses(BGBB, donor, { opportunities: 3, successes: 1e15 })).toBe(0);
  });
  test('refuses impossible histories with their path', () => {
    const bad = { successes: 3, lastSuccess: 2, opportunities: 6 };
    expect(() => clv.fitBgBb([donor, bad])).toThrow(expect.objectContaining({ argument: 'histories[1].successes' }));
    expect(() => clv.fitBgBb([])).toThrow(expect.objectContaining({ code: 'empty' }));
  });
  test('merges equal rows, drops rows of nobody, keeps the ratio where all are alike', () => {
    const rows = [donor, { successes: 0, lastSuccess: 0, opportunities: 6, customers: 40 }];
    const once = clv.fitBgBb([...rows, { ...donor, customers: 9 }, { ...donor, customers: 0 }]);
    expect(once).toEqual(clv.fitBgBb([{ ...donor, customers: 10 }, rows[1]!]));
    expect(JSON.stringify(once)).not.toMatch(/null,"purchaseA"|NaN|Infinity/u);
  });
});

describe('contracts', () => {
  test('the published High End cohort', () => {
    const { dropoutA, dropoutB, fit } = clv.fitSbg({ survivors: HIGH_END });
    expect(dropoutA).toBeCloseTo(0.668088, 5);
    expect(dropoutB).toBeCloseTo(3.806095, 5);
    expect(fit?.logLikelihood).toBeCloseTo(-1611.158, 3);
    expect(clv.expectedLifetime(SBG, { discountRatePerPeriod: 0.1 }).value).toBeCloseTo(5.922253, 6);
    // Who is about to renew for the third time is worth more than a newcomer, although nobody changed.
    [5.414479, 5.901378, 6.293891].forEach((value, i) => {
      const next = { renewals: i + 1, discountRatePerPeriod: 0.1 };
      expect(clv.expectedResidualLifetime(SBG, next).value).toBeCloseTo(value, 5);
    });
  });
  test('a cohort cut in two is the cohort', () => {
    const half = { survivors: HIGH_END.map((n) => n / 2) };
    expect(clv.fitSbg([half, half]).dropoutA).toBeCloseTo(clv.fitSbg({ survivors: HIGH_END }).dropoutA, 8);
  });
  test('BdW fits no worse than sBG, which it contains', () => {
    const sbg = clv.fitSbg({ survivors: HIGH_END });
    const bdw = clv.fitBdw({ survivors: HIGH_END });
    expect(bdw.fit!.logLikelihood).toBeGreaterThanOrEqual(sbg.fit!.logLikelihood - 1e-9);
    const same = { ...SBG, kind: 'bdw', durationShape: 1 } as const;
    expect(clv.expectedRetentionRate(same, { period: 3 }).value).toBeCloseTo(
      clv.expectedRetentionRate(SBG, { period: 3 }).value!,
      14,
    );
  });
  test('without discount: no end, or the mean of 1/θ', () => {
    expect(clv.expectedLifetime(SBG, { discountRatePerPeriod: 0 })).toEqual({ value: null, reason: 'unbounded' });
    expect(clv.expectedResidualLifetime(SBG, { renewals: 1, discountRatePerPeriod: 0 }).reason).toBe('unbounded');
    const finite = { ...SBG, dropoutA: 3, dropoutB: 5 };
    expect(clv.expectedLifetime(finite, { discountRatePerPeriod: 0 }).value).toBeCloseTo(7 / 2, 8);
  });
  test('survival falls; nobody leaves at dropout 0', () => {
    const S = [0, 1, 2, 3].map((periods) => clv.probabilityStillCustomer(BDW, { periods }).value!);
    expect(S[0]).toBe(1);
    expect(S[1]! > S[2]! && S[2]! > S[3]!).toBe(true);
    expect(clv.expectedRetentionRate(BDW, { period: 2 }).value).toBeCloseTo(S[2]! / S[1]!, 14);
    const kept = clv.fitSbg({ survivors: [10, 10, 10] });
    expect(kept.fit?.boundary).toBe('no-dropout');
    expect(clv.expectedLifetime(kept, { discountRatePerPeriod: 0.1 }).value).toBeCloseTo(11, 12);
  });
  test('of two renewals, by hand: a cohort at α = β = 1 stays with probability 1/2, 1/3, 1/4', () => {
    const even = { ...SBG, dropoutA: 1, dropoutB: 1 };
    expect(clv.probabilityStillCustomer(even, { periods: 3 }).value).toBeCloseTo(1 / 4, 12);
    expect(clv.expectedRetentionRate(even, { period: 3 })).toEqual({ value: 0.75 });
    // Without a discount Σ 1/(t + 1) has no end; with one of 1 a period it is Σ 2^−t/(t + 1) = 2 ln 2.
    expect(clv.expectedLifetime(even, { discountRatePerPeriod: 0 })).toEqual({ value: null, reason: 'unbounded' });
    const close = (value: number) => expect.closeTo(value, 12) as number;
    expect(clv.expectedLifetime(even, { discountRatePerPeriod: 1 })).toEqual({ value: close(2 * Math.LN2) });
    // Before the second renewal half are left: Σ_{t ≥ 2} S(t)/S(1)/2^(t−2) = 2·Σ_{t ≥ 2} 2^(2−t)/(t + 1) = 8·(2 ln 2 − 5/4).
    expect(clv.expectedResidualLifetime(even, { renewals: 2, discountRatePerPeriod: 1 })).toEqual({
      value: close(8 * (2 * Math.LN2 - 5 / 4)),
    });
    expect(clv.expectedResidualLifetime(even, { renewals: 2, discountRatePerPeriod: 0 })).toEqual({
      value: null,
      reason: 'unbounded',
    });
  });
  test('a cohort that loses its first customers late has lost some', () => {
    expect(clv.fitSbg({ survivors: [100, 100, 90] }).fit!.boundary).not.toBe('no-dropout');
  });
  test.each([
    // Without discount and with c = 1 the sum is (b + n − 1)/(a − 1); the others by Euler and Maclaurin in 70 digits.
    [1.05, 3, 1, 1, 0, 60],
    [1.05, 3, 1, 6, 0, 160],
    [4, 2, 0.5, 1, 0, 3.1807933404820075],
    [3, 0.7, 0.5, 4, 0, 16.14378274501579],
    [1.5, 2, 0.5, 1, 0.01, 12.90093986800311],
    [0.4, 2, 0.3, 2, 0.0001, 5069.63356480282],
    [0.4, 2, 1.6, 1, 0.0001, 81.10721387916686],
    [0.2, 40, 0.25, 1, 0.00001, 93474.52430311427],
  ])(
    'a = %f, b = %f, c = %f: from renewal %i on at %f a period %f',
    (a, b, c, renewals, discountRatePerPeriod, sum) => {
      const model = { kind: 'bdw', version: 1, dropoutA: a, dropoutB: b, durationShape: c, fit: null } as const;
      const { value } = clv.expectedResidualLifetime(model, { renewals, discountRatePerPeriod });
      expect(value! / sum).toBeCloseTo(1, 12);
    },
  );

  test('has no end where few leave and ever fewer: a·c up to 1', () => {
    const model = { kind: 'bdw', version: 1, dropoutA: 1.5, dropoutB: 2, durationShape: 0.5, fit: null } as const;
    const never = { value: null, reason: 'unbounded' };
    expect(clv.expectedResidualLifetime(model, { renewals: 3, discountRatePerPeriod: 0 })).toEqual(never);
    expect(clv.expectedLifetime(model, { discountRatePerPeriod: 0 })).toEqual(never);
  });

  test('refuses what is no cohort', () => {
    expect(() => clv.fitSbg([])).toThrow(expect.objectContaining({ code: 'empty' }));
    expect(() => clv.fitSbg({ survivors: [10] })).toThrow(expect.objectContaining({ code: 'empty' }));
    expect(() => clv.fitSbg([{ survivors: [10, 11] }])).toThrow(
      expect.objectContaining({ argument: 'cohort[0].survivors[1]' }),
    );
    expect(() => clv.expectedRetentionRate(SBG, { period: 0 })).toThrow(
      expect.objectContaining({ code: 'out-of-range' }),
    );
    expect(() => clv.expectedResidualLifetime(SBG, { renewals: 0, discountRatePerPeriod: 0 })).toThrow(
      expect.objectContaining({ code: 'out-of-range' }),
    );
  });
});

describe('counts of the purchase models', () => {
  const shapes = {
    version: 1,
    purchaseShape: 0.5,
    purchaseScaleDays: 30,
    dropoutA: 0.8,
    dropoutB: 2.4,
    fit: null,
  } as const;
  const models: clv.PurchaseModel[] = [
    { kind: 'nbd', version: 1, purchaseShape: 0.5, purchaseScaleDays: 30, fit: null },
    { kind: 'bg-nbd', ...shapes },
    { kind: 'mbg-nbd', ...shapes },
    { kind: 'bg-cnbd', regularity: 2, ...shapes },
    { kind: 'mbg-cnbd', regularity: 3, ...shapes },
    {
      kind: 'pareto-nbd',
      version: 1,
      purchaseShape: 0.5,
      purchaseScaleDays: 30,
      dropoutShape: 0.6,
      dropoutScaleDays: 80,
      fit: null,
    },
  ];
  const bob = { repeatPurchases: 2, daysToLast: 60, daysObserved: 90 };
  test.each(models)('$kind: sums to 1, mean = expectation, none = no purchase, alive later', (model) => {
    const at = { horizonDays: 60 };
    let [total, mean] = [0, 0];
    for (let purchases = 0; purchases < 150; purchases++) {
      const p = clv.probabilityOfPurchases(model, bob, { ...at, purchases });
      total += p;
      mean += p * purchases;
    }
    expect(total).toBeCloseTo(1, 9);
    expect(mean).toBeCloseTo(clv.expectedPurchases(model, bob, at), 8);
    expect(clv.probabilityNoPurchase(model, bob, at)).toBe(
      clv.probabilityOfPurchases(model, bob, { ...at, purchases: 0 }),
    );
    expect(clv.probabilityOfPurchases(model, bob, { horizonDays: 0, purchases: 1 })).toBe(0);
    const alive = clv.probabilityAlive(model, bob);
    expect(clv.probabilityAliveAt(model, bob, { afterDays: 0 })).toBeCloseTo(alive, 12);
    expect(clv.probabilityAliveAt(model, bob, { afterDays: 50 })).toBeLessThanOrEqual(alive);
    expect(clv.probabilityAlivePath(model, [0, 20, 60], { days: [90] })[0]).toBe(alive);
    const { low, high, coverage } = clv.purchaseCountInterval(model, bob, { ...at, level: 0.9 });
    expect(low <= high && coverage >= 0.9).toBe(true);
    const table = clv.measureFrequencyFit(model, [{ ...bob, customers: 7 }], { top: 6 });
    expect(table.expected.reduce((sum, n) => sum + n, 0)).toBeCloseTo(7, 9);
  });
});
