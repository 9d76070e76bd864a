/** Is last quarter's model still right? Every server counts its scores, the tallies add up, and drift has an address. */
import {
  fitLogistic,
  measureFeatureStability,
  measureStability,
  measureTallyCalibration,
  mergeChurnScoreTallies,
  probabilityChurn,
  tallyChurnScores,
} from 'clientele/churn';
import type { ChurnScoreTally } from 'clientele/churn';
import { createRandom, drawPoisson, nextUniform } from 'clientele/statistics';

const random = createRandom(5);
const PLANS = ['basic', 'pro', 'team'] as const;
const FEATURES = [
  { name: 'logins', kind: 'number', label: 'Logins a week' },
  { name: 'plan', kind: 'category', label: 'Plan' },
] as const;

function customers(n: number, logins: number) {
  return Array.from({ length: n }, () => {
    const features = { logins: drawPoisson(random, logins), plan: PLANS[Math.floor(3 * nextUniform(random))]! };
    const logit = 0.5 - 0.4 * features.logins + (features.plan === 'basic' ? 0.5 : 0);
    return { features, churned: nextUniform(random) < 1 / (1 + Math.exp(-logit)) };
  });
}

const model = fitLogistic(customers(4000, 5), { features: FEATURES, horizonDays: 30 });
const tallyOf = (list: ReturnType<typeof customers>): ChurnScoreTally =>
  tallyChurnScores(
    list.map(({ features, churned }) => ({ probability: probabilityChurn(model, features), churned })),
    { bins: model.training.scores.bins.length },
  );

for (const [week, logins] of [
  ['last week', 5],
  ['this week', 3],
] as const) {
  const [here, there] = [customers(1500, logins), customers(1500, logins)];
  // Two servers; what they send is JSON of a few hundred bytes.
  const tally = mergeChurnScoreTallies(tallyOf(here), JSON.parse(JSON.stringify(tallyOf(there))));
  const scores = measureStability(model.training.scores, tally);
  console.log(`${week}: scores ${scores.verdict} (${scores.value!.toFixed(3)})`);
  for (const { label, value, verdict } of measureFeatureStability(
    model,
    [...here, ...there].map(({ features }) => features),
  )) {
    console.log(`  ${label.padEnd(14)} ${verdict} (${value!.toFixed(3)})`);
  }
  const { ece, n, churned } = measureTallyCalibration(tally);
  console.log(`  ${churned} of ${n} left; the probabilities are off by ${ece!.toFixed(3)} on average`);
}
console.log('Customers log in less, and the scores moved with them. Their probabilities still mean what they say.');
