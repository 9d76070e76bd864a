import { describe, expect, test } from 'vitest';
import {
  breakEvenRetentionRate,
  breakEvenRetentionSpend,
  cohortProfit,
  customerEquity,
  marginMultiple,
  maxAcquisitionSpend,
  rescaleDiscountRate,
  retentionWhatIf,
  unitEconomics,
  valueElasticities,
} from 'clientele/retention';

const now = { retentionRate: 0.7, discountRatePerPeriod: 0.1, firstMargin: 'now', margin: 100 } as const;
const later = { ...now, firstMargin: 'next-period' } as const;
const code = (value: string) => expect.objectContaining({ code: value });

describe('the multiple of the margin', () => {
  test('is (1 + d)/(1 + d − r) now and r/(1 + d − r) later (Gupta, Lehmann & Stuart 2004)', () => {
    expect(marginMultiple({ ...now, retentionRate: 0.9, discountRatePerPeriod: 0.12 })).toBeCloseTo(1.12 / 0.22, 12);
    expect(marginMultiple({ ...later, retentionRate: 0.9, discountRatePerPeriod: 0.12 })).toBeCloseTo(0.9 / 0.22, 12);
    expect(marginMultiple({ ...now, retentionRate: 0 })).toBe(1);
    expect(marginMultiple({ ...later, retentionRate: 0 })).toBe(0);
    expect(marginMultiple({ ...now, retentionRate: 1 })).toBeCloseTo(11, 12);
  });

  test.each([
    [{ retentionRate: 1.2 }, 'not-a-probability'],
    [{ retentionRate: -0.1 }, 'not-a-probability'],
    [{ retentionRate: Number.NaN }, 'not-a-probability'],
    [{ retentionRate: 1, discountRatePerPeriod: 0 }, 'out-of-range'],
    [{ retentionRate: 0.6, discountRatePerPeriod: -0.5 }, 'out-of-range'],
    [{ discountRatePerPeriod: -1 }, 'out-of-range'],
    [{ discountRatePerPeriod: Infinity }, 'not-finite'],
    [{ firstMargin: 'soon' as 'now' }, 'unknown-name'],
  ])('refuses %j', (change, expected) => {
    expect(() => marginMultiple({ ...now, ...change })).toThrow(code(expected));
  });
});

describe('break-even retention', () => {
  test('a rate of exactly 1 is reached: 25 a year for ever, discounted by a quarter, bring back 100', () => {
    const terms = { margin: 25, discountRatePerPeriod: 0.25, firstMargin: 'next-period' } as const;
    expect(breakEvenRetentionRate({ ...terms, acquisitionCost: 100 })).toEqual({ value: 1 });
    expect(terms.margin * marginMultiple({ ...terms, retentionRate: 1 })).toBe(100);
    expect(breakEvenRetentionRate({ ...terms, acquisitionCost: 101 })).toEqual({ value: null, reason: 'unreachable' });
  });
});

describe('what comes to nothing is 0, not -0', () => {
  test('the elasticity to a discount that is none, also where a customer costs more than she is worth', () => {
    const terms = { ...now, discountRatePerPeriod: 0 };
    expect(valueElasticities(terms, { acquisitionCost: 1000 }).discount).toBe(0);
  });

  test('and what never comes back is null, not endless: no margin, although nobody leaves', () => {
    const shop = { acquisitionSpend: 9, newCustomers: 3, revenuePerCustomer: 0, marginShare: 1, churnRate: 0 };
    expect(unitEconomics({ ...shop, discountRatePerPeriod: 0 })).toMatchObject({
      paybackPeriods: null,
      paymentsToPayback: null,
    });
  });

  test('a cohort that cost nothing, and a loss on nobody', () => {
    const plan = {
      customers: 5,
      retentionRates: [],
      marginsPerCustomer: [],
      acquisitionCost: 0,
      discountRatePerPeriod: 0,
    };
    expect(cohortProfit(plan)).toMatchObject({ presentValue: 0, breakEvenPeriod: null });
    expect(cohortProfit({ ...plan, retentionRates: [0], marginsPerCustomer: [1, -5] }).profit).toEqual([5, 0]);
  });
});

describe('a change of retention', () => {
  test('may reach a rate of exactly 1, and a hair above it is rounding', () => {
    const terms = { ...now, retentionRate: 0.75 };
    const kept = (change: { points: number } | { share: number }) =>
      retentionWhatIf(terms, { change }).newRetentionRate;
    expect(kept({ points: 0.25 })).toBe(1);
    expect(kept({ points: 0.25 + 1e-13 })).toBe(1);
    expect(kept({ share: 1 / 3 })).toBe(1);
    expect(() => kept({ points: 0.25 + 1e-11 })).toThrow(code('out-of-range'));
  });
});

