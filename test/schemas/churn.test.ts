import {
  fitCalibration,
  fitEncoder,
  fitGapRisk,
  fitInactivityRisk,
  fitLogistic,
  fitScorecard,
  scoreChurn,
  tallyChurnScores,
  tallyGaps,
  tallyInactivity,
} from 'clientele/churn';
import {
  parseCalibration,
  parseChurnExamples,
  parseChurnRecords,
  parseChurnScoreTally,
  parseDatedExamples,
  parseEncoder,
  parseFeatures,
  parseGapModel,
  parseGapTally,
  parseHealthDefinition,
  parseHealthOutcomes,
  parseInactivityModel,
  parseInactivityTally,
  parseLogisticModel,
  parseOutcomeRows,
  parseScorecardModel,
  parseScoredRows,
} from 'clientele/schemas';
import { describe, expect, test } from 'vitest';

const stored = (value: unknown): any => JSON.parse(JSON.stringify(value));

const FEATURES = [
  { name: 'days', kind: 'number', transform: 'log1p', clip: [0, 400], indicator: true },
  { name: 'vip', kind: 'boolean', label: 'VIP' },
  { name: 'plan', kind: 'category', minCount: 1, reference: 'basic' },
] as const;
const EXAMPLES = Array.from({ length: 30 }, (_, i) => ({
  features: { days: i % 9 === 0 ? null : (i * 7) % 30, vip: i % 4 === 0, plan: i % 3 ? 'pro' : 'basic' },
  churned: (i * 11) % 7 < 3,
}));
const SCORED = EXAMPLES.map(({ churned }, i) => ({ probability: i / 40, churned }));
const LOG = Array.from({ length: 12 }, (_, i) => ({ customerId: i % 5, at: i * 5 * 86_400_000 }));
const silence = {
  landmarks: [20 * 86_400_000, 90 * 86_400_000],
  horizonDays: 30,
  asOf: 100 * 86_400_000,
  strata: [1, 2],
};
const model = fitLogistic(EXAMPLES, { features: FEATURES, horizonDays: 30 });
const risk = fitInactivityRisk(LOG, silence);
const gaps = fitGapRisk(LOG, { asOf: silence.asOf, strata: [1, 2, 9] });

const MODELS: [
  string,
  unknown,
  (untrusted: unknown) => { value: unknown; issues: { path: string; code: string }[] },
][] = [
  ['features', FEATURES, parseFeatures],
  [
    'encoder',
    fitEncoder(
      FEATURES,
      EXAMPLES.map(({ features }) => features),
    ),
    parseEncoder,
  ],
  ['logistic model', model, parseLogisticModel],
  [
    'unpenalized model',
    fitLogistic(EXAMPLES, { features: FEATURES, horizonDays: 30, penalty: 'none' }),
    parseLogisticModel,
  ],
  [
    'model of one class',
    fitLogistic([{ ...EXAMPLES[1]!, churned: true }], { features: FEATURES, horizonDays: 30 }),
    parseLogisticModel,
  ],
  ['calibrated model', { ...model, calibration: fitCalibration(SCORED, { method: 'isotonic' }) }, parseLogisticModel],
  ['Platt', fitCalibration(SCORED, { method: 'platt' }), parseCalibration],
  ['isotonic', fitCalibration(SCORED, { method: 'isotonic' }), parseCalibration],
  ['beta', fitCalibration(SCORED, { method: 'beta' }), parseCalibration],
  [
    'scorecard',
    fitScorecard(EXAMPLES, { variables: [{ name: 'days', edges: [5, 20] }, { name: 'plan' }] }),
    parseScorecardModel,
  ],
  ['inactivity risk', risk, parseInactivityModel],
  ['inactivity tally', tallyInactivity(LOG, silence), parseInactivityTally],
  ['gap risk', gaps, parseGapModel],
  ['gap tally', tallyGaps(LOG, { asOf: silence.asOf, strata: [1, 2] }), parseGapTally],
  ['score tally', tallyChurnScores(SCORED), parseChurnScoreTally],
];

