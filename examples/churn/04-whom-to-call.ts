/** Whom is it worth calling? Lift says who is richer in leavers, profit says where to stop. */
import { bootstrapMetric, findThreshold, measureMaximumProfit, measureTopLift, tabulateLift } from 'clientele/churn';
import { createRandom, nextUniform } from 'clientele/statistics';

const random = createRandom(4);
const rows = Array.from({ length: 2000 }, () => {
  const probability = nextUniform(random) ** 2 * 0.7;
  return { probability, churned: nextUniform(random) < probability };
});

console.log('group  customers  leave   lift  found so far');
for (const [i, group] of tabulateLift(rows, { groups: 5 }).entries()) {
  const share = (x: number) => `${(100 * x).toFixed(0)} %`.padStart(5);
  console.log(
    `${i + 1}      ${String(group.n).padEnd(10)} ${share(group.churnRate)}  ${group.lift!.toFixed(2)}  ${share(group.cumulativeGain!)}`,
  );
}
const lift = bootstrapMetric(rows, measureTopLift, { seed: 1, resamples: 500 });
const [low, high] = [lift.interval!.low.toFixed(2), lift.interval!.high.toFixed(2)];
console.log(`\ntop-decile lift ${lift.value!.toFixed(2)} [${low}, ${high}]`);

const costs = { value: 200, offerCost: 20, contactCost: 2 };
const campaign = measureMaximumProfit(rows, costs);
console.log('\nA customer is worth 200, the offer costs 20, a call 2, three in ten leavers accept:');
console.log(
  `  call from ${campaign.threshold!.toFixed(2)} on, that is ${(100 * campaign.share!).toFixed(0)} % of the customers`,
);
console.log(`  it brings ${campaign.maximumProfit!.toFixed(2)} per customer of the base`);
console.log(
  `  ${campaign.expectedMaximumProfit!.toFixed(2)} when the acceptance is not known but thought to be about that`,
);

for (const objective of ['f1', 'youden'] as const) {
  const { threshold } = findThreshold(rows, { objective });
  console.log(`${objective} would call from ${threshold!.toFixed(2)} on: it does not know what a call costs`);
}
const dear = findThreshold(rows, { objective: 'profit', ...costs, contactCost: 60 });
console.log(`at 60 a call: ${dear.reason === 'never' ? 'call nobody' : `call from ${dear.threshold} on`}`);
