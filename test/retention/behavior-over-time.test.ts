import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkScorecard,
  compareRates,
  fitReturnCurve,
  mergeLifecycles,
  METRIC_CATALOGUE,
  retentionByDay,
  tabulateLifecycle,
  tallyOrders,
} from 'clientele/retention';
import { probabilitySurviving } from 'clientele/survival';
import { logs, parted } from './logs.ts';

const code = (value: string) => expect.objectContaining({ code: value });
const buy = (customerId: string, at: string, amount = 1) => ({ customerId, at, amount });
const seed = 20261125;

describe('retention by day', () => {
  const log = [buy('a', '2024-03-30T12:00:00Z'), buy('a', '2024-03-31T11:00:00Z')];
  const oneDay = [{ fromDay: 1, toDay: 2 }];

  test('the next day on the calendar may be less than 24 hours away', () => {
    const options = { asOf: '2024-05-01T00:00:00Z', timeZone: 'Europe/Paris', windows: oneDay };
    expect(retentionByDay(log, { ...options, dayRule: 'calendar' }).windows[0]).toMatchObject({
      numerator: 1,
      denominator: 1,
    });
    expect(retentionByDay(log, { ...options, dayRule: 'elapsed' }).windows[0]).toMatchObject({
      numerator: 0,
      denominator: 1,
    });
  });

  test('a window is over when its last day is: at midnight, not a moment before', () => {
    const at = (asOf: string) => retentionByDay(log, { asOf, dayRule: 'calendar', windows: oneDay }).windows[0]!;
    expect(at('2024-03-31T23:59:59.999Z')).toMatchObject({ value: null, reason: 'empty', denominator: 0 });
    expect(at('2024-04-01T00:00:00Z').value).toBe(1);
  });

  test('on or after needs the first day to be over, and later days count too', () => {
    const windows = [
      { fromDay: 1, toDay: null },
      { fromDay: 2, toDay: null },
      { fromDay: 0, toDay: 1 },
    ];
    const found = retentionByDay([...log, buy('b', '2024-03-30T12:00:00Z')], {
      asOf: '2024-04-02T00:00:00Z',
      dayRule: 'calendar',
      windows,
    }).windows;
    expect(found.map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
      [1, 2],
      [0, 2],
      [2, 2],
    ]);
    expect(found[0]).toMatchObject({ fromDay: 1, toDay: null });
  });

  test('refuses windows without days and unknown rules; an empty log has empty rates', () => {
    const options = { asOf: '2024-04-02T00:00:00Z', dayRule: 'calendar', windows: oneDay } as const;
    expect(() => retentionByDay([], { ...options, windows: [{ fromDay: 2, toDay: 2 }] })).toThrow(code('out-of-order'));
    expect(() => retentionByDay([], { ...options, windows: [{ fromDay: -1, toDay: 2 }] })).toThrow(code('not-a-count'));
    expect(() => retentionByDay([], { ...options, dayRule: 'business' as 'calendar' })).toThrow(code('unknown-name'));
    expect(retentionByDay([], options).windows[0]).toMatchObject({ value: null, reason: 'empty' });
  });
});

