/** What encoders learn, how features are spread, bins, silence and health, counted by hand. */
import {
  encodeFeatures,
  fitEncoder,
  fitInactivityRisk,
  fitLogistic,
  measureFeatureStability,
  measureHealth,
  measureMaximumProfit,
  proposeBins,
  scoreHealth,
} from 'clientele/churn';
import { describe, expect, test } from 'vitest';
import { scored } from './make-rows.ts';

const X = [{ name: 'x', kind: 'number' }] as const;
const learned = (values: readonly (number | null)[], over: object = {}) =>
  fitEncoder([{ ...X[0], ...over }], values.map((x) => ({ x }))).learned[0] as { mean: number; scale: number; missingShare: number | null }; // prettier-ignore

describe('what an encoder learns', () => {
  test('mean and spread, however far from 0', () => {
    expect(learned([1, 2, 3])).toEqual({ kind: 'number', mean: 2, scale: Math.sqrt(2 / 3), missingShare: null });
    const far = learned([1e9 + 1, 1e9 + 2, 1e9 + 3]);
    expect([far.mean, far.scale]).toEqual([1e9 + 2, expect.closeTo(Math.sqrt(2 / 3), 12)]);
    // Ten times 0.1 add up to less than 1: the rounding of the first pass is taken out.
    expect(learned(Array.from({ length: 10 }, () => 0.1))).toMatchObject({ mean: 0.1, scale: 1 });
  });
  test('what is not divided: constants, rounding, and what is not to be standardized', () => {
    expect(learned([5, 5]).scale).toBe(1);
    expect(learned([1e9, 1e9 + 1.2e-7]).scale).toBe(1);
    expect(learned([1, 2, 3], { standardize: false })).toMatchObject({ mean: 2, scale: 1 });
    expect(learned([1, 2, 3], { standardize: true }).scale).toBeCloseTo(Math.sqrt(2 / 3), 15);
    expect(learned([null, null], { indicator: true })).toEqual({ kind: 'number', mean: 0, scale: 1, missingShare: 1 });
    expect(learned([null, 4, 6, null], { indicator: true })).toMatchObject({ mean: 5, scale: 1, missingShare: 0.5 });
    expect(learned([1, 9], { clip: [5, 5] })).toMatchObject({ mean: 5, scale: 1 });
  });
  const categories = (texts: readonly string[], over: object = {}) => {
    const schema = [{ name: 'plan', kind: 'category', minCount: 3, ...over }] as const;
    const { columns, learned: of } = fitEncoder(schema, texts.map((plan) => ({ plan }))); // prettier-ignore
    return { columns, ...of[0] };
  };
  const texts = ['b', 'b', 'b', 'b', 'a', 'a', 'a', 'z', 'd', 'c'];
  test('levels: the most frequent is the reference, rare ones are one, by their names', () => {
    expect(categories(texts)).toEqual({
      columns: ['plan=(other)', 'plan=a'],
      kind: 'category',
      reference: 'b',
      levels: ['(other)', 'a'],
      shares: [0.3, 0.3],
      rare: ['c', 'd', 'z'],
    });
  });
  test('a reference is kept though it is rare, and stood in for where nobody has it', () => {
    expect(categories(texts, { reference: 'd' })).toMatchObject({ reference: 'd', levels: ['(other)', 'a', 'b'], rare: ['c', 'z'] }); // prettier-ignore
    expect(categories(texts, { reference: 'nobody' })).toMatchObject({ reference: 'b', rare: ['c', 'd', 'z'] });
  });
  test('a level that is called as the rest is, is the rest', () => {
    expect(categories([...texts, '(other)'])).toMatchObject({ reference: '(other)', levels: ['a', 'b'], shares: [3 / 11, 4 / 11], rare: ['c', 'd', 'z'] }); // prettier-ignore
  });
});

