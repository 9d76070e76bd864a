import { describe, expect, test } from 'vitest';
import {
  churnRate,
  customerBaseBridge,
  dailySumChurnRate,
  rescaleRetentionRate,
  retentionRate,
  retentionRateFromCounts,
} from 'clientele/retention';

const code = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    const { code: found, argument } = error as { code: string; argument: string };
    return `${found} ${argument}`;
  }
  return 'accepted';
};

describe('retentionRate and churnRate', () => {
  test('share one base and add up to one', () => {
    const members = { atStart: ['a', 'b', 'c', 'd'], atEnd: ['b', 'd', 'e'] };
    expect(retentionRate(members)).toMatchObject({
      value: 0.5,
      numerator: 2,
      denominator: 4,
      complete: true,
      smallBase: true,
    });
    expect(churnRate(members)).toMatchObject({ value: 0.5, numerator: 2, denominator: 4 });
  });
  test('count a repeated id once, and tell the number 3 from the text 3', () => {
    expect(retentionRate({ atStart: [3, 3, '3'], atEnd: [3] })).toMatchObject({ numerator: 1, denominator: 2 });
  });
  test('take one-time iterables', () => {
    function* ids(): Generator<string> {
      yield* ['a', 'b'];
    }
    expect(retentionRate({ atStart: ids(), atEnd: ids() }).value).toBe(1);
  });
  test('are null with a reason when nobody was there', () => {
    expect(retentionRate({ atStart: [], atEnd: ['a'] })).toMatchObject({
      value: null,
      reason: 'empty',
      denominator: 0,
      interval: null,
    });
    expect(churnRate({ atStart: [], atEnd: [] })).toMatchObject({ value: null, reason: 'empty' });
  });
  test('carry a Wilson interval of the level asked for', () => {
    const { interval } = retentionRate({ atStart: ['a', 'b'], atEnd: ['a', 'b'] }, { level: 0.9 });
    expect(interval).toMatchObject({ high: 1, level: 0.9, method: 'wilson' });
    expect(code(() => retentionRate({ atStart: ['a'], atEnd: [] }, { level: 95 }))).toBe('out-of-range options.level');
  });
});

describe('what is no list of ids', () => {
  const sets = { atStart: ['a'], atEnd: ['a'], everBefore: [] as string[] };
  test.each([
    ['atStart', 'abc', 'wrong-type members.atStart'],
    ['atStart', undefined, 'wrong-type members.atStart'],
    ['atEnd', null, 'wrong-type members.atEnd'],
    ['atEnd', { a: true }, 'wrong-type members.atEnd'],
    ['atStart', [null], 'wrong-type members.atStart'],
    ['atStart', [{}], 'wrong-type members.atStart'],
    ['atEnd', [Number.NaN], 'wrong-type members.atEnd'],
  ])('%s as %j is refused, never counted as nobody', (key, ids, wanted) => {
    const broken = { ...sets, [key]: ids };
    expect(code(() => retentionRate(broken))).toBe(wanted);
    expect(code(() => churnRate(broken))).toBe(wanted);
    expect(code(() => customerBaseBridge(broken))).toBe(wanted);
  });
  test('left out, everBefore would make every return new', () => {
    const without = { atStart: ['a'], atEnd: ['a'] } as typeof sets;
    expect(code(() => customerBaseBridge(without))).toBe('wrong-type members.everBefore');
  });
  test('ids like __proto__ are ids', () => {
    expect(retentionRate({ atStart: ['__proto__', 'constructor'], atEnd: ['__proto__'] })).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
  });
});

describe('retentionRateFromCounts', () => {
  test('takes those who came back out of the end', () => {
    expect(retentionRateFromCounts({ opening: 200, closing: 220, new: 40, reactivated: 0 }).value).toBe(0.9);
    expect(retentionRateFromCounts({ opening: 10, closing: 10, new: 0, reactivated: 1 }).value).toBe(0.9);
    expect(retentionRateFromCounts({ opening: 0, closing: 3, new: 3, reactivated: 0 })).toMatchObject({
      value: null,
      reason: 'empty',
    });
  });
  test.each([
    [{ opening: 10, closing: 5, new: 6, reactivated: 0 }, 'inconsistent counts'],
    [{ opening: 10, closing: 30, new: 5, reactivated: 0 }, 'inconsistent counts'],
    [{ opening: 1.5, closing: 1, new: 0, reactivated: 0 }, 'not-a-count counts.opening'],
    [{ opening: 1, closing: -1, new: 0, reactivated: 0 }, 'not-a-count counts.closing'],
    [{ opening: 1, closing: 1, new: NaN, reactivated: 0 }, 'not-a-count counts.new'],
    [{ opening: 1, closing: 1, new: 0, reactivated: '0' as unknown as number }, 'not-a-count counts.reactivated'],
  ])('refuses %j by %s', (counts, wanted) => {
    expect(code(() => retentionRateFromCounts(counts))).toBe(wanted);
  });
});

