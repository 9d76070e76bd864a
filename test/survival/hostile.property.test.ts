/** Whatever comes in, a function answers with plain JSON or throws an InputError: never NaN, never a TypeError. */
import { InputError } from 'clientele/errors';
import {
  compareSurvival,
  cumulativeHazard,
  cumulativeHazardCox,
  expectedDaysAft,
  expectedDaysWithin,
  explainHazard,
  fitAalenJohansen,
  fitAft,
  fitCox,
  fitKaplanMeier,
  fitNelsonAalen,
  measureConcordance,
  measureProportionality,
  measureSurvivalBrier,
  probabilityEnded,
  probabilitySurviving,
  probabilitySurvivingAft,
  probabilitySurvivingCox,
  quantileDays,
  quantileDaysAft,
  relativeHazard,
  tabulateCoxResiduals,
  tabulateSchoenfeldResiduals,
} from 'clientele/survival';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const extreme = fc.constantFrom(0, 5e-324, 1e-308, 1e-160, 1e-20, 0.1, 1e16, 1e50, 1e100, 1e155, 1.7e308);
const alien = fc.constantFrom<unknown>(-1, NaN, Infinity, null, undefined, 'x', '5', true, {}, []);
const number = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 9 }) },
  { weight: 2, arbitrary: extreme },
  { weight: 1, arbitrary: alien },
);
const mostly = <T>(usual: T): fc.Arbitrary<unknown> => fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, number);
const row = fc.record({
  days: number,
  ended: fc.oneof({ weight: 9, arbitrary: fc.boolean() }, { weight: 1, arbitrary: alien }),
  entryDays: mostly(0),
  weight: mostly(1),
  group: fc.constantFrom('a', 'b'),
  stratum: fc.constantFrom(undefined, 's', 't'),
  cause: fc.constantFrom('a', 'b', null),
  covariates: fc.oneof({ weight: 30, arbitrary: fc.record({ x: number, y: number }) }, { weight: 1, arbitrary: alien }),
  risk: number,
  probabilitySurviving: fc.constantFrom(0, 0.5, 1),
});
const rows = fc.array(fc.oneof({ weight: 40, arbitrary: row }, { weight: 1, arbitrary: alien }), { maxLength: 8 });

/** The answer if it is plain JSON; null for a typed refusal. Anything else fails the test. */
function answer<T>(ask: () => T): T | null {
  try {
    const given = ask();
    expect(JSON.parse(JSON.stringify(given))).toEqual(given);
    return given;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

test('curves, rank tests and judgements', () => {
  fc.assert(
    fc.property(rows, number, number, (some, at, lived) => {
      const [spells, days, conditionalOnDays] = [some as never[], at as number, lived as number];
      for (const fit of [fitKaplanMeier, fitNelsonAalen]) {
        const curve = answer(() => fit(spells));
        if (!curve) continue;
        for (const method of ['log-log', 'log', 'plain'] as const) {
          answer(() => probabilitySurviving(curve, { days, conditionalOnDays, method }));
          answer(() => quantileDays(curve, { share: 0.5, method }));
        }
        answer(() => cumulativeHazard(curve, { days }));
        answer(() => expectedDaysWithin(curve, { horizonDays: days }));
      }
      const causes = answer(() => fitAalenJohansen<string>(spells));
      if (causes) answer(() => probabilityEnded(causes, { days, cause: 'a' }));
      answer(() => compareSurvival(spells));
      answer(() => compareSurvival(spells, { weighting: { kind: 'gehan' } }));
      for (const method of ['harrell', 'uno'] as const) answer(() => measureConcordance(spells, { method }));
      answer(() => measureSurvivalBrier(spells, { horizonDays: days }));
    }),
    { seed: 20261126, numRuns: 400 },
  );
});

test('regressions, what they predict, and their residuals', () => {
  fc.assert(
    fc.property(rows, number, number, fc.constantFrom(0, 1), (some, x, y, ridge) => {
      const spells = some as never[];
      const subject = { covariates: { x: x as number, y: y as number }, stratum: 's' };
      const cox = answer(() => fitCox<'x' | 'y'>(spells, { ridge }));
      if (cox) {
        answer(() => probabilitySurvivingCox(cox, subject, { days: 3 }));
        answer(() => cumulativeHazardCox(cox, subject, { days: 3 }));
        answer(() => relativeHazard(cox, subject));
        answer(() => explainHazard(cox, subject));
        answer(() => measureProportionality(cox, spells, { transform: 'log' }));
        answer(() => tabulateCoxResiduals(cox, spells));
        answer(() => tabulateSchoenfeldResiduals(cox, spells));
      }
      for (const distribution of ['weibull', 'lognormal', 'loglogistic', 'exponential'] as const) {
        const aft = answer(() => fitAft<'x' | 'y'>(spells, { distribution, zeroDays: 'drop' }));
        if (!aft) continue;
        answer(() => probabilitySurvivingAft(aft, subject, { days: x as number }));
        answer(() => quantileDaysAft(aft, subject, { share: 0.5, conditionalOnDays: y as number }));
        answer(() => expectedDaysAft(aft, subject));
      }
    }),
    { seed: 20261126, numRuns: 400 },
  );
});

test('a stored value of another kind or version is refused by name, and so is nothing at all', () => {
  const spells = [1, 2, 3, 4].map((days) => ({ days, ended: days < 4, covariates: { x: days % 2 } }));
  const curve = fitKaplanMeier(spells);
  const cox = fitCox(spells);
  const subject = { covariates: { x: 1 } };
  const aft = fitAft(spells, { distribution: 'exponential' });
  const readers: [{ kind: string }, (stored: never) => unknown][] = [
    [curve, (stored) => probabilitySurviving(stored, { days: 1 })],
    [curve, (stored) => cumulativeHazard(stored, { days: 1 })],
    [curve, (stored) => quantileDays(stored, { share: 0.5 })],
    [curve, (stored) => expectedDaysWithin(stored, { horizonDays: 1 })],
    [fitAalenJohansen([{ days: 1, cause: 'a' }]), (stored) => probabilityEnded(stored, { days: 1, cause: 'a' as never })], // prettier-ignore
    [cox, (stored) => probabilitySurvivingCox(stored, subject, { days: 1 })],
    [cox, (stored) => cumulativeHazardCox(stored, subject, { days: 1 })],
    [cox, (stored) => relativeHazard(stored, subject)],
    [cox, (stored) => explainHazard(stored, subject)],
    [cox, (stored) => measureProportionality(stored, spells, { transform: 'identity' })],
    [cox, (stored) => tabulateCoxResiduals(stored, spells)],
    [cox, (stored) => tabulateSchoenfeldResiduals(stored, spells)],
    [aft, (stored) => probabilitySurvivingAft(stored, subject, { days: 1 })],
    [aft, (stored) => quantileDaysAft(stored, subject, { share: 0.5 })],
    [aft, (stored) => expectedDaysAft(stored, subject)],
  ];
  for (const [sound, read] of readers) {
    for (const bad of [{ ...sound, kind: 'else' }, { ...sound, version: 2 }, null, undefined, 5]) {
      expect(() => read(bad as never)).toThrow(expect.objectContaining({ code: 'wrong-kind' }));
    }
    expect(() => read(sound as never)).not.toThrow();
  }
});