describe('how the training rows were spread', () => {
  const spread = (schema: readonly object[], rows: readonly object[]) => {
    const examples = rows.map((features, i) => ({ features, churned: i % 2 === 0 }));
    return fitLogistic(examples as never, { features: schema as never, horizonDays: 30 });
  };
  test('numbers by their tenths; bins without anybody are not listed', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => ({ x: i + 1 }));
    const { edges, counts } = spread(X, [...twenty, { x: null }, {}]).training.features[0]!;
    // The tenths of 1 … 20 lie at 1 + 19k/10.
    edges!.forEach((edge, k) => expect(edge).toBeCloseTo(1 + 1.9 * (k + 1), 12));
    expect(counts).toEqual([['(missing)', 2], ...Array.from({ length: 10 }, (_, bin) => [String(bin), 2])]);
    const zeros = [...Array.from({ length: 15 }, () => 0), 1, 2, 3, 4, 5].map((x) => ({ x }));
    const most = spread(X, zeros).training.features[0]!;
    expect(most.edges).toEqual([0, expect.closeTo(1.2, 12), expect.closeTo(3.1, 12)]);
    // Nobody is below 0.
    expect(most.counts).toEqual([['1', 16], ['2', 2], ['3', 2]]); // prettier-ignore
    expect(spread([...X, { name: 'y', kind: 'number' }], zeros).training.features[1]).toEqual({ feature: 'y', edges: [], counts: [['(missing)', 20]] }); // prettier-ignore
  });
  test('a value at the end of a bin belongs to the one above', () => {
    const model = spread(
      X,
      Array.from({ length: 11 }, (_, i) => ({ x: i })),
    );
    expect(model.training.features[0]).toMatchObject({ edges: [1, 2, 3, 4, 5, 6, 7, 8, 9] });
    expect(model.training.features[0]!.counts).toEqual([...'012345678'].map((bin) => [bin, 1]).concat([['9', 2]])); // prettier-ignore
  });
  test('yes-or-no and categories by their names', () => {
    const schema = [{ name: 'news', kind: 'boolean' }, { name: 'plan', kind: 'category', minCount: 2 }] as const; // prettier-ignore
    const rows = [[true, 'b'], [true, 'b'], [false, 'a'], [null, 'a'], [true, 'c'], [true, 'd'], [false, null], [true, null]] as const; // prettier-ignore
    const model = spread(schema, rows.map(([news, plan]) => ({ news, plan }))); // prettier-ignore
    expect(model.training.features).toEqual([
      { feature: 'news', edges: null, counts: [['(missing)', 1], ['false', 2], ['true', 5]] },
      { feature: 'plan', edges: null, counts: [['(missing)', 2], ['(other)', 2], ['a', 2], ['b', 2]] },
    ]); // prettier-ignore
    const all = spread([schema[0]], [{ news: true }, { news: true }]).training.features[0]!;
    expect(all.counts).toEqual([['true', 2]]);
    expect(spread([schema[0]], [{ news: false }, { news: false }]).training.features[0]!.counts).toEqual([['false', 2]]); // prettier-ignore
    // The same rows are as spread as they were: rare levels count together, whichever they are.
    for (const { value, parts } of measureFeatureStability(
      model as never,
      rows.map(([news, plan]) => ({ news, plan })) as never,
    )) {
      // prettier-ignore
      expect(value).toBe(0);
      for (const { reference, current } of parts) expect(current).toBe(reference);
    }
  });
});

