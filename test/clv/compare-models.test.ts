import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  compareModels,
  condenseHistories,
  findBestModel,
  fitBgCnbd,
  fitBgNbd,
  fitBgNbdWithCovariates,
  fitMbgCnbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  logLikelihood,
  measureHoldout,
  simulatePurchases,
  type ModelComparison,
  type PurchaseModel,
} from 'clientele/clv';
import { splitCalibrationHoldout, type CalibrationHoldout, type Purchase } from 'clientele/purchases';
import { TRUTH } from './models.ts';

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** A log of simulated customers, cut after 270 of 450 days. */
function cut(model: PurchaseModel, seed: number, customers: number): CalibrationHoldout {
  const log: Purchase[] = simulatePurchases(model, { seed, customers, observedDays: 449 }).flatMap(
    ({ purchaseDays }, i) =>
      purchaseDays.map((day) => ({ customerId: `c${i}`, at: START + Math.floor(day) * DAY, amount: 1 })),
  );
  const on = (day: number): string => new Date(START + day * DAY).toISOString().slice(0, 10);
  return splitCalibrationHoldout(log, { splitOn: on(270), endOn: on(450) });
}

const split = cut(TRUTH, 5, 1500);
const models = [fitNbd(split.rows), fitMbgNbd(split.rows), fitBgNbd(split.rows)];
const compared = compareModels(models, split.rows, split);

