import { describe, expect, test } from 'vitest';
import {
  assignRevenueMovement,
  grossRevenueChurnRate,
  grossRevenueRetention,
  logoChurnRate,
  mergeRevenueMovements,
  netRevenueChurnRate,
  netRevenueRetention,
  quickRatio,
  REVENUE_POLICY,
  revenueLevels,
  type RevenueChange,
  revenueMovements,
  revenueMovementSeries,
} from 'clientele/retention';

const code = (value: string) => expect.objectContaining({ code: value });
const change = (customerId: string, day: string, amountMinor: number): RevenueChange => ({
  customerId,
  at: `${day}T00:00:00Z`,
  amountMinor,
});
const quarter = { from: '2024-01-01T00:00:00Z', to: '2024-04-01T00:00:00Z', period: 'month' } as const;
const nobody = { opening: [], closing: [], paidBefore: [] };

describe('naming a movement', () => {
  test.each([
    [null, 10, false, 'new'],
    [0, 10, true, 'reactivation'],
    [10, 15, true, 'expansion'],
    [15, 10, true, 'contraction'],
    [10, null, true, 'churn'],
    [10, 10, true, 'unchanged'],
    [0, null, true, 'none'],
  ])('%s to %s, paid before %s: %s', (previousMinor, currentMinor, paidBefore, movement) => {
    expect(assignRevenueMovement({ previousMinor, currentMinor, paidBefore })).toBe(movement);
  });

  test('0 to 10 of somebody who had paid is no expansion (a defect of a widely used SQL model)', () => {
    expect(assignRevenueMovement({ previousMinor: 0, currentMinor: 10, paidBefore: true })).not.toBe('expansion');
  });

  test('refuses fractions and negative levels', () => {
    expect(() => assignRevenueMovement({ previousMinor: 0.5, currentMinor: 1, paidBefore: true })).toThrow(
      code('not-an-integer'),
    );
    expect(() => assignRevenueMovement({ previousMinor: 0, currentMinor: -1, paidBefore: true })).toThrow(
      code('out-of-range'),
    );
  });
});