describe('lifecycle', () => {
  const options = { asOf: '2024-05-10T00:00:00Z', period: 'month' } as const;

  test('a month without anybody is zeros; the open month has no dormant yet', () => {
    const rows = tabulateLifecycle([buy('a', '2024-01-05T00:00:00Z'), buy('a', '2024-04-05T00:00:00Z')], options);
    expect(rows.map((row) => [row.startOn, row.active, row.reactivated, row.dormant, row.complete])).toEqual([
      ['2024-01-01', 1, 0, 0, true],
      ['2024-02-01', 0, 0, 1, true],
      ['2024-03-01', 0, 0, 0, true],
      ['2024-04-01', 1, 1, 0, true],
      ['2024-05-01', 0, 0, null, false],
    ]);
  });

  test('`from` hides rows but "new" looks at the whole life', () => {
    const log = [buy('a', '2024-01-05T00:00:00Z'), buy('a', '2024-04-05T00:00:00Z')];
    const rows = tabulateLifecycle(log, { ...options, from: '2024-04-20T00:00:00Z' });
    expect(rows.map((row) => [row.startOn, row.new, row.reactivated])).toEqual([
      ['2024-04-01', 0, 1],
      ['2024-05-01', 0, 0],
    ]);
    expect(tabulateLifecycle(log, { ...options, from: '2023-12-01T00:00:00Z' })[0]).toMatchObject({
      startOn: '2023-12-01',
      active: 0,
    });
    // The period that holds `from` is shown when it has begun, even if `from` itself is still to come.
    expect(tabulateLifecycle(log, { ...options, from: '2024-05-20T00:00:00Z' }).map((row) => row.startOn)).toEqual([
      '2024-05-01',
    ]);
    expect(tabulateLifecycle(log, { ...options, from: '2024-06-01T00:00:00Z' })).toEqual([]);
  });

  test('asOf exactly at a period start opens no new period; an empty log and refunds only are empty', () => {
    expect(
      tabulateLifecycle([buy('a', '2024-01-05T00:00:00Z')], { ...options, asOf: '2024-02-01T00:00:00Z' }).length,
    ).toBe(1);
    expect(tabulateLifecycle([], options)).toEqual([]);
    expect(tabulateLifecycle([buy('a', '2024-01-05T00:00:00Z', -5)], options)).toEqual([]);
    expect(() => tabulateLifecycle([], { ...options, period: 'decade' as 'month' })).toThrow(code('unknown-name'));
  });

  test('active(previous) + new + reactivated − dormant = active; disjoint parts merge to the whole', () => {
    fc.assert(
      fc.property(logs, fc.constantFrom('week', 'month', 'quarter' as const), (log, period) => {
        const view = { asOf: '2024-02-01T00:00:00Z', period, timeZone: 'America/St_Johns' } as const;
        const rows = tabulateLifecycle(log, view);
        rows.forEach((row, k) => {
          expect(row.new + row.returning + row.reactivated).toBe(row.active);
          if (row.dormant !== null)
            expect((rows[k - 1]?.active ?? 0) + row.new + row.reactivated - row.dormant).toBe(row.active);
        });
        const [a, b] = parted(log);
        expect(mergeLifecycles(tabulateLifecycle(a, view), tabulateLifecycle(b, view))).toEqual(rows);
        expect(mergeLifecycles(tabulateLifecycle(b, view), tabulateLifecycle(a, view))).toEqual(rows);
        expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
      }),
      { seed, numRuns: 150 },
    );
  });

  test('merging refuses rows of other periods', () => {
    const a = tabulateLifecycle([buy('a', '2024-01-05T00:00:00Z')], options);
    expect(() =>
      mergeLifecycles(
        a,
        tabulateLifecycle([buy('b', '2024-01-05T00:00:00Z')], { ...options, asOf: '2024-06-10T00:00:00Z' }),
      ),
    ).toThrow(code('tally-mismatch'));
  });

  test('merging two time slices of one customer is wrong: she is new twice', () => {
    const early = tabulateLifecycle([buy('a', '2024-01-05T00:00:00Z')], options);
    const late = tabulateLifecycle([buy('a', '2024-02-05T00:00:00Z')], options);
    expect(mergeLifecycles(early, late).reduce((sum, row) => sum + row.new, 0)).toBe(2);
  });
});

describe('the return curve', () => {
  const log = [
    buy('a', '2024-01-01T00:00:00Z'),
    buy('a', '2024-01-11T00:00:00Z'),
    buy('b', '2024-01-01T00:00:00Z'),
    buy('b', '2024-01-11T00:00:00Z'),
  ];
  const tally = tallyOrders(log, { asOf: '2024-01-31T12:00:00Z', orderNumbersUpTo: 1 });

  test('equal gaps of different order numbers are one weighted spell', () => {
    const curve = fitReturnCurve(tally);
    expect(curve.fit).toMatchObject({ ended: 2, weight: 4 });
    expect(probabilitySurviving(curve, { days: 9 }).value).toBe(1);
    expect(probabilitySurviving(curve, { days: 10 }).value).toBe(0.5);
    expect(fitReturnCurve(tally, { afterOrder: 1 }).fit.weight).toBe(2);
  });

  test('who has not returned waits up to the civil day of asOf, at whatever hour it is asked', () => {
    const waiting = (asOf: string, timeZone: string): unknown =>
      tallyOrders([buy('a', '2024-01-01T12:00:00Z')], { asOf, timeZone }).gaps[0]!.waiting;
    expect(waiting('2024-01-11T00:00:00Z', 'UTC')).toEqual([[10, 1]]);
    expect(waiting('2024-01-11T23:59:59Z', 'UTC')).toEqual([[10, 1]]);
    expect(waiting('2024-01-11T00:00:00Z', 'America/New_York')).toEqual([[9, 1]]);
  });

  test('refuses numbers that were not kept apart, and has nothing to say without orders', () => {
    expect(() => fitReturnCurve(tally, { afterOrder: 2 })).toThrow(code('not-tallied'));
    expect(() => fitReturnCurve(tally, { afterOrder: 0 })).toThrow(code('out-of-range'));
    expect(() => fitReturnCurve(tally, { afterOrder: 1.5 })).toThrow(code('not-a-count'));
    expect(() => fitReturnCurve(tallyOrders([], { asOf: 0 }))).toThrow(code('empty'));
    expect(() => fitReturnCurve(tallyOrders(log, { asOf: '2024-02-01T00:00:00Z' }), { afterOrder: 5 })).toThrow(
      code('empty'),
    );
  });
});

