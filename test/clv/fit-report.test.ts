/** What a fit says of itself: its counts, its criteria, its priors, and its warnings word for word with their facts. */
import { describe, expect, test } from 'vitest';
import * as clv from 'clientele/clv';
import { logGamma } from 'clientele/statistics';

const row = (repeatPurchases: number, daysToLast: number, customers: number, daysObserved = 90) => {
  return { repeatPurchases, daysToLast, daysObserved, customers };
};
const spend = (repeatPurchases: number, meanRepeatAmount: number, customers: number) => {
  return { repeatPurchases, meanRepeatAmount, customers };
};
const gala = (successes: number, lastSuccess: number, opportunities: number, customers: number) => {
  return { successes, lastSuccess, opportunities, customers };
};

/** Nobody is silent for long: nobody leaves. */
const steady = [row(5, 88, 10), row(3, 85, 10), row(1, 80, 10), row(0, 0, 4)];
/** Many one-time buyers, few who come often. */
const leavers = [
  row(0, 0, 140, 270),
  row(1, 60, 12, 270),
  row(2, 90, 20, 260),
  row(4, 180, 12, 270),
  row(19, 255, 9, 270),
];
const six = [row(2, 30, 2), row(0, 0, 2), row(4, 80, 2)];
/** Three orders each, the last of them now. */
const faithful = [row(3, 90, 10), row(3, 88, 10)];
/** Three or four orders each, half of them long ago. */
const alike = [row(3, 20, 10), row(3, 88, 10), row(4, 30, 10), row(4, 80, 10)];
const amounts = [spend(1, 5, 5), spend(1, 70, 5), spend(2, 20, 5), spend(2, 46, 5), spend(5, 10, 4), spend(5, 50, 4)];
const donors = [
  gala(0, 0, 6, 40),
  gala(1, 1, 6, 20),
  gala(2, 3, 6, 15),
  gala(3, 6, 6, 10),
  gala(6, 6, 6, 12),
  gala(4, 5, 6, 5),
];

const few = [row(1, 10, 7), row(0, 0, 12), row(4, 76, 8), row(1, 82, 5)];
const tail = [
  spend(1, 42.3, 1),
  spend(2, 1.4, 1),
  spend(2, 10.3, 1),
  spend(3, 828.4, 1),
  spend(3, 4.3, 1),
  spend(1, 1714.2, 1),
];
/** Means of a heavy tail, which still have a mean. */
const heavy = [spend(3, 229, 1), spend(5, 12, 5), spend(6, 18, 2), spend(6, 122, 4), spend(3, 2, 4), spend(2, 11, 3)];
const regular = [
  { ...row(3, 80, 4), sumLogGapDays: 3 * Math.log(80 / 3) - 0.1 },
  { ...row(2, 30, 3), sumLogGapDays: 2 * Math.log(15) - 0.2 },
  { ...row(5, 88, 6), sumLogGapDays: 5 * Math.log(88 / 5) - 0.4 },
  row(0, 0, 9),
];

const NO_REPEATS =
  'None of the 7 customers bought again within the window, so the model expects no further purchases. The window may be too short.';
const NO_DROPOUT =
  'The data shows no dropout: the window may be too short, or the log holds survivors only. Purchase rates are right; every customer counts as alive.';
const RATES = 'Customers do not differ measurably in how often they buy: one rate for all fits as well.';
const DROPOUT = 'Customers do not differ measurably in how easily they leave: one probability for all fits as well.';
const FAILED =
  'No maximum of the likelihood was found. The parameters are the best finite ones that were seen: do not use them.';
const weak = (direction: string): string =>
  `The data hardly decide ${direction}. Predictions of groups are usable; use priors ('weak') or a longer window before you read the parameters.`;

interface Fitted {
  kind: string;
  fit: clv.ModelFit | null;
}
const said = ({ fit }: Fitted) => fit!.warnings.map(({ code, message }) => [code, message]);