describe('elasticities', () => {
  test('net of the acquisition cost they grow by V/(V − c): about 5, 1 and 0.1 in the paper', () => {
    const terms = { ...later, retentionRate: 0.9, discountRatePerPeriod: 0.12 };
    expect(valueElasticities(terms)).toEqual({
      retention: expect.closeTo(5.0909, 4),
      margin: 1,
      discount: expect.closeTo(-0.5455, 4),
    });
    const net = valueElasticities({ ...terms, margin: 10 }, { acquisitionCost: 5 });
    const value = 10 * marginMultiple(terms);
    expect(net.margin).toBeCloseTo(value / (value - 5), 12);
    expect(net.acquisitionCost).toBeCloseTo(-5 / (value - 5), 12);
  });

  test('no discount has no elasticity, and a cost of 0 none either, as a plain 0', () => {
    for (const terms of [now, later])
      expect(valueElasticities({ ...terms, discountRatePerPeriod: 0 }).discount).toBe(0);
    expect(valueElasticities(now, { acquisitionCost: 0 }).acquisitionCost).toBe(0);
  });

  test('refuses a cost without a margin, below 0, or equal to the value', () => {
    const { margin: _, ...bare } = now;
    expect(() => valueElasticities(bare, { acquisitionCost: 5 })).toThrow(code('missing-value'));
    expect(() => valueElasticities(now, { acquisitionCost: -5 })).toThrow(code('out-of-range'));
    const terms = { retentionRate: 0.5, discountRatePerPeriod: 0, firstMargin: 'now', margin: 100 } as const;
    expect(() => valueElasticities(terms, { acquisitionCost: 200 })).toThrow(code('out-of-range'));
  });
});

describe('what five points are worth', () => {
  test('undiscounted it is the quoted range: 25 % of lifetime at 0.75, 95 % at 0.897', () => {
    const at = (retentionRate: number) => retentionWhatIf({ ...now, retentionRate }, { change: { points: 0.05 } });
    expect(at(0.75).lifetimeGainShare).toBeCloseTo(0.25, 12);
    expect(at(0.897).lifetimeGainShare).toBeCloseTo(0.943, 2);
  });

  test('discounted at 12 % with a later margin it is 19.9 % at 0.6 and 36.6 % at 0.9', () => {
    const at = (retentionRate: number) =>
      retentionWhatIf({ ...later, retentionRate, discountRatePerPeriod: 0.12 }, { change: { points: 0.05 } });
    expect(at(0.6).gainShare).toBeCloseTo(0.199, 3);
    expect(at(0.9).gainShare).toBeCloseTo(0.366, 3);
  });

  test('no change is no gain; a share is relative; a loss is negative', () => {
    expect(retentionWhatIf(later, { change: { points: 0 } })).toMatchObject({
      gain: 0,
      gainShare: 0,
      breakEvenSpendPerPeriod: 0,
    });
    expect(retentionWhatIf(now, { change: { share: 0.1 } }).newRetentionRate).toBeCloseTo(0.77, 12);
    expect(retentionWhatIf(now, { change: { share: -0.1 } }).gain).toBeLessThan(0);
  });

  test('a loss stays a loss, and no change of it is a plain 0', () => {
    const found = retentionWhatIf({ ...later, retentionRate: 0.8, margin: -10 }, { change: { points: 0 } });
    expect([found.gain, found.gainShare, found.lifetimeGainShare, found.breakEvenSpendPerPeriod]).toEqual([0, 0, 0, 0]);
    const up = retentionWhatIf({ ...later, retentionRate: 0.8, margin: -10 }, { change: { points: 0.1 } });
    expect(up.gain).toBeLessThan(0);
    expect(up.gainShare).toBeGreaterThan(0);
    // Twice the whole of nothing taken away: still nothing, not −0.
    const none = retentionWhatIf({ ...now, retentionRate: 0 }, { change: { share: -2 } });
    expect(none.newRetentionRate).toBe(0);
  });

  test('a new rate of 1, or a hair above, has no lifetime but a value', () => {
    const found = retentionWhatIf({ ...now, retentionRate: 0.9 }, { change: { points: 0.1 + 1e-13 } });
    expect(found).toMatchObject({
      newRetentionRate: 1,
      lifetimeAfter: null,
      lifetimeGainShare: null,
      after: expect.closeTo(1100, 8),
    });
    expect(retentionWhatIf({ ...now, retentionRate: 1 }, { change: { points: -0.5 } })).toMatchObject({
      lifetimeBefore: null,
      lifetimeGainShare: null,
    });
  });

  test('from nobody kept there is no share of gain, to nobody kept no break-even spend', () => {
    expect(retentionWhatIf({ ...later, retentionRate: 0 }, { change: { points: 0.5 } })).toMatchObject({
      before: 0,
      gainShare: null,
    });
    expect(retentionWhatIf(later, { change: { share: -1 } })).toMatchObject({
      newRetentionRate: 0,
      breakEvenSpendPerPeriod: null,
    });
    expect(retentionWhatIf(now, { change: { share: -1 } }).breakEvenSpendPerPeriod).toBeCloseTo((-100 * 0.7) / 0.4, 12);
  });

  test.each([
    [{ points: 0.5 }, 'out-of-range'],
    [{ points: -0.9 }, 'out-of-range'],
    [{ points: Number.NaN }, 'not-finite'],
    [{ share: Number.NaN }, 'not-finite'],
    [{ points: 0.1, share: 0.1 }, 'inconsistent'],
    [{} as { points: number }, 'inconsistent'],
  ])('refuses %j', (change, expected) => {
    expect(() => retentionWhatIf(now, { change })).toThrow(code(expected));
  });

  test('retention 1 without discount has no value', () => {
    expect(() =>
      retentionWhatIf({ ...now, retentionRate: 0.9, discountRatePerPeriod: 0 }, { change: { points: 0.1 } }),
    ).toThrow(code('out-of-range'));
  });
});

