import { describe, expect, test } from 'vitest';
import * as feedback from 'clientele/feedback';
import { CES_2, NPS, tallyScores, THUMBS } from 'clientele/feedback';
import { codeOf } from '../code-of.ts';

/**
 * Whatever stands in the place of one value of a sound call, the answer is an InputError or plain JSON: never NaN, never
 * Infinity, never a crash, never a hang. Metrics are policies, which `checkMetric` looks at.
 */
const HOSTILE = [NaN, Infinity, -Infinity, -1, 0, -0, 0.5, 1e300, '5', '', 'x', '__proto__', true, null, undefined];

const IDS = ['customerId', 'id', 'answerId'];

type Args = readonly unknown[];

/** Paths to every value that is neither an object nor inside a metric. */
function leavesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? [] : [path];
  if ((value as { kind?: string }).kind === 'feedback-metric') return [];
  // Names come back as they went in, whatever they are.
  return Object.entries(value).flatMap(([key, inner]) => (IDS.includes(key) ? [] : leavesOf(inner, [...path, key])));
}

function withLeaf(value: unknown, path: readonly (string | number)[], leaf: unknown): unknown {
  if (path.length === 0) return leaf;
  const [key, ...rest] = path as [string, ...string[]];
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  (copy as Record<string, unknown>)[key] = withLeaf((value as Record<string, unknown>)[key], rest, leaf);
  return copy;
}

const at = '2025-03-01T09:00:00Z';
const answers = [
  { customerId: 'ann', at, score: 3, outcome: 'answered', id: 'a1' },
  { customerId: 'bob', at: '2025-03-02T09:00:00Z', score: 9, id: 'a2' },
];
const tally = tallyScores(NPS, [10, 9, 8, 3, null, 11]);
const groups = { top: 5, middle: 3, bottom: 2 };
const period = { from: '2025-03-01T00:00:00Z', to: '2025-04-01T00:00:00Z' };
const fading = feedback.tallyDecayed(NPS, [{ customerId: 'a', at: '2025-02-20T00:00:00Z', score: 9 }], {
  halfLifeDays: 30,
  asOf: at,
});
const rules = {
  kind: 'survey-rules',
  version: 1,
  coolDowns: [{ name: 'pause', scope: 'all', counts: ['sent'], days: 30, maximum: 1 }],
  newCustomerDays: 14,
  sampleShare: 0.5,
  seed: 7,
  surveys: { q2: { group: 'nps', exemptFrom: ['pause'], sampleShare: 0.9 } },
};
const customer = { customerId: 'ann', events: [{ survey: 'q1', kind: 'sent', at }], consent: true, firstSeenAt: at };
const policy = { metric: NPS, trigger: [0, 1, 2, 3], contactWithinDays: 2 };
const chart = { mean: 10, standardDeviation: 1, lambda: 0.1, widthSigmas: 3, slackSigmas: 0.5, thresholdSigmas: 5 };
const columns = { a: [1, 2, 4, 3, 5, 1], b: [2, 1, 5, 4, 4, 2] };