describe('warnings, word for word', () => {
  const nobody = [row(0, 0, 7)];
  const traits = (rows: ReturnType<typeof row>[], of: (i: number) => Record<string, number>) =>
    rows.map((each, i) => ({ ...each, covariates: of(i) }));
  const none = { purchaseCovariates: [], dropoutCovariates: [] };
  test.each<
    [string, clv.ModelFit['status'], clv.ModelFit['boundary'], [code: string, message: string][], () => Fitted]
  >([
    ['NBD of one-time buyers', 'boundary', 'no-repeats', [['no-repeats', NO_REPEATS]], () => clv.fitNbd(nobody)],
    ['BG/NBD of one-time buyers', 'boundary', 'no-repeats', [['no-repeats', NO_REPEATS]], () => clv.fitBgNbd(nobody)],
    [
      'Pareto/NBD of one-time buyers',
      'boundary',
      'no-repeats',
      [['no-repeats', NO_REPEATS]],
      () => clv.fitParetoNbd(nobody),
    ],
    [
      'covariates of one-time buyers',
      'boundary',
      'no-repeats',
      [['no-repeats', NO_REPEATS]],
      () => clv.fitBgNbdWithCovariates(nobody, none),
    ],
    ['BG/NBD of those who stay', 'boundary', 'no-dropout', [['no-dropout', NO_DROPOUT]], () => clv.fitBgNbd(steady)],
    [
      'Pareto/NBD of those who stay',
      'boundary',
      'no-dropout',
      [['no-dropout', NO_DROPOUT]],
      () => clv.fitParetoNbd(steady),
    ],
    [
      'covariates of those who stay',
      'boundary',
      'no-dropout',
      [['no-dropout', NO_DROPOUT]],
      () => clv.fitBgNbdWithCovariates(steady, none),
    ],
    [
      'sBG of those who stay',
      'boundary',
      'no-dropout',
      [['no-dropout', NO_DROPOUT]],
      () => clv.fitSbg({ survivors: [100, 100] }),
    ],
    ['NBD of equals', 'boundary', 'identical-rates', [['identical-rates', RATES]], () => clv.fitNbd(alike)],
    [
      'MBG/NBD of equals',
      'boundary',
      'identical-rates',
      [
        ['identical-rates', RATES],
        ['identical-dropout', DROPOUT],
      ],
      () => clv.fitMbgNbd(alike),
    ],
    [
      'Pareto/NBD of equals',
      'boundary',
      'identical-rates',
      [
        ['identical-rates', RATES],
        ['identical-dropout', DROPOUT],
      ],
      () => clv.fitParetoNbd(alike),
    ],
    [
      'BG/NBD of those who leave alike',
      'boundary',
      'identical-dropout',
      [['identical-dropout', DROPOUT]],
      () => clv.fitBgNbd(alike),
    ],
    [
      'Pareto/NBD of those who leave alike',
      'boundary',
      'identical-dropout',
      [['identical-dropout', DROPOUT]],
      () => clv.fitParetoNbd(leavers),
    ],
    [
      'sBG of those who leave alike',
      'boundary',
      'identical-dropout',
      [['identical-dropout', DROPOUT]],
      () => clv.fitSbg({ survivors: [1000, 900, 810, 729, 656] }),
    ],
    [
      'BG/BB of equals',
      'boundary',
      'identical-rates',
      [
        ['identical-rates', RATES],
        ['identical-dropout', DROPOUT],
      ],
      () => clv.fitBgBb([gala(3, 6, 6, 10), gala(3, 3, 6, 12)]),
    ],
    ['NBD of six', 'weak', null, [['weak', weak('how much customers differ')]], () => clv.fitNbd(six)],
    [
      'sBG of one renewal',
      'weak',
      null,
      [['weak', weak('how much customers differ')]],
      () => clv.fitSbg({ survivors: [100, 90] }),
    ],
    [
      'MBG/NBD of those who stay',
      'weak',
      null,
      [['weak', weak('whether anybody leaves')]],
      () => clv.fitMbgNbd(steady),
    ],
    ['BG/NBD of few', 'weak', null, [['weak', weak('how much customers differ in leaving')]], () => clv.fitBgNbd(few)],
    [
      'Pareto/NBD of few',
      'weak',
      null,
      [['weak', weak('how much customers differ in leaving')]],
      () => clv.fitParetoNbd([row(2, 69, 3), row(3, 74, 9), row(2, 23, 1), row(3, 8, 12), row(3, 29, 5)]),
    ],
    [
      'Gamma-Gamma of a few who spend as much as all',
      'boundary',
      'infinite-mean-spend',
      [
        [
          'infinite-mean-spend',
          'A few customers spend so much more than the rest that the mean over customers does not exist in this model. New customers are given the pooled mean.',
        ],
      ],
      () => clv.fitGammaGamma(tail),
    ],
    [
      'Gamma-Gamma of 28',
      'weak',
      null,
      [['weak', weak('how much customers differ in spend')]],
      () => clv.fitGammaGamma(amounts),
    ],
    ['NBD in one step', 'failed', null, [['failed', FAILED]], () => clv.fitNbd(leavers, { maxIterations: 1 })],
    ['BG/NBD in one step', 'failed', null, [['failed', FAILED]], () => clv.fitBgNbd(leavers, { maxIterations: 1 })],
    [
      'Pareto/NBD in one step',
      'failed',
      null,
      [['failed', FAILED]],
      () => clv.fitParetoNbd(leavers, { maxIterations: 1 }),
    ],
    [
      'BG/BB in one step',
      'failed',
      null,
      [['failed', FAILED]],
      () => clv.fitBgBb([gala(3, 6, 6, 10), gala(3, 3, 6, 12)], { maxIterations: 1 }),
    ],
    [
      'Gamma-Gamma in one step',
      'failed',
      null,
      [['failed', FAILED]],
      () => clv.fitGammaGamma(amounts, { maxIterations: 1 }),
    ],
    [
      'covariates in one step',
      'failed',
      null,
      [['failed', FAILED]],
      () => clv.fitBgNbdWithCovariates(leavers, { ...none, maxIterations: 1 }),
    ],
    [
      'covariates of those who leave alike',
      'boundary',
      'identical-dropout',
      [['identical-dropout', DROPOUT]],
      () => clv.fitBgNbdWithCovariates(alike, none),
    ],
    [
      'covariates of those who lapse alike',
      'boundary',
      'identical-dropout',
      [['identical-dropout', DROPOUT]],
      () => clv.fitParetoNbdWithCovariates(leavers, none),
    ],
    [
      'BG/NBD of those who stay and buy alike',
      'boundary',
      'no-dropout',
      [
        ['no-dropout', NO_DROPOUT],
        ['identical-rates', RATES],
      ],
      () => clv.fitBgNbd(faithful),
    ],
    [
      'Pareto/NBD of those who stay and buy alike',
      'boundary',
      'no-dropout',
      [
        ['no-dropout', NO_DROPOUT],
        ['identical-rates', RATES],
      ],
      () => clv.fitParetoNbd(faithful),
    ],
    [
      'covariates of those who stay and buy alike',
      'boundary',
      'no-dropout',
      [
        ['no-dropout', NO_DROPOUT],
        ['identical-rates', RATES],
      ],
      () => clv.fitBgNbdWithCovariates(faithful, none),
    ],
    [
      'Pareto/NBD of those who stay, believed to leave',
      'weak',
      null,
      [['weak', weak('whether anybody leaves')]],
      () => clv.fitParetoNbd(steady, { priors: 'weak' }),
    ],
    [
      'covariates of those who stay, believed to leave',
      'weak',
      null,
      [['weak', weak('whether anybody leaves')]],
      () => clv.fitBgNbdWithCovariates(steady, { ...none, priors: 'weak' }),
    ],
    [
      'covariates of few',
      'weak',
      null,
      [['weak', weak('how much customers differ, or the effect of a covariate')]],
      () => clv.fitBgNbdWithCovariates(few, none),
    ],
    [
      'Gamma-Gamma without amounts',
      'boundary',
      'no-repeats',
      [['no-repeats', 'No customer has a repeat purchase with an amount, so nothing is known of spend.']],
      () => clv.fitGammaGamma([{ repeatPurchases: 0, meanRepeatAmount: null }]),
    ],
    [
      'Gamma-Gamma of equals',
      'boundary',
      'identical-rates',
      [['identical-rates', 'Customers do not differ measurably in what they spend, or their amounts do not scatter.']],
      () => clv.fitGammaGamma([spend(1, 10, 5), spend(2, 10, 5)]),
    ],
    [
      'Gamma-Gamma of customers who do not differ, though their amounts do',
      'boundary',
      'identical-rates',
      [['identical-rates', 'Customers do not differ measurably in what they spend, or their amounts do not scatter.']],
      () => clv.fitGammaGamma([spend(3, 9, 5), spend(2, 6, 1), spend(1, 11, 1)]),
    ],
    [
      'Gamma-Gamma of a heavy tail',
      'weak',
      null,
      [['heavy-tail', 'The mean over customers hangs on a few who spend very much.']],
      () => clv.fitGammaGamma(heavy),
    ],
    [
      'Gamma-Gamma that finds nothing to say',
      'interior',
      null,
      [],
      () => clv.fitGammaGamma([spend(5, 10, 3), spend(5, 15, 3), spend(1, 7, 1), spend(1, 13, 5)]),
    ],
    [
      'Gamma-Gamma of frequent buyers who spend more',
      'weak',
      null,
      [
        ['weak', weak('how much customers differ in spend')],
        [
          'correlated',
          'How often customers buy and how much they spend go together here; the model assumes that they do not.',
        ],
      ],
      () =>
        clv.fitGammaGamma([
          spend(1, 5, 5),
          spend(1, 7, 5),
          spend(2, 20, 5),
          spend(2, 16, 5),
          spend(5, 40, 4),
          spend(5, 50, 2),
        ]),
    ],
    [
      'a covariate of one value',
      'weak',
      null,
      [
        [
          'constant-covariate',
          'The covariate shop has one value for all customers, so it explains nothing; its effect is left at 0.',
        ],
      ],
      () =>
        clv.fitBgNbdWithCovariates(
          traits(leavers, () => ({ shop: 3 })),
          { ...none, purchaseCovariates: ['shop'] },
        ),
    ],
    [
      'a covariate that is twice another',
      'weak',
      null,
      [
        [
          'collinear-covariate',
          'The covariate twice follows from the ones before it, so their effects cannot be told apart; its own is left at 0.',
        ],
      ],
      () =>
        clv.fitBgNbdWithCovariates(
          traits(leavers, (i) => ({ once: i % 2, twice: 2 * (i % 2) })),
          {
            ...none,
            purchaseCovariates: ['once', 'twice'],
          },
        ),
    ],
  ])('%s', (_, status, boundary, warnings, fit) => {
    const model = fit();
    expect([model.fit!.status, model.fit!.boundary, said(model)]).toEqual([status, boundary, warnings]);
  });
});

