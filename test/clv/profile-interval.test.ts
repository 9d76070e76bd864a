import { describe, expect, test } from 'vitest';
import {
  fitBdw,
  fitBgBb,
  fitBgNbd,
  fitBgNbdWithCovariates,
  fitGammaGamma,
  fitMbgCnbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitParetoNbdWithCovariates,
  fitSbg,
  logLikelihood,
  profileInterval,
  simulateContracts,
  simulateSpend,
  simulateSuccesses,
  type FitOptions,
  type ModelFit,
  type NbdModel,
  type PurchaseHistory,
} from 'clientele/clv';
import type { OpenInterval } from 'clientele/statistics';
import { BDW, BGBB, GG, SBG, TRUTH } from './models.ts';
import { simulateShop } from './simulate-shop.ts';

const row = (repeatPurchases: number, daysToLast: number, customers: number): PurchaseHistory => ({
  repeatPurchases,
  daysToLast,
  daysObserved: 270,
  customers,
});
const customers = [row(0, 0, 140), row(1, 60, 30), row(2, 90, 20), row(4, 180, 12), row(9, 255, 9)];
const shop = simulateShop(TRUTH, 5, 1500);
/** Half of χ² with one degree of freedom at 0.95, from a table. */
const ALLOWED = 3.841458820694124 / 2;

describe('NBD with one age for all, where the best scale of a shape is known: α = r·T/mean', () => {
  const nbd = fitNbd(customers);
  const mean = nbd.fit!.repeatPurchases / nbd.fit!.n;
  const at = (r: number): NbdModel => ({ ...nbd, purchaseShape: r, purchaseScaleDays: (r * 270) / mean });

  test('both ends lie where the likelihood is lower by half of the quantile', () => {
    const { low, high, level, method } = profileInterval(nbd, customers, { parameter: 'purchaseShape' });
    expect([level, method]).toEqual([0.95, 'profile']);
    for (const end of [low!, high!]) {
      expect(nbd.fit!.logLikelihood - logLikelihood(at(end), customers)).toBeCloseTo(ALLOWED, 6);
    }
    expect(low).toBeLessThan(nbd.purchaseShape);
    expect(high).toBeGreaterThan(nbd.purchaseShape);
  });

  test('a higher level is wider, and the start does not matter', () => {
    const narrow = profileInterval(nbd, customers, { parameter: 'purchaseShape', level: 0.5 });
    const wide = profileInterval(at(3), customers, { parameter: 'purchaseShape', level: 0.99 });
    const fromTop = profileInterval(nbd, customers, { parameter: 'purchaseShape', level: 0.99 });
    expect(wide.low!).toBeLessThan(narrow.low!);
    expect(wide.high!).toBeGreaterThan(narrow.high!);
    expect(wide.low! / fromTop.low!).toBeCloseTo(1, 6);
    expect(wide.high! / fromTop.high!).toBeCloseTo(1, 6);
  });
});

describe.each([
  ['bg-nbd', fitBgNbd],
  ['mbg-nbd', fitMbgNbd],
  ['mbg-cnbd', fitMbgCnbd],
  ['pareto-nbd', fitParetoNbd],
] as const)('%s', (_, fit) => {
  const model = fit(shop);

  test('near to the standard errors where these can be trusted', () => {
    const { low, high } = profileInterval(model, shop, { parameter: 'purchaseScaleDays' });
    const place = model.fit!.parameters.indexOf('purchaseScaleDays');
    const error = model.fit!.standardErrors[place]! / model.purchaseScaleDays;
    const width = Math.log(high! / low!) / (2 * 1.959964 * error);
    expect(width).toBeGreaterThan(0.85);
    expect(width).toBeLessThan(1.15);
  });

  test('no other parameters do better at an end than it says', () => {
    const { high } = profileInterval(model, shop, { parameter: 'purchaseScaleDays' });
    // A prior that holds the scale at the end leaves the climb of a fit to the others: the same height.
    const held = fit(shop, { priors: { purchaseScaleDays: { median: high!, logSd: 1e-5 } } });
    expect(held.purchaseScaleDays / high!).toBeCloseTo(1, 5);
    expect(model.fit!.logLikelihood - held.fit!.logLikelihood).toBeCloseTo(ALLOWED, 2);
  });
});

/** A fitted model with a profile: the interval of one parameter, and the fit that a prior holds at some value of it. */
interface Profiled {
  model: { fit: ModelFit | null };
  parameter: string;
  interval: OpenInterval;
  held: (options: FitOptions) => { fit: ModelFit | null };
}
const donors = simulateSuccesses(BGBB, { seed: 3, customers: 800, opportunities: 6 });
const spenders = simulateSpend(
  GG,
  [1, 2, 3, 5, 8].map((repeatPurchases) => ({ repeatPurchases, customers: 80 })),
  { seed: 4 },
);
const contracts = { survivors: simulateContracts(BDW, { seed: 5, customers: 4000, periods: 9 }).survivors };

