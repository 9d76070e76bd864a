import { describe, expect, test } from 'vitest';
import type { CustomerModel, RfmRow, SegmentCondition, SegmentMap } from 'clientele/segmentation';
import {
  assignRfm,
  assignSegment,
  checkSegmentMap,
  compileSegment,
  compositeRfm,
  fitRfm,
  measureSegmentMap,
} from 'clientele/segmentation';

const refused = (code: string, argument: string): unknown => expect.objectContaining({ code, argument });

describe('why a segment was given', () => {
  const map: SegmentMap<string, 'alive' | 'value'> = {
    kind: 'segment-map',
    version: 1,
    segments: [
      { name: 'best', when: { alive: [0.8, 1], value: { gte: 100 } } },
      { name: 'good', when: { alive: { gt: 0.5 } } },
    ],
    otherwise: 'rest',
  };
  test('each range of the box that won, with the value that lies in it', () => {
    expect(assignSegment(map, { alive: 0.8, value: 100 })).toEqual({
      segment: 'best',
      position: 0,
      reasons: [
        { code: 'in-range', facts: { axis: 'alive', value: 0.8, range: [0.8, 1] } },
        { code: 'in-range', facts: { axis: 'value', value: 100, range: { gte: 100 } } },
      ],
    });
    expect(assignSegment(map, { alive: 0.9, value: null })).toEqual({
      segment: 'good',
      position: 1,
      reasons: [{ code: 'in-range', facts: { axis: 'alive', value: 0.9, range: { gt: 0.5 } } }],
    });
  });
  test('what is missing, once, and that nothing matched', () => {
    expect(assignSegment(map, { value: 5 })).toEqual({
      segment: 'rest',
      position: null,
      reasons: [
        { code: 'missing', facts: { axis: 'alive' } },
        { code: 'no-match', facts: {} },
      ],
    });
    expect(assignSegment(map, { alive: 0.5, value: 5 }).reasons).toEqual([{ code: 'no-match', facts: {} }]);
  });
});

describe('what is wrong with a map, in a sentence', () => {
  const said = (segments: SegmentMap['segments'], axes: Record<string, readonly number[] | 'continuous'>) =>
    checkSegmentMap({ kind: 'segment-map', version: 1, segments, otherwise: 'rest' }, { axes }).map(
      ({ severity, path, message, facts }) => [`${severity} ${path}: ${message}`, ...(facts ? [facts] : [])],
    );
  test('an empty range, a twin, a shadow, an overlap, a hole', () => {
    const all = { name: 'all', when: { x: [1, 3] } } as const;
    expect(said([all, { name: 'none', when: { x: [3, 2] } }], { x: [1, 2, 3] })).toEqual([
      ['error /segments/1/when/x: no number lies in the range of x'],
    ]);
    expect(
      said(
        [
          { name: 'a', when: { x: [1, 3], y: [1, 1] } },
          { name: 'b', when: { y: [1, 1], x: [1, 3] } },
        ],
        { x: [1, 3], y: [1] },
      ),
    ).toEqual([
      ['warning /segments/1: the same box stands at place 0, which wins'],
      ['warning /segments/1: a and b share 2 cells; a wins them', { segments: ['a', 'b'], cells: 2 }],
    ]);
    expect(said([all, { name: 'two', when: { x: [2, 2] } }], { x: [1, 2, 3] })).toEqual([
      ['warning /segments/1: two never wins here: boxes before it take all it could'],
      ['warning /segments/1: all and two share 1 cells; all wins them', { segments: ['all', 'two'], cells: 1 }],
    ]);
    expect(said([all], { x: [1, 2, 3, 4, 5] })).toEqual([
      ['warning : 2 combinations have no segment and become rest', { cells: 2, first: { x: 4 } }],
    ]);
  });
  test.each([
    [{ gte: 5, lte: 5 }, false],
    [{ gt: 5, lte: 5 }, true],
    [{ gte: 5, lt: 5 }, true],
    [{ gte: 5, gt: 4, lte: 5, lt: 6 }, false],
    [{ gt: 5 }, false],
    [[5, 5], false],
    [[6, 5], true],
  ])('%j is empty: %s', (range, empty) => {
    const codes = checkSegmentMap(
      {
        kind: 'segment-map',
        version: 1,
        segments: [{ name: 'a', when: { 'x/y~z': range as never } }],
        otherwise: 'rest',
      },
      { axes: { 'x/y~z': [5, 6] } },
    ).filter(({ code }) => code === 'empty-range');
    expect(codes.map(({ path }) => path)).toEqual(empty ? ['/segments/0/when/x~1y~0z'] : []);
  });
  test('one name for several boxes is one segment', () => {
    const boxes = [
      { name: 'a', when: { x: [1, 1] } },
      { name: 'b', when: { x: [1, 2] } },
      { name: 'b', when: { x: [3, 3] } },
    ] as const;
    expect(said(boxes, { x: [1, 2, 3] })).toEqual([
      ['warning /segments/1: a and b share 1 cells; a wins them', { segments: ['a', 'b'], cells: 1 }],
    ]);
    const found = measureSegmentMap(
      { kind: 'segment-map', version: 1, segments: boxes, otherwise: 'rest' },
      { axes: { x: [1, 2, 3, 4] } },
    );
    expect(found).toMatchObject({ cells: 4, holes: [{ x: 4 }], unreachable: [], cellsWon: { a: 1, b: 2 } });
  });
});

