import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acquisitionRetentionRatio,
  allocateBudget,
  expectedProspectValue,
  expectedRateAtSpend,
  fitSpendResponse,
} from 'clientele/retention';
import { createRandom, nextUniform } from 'clientele/statistics';

const code = (value: string) => expect.objectContaining({ code: value });
const plan = {
  margin: 50,
  discountRatePerPeriod: 0.12,
  acquisition: fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.1 }),
  retention: fitSpendResponse({ ceilingRate: 0.8, spend: 8, rate: 0.6 }),
};

describe('the response to spend', () => {
  test('passes through 0 and its known point, and never reaches the ceiling', () => {
    const { acquisition } = plan;
    expect(expectedRateAtSpend(acquisition, { spend: 0 }).rate).toBe(0);
    expect(expectedRateAtSpend(acquisition, { spend: 5 }).rate).toBeCloseTo(0.1, 14);
    expect(expectedRateAtSpend(acquisition, { spend: 1e6 })).toEqual({ rate: 0.4, marginalCost: null });
    expect(acquisition.fit).toEqual({ n: 1, status: 'interior', warnings: [] });
    expect(JSON.parse(JSON.stringify(acquisition))).toEqual(acquisition);
  });

  test('says where the point lies so flat that it determines little', () => {
    expect(fitSpendResponse({ ceilingRate: 1, spend: 1, rate: 0.01 }).fit).toMatchObject({
      status: 'weak',
      warnings: [{ code: 'near-edge' }],
    });
    expect(fitSpendResponse({ ceilingRate: 1, spend: 1, rate: 0.99 }).fit.status).toBe('weak');
  });

  test.each([
    { ceilingRate: 0.4, spend: 5, rate: 0.4 },
    { ceilingRate: 0.4, spend: 5, rate: 0.5 },
    { ceilingRate: 0.4, spend: 5, rate: 0 },
    { ceilingRate: 1.1, spend: 5, rate: 0.4 },
    { ceilingRate: 0.4, spend: 0, rate: 0.1 },
    { ceilingRate: 0.4, spend: 1e-320, rate: 0.1 },
  ])('refuses %j', (point) => {
    expect(() => fitSpendResponse(point)).toThrow(code('out-of-range'));
  });
});

