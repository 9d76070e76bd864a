/** The Brier score of forecasts with losses, late entries and weights, against the definition written out row by row. */
import { measureSurvivalBrier, type ForecastSpell } from 'clientele/survival';
import fc from 'fast-check';
import { expect, test } from 'vitest';

/**
 * Still watched after a day, or just before it: a product over days of losses. At risk of being lost on a day is who entered
 * before it, has not left sooner and does not end that day.
 */
function stillWatched(rows: readonly ForecastSpell[], day: number, itself: boolean): number {
  const lostDays = [...new Set(rows.filter(({ ended }) => !ended).map(({ days }) => days))];
  let share = 1;
  for (const lostDay of lostDays.filter((one) => (itself ? one <= day : one < day))) {
    const risk = rows.filter(
      ({ days, ended, entryDays = 0 }) =>
        (entryDays === 0 || entryDays < lostDay) && (days > lostDay || (days === lostDay && !ended)),
    );
    const total = risk.reduce((sum, { weight = 1 }) => sum + weight, 0);
    const lost = risk.filter(({ days }) => days === lostDay).reduce((sum, { weight = 1 }) => sum + weight, 0);
    share *= (total - lost) / total;
  }
  return share;
}

function brier(rows: readonly ForecastSpell[], horizonDays: number): number | null {
  const atHorizon = stillWatched(rows, horizonDays, true);
  if (atHorizon === 0) return null;
  let sum = 0;
  for (const { days, ended, probabilitySurviving: p, weight = 1 } of rows) {
    if (days > horizonDays) sum += (weight * (1 - p) ** 2) / atHorizon;
    else if (ended) {
      const watched = stillWatched(rows, days, false);
      if (watched === 0) return null;
      sum += (weight * p ** 2) / watched;
    }
  }
  return sum / rows.reduce((total, { weight = 1 }) => total + weight, 0);
}

test('equals the definition', () => {
  const row = fc
    .record({
      days: fc.integer({ min: 1, max: 9 }),
      ended: fc.boolean(),
      entryDays: fc.integer({ min: 0, max: 8 }),
      weight: fc.integer({ min: 1, max: 3 }),
      probabilitySurviving: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map((spell) => ({ ...spell, entryDays: Math.min(spell.entryDays, spell.days - 1) }));
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 10 }),
      (rows, horizonDays) => {
        const want = brier(rows, horizonDays);
        const got = measureSurvivalBrier(rows, { horizonDays });
        if (want === null) expect(got).toEqual({ value: null, reason: 'none-observed', n: got.n });
        else expect(got.value).toBeCloseTo(want, 12);
      },
    ),
    { seed: 20261126, numRuns: 2000 },
  );
});