const row = (daysSinceLast: number | null, purchases: number | null, totalAmount: number | null): RfmRow => ({
  customerId: 'c',
  daysSinceLast,
  purchases,
  totalAmount,
});

describe('RFM', () => {
  const model = fitRfm([row(0, 1, 10), row(10, 2, 20), row(20, 3, 30), row(30, 4, 40)], { bins: 2 });

  test('a score says between which thresholds its value lies', () => {
    // Thresholds: 15 days, 2.5 orders, 25 of money.
    expect(assignRfm(model, row(15, 3, -5))).toEqual({
      recency: 2,
      frequency: 2,
      monetary: 1,
      cell: '2-2-1',
      frequencyMonetary: 1.5,
      reasons: [
        { code: 'in-bin', facts: { axis: 'recency', value: 15, score: 2, from: null, to: 15 } },
        { code: 'in-bin', facts: { axis: 'frequency', value: 3, score: 2, from: 2.5, to: null } },
        { code: 'in-bin', facts: { axis: 'monetary', value: -5, score: 1, from: null, to: 25 } },
      ],
    });
  });

  test.each<[RfmRow, number | null]>([
    [row(null, 3, 30), 2],
    [row(5, null, 30), null],
    [row(5, 3, null), null],
  ])('what is missing leaves the cell without a name: %j', (one, frequencyMonetary) => {
    expect(assignRfm(model, one)).toMatchObject({ cell: null, frequencyMonetary });
    const missing = assignRfm(model, one).reasons.filter(({ code }) => code === 'missing');
    expect(missing.map(({ facts }) => [facts.value, facts.score, facts.from])).toEqual([[null, null, null]]);
  });

  test('names what is wrong', () => {
    const one = row(1, 1, 1);
    expect(() => assignRfm({ ...model, version: 2 } as never, one)).toThrow(
      'model: expected an RFM model of version 1',
    );
    expect(() => assignRfm({ ...model, kind: 'x' } as never, one)).toThrow(refused('wrong-kind', 'model'));
    expect(() => assignRfm(model, null as never)).toThrow('row: expected a record');
    for (const key of ['daysSinceLast', 'purchases', 'totalAmount'])
      expect(() => assignRfm(model, { ...one, [key]: NaN })).toThrow(refused('not-finite', `row.${key}`));
    const scores = { recency: 1, frequency: 2, monetary: 3 };
    const composite = (given: unknown, options: unknown) => () => compositeRfm(given as never, options as never);
    const weights = { recency: 0.5, frequency: 0.25, monetary: 0.25 };
    expect(composite(scores, { weights })()).toBe(1.75);
    expect(composite(scores, null)).toThrow(refused('wrong-type', 'options'));
    expect(composite(scores, {})).toThrow(refused('wrong-type', 'options.weights'));
    expect(composite(null, { weights })).toThrow(refused('wrong-type', 'scores'));
    for (const axis of ['recency', 'frequency', 'monetary']) {
      expect(composite(scores, { weights: { ...weights, [axis]: -1 } })).toThrow(
        refused('out-of-range', `options.weights.${axis}`),
      );
      for (const bad of [0, 1001])
        expect(composite({ ...scores, [axis]: bad }, { weights })).toThrow(refused('out-of-range', `scores.${axis}`));
      // A missing score matters only where it weighs something.
      expect(composite({ ...scores, [axis]: null }, { weights })()).toBeNull();
      expect(composite({ ...scores, [axis]: null }, { weights: { ...weights, [axis]: 0 } })()).not.toBeNull();
    }
  });

  /** The whole numbers from `low` on, in a mixed order: 7,919 is a prime and no divisor of their number. */
  const mixed = (n: number, low: number, step = 1): number[] =>
    Array.from({ length: n }, (_, i) => low + step * ((i * 7919) % n));

  // Position k/5 of n − 1 steps: whole for 20,001, a fifth beyond for 20,002. Below 20,000 another way is taken.
  test.each([
    [19_996, 1, [-1001, 2998, 6997, 10_996]],
    [20_001, 1, [-1000, 3000, 7000, 11_000]],
    [20_002, 1, [-999.8, 3000.4, 7000.6, 11_000.8]],
    [20_001, 0.5, [-3000, -1000, 1000, 3000]],
  ])('thresholds of %i values in steps of %d are their quantiles', (n, step, thresholds) => {
    const rows = mixed(n, -5000, step).map((value) => row(value, 1, value));
    const { thresholds: found, fit } = fitRfm(rows);
    found.monetary.forEach((threshold, k) => expect(threshold).toBeCloseTo(thresholds[k]!, 9));
    const atMost = thresholds.map((threshold) => Math.floor((threshold + 5000) / step + 1e-6) + 1);
    const counts = [...atMost, n].map((count, k) => count - (k === 0 ? 0 : atMost[k - 1]!));
    expect(fit.scoreCounts.monetary).toEqual(counts);
    expect(fit.scoreCounts.recency).toEqual(counts.toReversed());
    expect(fit.scoreCounts.frequency).toEqual([n, 0, 0, 0, 0]);
  });

  test('thresholds between values that lie as far apart as numbers can', () => {
    const far = fitRfm([row(0, 1, -1e300), row(1, 1, 1e300)], { bins: 4 });
    expect(far.thresholds.monetary).toEqual([-5e299, 0, 5e299]);
    const many = Array.from({ length: 20_000 }, (_, i) => row(i % 2, 1, i % 2 ? 1e300 : -1e300));
    expect(fitRfm(many, { bins: 4 }).thresholds.monetary).toEqual([-1e300, 0, 1e300]);
  });
});