describe('stored values come back as they were', () => {
  test.each(MODELS)('%s', (_, value, parse) => {
    expect(parse(stored(value))).toEqual({ value, issues: [] });
  });

  test.each(MODELS)('%s: nothing, other kinds and other versions are refused', (name, value, parse) => {
    const bad: unknown[] = [null, 5, 'x', {}, [null], Number.NaN];
    if (name !== 'features')
      bad.push([], { ...(value as object), version: 2 }, { ...(value as object), kind: 'other' });
    for (const one of bad) {
      const parsed = parse(one);
      expect(parsed.value).toBeNull();
      expect(parsed.issues.length).toBeGreaterThan(0);
    }
  });

  test.each(MODELS)('%s: without any one of its keys it is refused', (name, value, parse) => {
    if (name === 'features') return;
    for (const key of Object.keys(value as object)) {
      const { [key]: _gone, ...rest } = stored(value);
      const { issues } = parse(rest);
      expect(
        issues.map(({ path }) => path),
        key,
      ).toContain(`/${key}`);
    }
  });

  test('a parsed model scores as the stored one', () => {
    const { value } = parseLogisticModel(stored(model));
    const record = { days: 12, vip: null, plan: 'gold' };
    expect(scoreChurn(value!, record as never)).toEqual(scoreChurn(model, record));
  });
});

