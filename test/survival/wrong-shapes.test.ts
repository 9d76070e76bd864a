/** Every exported function, with something wrong in every place: plain JSON or an InputError, never a TypeError or a NaN. */
import * as survival from 'clientele/survival';
import { expect, test } from 'vitest';
import type { Call } from '../wrong-shapes.ts';
import { faultsOf } from '../wrong-shapes.ts';

const spells = [
  { days: 3, ended: true, entryDays: 1, weight: 2 },
  { days: 5, ended: false, entryDays: 0, weight: 1 },
  { days: 8, ended: true, entryDays: 0, weight: 1 },
  { days: 9, ended: true, entryDays: 2, weight: 1 },
];
const X = [0.5, -1, 2, 0.25];
const grouped = spells.map((spell, i) => ({ ...spell, group: i % 2 ? 'a' : 'b', stratum: 's' }));
const caused = spells.map(({ ended, ...spell }, i) => ({
  ...spell,
  cause: ended ? (i % 2 ? 'moved' : 'price') : null,
}));
const covered = spells.map((spell, i) => ({ ...spell, covariates: { x: X[i]! }, stratum: 's' }));
const aged = spells.map((spell, i) => ({ ...spell, covariates: { x: X[i]! } }));
const subject = { covariates: { x: 1 }, stratum: 's' };
const curve = survival.fitKaplanMeier(spells);
const cox = survival.fitCox(covered);
const aft = survival.fitAft(aged, { distribution: 'weibull' });
const memberships = [
  { customerId: 'a', startedAt: '2024-01-01T00:00:00Z', endedAt: '2024-03-01T00:00:00Z' },
  { customerId: 'b', startedAt: '2024-02-01T00:00:00Z', endedAt: null },
];

const GIVEN: { [Name in keyof typeof survival]: readonly unknown[] } = {
  compareSurvival: [grouped, { weighting: { kind: 'fleming-harrington', rho: 1 } }],
  cumulativeHazard: [curve, { days: 4, level: 0.9 }],
  cumulativeHazardCox: [cox, subject, { days: 4, conditionalOnDays: 1 }],
  expectedDaysAft: [aft, subject],
  expectedDaysWithin: [curve, { horizonDays: 6, level: 0.9 }],
  explainHazard: [cox, subject],
  fitAalenJohansen: [caused],
  fitAft: [aged, { distribution: 'weibull', zeroDays: 'drop' }],
  fitCox: [covered, { ties: 'efron', ridge: 0.1, maxIterations: 30, tolerance: 1e-9 }],
  fitKaplanMeier: [spells],
  fitNelsonAalen: [spells],
  measureConcordance: [
    spells.map((spell, i) => ({ ...spell, entryDays: 0, risk: X[i]! })),
    { method: 'uno', horizonDays: 8, level: 0.9 },
  ],
  measureProportionality: [cox, covered, { transform: 'log' }],
  measureSurvivalBrier: [
    spells.map((spell) => ({ ...spell, entryDays: 0, probabilitySurviving: 0.5 })),
    { horizonDays: 4 },
  ],
  probabilityEnded: [survival.fitAalenJohansen(caused), { days: 4, cause: 'price', level: 0.9 }],
  probabilitySurviving: [curve, { days: 4, conditionalOnDays: 1, level: 0.9, method: 'log' }],
  probabilitySurvivingAft: [aft, subject, { days: 4, conditionalOnDays: 1 }],
  probabilitySurvivingCox: [cox, subject, { days: 4, conditionalOnDays: 1 }],
  quantileDays: [curve, { share: 0.5, level: 0.9, method: 'plain' }],
  quantileDaysAft: [aft, subject, { share: 0.5, conditionalOnDays: 1 }],
  relativeHazard: [cox, subject],
  summarizeSpells: [memberships, { asOf: '2024-06-01T00:00:00Z', observedFrom: '2024-01-15T00:00:00Z' }],
  tabulateCoxResiduals: [cox, covered],
  tabulateSchoenfeldResiduals: [cox, covered],
  tabulateSurvival: [curve, { atDays: [1, 4], level: 0.9, method: 'log-log' }],
};

test('every exported function stands in the table', () => {
  expect(Object.keys(GIVEN).toSorted()).toEqual(Object.keys(survival).toSorted());
});

test.each(Object.entries(survival))('%s', (name, run) => {
  expect(faultsOf({ run: run as Call['run'], given: GIVEN[name as keyof typeof survival] })).toEqual([]);
});