describe('comparing rates', () => {
  const counts = (numerator: number, denominator: number) => ({ numerator, denominator });

  test('Newcombe 1998: 56/70 against 48/80 is .2, .0524 to .3339', () => {
    const found = compareRates({ reference: counts(48, 80), compared: counts(56, 70) });
    expect(found.interval).toMatchObject({ low: expect.closeTo(0.0524, 4), high: expect.closeTo(0.3339, 4) });
    expect(found.verdict).toBe('up');
  });

  test('down, not distinguishable, and no base', () => {
    expect(compareRates({ reference: counts(56, 70), compared: counts(48, 80) }).verdict).toBe('down');
    expect(compareRates({ reference: counts(5, 10), compared: counts(6, 10) }).verdict).toBe('not-distinguishable');
    expect(compareRates({ reference: counts(0, 0), compared: counts(6, 10) })).toMatchObject({
      difference: null,
      reason: 'empty',
      verdict: null,
    });
  });
});

describe('scorecards', () => {
  const codes = (goals: { metric: string; baseline: number | null; target: number | null }[]) =>
    checkScorecard({ goals }).map((problem) => problem.code);
  const good = { metric: 'retentionRate', baseline: 0.8, target: 0.85 };

  test('every problem by name', () => {
    expect(codes([])).toEqual(['empty']);
    expect(codes([good])).toEqual([]);
    expect(codes([{ ...good, metric: 'happiness' }])).toEqual(['unknown-metric']);
    expect(codes([{ metric: 'followers', baseline: 1, target: 2 }])).toEqual(['vanity-only']);
    expect(
      codes([
        { metric: 'followers', baseline: 1, target: 2 },
        { metric: 'redemptionRate', baseline: 0.1, target: 0.2 },
      ]),
    ).toEqual(['no-outcome']);
    expect(codes([{ ...good, baseline: null }])).toEqual(['missing-baseline']);
    expect(codes([{ ...good, target: null }])).toEqual(['missing-target']);
    expect(codes([{ ...good, target: 0.8 }])).toEqual(['no-change']);
    expect(codes([{ ...good, target: 0.7 }])).toEqual(['wrong-direction']);
    expect(codes([{ metric: 'churnRate', baseline: 0.1, target: 0.2 }])).toEqual(['wrong-direction']);
    expect(codes([good, good])).toEqual(['duplicate-metric']);
    expect(codes([good, { metric: 'churnRate', baseline: 0.2, target: 0.15 }])).toEqual(['same-quantity']);
  });

  test('only an unknown metric is an error, and a catalogue of your own makes it known', () => {
    const goals = [
      { metric: '__proto__', baseline: 1, target: 2 },
      { ...good, target: 0.7 },
    ];
    expect(checkScorecard({ goals }).map(({ severity, path }) => [severity, path])).toEqual([
      ['error', '/goals/0/metric'],
      ['warning', '/goals/1/target'],
    ]);
    const mine = {
      name: '__proto__',
      kind: 'outcome',
      direction: 'up',
      unit: 'count',
      needs: 'x',
      question: 'x?',
    } as const;
    expect(checkScorecard({ goals: goals.slice(0, 1) }, { catalogue: [...METRIC_CATALOGUE, mine] })).toEqual([]);
  });

  test('refuses what is no number', () => {
    expect(() => codes([{ ...good, baseline: Number.NaN }])).toThrow(code('not-finite'));
    expect(() => codes([{ ...good, target: Infinity }])).toThrow(code('not-finite'));
    expect(() => checkScorecard({} as never)).toThrow(/^scorecard\.goals: expected a list, got undefined/);
    expect(() => codes([null as never])).toThrow(/^scorecard\.goals\[0\]: expected an object, got null/);
  });

  test('the catalogue names each metric once', () => {
    expect(new Set(METRIC_CATALOGUE.map((metric) => metric.name)).size).toBe(METRIC_CATALOGUE.length);
    expect(METRIC_CATALOGUE.filter((metric) => metric.kind === 'vanity').length).toBe(8);
  });
});
