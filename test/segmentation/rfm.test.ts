import { describe, expect, test } from 'vitest';
import { createRandom, nextUniform, selectQuantiles } from 'clientele/statistics';
import type { FitRfmOptions, RankedRfm, RfmModel, RfmRow } from 'clientele/segmentation';
import {
  assignRfm,
  assignSegment,
  compositeRfm,
  fitRfm,
  measureSegmentMap,
  measureTopShare,
  rankRfm,
  RFM_ELEVEN_SEGMENTS,
  tabulateDeciles,
} from 'clientele/segmentation';

const row = (
  customerId: string,
  daysSinceLast: number | null,
  purchases: number | null,
  totalAmount: number | null,
): RfmRow => ({
  customerId,
  daysSinceLast,
  purchases,
  totalAmount,
});
const many = (n: number, of: (i: number) => [number, number, number]): RfmRow[] =>
  Array.from({ length: n }, (_, i) => row(`c${String(i).padStart(3, '0')}`, ...of(i)));
const code = (value: string): unknown => expect.objectContaining({ code: value });

describe('fitRfm', () => {
  test('a value equal to a threshold stays in the lower score; recency is best when small', () => {
    const rows = many(5, (i) => [i * 10, i + 1, i * 100]);
    const model = fitRfm(rows, { bins: 2 });
    expect(model.thresholds).toEqual({ recency: [20], frequency: [3], monetary: [200] });
    expect(rows.map((one) => assignRfm(model, one).cell)).toEqual(['2-1-1', '2-1-1', '2-1-1', '1-2-2', '1-2-2']);
    expect(model.fit.scoreCounts).toEqual({ recency: [2, 3], frequency: [3, 2], monetary: [3, 2] });
    expect(model.fit.status).toBe('interior');
  });

  test('positions are whole numbers where they are meant to be: 91 customers in deciles', () => {
    // 0.7 · 90 is 62.99999999999999 in floating point and would move a customer.
    for (const n of [91, 171, 181, 331]) {
      const model = fitRfm(
        many(n, (i) => [i, i, i]),
        { bins: 10 },
      );
      expect(model.thresholds.monetary, String(n)).toEqual(
        Array.from({ length: 9 }, (_, k) => ((n - 1) * (k + 1)) / 10),
      );
    }
  });

  test('thresholds between two customers are exact, so that whoever buys exactly so much stays below', () => {
    // 0.6 of 9 steps in floating point is 0.39999999999999947 beyond the fifth: 54 orders would lie above 53.99999999999999.
    const model = fitRfm(many(10, (i) => [i, i * 10, i * 10]));
    expect(model.thresholds.monetary).toEqual([18, 36, 54, 72]);
    expect(assignRfm(model, row('x', 1, 54, 54.000001))).toMatchObject({ frequency: 3, monetary: 4 });
    // Every share of every size, against whole numbers: steps of `bins` leave nothing to round.
    for (let n = 2; n <= 60; n++) {
      for (const bins of [2, 3, 4, 5, 7, 10]) {
        const steps = fitRfm(
          many(n, (i) => [i * bins, i * bins, i * bins]),
          { bins },
        ).thresholds.frequency;
        expect(steps, `${n} customers, ${bins} scores`).toEqual(
          Array.from({ length: bins - 1 }, (_, k) => (n - 1) * (k + 1)),
        );
      }
    }
  });

  test('qcut-relabel (pandas, pymc-marketing): empty scores keep their numbers, nobody loses the top score', () => {
    const model = fitRfm(
      many(100, (i) => [i, i < 70 ? 1 : i, i]),
      { bins: 5 },
    );
    expect(model.fit.scoreCounts.frequency).toEqual([70, 0, 0, 10, 20]);
    const codes = model.fit.warnings.map(({ code: name, facts }) => `${name} ${facts['axis']} ${facts['score']}`);
    expect(codes).toEqual(['empty-bin frequency 2', 'empty-bin frequency 3']);
  });

  test('nobody: empty thresholds, failed, every score null', () => {
    const model = fitRfm([]);
    expect(model.thresholds).toEqual({ recency: [], frequency: [], monetary: [] });
    expect(model.fit).toMatchObject({ n: 0, status: 'failed', warnings: [] });
    const scores = assignRfm(model, row('a', 1, 1, 1));
    expect(scores).toMatchObject({
      recency: null,
      frequency: null,
      monetary: null,
      cell: null,
      frequencyMonetary: null,
    });
    expect(scores.reasons[0]).toEqual({
      code: 'missing',
      facts: { axis: 'recency', value: 1, score: null, from: null, to: null },
    });
  });

  test('all alike, one customer, fewer than scores: they work and say so', () => {
    const same = fitRfm(many(9, () => [30, 2, 10]));
    expect(assignRfm(same, row('a', 30, 2, 10)).cell).toBe('5-1-1');
    expect(same.fit.warnings.map((warning) => warning.code)).toEqual(['constant', 'constant', 'constant']);
    expect(same.fit.status).toBe('weak');
    const one = fitRfm([row('solo', 3.5, 2, 20)]);
    expect(assignRfm(one, row('solo', 3.5, 2, 20)).cell).toBe('5-1-1');
    expect(one.fit.warnings[0]!.code).toBe('few-customers');
    expect(fitRfm(many(3, (i) => [i, i, i])).fit.warnings.map((warning) => warning.code)).toEqual(['few-customers']);
  });

  test('a missing value has no score, and an axis without values has no thresholds', () => {
    const model = fitRfm([row('a', 1, 1, null), row('b', 2, 2, null), row('c', null, 3, null)], { bins: 2 });
    expect(model.thresholds.monetary).toEqual([]);
    expect(model.fit.warnings.map((warning) => warning.code)).toContain('no-values');
    expect(assignRfm(model, row('c', null, 3, 5))).toMatchObject({
      recency: null,
      frequency: 2,
      monetary: null,
      frequencyMonetary: null,
    });
  });

  test('r-rfm-plus-one (R rfm 0.3.0): compat depends on the unit of money, the default does not', () => {
    const rows = many(200, (i) => [i, 1 + (i % 7), 100 + i * 3]);
    const hundreds = rows.map((one) => ({ ...one, totalAmount: one.totalAmount! / 100 }));
    const counts = (of: RfmRow[], compat?: 'r-rfm'): readonly number[] =>
      fitRfm(of, compat ? { compat } : {}).fit.scoreCounts.monetary;
    expect(counts(hundreds)).toEqual(counts(rows));
    expect(counts(hundreds, 'r-rfm')).not.toEqual(counts(rows, 'r-rfm'));
    expect(fitRfm(rows, { compat: 'r-rfm' }).edges).toBe('lower');
  });

  test('own cuts are lower inclusive, and bins follow from them', () => {
    const cuts = { recency: [30, 90], frequency: [2], monetary: [100, 250, 500] };
    const model = fitRfm([row('a', 30, 2, 100)], { cuts });
    expect(model).toMatchObject({ edges: 'lower', bins: { recency: 3, frequency: 2, monetary: 4 } });
    expect(assignRfm(model, row('a', 30, 2, 100)).cell).toBe('2-2-2');
    expect(assignRfm(model, row('a', 29.99, 1, 99.99)).cell).toBe('3-1-1');
    expect(assignRfm(model, row('a', 90, 9, 500)).reasons[2]!.facts).toEqual({
      axis: 'monetary',
      value: 500,
      score: 4,
      from: 500,
      to: null,
    });
  });

  test('nested scores are cut inside each other and fall back where a group was empty', () => {
    const rows = many(100, (i) => [i % 10, i, (i * 37) % 100]);
    const model = fitRfm(rows, { bins: 2, nested: true });
    expect(model.nested!.frequency).toHaveLength(2);
    expect(model.nested!.monetary.map((list) => list.length)).toEqual([2, 2]);
    const counted = rows.map((one) => assignRfm(model, one));
    expect(counted.filter(({ monetary }) => monetary === 2)).toHaveLength(model.fit.scoreCounts.monetary[1]!);
    const alike = fitRfm(
      many(9, () => [30, 2, 10]),
      { bins: 2, nested: true },
    );
    expect(alike.nested!.frequency[0]).toEqual([]);
    expect(assignRfm(alike, row('late', 99, 2, 10))).toMatchObject({ recency: 1, frequency: 1, monetary: 1 });
    expect(assignRfm(alike, row('x', null, 2, 10))).toMatchObject({ frequency: null, monetary: null });
  });

  test('refuses what it cannot work with', () => {
    expect(() => fitRfm([row('a', NaN, 1, 1)])).toThrow(code('not-finite'));
    expect(() => fitRfm([{ ...row('a', 1, 1, 1), purchases: '7' as never }])).toThrow(code('wrong-type'));
    expect(() => fitRfm([], { bins: 0 })).toThrow(code('out-of-range'));
    expect(() => fitRfm([], { bins: 2.5 })).toThrow(code('not-a-count'));
    expect(() => fitRfm([], { bins: { recency: 5, frequency: 1001, monetary: 5 } })).toThrow(/options.bins.frequency/);
    expect(() => fitRfm([], { cuts: { recency: [2, 1], frequency: [], monetary: [] } })).toThrow(code('out-of-order'));
    expect(() => fitRfm([], { cuts: { recency: [1], frequency: [], monetary: [NaN] } })).toThrow(code('not-finite'));
    expect(() => fitRfm([], { cuts: { recency: [1] } as never })).toThrow(code('missing-value'));
    expect(() => fitRfm([], { compat: 'r' as never })).toThrow(code('unknown-name'));
    expect(() => fitRfm([], { compat: 'r-rfm', nested: true })).toThrow(code('unsupported'));
    expect(() => assignRfm({ kind: 'x' } as never, row('a', 1, 1, 1))).toThrow(code('wrong-kind'));
    expect(() => assignRfm(fitRfm([]), row('a', 1, Infinity, 1))).toThrow(code('not-finite'));
    expect(() => assignRfm(fitRfm([]), row('a', 1, 'x' as never, 1))).toThrow(code('wrong-type'));
  });
});

