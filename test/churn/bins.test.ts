import type { OutcomeRow } from 'clientele/churn';
import {
  binWeightOfEvidence,
  checkLeakage,
  countByEdges,
  fitScorecard,
  measureCalibration,
  measureInformationValue,
  measureStability,
  proposeBins,
  scoreEdges,
  scorePoints,
  tallyChurnScores,
} from 'clientele/churn';
import { createRandom, nextUniform } from 'clientele/statistics';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../code-of.ts';
import { scored } from './make-rows.ts';

const rates = (bins: { n: number; churned: number }[]) => bins.map(({ n, churned }) => churned / n);

/** 400 rows: risk falls with the value, with a bump between 150 and 200. */
const BUMPY: OutcomeRow[] = Array.from({ length: 400 }, (_, i) => {
  const risk = i < 100 ? 60 : i < 150 ? 30 : i < 200 ? 45 : 10;
  return { value: i, churned: (i * 37) % 100 < risk };
});

describe('proposed bins', () => {
  test('the churn rate runs one way, bins are large enough and few enough', () => {
    const { edges, bins, informationValue } = proposeBins(BUMPY);
    expect(bins.length).toBeLessThanOrEqual(6);
    expect(bins.length).toBe(edges.length + 1);
    expect(rates(bins)).toEqual(rates(bins).toSorted((a, b) => b - a));
    expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(400);
    expect(informationValue).toBe(measureInformationValue(BUMPY, { edges }).value);
    expect(binWeightOfEvidence(BUMPY, { edges }).bins).toEqual(bins);
  });

  test('rising as well as falling', () => {
    const { bins } = proposeBins(BUMPY.map(({ value, churned }) => ({ value: -(value as number), churned })));
    expect(rates(bins)).toEqual(rates(bins).toSorted((a, b) => a - b));
    expect(bins.length).toBeGreaterThan(1);
  });

  test('without monotone the bump stays', () => {
    const { bins } = proposeBins(BUMPY, { monotone: false, maximumBins: 20 });
    expect(bins).toHaveLength(20);
    expect(rates(bins)).not.toEqual(rates(bins).toSorted((a, b) => b - a));
  });

  test('merging takes the neighbours that differ least', () => {
    const rows = [0, 1, 2, 3].flatMap((value) =>
      Array.from({ length: 50 }, (_, i) => ({ value, churned: i < [40, 39, 20, 5][value]! })),
    );
    expect(proposeBins(rows, { maximumBins: 4 }).edges).toEqual([1, 2, 3]);
    expect(proposeBins(rows, { maximumBins: 3 }).edges).toEqual([2, 3]);
    expect(proposeBins(rows, { maximumBins: 2 }).edges).toEqual([2]);
    expect(proposeBins(rows, { maximumBins: 1 }).edges).toEqual([]);
  });

  test('a bin that is too small joins the neighbour that is more like it', () => {
    const sizes = [100, 6, 100];
    const left = [80, 4, 5];
    const rows = [0, 1, 2].flatMap((value) =>
      Array.from({ length: sizes[value]! }, (_, i) => ({ value, churned: i < left[value]! })),
    );
    // 20 quantile bins find the small group only where one of them falls into it.
    expect(proposeBins(rows, { minimumShare: 0 }).edges).toEqual([1, 2]);
    expect(proposeBins(rows, { minimumShare: 0.05 }).edges).toEqual([2]);
    const other = rows.map((row, i) => (row.value === 1 ? { value: 1, churned: i % 6 === 0 } : row));
    expect(proposeBins(other, { minimumShare: 0.05 }).edges).toEqual([1]);
  });

  test('missing values are a bin of their own and do not move the edges', () => {
    const some = [...BUMPY, ...Array.from({ length: 50 }, (_, i) => ({ value: null, churned: i < 25 }))];
    const { edges, bins } = proposeBins(some);
    expect(edges).toEqual(proposeBins(BUMPY).edges);
    expect(bins.at(-1)).toMatchObject({ label: '(missing)', n: 50, churned: 25 });
    expect(proposeBins(some.slice(400))).toMatchObject({ edges: [], bins: [{ label: '(missing)' }] });
  });

  test('one value, one class and no rows have no edges', () => {
    const same = BUMPY.map(({ churned }) => ({ value: 7, churned }));
    expect(proposeBins(same)).toMatchObject({ edges: [], bins: [{ label: '0', n: 400 }], informationValue: 0 });
    expect(proposeBins([{ value: 1, churned: true }])).toMatchObject({
      edges: [],
      informationValue: null,
      reason: 'one-class',
    });
    expect(proposeBins([])).toEqual({ edges: [], bins: [], informationValue: null, reason: 'empty' });
  });

  test('the edges make a scorecard', () => {
    const { edges } = proposeBins(BUMPY);
    const card = fitScorecard(
      BUMPY.map(({ value, churned }) => ({ features: { age: value }, churned })),
      {
        variables: [{ name: 'age', edges }],
      },
    );
    expect(scorePoints(card, { age: 350 }).points).toBeGreaterThan(scorePoints(card, { age: 10 }).points);
  });

  test('order of rows does not matter; bad calls are refused', () => {
    expect(proposeBins(BUMPY.toReversed())).toEqual(proposeBins(BUMPY));
    expect(codeOf(() => proposeBins([{ value: 'a', churned: true }]))).toBe('wrong-type');
    expect(codeOf(() => proposeBins([{ value: Number.NaN, churned: true }]))).toBe('not-finite');
    expect(codeOf(() => proposeBins([{ value: 1, churned: null as never }]))).toBe('wrong-type');
    expect(codeOf(() => proposeBins(BUMPY, { maximumBins: 0 }))).toBe('out-of-range');
    expect(codeOf(() => proposeBins(BUMPY, { maximumBins: 1.5 }))).toBe('not-a-count');
    expect(codeOf(() => proposeBins(BUMPY, { minimumShare: 0.6 }))).toBe('out-of-range');
    expect(codeOf(() => proposeBins(BUMPY, { minimumShare: 5 }))).toBe('not-a-probability');
  });
});