describe('bins proposed', () => {
  /** Values with so many customers, of whom so many left. */
  const list = (cells: readonly (readonly [value: number | null, n: number, left: number])[]) =>
    cells.flatMap(([value, n, left]) => Array.from({ length: n }, (_, i) => ({ value, churned: i < left })));
  const rates = (cells: Parameters<typeof list>[0], options: Parameters<typeof proposeBins>[1] = {}) =>
    proposeBins(list(cells), options).bins.map(({ n, churned }) => [n, churned]);
  test('neighbours that run the other way are pooled, rising or falling, whichever the values say', () => {
    expect(rates([[1, 100, 10], [2, 100, 30], [3, 100, 20], [4, 100, 60]])).toEqual([[100, 10], [200, 50], [100, 60]]); // prettier-ignore
    expect(rates([[1, 100, 60], [2, 100, 20], [3, 100, 30], [4, 100, 10]])).toEqual([[100, 60], [200, 50], [100, 10]]); // prettier-ignore
    // A dip pools as far back as it takes.
    expect(rates([[1, 100, 30], [2, 100, 40], [3, 100, 5], [4, 100, 60]])).toEqual([[300, 75], [100, 60]]); // prettier-ignore
    expect(rates([[1, 100, 60], [2, 100, 5], [3, 100, 40], [4, 100, 30]])).toEqual([[100, 60], [300, 75]]); // prettier-ignore
    // Equal rates are one bin.
    expect(rates([[1, 100, 10], [2, 100, 20], [3, 200, 40]])).toEqual([[100, 10], [300, 60]]); // prettier-ignore
    // Pairs decide: of 20 · 80 + 20 · 160 more are won by the higher value than lost, though the last rate is the lowest.
    const bumpy = [[1, 200, 10], [2, 100, 70], [3, 20, 1]] as const; // prettier-ignore
    expect(rates(bumpy)).toEqual([[200, 10], [120, 71]]); // prettier-ignore
    expect(rates(bumpy, { monotone: false })).toEqual(bumpy.map(([, n, left]) => [n, left]));
  });
  test('the pair that differs least in the light of its size is merged, not the pair of closest rates', () => {
    const cells = [[1, 1000, 100], [2, 1000, 130], [3, 100, 30], [4, 100, 38], [5, 500, 400]] as const; // prettier-ignore
    // χ² of neighbours: 4.4, 21.7, 1.4, 70; then 4.4 against 33 of the merged pair.
    expect(rates(cells, { minimumShare: 0, maximumBins: 4 })).toEqual([[1000, 100], [1000, 130], [200, 68], [500, 400]]); // prettier-ignore
    expect(rates(cells, { minimumShare: 0, maximumBins: 3 })).toEqual([[2000, 230], [200, 68], [500, 400]]); // prettier-ignore
    expect(rates(cells, { minimumShare: 0, maximumBins: 1 })).toEqual([[2700, 698]]); // prettier-ignore
    // 0.20, 0.18, 9.5 and 0.81; then 0.57 against 0.81.
    const close = [[1, 100, 10], [2, 100, 12], [3, 100, 14], [4, 100, 30], [5, 100, 36]] as const; // prettier-ignore
    expect(rates(close, { minimumShare: 0, maximumBins: 3 })).toEqual([[300, 36], [100, 30], [100, 36]]); // prettier-ignore
    // Two bins that nobody left do not differ at all.
    const none = [[1, 100, 0], [2, 100, 0], [3, 100, 50], [4, 100, 52]] as const; // prettier-ignore
    expect(rates(none, { monotone: false, maximumBins: 3 })).toEqual([[200, 0], [100, 50], [100, 52]]); // prettier-ignore
  });
  test('a bin that is too small joins the neighbour whose rate is closer, at the ends the only one', () => {
    const options = { monotone: false, minimumShare: 0.1 };
    expect(rates([[1, 100, 10], [2, 20, 9], [3, 100, 50]], options)).toEqual([[100, 10], [120, 59]]); // prettier-ignore
    expect(rates([[1, 100, 10], [2, 20, 3], [3, 100, 50]], options)).toEqual([[120, 13], [100, 50]]); // prettier-ignore
    expect(rates([[1, 20, 3], [2, 100, 10], [3, 100, 50]], options)).toEqual([[120, 13], [100, 50]]); // prettier-ignore
    expect(rates([[1, 100, 10], [2, 100, 50], [3, 20, 3]], options)).toEqual([[100, 10], [120, 53]]); // prettier-ignore
    expect(rates([[1, 20, 3], [2, 100, 50]], { monotone: false, minimumShare: 0.5 })).toEqual([[120, 53]]); // prettier-ignore
  });
  test('twenty bins to begin with; one kind of outcome has none', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => [i + 1, 1, i % 2] as const);
    const { edges } = proposeBins(list(hundred), { monotone: false, minimumShare: 0, maximumBins: 20 });
    expect(edges).toEqual(Array.from({ length: 19 }, (_, i) => expect.closeTo(1 + (99 * (i + 1)) / 20, 9) as number));
    const all = proposeBins(list(hundred.map(([value]) => [value, 1, 1] as const)), { monotone: false });
    expect(all).toEqual({ edges: [], bins: [{ label: '0', n: 100, churned: 100, woe: null }], informationValue: null, reason: 'one-class' }); // prettier-ignore
    const { bins, edges: none } = proposeBins(list([[null, 10, 5]]));
    expect([bins.map(({ label, n }) => [label, n]), none]).toEqual([[['(missing)', 10]], []]);
    expect(rates([[1, 10, 2], [2, 10, 8], [null, 4, 1]])).toEqual([[10, 2], [10, 8], [4, 1]]); // prettier-ignore
  });
});

