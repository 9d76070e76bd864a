import { expect, test } from 'vitest';
import { fitSpendResponse, tallyCohorts, tallyOrders } from 'clientele/retention';
import { parseCohortTally, parseOrderTally, parseRevenueChanges, parseSpendResponse } from 'clientele/schemas';

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const log = [
  { customerId: 'a', at: '2024-01-05T00:00:00Z', amount: 0.1 },
  { customerId: 'a', at: '2024-01-25T00:00:00Z', amount: 0.2 },
  { customerId: 'b', at: '2024-01-25T00:00:00Z', amount: 5 },
];

test('stored tallies and responses come back as they were', () => {
  const orders = tallyOrders(log, { asOf: '2024-02-10T00:00:00Z', orderNumbersUpTo: 1 });
  const cohorts = tallyCohorts(log, { asOf: '2024-02-10T00:00:00Z', period: 'month' });
  const response = fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.001 });
  expect(parseOrderTally(json(orders))).toEqual({ value: orders, issues: [] });
  expect(parseCohortTally(json(cohorts))).toEqual({ value: cohorts, issues: [] });
  expect(parseSpendResponse(json(response))).toEqual({ value: response, issues: [] });
});

test('other versions, negative counts and rubbish are issues, never errors', () => {
  const orders = tallyOrders(log, { asOf: '2024-02-10T00:00:00Z' });
  expect(parseOrderTally({ ...orders, version: 2 }).issues.map((issue) => issue.path)).toEqual(['/version']);
  expect(parseOrderTally({ ...orders, customers: -1 }).value).toBe(null);
  for (const rubbish of [null, 'x', 3, []]) {
    expect(parseCohortTally(rubbish).value).toBe(null);
    expect(parseSpendResponse(rubbish).value).toBe(null);
  }
});

test('rows of changes are kept or have an issue', () => {
  const { changes, issues } = parseRevenueChanges([
    { customerId: 'a', at: '2024-01-05T00:00:00Z', amountMinor: 900, currency: 'EUR' },
    { customerId: 'b', at: '2024-01-05T00:00:00Z', amountMinor: 9.5 },
    { customerId: 'c', at: '2024-01-05', amountMinor: 9 },
  ]);
  expect(changes.map((change) => change.customerId)).toEqual(['a']);
  expect(issues.map((issue) => issue.row)).toEqual([1, 2]);
  expect(parseRevenueChanges('no list').issues[0]!.code).toBe('wrong-type');
});
