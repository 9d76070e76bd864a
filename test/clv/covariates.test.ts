import { describe, expect, test } from 'vitest';
import {
  expectedPurchases,
  expectedPurchasesForNewCustomer,
  fitBgNbd,
  fitBgNbdWithCovariates,
  fitParetoNbd,
  fitParetoNbdWithCovariates,
  logLikelihood,
  probabilityAlive,
  probabilityAlivePath,
  simulatePurchases,
  type BgNbdModel,
  type CovariateFitOptions,
  type ParetoNbdModel,
  type PurchaseHistory,
} from 'clientele/clv';
import { dropoutLikelihood } from '../../src/clv/dropout-likelihood.ts';
import { paretoLikelihood } from '../../src/clv/pareto-likelihood.ts';
import { paretoSpan } from '../../src/clv/pareto-span.ts';
import { traitColumns } from '../../src/clv/trait-columns.ts';
import { traitLikelihood, type Effect } from '../../src/clv/trait-likelihood.ts';
import { TRUTH } from './models.ts';
import { simulateShop } from './simulate-shop.ts';

const BG: BgNbdModel = { ...TRUTH, kind: 'bg-nbd' };
const PARETO: ParetoNbdModel = {
  kind: 'pareto-nbd',
  version: 1,
  purchaseShape: 0.8,
  purchaseScaleDays: 40,
  dropoutShape: 0.7,
  dropoutScaleDays: 90,
  fit: null,
};
const TRUE_EFFECT = 0.6;

/** Half the customers came by a campaign: their purchase rate is e^0.6 times that of the others. */
function shop(model: BgNbdModel | ParetoNbdModel, seed: number, customers: number): PurchaseHistory[] {
  return [0, 1].flatMap((campaign) => {
    const own = { ...model, purchaseScaleDays: model.purchaseScaleDays * Math.exp(-TRUE_EFFECT * campaign) };
    return simulateShop(own, seed + campaign, customers / 2).map((row) => ({ ...row, covariates: { campaign } }));
  });
}

const both: CovariateFitOptions = { purchaseCovariates: ['campaign'], dropoutCovariates: ['campaign'] };
const onPurchase: CovariateFitOptions = { purchaseCovariates: ['campaign'], dropoutCovariates: [] };
const FITS = [
  ['BG/NBD', fitBgNbdWithCovariates, fitBgNbd, BG],
  ['Pareto/NBD', fitParetoNbdWithCovariates, fitParetoNbd, PARETO],
] as const;
const SHOPS = { 'BG/NBD': shop(BG, 1, 600), 'Pareto/NBD': shop(PARETO, 1, 600) };

type Traits = Record<string, number>;
const withTraits = (rows: readonly PurchaseHistory[], of: (row: PurchaseHistory, i: number) => Traits) =>
  rows.map((row, i) => ({ ...row, covariates: of(row, i) }));
/** A trait of many values that has to do with nothing: multiples of the golden section. */
const age = (i: number): number => 20 + 60 * ((i * 0.6180339887498949) % 1);

/** The model with one of its parameters or effects, named as in the report, replaced. */
function replaced<M extends BgNbdModel | ParetoNbdModel>(model: M, path: string, change: (value: number) => number): M {
  const copy = structuredClone(model) as any;
  const keys = path.split('.');
  const holder = keys.slice(0, -1).reduce((at, key) => at[key], copy);
  holder[keys.at(-1)!] = change(holder[keys.at(-1)!]);
  return copy;
}

const valueAt = (model: object, path: string): number => path.split('.').reduce((at: any, key) => at[key], model);

