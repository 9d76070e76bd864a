import {
  compareSurvival,
  expectedDaysWithin,
  fitAalenJohansen,
  fitAft,
  fitCox,
  fitKaplanMeier,
  fitNelsonAalen,
  measureConcordance,
  measureSurvivalBrier,
  probabilityEnded,
  probabilitySurviving,
  quantileDays,
} from 'clientele/survival';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const settings = { seed: 20261125, numRuns: 60 };
const row = fc
  .record({
    days: fc.integer({ min: 1, max: 30 }),
    ended: fc.boolean(),
    entryDays: fc.integer({ min: 0, max: 12 }),
    weight: fc.integer({ min: 1, max: 3 }),
    group: fc.constantFrom('a', 'b', 'c'),
    x: fc.integer({ min: -3, max: 3 }),
  })
  .map(({ x, ...one }) => ({
    ...one,
    entryDays: one.entryDays < one.days ? one.entryDays : 0,
    covariates: { x },
    risk: x,
    cause: one.ended ? one.group : null,
    probabilitySurviving: (x + 3) / 6,
  }));
const rows = fc.array(row, { minLength: 4, maxLength: 30 });
const close = (a: unknown, b: unknown, digits = 9): void => {
  if (typeof a === 'number' && typeof b === 'number')
    expect(Math.abs(a - b)).toBeLessThan(10 ** -digits * Math.max(1, Math.abs(b)));
  else expect(a).toEqual(b);
};

test('a curve never rises, stays in [0, 1], is the product of its conditional parts, and comes back from JSON', () => {
  fc.assert(
    fc.property(rows, (spells) => {
      for (const curve of [fitKaplanMeier(spells), fitNelsonAalen(spells)]) {
        let before = 1;
        for (const { days, probabilitySurviving: s } of curve.steps) {
          expect(s >= 0 && s <= before).toBe(true);
          if (before > 0)
            close(
              (probabilitySurviving(curve, { days, conditionalOnDays: Math.max(0, days - 0.5) }).value ?? 0) * before,
              s,
            );
          before = s;
        }
        expect(JSON.parse(JSON.stringify(curve))).toEqual(curve);
      }
    }),
    settings,
  );
});

test('the order of spells and a single stratum change nothing, a weight is as many copies', () => {
  fc.assert(
    fc.property(rows, (spells) => {
      expect(fitKaplanMeier(spells.toReversed())).toEqual(fitKaplanMeier(spells));
      const copies = spells.flatMap(({ weight, ...one }) => Array.from({ length: weight }, () => one));
      fitKaplanMeier(copies).steps.forEach((step, i) => {
        const weighted = fitKaplanMeier(spells).steps[i]!;
        close(step.probabilitySurviving, weighted.probabilitySurviving, 12);
        close(step.greenwood, weighted.greenwood, 12);
      });
      const causes = fitAalenJohansen(spells);
      expect(fitAalenJohansen(copies).steps.map(({ atRisk }) => atRisk)).toEqual(
        causes.steps.map(({ atRisk }) => atRisk),
      );
      const c = measureConcordance(spells);
      const cc = measureConcordance(copies);
      close(cc.value, c.value);
      close(cc.standardError, c.standardError);
      close(cc.tiedTimes, c.tiedTimes);
      if (new Set(spells.map(({ group }) => group)).size > 1) {
        close(compareSurvival(copies).chiSquare, compareSurvival(spells).chiSquare);
        const one = spells.map((spell) => ({ ...spell, stratum: 'only' }));
        close(compareSurvival(one).chiSquare, compareSurvival(spells).chiSquare, 12);
      }
      const cox = fitCox(spells, { ties: 'breslow' });
      const coxCopies = fitCox(copies, { ties: 'breslow' });
      expect(coxCopies.fit.status).toBe(cox.fit.status);
      if (cox.fit.status === 'interior') {
        close(coxCopies.covariates[0]!.coefficient, cox.covariates[0]!.coefficient, 7);
        close(coxCopies.fit.standardErrors[0], cox.fit.standardErrors[0], 7);
      }
      const aft = fitAft(spells, { distribution: 'weibull', zeroDays: 'drop' });
      const aftCopies = fitAft(copies, { distribution: 'weibull', zeroDays: 'drop' });
      // With one end or two the density may grow without limit: which of the bad statuses it gets is a matter of rounding.
      expect(aftCopies.fit.status === 'interior').toBe(aft.fit.status === 'interior');
      if (aft.fit.status === 'interior') {
        close(aftCopies.covariates[0]!.coefficient, aft.covariates[0]!.coefficient, 6);
        close(aftCopies.fit.standardErrors[0], aft.fit.standardErrors[0], 6);
        close(aftCopies.fit.bic, aft.fit.bic, 6);
      }
    }),
    settings,
  );
});

test('longer days in another unit scale quantiles and means, and leave ranks alone', () => {
  fc.assert(
    fc.property(rows, (spells) => {
      const longer = spells.map((one) => ({ ...one, days: one.days * 8, entryDays: one.entryDays * 8 }));
      const curve = fitKaplanMeier(spells);
      const stretched = fitKaplanMeier(longer);
      const median = quantileDays(curve, { share: 0.5 }).value;
      expect(quantileDays(stretched, { share: 0.5 }).value).toBe(median === null ? null : median * 8);
      const mean = expectedDaysWithin(curve, { horizonDays: curve.longestDays }).value!;
      close(expectedDaysWithin(stretched, { horizonDays: stretched.longestDays }).value, mean * 8, 12);
      expect(measureConcordance(longer)).toEqual(measureConcordance(spells));
      expect(fitCox(longer).covariates).toEqual(fitCox(spells).covariates);
    }),
    settings,
  );
});

test('all shares of a day add up to 1', () => {
  fc.assert(
    fc.property(rows, (spells) => {
      const curve = fitAalenJohansen(spells);
      const overall = fitKaplanMeier(spells);
      for (const { days } of curve.steps) {
        const gone = curve.causes.reduce((sum, cause) => sum + probabilityEnded(curve, { days, cause }).value!, 0);
        close(gone + probabilitySurviving(overall, { days }).value!, 1, 12);
      }
    }),
    settings,
  );
});

test('without censoring: the curve is empirical, Uno is Harrell, the weighted Brier score is the plain one', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 30 }), (some, horizonDays) => {
      const spells = some.map((one) => ({ ...one, ended: true, entryDays: 0, weight: 1 }));
      const curve = fitKaplanMeier(spells);
      if (horizonDays <= curve.longestDays) {
        const left = spells.filter(({ days }) => days > horizonDays).length / spells.length;
        close(probabilitySurviving(curve, { days: horizonDays }).value, left, 12);
      }
      expect(measureConcordance(spells, { method: 'uno' })).toEqual(measureConcordance(spells));
      const plain = spells.reduce(
        (sum, { days, probabilitySurviving: p }) => sum + ((days > horizonDays ? 1 : 0) - p) ** 2 / spells.length,
        0,
      );
      close(measureSurvivalBrier(spells, { horizonDays }).value, plain, 12);
    }),
    settings,
  );
});

test('no fit throws on sound data or holds what JSON cannot', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom('weibull', 'lognormal', 'loglogistic', 'exponential'), (spells, distribution) => {
      for (const model of [fitCox(spells), fitCox(spells, { ridge: 0.5 }), fitAft(spells, { distribution })]) {
        expect(JSON.parse(JSON.stringify(model))).toEqual(model);
      }
    }),
    settings,
  );
});
