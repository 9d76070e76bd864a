/** What is a customer worth? Purchases to come, spend and margin, discounted; and how much of it the best tenth brings. */
import { customerLifetimeValue, expectedSpend, fitGammaGamma, fitMbgNbd } from 'clientele/clv';
import { summarizePurchases } from 'clientele/purchases';
import { readShop, SHOP_AS_OF } from '../data/read-shop.ts';

const summaries = summarizePurchases(readShop(), { asOf: SHOP_AS_OF });
const [orders, spend] = [fitMbgNbd(summaries), fitGammaGamma(summaries)];
const values = summaries
  .map((summary) =>
    customerLifetimeValue(orders, summary, {
      horizonDays: 365,
      annualDiscountRate: 0.1,
      marginShare: 0.4,
      spendPerPurchase: expectedSpend(spend, summary),
    }),
  )
  .map(({ value }) => value)
  .toSorted((p, q) => q - p);
const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);

console.log(
  `spend model: ${spend.fit?.status}, correlation of spend and frequency ${spend.fit?.correlation?.toFixed(2)}`,
);
console.log(`margin of the next year, all customers: ${sum(values).toFixed(0)}`);
console.log(`share of the best tenth: ${((100 * sum(values.slice(0, 32))) / sum(values)).toFixed(0)} %`);