describe('information value', () => {
  const two = (a: number, b: number) => [
    ...Array.from({ length: 100 }, (_, i) => ({ value: 'a', churned: i < a })),
    ...Array.from({ length: 100 }, (_, i) => ({ value: 'b', churned: i < b })),
  ];

  test.each([
    [50, 50, 'useless'],
    [50, 56, 'useless'],
    [50, 60, 'weak'],
    [50, 70, 'medium'],
    [50, 80, 'strong'],
    [10, 90, 'suspicious'],
  ] as const)('%d against %d of a hundred is %s', (a, b, strength) => {
    const found = measureInformationValue(two(a, b));
    const [left, stayed] = [a + b, 200 - a - b];
    const part = (l: number, s: number) => (l / left - s / stayed) * Math.log(l / left / (s / stayed));
    expect(found.value).toBeCloseTo(part(a, 100 - a) + part(b, 100 - b), 12);
    expect(found).toMatchObject({ strength, n: 200, churned: a + b });
  });

  test('one class and no rows are null', () => {
    expect(measureInformationValue([])).toEqual({ value: null, strength: null, n: 0, churned: 0, reason: 'empty' });
    expect(measureInformationValue(two(100, 100))).toMatchObject({ value: null, strength: null, reason: 'one-class' });
  });
});

