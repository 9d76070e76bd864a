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
  summarizeSpells,
  tabulateCoxResiduals,
  tabulateSchoenfeldResiduals,
  tabulateSurvival,
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
const WEIGHTINGS = [
  { kind: 'logrank' },
  { kind: 'gehan' },
  { kind: 'tarone-ware' },
  { kind: 'fleming-harrington', rho: 0.5 },
] as const;
const DISTRIBUTIONS = ['weibull', 'lognormal', 'loglogistic', 'exponential'] as const;
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
        close(step.hazardVariance, weighted.hazardVariance, 12);
      });
      const causes = fitAalenJohansen(spells);
      const causesOfCopies = fitAalenJohansen(copies);
      expect(causesOfCopies.steps.map(({ atRisk }) => atRisk)).toEqual(causes.steps.map(({ atRisk }) => atRisk));
      for (const cause of causes.causes) {
        const days = causes.longestDays / 2;
        const [one, other] = [causes, causesOfCopies].map((curve) => probabilityEnded(curve, { days, cause }));
        close(other!.value, one!.value, 12);
        close(other!.standardError, one!.standardError, 12);
      }
      for (const method of ['harrell', 'uno'] as const) {
        const c = measureConcordance(spells, { method });
        const cc = measureConcordance(copies, { method });
        expect(cc.reason).toBe(c.reason);
        close(cc.value, c.value);
        close(cc.standardError, c.standardError);
        close(cc.tiedTimes, c.tiedTimes);
      }
      const brier = measureSurvivalBrier(spells, { horizonDays: 9 });
      const brierOfCopies = measureSurvivalBrier(copies, { horizonDays: 9 });
      expect(brierOfCopies.reason).toBe(brier.reason);
      close(brierOfCopies.value, brier.value, 12);
      if (new Set(spells.map(({ group }) => group)).size > 1) {
        for (const weighting of WEIGHTINGS) {
          const { chiSquare } = compareSurvival(spells, { weighting });
          close(compareSurvival(copies, { weighting }).chiSquare, chiSquare);
          const one = spells.map((spell) => ({ ...spell, stratum: 'only' }));
          close(compareSurvival(one, { weighting }).chiSquare, chiSquare, 12);
        }
      }
      const only = fitCox(spells.map((spell) => ({ ...spell, stratum: 'only' })));
      const plain = fitCox(spells);
      expect({ ...only, strata: [{ ...only.strata[0]!, stratum: '' }] }).toEqual(plain);
      // Efron breaks the ties of copies that one row of their weight does not have: the law is Breslow's.
      const cox = fitCox(spells, { ties: 'breslow' });
      const coxCopies = fitCox(copies, { ties: 'breslow' });
      expect(coxCopies.fit.status).toBe(cox.fit.status);
      if (cox.fit.status === 'interior') {
        close(coxCopies.covariates[0]!.coefficient, cox.covariates[0]!.coefficient, 7);
        close(coxCopies.fit.standardErrors[0], cox.fit.standardErrors[0], 7);
        const drift = measureProportionality(cox, spells, { transform: 'log' }).global;
        close(measureProportionality(coxCopies, copies, { transform: 'log' }).global.chiSquare, drift.chiSquare, 5);
      }
      const distribution = DISTRIBUTIONS[spells.length % 4]!;
      const aft = fitAft(spells, { distribution });
      const aftCopies = fitAft(copies, { distribution });
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
      if (new Set(spells.map(({ group }) => group)).size > 1) {
        for (const weighting of WEIGHTINGS) {
          expect(compareSurvival(longer, { weighting })).toEqual(compareSurvival(spells, { weighting }));
        }
      }
      expect(fitCox(longer).covariates).toEqual(fitCox(spells).covariates);
    }),
    settings,
  );
});

test('an entry at 0 is no entry, for every estimator; a table kept since before the first start is one kept from the beginning', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(...DISTRIBUTIONS), (spells, distribution) => {
      const named = spells.map(({ entryDays, ...one }, i) => ({ ...one, entryDays: i % 3 === 0 ? 0 : entryDays }));
      const silent = named.map(({ entryDays, ...one }) => (entryDays === 0 ? one : { ...one, entryDays }));
      const answers = (list: typeof silent): unknown[] => {
        const cox = fitCox(list);
        return [
          fitKaplanMeier(list),
          fitNelsonAalen(list),
          fitAalenJohansen(list),
          cox,
          tabulateCoxResiduals(cox, list),
          tabulateSchoenfeldResiduals(cox, list),
          measureProportionality(cox, list, { transform: 'identity' }),
          fitAft(list, { distribution }),
          measureConcordance(list),
          measureConcordance(list, { method: 'uno' }),
          measureSurvivalBrier(list, { horizonDays: 9 }),
          ...(new Set(list.map(({ group }) => group)).size > 1
            ? WEIGHTINGS.map((weighting) => compareSurvival(list, { weighting }))
            : []),
        ];
      };
      expect(answers(silent)).toEqual(answers(named));
    }),
    settings,
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 60 }))), (list) => {
      const day = (n: number): number => Date.UTC(2024, 0, 1 + n);
      const memberships = list.map(([from, days], customerId) => ({
        customerId,
        startedAt: day(from),
        endedAt: days === 0 ? null : day(from + days),
      }));
      expect(summarizeSpells(memberships, { asOf: day(100), observedFrom: day(-1) })).toEqual(
        summarizeSpells(memberships, { asOf: day(100), observedFrom: 'beginning' }),
      );
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

test('what is stored as JSON answers as what was fitted, to the last bit', () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(...DISTRIBUTIONS),
      fc.integer({ min: 0, max: 12 }),
      (spells, distribution, days) => {
        const models = {
          curves: [fitKaplanMeier(spells), fitNelsonAalen(spells)],
          causes: fitAalenJohansen(spells),
          cox: fitCox(spells),
          aft: fitAft(spells, { distribution }),
        };
        const subject = { covariates: { x: 1 } };
        const answers = ({ curves, causes, cox, aft }: typeof models): unknown[] => [
          ...curves.flatMap((curve) => [
            probabilitySurviving(curve, { days: days + 1, conditionalOnDays: days }),
            cumulativeHazard(curve, { days }),
            quantileDays(curve, { share: 0.5 }),
            expectedDaysWithin(curve, { horizonDays: days }),
            tabulateSurvival(curve, { atDays: [0, days] }),
          ]),
          ...causes.causes.map((cause) => probabilityEnded(causes, { days, cause })),
          probabilitySurvivingCox(cox, subject, { days: days + 1, conditionalOnDays: days }),
          cumulativeHazardCox(cox, subject, { days }),
          relativeHazard(cox, subject),
          explainHazard(cox, subject),
          probabilitySurvivingAft(aft, subject, { days }),
          quantileDaysAft(aft, subject, { share: 0.5 }),
          expectedDaysAft(aft, subject),
        ];
        expect(answers(JSON.parse(JSON.stringify(models)) as typeof models)).toEqual(answers(models));
      },
    ),
    settings,
  );
});
