/** Standard errors and intervals of cumulative incidence, against forms that need none of its sums. */
import { fitAalenJohansen, fitKaplanMeier, probabilityEnded, probabilitySurviving } from 'clientele/survival';
import { normalQuantile } from 'clientele/statistics';
import { describe, expect, test } from 'vitest';

describe('nobody is lost: shares of a multinomial', () => {
  const causes = ['a', 'b', 'c'] as const;
  // 4 + 5 + 3 of 12 end, in an order that mixes the causes and shares days.
  const spells = [...'abacbabcabcb'].map((cause, i) => ({ days: 1 + Math.floor(i / 2), cause }));
  const curve = fitAalenJohansen(spells);

  test.each(causes.flatMap((cause) => [1, 2, 3, 4, 6].map((days) => [cause, days] as const)))(
    '%s by day %d',
    (cause, days) => {
      const share = spells.filter((one) => one.cause === cause && one.days <= days).length / spells.length;
      const { value, standardError, interval } = probabilityEnded(curve, { days, cause, level: 0.9 });
      expect(value).toBeCloseTo(share, 13);
      expect(standardError).toBeCloseTo(Math.sqrt((share * (1 - share)) / spells.length), 13);
      if (share === 0) {
        expect(interval).toEqual({ low: 0, high: 0, level: 0.9, method: 'log-log' });
        return;
      }
      // On the scale ln(−ln F) the interval is symmetric: z standard errors by the delta method.
      const scaled = (normalQuantile(0.95) * standardError!) / (share * -Math.log(share));
      expect(interval!.low).toBeCloseTo(share ** Math.exp(scaled), 12);
      expect(interval!.high).toBeCloseTo(share ** Math.exp(-scaled), 12);
      expect(interval).toMatchObject({ level: 0.9, method: 'log-log' });
    },
  );
});

describe('one cause and losses: one minus Kaplan–Meier, with Greenwood', () => {
  const days = [2, 3, 3, 5, 6, 6, 8, 9, 12, 12];
  const ended = [true, true, false, true, false, true, true, false, true, false];
  const spells = days.map((day, i) => ({ days: day, ended: ended[i]! }));
  const incidence = fitAalenJohansen(days.map((day, i) => ({ days: day, cause: ended[i] ? 'left' : null })));
  const curve = fitKaplanMeier(spells);

  test.each([0, 1, 2, 3, 4, 6, 8, 10, 12])('day %d', (day) => {
    const left = probabilityEnded(incidence, { days: day, cause: 'left' });
    const stays = probabilitySurviving(curve, { days: day });
    expect(left.value).toBeCloseTo(1 - stays.value!, 13);
    expect(left.standardError).toBeCloseTo(stays.standardError!, 13);
    expect(left.atRisk).toBe(stays.atRisk);
  });
});