describe('between two snapshots', () => {
  test('published: 100, −10, −10, +10 is a gross churn of 20 % and a net one of 10 %', () => {
    const amounts = {
      openingMinor: 100,
      newMinor: 0,
      expansionMinor: 10,
      contractionMinor: 10,
      churnMinor: 10,
      reactivationMinor: 0,
      complete: true,
      policy: REVENUE_POLICY,
    };
    expect(grossRevenueChurnRate(amounts).value).toBe(0.2);
    expect(grossRevenueRetention(amounts).value).toBe(0.8);
    expect(netRevenueChurnRate(amounts).value).toBe(0.1);
    expect(netRevenueRetention(amounts)).toEqual({
      value: 0.9,
      numeratorMinor: 90,
      denominatorMinor: 100,
      interval: null,
      complete: true,
      policy: REVENUE_POLICY,
    });
    expect(() => quickRatio({ ...amounts, newMinor: 0.5 })).toThrow(code('not-an-integer'));
  });

  test('nobody: every rate is null with its reason', () => {
    const empty = revenueMovements(nobody);
    for (const rate of [
      grossRevenueChurnRate,
      grossRevenueRetention,
      netRevenueChurnRate,
      netRevenueRetention,
      logoChurnRate,
    ]) {
      expect(rate(empty)).toMatchObject({ value: null, reason: 'empty' });
    }
    expect(quickRatio(empty)).toMatchObject({ value: null, reason: 'no-losses' });
  });

  test('a trial at 0 that starts to pay is new; a level listed at 0 is no customer', () => {
    const found = revenueMovements<string | number>({
      opening: [{ customerId: 1, amountMinor: 0 }],
      closing: [
        { customerId: 1, amountMinor: 900 },
        { customerId: '1', amountMinor: 0 },
      ],
      paidBefore: [],
    });
    expect(found).toMatchObject({
      newMinor: 900,
      reactivationMinor: 0,
      openingCustomers: 0,
      newCustomers: 1,
      closingCustomers: 1,
    });
  });

  test('net retention may exceed 1 and takes reactivation in only when told to', () => {
    const levels = {
      opening: [{ customerId: 'A', amountMinor: 100 }],
      closing: [
        { customerId: 'A', amountMinor: 150 },
        { customerId: 'B', amountMinor: 30 },
      ],
      paidBefore: ['B'],
    };
    expect(netRevenueRetention(revenueMovements(levels)).value).toBe(1.5);
    expect(
      netRevenueRetention(revenueMovements(levels, { policy: { netRetentionReactivation: 'included' } })).value,
    ).toBe(1.8);
    expect(revenueMovements(levels).unchangedCustomers).toBe(0);
    const asNew = revenueMovements(levels, { policy: { reactivation: 'as-new', churnBase: 'opening-plus-new' } });
    expect(asNew).toMatchObject({
      newMinor: 30,
      reactivationMinor: 0,
      policy: { ...REVENUE_POLICY, reactivation: 'as-new', churnBase: 'opening-plus-new' },
    });
    expect(netRevenueRetention(asNew).denominatorMinor).toBe(130);
    expect(logoChurnRate(asNew).denominator).toBe(2);
  });

  test('quick ratio with and without what came back', () => {
    const levels = {
      opening: [{ customerId: 'A', amountMinor: 100 }],
      closing: [{ customerId: 'B', amountMinor: 30 }],
      paidBefore: ['B'],
    };
    expect(quickRatio(revenueMovements(levels)).value).toBe(0.3);
    expect(quickRatio(revenueMovements(levels, { policy: { quickRatioReactivation: 'excluded' } })).value).toBe(0);
  });

  test('refuses what snapshots cannot answer and what contradicts itself', () => {
    const twice = [
      { customerId: 'A', amountMinor: 1 },
      { customerId: 'A', amountMinor: 1 },
    ];
    expect(() => revenueMovements(nobody, { policy: { reactivationWithinDays: 90 } })).toThrow(code('needs-changes'));
    expect(() => revenueMovements({ ...nobody, opening: twice })).toThrow(code('duplicate'));
    const money = (currency: string) => [{ customerId: 'A', amountMinor: 1, currency }];
    expect(() => revenueMovements({ ...nobody, opening: money('EUR'), closing: money('USD') })).toThrow(
      code('mixed-currency'),
    );
    expect(revenueMovements({ ...nobody, opening: money('EUR') }).currency).toBe('EUR');
    const most = Number.MAX_SAFE_INTEGER;
    const rich = [
      { customerId: 'A', amountMinor: most },
      { customerId: 'B', amountMinor: 1 },
    ];
    expect(() => revenueMovements({ ...nobody, closing: rich })).toThrow(code('overflow'));
    expect(revenueMovements({ ...nobody, closing: rich.slice(0, 1) }).closingMinor).toBe(most);
    expect(() => revenueMovements(nobody, { policy: { counting: 'some' as 'net' } })).toThrow(code('unknown-name'));
    expect(() => revenueMovements(nobody, { policy: { count: 'net' } as object })).toThrow(code('unknown-name'));
    expect(() => revenueMovements(nobody, { policy: { reactivationWithinDays: -1 } })).toThrow(code('not-a-count'));
  });

  test('ids like __proto__ are ids', () => {
    const found = revenueMovements({
      ...nobody,
      opening: [{ customerId: '__proto__', amountMinor: 5 }],
      closing: [{ customerId: '__proto__', amountMinor: 7 }],
    });
    expect(found).toMatchObject({ openingMinor: 5, expansionMinor: 2, closingMinor: 7 });
  });
});

