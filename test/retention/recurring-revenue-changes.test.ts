import { describe, expect, test } from 'vitest';
import { recurringRevenueChanges, revenueMovementSeries } from 'clientele/retention';

const code = (value: string) => expect.objectContaining({ code: value });
const plan = {
  customerId: 'A',
  amountMinor: 12_000,
  everyMonths: 12,
  startAt: '2024-01-01T00:00:00Z',
  endAt: '2024-02-15T00:00:00Z',
};

describe('subscriptions as monthly revenue', () => {
  test('losing one of two is contraction, losing the last is churn', () => {
    const changes = recurringRevenueChanges([
      plan,
      { ...plan, amountMinor: 500, everyMonths: 1, endAt: '2024-03-15T00:00:00Z' },
    ]);
    const months = revenueMovementSeries(changes, {
      from: '2024-01-01T00:00:00Z',
      to: '2024-04-01T00:00:00Z',
      period: 'month',
    });
    expect(months.map((month) => [month.newMinor, month.contractionMinor, month.churnMinor])).toEqual([
      [1500, 0, 0],
      [0, 1000, 0],
      [0, 0, 500],
    ]);
  });

  test('a yearly price is a twelfth a month, rounded half to even', () => {
    const monthly = (amountMinor: number) =>
      recurringRevenueChanges([{ ...plan, amountMinor, endAt: null }]).map((change) => change.amountMinor);
    expect([6, 18, 30, 7, 5].map(monthly)).toEqual([[], [2], [2], [1], []]);
  });

  test('one plan that follows another at the same price changes nothing', () => {
    const changes = recurringRevenueChanges([plan, { ...plan, startAt: plan.endAt, endAt: null, currency: 'EUR' }]);
    expect(changes).toEqual([{ customerId: 'A', at: Date.UTC(2024, 0, 1), amountMinor: 1000, currency: 'EUR' }]);
    expect(recurringRevenueChanges([])).toEqual([]);
  });

  test('refuses what cannot be', () => {
    expect(() => recurringRevenueChanges([{ ...plan, everyMonths: 0 }])).toThrow(code('out-of-range'));
    expect(() => recurringRevenueChanges([{ ...plan, everyMonths: 1.5 }])).toThrow(code('not-an-integer'));
    expect(() => recurringRevenueChanges([{ ...plan, amountMinor: -1 }])).toThrow(code('out-of-range'));
    expect(() => recurringRevenueChanges([{ ...plan, endAt: '2023-01-01T00:00:00Z' }])).toThrow(code('out-of-order'));
    expect(() =>
      recurringRevenueChanges([
        { ...plan, currency: 'EUR' },
        { ...plan, currency: 'USD' },
      ]),
    ).toThrow(code('mixed-currency'));
    const most = { ...plan, amountMinor: Number.MAX_SAFE_INTEGER, everyMonths: 1 };
    expect(() => recurringRevenueChanges([most, most])).toThrow(code('overflow'));
  });
});
