/**
 * Whom do we hurt if Gold costs 400 € instead of 300 €, and whom do we please if Silver costs less?
 *
 * Replay what the members did under both programs and count who moves. Nothing here is random, and nobody is asked to
 * behave differently: this is what the rules would have done, not what people would do next.
 */
import { checkProgram, comparePrograms, type Program } from 'clientele/loyalty';
import { shopMembers } from './shop-members.ts';

/** The program with its two thresholds, in cents, and the factor of Gold. A change is a new value, never an edit. */
const programWith = (silver: number, gold: number, rate: string): Program => ({
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Paris',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    multipliers: [{ id: 'gold', kind: 'tier', ladderId: 'status', rates: { Gold: rate } }],
    expiry: { kind: 'after-earning', months: 12, roundUpTo: 'month' },
  },
  ladders: [
    {
      kind: 'window',
      id: 'status',
      metrics: { spend: { from: 'spend' } },
      levels: [
        { name: 'Member' },
        { name: 'Silver', enter: { metric: 'spend', atLeast: silver } },
        { name: 'Gold', enter: { metric: 'spend', atLeast: gold } },
      ],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1 },
    },
  ],
});

const now = programWith(20_000, 30_000, '1.5');
const plans = {
  'Gold 400 €': programWith(20_000, 40_000, '1.5'),
  'Gold 400 €, Silver 150 €': programWith(15_000, 40_000, '1.5'),
  'the same, Gold earns double': programWith(15_000, 40_000, '2'),
};
const members = shopMembers();

for (const [name, plan] of Object.entries(plans)) {
  if (checkProgram(plan).length > 0) throw new Error(`${name} is not sound`);
  const change = comparePrograms(now, plan, members, { asOf: '2024-07-01T00:00:00+02:00', valuePerPoint: '1' });
  console.log(
    `${name}: of ${change.members} members ${change.better} better, ${change.worse} worse, ${change.same} as before`,
  );
  for (const { from, to, members: count } of change.movements) console.log(`  ${count} from ${from} to ${to}`);
  console.log(
    `  points out there ${change.pointsBefore} -> ${change.pointsAfter}, owed ${change.debtAfter}, cost ${(change.costDifferenceMinor / 100).toFixed(2)} €\n`,
  );
}
