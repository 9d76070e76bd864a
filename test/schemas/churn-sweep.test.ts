/** Every door of churn and survival, with something wrong in every place: issues or a value that its functions can use. */
import * as churn from 'clientele/churn';
import * as schemas from 'clientele/schemas';
import * as survival from 'clientele/survival';
import { expect, test } from 'vitest';
import { examples, FEATURES, health as shopHealth, model, record, records, rows } from '../churn/small-shop.ts';
import { faultsOf } from '../wrong-shapes.ts';

const log = [0, 5, 40, 44, 90].map((day, i) => ({ customerId: i < 3 ? 'a' : 'b', at: day * 86_400_000 }));
const window = { landmarks: [50 * 86_400_000], horizonDays: 30, asOf: 100 * 86_400_000, silenceEdgesDays: [0, 30], strata: [1, 2] }; // prettier-ignore
const customer = { daysSinceLast: 20, purchases: 1 };
const health = { ...shopHealth, missing: 'neutral', neutralScore: 40, minimumKnownShare: 0.2 };
const spells = [3, 5, 8, 12, 15].map((days, i) => ({
  days,
  ended: i % 3 !== 2,
  entryDays: i % 2,
  weight: 1 + (i % 2),
  group: i % 2 ? 'a' : 'b',
  stratum: 's',
  covariates: { x: (i * 3) % 4 },
  risk: i,
  probabilitySurviving: i / 5,
}));
const [curve, hazard] = [survival.fitKaplanMeier(spells), survival.fitNelsonAalen(spells)];
const caused = spells.map(({ days, ended }) => ({ days, cause: ended ? 'left' : null, entryDays: 0, weight: 1 }));
const cox = survival.fitCox(spells);
const aft = survival.fitAft(spells, { distribution: 'lognormal' });
const subject = { covariates: { x: 1 }, stratum: 's' };
const only = <T extends object, K extends keyof T>(list: T[], ...keys: K[]) =>
  list.map((row) => Object.fromEntries(keys.map((key) => [key, row[key]])));

/** A door, a sound value, and everything that is done with what it lets through. */
type Door = [name: string, parse: (untrusted: unknown) => { issues: readonly { path: string; code: string }[] }, sound: unknown, use: (value: any) => unknown]; // prettier-ignore