/** One sound call of every function that takes data. */
const CALLS: Record<string, Args> = {
  apportionShares: [[3, 1, 3], { units: 10 }],
  compareScores: [NPS, { reference: groups, compared: { top: 3, middle: 3, bottom: 3 } }, { level: 0.9, test: 'wald' }],
  cusumChart: [[9, 11, 10], chart],
  decideSurvey: [rules, customer, { survey: 'q2', asOf: '2025-04-01T00:00:00Z' }],
  decomposeChange: [NPS, { a: groups, b: groups }, { a: groups, b: groups }, { form: 'three-way', centered: true }],
  ewmaChart: [[9, 11, 10], chart],
  groupCounts: [NPS, tally],
  individualsChart: [[9, 11, 10], { rules: ['run-of-8'] }],
  listFollowUps: [policy, answers, [{ answerId: 'a1', at: '2025-03-02T09:00:00Z' }], { ...period, asOf: period.to }],
  measureAgainstBenchmark: [NPS, groups, { benchmark: 40, alternative: 'less' }],
  measureBootstrapInterval: [NPS, groups, { level: 0.9 }],
  measureBySegment: [NPS, { a: groups, b: groups }, { minimumAnswers: 5 }],
  measureClosedLoop: [
    policy,
    answers,
    [{ answerId: 'a1', at: '2025-03-02T09:00:00Z' }],
    { ...period, asOf: period.to, valuePerCustomer: 100 },
  ],
  measureCredibleInterval: [NPS, groups, { level: 0.9, prior: 1 }],
  measureCronbachAlpha: [columns, { scale: { min: 1, max: 5 }, reversed: ['a'], level: 0.9 }],
  measureDecayed: [NPS, answers, { halfLifeDays: 30, asOf: period.to, level: 0.9 }],
  measureDecayedTally: [NPS, fading, { level: 0.9 }],
  measureDrivers: [{ outcome: [1, 2, 3, 5, 4, 2], predictors: columns }, { method: 'shapley' }],
  measureEarnedGrowth: [
    { baseRevenueMinor: 100, retainedRevenueMinor: 85, earnedNewRevenueMinor: 25, boughtNewRevenueMinor: 20 },
  ],
  measureInterval: [NPS, tally, { level: 0.9, method: 'adjusted-wald', pseudoAnswers: 'laplace' }],
  measureKano: [[{ present: 1, absent: 5 }]],
  measureResponseRate: [tally, { delivered: 12, level: 0.9 }],
  measureRolling: [
    NPS,
    answers,
    { ...period, windowDays: 30, stepDays: 70, timeZone: 'UTC', keep: 'latest', minimumAnswers: 1 },
  ],
  measureScore: [CES_2, { ...feedback.emptyAnswerTally(CES_2), counts: [1, 2, 3, 4, 5, 6, 7] }],
  measureSeries: [NPS, answers, { ...period, period: 'quarter', timeZone: 'UTC', keep: 'latest', minimumAnswers: 1 }],
  measureTrend: [THUMBS, [groups, groups, groups]],
  measureWeighted: [
    NPS,
    { a: groups, b: groups },
    { population: { a: 40, b: 60 }, finitePopulation: true, level: 0.9 },
  ],
  mergeAnswerTallies: [tally, tally],
  mergeDecayedTallies: [fading, fading],
  planSampleSize: [NPS, { margin: 5, level: 0.9, populationSize: 1000, expected: { topShare: 0.4, bottomShare: 0.3 } }],
  planSampleSizeToCompare: [
    NPS,
    { difference: 5, level: 0.9, power: 0.8, expected: { topShare: 0.4, bottomShare: 0.3 } },
  ],
  roundScore: [feedback.measureScore(NPS, groups), { digits: 1 }],
  shewhartChart: [NPS, [groups, groups, groups], { sigmas: 3, laney: true, center: 40, rules: ['run-of-8'] }],
  subtractAnswerTally: [tally, tally],
  tallyAnswers: [NPS, answers, { ...period, keep: 'latest' }],
  tallyDecayed: [NPS, answers, { halfLifeDays: 30, asOf: period.to }],
  tallyScores: [NPS, [10, 9, 8]],
};

/** A call whose arguments cannot be written to: a function that tried would throw. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** Every refusal that was seen, for a look at its words. */
const refusals: { name: string; code: string; argument: string; message: string }[] = [];

/** What came of a call: nothing where it was refused or answered in plain JSON, else what is wrong. */
function complaint(name: string, args: Args): string | null {
  try {
    const result = (feedback as unknown as Record<string, (...all: Args) => unknown>)[name]!(...args);
    const json = JSON.stringify(result);
    if (/null/.test(json) || json === undefined) {
      // NaN and Infinity become null: compare with what was there.
      expect(JSON.parse(json ?? 'null')).toEqual(result);
    }
    return null;
  } catch (error) {
    const { name: kind, code, argument } = error as { name: string; code?: string; argument?: string };
    if (kind === 'InputError')
      refusals.push({ name, code: code!, argument: argument!, message: (error as Error).message });
    return kind === 'InputError' && code && argument ? null : `${kind}: ${(error as Error).message.slice(0, 200)}`;
  }
}

