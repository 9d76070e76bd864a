/** What is said when something is refused: which argument, what was expected, what was given. */
import * as survival from 'clientele/survival';
import { describe, expect, test } from 'vitest';

const {
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
} = survival;
type Anything = never;

const spells = [3, 5, 8, 12, 20].map((days, i) => ({ days, ended: i !== 3, covariates: { plan: i % 2, age: i * i } }));
const bare = (extra: object): Anything => [{ days: 5, ended: true, ...extra }] as Anything;
const covered = (covariates: unknown): Anything => [...spells, { days: 2, ended: true, covariates }] as Anything;
const grouped = [
  { days: 3, ended: true, group: 'a' },
  { days: 4, ended: true, group: 'b' },
];
const curve = fitKaplanMeier(spells);
const causes = fitAalenJohansen([
  { days: 3, cause: 'card' },
  { days: 4, cause: 'price' },
]);
const cox = fitCox(spells);
const aft = fitAft(spells, { distribution: 'weibull' });
const subject = { covariates: { plan: 1, age: 4 } };
const memberships = [{ customerId: 'a', startedAt: '2024-01-01T00:00:00Z' }];
const since = { asOf: '2024-07-01T00:00:00Z', observedFrom: 'beginning' } as const;
const refused = (run: () => unknown, code: string, message: string): void =>
  expect(run).toThrow(expect.objectContaining({ code, message, argument: message.slice(0, message.indexOf(': ')) }));

