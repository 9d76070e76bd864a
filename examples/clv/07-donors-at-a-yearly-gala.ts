/** Whom do we invite to the next gala? A donor can give once a year or not, and may have lost interest in between. */
import {
  expectedSuccesses,
  fitBgBb,
  probabilityAliveAtOpportunity,
  simulateSuccesses,
  type OpportunityHistory,
} from 'clientele/clv';

// A house of simulated donors; the counts that a database would give by GROUP BY.
const donors = simulateSuccesses(
  { kind: 'bg-bb', version: 1, purchaseA: 1.2, purchaseB: 0.75, dropoutA: 0.66, dropoutB: 2.78, fit: null },
  { seed: 5, customers: 5000, opportunities: 6 },
);
const groups = new Map<string, Required<OpportunityHistory>>();
for (const { successes, lastSuccess, opportunities } of donors) {
  const key = `${successes}/${lastSuccess}`;
  const group = groups.get(key) ?? { successes, lastSuccess, opportunities, customers: 0 };
  group.customers++;
  groups.set(key, group);
}
const rows = [...groups.values()];
const model = fitBgBb(rows);
console.log(`${donors.length} donors in ${rows.length} rows, fit ${model.fit!.status}`);
console.log('gave  last gala  donors  still interested  gifts in the next 3 years');
const ranked = rows
  .map((row) => ({ ...row, gifts: expectedSuccesses(model, row, { opportunities: 3 }) }))
  .toSorted((p, q) => q.gifts - p.gifts || p.successes - q.successes);
for (const row of [...ranked.slice(0, 6), ...ranked.slice(-3)]) {
  const alive = probabilityAliveAtOpportunity(model, row, { opportunities: 1 });
  console.log(
    `${String(row.successes).padStart(4)} ${String(row.lastSuccess).padStart(10)} ${String(row.customers).padStart(7)} ${alive.toFixed(3).padStart(17)} ${row.gifts.toFixed(2).padStart(10)}`,
  );
}
const early = { successes: 4, lastSuccess: 4, opportunities: 6 };
const late = { successes: 1, lastSuccess: 6, opportunities: 6 };
const gifts = [early, late].map((row) => expectedSuccesses(model, row, { opportunities: 3 }).toFixed(2));
console.log(`four gifts, then two galas missed: ${gifts[0]}; one gift, at the last gala: ${gifts[1]}`);