const DOORS: Door[] = [
  ['parseHealthDefinition', schemas.parseHealthDefinition, health, (value) => churn.scoreHealth(value, { logins: 3, seats: 6, plan: 'pro' })], // prettier-ignore
  ['parseFeatures', schemas.parseFeatures, FEATURES, (value) => churn.fitEncoder(value, records)],
  ['parseLogisticModel', schemas.parseLogisticModel, model, (value) => [churn.scoreChurn(value, record), churn.explainChurn(value, record), churn.rawCoefficients(value), churn.inferLogistic(value), churn.measureFeatureStability(value, records), churn.measureStability(value.training.scores, model.training.scores)]], // prettier-ignore
  ['parseLogisticModel, calibrated', schemas.parseLogisticModel, churn.withCalibration(model, churn.fitCalibration(rows, { method: 'isotonic' })), (value) => churn.probabilityChurn(value, record)], // prettier-ignore
  ['parseEncoder', schemas.parseEncoder, churn.fitEncoder(FEATURES, records), (value) => churn.encodeFeatures(value, record)], // prettier-ignore
  ...(['platt', 'isotonic', 'beta'] as const).map(
    (method): Door => [`parseCalibration, ${method}`, schemas.parseCalibration, churn.fitCalibration(rows, { method }), (value) => [0, 0.3, 1].map((p) => churn.calibrate(value, p))], // prettier-ignore
  ),
  ['parseScorecardModel', schemas.parseScorecardModel, churn.fitScorecard(examples, { variables: [{ name: 'orders', edges: [3] }, { name: 'plan' }] }), (value) => churn.scorePoints(value, record)], // prettier-ignore
  ['parseInactivityModel', schemas.parseInactivityModel, churn.fitInactivityRisk(log, window), (value) => [churn.tabulateInactivity(value), churn.probabilityInactive(value, customer), churn.inactivityThresholdDays(value, { purchases: 2, probability: 0.5 })]], // prettier-ignore
  ['parseInactivityTally', schemas.parseInactivityTally, churn.tallyInactivity(log, window), (value) => [churn.fitInactivityRiskFromTally(value), churn.mergeInactivityTallies(value, value)]], // prettier-ignore
  ['parseGapModel', schemas.parseGapModel, churn.fitGapRisk(log, { asOf: window.asOf, strata: [1, 2] }), (value) => [churn.probabilityNoReturn(value, customer, { horizonDays: 10 }), churn.gapThresholdDays(value, { purchases: 1, probability: 0.5, horizonDays: 10 })]], // prettier-ignore
  ['parseGapTally', schemas.parseGapTally, churn.tallyGaps(log, { asOf: window.asOf, strata: [1, 2] }), (value) => [churn.fitGapRiskFromTally(value), churn.mergeGapTallies(value, value)]], // prettier-ignore
  ['parseChurnScoreTally', schemas.parseChurnScoreTally, churn.tallyChurnScores(rows, { bins: 2 }), (value) => [churn.measureTallyCalibration(value), churn.mergeChurnScoreTallies(value, value), churn.measureStability(value, value)]], // prettier-ignore
  ['parseChurnExamples', (untrusted) => schemas.parseChurnExamples(FEATURES, untrusted), examples, ({ examples: list }) => list.length && churn.fitLogistic(list, { features: FEATURES, horizonDays: 30 })], // prettier-ignore
  ['parseChurnRecords', (untrusted) => schemas.parseChurnRecords(FEATURES, untrusted), records, ({ records: list }) => list.map((one: never) => churn.scoreChurn(model, one))], // prettier-ignore
  ['parseScoredRows', schemas.parseScoredRows, rows, ({ rows: list }) => churn.measureChurnModel(list)],
  ['parseHealthOutcomes', schemas.parseHealthOutcomes, rows.map(({ probability, churned }) => ({ score: 100 * probability, churned })), ({ outcomes }) => churn.measureHealth({ bands: [{ name: 'all', from: 0 }] }, outcomes)], // prettier-ignore
  ['parseOutcomeRows', schemas.parseOutcomeRows, rows.map(({ probability, churned }) => ({ value: probability, churned })), ({ rows: list }) => churn.binWeightOfEvidence(list, { edges: null })], // prettier-ignore
  ['parseDatedExamples', schemas.parseDatedExamples, examples.map(({ features, churned }) => ({ landmarkAt: 5, features, churned, knownAt: { orders: 4 } })), ({ examples: list }) => churn.checkLeakage(list)], // prettier-ignore
  ['parseMemberships', schemas.parseMemberships, [{ customerId: 'a', startedAt: 0, endedAt: '1970-02-01T00:00:00Z' }, { customerId: 2, startedAt: 5, endedAt: null }], ({ memberships }) => survival.summarizeSpells(memberships, { asOf: 86_400_000 * 90, observedFrom: 'beginning' })], // prettier-ignore
  ['parseSpells', schemas.parseSpells, only(spells, 'days', 'ended', 'entryDays', 'weight'), ({ spells: list }) => list.length && [survival.fitKaplanMeier(list), survival.fitNelsonAalen(list)]], // prettier-ignore
  ['parseGroupedSpells', schemas.parseGroupedSpells, only(spells, 'days', 'ended', 'entryDays', 'weight', 'group', 'stratum'), ({ spells: list }) => list.length && survival.compareSurvival(list)], // prettier-ignore
  ['parseCausedSpells', schemas.parseCausedSpells, caused, ({ spells: list }) => list.length && survival.fitAalenJohansen(list)], // prettier-ignore
  ['parseCovariateSpells', schemas.parseCovariateSpells, only(spells, 'days', 'ended', 'entryDays', 'weight', 'covariates', 'stratum'), ({ spells: list }) => list.length && [survival.fitCox(list), survival.fitAft(list, { distribution: 'weibull', zeroDays: 'drop' })]], // prettier-ignore
  ['parseRiskSpells', schemas.parseRiskSpells, only(spells, 'days', 'ended', 'entryDays', 'weight', 'risk'), ({ spells: list }) => list.length && survival.measureConcordance(list)], // prettier-ignore
  ['parseForecastSpells', schemas.parseForecastSpells, only(spells, 'days', 'ended', 'weight', 'probabilitySurviving'), ({ spells: list }) => list.length && survival.measureSurvivalBrier(list, { horizonDays: 6 })], // prettier-ignore
  ...(
    [
      ['Kaplan–Meier', curve],
      ['Nelson–Aalen', hazard],
    ] as const
  ).map(
    ([name, sound]): Door => [`parseSurvivalCurve, ${name}`, schemas.parseSurvivalCurve, sound, (value) => [survival.probabilitySurviving(value, { days: 9, conditionalOnDays: 4 }), survival.quantileDays(value, { share: 0.5 }), survival.expectedDaysWithin(value, { horizonDays: 10 }), survival.cumulativeHazard(value, { days: 9 })]], // prettier-ignore
  ),
  ['parseIncidenceCurve', schemas.parseIncidenceCurve, survival.fitAalenJohansen(caused), (value) => survival.probabilityEnded(value, { days: 9, cause: 'left' })], // prettier-ignore
  ['parseCoxModel', schemas.parseCoxModel, cox, (value) => [survival.probabilitySurvivingCox(value, subject, { days: 9, conditionalOnDays: 4 }), survival.relativeHazard(value, subject), survival.explainHazard(value, subject), survival.cumulativeHazardCox(value, subject, { days: 9 })]], // prettier-ignore
  ['parseAftModel', schemas.parseAftModel, aft, (value) => [survival.probabilitySurvivingAft(value, subject, { days: 9 }), survival.quantileDaysAft(value, subject, { share: 0.5 }), survival.expectedDaysAft(value, subject)]], // prettier-ignore
];

