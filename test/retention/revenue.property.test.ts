import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  grossRevenueRetention,
  mergeRevenueMovements,
  netRevenueRetention,
  type RevenueChange,
  revenueLevels,
  revenueMovements,
  revenueMovementSeries,
} from 'clientele/retention';
import { changeLists } from './change-lists.ts';

const seed = 20261125;
const policies = fc.record({
  counting: fc.constantFrom('net' as const, 'gross' as const),
  reactivation: fc.constantFrom('separate' as const, 'as-new' as const),
  reactivationWithinDays: fc.constantFrom(null, 0, 30),
});

const range = { from: '2024-01-01T00:00:00Z', to: '2024-07-01T00:00:00Z' } as const;

test('opening + new + expansion + reactivation − contraction − churn = closing, in money and customers, and periods chain', () => {
  fc.assert(
    fc.property(
      changeLists,
      policies,
      fc.constantFrom('week', 'month', 'quarter' as const),
      (changes, policy, period) => {
        const series = revenueMovementSeries(changes, { ...range, period, policy });
        series.forEach((m, k) => {
          expect(
            m.openingMinor + m.newMinor + m.expansionMinor + m.reactivationMinor - m.contractionMinor - m.churnMinor,
          ).toBe(m.closingMinor);
          expect(m.openingCustomers + m.newCustomers + m.reactivatedCustomers - m.churnedCustomers).toBe(
            m.closingCustomers,
          );
          // The identity closes a period by itself; what a snapshot says is the independent check.
          const levels = revenueLevels(changes, { asOf: m.endAt! });
          expect(levels.reduce((sum, level) => sum + level.amountMinor, 0)).toBe(m.closingMinor);
          expect(levels.length).toBe(m.closingCustomers);
          expect(m.unchangedCustomers >= 0 && m.unchangedCustomers <= m.openingCustomers).toBe(true);
          if (k > 0)
            expect([m.openingMinor, m.openingCustomers]).toEqual([
              series[k - 1]!.closingMinor,
              series[k - 1]!.closingCustomers,
            ]);
        });
        expect(revenueMovementSeries(changes.toReversed(), { ...range, period, policy })).toEqual(series);
        expect(JSON.parse(JSON.stringify(series))).toEqual(series);
      },
    ),
    { seed, numRuns: 200 },
  );
});

test('net movements of a period are those between the snapshots at its ends', () => {
  fc.assert(
    fc.property(changeLists, (changes) => {
      for (const month of revenueMovementSeries(changes, { ...range, period: 'month' })) {
        const paidBefore = changes
          .filter(({ at, amountMinor }) => Number(at) < month.startAt! && amountMinor > 0)
          .map(({ customerId }) => customerId);
        const snapshots = revenueMovements({
          opening: revenueLevels(changes, { asOf: month.startAt! }),
          closing: revenueLevels(changes, { asOf: month.endAt! }),
          paidBefore,
        });
        const { startOn, startAt, endAt, ...figures } = month;
        expect({ ...snapshots, startOn, startAt, endAt }).toEqual({ ...figures, startOn, startAt, endAt });
        const [gross, net] = [grossRevenueRetention(month).value, netRevenueRetention(month).value];
        if (gross !== null) expect(gross >= 0 && gross <= 1 && gross <= net!).toBe(true);
      }
    }),
    { seed, numRuns: 150 },
  );
});

test('parts without shared customers merge to the whole', () => {
  fc.assert(
    fc.property(changeLists, policies, (changes, policy) => {
      const series = (part: RevenueChange[]) => revenueMovementSeries(part, { ...range, period: 'month', policy });
      const [a, b] = [
        series(changes.filter(({ customerId }) => customerId < 'c')),
        series(changes.filter(({ customerId }) => customerId >= 'c')),
      ];
      expect(a.map((month, k) => mergeRevenueMovements(month, b[k]!))).toEqual(series(changes));
    }),
    { seed, numRuns: 150 },
  );
});