describe('rankRfm', () => {
  test('split ties by id, never by the order of the rows; numbers by size', () => {
    const rows = ['d', 'b', 'a', 'c'].map((id) => row(id, 10, 3, 50));
    const cells = Object.fromEntries(
      rankRfm(rows, { ties: 'split', bins: 2 }).map((one) => [one.customerId, one.cell]),
    );
    expect(cells).toEqual({ a: '2-1-1', b: '2-1-1', c: '1-2-2', d: '1-2-2' });
    const numbers = [10, 9].map((customerId) => ({ ...row('', 1, 1, 1), customerId }));
    expect(rankRfm(numbers, { ties: 'split', bins: 2 }).map(({ frequency }) => frequency)).toEqual([2, 1]);
  });

  test('larger groups come first, mean ranks keep equals together', () => {
    const rows = many(7, (i) => [i, i, i < 4 ? 1 : i]);
    expect(rankRfm(rows, { ties: 'split', bins: 3 }).map(({ frequency }) => frequency)).toEqual([1, 1, 1, 2, 2, 3, 3]);
    expect(rankRfm(rows, { ties: 'mean-rank', bins: 3 }).map(({ monetary }) => monetary)).toEqual([
      2, 2, 2, 2, 3, 3, 3,
    ]);
  });

  test('nested ranks inside each other; reasons show the ends of the group; missing values have none', () => {
    const rows = [...many(8, (i) => [i, i, i]), row('x', null, 1, 1), row('y', 1, 1, null)];
    const ranked = rankRfm(rows, { ties: 'split', bins: 2, nested: true });
    expect(ranked.at(-2)).toMatchObject({ recency: null, frequency: null, monetary: null, cell: null });
    expect(ranked.at(-1)).toMatchObject({ recency: 2, monetary: null, frequencyMonetary: null });
    expect(ranked[0]!.reasons.map(({ facts }) => facts.axis)).toEqual(['recency', 'frequency', 'monetary']);
    expect(ranked[0]!.reasons[0]!.facts).toMatchObject({ from: 0, to: 3 });
  });

  test('refuses a customer twice and unknown ties', () => {
    expect(() => rankRfm([row('a', 1, 1, 1), row('a', 2, 2, 2)], { ties: 'split' })).toThrow(code('duplicate'));
    expect(() => rankRfm([], { ties: 'random' as never })).toThrow(code('unknown-name'));
    expect(rankRfm([], { ties: 'split' })).toEqual([]);
  });
});

