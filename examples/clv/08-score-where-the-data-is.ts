/**
 * Can the warehouse score a million customers by itself? The model is fitted here from grouped rows and stored as JSON; the
 * function travels as a script without imports, as BigQuery and Snowflake take it, and runs here in a bare context.
 */
import { runInNewContext } from 'node:vm';
import { condenseHistories, expectedPurchases, fitMbgNbd } from 'clientele/clv';
import { summarizePurchases } from 'clientele/purchases';
import { BIGQUERY_BODY_LIMIT, bundleFunctions, createFunctionText } from '../../scripts/udf.ts';
import { readShop, SHOP_AS_OF } from '../data/read-shop.ts';

// SELECT repeat_purchases, days_to_last, days_observed, COUNT(*) AS customers … GROUP BY 1, 2, 3
const summaries = summarizePurchases(readShop(), { asOf: SHOP_AS_OF });
const grouped = condenseHistories(summaries);
const stored = JSON.stringify(fitMbgNbd(grouped));
console.log(
  `${summaries.length} customers in ${grouped.length} rows; the model is ${stored.length < 2000 ? 'below' : 'above'} 2 kB`,
);

const script = await bundleFunctions(['clv.expectedPurchases']);
const text = createFunctionText(script, 'clv.expectedPurchases', 'bigquery');
console.log(text.split('\n')[0]);
console.log(`body below BigQuery's limit: ${Buffer.byteLength(script) < BIGQUERY_BODY_LIMIT}`);

const score = runInNewContext(
  `${script};(json) => JSON.stringify(clientele.expectedPurchases.apply(null, JSON.parse(json)))`,
  Object.create(null) as object,
) as (json: string) => string;
const model = JSON.parse(stored) as ReturnType<typeof fitMbgNbd>;
let same = 0;
let total = 0;
for (const summary of summaries) {
  const [there, here] = [
    Number(score(JSON.stringify([model, summary, { horizonDays: 90 }]))),
    expectedPurchases(model, summary, { horizonDays: 90 }),
  ];
  if (there === here) same++;
  total += there;
}
console.log(
  `${same} of ${summaries.length} scores are the same to the last bit; ${total.toFixed(1)} orders in 90 days`,
);
