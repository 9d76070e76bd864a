import type { BacktestExample } from 'clientele/churn';
import { backtest, fitCalibration, fitLogistic, labelEnded, isKnown, withCalibration } from 'clientele/churn';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../code-of.ts';

const DAY = 86_400_000;
const FEATURES = [{ name: 'visits', kind: 'number' }] as const;
const start = Date.UTC(2024, 0, 1);
const landmarks = [0, 15, 30, 60, 100].map((day) => start + day * DAY);

/** Customers with few visits leave; who leaves changes a little with the landmark. */
function examplesAt(landmarkAt: number): BacktestExample<typeof FEATURES>[] {
  const turn = Math.round((landmarkAt - start) / DAY);
  return Array.from({ length: 60 }, (_, i) => ({
    customerId: `c${i}`,
    features: { visits: (i * 7) % 20 },
    churned: ((i * 7) % 20) + ((i * 13 + turn) % 9) < 11,
  }));
}

const options = {
  landmarks,
  horizonDays: 30,
  asOf: start + 100 * DAY,
  examplesAt,
  fit: (examples: readonly BacktestExample<typeof FEATURES>[]) =>
    fitLogistic(examples, { features: FEATURES, horizonDays: 30 }),
};

describe('backtest', () => {
  const rows = backtest(options);

  test('a landmark trains only models that are made when its outcome window is over', () => {
    const days = (instants: number[]) => instants.map((at) => (at - start) / DAY);
    expect(
      rows.map(({ landmarkAt, trainedOnAt, reason }) => [days([landmarkAt])[0], days(trainedOnAt), reason]),
    ).toEqual([
      [0, [], 'too-early'],
      [15, [], 'too-early'],
      // 15 is earlier, but its outcomes were not known on day 30.
      [30, [0], undefined],
      [60, [0, 15, 30], undefined],
      [100, [], 'horizon-incomplete'],
    ]);
  });

  test('what was judged has a report and a stability, what was not has neither', () => {
    expect(rows.map(({ n }) => n)).toEqual([0, 0, 60, 60, 0]);
    expect(rows[2]!.report!.rocAuc.value).toBeGreaterThan(0.8);
    expect(rows[3]!.report!.n).toBe(60);
    expect(rows[3]!.stability!.verdict).toBe('stable');
    for (const row of [rows[0]!, rows[4]!]) expect(row).toMatchObject({ report: null, stability: null });
  });

  test('a label that is made from the wrong side of the landmark cannot help', () => {
    // The feature restates the outcome of the landmark before: fine in the past, worthless at the test.
    const seen: number[] = [];
    backtest({
      ...options,
      examplesAt: (at) => {
        seen.push(at);
        return examplesAt(at);
      },
    });
    // Each landmark is asked once, and never one whose horizon is not over.
    expect(seen.toSorted((a, b) => a - b)).toEqual(landmarks.slice(0, 4));
  });

  test('one millisecond decides', () => {
    const asOf = start + 90 * DAY;
    expect(backtest({ ...options, asOf })[3]!.reason).toBeUndefined();
    expect(backtest({ ...options, asOf: asOf - 1 })[3]!.reason).toBe('horizon-incomplete');
    const close = [start, start + 30 * DAY - 1, start + 30 * DAY];
    expect(backtest({ ...options, landmarks: close }).map(({ reason }) => reason)).toEqual([
      'too-early',
      'too-early',
      undefined,
    ]);
  });

  test('landmarks come back in order of time, and the result is JSON', () => {
    expect(backtest({ ...options, landmarks: landmarks.toReversed() })).toEqual(rows);
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  });

  test('a calibrated model is judged by its calibrated probabilities, its drift by the scores of the training', () => {
    const fit = (examples: readonly BacktestExample<typeof FEATURES>[]) => {
      const rough = examples.map(({ churned }, i) => ({ probability: (i % 10) / 10, churned }));
      return withCalibration(options.fit(examples), fitCalibration(rough, { method: 'isotonic' }));
    };
    const calibrated = backtest({ ...options, fit });
    expect(calibrated[3]!.stability).toEqual(rows[3]!.stability);
    expect(calibrated[3]!.report!.brier.value).not.toBe(rows[3]!.report!.brier.value);
  });

  test('offsets travel through training and test', () => {
    const by = (offset: number) =>
      backtest({
        ...options,
        examplesAt: (at) => examplesAt(at).map((example) => ({ ...example, offset })),
        fit: (examples) => fitLogistic(examples, { features: FEATURES, horizonDays: 30, penalty: { l2: 1 } }),
      });
    expect(by(2)[3]!.report!.brier.value).toBeCloseTo(by(0)[3]!.report!.brier.value!, 9);
  });

  test('labels of memberships feed it', () => {
    const memberships = Array.from({ length: 40 }, (_, i) => ({
      customerId: i,
      startedAt: start - (i % 7) * DAY,
      endedAt: i % 3 === 0 ? start + (5 + 4 * i) * DAY : null,
    }));
    const asOf = start + 200 * DAY;
    const result = backtest({
      landmarks: [start + DAY, start + 40 * DAY],
      horizonDays: 30,
      asOf,
      examplesAt: (landmarkAt) =>
        labelEnded(memberships, { landmarkAt, horizonDays: 30, asOf })
          .filter(isKnown)
          .map(({ customerId, churned }) => ({ customerId, churned, features: { visits: customerId % 7 } })),
      fit: options.fit,
    });
    expect(result[1]!.report!.churned).toBeGreaterThan(0);
  });

  test('bad calls are refused', () => {
    expect(codeOf(() => backtest({ ...options, landmarks: [] }))).toBe('empty');
    expect(codeOf(() => backtest({ ...options, landmarks: [start, new Date(start)] }))).toBe('duplicate');
    expect(codeOf(() => backtest({ ...options, landmarks: ['2024-01-01T00:00'] }))).toBe('not-an-instant');
    expect(codeOf(() => backtest({ ...options, horizonDays: 0 }))).toBe('out-of-range');
    expect(codeOf(() => backtest({ ...options, asOf: 'today' }))).toBe('not-an-instant');
    const twice = (at: number) => [...examplesAt(at), examplesAt(at)[0]!];
    expect(codeOf(() => backtest({ ...options, examplesAt: twice }))).toBe('duplicate');
  });
});
