/** A shop without contracts: how long a silence means goodbye, by what the customer bought before, and a rule for the CRM. */
import { fitInactivityRisk, inactivityThresholdDays, probabilityInactive, tabulateInactivity } from 'clientele/churn';
import { createRandom, drawGamma, nextUniform } from 'clientele/statistics';

const DAY = 86_400_000;
const random = createRandom(20261126);
const start = Date.UTC(2023, 0, 1);
const asOf = Date.UTC(2026, 0, 1);

// A generated shop: everybody has a rhythm of their own and stops one day; most stop after the first order.
const purchases = Array.from({ length: 3000 }, (_, customerId) => {
  const rhythm = drawGamma(random, 3, 0.06);
  let at = start + nextUniform(random) * 900 * DAY;
  const orders: { customerId: number; at: number }[] = [];
  for (let more = true; more && at < asOf; more = nextUniform(random) < (orders.length === 1 ? 0.5 : 0.85)) {
    orders.push({ customerId, at: Math.floor(at) });
    at += drawGamma(random, 2, 2 / rhythm) * DAY;
  }
  return orders;
}).flat();

// A landmark a quarter. The last one is not over at asOf: it is skipped and listed.
const landmarks = Array.from({ length: 10 }, (_, i) => Date.UTC(2023, 9 + 3 * i, 1));
const risk = fitInactivityRisk(purchases, { landmarks, horizonDays: 90, asOf, strata: [1, 2, 4] });
const skipped = risk.skippedLandmarksAt.map((at) => new Date(at).toISOString().slice(0, 10));
console.log(`${risk.fit.n} customers at ${risk.landmarksAt.length} landmarks; not over yet: ${skipped.join(', ')}`);
for (const { code, message } of risk.fit.warnings) console.log(`${code}: ${message}`);

console.log('\npurchases  silent for   stays away 90 days more');
for (const { fromPurchases, toPurchases, fromDays, toDays, churnRate } of tabulateInactivity(risk)) {
  const who = toPurchases === null ? `${fromPurchases}+` : `${fromPurchases}-${toPurchases}`;
  const silence = toDays === null ? `${fromDays}+` : `${fromDays}-${toDays}`;
  const { value, interval, denominator } = churnRate;
  const [low, high] = [interval!.low.toFixed(2), interval!.high.toFixed(2)];
  console.log(`${who.padEnd(10)} ${silence.padEnd(12)} ${value!.toFixed(2)} [${low}, ${high}] of ${denominator}`);
}

console.log('\nThe rule for the CRM, at 80 %:');
for (const count of [1, 2, 4]) {
  const { value } = inactivityThresholdDays(risk, { purchases: count, probability: 0.8 });
  console.log(`  from ${count} purchase${count > 1 ? 's' : ''}: ${value === null ? 'never' : `after ${value} days`}`);
}
const sixty = (count: number) => probabilityInactive(risk, { daysSinceLast: 60, purchases: count }).value!.toFixed(2);
console.log(`60 days of silence mean ${sixty(1)} after one purchase and ${sixty(9)} after nine.`);