describe('spells', () => {
  test.each<[object, string, string]>([
    [{ days: 1.1e100 }, 'out-of-range', 'spells[0].days: expected a number from 0 to 1e+100, got 1.1e+100'],
    [{ days: -1 }, 'out-of-range', 'spells[0].days: expected a number from 0 to 1e+100, got -1'],
    [{ ended: 'no' }, 'wrong-type', 'spells[0].ended: expected true or false, got no'],
    [{ entryDays: 7 }, 'inconsistent', 'spells[0].entryDays: expected less than 5 days, got 7'],
    [{ entryDays: -1 }, 'out-of-range', 'spells[0].entryDays: expected a number from 0 to Infinity, got -1'],
    [{ weight: 1.1e50 }, 'out-of-range', 'spells[0].weight: expected a number from 1e-50 to 1e+50, got 1.1e+50'],
    [{ weight: 0.9e-50 }, 'out-of-range', 'spells[0].weight: expected a number from 1e-50 to 1e+50, got 9e-51'],
    [{ weight: 0 }, 'empty', 'spells: expected at least one spell of weight above 0, got none'],
  ])('%j', (extra, code, message) => {
    refused(() => fitKaplanMeier(bare(extra)), code, message);
  });
  test('the largest and the smallest that are taken', () => {
    expect(fitKaplanMeier(bare({ days: 1e100 })).longestDays).toBe(1e100);
    expect([1e-50, 1e50].map((weight) => fitKaplanMeier(bare({ weight })).fit.weight)).toEqual([1e-50, 1e50]);
  });
  test('rows that are none, and lists that are none', () => {
    refused(() => fitKaplanMeier([null] as Anything), 'wrong-type', 'spells[0]: expected an object, got null');
    refused(() => fitKaplanMeier(['x'] as Anything), 'wrong-type', 'spells[0]: expected an object, got string');
    for (const run of [
      () => fitAalenJohansen(7 as Anything),
      () => fitNelsonAalen(7 as Anything),
      () => compareSurvival(7 as Anything),
      () => fitCox(7 as Anything),
      () => fitAft(7 as Anything, { distribution: 'weibull' }),
      () => tabulateCoxResiduals(cox, 7 as Anything),
    ]) {
      refused(run, 'wrong-type', 'spells: expected a list, got 7');
    }
    for (const run of [
      () => fitAalenJohansen([null] as Anything),
      () => fitNelsonAalen([null] as Anything),
      () => compareSurvival([null] as Anything),
      () => fitCox([null] as Anything),
      () => fitAft([null] as Anything, { distribution: 'weibull' }),
      () => tabulateSchoenfeldResiduals(cox, [null] as Anything),
    ]) {
      refused(run, 'wrong-type', 'spells[0]: expected an object, got null');
    }
    for (const run of [
      () => measureConcordance([null] as Anything),
      () => measureSurvivalBrier([null] as Anything, { horizonDays: 1 }),
    ]) {
      refused(run, 'wrong-type', 'rows[0]: expected an object, got null');
    }
    refused(() => measureConcordance(7 as Anything), 'wrong-type', 'rows: expected a list, got 7');
    refused(() => summarizeSpells(7 as Anything, since), 'wrong-type', 'memberships: expected a list, got 7');
    refused(() => tabulateSurvival(curve, { atDays: 7 as Anything }), 'wrong-type', 'options.atDays: expected a list, got 7'); // prettier-ignore
  });
  test('causes, groups and strata are names; what is counted is the row of the caller', () => {
    const late = { days: 9, ended: true, weight: 0, covariates: { plan: 0, age: 0 } };
    refused(() => fitAalenJohansen([{ days: 1, cause: null }, { days: 1, cause: 4 as Anything }]), 'wrong-type', 'spells[1].cause: expected a name or null, got 4'); // prettier-ignore
    refused(() => compareSurvival([grouped[0]!, { ...grouped[1]!, group: 4 as Anything }]), 'wrong-type', 'spells[1].group: expected a name, got 4'); // prettier-ignore
    refused(() => compareSurvival([{ ...grouped[0]!, group: undefined as Anything }]), 'wrong-type', 'spells[0].group: expected a name, got undefined'); // prettier-ignore
    refused(() => compareSurvival([{ ...grouped[0]!, stratum: null as Anything }]), 'wrong-type', 'spells[0].stratum: expected a name, got null'); // prettier-ignore
    refused(() => fitCox([late, ...spells, { ...late, weight: 1, stratum: 4 as Anything }]), 'wrong-type', 'spells[6].stratum: expected a name, got 4'); // prettier-ignore
  });
  test('covariates', () => {
    refused(() => fitCox(covered(7)), 'wrong-type', 'spells[5].covariates: expected numbers by name, got 7');
    refused(() => fitCox([{ days: 1, ended: true }] as Anything), 'wrong-type', 'spells[0].covariates: expected numbers by name, got undefined'); // prettier-ignore
    refused(() => fitCox(covered({ plan: 1, age: 2, zip: 3 })), 'unknown-name', 'spells[5].covariates: expected plan, age, got zip'); // prettier-ignore
    refused(() => fitCox(covered({ plan: 1 })), 'missing-value', 'spells[5].covariates.age: expected a number, got nothing'); // prettier-ignore
    refused(() => fitCox(covered({ plan: 1, age: undefined })), 'missing-value', 'spells[5].covariates.age: expected a number, got nothing'); // prettier-ignore
    refused(() => fitCox(covered({ plan: 1, age: -1.1e100 })), 'out-of-range', 'spells[5].covariates.age: expected a number from -1e+100 to 1e+100, got -1.1e+100'); // prettier-ignore
    const inherited = spells.map((spell) => ({ ...spell, covariates: { toString: 1 } }));
    refused(() => fitCox([...inherited, { ...spells[0]!, covariates: {} as Anything }]), 'missing-value', 'spells[5].covariates.toString: expected a number, got nothing'); // prettier-ignore
  });
});

