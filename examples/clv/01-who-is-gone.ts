/** Which of my customers are gone? Those whose silence is too long for their own rhythm, not for a fixed number of days. */
import { fitMbgNbd, probabilityAlive } from 'clientele/clv';
import { summarizePurchases } from 'clientele/purchases';
import { readShop, SHOP_AS_OF } from '../data/read-shop.ts';

const summaries = summarizePurchases(readShop(), { asOf: SHOP_AS_OF });
const model = fitMbgNbd(summaries);
const regulars = summaries
  .filter((summary) => summary.purchases >= 8)
  .map((summary) => ({ ...summary, alive: probabilityAlive(model, summary) }))
  .toSorted((p, q) => p.alive - q.alive);

console.log('regulars who seem to be gone');
console.log('customer  orders  rhythm d  silent d  alive');
for (const one of regulars.slice(0, 8)) {
  const rhythm = (one.daysToLast / one.repeatPurchases).toFixed(0);
  console.log(
    `${one.customerId.padEnd(8)} ${String(one.purchases).padStart(7)} ${rhythm.padStart(9)} ${String(one.daysSinceLast).padStart(9)} ${one.alive.toFixed(3).padStart(6)}`,
  );
}