describe('compareModels', () => {
  test('repeats what each model says of itself and of the holdout', () => {
    expect(compared.map(({ kind }) => kind)).toEqual(
      compared.toSorted((p, q) => p.aic - q.aic).map(({ kind }) => kind),
    );
    for (const row of compared) {
      const model = models[row.place]!;
      expect(row.kind).toBe(model.kind);
      expect(row.status).toBe(model.fit!.status);
      expect(row.logLikelihood).toBeCloseTo(logLikelihood(model, split.rows), 8);
      expect(row.aic).toBeCloseTo(model.fit!.aic!, 6);
      expect(row.bic).toBeCloseTo(model.fit!.bic!, 6);
      expect(row.gainPerCustomer).toBeCloseTo((row.logLikelihood - models[0]!.fit!.logLikelihood) / 1500, 10);
      const report = measureHoldout(model, split);
      expect(row.holdout).toEqual({
        actualTotal: report.actualTotal,
        predictedTotal: report.predictedTotal,
        totalErrorShare: report.predictedTotal / report.actualTotal - 1,
        meanError: report.meanError,
        meanAbsoluteError: report.meanAbsoluteError,
        rootMeanSquareError: report.rootMeanSquareError,
      });
    }
    expect(JSON.parse(JSON.stringify(compared))).toEqual(compared);
  });

  test('the model that made the customers wins over the one in which nobody leaves, by fit and by forecast', () => {
    const [best, nbd] = [compared[0]!, compared.find(({ kind }) => kind === 'nbd')!];
    expect(best.kind).toBe('mbg-nbd');
    expect(best.gainPerCustomer).toBeGreaterThan(0.02);
    expect(Math.abs(best.holdout!.totalErrorShare!)).toBeLessThan(0.1);
    expect(nbd.holdout!.totalErrorShare).toBeGreaterThan(0.3);
    expect(nbd.ranks).toEqual({ aic: 3, total: 3, meanAbsoluteError: 3, rootMeanSquareError: 3 });
  });

  test('ranks are places, equals share the better one', () => {
    const twice = compareModels([models[1]!, models[0]!, models[1]!], split.rows, split);
    expect(twice.map(({ place, ranks }) => [place, ranks.aic, ranks.total, ranks.rootMeanSquareError])).toEqual([
      [0, 1, 1, 1],
      [2, 1, 1, 1],
      [1, 3, 3, 3],
    ]);
  });

  test('without a split, or with one of nobody, there is no holdout and no place in it', () => {
    for (const rows of [
      compareModels(models, condenseHistories(split.rows)),
      compareModels(models, split.rows, { rows: [], holdoutDays: 180, newCustomers: 0 }),
    ]) {
      expect(rows.map(({ holdout }) => holdout)).toEqual([null, null, null]);
      expect(rows[0]!.ranks).toEqual({ aic: 1, total: null, meanAbsoluteError: null, rootMeanSquareError: null });
      expect(rows.map(({ aic }) => aic)[0]).toBeCloseTo(compared[0]!.aic, 8);
    }
  });

  test('counts the parameters that the data decided', () => {
    const faithful = [1, 1, 2, 3, 5, 9, 14, 30].map((x) => ({ repeatPurchases: x, daysToLast: 90, daysObserved: 90 }));
    const silent = [{ repeatPurchases: 0, daysToLast: 0, daysObserved: 90, customers: 9 }];
    const withTraits = split.rows.map((row, i) => ({ ...row, covariates: { even: i % 2 } }));
    const traits = fitBgNbdWithCovariates(withTraits, { purchaseCovariates: ['even'], dropoutCovariates: ['even'] });
    expect(compareModels([fitMbgNbd(faithful)], faithful)[0]!.parameters).toBe(2);
    expect(compareModels([fitMbgNbd(silent)], silent)[0]!.parameters).toBe(0);
    const [only] = compareModels([traits], withTraits);
    expect(only!.parameters).toBe(7);
    expect(only!.aic).toBeCloseTo(traits.fit!.aic!, 6);
  });

  test('compares the rhythm of regular models by one density: their gaps and the base belong to the same customers', () => {
    const regular = cut({ ...TRUTH, kind: 'mbg-cnbd', regularity: 3, purchaseScaleDays: 15 }, 9, 1500);
    const found = compareModels([fitMbgNbd(regular.rows), fitMbgCnbd(regular.rows)], regular.rows, regular);
    expect(found[0]!.kind).toBe('mbg-cnbd');
    expect(found[0]!.gainPerCustomer).toBeGreaterThan(found[1]!.gainPerCustomer + 0.1);
    const bare = regular.rows.map(({ repeatPurchases, daysToLast, daysObserved }) => ({
      repeatPurchases,
      daysToLast,
      daysObserved,
    }));
    expect(() => compareModels([fitBgCnbd(regular.rows)], bare)).toThrow(
      expect.objectContaining({ code: 'missing-value' }),
    );
  });

  test('of models typed in: what is at rest, and an effect of 0, is no parameter', () => {
    const nbd = { kind: 'nbd', version: 1, purchaseShape: 0.5, purchaseScaleDays: 30, fit: null } as const;
    const bg = { ...nbd, kind: 'bg-nbd', dropoutA: 0.8, dropoutB: 2.4 } as const;
    const pareto = { ...nbd, kind: 'pareto-nbd', dropoutShape: 0.6, dropoutScaleDays: 80 } as const;
    const rows = [
      { repeatPurchases: 0, daysToLast: 0, daysObserved: 90, customers: 3, covariates: { age: 1, size: 2 } },
    ];
    const counted: [PurchaseModel, number][] = [
      [nbd, 2],
      [bg, 4],
      [{ ...bg, dropoutA: 0 }, 2],
      [pareto, 4],
      [{ ...pareto, dropoutShape: 0 }, 2],
      [{ ...bg, purchaseShape: 0 }, 0],
      [{ ...bg, effects: { purchase: { age: 0.1, size: 0 }, dropoutA: { age: 0.2 }, dropoutB: { age: 0 } } }, 6],
      [{ ...pareto, effects: { purchase: { age: 0.1 }, dropout: { size: 0.3 } } }, 6],
    ];
    for (const [model, parameters] of counted) {
      const [only] = compareModels([model], rows);
      const logL = logLikelihood(model, rows);
      expect(only).toMatchObject({ place: 0, kind: model.kind, status: null, parameters, holdout: null });
      expect(only!.ranks).toEqual({ aic: 1, total: null, meanAbsoluteError: null, rootMeanSquareError: null });
      expect(only!.aic).toBeCloseTo(2 * parameters - 2 * logL, 12);
      expect(only!.bic).toBeCloseTo(Math.log(3) * parameters - 2 * logL, 12);
      // Nobody came back: NBD fits that with a likelihood of 1.
      expect(only!.gainPerCustomer).toBeCloseTo(logL / 3, 12);
    }
    const order = compareModels([bg, nbd, bg], rows).map(({ place, aic, ranks }) => [place, aic, ranks.aic] as const);
    expect(order.map(([, aic]) => aic)).toEqual(order.map(([, aic]) => aic).toSorted((p, q) => p - q));
    const twins = order.filter(([place]) => place !== 1);
    expect(twins.map(([place]) => place)).toEqual([0, 2]);
    expect(twins[0]![2]).toBe(twins[1]![2]);
  });

  test('a holdout of two customers, by hand', () => {
    const nbd = { kind: 'nbd', version: 1, purchaseShape: 1, purchaseScaleDays: 10, fit: null } as const;
    const row = (holdoutPurchases: number) => ({
      ...split.rows[0]!,
      repeatPurchases: 0,
      daysToLast: 0,
      daysObserved: 10,
      holdoutPurchases,
    });
    const cut = { rows: [row(0), row(3)], holdoutDays: 20, newCustomers: 0 };
    // Each is expected to buy 20·1/(10 + 10) = 1, by the other model 4.
    const [first, second] = compareModels([nbd, { ...nbd, purchaseShape: 4 }], cut.rows, cut).toSorted(
      (p, q) => p.place - q.place,
    );
    expect(first!.holdout).toEqual({
      actualTotal: 3,
      predictedTotal: 2,
      totalErrorShare: expect.closeTo(-1 / 3, 12) as number,
      meanError: -0.5,
      meanAbsoluteError: 1.5,
      rootMeanSquareError: expect.closeTo(Math.sqrt(2.5), 12) as number,
    });
    expect(second!.holdout).toMatchObject({ predictedTotal: 8, meanAbsoluteError: 2.5 });
    expect(first!.ranks).toMatchObject({ total: 1, meanAbsoluteError: 1, rootMeanSquareError: 1 });
    expect(second!.ranks).toMatchObject({ total: 2, meanAbsoluteError: 2, rootMeanSquareError: 2 });
  });

  test('nothing to compare', () => {
    expect(compareModels([], split.rows)).toEqual([]);
    expect(() => compareModels([], [])).toThrow(expect.objectContaining({ code: 'empty', argument: 'histories' }));
    expect(() => compareModels(models, [])).toThrow(expect.objectContaining({ code: 'empty', argument: 'histories' }));
  });

  test('a holdout in which nothing came has no share of it', () => {
    const row = { ...split.rows[0]!, holdoutPurchases: 0 };
    const [only] = compareModels([models[1]!], split.rows, { rows: [row], holdoutDays: 30, newCustomers: 0 });
    expect(only!.holdout!.totalErrorShare).toBeNull();
    expect(only!.holdout!.actualTotal).toBe(0);
  });
});