describe('silence', () => {
  const at = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString();
  const options = { landmarks: [at(60)], horizonDays: 30, asOf: at(90) };
  /** Customers with so many purchases, the last so long before the landmark, of whom so many come back. */
  const shop = (cells: readonly (readonly [n: number, purchases: number, silence: number, back: number])[]) =>
    cells.flatMap(([n, purchases, silence, back], cell) =>
      Array.from({ length: n }, (_, i) => [
        ...Array.from({ length: purchases }, (_unused, k) => ({ customerId: `${cell}-${i}`, at: at(60 - silence - k) })),
        ...(i < back ? [{ customerId: `${cell}-${i}`, at: at(70) }] : []),
      ]).flat(),
    ); // prettier-ignore
  test('thirty customers are enough, one less are few', () => {
    const fit = (n: number) => fitInactivityRisk(shop([[n, 1, 5, 3]]), { ...options, strata: [1] }).fit;
    expect([29, 30, 31].map((n) => [fit(n).n, fit(n).status])).toEqual([[29, 'weak'], [30, 'interior'], [31, 'interior']]); // prettier-ignore
  });
  test('strata end before the next begins', () => {
    const { strata } = fitInactivityRisk(shop([[30, 1, 5, 3]]), { ...options, strata: [1, 3, 6] });
    expect(strata.map(({ fromPurchases, toPurchases }) => [fromPurchases, toPurchases])).toEqual([[1, 2], [3, 5], [6, null]]); // prettier-ignore
  });
  test('the widest difference is told, from 30 customers on either side, where it is more than 0.15', () => {
    const warned = (cells: Parameters<typeof shop>[0]) =>
      fitInactivityRisk(shop(cells), { ...options, strata: [1, 2], silenceEdgesDays: [0, 10, 20] }).fit.warnings.map(
        ({ facts }) => facts,
      );
    // Shares that left: 0.4 and 1 after 0 days, 0 and 0.8 after 10, 0.5 and 0.7 after 20.
    const cells = [[30, 1, 5, 18], [30, 2, 5, 0], [30, 1, 15, 30], [30, 2, 15, 6], [40, 1, 25, 20], [40, 2, 25, 12]] as const; // prettier-ignore
    const near = (value: number): number => expect.closeTo(value, 12) as number;
    expect(warned(cells)).toEqual([{ fromDays: 10, low: 0, high: near(0.8), difference: near(0.8) }]);
    expect(warned([cells[4], cells[5]])).toEqual([{ fromDays: 20, low: 0.5, high: near(0.7), difference: near(0.2) }]);
    expect(warned([[40, 1, 25, 20], [40, 2, 25, 15]])).toEqual([]); // prettier-ignore
    expect(warned([[29, 1, 5, 0], [40, 2, 5, 40]])).toEqual([]); // prettier-ignore
    expect(warned([[30, 1, 5, 0], [30, 2, 5, 30]])).toHaveLength(1); // prettier-ignore
  });
  test('falling rates are pooled into bins no smaller than asked', () => {
    const log = shop([[2, 1, 5, 1], [2, 1, 15, 0], [2, 1, 25, 1]]); // prettier-ignore
    const edges = { ...options, strata: [1], silenceEdgesDays: [0, 10, 20] };
    const bins = (over: object) =>
      fitInactivityRisk(log, { ...edges, ...over }).strata[0]!.bins.map(({ n, churned }) => [n, churned]);
    expect(bins({ monotone: false })).toEqual([[2, 1], [2, 2], [2, 1]]); // prettier-ignore
    expect(bins({ monotone: true })).toEqual([[2, 1], [4, 3]]); // prettier-ignore
    for (const [n] of bins({ monotone: true, minCount: 3 })) expect(n).toBeGreaterThanOrEqual(3);
    expect(bins({ monotone: true, minCount: 3 })).not.toEqual(bins({ monotone: true }));
  });
});

