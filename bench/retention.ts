import type { Purchase } from 'clientele/purchases';
import { type CohortTally, type RevenueChange, type RevenueMovements } from 'clientele/retention';
import { revenueMovementSeries, tabulateCohorts, tallyCohorts, tallyRevenueCohorts } from 'clientele/retention';
import { createRandom, nextUniform } from 'clientele/statistics';
import type { BenchCase } from './harness.ts';

const DAY = 86_400_000;
const START = Date.UTC(2023, 0, 1);
const DAYS = 730;
const END = START + DAYS * DAY;
const MONTHS = 24;
const ROWS = 1_000_000;

/** Two years of orders of a tenth as many customers, in no order. */
function orders(withAmounts: boolean): Purchase<number>[] {
  const random = createRandom(20261125);
  return Array.from({ length: ROWS }, () => {
    const customerId = Math.floor((nextUniform(random) * ROWS) / 10);
    const at = START + Math.floor(nextUniform(random) * DAYS * DAY);
    return withAmounts ? { customerId, at, amount: Math.round(nextUniform(random) * 1e4) / 100 } : { customerId, at };
  });
}

/** As many changes of level; the instants are all different. */
function changes(): RevenueChange<number>[] {
  const random = createRandom(20261126);
  const step = Math.floor((DAYS * DAY) / ROWS);
  return Array.from({ length: ROWS }, (_, i) => ({
    customerId: Math.floor((nextUniform(random) * ROWS) / 10),
    at: START + ((i * 524_287) % ROWS) * step,
    amountMinor: nextUniform(random) < 0.3 ? 0 : Math.floor(nextUniform(random) * 10_000),
  }));
}

/** The yardstick: one sort of the same rows by time. */
const oneSort = (rows: readonly { at: unknown }[]): unknown =>
  rows.slice().sort((a, b) => (a.at as number) - (b.at as number));

/** What one would write by hand for UTC: a day → month table and a bit set a customer. No check, no amounts, no zone. */
function byHand(purchases: readonly Purchase<number>[]): number[][] {
  const monthOf = new Int32Array(DAYS);
  for (let day = 0; day < DAYS; day++) {
    const date = new Date(START + day * DAY);
    monthOf[day] = (date.getUTCFullYear() - 2023) * 12 + date.getUTCMonth();
  }
  const bits = new Map<number, number>();
  for (const { customerId, at } of purchases) {
    const month = monthOf[Math.floor(((at as number) - START) / DAY)]!;
    bits.set(customerId, (bits.get(customerId) ?? 0) | (1 << month));
  }
  const table = Array.from({ length: MONTHS }, (_, cohort) => Array.from({ length: MONTHS - cohort }, () => 0));
  for (const set of bits.values()) {
    const first = 31 - Math.clz32(set & -set);
    for (let month = first; month < MONTHS; month++) if ((set >> month) & 1) table[first]![month - first]!++;
  }
  return table;
}

const boundedTable = (data: Purchase<number>[]): number[][] =>
  tabulateCohorts(tallyCohorts(data, { asOf: END, period: 'month' }), {
    metric: 'customers',
    kind: 'bounded',
  }).cohorts.map((row) => row.cells.map((cell) => cell.numerator));

function same(ours: unknown, other: unknown): void {
  const want = (other as number[][]).filter((row) => row[0]! > 0);
  if (JSON.stringify(ours) !== JSON.stringify(want)) throw new Error('the tables differ');
}

/** Totals that a wrong table would miss: every order in one cell. */
function complete(ours: unknown): void {
  const { cohorts } = ours as CohortTally;
  const total = cohorts.reduce((sum, cohort) => sum + cohort.customers, 0);
  if (total < ROWS / 10 - 100) throw new Error(`only ${total} customers`);
}

export const cases: BenchCase[] = [
  {
    name: 'cohort table by month of 1,000,000 orders in UTC, against one sort of them',
    data: () => orders(false),
    ours: boundedTable,
    limit: oneSort,
    peer: { name: 'a loop by hand', run: byHand },
    goal: 1.5,
    rounds: 9,
    check: (ours, other, who) => who === 'peer' && same(ours, other),
  },
  {
    name: 'the same with amounts, exact to the last bit',
    data: () => orders(true),
    ours: (data: Purchase<number>[]) => tallyCohorts(data, { asOf: END, period: 'month' }),
    limit: oneSort,
    goal: 1.5,
    rounds: 9,
    check: (ours) => complete(ours),
  },
  {
    name: 'the same without amounts in a zone with daylight saving',
    data: () => orders(false),
    ours: (data: Purchase<number>[]) => tallyCohorts(data, { asOf: END, period: 'month', timeZone: 'Europe/Paris' }),
    limit: oneSort,
    goal: 2,
    rounds: 9,
    check: (ours) => complete(ours),
  },
  {
    name: 'movements by month of 1,000,000 changes of level, against one sort of them',
    data: changes,
    ours: (data: RevenueChange<number>[]) => revenueMovementSeries(data, { from: START, to: END, period: 'month' }),
    limit: oneSort,
    goal: 2,
    rounds: 9,
    check(ours) {
      const months = ours as RevenueMovements[];
      if (
        months.length !== MONTHS ||
        months.some((month, k) => k > 0 && month.openingMinor !== months[k - 1]!.closingMinor)
      )
        throw new Error('the months do not chain');
    },
  },
  {
    name: 'cohorts of paying customers of 1,000,000 changes, against one sort of them',
    data: changes,
    ours: (data: RevenueChange<number>[]) => tallyRevenueCohorts(data, { asOf: END, period: 'month' }),
    limit: oneSort,
    goal: 2,
    rounds: 9,
    check: (ours) => complete(ours),
  },
];
