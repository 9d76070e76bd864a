/** How long do subscribers stay, and does the plan make a difference? From memberships to curves by plan and a test. */
import { createRandom, drawGamma, nextUniform } from 'clientele/statistics';
import type { Membership } from 'clientele/survival';
import {
  compareSurvival,
  expectedDaysWithin,
  fitKaplanMeier,
  quantileDays,
  summarizeSpells,
  tabulateSurvival,
} from 'clientele/survival';

const DAY = 86_400_000;
const PLANS = ['monthly', 'yearly'] as const;
const random = createRandom(20261125);
const asOf = '2026-01-01T00:00:00Z';

// A generated shop: yearly plans last about twice as long.
const memberships = Array.from({ length: 600 }, (_, i): Membership & { plan: (typeof PLANS)[number] } => {
  const plan = PLANS[i % 2]!;
  const startedAt = Date.UTC(2024, 0, 1) + Math.floor(nextUniform(random) * 700) * DAY;
  const endedAt = startedAt + Math.ceil(drawGamma(random, 1.5, plan === 'monthly' ? 0.01 : 0.005)) * DAY;
  return { customerId: i, plan, startedAt, endedAt: endedAt < Date.parse(asOf) ? endedAt : null };
});

const spells = memberships.flatMap((membership) =>
  summarizeSpells([membership], { asOf, observedFrom: 'beginning' }).spells.map((spell) => ({
    ...spell,
    group: membership.plan,
  })),
);

console.log('still here after   30 days   90 days  180 days  365 days   median   of the first year');
for (const plan of PLANS) {
  const curve = fitKaplanMeier(spells.filter(({ group }) => group === plan));
  const shares = tabulateSurvival(curve, { atDays: [30, 90, 180, 365] }).map(({ value }) =>
    value!.toFixed(3).padStart(9),
  );
  const median = quantileDays(curve, { share: 0.5 }).value;
  const { value, interval } = expectedDaysWithin(curve, { horizonDays: 365 });
  const [low, high] = [interval!.low.toFixed(0), interval!.high.toFixed(0)];
  console.log(`${plan.padEnd(16)} ${shares.join(' ')}   ${median} d   ${value!.toFixed(0)} days [${low}, ${high}]`);
}

const { chiSquare, log10PValue } = compareSurvival(spells);
console.log(`\nlog-rank test: chi-square ${chiSquare.toFixed(1)}, p = 10^${log10PValue.toFixed(1)}`);