describe('subjects and stored values', () => {
  test('a stratum that the model does not have', () => {
    const two = fitCox(spells.map((spell, i) => ({ ...spell, stratum: i > 2 ? 'north' : 'south' })));
    const message = "subject.stratum: expected one of 'north', 'south', got 'east'";
    for (const ask of [probabilitySurvivingCox, cumulativeHazardCox]) {
      refused(() => ask(two, { ...subject, stratum: 'east' }, { days: 1 }), 'unknown-name', message);
    }
    expect(probabilitySurvivingCox(two, { ...subject, stratum: 'south' }, { days: 1 })).toEqual({ value: 1 });
  });
  test.each<[string, (missing: Anything) => unknown]>([
    ['relativeHazard', (missing) => relativeHazard(cox, missing)],
    ['explainHazard', (missing) => explainHazard(cox, missing)],
    ['probabilitySurvivingCox', (missing) => probabilitySurvivingCox(cox, missing, { days: 1 })],
    ['cumulativeHazardCox', (missing) => cumulativeHazardCox(cox, missing, { days: 1 })],
    ['probabilitySurvivingAft', (missing) => probabilitySurvivingAft(aft, missing, { days: 1 })],
    ['quantileDaysAft', (missing) => quantileDaysAft(aft, missing, { share: 0.5 })],
    ['expectedDaysAft', (missing) => expectedDaysAft(aft, missing)],
  ])('%s names the number that is missing', (_, ask) => {
    const message = 'subject.covariates.age: expected a number, got nothing';
    refused(() => ask({ covariates: { plan: 1 } } as Anything), 'missing-value', message);
    refused(() => ask({} as Anything), 'wrong-type', 'subject.covariates: expected numbers by name, got undefined');
    refused(() => ask(null as Anything), 'wrong-type', 'subject.covariates: expected numbers by name, got undefined');
  });
  test.each<[string, (stored: Anything) => unknown]>([
    ['model: expected a stored cox', (stored) => relativeHazard(stored, subject)],
    ['model: expected a stored cox', (stored) => explainHazard(stored, subject)],
    ['model: expected a stored cox', (stored) => cumulativeHazardCox(stored, subject, { days: 1 })],
    ['model: expected a stored cox', (stored) => measureProportionality(stored, spells, { transform: 'log' })],
    ['model: expected a stored cox', (stored) => tabulateCoxResiduals(stored, spells)],
    ['model: expected a stored aft', (stored) => expectedDaysAft(stored, subject)],
    ['curve: expected a stored survival-curve', (stored) => probabilitySurviving(stored, { days: 1 })],
    ['curve: expected a stored survival-curve', (stored) => cumulativeHazard(stored, { days: 1 })],
    ['curve: expected a stored survival-curve', (stored) => quantileDays(stored, { share: 0.5 })],
    ['curve: expected a stored survival-curve', (stored) => expectedDaysWithin(stored, { horizonDays: 1 })],
    ['curve: expected a stored survival-curve', (stored) => tabulateSurvival(stored, { atDays: [] })],
    ['curve: expected a stored incidence-curve', (stored) => probabilityEnded(stored, { days: 1, cause: 'x' as Anything })], // prettier-ignore
  ])('%s', (message, ask) => {
    expect(() => ask({ kind: 'gap' } as Anything)).toThrow(expect.objectContaining({ code: 'wrong-kind', message: expect.stringContaining(message) as string })); // prettier-ignore
  });
  test('spells that are not those of the fit', () => {
    const message = 'spells: expected the 5 spells of the fit with its covariates, got 4';
    for (const ask of [
      () => measureProportionality(cox, spells.slice(1), { transform: 'log' }),
      () => tabulateCoxResiduals(cox, spells.slice(1)),
      () => tabulateSchoenfeldResiduals(cox, spells.slice(1)),
    ]) {
      refused(ask, 'inconsistent', message);
    }
  });
  test('tests of proportionality', () => {
    const ridge = fitCox(spells, { ridge: 2 });
    refused(() => measureProportionality(ridge, spells, { transform: 'log' }), 'unsupported', 'model.ridge: expected a model without ridge: the score is not 0 at its optimum'); // prettier-ignore
    const early = [...spells, { days: 0, ended: true, covariates: { plan: 1, age: 3 } }];
    const model = fitCox(early);
    refused(() => measureProportionality(model, early, { transform: 'log' }), 'out-of-range', 'options.transform: expected ends after day 0 for the logarithm, got one on it'); // prettier-ignore
    expect(measureProportionality(model, early, { transform: 'identity' }).transform).toBe('identity');
  });
  test('memberships', () => {
    const options = { ...since, observedFrom: since.asOf };
    refused(() => summarizeSpells(memberships, options), 'out-of-range', 'options.observedFrom: expected an instant before asOf, got a later one'); // prettier-ignore
    refused(() => summarizeSpells([...memberships, { ...memberships[0]!, endedAt: '2023-12-31T23:59:59Z' }], since), 'inconsistent', 'memberships[1].endedAt: expected an end after the start, got an earlier one'); // prettier-ignore
    refused(() => summarizeSpells([null] as Anything, since), 'wrong-type', 'memberships[0]: expected an object, got null'); // prettier-ignore
    const named = (run: () => unknown, argument: string): void =>
      expect(run).toThrow(expect.objectContaining({ argument }));
    named(() => summarizeSpells([{ startedAt: since.asOf }] as Anything, since), 'memberships[0].customerId');
    named(() => summarizeSpells([{ ...memberships[0]!, startedAt: 'x' }], since), 'memberships[0].startedAt');
    named(() => summarizeSpells(memberships, { ...since, asOf: 'x' }), 'options.asOf');
    named(() => summarizeSpells(memberships, { ...since, observedFrom: 'x' }), 'options.observedFrom');
    named(() => summarizeSpells(memberships, null as Anything), 'options');
  });
});