describe('facts of warnings', () => {
  test('no repeats: the customers; equals: none', () => {
    expect(clv.fitNbd([row(0, 0, 7)]).fit!.warnings[0]!.facts).toEqual({ customers: 7 });
    expect(clv.fitNbd(alike).fit!.warnings[0]!.facts).toEqual({});
  });
  test('no dropout: what it would gain', () => {
    expect(clv.fitBgNbd(steady).fit!.warnings[0]!.facts).toEqual({ logLikelihoodGain: 0 });
    expect(clv.fitSbg({ survivors: [9, 9] }).fit!.warnings[0]!.facts).toEqual({ logLikelihoodGain: 0 });
  });
  test.each<[string, (rows: clv.PurchaseHistory[]) => clv.PurchaseModel, clv.PurchaseHistory[]]>([
    ['BG/NBD', clv.fitBgNbd, [row(5, 67, 1), row(5, 61, 2), row(1, 66, 12), row(4, 78, 8)]],
    ['MBG/NBD', clv.fitMbgNbd, [row(2, 66, 1), row(0, 0, 7), row(1, 63, 3)]],
    ['Pareto/NBD', clv.fitParetoNbd, [row(0, 0, 12), row(5, 61, 8), row(2, 64, 8)]],
    [
      'covariates',
      (rows) => clv.fitParetoNbdWithCovariates(rows, { purchaseCovariates: [], dropoutCovariates: [] }),
      [row(0, 0, 12), row(5, 61, 8), row(2, 64, 8)],
    ],
  ])('no dropout of %s: a gain of less than a thousandth of a unit shows none, and is told', (_, fit, rows) => {
    const { fit: found } = fit(rows);
    expect(found!.boundary).toBe('no-dropout');
    expect(found!.logLikelihood).toBeCloseTo(clv.fitNbd(rows).fit!.logLikelihood, 6);
    expect(found!.warnings[0]!.facts['logLikelihoodGain']).toBeGreaterThan(1e-4);
    expect(found!.warnings[0]!.facts['logLikelihoodGain']).toBeLessThan(1e-3);
  });
  test('weak: in which direction, the gain over no dropout, and the largest error of a logarithm', () => {
    const nbd = clv.fitNbd(six);
    const { purchaseShape, purchaseScaleDays } = nbd;
    const errors = nbd.fit!.standardErrors as number[];
    const largest = Math.max(errors[0]! / purchaseShape, errors[1]! / purchaseScaleDays);
    expect(largest).toBeGreaterThan(2);
    expect(nbd.fit!.warnings[0]!.facts).toEqual({
      direction: 'how much customers differ',
      logLikelihoodGain: 0,
      largestLogError: expect.closeTo(largest, 9) as number,
    });
    const gain = clv.fitMbgNbd(steady).fit!.logLikelihood - clv.fitNbd(steady).fit!.logLikelihood;
    expect(clv.fitMbgNbd(steady).fit!.warnings[0]!.facts).toMatchObject({
      direction: 'whether anybody leaves',
      logLikelihoodGain: expect.closeTo(gain, 9) as number,
    });
    // Two numbers decide one of the two shapes of sBG: the error has no end, which JSON knows as null.
    expect(clv.fitSbg({ survivors: [100, 90] }).fit!.warnings[0]!.facts).toMatchObject({ largestLogError: null });
  });
  test('weak with covariates: the same facts', () => {
    const model = clv.fitBgNbdWithCovariates(few, { purchaseCovariates: [], dropoutCovariates: [] });
    const largest = Math.max(
      ...model.fit!.standardErrors.map((error, i) => error! / (model as never)[model.fit!.parameters[i]!]),
    );
    expect(model.fit!.warnings[0]!.facts).toEqual({
      direction: 'how much customers differ, or the effect of a covariate',
      logLikelihoodGain: expect.closeTo(model.fit!.logLikelihood - clv.fitNbd(few).fit!.logLikelihood, 6) as number,
      largestLogError: expect.closeTo(largest, 6) as number,
    });
  });
  test('failed: why it stopped, and how steep it was there', () => {
    const { fit } = clv.fitNbd(leavers, { maxIterations: 1 });
    expect(fit!.iterations).toBe(1);
    expect(fit!.warnings[0]!.facts).toEqual({ stopped: 'max-iterations', gradientNorm: fit!.gradientNorm });
  });
  test('a covariate that says nothing is named', () => {
    const rows = leavers.map((each) => ({ ...each, covariates: { shop: 3 } }));
    const options = { purchaseCovariates: ['shop'], dropoutCovariates: ['shop'] };
    // Named once, though both lists hold it.
    expect(clv.fitBgNbdWithCovariates(rows, options).fit!.warnings.map(({ facts }) => facts)).toEqual([
      { covariate: 'shop' },
    ]);
  });
});

