import { describe, expect, test } from 'vitest';
import { CES_2, measureScore, NPS, tallyDecayed, tallyScores } from 'clientele/feedback';
import * as schemas from 'clientele/schemas';

const through = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const codes = ({ issues }: { issues: { code: string; path: string }[] }): string[][] =>
  issues.map(({ code, path }) => [code, path]);

describe('parseAnswers', () => {
  test('keeps sound rows and names each refused one', () => {
    const { answers, issues } = schemas.parseAnswers([
      { customerId: 'ann', at: '2025-01-05T09:00:00Z', score: 9, id: 'a1' },
      { customerId: 1, at: 0, score: null, outcome: 'dismissed' },
      { customerId: '__proto__', at: 0, score: 11 },
      { customerId: '', at: '2025-01-05', score: '9', outcome: 'skipped' },
      null,
    ]);
    expect(answers).toHaveLength(3);
    expect(issues.map(({ row, path, code }) => [row, path, code])).toEqual([
      [3, '/customerId', 'out-of-range'],
      [3, '/at', 'not-an-instant'],
      [3, '/score', 'wrong-type'],
      [3, '/outcome', 'unknown-name'],
      [4, '', 'wrong-type'],
    ]);
  });
});

describe('parseFeedbackMetric', () => {
  test('takes a stored metric back', () => {
    for (const metric of [NPS, CES_2])
      expect(schemas.parseFeedbackMetric(through(metric))).toEqual({ value: metric, issues: [] });
  });

  test('says what checkMetric says', () => {
    expect(codes(schemas.parseFeedbackMetric({ ...NPS, scale: { min: 10, max: 0 } }))).toEqual([['out-of-order', '']]);
    expect(codes(schemas.parseFeedbackMetric({ ...NPS, statistic: { kind: 'median' } }))[0]?.[1]).toContain(
      '/statistic',
    );
    expect(schemas.parseFeedbackMetric(null).value).toBeNull();
  });
});

describe('parseAnswerTally', () => {
  const stored = through(tallyScores(NPS, [10, 9, 3, null])) as object;

  test('gives a tally typed with its metric', () => {
    const { value, issues } = schemas.parseAnswerTally(stored, NPS);
    expect(issues).toEqual([]);
    expect(measureScore(NPS, value!).value).toBeCloseTo(100 / 3, 12);
  });

  test.each([
    [{ ...stored, metric: 'enps' }, [['metric-mismatch', '/metric']]],
    [{ ...stored, answered: 4 }, [['inconsistent', '']]],
    [{ ...stored, counts: [3] }, [['inconsistent', '']]],
    [{ ...stored, unanswered: -1 }, [['out-of-range', '/unanswered']]],
    [{ ...stored, dismissed: 1.5 }, [['not-an-integer', '/dismissed']]],
    [{ ...stored, version: 2 }, [['wrong-type', '/version']]],
  ])('refuses %j', (tally, issues) => {
    const parsed = schemas.parseAnswerTally(tally, NPS);
    expect(parsed.value).toBeNull();
    expect(codes(parsed)).toEqual(issues);
  });
});

test('parseDecayedTally takes a stored tally back and refuses another metric and missing levels', () => {
  const rows = [{ customerId: 'ann', at: 0, score: 9 }];
  const tally = tallyDecayed(NPS, rows, { halfLifeDays: 30, asOf: 1e9 });
  expect(schemas.parseDecayedTally(through(tally), NPS)).toEqual({ value: tally, issues: [] });
  expect(codes(schemas.parseDecayedTally(through(tally), CES_2))).toEqual([['metric-mismatch', '/metric']]);
  expect(codes(schemas.parseDecayedTally({ ...tally, weights: [] }, NPS))).toEqual([['inconsistent', '']]);
});

test('parseSurveyRules says what checkSurveyRules says', () => {
  const rules = {
    kind: 'survey-rules',
    version: 1,
    coolDowns: [],
    surveys: { __proto__: null, a: { exemptFrom: ['x'] } },
  };
  expect(codes(schemas.parseSurveyRules(rules))).toEqual([['unknown-name', '']]);
  const sound = { ...rules, consent: 'required', newCustomerDays: 14, surveys: { a: { group: 'nps' } } };
  expect(schemas.parseSurveyRules(through(sound)).value).toEqual(through(sound));
  // A survey of that name keeps its rules: zod alone would leave them out.
  const named = JSON.parse('{"kind":"survey-rules","version":1,"coolDowns":[],"surveys":{"__proto__":{"group":"g"}}}');
  expect(Object.entries(schemas.parseSurveyRules(named).value!.surveys)).toEqual([['__proto__', { group: 'g' }]]);
});

test('events, contacts and Kano pairs are parsed row by row', () => {
  const at = '2025-03-01T00:00:00Z';
  expect(
    schemas.parseSurveyEvents([
      { survey: 'a', kind: 'sent', at },
      { survey: 'a', kind: 'opened', at },
    ]),
  ).toMatchObject({
    events: [{ survey: 'a' }],
    issues: [{ row: 1, path: '/kind', code: 'unknown-name' }],
  });
  expect(schemas.parseFollowUpContacts([{ answerId: 'a1', at }, { at }])).toMatchObject({
    contacts: [{ answerId: 'a1' }],
    issues: [{ row: 1, path: '/answerId', code: 'missing-value' }],
  });
  expect(
    schemas.parseKanoAnswers([
      { present: 1, absent: 5 },
      { present: 0, absent: 5 },
    ]),
  ).toMatchObject({
    answers: [{ present: 1 }],
    issues: [{ row: 1, path: '/present', code: 'out-of-range' }],
  });
  expect(schemas.parseKanoAnswers('none').issues).toHaveLength(1);
});

test('parseFollowUpPolicy needs a sound metric and a trigger', () => {
  expect(schemas.parseFollowUpPolicy({ metric: NPS, trigger: [0, 1], contactWithinDays: 2 }).issues).toEqual([]);
  expect(codes(schemas.parseFollowUpPolicy({ metric: NPS, trigger: [], contactWithinDays: 2 }))).toEqual([
    ['too-few', '/trigger'],
  ]);
});

test('group counts are whole', () => {
  expect(schemas.GroupCountsSchema.safeParse({ top: 1, middle: 0, bottom: 2 }).success).toBe(true);
  expect(schemas.GroupCountsSchema.safeParse({ top: 1.5, middle: 0, bottom: 2 }).success).toBe(false);
});