describe('period by period', () => {
  const cameAndWent = [
    change('A', '2024-01-05', 1000),
    change('A', '2024-01-20', 0),
    change('B', '2023-12-01', 500),
    change('B', '2024-01-09', 700),
    change('B', '2024-01-19', 600),
  ];

  test('net sees ends, gross sees every change, and both close', () => {
    const [net] = revenueMovementSeries(cameAndWent, quarter);
    expect(net).toMatchObject({
      newMinor: 0,
      churnMinor: 0,
      openingMinor: 500,
      expansionMinor: 100,
      contractionMinor: 0,
      closingMinor: 600,
      unchangedCustomers: 0,
    });
    const [gross] = revenueMovementSeries(cameAndWent, { ...quarter, policy: { counting: 'gross' } });
    expect(gross).toMatchObject({
      newMinor: 1000,
      churnMinor: 1000,
      expansionMinor: 200,
      contractionMinor: 100,
      closingMinor: 600,
      newCustomers: 1,
      churnedCustomers: 1,
    });
  });

  test('a gross month may lose more customers than it opened with', () => {
    const changes = [...cameAndWent, change('C', '2024-01-06', 10), change('C', '2024-01-07', 0)];
    const [gross] = revenueMovementSeries(changes, { ...quarter, policy: { counting: 'gross' } });
    expect(logoChurnRate(gross!)).toMatchObject({ value: 2, numerator: 2, denominator: 1, interval: null });
    const [first] = revenueMovementSeries([change('C', '2024-01-06', 10), change('C', '2024-01-07', 0)], {
      ...quarter,
      policy: { counting: 'gross' },
    });
    expect(logoChurnRate(first!)).toMatchObject({ value: null, reason: 'empty', numerator: 1, denominator: 0 });
  });

  test('a quiet month is zeros, not missing, and a change to the same level is unchanged', () => {
    const months = revenueMovementSeries([change('A', '2023-06-01', 100), change('A', '2024-01-10', 100)], quarter);
    expect(
      months.map((month) => [month.startOn, month.openingMinor, month.closingMinor, month.unchangedCustomers]),
    ).toEqual([
      ['2024-01-01', 100, 100, 1],
      ['2024-02-01', 100, 100, 1],
      ['2024-03-01', 100, 100, 1],
    ]);
    const gross = revenueMovementSeries([change('A', '2023-06-01', 100), change('A', '2024-01-10', 100)], {
      ...quarter,
      policy: { counting: 'gross' },
    });
    expect(gross[0]!.unchangedCustomers).toBe(1);
  });

  test('a change exactly at a period start belongs to that period; the end of one is the start of the next', () => {
    const months = revenueMovementSeries([change('A', '2024-02-01', 100)], quarter);
    expect(months.map((month) => month.newMinor)).toEqual([0, 100, 0]);
    expect(months[2]!.openingMinor).toBe(100);
  });

  test('a change at the first instant of the first period is in it, one at the end of the last is not', () => {
    const changes = [
      { customerId: 'z', at: '2023-10-01T00:00:00Z', amountMinor: 400 },
      { customerId: 'a', at: '2023-11-01T00:00:00Z', amountMinor: 500 },
      { customerId: 'a', at: '2024-01-01T00:00:00Z', amountMinor: 700 },
      { customerId: 'a', at: '2024-02-01T00:00:00Z', amountMinor: 900 },
      { customerId: 'b', at: '2023-12-01T00:00:00Z', amountMinor: 300 },
      { customerId: 'c', at: '2024-02-01T00:00:00Z', amountMinor: 100 },
    ];
    const [january, ...rest] = revenueMovementSeries(changes, {
      from: '2024-01-01T00:00:00Z',
      to: '2024-02-01T00:00:00Z',
      period: 'month',
    });
    expect(rest).toEqual([]);
    // Each customer's own history makes the opening: 400, 500 and 300, not the first change of the next one.
    expect(january).toMatchObject({
      openingMinor: 1200,
      openingCustomers: 3,
      expansionMinor: 200,
      newMinor: 0,
      closingMinor: 1400,
      closingCustomers: 3,
      unchangedCustomers: 2,
    });
  });

  test('90 days after leaving a return is a reactivation, a moment later it is new', () => {
    const back = (at: string) =>
      revenueMovementSeries(
        [change('A', '2023-06-01', 100), change('A', '2023-11-01', 0), { customerId: 'A', at, amountMinor: 50 }],
        { ...quarter, policy: { reactivationWithinDays: 90 } },
      )[0]!;
    expect(back('2024-01-30T00:00:00Z')).toMatchObject({ reactivationMinor: 50, newMinor: 0 });
    expect(back('2024-01-30T00:00:00.001Z')).toMatchObject({ reactivationMinor: 0, newMinor: 50 });
  });

  test('a level of 0 said again does not begin the absence anew', () => {
    const changes = [
      { customerId: 'a', at: '2024-01-01T00:00:00Z', amountMinor: 500 },
      { customerId: 'a', at: '2024-02-01T00:00:00Z', amountMinor: 0 },
      { customerId: 'a', at: '2024-04-20T00:00:00Z', amountMinor: 0 },
      { customerId: 'a', at: '2024-05-10T00:00:00Z', amountMinor: 500 },
      { customerId: 'b', at: '2024-01-01T00:00:00Z', amountMinor: 300 },
      { customerId: 'b', at: '2024-02-10T00:00:00Z', amountMinor: 0 },
      { customerId: 'b', at: '2024-05-05T00:00:00Z', amountMinor: 0 },
      { customerId: 'b', at: '2024-05-12T00:00:00Z', amountMinor: 300 },
    ];
    for (const counting of ['net', 'gross'] as const) {
      const [may] = revenueMovementSeries(changes, {
        from: '2024-05-01T00:00:00Z',
        to: '2024-06-01T00:00:00Z',
        period: 'month',
        policy: { counting, reactivationWithinDays: 90 },
      });
      // 99 days after the first of the two, and 92 where the second lies in the month of the return.
      expect(may).toMatchObject({ newMinor: 800, newCustomers: 2, reactivationMinor: 0 });
    }
  });

  test('who never paid and pays 0 first is new; coming twice in one month is still new', () => {
    const months = revenueMovementSeries(
      [
        change('A', '2023-12-01', 0),
        change('A', '2024-01-02', 100),
        change('A', '2024-01-03', 0),
        change('A', '2024-01-04', 70),
      ],
      quarter,
    );
    expect(months[0]).toMatchObject({ newMinor: 70, newCustomers: 1, reactivationMinor: 0 });
  });

  test('month ends in New York are not those of UTC', () => {
    const changes = [{ customerId: 'A', at: '2024-02-01T03:00:00Z', amountMinor: 100 }];
    expect(revenueMovementSeries(changes, quarter).map((month) => month.newMinor)).toEqual([0, 100, 0]);
    const york = {
      from: '2024-01-01T05:00:00Z',
      to: '2024-03-01T05:00:00Z',
      period: 'month',
      timeZone: 'America/New_York',
    } as const;
    expect(revenueMovementSeries(changes, york).map((month) => month.newMinor)).toEqual([100, 0]);
  });

  test('only periods that start in the range; one that ends after it is not complete', () => {
    const months = revenueMovementSeries([], { ...quarter, from: '2024-01-02T00:00:00Z', to: '2024-03-15T00:00:00Z' });
    expect(months.map((month) => [month.startOn, month.complete])).toEqual([
      ['2024-02-01', true],
      ['2024-03-01', false],
    ]);
    expect(revenueMovementSeries([], { ...quarter, from: '2024-01-02T00:00:00Z', to: '2024-01-20T00:00:00Z' })).toEqual(
      [],
    );
  });

  test('refuses two changes at one instant, mixed currencies, fractions, sums beyond the safe integers', () => {
    expect(() => revenueMovementSeries([change('A', '2024-01-05', 1), change('A', '2024-01-05', 2)], quarter)).toThrow(
      code('ambiguous-order'),
    );
    const money = (customerId: string, currency: string) => ({ ...change(customerId, '2024-01-05', 1), currency });
    expect(() => revenueMovementSeries([money('A', 'EUR'), money('B', 'USD')], quarter)).toThrow(
      code('mixed-currency'),
    );
    expect(revenueMovementSeries([money('A', 'EUR')], quarter)[0]!.currency).toBe('EUR');
    expect(() => revenueMovementSeries([change('A', '2024-01-05', 1.5)], quarter)).toThrow(code('not-an-integer'));
    expect(() => revenueMovementSeries([change('A', '2024-01-05', -1)], quarter)).toThrow(code('out-of-range'));
    expect(() =>
      revenueMovementSeries([change('A', '2024-01-05', 2 ** 53 - 1), change('B', '2024-01-05', 1)], quarter),
    ).toThrow(code('overflow'));
    expect(() =>
      revenueMovementSeries([{ ...change('A', '2024-01-05', 1), at: '2024-01-05T00:00:00' }], quarter),
    ).toThrow(code('not-an-instant'));
    expect(() => revenueMovementSeries([], { ...quarter, period: 'decade' as 'month' })).toThrow(code('unknown-name'));
  });
});

