/** Personas from order history: logarithms, z-scores, clusters, and a look at whether there are any. */
import { assignCluster, compareClusterCounts, fitClusters, profileSegments } from 'clientele/segmentation';
import { createRandom, drawGamma } from 'clientele/statistics';

const random = createRandom(8);
const kinds = [
  { orders: 2, spend: 20 },
  { orders: 15, spend: 25 },
  { orders: 3, spend: 300 },
];
const rows = Array.from({ length: 300 }, (_, i) => {
  const kind = kinds[i % 3]!;
  return {
    orders: Math.max(1, Math.round(drawGamma(random, 8, 8 / kind.orders))),
    spend: Math.round(drawGamma(random, 8, 8 / kind.spend)),
  };
});
const space = { axes: { orders: 'log1p', spend: 'log1p' }, scale: 'z', seed: 1 } as const;

const { counts, suggested, elbow } = compareClusterCounts(rows, { ...space, from: 2, to: 5 });
for (const { clusters, inertia, silhouette } of counts)
  console.log(`${clusters} clusters: inertia ${inertia.toFixed(1)}, silhouette ${silhouette!.toFixed(3)}`);
console.log(`suggested ${suggested}, elbow ${elbow}`);

const model = fitClusters(rows, { ...space, clusters: 3 });
const named = rows.map((row) => ({ ...row, persona: `persona ${assignCluster(model, row).cluster! + 1}` }));
const portrait = profileSegments(named, { by: 'persona', measures: ['orders', 'spend'] });
for (const [name, { customers, measures }] of Object.entries(portrait).toSorted(([p], [q]) => (p < q ? -1 : 1))) {
  console.log(
    `${name}: ${customers} customers, median ${measures.orders.p50} orders, median spend ${measures.spend.p50}`,
  );
}
