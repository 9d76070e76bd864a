/** Who are my best customers? Orders → one row a customer → thresholds → scores → eleven segments → portrait. */
import { summarizePurchases } from 'clientele/purchases';
import { assignRfm, assignSegment, fitRfm, profileSegments, RFM_ELEVEN_SEGMENTS } from 'clientele/segmentation';
import { createRandom, nextUniform } from 'clientele/statistics';

// #region rfm
const random = createRandom(20);
const purchases = Array.from({ length: 900 }, () => ({
  customerId: `c${Math.floor(150 * nextUniform(random) ** 2)}`,
  at: Date.UTC(2024, 0, 1) + Math.floor(365 * nextUniform(random)) * 86_400_000,
  amount: Math.round(2000 + 8000 * nextUniform(random)) / 100,
}));

const rows = summarizePurchases(purchases, { asOf: '2025-01-01T00:00:00Z', timeZone: 'Europe/Paris', refunds: 'net' });
const model = fitRfm(rows);
const named = rows.map((row) => ({
  ...row,
  segment: assignSegment(RFM_ELEVEN_SEGMENTS, assignRfm(model, row)).segment,
}));
const profiles = profileSegments(named, { by: 'segment', measures: ['totalAmount', 'daysSinceLast'] });
// #endregion rfm

console.log('thresholds', JSON.stringify(model.thresholds));
console.log('segment           customers   money  of all  days since last (median)');
for (const [name, { customers, measures }] of Object.entries(profiles).toSorted(
  ([, a], [, b]) => b.measures.totalAmount.total - a.measures.totalAmount.total,
)) {
  const { total, totalShare } = measures.totalAmount;
  console.log(
    `${name.padEnd(17)} ${String(customers).padStart(9)} ${total.toFixed(0).padStart(7)} ${`${(100 * totalShare!).toFixed(1)} %`.padStart(7)} ${String(measures.daysSinceLast.p50).padStart(10)}`,
  );
}