test.each(DOORS)('%s', (_, parse, sound, use) => {
  const through = (untrusted: unknown): unknown => {
    let parsed;
    try {
      parsed = parse(untrusted);
    } catch (error) {
      throw new Error(`the door threw: ${String(error)}`, { cause: error });
    }
    const { issues } = parsed;
    if (issues.some(({ path, code }) => typeof path !== 'string' || !/^[a-z-]+$/.test(code))) throw new Error('an issue without a code or a path'); // prettier-ignore
    if (!('value' in parsed)) return use(parsed);
    if ((parsed.value === null) !== issues.length > 0) throw new Error('a value with issues, or neither');
    return parsed.value === null ? null : use(parsed.value);
  };
  expect(parse(sound).issues).toEqual([]);
  expect(faultsOf({ run: through, given: [sound], open: true })).toEqual([]);
});

test.each(DOORS)(
  '%s: own keys called __proto__, objects without a prototype, getters that throw, holes and depth',
  (_, parse, sound) => {
    const text = JSON.stringify(sound);
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    const hostile: unknown[] = [
    JSON.parse(text.replace('{', '{"__proto__":{"kind":"x"},')),
    JSON.parse(text.replaceAll('{', '{"__proto__":1,"constructor":2,')),
    [, sound], // oxlint-disable-line no-sparse-arrays
    deep,
    { kind: deep, version: deep },
    Object.defineProperty({}, 'kind', { enumerable: true, get: () => { throw new Error('read'); } }),
    new Proxy({}, { get: () => { throw new Error('read'); } }),
    Symbol('x'),
    new Date(Number.NaN),
    new Map([['kind', 'x']]),
  ]; // prettier-ignore
    for (const one of hostile) expect(() => parse(one)).not.toThrow();
    const bare = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.assign(Object.create(null) as object, Object.fromEntries(Object.entries(value).map(([k, v]) => [k, bare(v)])))
      : Array.isArray(value) ? value.map(bare) : value; // prettier-ignore
    expect(parse(bare(JSON.parse(text))).issues).toEqual([]);
  },
);