describe('weight of evidence and points', () => {
  test('numbers, booleans and text as they stand; bins by text, missing last', () => {
    const rows = [true, false, true, null].map((value, i) => ({ value, churned: i % 2 === 0 }));
    expect(binWeightOfEvidence(rows).bins.map(({ label }) => label)).toEqual(['false', 'true', '(missing)']);
    const twelve = Array.from({ length: 24 }, (_, i) => ({ value: i % 12, churned: i % 5 === 0 }));
    expect(
      binWeightOfEvidence(twelve, { edges: Array.from({ length: 11 }, (_, i) => i + 1) }).bins.map(
        ({ label }) => label,
      ),
    ).toEqual(Array.from({ length: 12 }, (_, i) => String(i)));
  });

  test('a value on an edge belongs to the bin above', () => {
    const rows = [2, 3, 4].map((value, i) => ({ value, churned: i === 0 }));
    expect(binWeightOfEvidence(rows, { edges: [3] }).bins.map(({ label, n }) => [label, n])).toEqual([
      ['0', 1],
      ['1', 2],
    ]);
    expect(codeOf(() => binWeightOfEvidence(rows, { edges: [3, 3] }))).toBe('out-of-order');
    expect(codeOf(() => binWeightOfEvidence(rows, { edges: [Number.NaN] }))).toBe('not-finite');
  });

  test('more evidence of risk, fewer points; reasons by points lost', () => {
    const random = createRandom(5);
    const rows = Array.from({ length: 400 }, () => {
      const plan = nextUniform(random) < 0.5 ? 'pro' : 'basic';
      const seats = Math.floor(20 * nextUniform(random));
      const risk = (plan === 'pro' ? 0.2 : 0.5) + (seats < 8 ? 0.3 : 0);
      return { features: { plan, seats }, churned: nextUniform(random) < risk };
    });
    const card = fitScorecard(rows, {
      variables: [{ name: 'plan' }, { name: 'seats', edges: [8] }],
      pointsToDoubleOdds: 40,
    });
    for (const { bins, coefficient } of card.variables) {
      expect(coefficient).toBeGreaterThan(0);
      expect(bins[0]!.woe - bins[1]!.woe).toBeGreaterThan(0);
      expect(bins[1]!.points - bins[0]!.points).toBeCloseTo(
        (40 / Math.LN2) * coefficient * (bins[0]!.woe - bins[1]!.woe),
        9,
      );
    }
    const score = scorePoints(card, { plan: 'basic', seats: 3 });
    expect(score.points).toBeCloseTo(
      score.reasons.reduce((sum, { facts }) => sum + facts.points, 0),
      9,
    );
    expect(score.reasons[0]!.facts.lostPoints).toBeGreaterThanOrEqual(score.reasons[1]!.facts.lostPoints);
    expect(scorePoints(card, { plan: 'pro', seats: 9 }).reasons.map(({ facts }) => facts.lostPoints)).toEqual([0, 0]);
    expect(card.fit).toEqual({ n: 400, status: 'interior', warnings: [] });
  });

  test('a variable that says nothing new, that separates, or contradicts itself is named', () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      features: { a: i % 4, b: i % 4, c: 1 },
      churned: i % 4 < 2 ? i % 8 < 4 : i % 12 < 3,
    }));
    const card = fitScorecard(rows, { variables: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] });
    expect(card.fit.status).toBe('weak');
    expect(card.fit.warnings[0]).toMatchObject({ code: 'collinear', facts: { features: ['c', 'b'] } });
    expect(card.variables[1]!.coefficient).toBe(0);
    const apart = rows.map((row, i) => ({ features: { a: i < 20 ? 'x' : 'y' }, churned: i < 20 }));
    const separated = fitScorecard(apart, { variables: [{ name: 'a' }] });
    expect(separated.fit).toMatchObject({
      status: 'boundary',
      warnings: [{ code: 'separation', facts: { features: ['a'] } }],
    });
    expect(codeOf(() => fitScorecard(rows, { variables: [{ name: 'a' }], pointsToDoubleOdds: 0 }))).toBe(
      'out-of-range',
    );
    expect(codeOf(() => fitScorecard(rows, { variables: [{ name: 'a' }], baseOdds: -1 }))).toBe('out-of-range');
    expect(codeOf(() => fitScorecard(rows, { variables: [{ name: 'a' }], basePoints: Number.NaN }))).toBe('not-finite');
  });
});