describe('what does not fit together', () => {
  const pathOf = ({ issues }: { issues: { path: string; code: string }[] }) =>
    issues.map(({ path, code }) => [path, code]);

  test('models', () => {
    const wrong = (over: object) => pathOf(parseLogisticModel({ ...stored(model), ...over }));
    expect(wrong({ terms: stored(model).terms.toReversed() })).toEqual([['/terms', 'inconsistent']]);
    expect(wrong({ horizonDays: 0 })).toEqual([['/horizonDays', 'out-of-range']]);
    expect(wrong({ penalty: { l2: -1 } })[0]![0]).toBe('/penalty/l2');
    expect(wrong({ penalty: 'lasso' })[0]![0]).toBe('/penalty');
    const training = { ...stored(model).training, features: [] };
    expect(wrong({ training })).toEqual([['/training/features', 'inconsistent']]);
    const encoder = stored(model).encoder;
    expect(pathOf(parseEncoder({ ...encoder, columns: encoder.columns.slice(1) }))).toEqual([
      ['/columns', 'inconsistent'],
    ]);
    expect(pathOf(parseEncoder({ ...encoder, learned: encoder.learned.slice(1) }))[0]).toEqual([
      '/learned',
      'inconsistent',
    ]);
    const swapped = { ...encoder, learned: [encoder.learned[1], encoder.learned[0], encoder.learned[2]] };
    expect(pathOf(parseEncoder(swapped))[0]).toEqual(['/learned', 'inconsistent']);
    const short = { ...encoder.learned[2], shares: [] };
    expect(pathOf(parseEncoder({ ...encoder, learned: [...encoder.learned.slice(0, 2), short] }))[0]).toEqual([
      '/learned/2',
      'inconsistent',
    ]);
  });

  test('calibrations', () => {
    const isotonic = stored(fitCalibration(SCORED, { method: 'isotonic' }));
    const points = (list: unknown) => pathOf(parseCalibration({ ...isotonic, points: list }));
    expect(points([])).toEqual([['/points', 'too-few']]);
    expect(
      points([
        [0.5, 0.1],
        [0.4, 0.2],
      ]),
    ).toEqual([['/points', 'out-of-order']]);
    expect(
      points([
        [0.4, 0.2],
        [0.5, 0.1],
      ]),
    ).toEqual([['/points', 'out-of-order']]);
    expect(points([[0.4, 2]])).toEqual([['/points/0/1', 'out-of-range']]);
    const beta = stored(fitCalibration(SCORED, { method: 'beta' }));
    expect(pathOf(parseCalibration({ ...beta, a: -1 }))).toEqual([['/a', 'out-of-range']]);
  });

  test('silence and gaps', () => {
    const model0 = stored(risk);
    expect(pathOf(parseInactivityModel({ ...model0, timeZone: 'Mars/Olympus' }))).toEqual([
      ['/timeZone', 'unknown-zone'],
    ]);
    expect(pathOf(parseInactivityModel({ ...model0, strata: model0.strata.toReversed() }))[0]).toEqual([
      '/strata',
      'out-of-order',
    ]);
    model0.strata[0].bins[0].churned = 999;
    expect(pathOf(parseInactivityModel(model0))[0]).toEqual(['/strata/0/bins/0/churned', 'inconsistent']);
    const bins = [
      { fromDays: 30, toDays: 60, n: 1, churned: 0 },
      { fromDays: 0, toDays: null, n: 1, churned: 0 },
    ];
    const strata = [{ fromPurchases: 1, toPurchases: null, bins }];
    expect(pathOf(parseInactivityModel({ ...stored(risk), strata }))[0]).toEqual(['/strata/0/bins', 'out-of-order']);
    const tally = stored(tallyInactivity(LOG, silence));
    expect(pathOf(parseInactivityTally({ ...tally, strata: [2, 1] }))[0]).toEqual(['/strata', 'out-of-order']);
    expect(pathOf(parseInactivityTally({ ...tally, cells: tally.cells.slice(1) }))[0]).toEqual([
      '/cells',
      'inconsistent',
    ]);
    expect(
      pathOf(parseInactivityTally({ ...tally, cells: tally.cells.map((row: unknown[]) => row.slice(1)) }))[0],
    ).toEqual(['/cells', 'inconsistent']);
    tally.cells[0][0] = { n: 1, churned: 2 };
    expect(pathOf(parseInactivityTally(tally))[0]).toEqual(['/cells/0/0/churned', 'inconsistent']);
    const counted = stored(tallyGaps(LOG, { asOf: silence.asOf }));
    expect(pathOf(parseGapTally({ ...counted, gaps: [] }))).toEqual([['/gaps', 'inconsistent']]);
    expect(pathOf(parseGapTally({ ...counted, gaps: [counted.gaps[0].toReversed()] }))).toEqual([
      ['/gaps/0', 'out-of-order'],
    ]);
    expect(pathOf(parseGapTally({ ...counted, strata: [] }))[0]).toEqual(['/strata', 'too-few']);
    expect(pathOf(parseGapModel({ ...stored(gaps), strata: stored(gaps).strata.toReversed() }))[0]).toEqual([
      '/strata',
      'out-of-order',
    ]);
  });

  test('score tallies and scorecards', () => {
    const tally = (bins: unknown) => pathOf(parseChurnScoreTally({ kind: 'churn-score-tally', version: 1, bins }));
    expect(tally([{ n: 1, churned: 2, sumNano: 0 }])).toEqual([['/bins/0/churned', 'inconsistent']]);
    expect(tally([])).toEqual([['/bins', 'too-few']]);
    expect(tally([{ n: 1.5, churned: 0, sumNano: 0 }])[0]).toEqual(['/bins/0/n', 'not-an-integer']);
    const card = stored(fitScorecard(EXAMPLES, { variables: [{ name: 'plan' }] }));
    expect(pathOf(parseScorecardModel({ ...card, baseOdds: 0 }))).toEqual([['/baseOdds', 'out-of-range']]);
    expect(pathOf(parseScorecardModel({ ...card, variables: [] }))).toEqual([['/variables', 'too-few']]);
  });

  test('feature schemas', () => {
    const feature = (one: object) => pathOf(parseFeatures([one]));
    expect(feature({ name: 'x', kind: 'money' })).toEqual([['/0/kind', 'unknown-name']]);
    expect(feature({ name: 'x', kind: 'number', clip: [5, 1] })).toEqual([['/0/clip', 'out-of-order']]);
    expect(feature({ name: 'x', kind: 'number', clip: [1] })[0]![0]).toMatch(/^\/0\/clip/);
    expect(feature({ name: 'x', kind: 'number', transform: 'sqrt' })[0]![0]).toBe('/0/transform');
    expect(feature({ name: 'x', kind: 'category', minCount: -1 })).toEqual([['/0/minCount', 'out-of-range']]);
    expect(feature({ kind: 'boolean' })).toEqual([['/0/name', 'missing-value']]);
    expect(pathOf(parseFeatures([FEATURES[0], FEATURES[0]]))).toEqual([['', 'duplicate']]);
  });
});