describe('one hostile value in a sound call', () => {
  test('every function that takes data is looked at', () => {
    const functions = Object.entries(feedback).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
    // Factories and checks take policies and have tests of their own; segments are named by the caller's function.
    const policies = ['checkMetric', 'checkSurveyRules', 'csatMetric', 'emptyAnswerTally', 'meanMetric', 'netMetric'];
    const others = [...policies, 'shareMetric', 'tallyBySegment'];
    expect(functions.toSorted()).toEqual([...Object.keys(CALLS), ...others].toSorted());
  });

  test.each(Object.entries(CALLS))('%s answers in JSON or with an InputError', (name, args) => {
    expect(complaint(name, frozen(args))).toBeNull();
    const complaints = leavesOf(args).flatMap((path) =>
      HOSTILE.flatMap((value) => {
        const wrong = complaint(name, withLeaf(args, path, value) as Args);
        return wrong ? [`${path.join('.')} = ${String(value)}: ${wrong}`] : [];
      }),
    );
    expect(complaints).toEqual([]);
  });

  test('a refusal names the argument as written in code, and says what was expected', () => {
    // Zones are read, and named, by time/.
    const roots =
      'a|answers|b|contacts|counted|counts|customer|invalid|items|metric|options|part|policy|predictors|outcome|revenues|rules|score|tally|values|answered|unanswered|dismissed|superseded|outsideWindow|data|timeZone';
    const argument = new RegExp(`^(${roots})\\b`);
    expect(refusals.length).toBeGreaterThan(1000);
    const odd = refusals.filter((one) => !argument.test(one.argument) || !/: expected .+|: .{10,}/.test(one.message));
    expect([...new Set(odd.map(({ name, message }) => `${name}: ${message}`))]).toEqual([]);
  });
});

