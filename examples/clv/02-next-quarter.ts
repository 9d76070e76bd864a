/** What will next quarter bring, and how sure is that? */
import { estimateInterval, expectedPurchases, fitMbgNbd } from 'clientele/clv';
import { summarizePurchases } from 'clientele/purchases';
import { readShop, SHOP_AS_OF } from '../data/read-shop.ts';

const summaries = summarizePurchases(readShop(), { asOf: SHOP_AS_OF });
const model = fitMbgNbd(summaries);
const total = estimateInterval(
  model,
  (m) => summaries.reduce((sum, summary) => sum + expectedPurchases(m, summary, { horizonDays: 91 }), 0),
  { scale: 'log' },
);
console.log(`orders expected within 91 days: ${total.value!.toFixed(0)}`);
console.log(
  `as far as the parameters are known: ${total.interval!.low.toFixed(0)} to ${total.interval!.high.toFixed(0)}`,
);