const MODEL = {
  version: 1,
  fields: { renewsOn: 'day?', lastLogin: 'instant?', name: 'text?', spend: 'number?', zone: 'text?' },
  events: { id: 'id', types: { purchase: { amount: 'number?', sku: 'text?' }, visit: {} } },
} as const satisfies CustomerModel;
const DAY = 86_400_000;
const NOW = Date.parse('2024-06-15T12:00:00Z');
const at = (where: SegmentCondition, asOf = NOW, timeZone = 'UTC') =>
  compileSegment<any>({ version: 1, timeZone, where }, { model: MODEL }).at(asOf);

describe('fixed windows over calendar days', () => {
  const { test: holds, nextChangeAt } = at({ field: 'renewsOn', window: { from: '2024-06-01', to: '2024-07-01' } });
  test.each([
    ['2024-05-31', false],
    ['2024-06-01', true],
    ['2024-06-30', true],
    ['2024-07-01', false],
  ])('%s lies in June: %s, and that never changes', (renewsOn, inside) => {
    expect([holds({ renewsOn }), nextChangeAt({ renewsOn })]).toEqual([inside, null]);
  });

  // A day counts from the first of which the whole lies behind the bound.
  test.each([
    ['2024-06-01T00:00:00Z', 'UTC', '2024-06-01'],
    ['2024-06-01T00:00:00.001Z', 'UTC', '2024-06-02'],
    ['2024-05-31T22:00:00Z', 'Europe/Paris', '2024-06-01'],
    ['2024-05-31T21:59:59.999Z', 'Europe/Paris', '2024-06-01'],
    ['2024-05-31T22:00:00.001Z', 'Europe/Paris', '2024-06-02'],
  ])('from %s in %s, the first day is %s', (from, timeZone, first) => {
    const days = ['2024-05-30', '2024-05-31', '2024-06-01', '2024-06-02'];
    const since = at({ field: 'renewsOn', window: { from } }, NOW, timeZone).test;
    expect(days.filter((renewsOn) => since({ renewsOn }))).toEqual(days.filter((day) => day >= first));
    const until = at({ field: 'renewsOn', window: { to: from } }, NOW, timeZone).test;
    expect(days.filter((renewsOn) => until({ renewsOn }))).toEqual(days.filter((day) => day < first));
  });
});