describe('what rows may look like', () => {
  const local = '2025-03-01T09:00:00';
  const row = { customerId: 'ann', at: local, score: 3, id: 'a1' };
  const span = { ...period, keep: 'all' as const };

  test.each<[string, () => unknown]>([
    ['tallyAnswers', () => feedback.tallyAnswers(NPS, [row], { keep: 'all' })],
    ['tallyBySegment', () => feedback.tallyBySegment(NPS, [row], () => 'x', { keep: 'all' })],
    ['tallyDecayed', () => feedback.tallyDecayed(NPS, [row], { halfLifeDays: 30, asOf: at })],
    ['tallyDecayed, asOf', () => feedback.tallyDecayed(NPS, [], { halfLifeDays: 30, asOf: local })],
    ['measureDecayed', () => feedback.measureDecayed(NPS, [row], { halfLifeDays: 30, asOf: at })],
    ['measureSeries', () => feedback.measureSeries(NPS, [row], { ...span, period: 'month' })],
    ['measureSeries, from', () => feedback.measureSeries(NPS, [], { ...span, from: local, period: 'month' })],
    ['measureRolling', () => feedback.measureRolling(NPS, [row], { ...span, windowDays: 7, stepDays: 7 })],
    ['measureRolling, to', () => feedback.measureRolling(NPS, [], { ...span, to: local, windowDays: 7, stepDays: 7 })],
    ['listFollowUps', () => feedback.listFollowUps(policy, [row], [], { ...period, asOf: at })],
    [
      'listFollowUps, contact',
      () => feedback.listFollowUps(policy, [], [{ answerId: 'a', at: local }], { ...period, asOf: at }),
    ],
    ['measureClosedLoop', () => feedback.measureClosedLoop(policy, [row], [], { ...period, asOf: at })],
    [
      'decideSurvey',
      () =>
        feedback.decideSurvey(
          { kind: 'survey-rules', version: 1, coolDowns: [], surveys: {} },
          { events: [{ survey: 'a', kind: 'sent', at: local }] },
          { survey: 'a', asOf: at },
        ),
    ],
    [
      'decideSurvey, asOf',
      () =>
        feedback.decideSurvey(
          { kind: 'survey-rules', version: 1, coolDowns: [], surveys: {} },
          { events: [] },
          { survey: 'a', asOf: local },
        ),
    ],
  ])('%s refuses local time without an offset', (_, run) => {
    expect(codeOf(run)).toBe('not-an-instant');
  });

  const good = { customerId: 'bob', at, score: 9, id: 'a0' };
  const readers: Record<string, (rows: any) => unknown> = {
    tallyAnswers: (rows) => feedback.tallyAnswers(NPS, rows, { keep: 'latest' }),
    tallyBySegment: (rows) => feedback.tallyBySegment(NPS, rows, () => 'x', { keep: 'latest' }),
    tallyDecayed: (rows) => feedback.tallyDecayed(NPS, rows, { halfLifeDays: 30, asOf: period.to }),
    measureDecayed: (rows) => feedback.measureDecayed(NPS, rows, { halfLifeDays: 30, asOf: period.to }),
    measureSeries: (rows) => feedback.measureSeries(NPS, rows, { ...span, keep: 'latest', period: 'month' }),
    measureRolling: (rows) =>
      feedback.measureRolling(NPS, rows, { ...span, keep: 'first', windowDays: 40, stepDays: 7 }),
    listFollowUps: (rows) => feedback.listFollowUps(policy, rows, [], { ...period, asOf: period.to }),
    measureClosedLoop: (rows) => feedback.measureClosedLoop(policy, rows, [], { ...period, asOf: period.to }),
  };
  const refusal = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      const { code, argument } = error as { code?: string; argument?: string };
      return `${code} ${argument}`;
    }
    return 'taken';
  };

  test.each(Object.entries(readers))('%s says which row is none, and what is no list', (_, read) => {
    for (const none of [undefined, null, 7, 'ann', {}])
      expect(
        refusal(() => read(none)),
        String(none),
      ).toBe('wrong-type answers');
    for (const none of [undefined, null, 7, 'ann'])
      expect(
        refusal(() => read([good, none])),
        String(none),
      ).toBe('wrong-type answers[1]');
    expect(refusal(() => read([good, { ...row, at: 'soon' }]))).toBe('not-an-instant answers[1].at');
    expect(refusal(() => read([good, { ...good, outcome: 'lost' }]))).toBe('unknown-name answers[1].outcome');
  });

  // Taken silently, all answers without an id would be one customer, and all but one of them superseded.
  test.each([
    'tallyAnswers',
    'tallyBySegment',
    'measureSeries',
    'measureRolling',
    'listFollowUps',
    'measureClosedLoop',
  ])('%s needs to know who answered where customers are told apart', (name) => {
    const read = readers[name]!;
    for (const customerId of [undefined, null, NaN, {}, true])
      expect(
        refusal(() => read([good, { ...good, id: 'a1', score: 3, customerId }])),
        String(customerId),
      ).toBe('wrong-type answers[1].customerId');
  });

  test('where every answer counts, nobody has to say who answered', () => {
    const rows: any = [
      { at, score: 9 },
      { at, score: 3 },
    ];
    expect(feedback.tallyAnswers(NPS, rows, { keep: 'all' }).answered).toBe(2);
    const points = feedback.measureRolling(NPS, rows, { ...span, windowDays: 40, stepDays: 40, minimumAnswers: 1 });
    expect(points.map(({ tally: { answered } }) => answered)).toEqual([0]);
  });

  test('an id that is no text has no order, so a tie cannot be settled by it', () => {
    for (const id of [null, 7, {}]) {
      const rows: any = [
        { ...good, id: 'x' },
        { ...good, id, score: 3 },
      ];
      for (const name of ['tallyAnswers', 'measureSeries', 'measureRolling'])
        expect(
          refusal(() => readers[name]!(rows)),
          name,
        ).toBe('wrong-type answers[1].id');
    }
  });

  test('a segment is named by a text: 1 and the text 1 would be one name, and one of them lost', () => {
    const rows: any = [
      { ...good, team: '1' },
      { ...good, team: 1 },
    ];
    const byTeam = (all: any) => feedback.tallyBySegment(NPS, all, ({ team }: any) => team, { keep: 'all' });
    expect(refusal(() => byTeam(rows))).toBe('wrong-type segmentOf(answers[1])');
    expect(refusal(() => byTeam([good]))).toBe('wrong-type segmentOf(answers[0])');
  });

  test('contacts, events and Kano answers are checked like rows', () => {
    const loop = (contacts: any) => feedback.listFollowUps(policy, [good], contacts, { ...period, asOf: period.to });
    expect(refusal(() => loop(null))).toBe('wrong-type contacts');
    expect(refusal(() => loop([null]))).toBe('wrong-type contacts[0]');
    expect(refusal(() => loop([{ answerId: 'a', at: 'soon' }]))).toBe('not-an-instant contacts[0].at');
    const rule = { kind: 'survey-rules' as const, version: 1 as const, coolDowns: [], surveys: {} };
    const decide = (events: any) => feedback.decideSurvey(rule, { events }, { survey: 'a', asOf: at });
    expect(refusal(() => decide(undefined))).toBe('wrong-type customer.events');
    expect(refusal(() => decide([null]))).toBe('wrong-type customer.events[0]');
    expect(refusal(() => feedback.measureKano(undefined as any))).toBe('wrong-type answers');
    expect(refusal(() => feedback.measureKano([null] as any))).toBe('wrong-type answers[0]');
  });

  test('nothing is empty, never 0: every figure over no rows is null with a reason', () => {
    const none = tallyScores(NPS, []);
    const reasons = {
      score: feedback.measureScore(NPS, none),
      interval: feedback.measureInterval(NPS, none),
      credible: feedback.measureCredibleInterval(NPS, none),
      bootstrap: feedback.measureBootstrapInterval(NPS, none),
      benchmark: feedback.measureAgainstBenchmark(NPS, none, { benchmark: 0 }),
      trend: feedback.measureTrend(NPS, []),
      responses: feedback.measureResponseRate(none, { delivered: 0 }),
      total: feedback.measureBySegment(NPS, {}).total,
      change: feedback.decomposeChange(NPS, {}, {}),
      weighted: feedback.measureWeighted(NPS, {}, { population: {} }),
      decayed: feedback.measureDecayed(NPS, [], { halfLifeDays: 30, asOf: at }),
      kano: feedback.measureKano([]),
      rescued: feedback.measureClosedLoop(policy, [], [], { ...period, asOf: at }).rescueRate,
    };
    for (const [name, { reason }] of Object.entries(reasons)) expect(reason, name).toBe('empty');
    expect(feedback.compareScores(NPS, { reference: none, compared: none }).reason).toBe('empty');
    expect(feedback.apportionShares([])).toBeNull();
    expect(feedback.roundScore(feedback.measureScore(NPS, none))).toBeNull();
    expect(feedback.shewhartChart(NPS, []).center).toBeNull();
    expect(feedback.individualsChart([]).center).toBeNull();
    expect(feedback.ewmaChart([], chart).smoothed).toEqual([]);
    expect(feedback.cusumChart([], chart).high).toEqual([]);
  });

  test('one row is an answer with an honest interval; a repeated row counts as often as keep says', () => {
    const one = [{ customerId: '__proto__', at, score: 10 }];
    const counted = (rows: typeof one, keep: 'all' | 'latest' | 'first') => feedback.tallyAnswers(NPS, rows, { keep });
    expect(feedback.measureInterval(NPS, counted(one, 'latest'))).toMatchObject({ value: 100, degenerate: false });
    expect(counted([...one, ...one], 'latest')).toMatchObject({ answered: 1, superseded: 1 });
    expect(counted([...one, ...one], 'first')).toMatchObject({ answered: 1, superseded: 1 });
    expect(counted([...one, ...one], 'all')).toMatchObject({ answered: 2, superseded: 0 });
  });

  test('__proto__ and constructor are names like others, in every record', () => {
    const both = (value: unknown): any =>
      JSON.parse(`{"__proto__":${JSON.stringify(value)},"constructor":${JSON.stringify(value)}}`);
    const names = ['__proto__', 'constructor'];
    expect(Object.keys(feedback.measureBySegment(NPS, both(groups)).segments)).toEqual(names);
    expect(Object.keys(feedback.decomposeChange(NPS, both(groups), both(groups)).segments)).toEqual(names);
    expect(feedback.measureWeighted(NPS, both(groups), { population: both(1) }).value).toBe(30);
    const rows = {
      outcome: [1, 2, 3, 5, 4, 2],
      predictors: JSON.parse('{"__proto__":[1,2,4,3,5,1],"constructor":[2,1,5,4,4,2]}'),
    };
    expect(Object.keys(feedback.measureDrivers(rows, { method: 'johnson' }).importance!)).toEqual(names);
    expect(
      Object.keys(feedback.measureCronbachAlpha(rows.predictors, { scale: { min: 1, max: 5 } }).itemRestCorrelation!),
    ).toEqual(names);
    const rule = { kind: 'survey-rules' as const, version: 1 as const, coolDowns: [], surveys: {} };
    expect(feedback.decideSurvey(rule, { events: [] }, { survey: '__proto__', asOf: at }).eligible).toBe(true);
  });
});