describe('derivatives by hand agree with finite differences', () => {
  const rows = withTraits(SHOPS['BG/NBD'].slice(200, 330), (row, i) => ({ ...row.covariates, age: age(i) }));
  const columns = traitColumns(rows, ['campaign', 'age']);
  const [campaign, years] = ['campaign', 'age'].map((name) => columns.traits.get(name)!);
  const of = (parameter: number, sign: 1 | -1, trait = campaign!): Effect => ({ parameter, sign, trait });
  const bgEffects = [of(1, -1), of(1, -1, years), of(2, 1), of(3, 1, years)];
  const paretoEffects = [of(1, -1), of(1, -1, years), of(3, -1)];
  test.each([
    [
      'BG/NBD',
      (at: readonly number[]) => traitLikelihood(columns, bgEffects, (c, p) => dropoutLikelihood(c, p, 0), at),
      [-0.3, 3.5, -0.2, 0.8, 0.3, -0.1, 0.2, 0.15],
    ],
    [
      'Pareto/NBD',
      (at: readonly number[]) => traitLikelihood(columns, paretoEffects, paretoLikelihood, at),
      [-0.3, 3.5, -0.2, 4.1, 0.3, -0.1, 0.2],
    ],
  ])('%s', (_, likelihood, at) => {
    const here = likelihood(at);
    const h = 1e-3;
    at.forEach((__, i) => {
      const moved = (step: number) => likelihood(at.map((value, j) => (j === i ? value + step : value)));
      const [up, down, farUp, farDown] = [moved(h), moved(-h), moved(2 * h), moved(-2 * h)];
      const slope = (8 * (up.value - down.value) - (farUp.value - farDown.value)) / (12 * h);
      expect(Math.abs(here.gradient[i]! - slope)).toBeLessThan(1e-7 * (1 + Math.abs(slope)));
      at.forEach((___, j) => {
        const curve =
          (8 * (up.gradient[j]! - down.gradient[j]!) - (farUp.gradient[j]! - farDown.gradient[j]!)) / (12 * h);
        expect(Math.abs(here.hessian[i]![j]! - curve)).toBeLessThan(1e-7 * (1 + Math.abs(curve)));
        expect(here.hessian[i]![j]).toBe(here.hessian[j]![i]);
      });
    });
  });
});

