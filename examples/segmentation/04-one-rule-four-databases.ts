/** One rule, in memory and in the warehouse: the query selects the members that the test finds. */
import { compileSegment, compileSegmentSql } from 'clientele/segmentation';
import type { CustomerModel, SegmentDefinition } from 'clientele/segmentation';

const model: CustomerModel = {
  version: 1,
  fields: { country: 'text?' },
  events: { types: { purchase: { amount: 'number?' } } },
};
const winback: SegmentDefinition = {
  version: 1,
  where: {
    all: [
      { not: { event: 'purchase', window: { last: 30, unit: 'day' } } },
      { event: 'purchase', op: 'gte', value: 2 },
      { field: 'country', op: 'ne', value: 'US' },
    ],
  },
};
const asOf = '2025-06-28T00:00:00Z';
const customers = [
  {
    id: 'ana',
    country: 'FR',
    events: [
      { type: 'purchase', at: '2025-01-10T00:00:00Z' },
      { type: 'purchase', at: '2025-02-10T00:00:00Z' },
    ],
  },
  {
    id: 'bob',
    country: 'US',
    events: [
      { type: 'purchase', at: '2025-01-10T00:00:00Z' },
      { type: 'purchase', at: '2025-02-10T00:00:00Z' },
    ],
  },
  {
    id: 'cleo',
    events: [
      { type: 'purchase', at: '2025-01-10T00:00:00Z' },
      { type: 'purchase', at: '2025-03-10T00:00:00Z' },
    ],
  },
];
const { test } = compileSegment(winback, { model }).at(asOf);
console.log(
  'in memory:',
  customers
    .filter((customer) => test(customer))
    .map(({ id }) => id)
    .join(', '),
);

for (const dialect of ['duckdb', 'postgres', 'bigquery', 'clickhouse'] as const) {
  const { text, params } = compileSegmentSql(winback, {
    model,
    dialect,
    asOf,
    tables: {
      customers: { table: 'customers', id: 'id', columns: { country: 'country' } },
      events: { table: 'events', customerId: 'customer_id', name: 'type', at: 'at', columns: { amount: 'amount' } },
    },
  });
  console.log(`\n${dialect}:\n${text}`);
  console.log(params.map(({ name, value }) => `${name} = ${JSON.stringify(value)}`).join(', '));
}