test('compositeRfm wants weights, ignores axes without one, and has no answer without a score', () => {
  const scores = { recency: 5, frequency: null, monetary: 2 };
  expect(compositeRfm(scores, { weights: { recency: 1, frequency: 0, monetary: 10 } })).toBe(25);
  expect(compositeRfm(scores, { weights: { recency: 1, frequency: 1, monetary: 1 } })).toBeNull();
  expect(() => compositeRfm(scores, { weights: { recency: -1, frequency: 0, monetary: 0 } })).toThrow(
    code('out-of-range'),
  );
});

test('the eleven segments tile every score with exactly one name', () => {
  const scores = [1, 2, 3, 4, 5];
  const halves = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5];
  const found = measureSegmentMap(RFM_ELEVEN_SEGMENTS, { axes: { recency: scores, frequencyMonetary: halves } });
  expect([found.cells, found.holes, found.overlapping, found.unreachable]).toEqual([45, [], 0, []]);
  const rows = [
    ['new', 'potential-loyal', 'potential-loyal', 'champions', 'champions'],
    ['promising', 'potential-loyal', 'potential-loyal', 'loyal', 'champions'],
    ['about-to-sleep', 'about-to-sleep', 'need-attention', 'loyal', 'loyal'],
    ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'at-risk'],
    ['lost', 'hibernating', 'at-risk', 'cannot-lose', 'cannot-lose'],
  ];
  const got = [5, 4, 3, 2, 1].map((recency) =>
    scores.map((frequencyMonetary) => assignSegment(RFM_ELEVEN_SEGMENTS, { recency, frequencyMonetary }).segment),
  );
  expect(got).toEqual(rows);
});