describe.each<[string, () => Profiled]>([
  [
    'bg-bb',
    () => {
      const model = fitBgBb(donors);
      const interval = profileInterval(model, donors, { parameter: 'dropoutB' });
      return { model, parameter: 'dropoutB', interval, held: (options) => fitBgBb(donors, options) };
    },
  ],
  [
    'gamma-gamma',
    () => {
      const model = fitGammaGamma(spenders);
      const interval = profileInterval(model, spenders, { parameter: 'spreadScale' });
      return { model, parameter: 'spreadScale', interval, held: (options) => fitGammaGamma(spenders, options) };
    },
  ],
  [
    'sbg',
    () => {
      const model = fitSbg(contracts);
      const interval = profileInterval(model, contracts, { parameter: 'dropoutA' });
      return { model, parameter: 'dropoutA', interval, held: (options) => fitSbg(contracts, options) };
    },
  ],
  [
    'bdw, two cohorts',
    () => {
      const cohorts = [contracts, { survivors: contracts.survivors.slice(0, 5) }];
      const model = fitBdw(cohorts);
      const interval = profileInterval(model, cohorts, { parameter: 'durationShape' });
      return { model, parameter: 'durationShape', interval, held: (options) => fitBdw(cohorts, options) };
    },
  ],
])('%s', (_, make) => {
  const { model, parameter, interval, held } = make();
  const fit = model.fit!;

  test('is lower by half of the quantile at both ends, whatever the other parameters do', () => {
    for (const end of [interval.low!, interval.high!]) {
      const { logLikelihood: there } = held({ priors: { [parameter]: { median: end, logSd: 1e-5 } } }).fit!;
      expect(fit.logLikelihood - there).toBeCloseTo(ALLOWED, 2);
    }
  });

  test('lies around the estimate, about as wide as its standard error says', () => {
    const value = (model as unknown as Record<string, number>)[parameter]!;
    const error = fit.standardErrors[fit.parameters.indexOf(parameter)]! / value;
    expect(interval.low).toBeLessThan(value);
    expect(interval.high).toBeGreaterThan(value);
    const width = Math.log(interval.high! / interval.low!) / (2 * 1.959964 * error);
    expect(width).toBeGreaterThan(0.8);
    expect(width).toBeLessThan(1.25);
  });
});

describe('covariates', () => {
  const traits = shop.map((history, i) => ({
    ...history,
    covariates: { campaign: i % 2, joined: 2020 + ((i * 7) % 5) },
  }));
  const onPurchase = { purchaseCovariates: ['campaign'], dropoutCovariates: [] };
  test.each([
    ['BG/NBD', fitBgNbdWithCovariates, fitBgNbd],
    ['Pareto/NBD', fitParetoNbdWithCovariates, fitParetoNbd],
  ] as const)('%s: an effect on the rate is another clock for those who have the trait', (_, fit, plain) => {
    // α·exp(−γ) at times t is α at times t·exp(γ), where leaving does not look at the clock or is put on it too.
    const model = fit(traits, { ...onPurchase, dropoutCovariates: plain === fitParetoNbd ? ['campaign'] : [] });
    const { low, high } = profileInterval(model, traits, { parameter: 'effects.purchase.campaign' });
    expect(low).toBeLessThan(model.effects!.purchase.campaign!);
    expect(high).toBeGreaterThan(model.effects!.purchase.campaign!);
    if (plain === fitParetoNbd) return;
    for (const effect of [low!, high!]) {
      const clock = (campaign: number): number => Math.exp(effect * campaign);
      const rows = traits.map(({ repeatPurchases, daysToLast, daysObserved, covariates: { campaign } }) => ({
        repeatPurchases,
        daysToLast: daysToLast * clock(campaign),
        daysObserved: daysObserved * clock(campaign),
      }));
      const moved = traits.reduce((sum, row) => sum + row.repeatPurchases * row.covariates.campaign, 0) * effect;
      const there = plain(rows).fit!.logLikelihood + moved;
      expect(model.fit!.logLikelihood - there).toBeCloseTo(ALLOWED, 6);
    }
  });

  test('a parameter is that of a customer whose traits are 0, however far the traits are from it', () => {
    const model = fitBgNbdWithCovariates(traits, { purchaseCovariates: ['joined'], dropoutCovariates: [] });
    const moved = traits.map((row) => ({ ...row, covariates: { joined: row.covariates.joined - 2020 } }));
    const near = fitBgNbdWithCovariates(moved, { purchaseCovariates: ['joined'], dropoutCovariates: [] });
    const parameter = 'effects.purchase.joined';
    const far = profileInterval(model, traits, { parameter });
    expect(far.high).toBeCloseTo(profileInterval(near, moved, { parameter }).high!, 6);
    const scale = profileInterval(near, moved, { parameter: 'purchaseScaleDays' });
    const held = fitBgNbdWithCovariates(moved, {
      purchaseCovariates: ['joined'],
      dropoutCovariates: [],
      priors: { purchaseScaleDays: { median: scale.high!, logSd: 1e-5 } },
    });
    expect(near.fit!.logLikelihood - held.fit!.logLikelihood).toBeCloseTo(ALLOWED, 2);
  });

  test('two effects on leaving are profiled apart, and one that was left at 0 has no profile', () => {
    const options = { purchaseCovariates: ['campaign', 'same'], dropoutCovariates: ['campaign'] };
    const rows = traits.map((row) => ({ ...row, covariates: { ...row.covariates, same: 1 } }));
    const model = fitBgNbdWithCovariates(rows, options);
    for (const field of ['dropoutA', 'dropoutB'] as const) {
      const { low, high } = profileInterval(model, rows, { parameter: `effects.${field}.campaign` });
      expect(low ?? -Infinity).toBeLessThan(model.effects![field].campaign!);
      expect(high ?? Infinity).toBeGreaterThan(model.effects![field].campaign!);
    }
    expect(() => profileInterval(model, rows, { parameter: 'effects.purchase.same' })).toThrow(
      expect.objectContaining({ code: 'unknown-name', argument: 'options.parameter' }),
    );
  });

  test('where nobody leaves only buying has a profile', () => {
    const faithful = Array.from({ length: 30 }, (_, i) => ({
      ...row(1 + (i % 5) ** 2, 270, 1),
      covariates: { campaign: i % 2 },
    }));
    const model = fitParetoNbdWithCovariates(faithful, {
      purchaseCovariates: ['campaign'],
      dropoutCovariates: ['campaign'],
    });
    expect(model.fit!.boundary).toBe('no-dropout');
    const { low, high } = profileInterval(model, faithful, { parameter: 'effects.purchase.campaign' });
    expect(low).toBeLessThan(high!);
    expect(() => profileInterval(model, faithful, { parameter: 'effects.dropout.campaign' })).toThrow(
      expect.objectContaining({ code: 'unknown-name' }),
    );
  });
});

