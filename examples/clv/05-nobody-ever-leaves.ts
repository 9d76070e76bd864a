/**
 * My data says nobody ever leaves: what now? A wholesaler's customers buy to the last day, so leaving cannot be seen. Other
 * tools raise an error or return nothing; here the purchase rates are right, and a sentence says what is not known. MBG/NBD,
 * in which one may leave after the first purchase, gains a little by it: not enough to believe, so it is weak.
 *
 * With a path it reads the invoices of UCI's Online Retail instead (columns InvoiceNo, InvoiceDate, CustomerID, TotalPrice):
 * `tsx --tsconfig test/tsconfig.json examples/clv/05-nobody-ever-leaves.ts online_retail_invoices.csv`
 */
import { existsSync, readFileSync } from 'node:fs';
import {
  estimateInterval,
  expectedPurchases,
  fitBgNbd,
  fitMbgNbd,
  fitParetoNbd,
  simulatePurchases,
} from 'clientele/clv';
import { summarizePurchases, type Purchase } from 'clientele/purchases';

function invoices(path: string): Purchase[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [, on, customerId, amount] = line.trim().split(',') as [string, string, string, string];
    return { customerId, at: `${on}T00:00:00Z`, amount: Number(amount) };
  });
}

function wholesale(): Purchase[] {
  const buyers = { kind: 'nbd', version: 1, purchaseShape: 0.8, purchaseScaleDays: 60, fit: null } as const;
  return simulatePurchases(buyers, { seed: 1, customers: 800, observedDays: 180 }).flatMap(({ purchaseDays }, i) =>
    purchaseDays.map((day) => ({ customerId: `w${i}`, at: Date.UTC(2024, 0, 1) + Math.floor(day) * 86_400_000 })),
  );
}

const path = process.argv[2];
if (path !== undefined && !existsSync(path)) console.log(`no file at ${path}: the simulated wholesaler instead`);
const found = path !== undefined && existsSync(path);
const asOf = found ? '2011-06-01T00:00:00Z' : '2024-06-30T00:00:00Z';
const summaries = summarizePurchases(found ? invoices(path) : wholesale(), { asOf });

console.log(`${summaries.length} customers, ${summaries.filter((one) => one.repeatPurchases > 0).length} came back`);
console.log('model       status    r       scale d  orders of one customer in 90 days');
for (const fit of [fitBgNbd, fitMbgNbd, fitParetoNbd]) {
  const model = fit(summaries);
  const best = summaries.reduce((most, one) => (one.repeatPurchases > most.repeatPurchases ? one : most));
  const orders = estimateInterval(model, (m) => expectedPurchases(m, best, { horizonDays: 90 }), { scale: 'log' });
  const range = orders.interval
    ? `${orders.interval.low.toFixed(1)} to ${orders.interval.high.toFixed(1)}`
    : 'not known';
  console.log(
    `${model.kind.padEnd(11)} ${model.fit!.status.padEnd(9)} ${model.purchaseShape.toFixed(4)} ${model.purchaseScaleDays.toFixed(2).padStart(8)}  ${orders.value!.toFixed(1)} (${range})`,
  );
  for (const warning of model.fit!.warnings) console.log(`  ${warning.message}`);
}
