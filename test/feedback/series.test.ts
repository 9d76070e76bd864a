import { describe, expect, test } from 'vitest';
import type { Answer } from 'clientele/feedback';
import {
  CES_2,
  csatMetric,
  measureDecayed,
  measureDecayedTally,
  measureRolling,
  measureSeries,
  meanMetric,
  mergeDecayedTallies,
  NPS,
  tallyAnswers,
  tallyDecayed,
  THUMBS,
} from 'clientele/feedback';
import { codeOf } from '../code-of.ts';

const at = (text: string): number => Date.parse(text);

describe('measureSeries', () => {
  const options = {
    period: 'month',
    from: '2025-01-15T00:00:00Z',
    to: '2025-03-01T00:00:00Z',
    keep: 'latest',
    minimumAnswers: 2,
  } as const;
  const rows: Answer[] = [
    { customerId: 'a', at: '2025-01-14T23:59:59Z', score: 9 },
    { customerId: 'a', at: '2025-01-15T00:00:00Z', score: 9 },
    { customerId: 'a', at: '2025-02-01T00:00:00Z', score: 3 },
    { customerId: 'a', at: '2025-02-02T00:00:00Z', score: 10 },
    { customerId: 'b', at: '2025-02-28T23:59:59Z', score: 10 },
    { customerId: 'c', at: '2025-03-01T00:00:00Z', score: 0 },
  ];

  test('whole periods, keep inside each, cut ones said to be incomplete, small ones without a value', () => {
    const points = measureSeries(NPS, rows, options);
    expect(
      points.map(({ startOn, complete, score }) => [startOn, complete, score.value, score.denominator, score.reason]),
    ).toEqual([
      ['2025-01-01', false, null, 1, 'too-few'],
      ['2025-02-01', true, 100, 2, undefined],
    ]);
    expect(points[1]!.tally.superseded).toBe(1);
  });

  test('refuses what cannot be a series', () => {
    const run = (change: object): string => codeOf(() => measureSeries(NPS, rows, { ...options, ...change }));
    expect(run({ to: options.from })).toBe('out-of-order');
    expect(run({ to: '2024-01-01T00:00:00Z' })).toBe('out-of-order');
    expect(run({ timeZone: 'Mars/Base' })).toBe('unknown-zone');
    expect(run({ keep: 'some' })).toBe('unknown-name');
    expect(run({ minimumAnswers: -1 })).toBe('not-a-count');
    expect(run({ from: 'May' })).toBe('not-an-instant');
  });
});

describe('measureRolling', () => {
  const base = { windowDays: 1, stepDays: 1, keep: 'all', minimumAnswers: 1 } as const;
  test.each([
    ['Europe/Paris', '2024-10-26T00:00:00+02:00', 25],
    ['Europe/Paris', '2024-03-30T00:00:00+01:00', 23],
    ['Australia/Lord_Howe', '2024-04-06T00:00:00+11:00', 24.5],
    ['America/New_York', '2024-03-09T00:00:00-05:00', 23],
  ])('a rolling day in %s is a calendar day (%s is followed by one of %f hours)', (timeZone, from, hours) => {
    const to = at(from) + 3 * 86_400_000;
    const windows = measureRolling(NPS, [], { ...base, timeZone, from, to });
    expect((windows[2]!.toAt - windows[2]!.fromAt) / 3_600_000).toBe(hours);
  });

  test('the answer at the end of a window belongs to the next', () => {
    const rows = [{ customerId: 'a', at: '2025-01-02T00:00:00Z', score: 9 }];
    const windows = measureRolling(NPS, rows, { ...base, from: '2025-01-02T00:00:00Z', to: '2025-01-03T00:00:00Z' });
    expect(windows.map(({ score }) => score.value)).toEqual([null, 100]);
  });

  test.each(['all', 'latest', 'first'] as const)('every window is what tallyAnswers counts in it (keep %s)', (keep) => {
    const rows: Answer[] = Array.from({ length: 400 }, (_, i) => ({
      customerId: `c${(i * 7) % 23}`,
      at: (((i * 7919) % 997) * 86_400_000) / 10,
      score: i % 13 === 0 ? null : (i * 5) % 12,
      ...(i % 17 === 0 ? { outcome: 'dismissed' as const } : {}),
      ...(i % 3 === 0 ? { id: `a${i % 5}` } : {}),
    }));
    // Four customers who answer several times at one instant, with ids, with the same id and without.
    for (let i = 0; i < 200; i++) {
      const tied = { customerId: `t${i % 4}`, at: ((i * 7) % 25) * 4 * 86_400_000, score: (i * 3) % 11 };
      rows.push(i % 3 === 0 ? tied : { ...tied, id: `a${i % 5}` });
    }
    const windows = measureRolling(NPS, rows, { windowDays: 20, stepDays: 3, from: 0, to: 100 * 86_400_000, keep });
    expect(windows).toHaveLength(34);
    for (const { fromAt, toAt, tally } of windows) {
      expect(tally).toEqual({ ...tallyAnswers(NPS, rows, { keep, from: fromAt, to: toAt }), outsideWindow: 0 });
    }
  });

  test('refuses days that are none, and a hundred thousand windows', () => {
    const run = (change: object): string =>
      codeOf(() => measureRolling(NPS, [], { ...base, from: 0, to: 86_400_000, ...change }));
    expect(run({ windowDays: 0 })).toBe('out-of-range');
    expect(run({ stepDays: 1.5 })).toBe('not-an-integer');
    expect(run({ to: 200_000 * 86_400_000 })).toBe('too-many');
    expect(run({ from: 1, to: 0 })).toBe('out-of-order');
    expect(run({ keep: 'one' })).toBe('unknown-name');
  });
});