test('the effort is what was asked for: a slope that rounding keeps away is no maximum, however often it is tried', () => {
  const exact = clv.fitNbd(leavers).fit!;
  expect(clv.fitNbd(leavers, { maxIterations: exact.iterations }).fit).toEqual(exact);
  expect(clv.fitNbd(leavers, { tolerance: 1e-7 }).fit).toEqual(exact);
  expect(clv.fitNbd(leavers, { tolerance: 1e-300 }).fit!.status).toBe('failed');
});

test('a fit that was cut short has failed, also where nobody seems to leave: its rates are not those of the data', () => {
  const none = { purchaseCovariates: [], dropoutCovariates: [] };
  const fits = [clv.fitNbd, clv.fitBgNbd, clv.fitMbgNbd, clv.fitParetoNbd] as ((
    rows: typeof steady,
    options: clv.FitOptions,
  ) => clv.PurchaseModel)[];
  fits.push((rows, options) => clv.fitBgNbdWithCovariates(rows, { ...options, ...none }));
  fits.push((rows, options) => clv.fitParetoNbdWithCovariates(rows, { ...options, ...none }));
  for (const fit of fits) {
    const { fit: found } = fit(steady, { maxIterations: 1 });
    expect(found).toMatchObject({ status: 'failed', boundary: null });
    expect(found!.warnings).toEqual([
      { code: 'failed', message: FAILED, facts: { stopped: 'max-iterations', gradientNorm: found!.gradientNorm } },
    ]);
    expect(found!.gradientNorm).toBeGreaterThan(1e-3);
  }
});

