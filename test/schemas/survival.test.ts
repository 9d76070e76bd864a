import {
  CausedSpellSchema,
  CovariateSpellSchema,
  GroupedSpellSchema,
  parseAftModel,
  parseCausedSpells,
  parseCovariateSpells,
  parseForecastSpells,
  parseGroupedSpells,
  parseRiskSpells,
  parseCoxModel,
  parseIncidenceCurve,
  parseMemberships,
  parseSpells,
  parseSurvivalCurve,
} from 'clientele/schemas';
import { fitAalenJohansen, fitAft, fitCox, fitKaplanMeier, fitNelsonAalen } from 'clientele/survival';
import { describe, expect, test } from 'vitest';

const spells = [3, 5, 8, 12, 15, 20, 26, 30].map((days, i) => ({
  days,
  ended: i % 4 !== 3,
  covariates: { yearly: i % 3 === 0 ? 1 : 0, copy: i % 3 === 0 ? 2 : 0 },
}));
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('stored models come back as they were', () => {
  test.each([
    ['Kaplan–Meier', fitKaplanMeier(spells), parseSurvivalCurve],
    ['Nelson–Aalen with nobody ended', fitNelsonAalen([{ days: 4, ended: false }]), parseSurvivalCurve],
    [
      'Aalen–Johansen',
      fitAalenJohansen([
        { days: 1, cause: 'a' },
        { days: 2, cause: null },
      ]),
      parseIncidenceCurve,
    ],
    ['Cox with a dropped column', fitCox(spells), parseCoxModel],
    ['AFT', fitAft(spells, { distribution: 'weibull' }), parseAftModel],
  ] as const)('%s', (_, model, parse) => {
    expect(parse(stored(model))).toEqual({ value: model, issues: [] });
  });

  test.each([parseSurvivalCurve, parseIncidenceCurve, parseCoxModel, parseAftModel])('nothing is no model', (parse) => {
    for (const bad of [null, 5, 'x', [], {}]) {
      const { value, issues } = parse(bad);
      expect(value).toBeNull();
      expect(issues.length).toBeGreaterThan(0);
    }
  });

  test('another version, days out of order and shares above 1 are refused', () => {
    const curve = fitKaplanMeier(spells);
    expect(parseSurvivalCurve({ ...curve, version: 2 }).value).toBeNull();
    expect(parseSurvivalCurve({ ...curve, steps: curve.steps.toReversed() }).issues[0]?.path).toBe('/steps');
    expect(parseSurvivalCurve({ ...curve, quiet: { days: [1], atRisk: [] } }).value).toBeNull();
    const steps = [{ ...curve.steps[0], probabilitySurviving: 70 }];
    expect(parseSurvivalCurve({ ...curve, steps }).issues[0]?.code).toBe('out-of-range');
    const incidence = fitAalenJohansen([{ days: 1, cause: 'a' }]);
    expect(parseIncidenceCurve({ ...incidence, causes: [] }).value).toBeNull();
  });
});

describe('rows', () => {
  test('every membership is kept or has an issue', () => {
    const sound = { customerId: 1, startedAt: 0 };
    const { memberships, issues } = parseMemberships([
      sound,
      { ...sound, endedAt: null },
      { ...sound, endedAt: '2024-01-01' },
      { startedAt: 0 },
      null,
    ]);
    expect(memberships).toEqual([sound, { ...sound, endedAt: null }]);
    expect(issues.map(({ row, path, code }) => [row, path, code])).toEqual([
      [2, '/endedAt', 'not-an-instant'],
      [3, '/customerId', 'missing-value'],
      [4, '', 'wrong-type'],
    ]);
  });

  test.each([
    [{ days: -1, ended: true }, '/days'],
    [{ days: NaN, ended: true }, '/days'],
    [{ days: '5', ended: true }, '/days'],
    [{ days: 5, ended: 1 }, '/ended'],
    [{ days: 5, ended: true, entryDays: 5 }, '/entryDays'],
    [{ days: 5, ended: true, weight: -1 }, '/weight'],
  ])('%o is refused', (row, path) => {
    const { spells: kept, issues } = parseSpells([row]);
    expect(kept).toEqual([]);
    expect(issues.map((issue) => issue.path)).toEqual([path]);
  });

  test.each([
    ['groups', parseGroupedSpells, { days: 1, ended: true, group: 'a', stratum: 's' }, { group: 5 }, '/group'],
    ['causes', parseCausedSpells, { days: 1, cause: null }, { cause: 5 }, '/cause'],
    ['covariates', parseCovariateSpells, { days: 1, ended: true, covariates: { x: 1 } }, { covariates: { x: 1e101 } }, '/covariates/x'], // prettier-ignore
    ['risks', parseRiskSpells, { days: 1, ended: true, risk: -3 }, { risk: Infinity }, '/risk'],
    ['forecasts', parseForecastSpells, { days: 1, ended: true, probabilitySurviving: 0 }, { probabilitySurviving: 1.1 }, '/probabilitySurviving'], // prettier-ignore
  ] as const)('spells with %s: each is kept or has an issue, whatever comes', (_, parse, sound, wrong, path) => {
    const late = { ...sound, entryDays: 1 };
    const { spells: kept, issues } = parse([sound, { ...sound, ...wrong }, late, null, { ...sound, weight: 1e-60 }, { ...sound, days: 1e101 }]); // prettier-ignore
    expect(kept).toEqual([sound]);
    expect(issues.map((issue) => [issue.row, issue.path])).toEqual([[1, path], [2, '/entryDays'], [3, ''], [4, '/weight'], [5, '/days']]); // prettier-ignore
    expect(issues.slice(3).map((issue) => issue.code)).toEqual(['out-of-range', 'out-of-range']);
    expect(parse('rows').issues).toMatchObject([{ row: null }]);
  });

  test('spells with groups, causes and covariates have their own schemas', () => {
    expect(GroupedSpellSchema.safeParse({ days: 1, ended: true, group: 'a' }).success).toBe(true);
    expect(CausedSpellSchema.safeParse({ days: 1, cause: null }).success).toBe(true);
    expect(CovariateSpellSchema.safeParse({ days: 1, ended: true, covariates: { x: NaN } }).success).toBe(false);
  });
});