describe('stability', () => {
  test('by hand, with a level that is new and one that is gone', () => {
    const moved = measureStability({ a: 80, b: 20 }, { a: 50, c: 50 }, { epsilon: 0.001 });
    const part = (r: number, c: number) => (c - r) * Math.log(c / r);
    expect(moved.parts.map(({ level }) => level)).toEqual(['a', 'b', 'c']);
    expect(moved.value).toBeCloseTo(part(0.8, 0.5) + part(0.2, 0.001) + part(0.001, 0.5), 12);
    expect(moved.parts.reduce((sum, one) => sum + one.part, 0)).toBeCloseTo(moved.value!, 12);
  });

  test.each([
    [{ a: 60, b: 40 }, 'stable'],
    [{ a: 70, b: 30 }, 'moved'],
    [{ a: 80, b: 20 }, 'shifted'],
  ] as const)('%o against halves', (current, verdict) => {
    expect(measureStability({ a: 50, b: 50 }, current).verdict).toBe(verdict);
  });

  test('what cannot be compared is refused', () => {
    const tally = tallyChurnScores(scored([[0.5, 1]]));
    expect(codeOf(() => measureStability(tally, { a: 1 }))).toBe('inconsistent');
    expect(codeOf(() => measureStability({ a: 1 }, tally))).toBe('inconsistent');
    expect(codeOf(() => measureStability({ a: -1 }, { a: 1 }))).toBe('out-of-range');
    expect(codeOf(() => measureStability({ a: '1' as never }, { a: 1 }))).toBe('wrong-type');
    expect(codeOf(() => measureStability({ a: Number.NaN }, { a: 1 }))).toBe('not-finite');
    expect(measureStability({}, { a: 1 })).toEqual({ value: null, verdict: null, parts: [], reason: 'empty' });
    expect(measureStability(tally, tallyChurnScores([])).reason).toBe('empty');
  });

  test('a level called __proto__ counts', () => {
    const counts = JSON.parse('{"__proto__": 5, "a": 5}');
    expect(measureStability(counts, { a: 10 }).parts.map(({ level }) => level)).toEqual(['__proto__', 'a']);
  });

  test('scores between edges, edges that repeat', () => {
    expect(
      countByEdges(
        scored([
          [0, 0],
          [0.2, 0],
          [0.5, 0],
          [1, 0],
        ]),
        [0.2, 0.5, 0.5],
      ),
    ).toEqual({ 0: 1, 1: 1, 2: 0, 3: 2 });
    expect(countByEdges([], [])).toEqual({ 0: 0 });
    expect(scoreEdges(scored([[0.3, 0]]), { bins: 1 })).toEqual([]);
    expect(codeOf(() => countByEdges([], [Number.NaN]))).toBe('not-finite');
  });

  test('a score on an edge stands in the bin above it, where 0.29 * 100 is 28.999999999999996', () => {
    for (let percent = 0; percent < 100; percent++) {
      const counts = tallyChurnScores([{ probability: percent / 100 }], { bins: 100 }).bins.map(({ n }) => n);
      expect(counts.indexOf(1)).toBe(percent);
    }
    // 0.1 + 0.2 is a hair above 0.3, 0.7 - 0.4 a hair below: both are the score 0.3.
    const rows = [
      { probability: 0.1 + 0.2, churned: true },
      { probability: 0.7 - 0.4, churned: false },
    ];
    expect(tallyChurnScores(rows, { bins: 10 }).bins[3]!.n).toBe(2);
    expect(measureCalibration(rows, { bins: 10 }).bins).toMatchObject([{ n: 2, churnRate: 0.5 }]);
  });

  test('tallies: 1 falls in the last bin; too many customers overflow instead of lying', () => {
    expect(
      tallyChurnScores(
        scored([
          [1, 1],
          [0, 0],
        ]),
        { bins: 4 },
      ).bins.map(({ n, churned }) => [n, churned]),
    ).toEqual([
      [1, 0],
      [0, 0],
      [0, 0],
      [1, 1],
    ]);
    expect(tallyChurnScores([{ probability: 0.25 }, { probability: 0.25, churned: null }]).bins[5]).toEqual({
      n: 2,
      churned: 0,
      sumNano: 500000000,
    });
    expect(codeOf(() => tallyChurnScores([], { bins: 0 }))).toBe('out-of-range');
    expect(codeOf(() => tallyChurnScores([], { bins: 10_001 }))).toBe('out-of-range');
  });
});

describe('leakage', () => {
  const example = (churned: boolean, features: Record<string, unknown>, knownAt?: Record<string, string>) => ({
    landmarkAt: '2024-02-01T00:00:00Z',
    churned,
    features,
    ...(knownAt && { knownAt }),
  });

  test('known one millisecond before the landmark is fine, at it is not', () => {
    const ask = (at: string) => checkLeakage([example(true, { a: 1 }, { a: at }), example(false, { a: 1 })]);
    expect(ask('2024-01-31T23:59:59.999Z')).toEqual([]);
    expect(ask('2024-02-01T00:00:00Z')).toMatchObject([
      { code: 'after-landmark', path: '/features/a', severity: 'error' },
    ]);
  });

  test('numbers are ranked, true and false too, text is not; the path escapes what a pointer cannot hold', () => {
    const rows = Array.from({ length: 50 }, (_, i) =>
      example(i < 25, {
        'a/b~c': i,
        text: i < 25 ? 'x' : 'y',
        noise: (i * 7) % 11,
        hasCancelled: i < 25,
        news: i % 2 === 0,
      }),
    );
    const problems = checkLeakage(rows);
    expect(problems.map(({ path }) => path)).toEqual(['/features/a~1b~0c', '/features/hasCancelled']);
    expect(problems.map(({ facts }) => facts!.rocAuc)).toEqual([1, 1]);
    expect(checkLeakage(rows, { threshold: 1 })).toEqual([]);
  });

  test('bad rows are refused by their place', () => {
    expect(() => checkLeakage([example(true, {}), { ...example(true, {}), landmarkAt: '2024-01-01' }])).toThrow(
      'examples[1].landmarkAt',
    );
    expect(codeOf(() => checkLeakage([example('yes' as never, {})]))).toBe('wrong-type');
    expect(codeOf(() => checkLeakage([example(true, {}, { a: 'soon' })]))).toBe('not-an-instant');
    expect(codeOf(() => checkLeakage([], { threshold: 97 }))).toBe('not-a-probability');
    expect(checkLeakage([])).toEqual([]);
  });
});