test.each([
  [
    'BG/NBD',
    clv.fitBgNbdWithCovariates,
    [
      [8, 124, 40, 0],
      [7, 83, 16, 1],
      [0, 0, 59, 0],
    ],
    150,
  ],
  [
    'Pareto/NBD',
    clv.fitParetoNbdWithCovariates,
    [
      [4, 47, 12, 0],
      [8, 22, 6, 1],
      [6, 46, 12, 0],
      [0, 0, 5, 1],
      [1, 36, 6, 0],
    ],
    47,
  ],
] as const)(
  '%s: where only those with a trait leave, they do, though the average customer never would',
  (_, fit, table, days) => {
    const rows = table.map(([x, last, customers, a]) => ({ ...row(x, last, customers, days), covariates: { a } }));
    const model = fit(rows, { purchaseCovariates: ['a'], dropoutCovariates: ['a'] });
    const still = fit(rows, { purchaseCovariates: ['a'], dropoutCovariates: [] });
    expect(model.fit!.boundary).not.toBe('no-dropout');
    expect(model.fit!.logLikelihood).toBeGreaterThan(still.fit!.logLikelihood + 10);
    const silent = rows[1]!;
    expect(clv.probabilityAlive(model, silent)).toBeLessThan(0.1);
    expect(clv.probabilityAlive(model, { ...silent, covariates: { a: 0 } })).toBeGreaterThan(0.5);
  },
);

describe('at a boundary the model keeps what the data decide', () => {
  test.each<[string, () => clv.PurchaseModel, string[]]>([
    ['NBD of equals', () => clv.fitNbd(alike), ['purchaseShape']],
    ['BG/NBD of equals who stay', () => clv.fitBgNbd(faithful), ['purchaseShape']],
    [
      'covariates of equals who stay',
      () => clv.fitBgNbdWithCovariates(faithful, { purchaseCovariates: [], dropoutCovariates: [] }),
      [],
    ],
    ['MBG/NBD of equals', () => clv.fitMbgNbd(alike), ['purchaseShape']],
    ['Pareto/NBD of equals', () => clv.fitParetoNbd(alike), ['purchaseShape', 'dropoutShape']],
    ['BG/NBD of those who leave alike', () => clv.fitBgNbd(alike), []],
    ['Pareto/NBD of those who lapse alike', () => clv.fitParetoNbd(leavers), ['dropoutShape']],
  ])('%s', (_, fit, capped) => {
    const model = fit();
    const rows =
      [alike, faithful].find((each) => each.reduce((sum, { customers }) => sum + customers, 0) === model.fit!.n) ??
      leavers;
    for (const name of capped) expect(model).toHaveProperty(name, 1e5);
    const { dropoutA = 0, dropoutB = 0 } = model as Partial<clv.BgNbdModel>;
    if (dropoutA > 0) expect(dropoutA + dropoutB).toBeCloseTo(1e5, 6);
    // A ratio at its best: the likelihood is that of the limit, within what the cap takes off.
    expect(clv.logLikelihood(model, rows)).toBeCloseTo(model.fit!.logLikelihood, 2);
    expect(model.fit!.covariance).toBeNull();
    expect(model.fit!.standardErrors).toEqual(model.fit!.parameters.map(() => null));
  });
  test('equals buy at the rate of all: 140 repeat orders of 40 customers in 90 days', () => {
    const { purchaseShape, purchaseScaleDays } = clv.fitNbd(alike);
    expect(purchaseShape / purchaseScaleDays / (140 / (40 * 90))).toBeCloseTo(1, 6);
  });
  test('one-time buyers: a shape of 0, the mean observation, no step and no slope', () => {
    for (const fit of [clv.fitNbd, clv.fitMbgNbd, clv.fitParetoNbd]) {
      const model = fit([row(0, 0, 1, 30), row(0, 0, 1, 90)]);
      expect(model).toMatchObject({ purchaseShape: 0, purchaseScaleDays: 60 });
      expect(model.fit).toMatchObject({ logLikelihood: 0, iterations: 0, gradientNorm: 0, covariance: null });
    }
  });
  test('a few who spend as much as all: the means are an inverse gamma, whose scale p·v is known at its best', () => {
    const { spendShape: p, spreadShape: q, spreadScale: v, pooledMeanSpend, fit } = clv.fitGammaGamma(tail);
    expect(p).toBe(1e5);
    expect(q).toBeLessThan(1);
    const inverse = tail.reduce((sum, { meanRepeatAmount }) => sum + 1 / meanRepeatAmount, 0);
    const scale = (q * tail.length) / inverse;
    expect((p * v) / scale).toBeCloseTo(1, 4);
    const density = (mean: number) => q * Math.log(scale) - logGamma(q) - (q + 1) * Math.log(mean) - scale / mean;
    const likelihood = tail.reduce((sum, { meanRepeatAmount }) => sum + density(meanRepeatAmount), 0);
    expect(fit!.logLikelihood).toBeCloseTo(likelihood, 5);
    expect(pooledMeanSpend).toBeCloseTo((42.3 + 2 * 1.4 + 2 * 10.3 + 3 * 828.4 + 3 * 4.3 + 1714.2) / 12, 9);
    expect(fit!.warnings[0]!.facts).toEqual({ spreadShape: q, pooledMeanSpend });
    expect(fit!.covariance).toBeNull();
  });
  test('who spend alike, with amounts that scatter: their one mean is that of all amounts', () => {
    const found = clv.fitGammaGamma([spend(3, 9, 5), spend(2, 6, 1), spend(1, 11, 1)]);
    const { spendShape: p, spreadShape: q, spreadScale: v, fit } = found;
    expect(q).toBe(1e5);
    expect(p).toBeLessThan(100);
    expect((p * v) / (q - 1)).toBeCloseTo((15 * 9 + 2 * 6 + 11) / 18, 6);
    expect(fit!.covariance).toBeNull();
  });
  test('amounts that do not scatter around the mean of each: the means are an inverse gamma with a mean of its own', () => {
    const found = clv.fitGammaGamma([spend(1, 6, 5), spend(1, 40, 1), spend(3, 12, 1)]);
    const { spendShape: p, spreadShape: q, spreadScale: v, fit } = found;
    expect(p).toBe(1e5);
    expect(q).toBeLessThan(10);
    // The scale at its best is q over the mean of 1/m.
    expect((p * v) / ((q * 7) / (5 / 6 + 1 / 40 + 1 / 12))).toBeCloseTo(1, 4);
    expect(fit!.covariance).toBeNull();
  });
  test('a mean that does not exist has parameters that do, with their errors', () => {
    const { fit } = clv.fitGammaGamma([
      spend(4, 6, 5),
      spend(1, 10, 1),
      spend(4, 89, 5),
      spend(4, 1, 2),
      spend(1, 1, 1),
      spend(2, 70, 1),
    ]);
    expect(fit!.boundary).toBe('infinite-mean-spend');
    for (const error of fit!.standardErrors) expect(error).toBeGreaterThan(0);
  });
  test('a heavy tail: how heavy is a fact', () => {
    const { fit, spreadShape } = clv.fitGammaGamma(heavy);
    expect(spreadShape).toBeGreaterThan(1);
    expect(spreadShape).toBeLessThan(1.1);
    expect(fit!.warnings[0]!.facts).toEqual({ spreadShape });
  });
  test('no amounts: shapes of 1 without an error, whatever was believed', () => {
    for (const priors of ['none', 'weak'] as const) {
      const model = clv.fitGammaGamma([{ repeatPurchases: 0, meanRepeatAmount: null }], { priors });
      expect(model).toMatchObject({ spendShape: 1, spreadShape: 1, spreadScale: 1, pooledMeanSpend: 0 });
      expect(model.fit).toMatchObject({
        parameters: ['spendShape', 'spreadShape', 'spreadScale'],
        standardErrors: [null, null, null],
        covariance: null,
      });
      expect(model.fit!.warnings[0]!.facts).toEqual({});
    }
  });
  test('frequent buyers who spend more: the correlation is a fact', () => {
    const { fit } = clv.fitGammaGamma([
      spend(1, 5, 5),
      spend(1, 7, 5),
      spend(2, 20, 5),
      spend(2, 16, 5),
      spend(5, 45, 6),
    ]);
    expect(fit!.warnings.at(-1)).toMatchObject({ code: 'correlated', facts: { correlation: fit!.correlation } });
  });
});

