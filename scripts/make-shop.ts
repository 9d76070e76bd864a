/**
 * `npx tsx --tsconfig test/tsconfig.json scripts/make-shop.ts`: writes the bundled shop of the demo, `examples/data/purchases.csv`
 * and `answers.csv`, from the library's own seeded simulation. The same seed gives the same files, byte by byte, so a test
 * can hold the files in the repository against this script.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { simulatePurchases, type MbgNbdModel } from 'clientele/clv';
import { createRandom, drawGamma, drawNormal, nextUniform } from 'clientele/statistics';
import { dayNumberOf, startOfDay } from 'clientele/time';

const SEED = 20240701;
const OPENED_ON = '2023-01-02';
const CLOSED_ON = '2024-07-01';
const CUSTOMERS = 320;
const DAY = 86_400_000;

/** A shop in which one customer in three never comes back and the loyal ones come about every month. */
const MODEL: MbgNbdModel = {
  kind: 'mbg-nbd',
  version: 1,
  purchaseShape: 1.1,
  purchaseScaleDays: 52,
  dropoutA: 0.7,
  dropoutB: 2.6,
  fit: null,
};

/** Both files as text. */
export function makeShop(): { purchases: string; answers: string } {
  const random = createRandom(SEED);
  const opened = startOfDay(dayNumberOf(OPENED_ON), 'UTC');
  const days = dayNumberOf(CLOSED_ON) - dayNumberOf(OPENED_ON);
  const histories = simulatePurchases(MODEL, { seed: SEED, customers: CUSTOMERS, observedDays: days });
  const purchases: { customerId: string; at: number; amount: number }[] = [];
  const answers: { customerId: string; at: number; score: number }[] = [];
  histories.forEach(({ purchaseDays, leftAfterDays }, i) => {
    const customerId = `c${String(i + 1).padStart(4, '0')}`;
    // New customers come evenly over the first fifteen months.
    const joined = nextUniform(random) * (days - 90);
    // Spend as in Gamma-Gamma: each customer has a level of her own, each purchase scatters around it.
    const level = drawGamma(random, 3.7, 15.4 / 6.2);
    for (const day of purchaseDays) {
      if (joined + day >= days) break;
      const hour = 8 + 12 * nextUniform(random);
      const at = opened + Math.floor(joined + day) * DAY + Math.floor(hour * 60) * 60_000;
      const amount = Math.max(1, Math.round(drawGamma(random, 6.2, 6.2 / (level * 24)) * 100) / 100);
      purchases.push({ customerId, at, amount });
      // One purchase in six is followed by an answer; those who are about to leave are less pleased.
      const pleased = leftAfterDays !== null && day === leftAfterDays ? 6.1 : 8.7;
      if (nextUniform(random) < 1 / 6) {
        const score = Math.min(10, Math.max(0, Math.round(pleased + 1.6 * drawNormal(random))));
        answers.push({ customerId, at: at + DAY, score });
      }
    }
  });
  const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');
  const byTime = (p: { at: number; customerId: string }, q: { at: number; customerId: string }): number =>
    p.at - q.at || (p.customerId < q.customerId ? -1 : 1);
  const closed = startOfDay(dayNumberOf(CLOSED_ON), 'UTC');
  return {
    purchases: `customerId,at,amount\n${purchases
      .toSorted(byTime)
      .map((row) => `${row.customerId},${iso(row.at)},${row.amount.toFixed(2)}\n`)
      .join('')}`,
    answers: `customerId,at,score\n${answers
      .filter((row) => row.at < closed)
      .toSorted(byTime)
      .map((row) => `${row.customerId},${iso(row.at)},${row.score}\n`)
      .join('')}`,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(import.meta.dirname, '../examples/data');
  mkdirSync(folder, { recursive: true });
  const { purchases, answers } = makeShop();
  writeFileSync(join(folder, 'purchases.csv'), purchases);
  writeFileSync(join(folder, 'answers.csv'), answers);
  console.log(`${purchases.split('\n').length - 2} purchases, ${answers.split('\n').length - 2} answers`);
}