describe('the best budget', () => {
  test('margin too small to spend anything: the boundary, with the cost of the first unit', () => {
    const poor = allocateBudget({ ...plan, margin: 0 });
    expect(poor).toMatchObject({
      acquisitionSpend: 0,
      retentionSpend: 0,
      status: 'boundary',
      averageCostRatio: null,
      averageAcquisitionCost: null,
    });
    expect(poor.reasons.map((reason) => reason.code)).toEqual([
      'first-unit-costs-too-much',
      'first-unit-costs-too-much',
    ]);
  });

  test('one spend at 0 is the boundary, and leaves no ratio of averages', () => {
    const keepsAnyway = { ...plan, retention: fitSpendResponse({ ceilingRate: 0.8, spend: 800, rate: 0.2 }) };
    expect(allocateBudget(keepsAnyway)).toMatchObject({
      acquisitionSpend: expect.closeTo(Math.log(0.4 * plan.acquisition.steepness * 50) / plan.acquisition.steepness, 9),
      retentionSpend: 0,
      customerValue: 50,
      averageRetentionCost: null,
      averageCostRatio: null,
      status: 'boundary',
    });
    const comesAnyway = { ...plan, acquisition: fitSpendResponse({ ceilingRate: 0.4, spend: 500, rate: 0.1 }) };
    const found = allocateBudget(comesAnyway);
    expect(found.retentionSpend).toBeGreaterThan(0);
    expect(found).toMatchObject({
      acquisitionSpend: 0,
      averageAcquisitionCost: null,
      averageCostRatio: null,
      status: 'boundary',
    });
  });

  test('the ratio of averages is 3.16 at an optimum: 5:1 says nothing by itself', () => {
    const best = allocateBudget(plan);
    expect(best.averageCostRatio).toBeCloseTo(3.1649, 4);
    expect(best.reasons.map((reason) => reason.code)).toEqual([
      'marginal-cost-equals-value',
      'marginal-cost-equals-value',
    ]);
    expect(JSON.parse(JSON.stringify(best))).toEqual(best);
  });

  test('a ceiling of 1 without discount has its own root', () => {
    const retention = fitSpendResponse({ ceilingRate: 1, spend: 8, rate: 0.6 });
    const best = allocateBudget({ ...plan, discountRatePerPeriod: 0, retention });
    expect(best.marginalRetentionCost / best.customerValue).toBeCloseTo(1, 10);
  });

  test('a ceiling of 1 without discount: all but 1/k of the margin is spent, until nobody is lost in numbers', () => {
    const retention = fitSpendResponse({ ceilingRate: 1, spend: 8, rate: 0.6 });
    const best = allocateBudget({ ...plan, discountRatePerPeriod: 0, retention });
    expect(best.retentionSpend).toBe(50 - 1 / retention.steepness);
    const overflow = expect.objectContaining({ code: 'overflow', argument: 'input.retention' });
    const endless = { ...plan, margin: 10_000, discountRatePerPeriod: 0, retention };
    expect(() => allocateBudget(endless)).toThrow(overflow);
    expect(() => expectedProspectValue(endless, { acquisitionSpend: 0, retentionSpend: 9_000 })).toThrow(overflow);
    // All of the margin spent on keeping everybody would be 0 / 0.
    expect(() => expectedProspectValue(endless, { acquisitionSpend: 0, retentionSpend: 10_000 })).toThrow(overflow);
  });

  test('refuses a negative margin and a ceiling at 1 + a negative discount', () => {
    expect(() => allocateBudget({ ...plan, margin: -1 })).toThrow(code('out-of-range'));
    expect(() =>
      expectedProspectValue({ ...plan, discountRatePerPeriod: -0.2 }, { acquisitionSpend: 1, retentionSpend: 1 }),
    ).toThrow(code('out-of-range'));
    expect(() => expectedProspectValue(plan, { acquisitionSpend: -1, retentionSpend: 1 })).toThrow(
      code('out-of-range'),
    );
    expect(
      expectedProspectValue({ ...plan, discountRatePerPeriod: -0.1 }, { acquisitionSpend: 0, retentionSpend: 0 })
        .customerValue,
    ).toBeCloseTo(50, 10);
  });

  test('beats a thousand random spends in three solved cases', () => {
    const shops = [
      { margin: 50, acquisition: [0.4, 5, 0.1], retention: [0.8, 8, 0.6] },
      { margin: 120, acquisition: [0.25, 12, 0.08], retention: [0.95, 15, 0.7] },
      { margin: 30, acquisition: [0.6, 2, 0.2], retention: [0.7, 1, 0.3] },
    ];
    for (const { margin, acquisition, retention } of shops) {
      const response = ([ceilingRate, spend, rate]: number[]) =>
        fitSpendResponse({ ceilingRate: ceilingRate!, spend: spend!, rate: rate! });
      const input = {
        margin,
        discountRatePerPeriod: 0.12,
        acquisition: response(acquisition),
        retention: response(retention),
      };
      const best = allocateBudget(input);
      expect(best.status).toBe('interior');
      // The first-order conditions: the last one won and the last one kept both cost the value of a customer.
      expect(Math.abs(best.marginalAcquisitionCost / best.customerValue - 1)).toBeLessThan(1e-12);
      expect(Math.abs(best.marginalRetentionCost / best.customerValue - 1)).toBeLessThan(1e-12);
      const random = createRandom(20261126);
      for (let i = 0; i < 1000; i++) {
        const acquisitionSpend = 3 * best.acquisitionSpend * nextUniform(random);
        const retentionSpend = 3 * best.retentionSpend * nextUniform(random);
        const { prospectValue } = expectedProspectValue(input, { acquisitionSpend, retentionSpend });
        expect(prospectValue).toBeLessThan(best.prospectValue);
      }
    }
  });

  test('beats random spends, and inside both marginal costs are the value', () => {
    const responses = fc.record({
      ceilingRate: fc.double({ min: 0.05, max: 1, noNaN: true }),
      spend: fc.double({ min: 0.1, max: 50, noNaN: true }),
      share: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    });
    fc.assert(
      fc.property(
        responses,
        responses,
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (a, r, margin, discountRatePerPeriod) => {
          const input = {
            margin,
            discountRatePerPeriod,
            acquisition: fitSpendResponse({ ...a, rate: a.ceilingRate * a.share }),
            retention: fitSpendResponse({ ...r, rate: r.ceilingRate * r.share }),
          };
          const best = allocateBudget(input);
          const slack = 1e-9 * Math.max(1, Math.abs(best.prospectValue));
          for (let i = 0; i < 12; i++) {
            const spends = {
              acquisitionSpend: (best.acquisitionSpend + 1) * (i % 4) * 0.6,
              retentionSpend: (best.retentionSpend + 1) * (i % 3) * 0.7,
            };
            expect(expectedProspectValue(input, spends).prospectValue).toBeLessThanOrEqual(best.prospectValue + slack);
          }
          if (best.acquisitionSpend > 0) expect(best.marginalAcquisitionCost / best.customerValue).toBeCloseTo(1, 9);
          if (best.retentionSpend > 0) expect(best.marginalRetentionCost / best.customerValue).toBeCloseTo(1, 9);
        },
      ),
      { seed: 20261125, numRuns: 200 },
    );
  });
});

describe('winning against keeping', () => {
  const spent = { acquisitionSpend: 150_000, newCustomers: 1000, retentionSpend: 30_000, keptCustomers: 1000 };

  test('averages alone compare nothing', () => {
    expect(acquisitionRetentionRatio(spent)).toMatchObject({
      ratio: 5,
      acquisitionVerdict: 'not-comparable',
      retentionVerdict: 'not-comparable',
    });
    expect(acquisitionRetentionRatio({ ...spent, customerValue: 250 }).reasons.map((reason) => reason.code)).toEqual([
      'averages-only',
      'averages-only',
    ]);
  });

  test('the last customer against the value decides, within 1 % it is the optimum', () => {
    const verdict = (marginalAcquisitionCost: number) =>
      acquisitionRetentionRatio({ ...spent, marginalAcquisitionCost, customerValue: 100 }).acquisitionVerdict;
    expect([98.9, 99, 101, 101.1].map(verdict)).toEqual(['spend-more', 'at-optimum', 'at-optimum', 'spend-less']);
  });

  test('nobody won, nobody kept, nothing spent: no ratio', () => {
    expect(acquisitionRetentionRatio({ ...spent, newCustomers: 0 })).toMatchObject({
      averageAcquisitionCost: null,
      ratio: null,
    });
    expect(acquisitionRetentionRatio({ ...spent, keptCustomers: 0 })).toMatchObject({
      averageRetentionCost: null,
      ratio: null,
    });
    expect(acquisitionRetentionRatio({ ...spent, retentionSpend: 0 }).ratio).toBe(null);
    expect(() => acquisitionRetentionRatio({ ...spent, customerValue: 0 })).toThrow(code('out-of-range'));
  });
});