describe('with covariates, beside the plain fit', () => {
  const none = { purchaseCovariates: [], dropoutCovariates: [] };
  const bg = [clv.fitBgNbd, clv.fitBgNbdWithCovariates] as const;
  const pareto = [clv.fitParetoNbd, clv.fitParetoNbdWithCovariates] as const;
  test.each([
    ['BG/NBD', ...bg, leavers],
    ['BG/NBD of those who leave alike', ...bg, alike],
    ['BG/NBD of those who stay', ...bg, steady],
    ['BG/NBD of those who stay and buy alike', ...bg, faithful],
    ['BG/NBD of one-time buyers', ...bg, [row(0, 0, 1, 30), row(0, 0, 1, 90)]],
    ['Pareto/NBD of few', ...pareto, few],
    ['Pareto/NBD of those who lapse alike', ...pareto, leavers],
    ['Pareto/NBD of equals', ...pareto, alike],
    ['Pareto/NBD of those who stay', ...pareto, steady],
  ])('no covariate is the plain fit: %s', (_, plain, fit, rows) => {
    const [model, without] = [fit(rows, none), plain(rows)];
    expect(model.fit!.parameters).toEqual(without.fit!.parameters);
    for (const name of without.fit!.parameters) {
      const value = (of: object) => (of as Record<string, number>)[name]!;
      expect(value(model)).toBeCloseTo(value(without), -Math.log10(Math.abs(value(without)) * 1e-4 + 1e-9));
    }
    expect(model.fit!.logLikelihood).toBeCloseTo(without.fit!.logLikelihood, 5);
    expect(model.fit!.status).toBe(without.fit!.status);
    expect(model.fit!.standardErrors.map((error) => error === null)).toEqual(
      without.fit!.standardErrors.map((error) => error === null),
    );
    const codes = (of: Fitted) => said(of).map(([code]) => code);
    expect(codes(model)).toEqual(codes(without));
  });
  test('parameters first, then effects by field in the order of the story; at rest what is free, then what is not', () => {
    const traits = (rows: ReturnType<typeof row>[]) => [
      ...rows.map((each) => ({ ...each, covariates: { a: 0, b: 1 } })),
      ...rows.map((each) => ({ ...each, covariates: { a: 1, b: 1 } })),
    ];
    const options = { purchaseCovariates: ['b', 'a'], dropoutCovariates: ['a'], maxIterations: 5 };
    const dropouts = ['dropoutA', 'dropoutB'];
    const effects = ['effects.dropoutA.a', 'effects.dropoutB.a'];
    const found = clv.fitBgNbdWithCovariates(traits(leavers), options);
    expect(Object.keys(found.effects!)).toEqual(['purchase', 'dropoutA', 'dropoutB']);
    expect(Object.keys(found.effects!.purchase)).toEqual(['b', 'a']);
    // One value of b for all: its effect is left at 0, and stands last.
    expect(found.effects!.purchase['b']).toBe(0);
    expect(found.fit!.parameters).toEqual([
      'purchaseShape',
      'purchaseScaleDays',
      ...dropouts,
      'effects.purchase.a',
      ...effects,
      'effects.purchase.b',
    ]);
    expect(found.fit!.standardErrors.at(-1)).toBeNull();
    const nobody = clv.fitBgNbdWithCovariates(traits([row(0, 0, 7)]), options);
    expect(nobody.effects).toEqual({ purchase: { a: 0, b: 0 }, dropoutA: { a: 0 }, dropoutB: { a: 0 } });
    expect(nobody.fit!.parameters).toEqual([
      'purchaseShape',
      'purchaseScaleDays',
      ...dropouts,
      'effects.purchase.b',
      'effects.purchase.a',
      ...effects,
    ]);
    expect(nobody.fit).toMatchObject({ n: 14, repeatPurchases: 0, logLikelihood: 0, iterations: 0, gradientNorm: 0 });
  });
  test('the same customers with and without a trait: it tells nothing, and its effect is 0', () => {
    const rows = [0, 1].flatMap((a) => leavers.map((each) => ({ ...each, covariates: { a } })));
    const found = clv.fitBgNbdWithCovariates(rows, { purchaseCovariates: ['a'], dropoutCovariates: [] });
    expect(found.effects!.purchase['a']).toBeCloseTo(0, 6);
    expect(found.purchaseShape).toBeCloseTo(clv.fitBgNbd(leavers).purchaseShape, 6);
    expect(found.fit!.logLikelihood).toBeCloseTo(2 * clv.fitBgNbd(leavers).fit!.logLikelihood, 6);
  });
  test('who buys twice as fast in half the time: an effect of ln 2 on the rate', () => {
    const half = leavers.map((each) => ({
      ...each,
      daysToLast: each.daysToLast / 2,
      daysObserved: each.daysObserved / 2,
      covariates: { a: 1 },
    }));
    const rows = [...leavers.map((each) => ({ ...each, covariates: { a: 0 } })), ...half];
    const found = clv.fitBgNbdWithCovariates(rows, { purchaseCovariates: ['a'], dropoutCovariates: [] });
    expect(found.effects!.purchase['a']).toBeCloseTo(Math.LN2, 6);
    expect(found.purchaseScaleDays).toBeCloseTo(clv.fitBgNbd(leavers).purchaseScaleDays, 4);
    expect(found.fit!.status).toBe('interior');
    expect(found.fit!.warnings).toEqual([]);
  });
});

