/** Why is Ana not in "VIP"? What decided, and what would change it. */
import { compileSegment } from 'clientele/segmentation';
import type { CustomerModel } from 'clientele/segmentation';

const model: CustomerModel = {
  version: 1,
  fields: { plan: ['free', 'pro'], country: 'text?' },
  events: { types: { purchase: { amount: 'number' } } },
};
const vip = compileSegment(
  {
    version: 1,
    name: 'VIP',
    where: {
      all: [
        { field: 'plan', op: 'eq', value: 'pro' },
        { event: 'purchase', measure: 'sum', of: 'amount', window: { last: 90, unit: 'day' }, op: 'gte', value: 500 },
        { not: { field: 'country', op: 'in', value: ['US', 'CA'] } },
      ],
    },
  },
  { model },
).at('2025-06-28T00:00:00Z');

const ana = { plan: 'pro', country: 'FR', events: [{ type: 'purchase', at: '2025-06-01T09:00:00Z', amount: 320 }] };
const { member, reasons, toFlip } = vip.explain(ana);
console.log(`Ana is ${member ? '' : 'not '}a VIP:`);
for (const { code, facts } of reasons) console.log(`  ${code}: ${facts.text} (found ${JSON.stringify(facts.actual)})`);
console.log(`what would change it: ${toFlip.join(', ')}`);
