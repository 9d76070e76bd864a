import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CohortTally,
  mergeCohortTallies,
  type RevenueChange,
  revenueMovementSeries,
  tabulateCohorts,
  tallyCohorts,
  tallyRevenueCohorts,
} from 'clientele/retention';
import { parseCohortTally } from 'clientele/schemas';
import { changeLists } from './change-lists.ts';

const code = (value: string) => expect.objectContaining({ code: value });
const change = (customerId: string, day: string, amountMinor: number): RevenueChange => ({
  customerId,
  at: `${day}T00:00:00Z`,
  amountMinor,
});
const options = { asOf: '2024-04-15T00:00:00Z', period: 'month' } as const;
const CHANGES = [
  change('A', '2024-01-05', 5000),
  change('A', '2024-02-10', 6000),
  change('B', '2024-01-20', 3000),
  change('B', '2024-03-02', 0),
  change('B', '2024-04-02', 1000),
  change('C', '2024-02-03', 900),
  change('C', '2024-02-20', 0),
  change('D', '2024-01-01', 0),
];
/** Tallied inside the tests, where what they run is measured. */
const tallied = () => tallyRevenueCohorts(CHANGES, options);

describe('cohorts of paying customers', () => {
  test('who pays at the end of each period, how much, and for how long without a break', () => {
    expect(tallied().cohorts).toEqual([
      {
        startOn: '2024-01-01',
        startAt: Date.UTC(2024, 0, 1),
        customers: 2,
        repeatedInFirstPeriod: null,
        activeCustomers: [2, 2, 1, 2],
        lastActive: [0, 0, 0, 2],
        unbrokenUntil: [0, 1, 0, 1],
        orders: null,
        amount: [[8000], [9000], [6000], [7000]],
      },
      {
        startOn: '2024-02-01',
        startAt: Date.UTC(2024, 1, 1),
        customers: 1,
        repeatedInFirstPeriod: null,
        activeCustomers: [0, 0, 0],
        lastActive: [0, 0, 0],
        unbrokenUntil: [0, 0, 0],
        orders: null,
        amount: [[], [], []],
      },
    ]);
    expect(tallied()).toMatchObject({
      kind: 'cohort-tally',
      sameDay: null,
      refunds: null,
      givenStarts: false,
      timeZone: 'UTC',
    });
  });

  test('every view but orders reads it; the open month is null with what is known so far', () => {
    const rows = (view: Parameters<typeof tabulateCohorts>[1]) =>
      tabulateCohorts(tallied(), view).cohorts.map((row) => row.cells.map((cell) => cell.value));
    expect(rows({ metric: 'customers', kind: 'bounded' })).toEqual([
      [1, 1, 0.5, null],
      [0, 0, null],
    ]);
    expect(rows({ metric: 'customers', kind: 'rolling' })[0]).toEqual([1, 1, 1, null]);
    expect(rows({ metric: 'customers', kind: 'unbroken' })[0]).toEqual([1, 1, 0.5, null]);
    expect(rows({ metric: 'amount', per: 'first-period' })).toEqual([
      [1, 1.125, 0.75, null],
      [null, null, null],
    ]);
    const [january] = tabulateCohorts(tallied(), { metric: 'amount' }).cohorts;
    expect(january).toMatchObject({ repeatedInFirstPeriod: null });
    expect(january!.cells[3]).toMatchObject({ numerator: 7000, complete: false, reason: 'incomplete' });
    expect(() => tabulateCohorts(tallied(), { metric: 'orders' })).toThrow(code('not-tallied'));
  });

  test('a trial at 0 is in no cohort until it pays, and a change at asOf is not known yet', () => {
    const late = tallyRevenueCohorts([...CHANGES, { ...change('D', '2024-04-15', 700) }], options);
    expect(late.cohorts).toEqual(tallied().cohorts);
    expect(late.ignored).toEqual({ afterAsOf: 1, refunds: 0, beforeStart: 0, unknownCustomer: 0 });
    const paying = tallyRevenueCohorts([...CHANGES, change('D', '2024-03-31', 700)], options);
    expect(paying.cohorts.map((cohort) => [cohort.startOn, cohort.customers])).toEqual([
      ['2024-01-01', 2],
      ['2024-02-01', 1],
      ['2024-03-01', 1],
    ]);
    expect(paying.cohorts[2]!.activeCustomers).toEqual([1, 1]);
  });

  test('a change exactly at the end of a period belongs to the next one', () => {
    const found = tallyRevenueCohorts([change('A', '2024-01-01', 100), change('A', '2024-02-01', 0)], options);
    expect(found.cohorts[0]!.activeCustomers).toEqual([1, 0, 0, 0]);
  });

  test('the zone decides the month', () => {
    const changes = [{ customerId: 'A', at: '2024-02-01T03:00:00Z', amountMinor: 100 }];
    const start = (timeZone: string) => tallyRevenueCohorts(changes, { ...options, timeZone }).cohorts[0]!.startOn;
    expect([start('UTC'), start('America/New_York')]).toEqual(['2024-02-01', '2024-01-01']);
  });

  test('nobody who pays: no cohorts, and an empty table', () => {
    for (const changes of [[], [change('D', '2024-01-01', 0)], [change('D', '2024-05-01', 5)]]) {
      const none = tallyRevenueCohorts(changes, options);
      expect(none.cohorts).toEqual([]);
      expect(tabulateCohorts(none, { metric: 'customers', kind: 'bounded' }).cohorts).toEqual([]);
    }
  });

  test('refuses what a series refuses', () => {
    const twice = [change('A', '2024-01-05', 1), change('A', '2024-01-05', 2)];
    const most = [change('A', '2024-01-05', 2 ** 53 - 1), change('B', '2024-01-05', 1)];
    for (const [changes, wanted] of [
      [twice, 'ambiguous-order'],
      [most, 'overflow'],
      [[change('A', '2024-01-05', 0.5)], 'not-an-integer'],
      [[change('A', '2024-01-05', -1)], 'out-of-range'],
      [[{ ...change('A', '2024-01-05', 1), at: '2024-01-05T00:00:00' }], 'not-an-instant'],
      [[{ ...change('A', '2024-01-05', 1), customerId: null as never }], 'wrong-type'],
    ] as const) {
      expect(() => tallyRevenueCohorts(changes, options)).toThrow(code(wanted));
    }
    expect(tallyRevenueCohorts(most.slice(0, 1), options).cohorts[0]!.amount![0]).toEqual([2 ** 53 - 1]);
    expect(() => tallyRevenueCohorts([], { ...options, period: 'decade' as 'month' })).toThrow(code('unknown-name'));
    expect(() => tallyRevenueCohorts([], { ...options, timeZone: 'Mars/Olympus' })).toThrow(code('unknown-zone'));
    expect(() => tallyRevenueCohorts([], { ...options, asOf: 'now' })).toThrow(code('not-an-instant'));
  });

  test('revenue and orders do not merge with each other, nor tallies of unequal length', () => {
    const orders = tallyCohorts([{ customerId: 'z', at: '2024-01-05T00:00:00Z' }], options);
    expect(() => mergeCohortTallies(tallied(), orders)).toThrow(code('tally-mismatch'));
    const short: CohortTally = {
      ...tallied(),
      cohorts: tallied().cohorts.map((cohort) => ({ ...cohort, activeCustomers: cohort.activeCustomers.slice(1) })),
    };
    expect(() => mergeCohortTallies(tallied(), short)).toThrow(code('tally-mismatch'));
    const moved = {
      ...tallied(),
      cohorts: tallied().cohorts.map((cohort) => ({ ...cohort, startAt: cohort.startAt + 1 })),
    };
    expect(() => tabulateCohorts(moved, { metric: 'customers', kind: 'bounded' })).toThrow(code('inconsistent'));
  });
});