describe('each fit makes its own kind', () => {
  const options = { purchaseCovariates: [], dropoutCovariates: [] };
  test.each<[string, () => Fitted]>([
    ['nbd', () => clv.fitNbd(leavers)],
    ['bg-nbd', () => clv.fitBgNbd(leavers)],
    ['mbg-nbd', () => clv.fitMbgNbd(leavers)],
    ['pareto-nbd', () => clv.fitParetoNbd(leavers)],
    ['bg-cnbd', () => clv.fitBgCnbd(regular, { regularity: 2 })],
    ['mbg-cnbd', () => clv.fitMbgCnbd(regular, { regularity: 2 })],
    ['bg-nbd', () => clv.fitBgNbdWithCovariates(leavers, options)],
    ['pareto-nbd', () => clv.fitParetoNbdWithCovariates(leavers, options)],
    ['bg-bb', () => clv.fitBgBb(donors)],
    ['gamma-gamma', () => clv.fitGammaGamma(amounts)],
    ['sbg', () => clv.fitSbg({ survivors: [100, 80, 70, 62] })],
    ['bdw', () => clv.fitBdw({ survivors: [100, 80, 70, 62] })],
  ])('%s', (kind, fit) => {
    expect(fit()).toMatchObject({ kind, version: 1 });
  });
});

test('of the rhythms of 1 to 4 stages the one with the highest likelihood is chosen; without a gap it is 1', () => {
  for (const fit of [clv.fitBgCnbd, clv.fitMbgCnbd]) {
    const all = [1, 2, 3, 4].map((regularity) => fit(regular, { regularity }));
    for (const model of all) expect(model.fit!.logLikelihood).toBeCloseTo(clv.logLikelihood(model, regular), 2);
    const best = all.toSorted((p, q) => q.fit!.logLikelihood - p.fit!.logLikelihood)[0]!;
    expect(best.regularity).toBeGreaterThan(1);
    expect(fit(regular)).toEqual(best);
    expect(fit(regular, { regularity: 'choose' })).toEqual(best);
    expect(fit([row(0, 0, 9)]).regularity).toBe(1);
  }
});

