/**
 * A subscription shop: who is likely to leave, how sure are we, and why? On the public Telco file (7,043 customers):
 * `tsx examples/churn/02-who-leaves-and-why.ts path/to/telco-customer-churn.csv`.
 */
import {
  fitLogistic,
  measureChurnModel,
  probabilityChurn,
  rawCoefficients,
  scoreChurn,
  tabulateLift,
} from 'clientele/churn';
import { hashFraction } from 'clientele/statistics';
import { readTelco, TELCO_FEATURES, telcoPath } from './read-telco.ts';

const path = telcoPath(process.argv[2]);
const customers = readTelco(path);
if (customers) {
  // A stable fifth of the customers is kept for the judgement: by a hash of the id, so that it is the same everywhere.
  const held = customers.filter(({ customerId }) => hashFraction(1, customerId) < 0.2);
  const rest = customers.filter(({ customerId }) => hashFraction(1, customerId) >= 0.2);
  const model = fitLogistic(rest, { features: TELCO_FEATURES, horizonDays: 30 });
  console.log(`fitted on ${model.fit.n} customers: ${model.fit.status} after ${model.fit.iterations} steps`);
  console.log(`stored as ${(JSON.stringify(model).length / 1000).toFixed(1)} kB of JSON\n`);

  const rows = held.map(({ features, churned }) => ({ probability: probabilityChurn(model, features), churned }));
  const report = measureChurnModel(rows);
  const { low, high } = report.rocAuc.interval!;
  console.log(`on ${report.n} others, of whom ${report.churned} left:`);
  console.log(`  ranks rightly    ${report.rocAuc.value!.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`);
  console.log(
    `  means what it says: slope ${report.calibration.slope!.toFixed(2)}, error ${report.calibration.ece!.toFixed(3)}`,
  );
  const [first, second] = tabulateLift(rows);
  console.log(`  the top tenth leaves ${first!.lift!.toFixed(1)} times as often as the average`);
  console.log(`  the top fifth holds ${(100 * second!.cumulativeGain!).toFixed(0)} % of the leavers\n`);

  const bands = [
    { name: 'calm', from: 0 },
    { name: 'watch', from: 0.3 },
    { name: 'call', from: 0.6 },
  ] as const;
  for (const { customerId, features } of held.slice(0, 3)) {
    const score = scoreChurn(model, features, { bands });
    console.log(`${customerId}: ${(100 * score.probability).toFixed(0)} %, ${score.band}`);
    for (const { code, facts } of score.reasons) {
      console.log(`  ${code.padEnd(12)} ${facts.label}: ${String(facts.value)} (${facts.contribution.toFixed(2)})`);
    }
  }
  const month = rawCoefficients(model).terms.find(({ column }) => column === 'tenure')!;
  console.log(`\nOne more month here changes the logit by ${month.coefficient.toFixed(3)}.`);
} else {
  console.log(`skipped: there is no ${path}; give its path, or set CLIENTELE_DATA`);
}