describe('health definitions', () => {
  const sound = {
    kind: 'health',
    version: 1,
    factors: [
      {
        key: 'usage',
        weight: 2,
        label: 'Usage',
        points: [
          [0, 0],
          [10, 100],
        ],
      },
      {
        key: 'tickets',
        weight: 1,
        steps: [
          { from: 0, score: 100 },
          { from: 3, score: 20 },
        ],
      },
      { key: 'plan', weight: 1, levels: { pro: 80 } },
    ],
    bands: [
      { name: 'red', from: 0 },
      { name: 'green', from: 60 },
    ],
    missing: 'neutral',
    neutralScore: 40,
    minimumKnownShare: 0.4,
  };

  test('come back as they were', () => {
    expect(parseHealthDefinition(stored(sound))).toEqual({ value: sound, issues: [] });
  });

  test('what checkHealth finds is an issue at its place', () => {
    const paths = (over: object) =>
      parseHealthDefinition({ ...sound, ...over }).issues.map(({ path, code }) => [path, code]);
    expect(paths({ factors: [] })).toEqual([['/factors', 'empty']]);
    expect(paths({ factors: [{ ...sound.factors[0], weight: 0 }] })).toEqual([['/factors/0/weight', 'out-of-range']]);
    expect(paths({ factors: [{ key: 'a', weight: 1, levels: { 'x/y~z': 101 } }] })).toEqual([
      ['/factors/0/levels/x~1y~0z', 'out-of-range'],
    ]);
    expect(paths({ factors: [{ key: 'a', weight: 1, levels: { x: '80' } }] })).toEqual([
      ['/factors/0/levels/x', 'wrong-type'],
    ]);
    expect(paths({ factors: [{ key: 'a', weight: 1, levels: [] }] }).length).toBeGreaterThan(0);
    expect(
      paths({
        bands: [
          { name: 'a', from: 0 },
          { name: 'b', from: 0 },
        ],
      })[0]![0],
    ).toMatch(/^\/bands/);
    expect(paths({ bands: [{ name: 'a', from: 10 }] })).toEqual([['/bands/0/from', 'out-of-range']]);
    expect(paths({ missing: 'ignore' })).toEqual([['/missing', 'unknown-name']]);
    expect(paths({ neutralScore: 400 })).toEqual([['/neutralScore', 'out-of-range']]);
    expect(parseHealthDefinition(null).value).toBeNull();
  });
});