describe('what may be spent', () => {
  test.each([now, later])('spending the break-even amount leaves the value as it was: $firstMargin', (terms) => {
    const spend = breakEvenRetentionSpend(terms, { newRetentionRate: 0.75 });
    const after = (terms.margin - spend) * marginMultiple({ ...terms, retentionRate: 0.75 });
    expect(after).toBeCloseTo(terms.margin * marginMultiple(terms), 10);
  });

  test('a new rate of 0 is nobody to spend on, unless the first margin is now', () => {
    expect(() => breakEvenRetentionSpend(later, { newRetentionRate: 0 })).toThrow(code('out-of-range'));
    expect(breakEvenRetentionSpend(now, { newRetentionRate: 0 })).toBeLessThan(0);
  });

  test('the break-even rate gives a value equal to the cost', () => {
    for (const firstMargin of ['now', 'next-period'] as const) {
      const input = { acquisitionCost: 200, margin: 60, discountRatePerPeriod: 0.1, firstMargin };
      const rate = breakEvenRetentionRate(input).value!;
      expect(60 * marginMultiple({ retentionRate: rate, discountRatePerPeriod: 0.1, firstMargin })).toBeCloseTo(
        200,
        10,
      );
    }
  });

  test('the break-even rate: paid at once, free, never', () => {
    const input = { acquisitionCost: 50, margin: 60, discountRatePerPeriod: 0.1, firstMargin: 'now' } as const;
    expect(breakEvenRetentionRate(input)).toEqual({ value: 0 });
    expect(breakEvenRetentionRate({ ...input, acquisitionCost: 0, margin: 0 })).toEqual({ value: 0 });
    expect(breakEvenRetentionRate({ ...input, margin: 0, discountRatePerPeriod: -0.5 })).toEqual({
      value: null,
      reason: 'unreachable',
    });
    expect(breakEvenRetentionRate({ ...input, acquisitionCost: 5000 })).toEqual({ value: null, reason: 'unreachable' });
    expect(() => breakEvenRetentionRate({ ...input, margin: -1 })).toThrow(code('out-of-range'));
  });

  test('the ceiling of acquisition is the value over the wanted ratio', () => {
    expect(maxAcquisitionSpend({ ...now, retentionRate: 0.8, margin: 90 }, { targetRatio: 3 })).toBeCloseTo(110, 10);
    expect(() => maxAcquisitionSpend(now, { targetRatio: 0 })).toThrow(code('out-of-range'));
  });

  test('a yearly discount over a year of days is itself, and small ones keep their digits', () => {
    expect(rescaleDiscountRate({ annualDiscountRate: 0.12, periodDays: 365.2425 })).toBeCloseTo(0.12, 14);
    expect(rescaleDiscountRate({ annualDiscountRate: 1e-12, periodDays: 1 })).toBeCloseTo(1e-12 / 365.2425, 26);
    expect(() => rescaleDiscountRate({ annualDiscountRate: -1, periodDays: 1 })).toThrow(code('out-of-range'));
  });
});