describe('health', () => {
  const bands = [{ name: 'red', from: 0 }, { name: 'yellow', from: 40 }, { name: 'green', from: 80 }] as const; // prettier-ignore
  const definition = { kind: 'health', version: 1, bands, missing: 'reweight' } as const;
  test('at a point the score is that of the point, to the last digit', () => {
    const factors = [{ key: 'a', weight: 1, points: [[0, 99.9], [1, 0.3], [3, 7.7]] }] as const; // prettier-ignore
    expect([0, 1, 3].map((a) => scoreHealth({ ...definition, factors }, { a }).score)).toEqual([99.9, 0.3, 7.7]);
  });
  test('a level is text, a number or yes or no; anything else is not known', () => {
    const factors = [{ key: 'plan', weight: 1, levels: { pro: 80, 7: 40, true: 20, '': 10 } }] as const;
    const points = (plan: unknown) => scoreHealth({ ...definition, factors }, { plan } as never).score;
    expect(['pro', '', 7, true].map(points)).toEqual([80, 10, 40, 20]);
    expect([['pro'], [], { toString: () => 'pro' }, false, 'basic'].map(points)).toEqual([null, null, null, null, null]); // prettier-ignore
  });
  test('nothing known is too little, whatever the smallest share', () => {
    const factors = [{ key: 'a', weight: 1, points: [[0, 50]] }] as const;
    for (const missing of ['reweight', 'neutral', 'zero'] as const) {
      expect(scoreHealth({ ...definition, missing, minimumKnownShare: 0, factors }, {})).toMatchObject({ score: null, band: null, reason: 'too-little-known' }); // prettier-ignore
    }
  });
  test('a band that nobody was in says nothing about the order of the others', () => {
    const history = [[10, true], [20, false], [85, false], [90, true], [95, false]] as const; // prettier-ignore
    const report = measureHealth({ bands }, history.map(([score, churned]) => ({ score, churned }))); // prettier-ignore
    expect(report.bands.map(({ name, lift }) => [name, lift])).toEqual([['red', 1.25], ['yellow', null], ['green', expect.closeTo(5 / 6, 12)]]); // prettier-ignore
    expect(report.orderly).toBe(true);
    const turned = history.map(([score, churned]) => ({ score: 99 - score, churned }));
    expect(measureHealth({ bands }, turned).orderly).toBe(false);
  });
});

test('an offer that costs all that a customer is worth earns nothing, and nothing is no number', () => {
  const rows = scored([[0.9, 1], [0.8, 1], [0.2, 0], [0.1, 0]]); // prettier-ignore
  expect(measureMaximumProfit(rows, { value: 10, offerCost: 10, contactCost: 0 })).toEqual({
    maximumProfit: 0,
    share: 0,
    threshold: null,
    expectedMaximumProfit: 0,
    expectedShare: 0,
    n: 4,
    churned: 2,
  });
});

test('what an encoder does not know moves nothing', () => {
  const encoder = fitEncoder([{ name: 'x', kind: 'number', standardize: false }], [{ x: 1 }, { x: 4 }]);
  expect(encodeFeatures(encoder, { x: null })).toEqual({ values: { x: 2.5 }, flags: [{ feature: 'x', code: 'missing' }] }); // prettier-ignore
  expect(encodeFeatures(encoder, { x: 3 }).values).toEqual({ x: 3 });
});