describe('events of every shape', () => {
  const ago = (days: number) => NOW - days * DAY;
  const some = [
    { type: 'purchase', at: ago(1), amount: 5 },
    { type: 'purchase', at: new Date(ago(2)), amount: 7 },
    { type: 'purchase', at: '2024-06-12T12:00:00Z', amount: 9 },
    { type: 'purchase', at: 'never', amount: 100 },
    { type: 'purchase', at: '2024-06-12', amount: 100 },
    { type: 'visit', at: ago(1) },
    { type: 'purchase', at: NOW + 1, amount: 100 },
    null,
    5,
    Object.create({ type: 'purchase', at: ago(1), amount: 100 }),
    Object.assign(Object.create({ type: 'purchase' }), { at: ago(1), amount: 100 }),
    Object.assign(Object.create({ at: ago(1) }), { type: 'purchase', amount: 100 }),
    Object.assign(Object.create({ color: 'red' }), { type: 'purchase', at: ago(4), amount: 11 }),
  ];
  const measured = (condition: object, customer: object): unknown =>
    at({ event: 'purchase', ...condition } as SegmentCondition).explain(customer).tree.actual;

  test.each([
    [{}, 4],
    [{ window: { last: 2, unit: 'day' } }, 1],
    [{ window: { before: 2, unit: 'day' } }, 3],
    [{ measure: 'sum', of: 'amount' }, 32],
    [{ measure: 'average', of: 'amount' }, 8],
    [{ measure: 'min', of: 'amount' }, 5],
    [{ measure: 'max', of: 'amount' }, 11],
    [{ measure: 'distinct', of: 'amount' }, 4],
    [{ measure: 'daysSinceFirst' }, 4],
    [{ measure: 'daysSinceLast' }, 1],
    [{ where: { field: 'amount', op: 'gt', value: 5 } }, 3],
  ])('%j', (condition, wanted) => {
    expect(measured(condition, { events: some })).toBe(wanted);
    expect(measured(condition, { events: some.toReversed() })).toBe(wanted);
    for (const op of ['gte', 'eq', 'lte'] as const)
      expect(
        at({ event: 'purchase', ...condition, op, value: wanted } as SegmentCondition).test({ events: some }),
      ).toBe(true);
    for (const op of ['gt', 'lt', 'ne'] as const)
      expect(
        at({ event: 'purchase', ...condition, op, value: wanted } as SegmentCondition).test({ events: some }),
      ).toBe(false);
  });

  test('events with one id count once, events without one each', () => {
    const twice = [
      { type: 'purchase', at: ago(1), id: 'a', amount: 5 },
      { type: 'purchase', at: ago(1), id: 'a', amount: 5 },
      { type: 'purchase', at: ago(1), amount: 7 },
      { type: 'purchase', at: ago(1), amount: 7 },
      { type: 'purchase', at: ago(1), id: null, amount: 7 },
    ];
    expect(measured({}, { events: twice })).toBe(4);
    expect(measured({ measure: 'sum', of: 'amount' }, { events: twice })).toBe(26);
  });

  test('no list of events is no event', () => {
    for (const events of [undefined, null, 'purchase', { length: 1 }]) expect(measured({}, { events })).toBe(0);
  });
});

