import {
  fitGapRisk,
  fitGapRiskFromTally,
  fitInactivityRisk,
  fitInactivityRiskFromTally,
  gapThresholdDays,
  inactivityThresholdDays,
  mergeGapTallies,
  mergeInactivityTallies,
  probabilityInactive,
  probabilityNoReturn,
  tabulateInactivity,
  tallyGaps,
  tallyInactivity,
} from 'clientele/churn';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../code-of.ts';

const DAY = 86_400_000;
const at = (day: number, hour = 10): string => new Date(Date.UTC(2024, 0, 1 + day, hour)).toISOString();

/** 90 customers: a third comes every ten days and then stops, the others come once or twice. */
const LOG = Array.from({ length: 90 }, (_, c) =>
  Array.from({ length: c % 3 === 0 ? 6 + (c % 5) : 1 + (c % 2) }, (_unused, k) => ({
    customerId: `c${c}`,
    at: at((c % 20) + k * 10),
  })),
).flat();

describe('gaps as a tally', () => {
  const options = { asOf: at(200, 0), strata: [1, 3] };

  test('closed and open gaps by length and stratum', () => {
    const log = [
      { customerId: 'ann', at: at(0) },
      { customerId: 'ann', at: at(10) },
      { customerId: 'ann', at: at(20) },
      { customerId: 'bob', at: at(20) },
    ];
    const tally = tallyGaps(log, { asOf: at(30, 0), strata: [1, 3] });
    expect(tally).toEqual({
      kind: 'gap-tally',
      version: 1,
      timeZone: 'UTC',
      asOfAt: Date.UTC(2024, 0, 31),
      strata: [1, 3],
      customers: 2,
      gaps: [[{ days: 10, ended: 2, open: 1 }], [{ days: 10, ended: 0, open: 1 }]],
    });
  });

  test('two parts with different customers make the model of the whole', () => {
    const [a, b] = [0, 1].map((part) =>
      tallyGaps(
        LOG.filter(({ customerId }) => Number(customerId.slice(1)) % 2 === part),
        options,
      ),
    );
    expect(mergeGapTallies(a!, b!)).toEqual(tallyGaps(LOG, options));
    expect(mergeGapTallies(b!, a!)).toEqual(mergeGapTallies(a!, b!));
    const merged = JSON.parse(JSON.stringify(mergeGapTallies(a!, b!)));
    expect(fitGapRiskFromTally(merged)).toEqual(fitGapRisk(LOG, options));
  });

  test('an empty part changes nothing; other options do not merge', () => {
    const tally = tallyGaps(LOG, options);
    const none = tallyGaps([], options);
    expect(none).toMatchObject({ customers: 0, gaps: [[], []] });
    expect(mergeGapTallies(tally, none)).toEqual(tally);
    for (const over of [{ asOf: at(201, 0) }, { strata: [1, 4] }, { timeZone: 'Europe/Paris' }]) {
      expect(codeOf(() => mergeGapTallies(tally, tallyGaps([], { ...options, ...over })))).toBe('tally-mismatch');
    }
    expect(codeOf(() => fitGapRiskFromTally({ ...tally, kind: 'x' as never }))).toBe('wrong-kind');
    expect(codeOf(() => fitGapRiskFromTally({ ...tally, version: 2 as never }))).toBe('wrong-kind');
  });

  test('civil days of the zone make one purchase; instants do not', () => {
    const log = [
      { customerId: 1, at: '2024-01-01T22:30:00Z' },
      { customerId: 1, at: '2024-01-01T23:30:00Z' },
    ];
    const gaps = (over: object) => tallyGaps(log, { asOf: '2024-01-11T00:00:00Z', ...over }).gaps[0];
    expect(gaps({})).toEqual([{ days: 10, ended: 0, open: 1 }]);
    // In Paris it is 23:30 and half past midnight: two days, and the day of asOf is an hour old.
    expect(gaps({ timeZone: 'Europe/Paris' })).toEqual([
      { days: 1, ended: 1, open: 0 },
      { days: expect.closeTo(9 + 1 / 24, 9), ended: 0, open: 1 },
    ]);
    expect(gaps({ sameDay: 'instants' })).toEqual([
      { days: expect.closeTo(1 / 24, 9), ended: 1, open: 0 },
      { days: expect.closeTo(9 + 1 / 48, 9), ended: 0, open: 1 },
    ]);
  });

  test('a probability that is hit but for rounding is reached, as a median is', () => {
    // Of 80 customers 38 come back on day 1, one each on days 5 to 25, and 21 never: from day 1 on it is 21/42.
    const gaps = Array.from({ length: 80 }, (_, i) => ({ back: i < 38 ? 1 : i < 59 ? i - 33 : null })).flatMap(
      ({ back }, customerId) => [
        { customerId, at: 0 },
        ...(back === null ? [] : [{ customerId, at: back * 86_400_000 }]),
      ],
    );
    const model = fitGapRisk(gaps, { asOf: 400 * 86_400_000, strata: [1, 2] });
    expect(probabilityNoReturn(model, { daysSinceLast: 1, purchases: 1 }, { horizonDays: 90 }).value).toBeCloseTo(
      0.5,
      12,
    );
    const days = (probability: number) => gapThresholdDays(model, { purchases: 1, probability, horizonDays: 90 }).value;
    expect(days(0.5)).toBe(1);
    expect(days(0.7)).toBe(16);
  });

  test('loyal customers may be silent longer before it means something', () => {
    const gaps = fitGapRisk(LOG, options);
    const ask = (purchases: number) => gapThresholdDays(gaps, { purchases, probability: 0.9, horizonDays: 20 }).value!;
    expect(ask(5)).toBeGreaterThan(0);
    expect(probabilityNoReturn(gaps, { daysSinceLast: 0, purchases: 5 }, { horizonDays: 30 }).value!).toBeLessThan(
      probabilityNoReturn(gaps, { daysSinceLast: 0, purchases: 1 }, { horizonDays: 30 }).value!,
    );
    expect(codeOf(() => gapThresholdDays(gaps, { purchases: 1.5, probability: 0.5, horizonDays: 1 }))).toBe(
      'not-a-count',
    );
    expect(codeOf(() => gapThresholdDays(gaps, { purchases: 1, probability: 50, horizonDays: 1 }))).toBe(
      'not-a-probability',
    );
    expect(codeOf(() => gapThresholdDays(gaps, { purchases: 1, probability: 0.5, horizonDays: -1 }))).toBe(
      'out-of-range',
    );
    expect(codeOf(() => probabilityNoReturn(gaps, { daysSinceLast: -1, purchases: 1 }, { horizonDays: 1 }))).toBe(
      'out-of-range',
    );
  });
});

