/**
 * What do the points out there cost us, tonight?
 *
 * Accounts are stored beside the facts and not touched since; each shard counts its own, the counts merge exactly, and the
 * price comes from what became of points so far. Nothing expired by a job before: time passes inside the question.
 */
import {
  measureLiability,
  measureRedemptionCurve,
  mergeLotTallies,
  mergeRedemptionTallies,
  replayEvents,
  tallyLots,
  tallyRedemptions,
} from 'clientele/loyalty';
import { SHOP_PROGRAM as program } from '../data/shop-program.ts';
import { shopMembers } from './shop-members.ts';

const asOf = '2024-07-01T00:00:00+02:00';
const members = shopMembers();
const shards = [0, 1, 2].map((shard) => members.filter((_, i) => i % 3 === shard));

// What stands in the store: accounts as of their own last fact, as JSON.
const stored = shards.map((shard) => shard.map(({ events }) => JSON.stringify(replayEvents(program, events))));

const tallies = stored.map((accounts) =>
  tallyLots(
    program,
    accounts.map((text) => JSON.parse(text)),
    { asOf },
  ),
);
for (const [i, { members: count, available }] of tallies.entries())
  console.log(`shard ${i + 1}: ${String(count).padStart(3)} members, ${String(available).padStart(5)} points`);
const tally = tallies.reduce(mergeLotTallies);
const curve = measureRedemptionCurve(
  shards.map((shard) => tallyRedemptions(program, shard, { asOf })).reduce(mergeRedemptionTallies),
);

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const euro = (minor: number): string => `${(minor / 100).toFixed(2)} €`;
console.log(
  `\nof all points, ${percent(curve.ultimateRedemptionRate!)} are redeemed, ${percent(curve.ultimateBreakageRate!)} run out, ${percent(curve.unresolvedShare!)} nobody knows yet`,
);
const liability = measureLiability(tally, { valuePerPoint: '1', redemptionRate: curve });
console.log(`if every point were redeemed  ${euro(liability.grossMinor).padStart(10)}`);
console.log(`as members go on              ${euro(liability.expectedMinor).padStart(10)}`);

console.log('\nthe points by the month after which they end');
for (const [month, points] of Object.entries(liability.byExpiry))
  console.log(`${month} ${String(points).padStart(6)}  ${'#'.repeat(Math.round(points / 100))}`);