describe('rescaleRetentionRate', () => {
  test('5 % a month is 46 % a year, not 60 %', () => {
    expect(rescaleRetentionRate({ retentionRate: 0.95, fromDays: 30, toDays: 360 }).churnRate).toBeCloseTo(
      0.45963991,
      8,
    );
  });
  test('a daily churn of one in a billion survives', () => {
    const { churnRate: yearly } = rescaleRetentionRate({ retentionRate: 1 - 1e-9, fromDays: 1, toDays: 365 });
    expect(yearly / 3.65e-7).toBeCloseTo(1, 6);
  });
  test('nobody and everybody stay nobody and everybody', () => {
    expect(rescaleRetentionRate({ retentionRate: 0, fromDays: 1, toDays: 7 })).toEqual({
      retentionRate: 0,
      churnRate: 1,
    });
    expect(rescaleRetentionRate({ retentionRate: 1, fromDays: 1, toDays: 7 })).toEqual({
      retentionRate: 1,
      churnRate: 0,
    });
  });
  test.each([
    [{ retentionRate: 95, fromDays: 1, toDays: 1 }, 'not-a-probability input.retentionRate'],
    [{ retentionRate: 0.5, fromDays: 0, toDays: 1 }, 'out-of-range input.fromDays'],
    [{ retentionRate: 0.5, fromDays: 1, toDays: Infinity }, 'not-finite input.toDays'],
  ])('refuses %j', (input, wanted) => {
    expect(code(() => rescaleRetentionRate(input))).toBe(wanted);
  });
});

describe('dailySumChurnRate', () => {
  test('adds daily rates and may exceed one', () => {
    expect(
      dailySumChurnRate([
        { opening: 2, lost: 2 },
        { opening: 4, lost: 1 },
        { opening: 0, lost: 0 },
      ]),
    ).toEqual({ value: 1.25, days: 3 });
    expect(dailySumChurnRate([])).toEqual({ value: 0, days: 0 });
  });
  test.each([
    [{ opening: 0, lost: 1 }, 'inconsistent days[0].lost'],
    [{ opening: 1, lost: 2 }, 'inconsistent days[0].lost'],
    [{ opening: -1, lost: 0 }, 'not-a-count days[0].opening'],
    [{ opening: 1, lost: 0.5 }, 'not-a-count days[0].lost'],
  ])('refuses %j', (day, wanted) => {
    expect(code(() => dailySumChurnRate([day]))).toBe(wanted);
  });
});

describe('customerBaseBridge', () => {
  test('tells who is new from who came back', () => {
    const bridge = customerBaseBridge({
      atStart: ['A', 'B', 'C', 'D'],
      atEnd: ['A', 'C', 'E', 'F', 'H'],
      everBefore: ['H', 'B'],
    });
    expect(bridge).toMatchObject({
      opening: 4,
      new: 2,
      reactivated: 1,
      churned: 2,
      kept: 2,
      closing: 5,
      growthRate: { value: 0.25, numerator: 1, denominator: 4 },
    });
    expect(bridge.retentionRate.value).toBe(0.5);
  });
  test('has no growth of nothing, and shrinks below 0', () => {
    const { new: fresh, growthRate } = customerBaseBridge({ atStart: [], atEnd: ['a'], everBefore: [] });
    expect([fresh, growthRate]).toEqual([1, { value: null, numerator: 1, denominator: 0, reason: 'empty' }]);
    expect(customerBaseBridge({ atStart: ['a', 'b'], atEnd: ['a'], everBefore: [] }).growthRate).toEqual({
      value: -0.5,
      numerator: -1,
      denominator: 2,
    });
  });
  test('takes one-time iterables', () => {
    function* once(...ids: string[]): Generator<string> {
      yield* ids;
    }
    expect(
      customerBaseBridge({ atStart: once('a', 'b'), atEnd: once('b', 'c', 'd'), everBefore: once('c') }),
    ).toMatchObject({ opening: 2, kept: 1, new: 1, reactivated: 1, churned: 1, closing: 3 });
  });
});