test('thresholds of a large population are the quantiles of its sorted columns, and so are the counts', () => {
  // Large enough to be counted in buckets: negative amounts, many alike, missing ones, a wide range, neighbours beyond a float.
  const random = createRandom(5);
  const rows = Array.from({ length: 30_011 }, (_, i) => ({
    customerId: i,
    daysSinceLast: i % 7 === 0 ? null : Math.floor(nextUniform(random) * 400),
    purchases: 1 + Math.floor(-Math.log(1 - nextUniform(random)) * 1.5),
    totalAmount: i % 3 === 0 ? 1e9 + i / 64 : (nextUniform(random) - 0.4) * 10 ** (i % 12),
  }));
  for (const bins of [5, 7, 10]) {
    const model = fitRfm(rows, { bins });
    for (const [axis, field] of [
      ['recency', 'daysSinceLast'],
      ['frequency', 'purchases'],
      ['monetary', 'totalAmount'],
    ] as const) {
      const values = rows.map((row) => row[field]).filter((value) => value !== null);
      const sorted = Float64Array.from(values).sort();
      const edges = Array.from({ length: bins - 1 }, (_, k) => {
        const place = (sorted.length - 1) * (k + 1);
        const [below, above] = [sorted[Math.floor(place / bins)]!, sorted[Math.ceil(place / bins)]!];
        return below + ((place % bins) / bins) * (above - below);
      });
      expect(model.thresholds[axis]).toEqual(edges);
      const shares = edges.map((_, k) => (k + 1) / bins);
      selectQuantiles(values, shares).forEach((q, k) => expect(Math.abs(edges[k]! / q - 1)).toBeLessThan(1e-12));
      const counts = Array.from({ length: bins }, () => 0);
      for (const row of rows) {
        const score = assignRfm(model, row)[axis];
        if (score !== null) counts[score - 1]!++;
      }
      expect(model.fit.scoreCounts[axis]).toEqual(counts);
    }
  }
});

test('what is missing leaves a ranked cell without a name, whichever axis it is', () => {
  const whole = { customerId: 'a', daysSinceLast: 1, purchases: 2, totalAmount: 3 };
  const ranked = (row: Partial<RfmRow>) => {
    const [{ cell, frequencyMonetary, reasons }] = rankRfm([{ ...whole, ...row }], { ties: 'split' }) as [RankedRfm];
    return [cell, frequencyMonetary, reasons.map(({ code }) => code)];
  };
  expect(ranked({})).toEqual(['5-1-1', 1, ['in-bin', 'in-bin', 'in-bin']]);
  expect(ranked({ daysSinceLast: null })).toEqual([null, 1, ['missing', 'in-bin', 'in-bin']]);
  expect(ranked({ purchases: null })).toEqual([null, null, ['in-bin', 'missing', 'in-bin']]);
  expect(ranked({ totalAmount: null })).toEqual([null, null, ['in-bin', 'in-bin', 'missing']]);
  // Nested, a frequency is ranked inside of a recency, and money inside of both: without one there is no inside.
  const nested = (row: Partial<RfmRow>) => {
    const [{ recency, frequency, monetary }] = rankRfm([{ ...whole, ...row }], { ties: 'split', nested: true }) as [
      RankedRfm,
    ];
    return [recency, frequency, monetary];
  };
  expect(nested({})).toEqual([5, 1, 1]);
  expect(nested({ daysSinceLast: null })).toEqual([null, null, null]);
  expect(nested({ purchases: null })).toEqual([5, null, null]);
  expect(nested({ totalAmount: null })).toEqual([5, 1, null]);
});