describe('steps in their order', () => {
  const path = (times: [string, number][]) => ({
    events: times.map(([type, days]) => ({ type, at: NOW - days * DAY })),
  });
  const bought = { sequence: [{ event: 'visit' }, { event: 'purchase' }] } as const;
  const within = { ...bought, within: 3, unit: 'day' } as const;
  test.each<[[string, number][], boolean, boolean]>([
    [
      [
        ['visit', 5],
        ['purchase', 3],
      ],
      true,
      true,
    ],
    [
      [
        ['purchase', 5],
        ['visit', 3],
      ],
      false,
      false,
    ],
    [
      [
        ['visit', 5],
        ['purchase', 5],
      ],
      false,
      false,
    ],
    [
      [
        ['visit', 5],
        ['purchase', 2],
      ],
      true,
      false,
    ],
    // The latest first step leaves the most time.
    [
      [
        ['visit', 9],
        ['visit', 4],
        ['purchase', 2],
      ],
      true,
      true,
    ],
    [
      [
        ['visit', 9],
        ['purchase', 2],
        ['visit', 1],
      ],
      true,
      false,
    ],
    [[['visit', 5]], false, false],
  ])('%j', (times, inOrder, inTime) => {
    for (const list of [times, times.toReversed()])
      expect([at(bought).test(path(list)), at(within).test(path(list))]).toEqual([inOrder, inTime]);
  });
  test('one step twice needs two instants', () => {
    const twice = { sequence: [{ event: 'visit' }, { event: 'visit' }] } as const;
    expect(
      at(twice).test(
        path([
          ['visit', 5],
          ['visit', 5],
        ]),
      ),
    ).toBe(false);
    expect(
      at(twice).test(
        path([
          ['visit', 5],
          ['visit', 4],
        ]),
      ),
    ).toBe(true);
    expect(at(twice).explain(path([['visit', 5]])).tree).toMatchObject({ actual: 1, expected: { steps: 2 } });
  });
});

describe('an explanation', () => {
  const root = (where: SegmentCondition, customer: object) => at(where).explain(customer).tree;
  test('repeats a long text by its beginning', () => {
    const { actual } = root({ field: 'name', op: 'eq', value: 'x' }, { name: 'n'.repeat(101) });
    expect(actual).toBe(`${'n'.repeat(100)}…`);
    expect(root({ field: 'name', op: 'eq', value: 'x' }, { name: 'n'.repeat(100) }).actual).toBe('n'.repeat(100));
  });
  test('says what a condition asks, with its window', () => {
    const window = { last: 9, unit: 'day' } as const;
    const has = { field: 'sku', op: 'eq', value: 'x' } as const;
    expect(root({ latest: 'purchase', window, has }, {}).expected).toEqual({ has, window });
    expect(root({ earliest: 'purchase', has }, {}).expected).toEqual({ has });
    expect(root({ event: 'purchase', window }, {}).expected).toEqual({ op: 'gte', value: 1, window });
    expect(root({ event: 'purchase', measure: 'sum', of: 'amount', op: 'lt', value: 5 }, {}).expected).toEqual({
      op: 'lt',
      value: 5,
      measure: 'sum',
      of: 'amount',
    });
    expect(root({ sequence: [{ event: 'visit' }], within: 2, unit: 'day', window }, {}).expected).toEqual({
      steps: 1,
      within: 2,
      unit: 'day',
      window,
    });
    expect(root({ regularly: 'visit', periods: 3, unit: 'week', inAtLeast: 2 }, {}).expected).toEqual({
      periods: 3,
      unit: 'week',
      inAtLeast: 2,
    });
    expect(root({ field: 'lastLogin', window }, {}).expected).toEqual({ window });
  });
});