/** Each option with what it does not take. */
const DAY = 'expected a number from 0 to Infinity, got -1';
const METHODS = 'expected one of log-log, log, plain, got exact';
const LEVEL = 'expected above 0, below 1, got 95';
const OPTIONS: [string, string, string, () => unknown][] = [
  ['out-of-range', 'options.days', DAY, () => probabilitySurviving(curve, { days: -1 })],
  ['out-of-range', 'options.level', LEVEL, () => probabilitySurviving(curve, { days: 1, level: 95 })],
  ['unknown-name', 'options.method', METHODS, () => probabilitySurviving(curve, { days: 1, method: 'exact' as 'log' })],
  ['out-of-range', 'options.conditionalOnDays', 'expected a number from 0 to 1, got 2', () => probabilitySurviving(curve, { days: 1, conditionalOnDays: 2 })], // prettier-ignore
  ['out-of-range', 'options.conditionalOnDays', 'expected a number from 0 to 1, got -1', () => probabilitySurviving(curve, { days: 1, conditionalOnDays: -1 })], // prettier-ignore
  ['out-of-range', 'options.days', DAY, () => cumulativeHazard(curve, { days: -1 })],
  ['out-of-range', 'options.level', LEVEL, () => cumulativeHazard(curve, { days: 1, level: 95 })],
  ['out-of-range', 'options.share', 'expected a number above 0 to 1, got 0', () => quantileDays(curve, { share: 0 })],
  ['out-of-range', 'options.level', LEVEL, () => quantileDays(curve, { share: 0.5, level: 95 })],
  ['unknown-name', 'options.method', METHODS, () => quantileDays(curve, { share: 0.5, method: 'exact' as 'log' })],
  ['out-of-range', 'options.horizonDays', DAY, () => expectedDaysWithin(curve, { horizonDays: -1 })],
  ['out-of-range', 'options.level', LEVEL, () => expectedDaysWithin(curve, { horizonDays: 1, level: 95 })],
  ['out-of-range', 'options.atDays[1]', DAY, () => tabulateSurvival(curve, { atDays: [1, -1] })],
  ['out-of-range', 'options.days', DAY, () => probabilityEnded(causes, { days: -1, cause: 'card' })],
  ['unknown-name', 'options.cause', 'expected one of card, price, got x', () => probabilityEnded(causes, { days: 1, cause: 'x' as 'card' })], // prettier-ignore
  ['out-of-range', 'options.level', LEVEL, () => probabilityEnded(causes, { days: 1, cause: 'card', level: 95 })],
  ['out-of-range', 'options.days', DAY, () => probabilitySurvivingCox(cox, subject, { days: -1 })],
  ['out-of-range', 'options.conditionalOnDays', 'expected a number from 0 to 1, got 2', () => probabilitySurvivingCox(cox, subject, { days: 1, conditionalOnDays: 2 })], // prettier-ignore
  ['out-of-range', 'options.conditionalOnDays', 'expected a number from 0 to 1, got -1', () => probabilitySurvivingCox(cox, subject, { days: 1, conditionalOnDays: -1 })], // prettier-ignore
  ['out-of-range', 'options.days', DAY, () => cumulativeHazardCox(cox, subject, { days: -1 })],
  ['unknown-name', 'options.ties', 'expected one of efron, breslow, got exact', () => fitCox(spells, { ties: 'exact' as 'efron' })], // prettier-ignore
  ['out-of-range', 'options.ridge', DAY, () => fitCox(spells, { ridge: -1 })],
  ['not-a-count', 'options.maxIterations', 'expected a whole number, 0 or more, got 1.5', () => fitCox(spells, { maxIterations: 1.5 })], // prettier-ignore
  ['out-of-range', 'options.tolerance', 'expected a number above 0 to Infinity, got 0', () => fitCox(spells, { tolerance: 0 })], // prettier-ignore
  ['unknown-name', 'options.distribution', 'expected one of weibull, lognormal, loglogistic, exponential, got gamma', () => fitAft(spells, { distribution: 'gamma' as 'weibull' })], // prettier-ignore
  ['unknown-name', 'options.zeroDays', 'expected one of refuse, drop, got keep', () => fitAft(spells, { distribution: 'weibull', zeroDays: 'keep' as 'drop' })], // prettier-ignore
  ['unknown-name', 'options.transform', 'expected one of identity, log, got km', () => measureProportionality(cox, spells, { transform: 'km' as 'log' })], // prettier-ignore
  ['unknown-name', 'options.weighting.kind', 'expected one of logrank, gehan, tarone-ware, fleming-harrington, got peto', () => compareSurvival(grouped, { weighting: { kind: 'peto' as 'gehan' } })], // prettier-ignore
  ['out-of-range', 'options.weighting.rho', DAY, () => compareSurvival(grouped, { weighting: { kind: 'fleming-harrington', rho: -1 } })], // prettier-ignore
  ['too-few', 'spells', 'expected two or more groups, got 1', () => compareSurvival(grouped.slice(1))],
  ['unknown-name', 'options.method', 'expected one of harrell, uno, got gonen', () => measureConcordance([{ days: 1, ended: true, risk: 1 }], { method: 'gonen' as 'uno' })], // prettier-ignore
  ['out-of-range', 'options.level', LEVEL, () => measureConcordance([{ days: 1, ended: true, risk: 1 }], { level: 95 })], // prettier-ignore
  ['out-of-range', 'options.horizonDays', DAY, () => measureConcordance([{ days: 1, ended: true, risk: 1 }], { horizonDays: -1 })], // prettier-ignore
  ['not-finite', 'rows[1].risk', 'expected a finite number, got NaN', () => measureConcordance([{ days: 1, ended: true, weight: 0, risk: 1 }, { days: 1, ended: true, risk: NaN }])], // prettier-ignore
  ['out-of-range', 'options.horizonDays', DAY, () => measureSurvivalBrier([{ days: 1, ended: true, probabilitySurviving: 1 }], { horizonDays: -1 })], // prettier-ignore
  ['not-a-probability', 'rows[0].probabilitySurviving', 'expected 0 to 1, got 50 (is it a percent?)', () => measureSurvivalBrier([{ days: 1, ended: true, probabilitySurviving: 50 }], { horizonDays: 1 })], // prettier-ignore
];
test.each(OPTIONS)('%s: %s %s', (code, argument, detail, run) => {
  refused(run, code, `${argument}: ${detail}`);
});
test('options that are none', () => {
  for (const run of [
    () => probabilitySurviving(curve, null as Anything),
    () => cumulativeHazard(curve, 1 as Anything),
    () => quantileDays(curve, null as Anything),
    () => expectedDaysWithin(curve, null as Anything),
    () => tabulateSurvival(curve, null as Anything),
    () => probabilityEnded(causes, null as Anything),
    () => probabilitySurvivingCox(cox, subject, null as Anything),
    () => cumulativeHazardCox(cox, subject, null as Anything),
    () => probabilitySurvivingAft(aft, subject, null as Anything),
    () => quantileDaysAft(aft, subject, null as Anything),
    () => fitCox(spells, null as Anything),
    () => fitAft(spells, null as Anything),
    () => measureProportionality(cox, spells, null as Anything),
    () => compareSurvival(grouped, null as Anything),
    () => measureConcordance([], null as Anything),
    () => measureSurvivalBrier([], null as Anything),
  ]) {
    expect(run).toThrow(expect.objectContaining({ code: 'wrong-type', argument: 'options' }));
  }
});
