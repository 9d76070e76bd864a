/** The river on the bundled shop: facts, summaries, model, one customer, one decision. */
import { expectedPurchases, fitMbgNbd, probabilityAlive } from 'clientele/clv';
import { summarizePurchases } from 'clientele/purchases';
import { assignSegment } from 'clientele/segmentation';
import { readShop, SHOP_AS_OF } from '../data/read-shop.ts';

// #region river
const summaries = summarizePurchases(readShop(), { asOf: SHOP_AS_OF, timeZone: 'UTC' });
const model = fitMbgNbd(summaries);
const customer = summaries.find((summary) => summary.customerId === 'c0226')!;
const alive = probabilityAlive(model, customer);
const orders = expectedPurchases(model, customer, { horizonDays: 90 });
// #endregion river

const ACTIONS = {
  kind: 'segment-map',
  version: 1,
  segments: [
    { name: 'thank', when: { alive: [0.8, 1], orders: { gte: 3 } } },
    { name: 'win-back', when: { alive: { lt: 0.5 } } },
  ],
  otherwise: 'leave-alone',
} as const;
const action = assignSegment(ACTIONS, { alive, orders });

console.log(`customers   ${summaries.length}`);
console.log(`model       ${model.kind}, ${model.fit?.status}`);
console.log(`c0226       ${customer.purchases} orders, the last ${customer.daysSinceLast} days ago`);
console.log(`alive       ${alive.toFixed(3)}`);
console.log(`next 90 d   ${orders.toFixed(2)} orders expected`);
console.log(`action      ${action.segment}, because ${action.reasons.map((reason) => reason.code).join(', ')}`);