describe('rows', () => {
  test('examples: every row is kept or has an issue', () => {
    const good = { features: { days: 3, vip: null, plan: 'pro' }, churned: true, weight: 2, offset: -1 };
    const rows = [
      good,
      { ...good, churned: null },
      { ...good, features: { ...good.features, days: '3' } },
      { ...good, features: { days: 3, vip: true } },
      { ...good, weight: -1 },
      { ...good, features: null },
      { ...good, features: { ...good.features, vip: 1, plan: 5 } },
      null,
    ];
    const { examples, issues } = parseChurnExamples(FEATURES, rows);
    expect(examples).toEqual([good]);
    expect(issues.map(({ row, path, code }) => [row, path, code])).toEqual([
      [1, '/churned', 'wrong-type'],
      [2, '/features/days', 'wrong-type'],
      [3, '/features/plan', 'missing-value'],
      [4, '/weight', 'out-of-range'],
      [5, '/features', 'wrong-type'],
      [6, '/features/vip', 'wrong-type'],
      [6, '/features/plan', 'wrong-type'],
      [7, '', 'wrong-type'],
    ]);
    expect(parseChurnExamples(FEATURES, 'rows').issues).toMatchObject([{ row: null, code: 'wrong-type' }]);
    expect(fitLogistic(examples, { features: FEATURES, horizonDays: 30 }).fit.n).toBe(1);
  });

  test('records: numbers that log1p cannot take, NaN, and a feature called __proto__', () => {
    const features = [
      { name: 'x', kind: 'number', transform: 'log1p' },
      { name: '__proto__', kind: 'category' },
    ] as const;
    const record = (x: unknown) => Object.defineProperty({ x }, '__proto__', { value: 'a', enumerable: true });
    const rows = [record(1), record(-1), record(Number.NaN), { x: 1 }];
    const { records, issues } = parseChurnRecords(features, rows);
    expect(records).toHaveLength(1);
    expect(Object.keys(records[0]!)).toEqual(['x', '__proto__']);
    expect(issues.map(({ row, path, code }) => [row, path, code])).toEqual([
      [1, '/x', 'out-of-range'],
      [2, '/x', 'not-finite'],
      [3, '/__proto__', 'missing-value'],
    ]);
    const clipped = [{ name: 'x', kind: 'number', transform: 'log1p', clip: [0, 9] }] as const;
    expect(parseChurnRecords(clipped, [{ x: -5 }]).issues).toEqual([]);
  });

  test.each([
    [
      parseScoredRows,
      'rows',
      { probability: 0.2, churned: false },
      { probability: 20, churned: false },
      '/probability',
      'not-a-probability',
    ],
    [
      parseScoredRows,
      'rows',
      { probability: 0, churned: true },
      { probability: '0.2', churned: false },
      '/probability',
      'wrong-type',
    ],
    [parseScoredRows, 'rows', { probability: 1, churned: true }, { probability: 0.2 }, '/churned', 'missing-value'],
    [
      parseHealthOutcomes,
      'outcomes',
      { score: 100, churned: true },
      { score: 101, churned: true },
      '/score',
      'out-of-range',
    ],
    [parseOutcomeRows, 'rows', { value: null, churned: true }, { value: {}, churned: true }, '/value', 'wrong-type'],
    [
      parseOutcomeRows,
      'rows',
      { value: 'a', churned: true },
      { value: Number.NaN, churned: true },
      '/value',
      'not-finite',
    ],
    [
      parseDatedExamples,
      'examples',
      { landmarkAt: 0, churned: true, features: { a: [] } },
      { landmarkAt: '2024-01-01', churned: true, features: {} },
      '/landmarkAt',
      'not-an-instant',
    ],
    [
      parseDatedExamples,
      'examples',
      { landmarkAt: 0, churned: true, features: {}, knownAt: { a: 0 } },
      { landmarkAt: 0, churned: true, features: {}, knownAt: { a: 'soon' } },
      '/knownAt/a',
      'not-an-instant',
    ],
    [
      parseDatedExamples,
      'examples',
      { landmarkAt: 0, churned: true, features: {} },
      { landmarkAt: 0, churned: true, features: [] },
      '/features',
      'wrong-type',
    ],
  ] as const)('%o', (parse, key, good, bad, path, code) => {
    const parsed = parse([good, bad]) as unknown as Record<string, unknown> & { issues: object[] };
    expect(parsed[key]).toEqual([good]);
    expect(parsed.issues).toMatchObject([{ row: 1, path, code }]);
  });
});