describe('fading answers', () => {
  const options = { halfLifeDays: 10, asOf: '2025-02-01T00:00:00Z' };
  const rows: Answer[] = [
    { customerId: 'a', at: '2025-01-22T00:00:00Z', score: 10 },
    { customerId: 'b', at: '2025-01-12T00:00:00Z', score: 2 },
    { customerId: 'c', at: '2025-02-01T00:00:00Z', score: 2 },
    { customerId: 'd', at: '2025-01-30T00:00:00Z', score: 2, outcome: 'dismissed' },
    { customerId: 'e', at: '1960-01-01T00:00:00Z', score: 2 },
  ];

  test('weigh 2^(-age/half-life); what is at asOf, dismissed or long faded is left out', () => {
    const score = measureDecayed(NPS, rows, options);
    expect(score).toMatchObject({ answers: 2, unit: 'points' });
    expect(score.value).toBeCloseTo((100 * (0.5 - 0.25)) / 0.75, 12);
    expect(score.effectiveAnswers).toBeCloseTo(0.75 ** 2 / (0.25 + 0.0625), 12);
    expect(score.interval).toMatchObject({ method: 'tango', level: 0.95 });
  });

  test('the lowest level is an answer, and an answer fades out after 500 half-lives, not at them', () => {
    const tally = tallyDecayed(NPS, [{ customerId: 'a', at: '2025-01-22T00:00:00Z', score: 0 }], options);
    expect(tally).toMatchObject({
      kind: 'decayed-answer-tally',
      version: 1,
      counts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    });
    expect(tally.weights[0]).toEqual([0.5]);
    expect(tally.squares[0]).toEqual([0.25]);
    const asOf = Date.parse(options.asOf);
    const counted = (at: number) =>
      tallyDecayed(THUMBS, [{ customerId: 'a', at, score: 1 }], { halfLifeDays: 1, asOf }).counts[1];
    expect(counted(asOf - 500 * 86_400_000)).toBe(1);
    expect(counted(asOf - 500 * 86_400_000 - 1)).toBe(0);
  });

  test('value, error and interval by hand: weights ½ and ¼, effective answers 1.8', () => {
    const pair = rows.slice(0, 2);
    const score = measureDecayed(NPS, pair, options);
    expect(score.standardError).toBeCloseTo(100 * Math.sqrt(8 / 9 / 1.8), 12);
    const share = measureDecayed(
      THUMBS,
      pair.map((row, i) => ({ ...row, score: 1 - i })),
      options,
    );
    expect([share.value, share.effectiveAnswers]).toEqual([2 / 3, 1.8]);
    expect(share.standardError).toBeCloseTo(Math.sqrt(2 / 9 / 1.8), 14);
    // Wilson by hand with n = 1.8.
    const [z, n, p] = [1.959963984540054, 1.8, 2 / 3];
    const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
    const center = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
    expect(share.interval!.low).toBeCloseTo(center - half, 12);
    expect(share.interval!.high).toBeCloseTo(center + half, 12);
    // Three efforts of equal weight: plain t with 2 degrees of freedom.
    const efforts = [3, 5, 7].map((level, i) => ({ customerId: `${i}`, at: 0, score: level }));
    const mean = measureDecayed(CES_2, efforts, { halfLifeDays: 10, asOf: 1 });
    expect(mean.standardError).toBeCloseTo(Math.sqrt(8 / 3 / 3), 12);
    expect(mean.interval!.high - 5).toBeCloseTo(4.302652729911275 * Math.sqrt(8 / 3 / 2), 9);
    expect(5 - mean.interval!.low).toBeCloseTo(mean.interval!.high - 5, 12);
    expect(mean.unit).toBe('scale');
    expect(share.unit).toBe('share');
    const none = measureDecayed(NPS, [], options);
    expect(none).toEqual({
      value: null,
      reason: 'empty',
      standardError: null,
      interval: null,
      unit: 'points',
      answers: 0,
      effectiveAnswers: 0,
    });
  });

  test('counts without weights contradict themselves', () => {
    const tally = tallyDecayed(NPS, rows, options);
    const weightless = { ...tally, weights: tally.weights.map(() => []) };
    expect(codeOf(() => measureDecayedTally(NPS, weightless))).toBe('inconsistent');
    expect(codeOf(() => measureDecayedTally(NPS, { ...tally, counts: tally.counts.map(() => 0.5) }))).toBe(
      'not-a-count',
    );
  });

  test('shares, means and rescaled means have theirs', () => {
    const thumbs = rows.map((row) => ({ ...row, score: row.score! > 5 ? 1 : 0 }));
    expect(measureDecayed(THUMBS, thumbs, { ...options, level: 0.9 })).toMatchObject({
      interval: { method: 'wilson', level: 0.9 },
    });
    const efforts = [3, 5, 7].map((score, i) => ({ customerId: `${i}`, at: 0, score }));
    const now = { halfLifeDays: 10, asOf: 1 };
    expect(measureDecayed(CES_2, efforts, now)).toMatchObject({ value: 5, interval: { method: 't' } });
    expect(measureDecayed(CES_2, efforts.slice(1, 2), now)).toMatchObject({
      value: 5,
      interval: null,
      noInterval: 'one-answer',
    });
    const unit = meanMetric({ id: 'u', scale: { min: 1, max: 7 }, better: 'higher', rescaled: true });
    expect(measureDecayed(unit, efforts, now).value).toBeCloseTo(4 / 6, 12);
    const csat = csatMetric({ scale: { min: 1, max: 7 }, satisfied: [7], excluded: [5] });
    expect(measureDecayed(csat, efforts, now)).toMatchObject({ value: 0.5, answers: 2 });
  });

  test('merge exactly, whatever the cut', () => {
    const whole = tallyDecayed(NPS, rows, options);
    for (let cut = 0; cut <= rows.length; cut++) {
      const parts = [rows.slice(0, cut), rows.slice(cut)].map((part) => tallyDecayed(NPS, part, options));
      expect(mergeDecayedTallies(parts[0]!, parts[1]!)).toEqual(whole);
    }
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
  });

  test('refuse to be mixed, and other metrics', () => {
    const tally = tallyDecayed(NPS, rows, options);
    expect(codeOf(() => mergeDecayedTallies(tally, tallyDecayed(NPS, rows, { ...options, halfLifeDays: 9 })))).toBe(
      'tally-mismatch',
    );
    expect(codeOf(() => mergeDecayedTallies(tally, { ...tally, metric: 'x' as 'nps' }))).toBe('metric-mismatch');
    expect(codeOf(() => measureDecayedTally(CES_2 as never, tally as never))).toBe('metric-mismatch');
    expect(codeOf(() => tallyDecayed(NPS, rows, { ...options, halfLifeDays: 0 }))).toBe('out-of-range');
    expect(measureDecayed(NPS, [], options)).toMatchObject({
      value: null,
      reason: 'empty',
      effectiveAnswers: 0,
      interval: null,
    });
  });
});