test('what a fit says of itself: interior, weak, failed, and each warning in its words', () => {
  const fit = (rows: [number | null, number | null, number | null][], options?: FitRfmOptions) =>
    fitRfm(
      rows.map(([daysSinceLast, purchases, totalAmount], customerId) => ({
        customerId,
        daysSinceLast,
        purchases,
        totalAmount,
      })),
      options,
    ).fit;
  const said = ({ status, warnings }: RfmModel['fit']) => [
    status,
    warnings.map(({ code, message, facts }) => [code, message, facts]),
  ];
  const two = { bins: 2 };
  expect(
    said(
      fit(
        [
          [1, 1, 1],
          [2, 2, 2],
        ],
        two,
      ),
    ),
  ).toEqual(['interior', []]);
  // Three of four bought once: nobody is above the median but one, and in thirds one score is empty.
  const alike: [number, number, number][] = [
    [1, 1, 1],
    [2, 1, 2],
    [3, 1, 3],
    [4, 9, 4],
  ];
  expect(said(fit(alike, { bins: 3 }))).toEqual([
    'interior',
    [['empty-bin', 'nobody has frequency score 2: too many customers are alike', { axis: 'frequency', score: 2 }]],
  ]);
  expect(
    said(
      fit(
        [
          [1, 1, 1],
          [2, 1, 2],
        ],
        two,
      ),
    ),
  ).toEqual(['weak', [['constant', 'frequency is the same for everybody', { axis: 'frequency' }]]]);
  expect(
    said(
      fit(
        [
          [1, null, 1],
          [2, null, 2],
        ],
        two,
      ),
    ),
  ).toEqual(['weak', [['no-values', 'frequency is missing everywhere', { axis: 'frequency' }]]]);
  expect(
    said(
      fit(
        [
          [1, 1, 1],
          [2, 2, 2],
        ],
        { bins: { recency: 2, frequency: 3, monetary: 2 } },
      ),
    ),
  ).toEqual(['weak', [['few-customers', '2 customers cannot fill 3 scores', { customers: 2, bins: 3 }]]]);
  expect(said(fit([]))).toEqual(['failed', []]);
});

test('one number of scores for all axes, or one for each', () => {
  const bins = (recency: number, frequency: number, monetary: number) =>
    fitRfm([], { bins: { recency, frequency, monetary } }).bins;
  expect(bins(3, 3, 3)).toBe(3);
  for (const [r, f, m] of [
    [2, 3, 3],
    [3, 2, 3],
    [3, 3, 2],
  ] as const)
    expect(bins(r, f, m)).toEqual({ recency: r, frequency: f, monetary: m });
  expect(fitRfm([]).bins).toBe(5);
  expect([fitRfm([]).edges, fitRfm([], { compat: 'r-rfm' }).edges]).toEqual(['upper', 'lower']);
  expect(() => fitRfm([], { bins: 2.5 })).toThrow('options.bins: expected a whole number, got 2.5');
  expect(() => bins(2, 3, 4.5)).toThrow('options.bins.monetary: expected a whole number, got 4.5');
});

test('tenths of customers: how much they have, and how often the mean', () => {
  // 10 in all, 2.5 each: the richer two have 7, the others 3.
  expect(tabulateDeciles([2, 4, 1, 3], { groups: 2 })).toEqual([
    {
      group: 1,
      customers: 2,
      amount: 7,
      amountShare: 0.7,
      cumulativeAmountShare: 0.7,
      lowestAmount: 3,
      highestAmount: 4,
      index: 1.4,
    },
    {
      group: 2,
      customers: 2,
      amount: 3,
      amountShare: 0.3,
      cumulativeAmountShare: 1,
      lowestAmount: 1,
      highestAmount: 2,
      index: 0.6,
    },
  ]);
  expect(tabulateDeciles([5, 1, 1], { groups: 2 }).map(({ customers, amount }) => [customers, amount])).toEqual([
    [2, 6],
    [1, 1],
  ]);
});

test.each([
  [0.1, 30, 3],
  [0.1, 31, 4],
  [0.3, 10, 3],
  [0.07, 100, 7],
  [0.07, 101, 8],
  [0.5, 1, 1],
  [1, 7, 7],
  [1e-9, 7, 1],
  // 0.81 of 20,000 is 16,200.000000000002 in floating point.
  [0.81, 20_000, 16_200],
])('a share of %d of %i customers are %i', (customerShare, n, customers) => {
  expect(
    measureTopShare(
      Array.from({ length: n }, () => 1),
      { customerShare },
    ).customers,
  ).toBe(customers);
});
