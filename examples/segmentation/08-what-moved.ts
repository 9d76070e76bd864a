/** What moved since June? The same stored thresholds, two instants, a table of movement. */
import { assignRfm, assignSegment, fitRfm, measureMigration } from 'clientele/segmentation';
import { createRandom, nextUniform } from 'clientele/statistics';

const random = createRandom(12);
const june = Array.from({ length: 200 }, (_, i) => ({
  customerId: `c${i}`,
  daysSinceLast: Math.floor(180 * nextUniform(random)),
  purchases: 1,
  totalAmount: 10,
}));
const december = june.map((row) => ({
  ...row,
  daysSinceLast: nextUniform(random) < 0.4 ? Math.floor(30 * nextUniform(random)) : row.daysSinceLast + 90,
}));

const map = {
  kind: 'segment-map',
  version: 1,
  otherwise: 'unknown',
  segments: [
    { name: 'active', when: { recency: { gte: 4 } } },
    { name: 'cooling', when: { recency: { gte: 2, lt: 4 } } },
    { name: 'quiet', when: { recency: { lt: 2 } } },
  ],
} as const;
const model = fitRfm(june);
const groupsOf = (rows: typeof june) =>
  rows.map((row) => ({ customerId: row.customerId, group: assignSegment(map, assignRfm(model, row)).segment }));

const groups = ['active', 'cooling', 'quiet'] as const;
const moved = measureMigration(groupsOf(june), groupsOf(december), { groups });
console.log(`from \\ to   ${groups.map((group) => group.padStart(9)).join('')}`);
groups.forEach((group, g) =>
  console.log(
    group.padEnd(11),
    moved.rowShares[g]!.map((share) => `${(100 * share!).toFixed(0)} %`.padStart(9)).join(''),
  ),
);
console.log(`stayed where they were: ${(100 * moved.stayShare!).toFixed(0)} %, net: ${moved.netFlow.join(', ')}`);