test('an end that the data do not set is null, though the standard error promises one', () => {
  const few = [row(0, 0, 30), row(1, 60, 6), row(2, 90, 3), row(4, 180, 3), row(9, 255, 2), row(20, 150, 1)];
  const model = fitMbgNbd(few);
  expect(model.fit!.status).toBe('interior');
  expect(model.fit!.standardErrors[3]).toBeLessThan(0.3);
  const { low, high } = profileInterval(model, few, { parameter: 'dropoutB' });
  expect(low).toBeLessThan(model.dropoutB);
  expect(high).toBeNull();
});

test('a model without dropout is profiled as one', () => {
  const faithful = Array.from({ length: 30 }, (_, i) => row(1 + (i % 5) ** 2, 270, 1));
  const model = fitBgNbd(faithful);
  expect(model.fit!.boundary).toBe('no-dropout');
  const { low } = profileInterval(model, faithful, { parameter: 'purchaseShape' });
  expect(low).toBeGreaterThan(0);
  expect(() => profileInterval(model, faithful, { parameter: 'dropoutA' })).toThrow(
    expect.objectContaining({ code: 'unknown-name', argument: 'options.parameter' }),
  );
});

test('refuses what has no profile', () => {
  const nbd = fitNbd(customers);
  const parameter = 'purchaseShape';
  expect(() => profileInterval(nbd, customers, { parameter: 'spend' })).toThrow(
    expect.objectContaining({ code: 'unknown-name' }),
  );
  expect(() => profileInterval({ ...nbd, purchaseShape: 0 }, customers, { parameter })).toThrow(
    expect.objectContaining({ code: 'unsupported', argument: 'model' }),
  );
  expect(() => profileInterval({ ...SBG, dropoutA: 0 }, { survivors: [9, 8] }, { parameter: 'dropoutB' })).toThrow(
    expect.objectContaining({ code: 'unsupported', argument: 'model' }),
  );
  expect(() => profileInterval({ ...GG, spendShape: -1 }, [], { parameter: 'spendShape' })).toThrow(
    expect.objectContaining({ code: 'out-of-range', argument: 'model.spendShape' }),
  );
  const unknown = { ...nbd, kind: 'gompertz' } as unknown as NbdModel;
  expect(() => profileInterval(unknown, customers, { parameter })).toThrow(
    expect.objectContaining({ code: 'wrong-kind', argument: 'model' }),
  );
  expect(() => profileInterval(nbd, [], { parameter })).toThrow(expect.objectContaining({ code: 'empty' }));
});