describe('laws of revenue cohorts', () => {
  const seed = 20261126;
  const range = { from: '2023-10-01T00:00:00Z', to: '2024-08-01T00:00:00Z' } as const;

  test('cohorts add up to the closing of every period, in money and customers', () => {
    fc.assert(
      fc.property(changeLists, fc.constantFrom('week', 'month', 'quarter' as const), (changes, period) => {
        const all = tallyRevenueCohorts(changes, { asOf: range.to, period });
        for (const closed of revenueMovementSeries(changes, { ...range, period })) {
          let [minor, customers] = [0, 0];
          for (const cohort of all.cohorts) {
            const starts = tabulateCohorts(all, { metric: 'amount' });
            const row = starts.cohorts.find(({ startAt }) => startAt === cohort.startAt)!;
            const k = periodsBetween(cohort.startAt, closed.startAt!, period);
            if (k === null) continue;
            minor += row.cells[k]!.numerator;
            customers += cohort.activeCustomers[k]!;
          }
          expect([minor, customers]).toEqual([closed.closingMinor, closed.closingCustomers]);
        }
      }),
      { seed, numRuns: 60 },
    );
  });

  test('parts without shared customers merge to the whole, in any order of facts; JSON and the door keep it', () => {
    fc.assert(
      fc.property(changeLists, (changes) => {
        const of = (part: RevenueChange[]) =>
          tallyRevenueCohorts(part, { asOf: range.to, period: 'month', timeZone: 'America/St_Johns' });
        const whole = of(changes);
        const [a, b] = [
          of(changes.filter(({ customerId }) => customerId < 'c')),
          of(changes.filter(({ customerId }) => customerId >= 'c')),
        ];
        expect(mergeCohortTallies(a, b)).toEqual(whole);
        expect(mergeCohortTallies(b, a)).toEqual(whole);
        expect(of(changes.toReversed())).toEqual(whole);
        expect(parseCohortTally(JSON.parse(JSON.stringify(whole)))).toEqual({ value: whole, issues: [] });
      }),
      { seed, numRuns: 100 },
    );
  });
});

/** Periods from a cohort's start to another period's start, by walking; null when that is before the cohort. */
function periodsBetween(cohortAt: number, startAt: number, period: string): number | null {
  if (startAt < cohortAt) return null;
  if (period === 'week') return Math.round((startAt - cohortAt) / (7 * 86_400_000));
  const months = (at: number): number => new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth();
  return (months(startAt) - months(cohortAt)) / (period === 'quarter' ? 3 : 1);
}