describe('findBestModel', () => {
  const row = (
    place: number,
    kind: ModelComparison['kind'],
    extra: Partial<ModelComparison> = {},
  ): ModelComparison => ({
    place,
    kind,
    status: 'interior',
    parameters: 4,
    logLikelihood: -100,
    aic: 208,
    bic: 220,
    gainPerCustomer: 0.1,
    holdout: null,
    ranks: { aic: 1, total: null, meanAbsoluteError: null, rootMeanSquareError: null },
    ...extra,
  });
  const holdout = (predictedTotal: number) => ({
    actualTotal: 100,
    predictedTotal,
    totalErrorShare: predictedTotal / 100 - 1,
    meanError: 0,
    meanAbsoluteError: 1,
    rootMeanSquareError: 2,
  });
  const codes = (rows: ModelComparison[]) => findBestModel(rows).reasons.map(({ code }) => code);

  test('takes the model with the best places over fit and holdout, and says why', () => {
    const best = findBestModel(compared);
    expect(best.kind).toBe('mbg-nbd');
    expect(models[best.value!]!.kind).toBe('mbg-nbd');
    expect(best.reasons.map(({ code }) => code)).toContain('lowest-aic');
    expect(best.reasons[0]).toMatchObject({ code: 'best-ranks' });
    expect(best.message).toMatch(
      /^Of 3 models mbg-nbd does best over fit and holdout\. Its forecast of the holdout was off by [+-]\d+\.\d %\./,
    );
    expect(best).not.toHaveProperty('reason');
    expect(JSON.parse(JSON.stringify(best))).toEqual(best);
  });

  test('the holdout can overrule the likelihood', () => {
    const fits = row(0, 'bg-nbd', {
      holdout: holdout(150),
      ranks: { aic: 1, total: 2, meanAbsoluteError: 2, rootMeanSquareError: 2 },
    });
    const forecasts = row(1, 'pareto-nbd', {
      aic: 230,
      holdout: holdout(97),
      ranks: { aic: 2, total: 1, meanAbsoluteError: 1, rootMeanSquareError: 1 },
    });
    const best = findBestModel([fits, forecasts]);
    expect(best.value).toBe(1);
    expect(best.reasons.map(({ code }) => code)).toEqual(['best-ranks', 'closest-total', 'smallest-errors']);
    expect(best.reasons[0]!.facts).toEqual({ meanRank: 1.25, next: 'bg-nbd', nextMeanRank: 1.75 });
    expect(best.message).toBe(
      'Of 2 models pareto-nbd does best over fit and holdout. Its forecast of the holdout was off by -3.0 %.',
    );
  });

  test('of equal places the one with fewer parameters, then the lower AIC, and the call is close', () => {
    const ranks = { aic: 1, total: 2, meanAbsoluteError: 1, rootMeanSquareError: 1 };
    const other = { aic: 2, total: 1, meanAbsoluteError: 1, rootMeanSquareError: 1 };
    const simple = row(1, 'nbd', { parameters: 2, aic: 210, holdout: holdout(100), ranks: other });
    const full = row(0, 'bg-nbd', { holdout: holdout(100), ranks });
    expect(findBestModel([full, simple])).toMatchObject({ value: 1, kind: 'nbd' });
    expect(codes([full, simple])).toEqual(['best-ranks', 'closest-total', 'smallest-errors', 'close-call']);
    expect(findBestModel([full, simple]).message).toContain('The call is close: bg-nbd does as well.');
    expect(
      findBestModel([row(2, 'bg-nbd', { holdout: holdout(100), ranks }), { ...simple, parameters: 4 }]).value,
    ).toBe(2);
  });

  test('without a holdout AIC alone decides, and less than 2 units do not', () => {
    const next = (aic: number) =>
      row(1, 'pareto-nbd', { aic, ranks: { aic: 2, total: null, meanAbsoluteError: null, rootMeanSquareError: null } });
    expect(codes([row(0, 'bg-nbd'), next(209)])).toEqual(['lowest-aic', 'no-holdout', 'close-call']);
    expect(codes([row(0, 'bg-nbd'), next(210)])).toEqual(['lowest-aic', 'no-holdout']);
    expect(findBestModel([row(0, 'bg-nbd'), next(210)]).message).toBe(
      'Of 2 models bg-nbd does best by its fit alone, without a holdout.',
    );
  });

  test('warns of a weak or boundary fit, and passes over a failed one', () => {
    expect(codes([row(0, 'bg-nbd', { status: 'weak' })])).toEqual(['lowest-aic', 'no-holdout', 'weak-parameters']);
    expect(findBestModel([row(0, 'bg-nbd', { status: 'weak' })]).message).toContain('hardly decided');
    expect(codes([row(0, 'bg-nbd', { status: 'boundary' })])).toEqual(['lowest-aic', 'no-holdout', 'boundary']);
    expect(findBestModel([row(0, 'bg-nbd', { status: 'boundary' })]).message).toContain('boundary');
    const failed = row(0, 'bg-nbd', { status: 'failed' });
    const other = row(1, 'nbd', {
      aic: 300,
      ranks: { aic: 2, total: null, meanAbsoluteError: null, rootMeanSquareError: null },
    });
    expect(findBestModel([failed, other])).toMatchObject({ value: 1, message: 'Only nbd could be taken.' });
    expect(findBestModel([failed, other]).reasons.at(-1)).toEqual({
      code: 'failed-fit',
      facts: { place: 0, kind: 'bg-nbd' },
    });
  });

  test('each reason says by which figures', () => {
    const first = row(0, 'bg-nbd', {
      holdout: { ...holdout(98), meanAbsoluteError: 1.5, rootMeanSquareError: 2.5 },
      ranks: { aic: 1, total: 1, meanAbsoluteError: 1, rootMeanSquareError: 1 },
    });
    const second = row(1, 'nbd', {
      aic: 215,
      holdout: holdout(90),
      ranks: { aic: 2, total: 2, meanAbsoluteError: 2, rootMeanSquareError: 2 },
    });
    const total = { actualTotal: 100, predictedTotal: 98, totalErrorShare: 98 / 100 - 1 };
    expect(findBestModel([second, first]).reasons).toEqual([
      { code: 'best-ranks', facts: { meanRank: 1, next: 'nbd', nextMeanRank: 2 } },
      { code: 'lowest-aic', facts: { aic: 208, gainPerCustomer: 0.1 } },
      { code: 'closest-total', facts: total },
      { code: 'smallest-errors', facts: { meanAbsoluteError: 1.5, rootMeanSquareError: 2.5 } },
    ]);
    // Without a holdout the likelihoods are all there is: 208 and 209.5 are too near to tell.
    const none = { total: null, meanAbsoluteError: null, rootMeanSquareError: null };
    const near = row(1, 'nbd', { aic: 209.5, ranks: { aic: 2, ...none } });
    expect(findBestModel([row(0, 'bg-nbd'), near]).reasons).toEqual([
      { code: 'lowest-aic', facts: { aic: 208, gainPerCustomer: 0.1 } },
      { code: 'no-holdout', facts: {} },
      { code: 'close-call', facts: { next: 'nbd', aicDifference: 1.5 } },
    ]);
  });

  test.each([
    ['the total alone', { total: 1, meanAbsoluteError: 2, rootMeanSquareError: 2 }, ['closest-total']],
    ['one of the two errors alone', { total: 2, meanAbsoluteError: 1, rootMeanSquareError: 2 }, []],
    ['the other alone', { total: 2, meanAbsoluteError: 2, rootMeanSquareError: 1 }, []],
    ['both errors', { total: 2, meanAbsoluteError: 1, rootMeanSquareError: 1 }, ['smallest-errors']],
  ])('of the holdout only what it is first in is a reason: %s', (_, ranks, reasons) => {
    const only = row(0, 'bg-nbd', { holdout: holdout(98), ranks: { aic: 2, ...ranks } });
    expect(codes([only])).toEqual(reasons);
  });

  test('of equal places and parameters the lower AIC, in whatever order they come', () => {
    const ranks = { aic: 1, total: 1, meanAbsoluteError: 1, rootMeanSquareError: 1 };
    const three = [212, 210, 214].map((aic, place) => row(place, 'bg-nbd', { aic, holdout: holdout(100), ranks }));
    expect(findBestModel(three).value).toBe(1);
    expect(findBestModel(three.toReversed()).value).toBe(1);
  });

  test('a model without a holdout is placed by what is known of it', () => {
    const seen = row(0, 'bg-nbd', {
      holdout: holdout(98),
      ranks: { aic: 1, total: 2, meanAbsoluteError: 2, rootMeanSquareError: 2 },
    });
    const unseen = row(1, 'nbd', {
      ranks: { aic: 2, total: null, meanAbsoluteError: null, rootMeanSquareError: null },
    });
    expect(findBestModel([unseen, seen]).reasons[0]!.facts).toEqual({ meanRank: 1.75, next: 'nbd', nextMeanRank: 2 });
  });

  test('the sentence: an exact forecast, a holdout in which nothing came, a boundary, a ridge', () => {
    const ranks = { aic: 1, total: 1, meanAbsoluteError: 1, rootMeanSquareError: 1 };
    const one = (extra: Partial<ModelComparison>): string =>
      findBestModel([row(0, 'bg-nbd', { holdout: holdout(100), ranks, ...extra })]).message;
    expect(one({})).toBe('Only bg-nbd could be taken. Its forecast of the holdout was off by +0.0 %.');
    expect(one({ holdout: { ...holdout(5), totalErrorShare: null } })).toBe('Only bg-nbd could be taken.');
    expect(one({ status: 'boundary' })).toBe(
      'Only bg-nbd could be taken. Its forecast of the holdout was off by +0.0 %. Its fit rests on a boundary: read the warnings of the fit.',
    );
    expect(one({ status: 'weak' })).toBe(
      'Only bg-nbd could be taken. Its forecast of the holdout was off by +0.0 %. Its parameters are hardly decided: use it for totals, and do not read the parameters.',
    );
  });

  test('no model, no answer', () => {
    expect(findBestModel([])).toEqual({
      value: null,
      reason: 'empty',
      kind: null,
      message: 'There is no model to take: none was compared, or every fit failed.',
      reasons: [],
    });
    expect(findBestModel([row(3, 'nbd', { status: 'failed' })])).toMatchObject({
      value: null,
      reasons: [{ code: 'failed-fit', facts: { place: 3, kind: 'nbd' } }],
    });
  });
});

