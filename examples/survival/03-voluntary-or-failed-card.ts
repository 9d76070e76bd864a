/** Who cancels and whose card fails? Two ways to leave, and what happens if one pretends that there is only one. */
import { createRandom, drawGamma, nextUniform } from 'clientele/statistics';
import { fitAalenJohansen, fitKaplanMeier, probabilityEnded, probabilitySurviving } from 'clientele/survival';

const random = createRandom(11);
const spells = Array.from({ length: 500 }, () => {
  const cancels = drawGamma(random, 1.2, 0.004);
  const cardFails = drawGamma(random, 1, 0.0035);
  const seen = 60 + 340 * nextUniform(random);
  const days = Math.ceil(Math.min(cancels, cardFails, seen));
  const cause = seen <= Math.min(cancels, cardFails) ? null : cancels < cardFails ? 'cancelled' : 'card failed';
  return { days, cause } as { days: number; cause: 'cancelled' | 'card failed' | null };
});

const curve = fitAalenJohansen(spells);
const pretended = fitKaplanMeier(spells.map(({ days, cause }) => ({ days, ended: cause === 'cancelled' })));
console.log('by day   cancelled   card failed   still here   "cancelled" by 1 - Kaplan-Meier');
for (const days of [30, 90, 180, 360]) {
  const cancelled = probabilityEnded(curve, { days, cause: 'cancelled' }).value!;
  const failed = probabilityEnded(curve, { days, cause: 'card failed' }).value!;
  const wrong = 1 - probabilitySurviving(pretended, { days }).value!;
  const cells = [cancelled, failed, 1 - cancelled - failed, wrong].map((share) => share.toFixed(3).padStart(11));
  console.log(`${String(days).padStart(6)} ${cells.join('  ')}`);
}