describe('counts and criteria', () => {
  const customers = 140 + 12 + 20 + 12 + 9;
  const repeats = 12 + 2 * 20 + 4 * 12 + 19 * 9;
  test.each<[string, number, number, number, number, () => Fitted]>([
    ['NBD', 2, customers, 5, repeats, () => clv.fitNbd(leavers)],
    ['BG/NBD', 4, customers, 5, repeats, () => clv.fitBgNbd(leavers)],
    ['Pareto/NBD', 4, customers, 5, repeats, () => clv.fitParetoNbd(leavers)],
    ['BG/NBD at rest: leaving is no parameter of it', 2, 34, 4, 90, () => clv.fitBgNbd(steady)],
    ['Pareto/NBD at rest', 2, 34, 4, 90, () => clv.fitParetoNbd(steady)],
    [
      'covariates at rest',
      2,
      34,
      4,
      90,
      () => clv.fitBgNbdWithCovariates(steady, { purchaseCovariates: [], dropoutCovariates: [] }),
    ],
    ['Gamma-Gamma', 3, 28, 6, 10 + 20 + 40, () => clv.fitGammaGamma(amounts)],
    ['BG/BB', 4, 102, 6, 20 + 30 + 30 + 72 + 20, () => clv.fitBgBb(donors)],
    ['sBG', 2, 150, 2, 0, () => clv.fitSbg([{ survivors: [100, 80, 70, 62] }, { survivors: [50, 44] }])],
    ['BdW', 3, 150, 2, 0, () => clv.fitBdw([{ survivors: [100, 80, 70, 62] }, { survivors: [50, 44] }])],
    ['sBG at rest', 2, 9, 1, 0, () => clv.fitSbg({ survivors: [9, 9, 9] })],
    ['BdW at rest', 3, 9, 1, 0, () => clv.fitBdw({ survivors: [9, 9, 9] })],
  ])('%s', (_, k, n, uniqueHistories, repeatPurchases, call) => {
    const { fit } = call();
    expect(fit).toMatchObject({ n, uniqueHistories, repeatPurchases, priors: null });
    expect(fit!.aic).toBeCloseTo(2 * k - 2 * fit!.logLikelihood, 9);
    expect(fit!.bic).toBeCloseTo(k * Math.log(n) - 2 * fit!.logLikelihood, 9);
  });
  test('what is at rest has no error, what the data decide has', () => {
    const { fit, ...model } = clv.fitBgNbd(steady);
    expect(model).toMatchObject({ dropoutA: 0, dropoutB: 1 });
    expect(fit!.parameters).toEqual(['purchaseShape', 'purchaseScaleDays', 'dropoutA', 'dropoutB']);
    expect(fit!.standardErrors).toEqual([...clv.fitNbd(steady).fit!.standardErrors, null, null]);
    expect(fit!.covariance!.slice(2)).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    const still = clv.fitParetoNbd(steady);
    expect(still).toMatchObject({ dropoutShape: 0, dropoutScaleDays: 1 });
    expect(still.fit!.parameters).toEqual(['purchaseShape', 'purchaseScaleDays', 'dropoutShape', 'dropoutScaleDays']);
  });
  test('contracts that nobody left: a log-likelihood of 0, and no errors', () => {
    for (const model of [clv.fitSbg({ survivors: [9, 9] }), clv.fitBdw({ survivors: [9, 9] })]) {
      expect(model.fit).toMatchObject({ logLikelihood: 0, covariance: null });
      expect(model.fit!.standardErrors).toEqual(model.fit!.parameters.map(() => null));
      expect(model).toMatchObject({ dropoutA: 0, dropoutB: 1 });
    }
    // A prior has said that some leave.
    const believed = clv.fitSbg({ survivors: [9, 9] }, { priors: 'weak' });
    expect(believed.dropoutA).toBeGreaterThan(0);
    expect(believed.fit!.boundary).toBeNull();
  });
});

describe('weak priors: shapes have median 1, scales the mean observation, and a factor of e^1.5 is one deviation', () => {
  const wide = (medians: Record<string, number>) =>
    Object.fromEntries(Object.entries(medians).map(([name, median]) => [name, { median, logSd: 1.5 }]));
  const options = { priors: 'weak' } as const;
  // 20 customers of 90 days and 10 of 30.
  const rows = [row(2, 60, 10), row(0, 0, 10), row(1, 10, 10, 30)];
  const buying = { purchaseShape: 1, purchaseScaleDays: 70 };
  const traits = { ...options, purchaseCovariates: [], dropoutCovariates: [] };
  test.each<[string, Record<string, number>, () => Fitted]>([
    ['NBD', buying, () => clv.fitNbd(rows, options)],
    ['BG/NBD', { ...buying, dropoutA: 1, dropoutB: 1 }, () => clv.fitBgNbd(rows, options)],
    ['MBG/NBD', { ...buying, dropoutA: 1, dropoutB: 1 }, () => clv.fitMbgNbd(rows, options)],
    ['Pareto/NBD', { ...buying, dropoutShape: 1, dropoutScaleDays: 70 }, () => clv.fitParetoNbd(rows, options)],
    ['BG/NBD with covariates', { ...buying, dropoutA: 1, dropoutB: 1 }, () => clv.fitBgNbdWithCovariates(rows, traits)],
    [
      'Pareto/NBD with covariates',
      { ...buying, dropoutShape: 1, dropoutScaleDays: 70 },
      () => clv.fitParetoNbdWithCovariates(rows, traits),
    ],
    ['sBG', { dropoutA: 1, dropoutB: 1 }, () => clv.fitSbg({ survivors: [9, 8] }, options)],
    ['BG/BB', { purchaseA: 1, purchaseB: 1, dropoutA: 1, dropoutB: 1 }, () => clv.fitBgBb(donors, options)],
    [
      'Gamma-Gamma, whose scale is money: the pooled mean',
      { spendShape: 1, spreadShape: 1, spreadScale: (5 * 5 + 70 * 5 + 40 * 5 + 92 * 5 + 50 * 4 + 250 * 4) / 70 },
      () => clv.fitGammaGamma(amounts, options),
    ],
  ])('%s', (_, medians, fit) => {
    expect(fit().fit!.priors).toEqual(wide(medians));
  });
  test('where nobody was watched for a day the scale is one', () => {
    const today = [row(0, 0, 3, 0)];
    for (const fit of [clv.fitNbd, clv.fitBgNbd, clv.fitParetoNbd]) {
      const model = fit(today, options);
      expect(model.fit!.priors).toMatchObject({ purchaseScaleDays: { median: 1, logSd: 1.5 } });
      expect(model).toMatchObject({ purchaseShape: 0, purchaseScaleDays: 1 });
    }
  });
});