const CDNOW = join(
  process.env['CLIENTELE_DATA'] ?? join(import.meta.dirname, '../../../shared/data'),
  'cdnow/cdnow_sample.txt',
);
describe.skipIf(!existsSync(CDNOW))('CDNOW (skipped where the data folder is not here)', () => {
  test('the order of errors that was published: Pareto/NBD, BG/NBD, MBG/NBD; and a rhythm does not pay', () => {
    const log: Purchase[] = readFileSync(CDNOW, 'utf8')
      .split('\r\n')
      .filter(Boolean)
      .map((line) => line.trim().split(/\s+/))
      .map(([, customerId, day]) => ({
        customerId: customerId!,
        at: `${day!.slice(0, 4)}-${day!.slice(4, 6)}-${day!.slice(6)}T00:00:00Z`,
      }));
    const { rows, ...rest } = splitCalibrationHoldout(log, { splitOn: '1997-10-01', endOn: '1998-07-01' });
    const fits = [
      fitBgNbd(rows),
      fitMbgNbd(rows),
      fitParetoNbd(rows),
      fitMbgCnbd(rows, { regularity: 2 }),
      fitNbd(rows),
    ];
    const found = compareModels(fits, rows, { rows, ...rest });
    const total = (kind: string) => found.find((row) => row.kind === kind)!.holdout!.predictedTotal;
    expect(found[0]!.holdout!.actualTotal).toBe(1882);
    expect(total('bg-nbd')).toBeCloseTo(1653.4, 0);
    expect(total('mbg-nbd')).toBeCloseTo(1576.7, 0);
    expect(total('pareto-nbd')).toBeCloseTo(1665.5, 0);
    const byTotal = found.toSorted((p, q) => p.ranks.total! - q.ranks.total!).map(({ kind }) => kind);
    expect(byTotal.slice(0, 3)).toEqual(['pareto-nbd', 'bg-nbd', 'mbg-nbd']);
    expect(found.slice(0, 2).map(({ kind }) => kind)).toEqual(['mbg-nbd', 'bg-nbd']);
    const at = (kind: string) => found.findIndex((row) => row.kind === kind);
    expect(at('mbg-cnbd')).toBeGreaterThan(at('mbg-nbd'));
  });
});