describe('silence', () => {
  const options = { landmarks: [at(60, 0), at(90, 0), at(120, 0)], horizonDays: 30, asOf: at(150, 0) };

  test('strata-differ and pooled-strata: one threshold for all would be wrong', () => {
    // Regulars that all come back, and one-time buyers that never do, after the same silence.
    const shop = Array.from({ length: 80 }, (_, c) =>
      (c < 40 ? [0, 10, 20, 30, 40, 50, 60] : [50]).map((day) => ({ customerId: c, at: at(day) })),
    ).flat();
    const one = { landmarks: [at(55, 0)], horizonDays: 30, asOf: at(90, 0), silenceEdgesDays: [0, 30] };
    const pooled = fitInactivityRisk(shop, one);
    expect(pooled.fit.warnings).toEqual([
      expect.objectContaining({ code: 'pooled-strata', facts: { fromDays: 0, low: 0, high: 1, difference: 1 } }),
    ]);
    expect(probabilityInactive(pooled, { daysSinceLast: 5, purchases: 1 }).value).toBe(0.5);
    const apart = fitInactivityRisk(shop, { ...one, strata: [1, 2] });
    expect(apart.fit.warnings[0]).toMatchObject({ code: 'strata-differ' });
    expect(probabilityInactive(apart, { daysSinceLast: 5, purchases: 1 }).value).toBe(1);
    expect(probabilityInactive(apart, { daysSinceLast: 5, purchases: 6 }).value).toBe(0);
    // Strata of 29 are too small to raise the alarm.
    const few = shop.filter(({ customerId }) => customerId < 29 || customerId >= 51);
    expect(fitInactivityRisk(few, { ...one, strata: [1, 2] }).fit.warnings).toEqual([]);
  });

  test('no difference, no warning', () => {
    const alike = Array.from({ length: 80 }, (_, c) =>
      (c < 40 ? [40, 50] : [50]).map((day) => ({ customerId: c, at: at(day) })),
    ).flat();
    const risk = fitInactivityRisk(alike, { landmarks: [at(55, 0)], horizonDays: 30, asOf: at(90, 0), strata: [1, 2] });
    expect(risk.fit).toMatchObject({ n: 80, status: 'interior', warnings: [] });
  });

  test('a landmark one millisecond short of complete is skipped; all skipped is failed', () => {
    const asOf = Date.parse(at(120, 0)) - 1;
    const risk = fitInactivityRisk(LOG, { ...options, asOf });
    expect(risk.landmarksAt).toEqual([Date.parse(at(60, 0))]);
    expect(risk.skippedLandmarksAt).toEqual([Date.parse(at(90, 0)), Date.parse(at(120, 0))]);
    const none = fitInactivityRisk(LOG, { ...options, asOf: at(61, 0) });
    expect(none.fit).toMatchObject({ n: 0, status: 'failed', warnings: [{ code: 'no-complete-landmark' }] });
    expect(probabilityInactive(none, { daysSinceLast: 5, purchases: 1 })).toMatchObject({
      value: null,
      reason: 'empty',
      reasons: [],
    });
    expect(inactivityThresholdDays(none, { purchases: 1, probability: 0.5 }).reason).toBe('never');
  });

  test('an empty bin is null with its base when bins are not pooled', () => {
    const risk = fitInactivityRisk([{ customerId: 1, at: at(0) }], {
      landmarks: [at(40, 0)],
      horizonDays: 10,
      asOf: at(60, 0),
      silenceEdgesDays: [0, 30, 60],
      monotone: false,
      minCount: 0,
    });
    expect(
      tabulateInactivity(risk).map(({ churnRate }) => [churnRate.value, churnRate.denominator, churnRate.reason]),
    ).toEqual([
      [null, 0, 'empty'],
      [1, 1, undefined],
      [null, 0, 'empty'],
    ]);
    expect(probabilityInactive(risk, { daysSinceLast: 5, purchases: 1 })).toMatchObject({
      value: null,
      denominator: 0,
      reason: 'empty',
      reasons: [],
    });
  });

  test('small bins join the next longer silence, a small last one the one before', () => {
    const log = [0, 1, 2, 35, 36, 65].map((day, c) => ({ customerId: c, at: at(day) }));
    const bins = (minCount: number) =>
      fitInactivityRisk(log, {
        landmarks: [at(70, 0)],
        horizonDays: 10,
        asOf: at(90, 0),
        silenceEdgesDays: [0, 10, 60],
        minCount,
        monotone: false,
      }).strata[0]!.bins.map(({ fromDays, toDays, n }) => [fromDays, toDays, n]);
    expect(bins(0)).toEqual([
      [0, 10, 1],
      [10, 60, 2],
      [60, null, 3],
    ]);
    expect(bins(2)).toEqual([
      [0, 60, 3],
      [60, null, 3],
    ]);
    expect(bins(4)).toEqual([[0, null, 6]]);
    expect(bins(99)).toEqual([[0, null, 6]]);
  });

  test('monotone rates never fall; without it they may', () => {
    // After 5 days all stay away, after 40 all come back.
    const log = [
      ...[0, 1]
        .map((c) => [
          { customerId: c, at: at(20) },
          { customerId: c, at: at(62) },
        ])
        .flat(),
      { customerId: 2, at: at(55) },
      { customerId: 3, at: at(56) },
    ];
    const ask = (monotone: boolean) =>
      tabulateInactivity(
        fitInactivityRisk(log, {
          landmarks: [at(60, 0)],
          horizonDays: 10,
          asOf: at(90, 0),
          silenceEdgesDays: [0, 30],
          monotone,
        }),
      ).map(({ fromDays, toDays, churnRate }) => [fromDays, toDays, churnRate.value]);
    expect(ask(false)).toEqual([
      [0, 30, 1],
      [30, null, 0],
    ]);
    expect(ask(true)).toEqual([[0, null, 0.5]]);
  });

  test('the reason names the bin that was counted', () => {
    const risk = fitInactivityRisk(LOG, { ...options, strata: [1, 3] });
    const { reasons, numerator, denominator } = probabilityInactive(risk, { daysSinceLast: 35, purchases: 7 });
    expect(reasons).toEqual([
      {
        code: 'silence',
        facts: expect.objectContaining({
          daysSinceLast: 35,
          purchases: 7,
          fromPurchases: 3,
          toPurchases: null,
          horizonDays: 30,
          n: denominator,
          churned: numerator,
        }),
      },
    ]);
  });

  test('silence below the first edge, and purchases below the first stratum, have no bin', () => {
    const risk = fitInactivityRisk(
      [
        { customerId: 1, at: at(55) },
        { customerId: 2, at: at(10) },
      ],
      {
        ...options,
        landmarks: [at(60, 0)],
        silenceEdgesDays: [30],
        strata: [1, 2],
      },
    );
    expect(risk.fit.warnings[0]).toMatchObject({ code: 'below-first-edge', facts: { observations: 1, fromDays: 30 } });
    expect(probabilityInactive(risk, { daysSinceLast: 5, purchases: 1 }).reason).toBe('empty');
    expect(probabilityInactive(risk, { daysSinceLast: 50, purchases: 0 }).reason).toBe('empty');
    expect(codeOf(() => probabilityInactive(risk, { daysSinceLast: -1, purchases: 1 }))).toBe('out-of-range');
    expect(codeOf(() => probabilityInactive(risk, { daysSinceLast: 1, purchases: -1 }))).toBe('not-a-count');
  });

  test('a landmark inside a civil day is told', () => {
    const risk = fitInactivityRisk(LOG, { ...options, landmarks: [at(60, 5)] });
    expect(risk.fit.warnings.at(-1)).toMatchObject({ code: 'landmark-inside-day', facts: { timeZone: 'UTC' } });
    const instants = fitInactivityRisk(LOG, { ...options, landmarks: [at(60, 5)], sameDay: 'instants' });
    expect(instants.fit.warnings.map(({ code }) => code)).not.toContain('landmark-inside-day');
  });

  test('parts with different customers merge to the whole; others are refused', () => {
    const parts = [0, 1].map((part) =>
      tallyInactivity(
        LOG.filter(({ customerId }) => Number(customerId.slice(1)) % 2 === part),
        options,
      ),
    );
    const whole = tallyInactivity(LOG, options);
    const merged = JSON.parse(JSON.stringify(mergeInactivityTallies(parts[0]!, parts[1]!)));
    expect(merged).toEqual(whole);
    expect(fitInactivityRiskFromTally(merged)).toEqual(fitInactivityRisk(LOG, options));
    expect(codeOf(() => mergeInactivityTallies(whole, tallyInactivity([], { ...options, horizonDays: 20 })))).toBe(
      'tally-mismatch',
    );
    expect(codeOf(() => mergeInactivityTallies(whole, tallyInactivity([], { ...options, strata: [1, 2, 4] })))).toBe(
      'tally-mismatch',
    );
    expect(codeOf(() => fitInactivityRiskFromTally({ ...whole, version: 2 as never }))).toBe('wrong-kind');
    expect(codeOf(() => fitInactivityRiskFromTally(whole, { minCount: -1 }))).toBe('not-a-count');
  });

  test('landmarks and ends are checked', () => {
    const run = (over: object) => () => tallyInactivity(LOG, { ...options, ...over });
    expect(codeOf(run({ landmarks: [] }))).toBe('empty');
    expect(codeOf(run({ landmarks: [at(60, 0), Date.parse(at(60, 0))] }))).toBe('duplicate');
    expect(codeOf(run({ landmarks: ['2024-03-01'] }))).toBe('not-an-instant');
    expect(codeOf(run({ horizonDays: 0 }))).toBe('out-of-range');
    expect(codeOf(run({ silenceEdgesDays: [] }))).toBe('empty');
    expect(codeOf(run({ silenceEdgesDays: [30, 0] }))).toBe('out-of-order');
    expect(codeOf(run({ silenceEdgesDays: [-1] }))).toBe('out-of-range');
    expect(codeOf(run({ strata: [1.5] }))).toBe('not-a-count');
    expect(codeOf(run({ strata: [0] }))).toBe('out-of-range');
  });

  test('the order of the landmarks is that of the call; horizons are elapsed time, through a change of clocks', () => {
    const landmark = '2024-03-30T23:00:00Z'; // midnight in Paris; the night after is an hour short
    const log = (hour: string) => [
      { customerId: 1, at: '2024-03-01T12:00:00Z' },
      { customerId: 1, at: hour },
    ];
    const rate = (hour: string) =>
      fitInactivityRisk(log(hour), {
        landmarks: [landmark],
        horizonDays: 1,
        asOf: '2024-04-02T00:00:00Z',
        sameDay: 'instants',
        timeZone: 'Europe/Paris',
      }).strata[0]!.bins[0]!.churned;
    expect(rate('2024-03-31T22:59:59Z')).toBe(0);
    expect(rate('2024-03-31T23:00:00Z')).toBe(1);
    expect(DAY).toBe(86_400_000);
  });
});