describe('levels at an instant', () => {
  test('just before it; who pays nothing is not listed; numbers before text', () => {
    const changes = [
      { customerId: 'b', at: '2024-01-01T00:00:00Z', amountMinor: 5, currency: 'EUR' },
      { customerId: 'a', at: '2024-01-01T00:00:00Z', amountMinor: 6 },
      { customerId: 10, at: '2024-01-01T00:00:00Z', amountMinor: 7 },
      { customerId: 'gone', at: '2024-01-01T00:00:00Z', amountMinor: 7 },
      { customerId: 'gone', at: '2024-01-31T00:00:00Z', amountMinor: 0 },
      { customerId: 'late', at: '2024-02-01T00:00:00Z', amountMinor: 7 },
    ];
    const levels = revenueLevels<string | number>(changes, { asOf: '2024-02-01T00:00:00Z' });
    expect(levels.map((level) => level.customerId)).toEqual([10, 'a', 'b']);
    expect(levels[0]).toEqual({ customerId: 10, amountMinor: 7, currency: 'EUR' });
    expect(revenueLevels([change('A', '2024-01-05', 1)], { asOf: '2024-02-01T00:00:00Z' })).toEqual([
      { customerId: 'A', amountMinor: 1 },
    ]);
    expect(revenueLevels([], { asOf: 0 })).toEqual([]);
  });
});

describe('merging', () => {
  test('refuses other periods, policies, currencies', () => {
    const empty = revenueMovements(nobody);
    expect(() => mergeRevenueMovements(empty, { ...empty, startAt: 0 })).toThrow(code('tally-mismatch'));
    expect(() => mergeRevenueMovements(empty, revenueMovements(nobody, { policy: { counting: 'gross' } }))).toThrow(
      code('tally-mismatch'),
    );
    expect(() => mergeRevenueMovements({ ...empty, currency: 'EUR' }, { ...empty, currency: 'USD' })).toThrow(
      code('mixed-currency'),
    );
    expect(mergeRevenueMovements(empty, { ...empty, currency: 'USD' }).currency).toBe('USD');
  });
});
