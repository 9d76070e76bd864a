/** From which day on is silence a bad sign? A generated shop of regulars and one-time buyers. */
import { fitGapRisk, gapThresholdDays, probabilityNoReturn } from 'clientele/churn';

const DAY = 86_400_000;
const start = Date.parse('2024-01-01T00:00:00Z');

// Every third customer is a regular who comes every 20 to 26 days and stops some day; the others come once or twice.
const purchases = Array.from({ length: 60 }, (_, c) => {
  const visits = c % 3 === 0 ? 5 + (c % 7) : 1 + (c % 2);
  const every = c % 3 === 0 ? 20 + (c % 7) : 40 + c;
  return Array.from({ length: visits }, (_unused, k) => ({
    customerId: `customer-${c}`,
    at: start + (c + k * every) * DAY,
  }));
}).flat();

const gaps = fitGapRisk(purchases, { asOf: '2025-01-01T00:00:00Z', strata: [1, 2, 4] });

console.log('purchases   silent 30 days: stays away 90 more   first day at 70 %');
for (const [label, count] of [
  ['1', 1],
  ['2 or 3', 2],
  ['4 or more', 4],
] as const) {
  const { value } = probabilityNoReturn(gaps, { daysSinceLast: 30, purchases: count }, { horizonDays: 90 });
  const day = gapThresholdDays(gaps, { purchases: count, probability: 0.7, horizonDays: 90 });
  const share = value === null ? 'not known' : `${(100 * value).toFixed(0)} %`;
  console.log(`${label.padEnd(12)}${share.padEnd(37)}${day.value ?? 'never'}`);
}