describe.each(FITS)('%s with covariates', (name, fit, plainFit, truth) => {
  const histories = SHOPS[name];
  const model = fit(histories, both);

  test('is a maximum of the likelihood that predictions read, in every parameter and effect', () => {
    expect(model.fit!.status).toBe('interior');
    expect(model.fit!.gradientNorm).toBeLessThan(1e-6);
    expect(logLikelihood(model, histories)).toBeCloseTo(model.fit!.logLikelihood, 8);
    expect(model.fit!.parameters).toHaveLength(name === 'BG/NBD' ? 7 : 6);
    for (const path of model.fit!.parameters) {
      for (const factor of [-1, 1]) {
        const step = 0.05 * factor * (path.startsWith('effects') ? 1 : valueAt(model, path));
        const moved = replaced(model, path, (value) => value + step);
        expect(logLikelihood(moved, histories)).toBeLessThan(model.fit!.logLikelihood);
      }
    }
  });

  test('covariance is the inverse of the curvature in the raw parameters and effects', () => {
    const paths = model.fit!.parameters;
    const steps = paths.map((path) => 1e-3 * (path.startsWith('effects') ? 1 : valueAt(model, path)));
    const at = (i: number, a: number, j: number, b: number): number => {
      const first = replaced(model, paths[i]!, (value) => value + a * steps[i]!);
      return logLikelihood(
        replaced(first, paths[j]!, (value) => value + b * steps[j]!),
        histories,
      );
    };
    const information = paths.map((_, i) =>
      paths.map(
        (__, j) =>
          -(at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)) / (4 * steps[i]! * steps[j]!),
      ),
    );
    model.fit!.covariance!.forEach((row, i) =>
      paths.forEach((_, j) => {
        const product = row.reduce((sum, value, k) => sum + value * information[k]![j]!, 0);
        const scale = steps[j]! / steps[i]!;
        expect(Math.abs(product * scale - (i === j ? scale : 0))).toBeLessThan(2e-3 * Math.max(1, scale));
      }),
    );
    expect(model.fit!.standardErrors).toEqual(model.fit!.covariance!.map((row, i) => Math.sqrt(row[i]!)));
  });

  test.each([21, 22, 23])('recovers the effect that was simulated with seed %d', (seed) => {
    const found = fit(shop(truth, seed * 100, 20_000), onPurchase);
    const place = found.fit!.parameters.indexOf('effects.purchase.campaign');
    expect(found.fit!.status).toBe('interior');
    const effect = found.effects!.purchase.campaign!;
    expect(Math.abs(effect - TRUE_EFFECT)).toBeLessThan(4 * found.fit!.standardErrors[place]!);
    expect(found.fit!.standardErrors[place]).toBeLessThan(0.05);
  });

  test('does not depend on the order of the customers, nor on how equal ones are counted, to the last bit', () => {
    const shuffled = histories.map((row, i) => [(i * 7919) % 601, row] as const).toSorted((p, q) => p[0] - q[0]);
    expect(
      fit(
        shuffled.map(([, row]) => row),
        both,
      ),
    ).toEqual(model);
    const twice = fit([...histories, ...histories], both);
    expect(
      fit(
        histories.map((row) => ({ ...row, customers: 2 })),
        both,
      ),
    ).toEqual(twice);
    expect(twice.fit!.n).toBe(2 * model.fit!.n);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test('does not depend on the unit of a trait: effects are for the trait as it was given', () => {
    const other = withTraits(histories, ({ covariates }) => ({ campaign: 100 * covariates!.campaign! + 2000 }));
    const moved = fit(other, both);
    expect(moved.fit!.logLikelihood).toBeCloseTo(model.fit!.logLikelihood, 8);
    expect((100 * moved.effects!.purchase.campaign!) / model.effects!.purchase.campaign!).toBeCloseTo(1, 6);
    const history = { repeatPurchases: 3, daysToLast: 150, daysObserved: 300 };
    for (const campaign of [0, 1]) {
      const options = { horizonDays: 90 };
      const one = { ...history, covariates: { campaign } };
      const same = { ...history, covariates: { campaign: 100 * campaign + 2000 } };
      expect(probabilityAlive(moved, same) / probabilityAlive(model, one)).toBeCloseTo(1, 8);
      expect(expectedPurchases(moved, same, options) / expectedPurchases(model, one, options)).toBeCloseTo(1, 8);
    }
    const place = model.fit!.parameters.indexOf('effects.purchase.campaign');
    expect((100 * moved.fit!.standardErrors[place]!) / model.fit!.standardErrors[place]!).toBeCloseTo(1, 5);
  });

  test('without a covariate it is the plain fit', () => {
    const plain = plainFit(histories);
    const none = fit(histories, { purchaseCovariates: [], dropoutCovariates: [] });
    expect(none.fit!.logLikelihood).toBeCloseTo(plain.fit!.logLikelihood, 8);
    for (const path of plain.fit!.parameters) {
      expect(valueAt(none, path) / valueAt(plain, path)).toBeCloseTo(1, 6);
    }
    plain.fit!.standardErrors.forEach((error, i) => expect(none.fit!.standardErrors[i]! / error!).toBeCloseTo(1, 5));
  });

  test('predictions read the traits, for newcomers too', () => {
    const options = { horizonDays: 180 };
    const expected = (campaign: number) =>
      expectedPurchasesForNewCustomer(model, { ...options, covariates: { campaign } });
    expect(expected(1)).toBeGreaterThan(1.2 * expected(0));
    expect(() => expectedPurchasesForNewCustomer(model, options)).toThrow(/covariates\.campaign/);
    expect(() =>
      probabilityAlive(model, { repeatPurchases: 0, daysToLast: 0, daysObserved: 9, covariates: {} }),
    ).toThrow(expect.objectContaining({ code: 'missing-value', argument: 'history.covariates.campaign' }));
  });

  test('a path over time reads the traits too: what she is known for does not change with the day', () => {
    const covariates = { campaign: 1, age: 30 };
    const days = [0, 20, 60, 90];
    expect(probabilityAlivePath(model, [0, 60], { days, covariates })).toEqual(
      days.map((day) => {
        const known = day < 60 ? { repeatPurchases: 0, daysToLast: 0 } : { repeatPurchases: 1, daysToLast: 60 };
        return probabilityAlive(model, { ...known, daysObserved: day, covariates });
      }),
    );
    expect(() => probabilityAlivePath(model, [0, 60], { days })).toThrow(
      expect.objectContaining({ code: 'missing-value' }),
    );
  });

  test('names a constant covariate, leaves its effect at 0 and says weak', () => {
    const rows = withTraits(histories, ({ covariates }) => ({ ...covariates, shop: 7 }));
    const found = fit(rows, { purchaseCovariates: ['shop', 'campaign'], dropoutCovariates: ['campaign'] });
    expect(found.fit!.status).toBe('weak');
    expect(found.fit!.warnings.map(({ code, facts }) => [code, facts])).toEqual([
      ['constant-covariate', { covariate: 'shop' }],
    ]);
    expect(found.fit!.warnings[0]!.message).toContain('shop');
    expect(found.effects!.purchase).toEqual({ shop: 0, campaign: model.effects!.purchase.campaign });
    expect(found.fit!.standardErrors[found.fit!.parameters.indexOf('effects.purchase.shop')]).toBeNull();
  });

  test('names the later of two collinear covariates', () => {
    const rows = withTraits(histories, ({ covariates }, i) => {
      const campaign = covariates!.campaign!;
      return { campaign, age: age(i), mixed: 3 * age(i) - 40 * campaign + 11 };
    });
    const found = fit(rows, { purchaseCovariates: ['campaign', 'age', 'mixed'], dropoutCovariates: [] });
    expect(found.fit!.status).toBe('weak');
    expect(found.fit!.warnings.map(({ code, facts }) => [code, facts])).toEqual([
      ['collinear-covariate', { covariate: 'mixed' }],
    ]);
    expect(found.effects!.purchase.mixed).toBe(0);
    // What remains is the fit without it.
    const without = fit(rows, { purchaseCovariates: ['campaign', 'age'], dropoutCovariates: [] });
    expect(found.fit!.logLikelihood).toBe(without.fit!.logLikelihood);
    expect(found.effects!.purchase.age).toBe(without.effects!.purchase.age);
  });

  test('a trait of as many values as customers, and one that tells nothing, gains next to nothing', () => {
    const rows = withTraits(histories, (_, i) => ({ age: age(i) }));
    const found = fit(rows, { purchaseCovariates: ['age'], dropoutCovariates: [] });
    const gain = found.fit!.logLikelihood - plainFit(histories).fit!.logLikelihood;
    expect(gain).toBeGreaterThanOrEqual(-1e-8);
    expect(gain).toBeLessThan(5);
    expect(Math.abs(found.effects!.purchase.age!)).toBeLessThan(0.02);
  });

  test('a trait that differs for each of many customers: the sample that the climb begins with leaves no trace', () => {
    const rows = shop(truth, 900, 10_400).map((row, i) => ({
      ...row,
      covariates: { campaign: row.covariates!.campaign! + age(i) / 1e6 },
    }));
    const found = fit(rows, onPurchase);
    const place = found.fit!.parameters.indexOf('effects.purchase.campaign');
    expect(found.fit).toMatchObject({ status: 'interior', uniqueHistories: 10_400 });
    expect(found.fit!.gradientNorm).toBeLessThan(1e-5);
    expect(logLikelihood(found, rows)).toBeCloseTo(found.fit!.logLikelihood, 6);
    expect(Math.abs(found.effects!.purchase.campaign! - TRUE_EFFECT)).toBeLessThan(
      4 * found.fit!.standardErrors[place]!,
    );
    // With the last digits of the trait cut off there are two blocks and no sample: the same top to those digits.
    const coarse = fit(
      rows.map((row) => ({ ...row, covariates: { campaign: Math.round(row.covariates.campaign) } })),
      onPurchase,
    );
    expect(found.purchaseShape / coarse.purchaseShape).toBeCloseTo(1, 3);
    expect(found.effects!.purchase.campaign!).toBeCloseTo(coarse.effects!.purchase.campaign!, 3);
    expect(fit(rows.toReversed(), onPurchase)).toEqual(found);
  });

  test('where nobody came back it says so and keeps every effect at 0', () => {
    const silent = [0, 1].map((campaign) => ({
      repeatPurchases: 0,
      daysToLast: 0,
      daysObserved: 90,
      customers: 40,
      covariates: { campaign },
    }));
    const found = fit(silent, both);
    expect(found.fit).toMatchObject({ status: 'boundary', boundary: 'no-repeats', n: 80, logLikelihood: 0 });
    expect(found.purchaseShape).toBe(0);
    expect(found.effects!.purchase).toEqual({ campaign: 0 });
    expect(expectedPurchases(found, silent[1]!, { horizonDays: 90 })).toBe(0);
  });

  test('where nobody leaves, the purchase effects stay and those of dropout are at rest', () => {
    // A purchase every 10 or 20 days up to the last day: no silence anywhere.
    const faithful = [0, 1].flatMap((campaign) =>
      Array.from({ length: 30 }, (_, i) => ({
        repeatPurchases: (campaign + 1) * (3 + (i % 7)),
        daysToLast: 90,
        daysObserved: 90,
        covariates: { campaign },
      })),
    );
    const found = fit(faithful, both);
    expect(found.fit).toMatchObject({ status: 'boundary', boundary: 'no-dropout' });
    expect(found.fit!.warnings[0]!.code).toBe('no-dropout');
    expect(found.effects!.purchase.campaign).toBeCloseTo(Math.LN2, 1);
    const errors = Object.fromEntries(found.fit!.parameters.map((path, i) => [path, found.fit!.standardErrors[i]]));
    expect(errors['effects.purchase.campaign']).toBeGreaterThan(0);
    for (const [field, effects] of Object.entries(found.effects!)) {
      if (field === 'purchase') continue;
      expect(effects).toEqual({ campaign: 0 });
      expect(errors[`effects.${field}.campaign`]).toBeNull();
    }
    expect(probabilityAlive(found, faithful[0]!)).toBe(1);
  });

  test('priors speak of the parameters as they are reported, and the likelihood stays the likelihood', () => {
    const priors = { purchaseScaleDays: { median: 2 * model.purchaseScaleDays, logSd: 0.1 } };
    const found = fit(histories, { ...both, priors });
    expect(found.purchaseScaleDays).toBeGreaterThan(1.1 * model.purchaseScaleDays);
    expect(found.fit!.logLikelihood).toBeCloseTo(logLikelihood(found, histories), 8);
    expect(found.fit!.priors).toEqual(priors);
    const posterior = (m: typeof model): number =>
      logLikelihood(m, histories) - (Math.log(m.purchaseScaleDays / priors.purchaseScaleDays.median) / 0.1) ** 2 / 2;
    for (const path of found.fit!.parameters) {
      for (const step of [-0.02, 0.02]) {
        expect(posterior(replaced(found, path, (v) => v + step * (path.startsWith('effects') ? 1 : v)))).toBeLessThan(
          posterior(found),
        );
      }
    }
    expect(fit(histories.slice(0, 40), { ...both, priors: 'weak' }).fit!.priors).toHaveProperty('purchaseShape');
  });

  test('refuses what it cannot read, and says where', () => {
    const bad = (row: object): PurchaseHistory[] => [histories[0]!, { ...histories[1]!, ...row }];
    const cases: [PurchaseHistory[], Partial<CovariateFitOptions>, string, string][] = [
      [[], {}, 'empty', 'histories'],
      [bad({ covariates: undefined }), {}, 'missing-value', 'histories[1].covariates.campaign'],
      [bad({ covariates: {} }), {}, 'missing-value', 'histories[1].covariates.campaign'],
      [bad({ covariates: { campaign: '1' } }), {}, 'wrong-type', 'histories[1].covariates.campaign'],
      [bad({ covariates: { campaign: NaN } }), {}, 'not-finite', 'histories[1].covariates.campaign'],
      [bad({ daysToLast: 400 }), {}, 'out-of-range', 'histories[1].daysToLast'],
      [bad({ customers: -1 }), {}, 'out-of-range', 'histories[1].customers'],
      [histories, { purchaseCovariates: ['campaign', 'campaign'] }, 'duplicate', 'options.purchaseCovariates[1]'],
      [histories, { dropoutCovariates: ['campaign', 'campaign'] }, 'duplicate', 'options.dropoutCovariates[1]'],
      [histories, { priors: { spend: { median: 1, logSd: 1 } } }, 'unknown-name', 'options.priors.spend'],
    ];
    for (const [rows, options, code, argument] of cases) {
      expect(() => fit(rows, { ...both, ...options })).toThrow(expect.objectContaining({ code, argument }));
    }
  });
});

test('a few customers with a trait do not lead the fit up a ridge beside a higher top', () => {
  const truth = { ...BG, purchaseShape: 0.6, purchaseScaleDays: 60, dropoutA: 0.7, dropoutB: 3 };
  const rows = simulatePurchases(truth, { seed: 103, customers: 300, observedDays: 300 }).map(
    ({ purchaseDays }, i) => ({
      repeatPurchases: purchaseDays.length - 1,
      daysToLast: Math.round(purchaseDays.at(-1)!),
      daysObserved: 300,
      covariates: { campaign: i < 30 ? 1 : 0 },
    }),
  );
  const model = fitBgNbdWithCovariates(rows, both);
  // The ridge is 0.0112 lower, and there leaving of the thirty depends on nothing but how large its effects have grown.
  expect(model.fit!.status).toBe('interior');
  expect(Math.abs(model.effects!.dropoutA.campaign!)).toBeLessThan(1);
});

test('three histories, one of them with a trait of its own: a climb that tries a shape of 10^298 comes to an end', () => {
  const row = (repeatPurchases: number, daysToLast: number, customers: number, campaign: number) => {
    return { repeatPurchases, daysToLast, daysObserved: 222, customers, covariates: { campaign } };
  };
  const rows = [row(8, 116, 37, 0), row(0, 0, 12, 0), row(8, 208, 34, 1)];
  const model = fitParetoNbdWithCovariates(rows, both);
  // Those with the trait have histories of one kind: nothing holds its effects, and no climb ends at a top.
  expect(model.fit!.status).not.toBe('interior');
  expect(model.fit!.logLikelihood).toBeGreaterThan(fitParetoNbd(rows).fit!.logLikelihood);
  // Beyond every number the density falls within less than a double can tell from nothing.
  expect(paretoSpan(4e28, 1e22, 2e201, 2e298, 14)).toBeLessThan(1e-90);
});

test.each([
  [96, 4, 0.5],
  [117, 10, 0.7],
  [396, 4, 0.5],
])(
  'seed %d, %d customers of a campaign: with an effect on leaving a model is never less likely than without',
  (seed, few, purchaseShape) => {
    // A ridge of the few once ended the climb up to 0.2 below the model that knows nothing of leaving.
    const truth = { ...BG, purchaseShape, purchaseScaleDays: 60, dropoutA: 0.3, dropoutB: 3 };
    const rows = simulatePurchases(truth, { seed, customers: 120, observedDays: 300 }).map(({ purchaseDays }, i) => ({
      repeatPurchases: purchaseDays.length - 1,
      daysToLast: Math.round(purchaseDays.at(-1)!),
      daysObserved: 300,
      covariates: { campaign: i < few ? 1 : 0 },
    }));
    const [without, model] = [onPurchase, both].map((options) => fitBgNbdWithCovariates(rows, options).fit!);
    expect(model!.logLikelihood).toBeGreaterThan(without!.logLikelihood + 0.1);
    expect(model!.status).toBe('weak');
  },
);

test('of many customers with a trait each, a sixteenth is climbed first, and few rounds look at everybody', () => {
  const table = [
    [0, 0],
    [1, 60],
    [2, 90],
    [0, 0],
    [4, 180],
    [0, 0],
    [9, 255],
  ] as const;
  const rows = Array.from({ length: 10_010 }, (_, i) => {
    const [repeatPurchases, daysToLast] = table[i % 7]!;
    return { repeatPurchases, daysToLast, daysObserved: 270, covariates: { campaign: age(i) } };
  });
  const { fit } = fitBgNbdWithCovariates(rows, onPurchase);
  expect(fit!.uniqueHistories).toBe(10_010);
  expect(fit!.status).toBe('interior');
  // A climb over everybody from the same starts takes seven.
  expect(fit!.iterations).toBeLessThan(6);
});