describe('unit economics', () => {
  const shop = {
    acquisitionSpend: 75_000,
    newCustomers: 75,
    revenuePerCustomer: 100,
    marginShare: 0.8,
    churnRate: 0.05,
    discountRatePerPeriod: 0,
  };

  test('the quoted payback is 12.5 months, with churn it takes 20 payments, and at twice the cost it never comes', () => {
    expect(unitEconomics(shop)).toMatchObject({
      acquisitionCost: 1000,
      paybackPeriods: 12.5,
      paymentsToPayback: 20,
      reasons: [],
    });
    expect(unitEconomics({ ...shop, acquisitionSpend: 150_000 })).toMatchObject({
      paymentsToPayback: null,
      reasons: [{ code: 'never', facts: { field: 'paymentsToPayback' } }],
    });
  });

  test('every null has its reason', () => {
    const nobody = unitEconomics({ ...shop, newCustomers: 0 });
    expect(nobody.reasons.map(({ code: why, facts }) => `${facts.field} ${why}`)).toEqual([
      'acquisitionCost empty',
      'valueToCostRatio empty',
      'paybackPeriods empty',
      'paymentsToPayback empty',
    ]);
    const forever = unitEconomics({ ...shop, churnRate: 0 });
    expect(forever.reasons.map(({ code: why, facts }) => `${facts.field} ${why}`)).toEqual([
      'expectedLifetimePeriods unbounded',
      'lifetimeValue unbounded',
      'valueToCostRatio unbounded',
    ]);
    expect(forever.paymentsToPayback).toBe(13);
    expect(unitEconomics({ ...shop, marginShare: -0.1 })).toMatchObject({
      paybackPeriods: null,
      paymentsToPayback: null,
    });
  });

  test('payments agree with adding them one by one, exact hits included', () => {
    for (const churnRate of [0.01, 0.05, 0.25, 0.5, 1]) {
      for (const discountRatePerPeriod of [-0.3, 0, 0.01, 0.2]) {
        const keep = (1 - churnRate) / (1 + discountRatePerPeriod);
        let sum = 0;
        for (let n = 1; n <= 12; n++) {
          sum += 80 * keep ** (n - 1);
          if (keep === 0 && n > 1) break;
          const found = unitEconomics({
            ...shop,
            acquisitionSpend: sum,
            newCustomers: 1,
            churnRate,
            discountRatePerPeriod,
          });
          expect(found.paymentsToPayback).toBe(n);
        }
      }
    }
  });

  test('nothing spent is paid back before the first payment', () => {
    expect(unitEconomics({ ...shop, acquisitionSpend: 0 })).toMatchObject({
      paymentsToPayback: 0,
      paybackPeriods: 0,
      valueToCostRatio: null,
    });
    expect(() => unitEconomics({ ...shop, newCustomers: 1.5 })).toThrow(code('not-a-count'));
    expect(() => unitEconomics({ ...shop, marginShare: 80 })).toThrow(code('out-of-range'));
  });
});

describe('customer base and cohort in money', () => {
  test('a later cohort counts less, and one that costs what it is worth nothing', () => {
    const input = { ...now, retentionRate: 0.8, margin: 50, currentCustomers: 1000 };
    const { valuePerCustomer } = customerEquity({ ...input, futureCohorts: [] });
    const cohort = { inPeriods: 2, customers: 100, acquisitionCost: valuePerCustomer - 11 };
    expect(customerEquity({ ...input, futureCohorts: [cohort] }).futureValue).toBeCloseTo(1100 / 1.21, 8);
    expect(
      customerEquity({ ...input, futureCohorts: [{ ...cohort, acquisitionCost: valuePerCustomer }] }).futureValue,
    ).toBe(0);
    expect(() => customerEquity({ ...input, futureCohorts: [{ ...cohort, customers: -1 }] })).toThrow(
      expect.objectContaining({ code: 'out-of-range', argument: 'input.futureCohorts[0].customers' }),
    );
  });

  test('published: 100,000 at .5/.6/.65/.7 earn 5.0, 12.25, 7.35, 4.7775 million', () => {
    const found = cohortProfit({
      customers: 100_000,
      retentionRates: [0.5, 0.6, 0.65, 0.7],
      marginsPerCustomer: [50, 245, 245, 245],
      acquisitionCost: 0,
      discountRatePerPeriod: 0,
    });
    expect(found.profit.map((amount) => amount / 1e6)).toEqual([5, 12.25, 7.35, 4.7775]);
    expect(found.breakEvenPeriod).toBe(0);
  });

  test('a cohort without sight of profit says never; none at all is empty', () => {
    const input = {
      customers: 100,
      retentionRates: [0.5],
      marginsPerCustomer: [10, 10],
      acquisitionCost: 40,
      discountRatePerPeriod: 0.1,
    };
    expect(cohortProfit(input)).toMatchObject({ breakEvenPeriod: null, reason: 'never' });
    expect(cohortProfit({ ...input, retentionRates: [], marginsPerCustomer: [] })).toMatchObject({
      customers: [],
      presentValue: -4000,
      reason: 'never',
    });
    expect(() => cohortProfit({ ...input, retentionRates: [0.5, 0.5, 0.5] })).toThrow(code('inconsistent'));
    expect(() => cohortProfit({ ...input, retentionRates: [1.5] })).toThrow(code('not-a-probability'));
    expect(() => cohortProfit({ ...input, marginsPerCustomer: [10, Number.NaN] })).toThrow(code('not-finite'));
  });
});
