/** Who goes quiet next week? The instants at which memberships end by themselves, as an agenda. */
import { compileSegment } from 'clientele/segmentation';
import type { CustomerModel } from 'clientele/segmentation';

const model: CustomerModel = { version: 1, fields: {}, events: { types: { purchase: {} } } };
const customers = [
  { id: 'ana', events: [{ type: 'purchase', at: '2025-06-01T09:00:00Z' }] },
  { id: 'bob', events: [{ type: 'purchase', at: '2025-06-20T18:30:00Z' }] },
  {
    id: 'cleo',
    events: [
      { type: 'purchase', at: '2025-06-03T12:00:00Z' },
      { type: 'purchase', at: '2025-05-01T12:00:00Z' },
    ],
  },
  { id: 'dan', events: [] },
];

const active = compileSegment(
  { version: 1, where: { event: 'purchase', window: { last: 30, unit: 'day' } } },
  { model },
).at('2025-06-28T00:00:00Z');
const agenda = customers
  .filter((customer) => active.test(customer))
  .map(({ id, ...rest }) => ({ id, until: active.nextChangeAt({ id, ...rest })! }))
  .toSorted((a, b) => a.until - b.until);

console.log('active customers, and the instant at which they stop being so unless they buy:');
for (const { id, until } of agenda) console.log(`${new Date(until).toISOString()}  ${id}`);
