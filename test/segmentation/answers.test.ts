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
  rankRfm,
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

describe('windows on Saturday, 15 June 2024, at noon', () => {
  type Row = [window: Record<string, unknown>, first: string | null, last: string];
  // First and last day that lie in the window; weeks begin on Monday.
  const DAYS: Row[] = [
    [{ last: 7, unit: 'day' }, '2024-06-09', '2024-06-15'],
    [{ last: 1, unit: 'week' }, '2024-06-09', '2024-06-15'],
    [{ last: 1, unit: 'month' }, '2024-05-16', '2024-06-15'],
    [{ last: 1, unit: 'quarter' }, '2024-03-16', '2024-06-15'],
    [{ last: 1, unit: 'year' }, '2023-06-16', '2024-06-15'],
    [{ before: 7, unit: 'day' }, null, '2024-06-08'],
    [{ before: 1, unit: 'month' }, null, '2024-05-15'],
    [{ between: [2, 5], unit: 'day' }, '2024-06-11', '2024-06-13'],
    [{ between: [1, 2], unit: 'month' }, '2024-04-16', '2024-05-15'],
    [{ next: 3, unit: 'day' }, '2024-06-15', '2024-06-17'],
    [{ next: 1, unit: 'month' }, '2024-06-15', '2024-07-14'],
    [{ current: 1, unit: 'day' }, '2024-06-15', '2024-06-15'],
    [{ current: 1, unit: 'week' }, '2024-06-10', '2024-06-16'],
    [{ current: 2, unit: 'week' }, '2024-06-03', '2024-06-16'],
    [{ current: 1, unit: 'month' }, '2024-06-01', '2024-06-30'],
    [{ current: 2, unit: 'month' }, '2024-05-01', '2024-06-30'],
    [{ current: 1, unit: 'quarter' }, '2024-04-01', '2024-06-30'],
    [{ current: 1, unit: 'year' }, '2024-01-01', '2024-12-31'],
    [{ previous: 1, unit: 'day' }, '2024-06-14', '2024-06-14'],
    [{ previous: 1, unit: 'week' }, '2024-06-03', '2024-06-09'],
    [{ previous: 1, unit: 'month' }, '2024-05-01', '2024-05-31'],
    [{ previous: 2, unit: 'quarter' }, '2023-10-01', '2024-03-31'],
    [{ previous: 1, unit: 'year' }, '2023-01-01', '2023-12-31'],
  ];
  const shifted = (on: string, days: number) => new Date(Date.parse(on) + days * DAY).toISOString().slice(0, 10);

  test.each(DAYS)('%j holds the days from %s to %s', (window, first, last) => {
    const holds = (renewsOn: string) =>
      at({ field: 'renewsOn', window } as unknown as SegmentCondition).test({ renewsOn });
    if (first === null) expect(holds('1900-01-01')).toBe(true);
    else expect([holds(shifted(first, -1)), holds(first)]).toEqual([false, true]);
    expect([holds(last), holds(shifted(last, 1))]).toEqual([true, false]);
  });

  /** The first and the last instant that count. What has not happened yet counts for a field where the whole period does. */
  const checkInstants = (window: object, from: number, fieldTo: number, eventTo: number | null) => {
    const field = at({ field: 'lastLogin', window } as SegmentCondition).test;
    expect([from - 1, from, fieldTo, fieldTo + 1].map((lastLogin) => field({ lastLogin }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    if (eventTo === null) return;
    const event = at({ event: 'visit', window } as SegmentCondition).test;
    const visits = [from - 1, from, eventTo, eventTo + 1].map((when) =>
      event({ events: [{ type: 'visit', at: when }] }),
    );
    expect(visits).toEqual([false, true, true, false]);
  };
  test.each(DAYS.filter(([, first]) => first !== null))('%j holds instants by their date', (window, first, last) => {
    const by = 'current' in window || 'previous' in window ? window : { ...window, by: 'date' };
    const start = Date.parse(first!);
    const end = Date.parse(shifted(last, 1)) - 1;
    const isNext = 'next' in window;
    const whole = 'current' in window || isNext;
    checkInstants(by, isNext ? NOW + 1 : start, whole ? end : Math.min(end, NOW), isNext ? null : Math.min(end, NOW));
  });

  const HOUR = 3_600_000;
  test.each<[object, number, number]>([
    [{ last: 90, unit: 'minute' }, -1.5 * HOUR + 1, 0],
    [{ last: 2, unit: 'hour' }, -2 * HOUR + 1, 0],
    [{ last: 2, unit: 'day' }, -2 * DAY + 1, 0],
    [{ last: 1, unit: 'week' }, -7 * DAY + 1, 0],
    [{ between: [1, 3], unit: 'day' }, -3 * DAY + 1, -DAY],
    [{ between: [0, 3], unit: 'hour' }, -3 * HOUR + 1, 0],
    [{ next: 2, unit: 'day' }, 1, 2 * DAY],
    [{ next: 5, unit: 'hour' }, 1, 5 * HOUR],
  ])('%j holds instants from %i to %i ms from now', (window, from, to) => {
    checkInstants(window, NOW + from, NOW + to, 'next' in window ? null : NOW + to);
  });
  test('before so many hours: at that instant and ever before', () => {
    for (const [unit, ms] of [
      ['hour', HOUR],
      ['day', DAY],
      ['week', 7 * DAY],
      ['minute', 60_000],
    ] as const) {
      const holds = at({ field: 'lastLogin', window: { before: 3, unit } }).test;
      expect([-8e15, NOW - 3 * ms, NOW - 3 * ms + 1].map((lastLogin) => holds({ lastLogin }))).toEqual([
        true,
        true,
        false,
      ]);
    }
  });
  test.each<[string, string, number]>([
    ['2024-06-14', '2024-06-16', 0],
    ['2024-06-15T12:00:00Z', '2024-06-15T12:00:01Z', 0],
  ])('from %s, until before %s', (from, to) => {
    const [first, end] = [Date.parse(from), Date.parse(to)];
    checkInstants({ from, to }, first, end - 1, Math.min(end - 1, NOW));
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

describe('groups of any number of parts', () => {
  const parts = (truths: readonly boolean[]) => truths.map((always) => ({ always }));
  const visit = { events: [{ type: 'visit', at: NOW }] };
  const lists = [0, 1, 2, 3, 4, 5, 6].flatMap((n) => [
    Array.from({ length: n }, () => true),
    Array.from({ length: n }, () => false),
    ...Array.from({ length: n }, (_, one) => Array.from({ length: n }, (_, i) => i === one)),
    ...Array.from({ length: n }, (_, one) => Array.from({ length: n }, (_, i) => i !== one)),
  ]);
  test.each<[string, (truths: boolean[]) => SegmentCondition, (truths: boolean[]) => boolean]>([
    ['all', (truths) => ({ all: parts(truths) }), (truths) => truths.every(Boolean)],
    ['any', (truths) => ({ any: parts(truths) }), (truths) => truths.some(Boolean)],
    ['two of', (truths) => ({ atLeast: 2, of: parts(truths) }), (truths) => truths.filter(Boolean).length >= 2],
    ['none of', (truths) => ({ not: { any: parts(truths) } }), (truths) => !truths.some(Boolean)],
  ])('%s', (_, condition, wanted) => {
    for (const truths of lists) {
      const where = condition(truths);
      expect([truths, at(where).test({})]).toEqual([truths, wanted(truths)]);
      expect(at(where).explain({})).toMatchObject({ member: wanted(truths), nextChangeAt: null });
      expect(at({ event: 'visit', where: where as never }).test(visit)).toBe(wanted(truths));
    }
  });
});

describe('the instants at which time alone turns an answer', () => {
  // Noons and midnights from 1 January 2024 on; all facts happen at one.
  const START = Date.UTC(2024, 0, 1);
  const when = (day: number) => START + day * DAY;
  const grid = Array.from({ length: 2 * 50 }, (_, i) => when(i / 2));
  const buys = [3, 3, 5.5, 12, 20, 33, 33.5];
  const amounts = [5, 2, 9, 2, 5, 1, 9];
  const customer = {
    events: [
      ...buys.map((day, i) => ({ type: 'purchase', at: when(day), amount: amounts[i]! })),
      ...[8, 15, 22, 40].map((day) => ({ type: 'visit', at: when(day) })),
    ].map((event, i) => ({ ...event, id: i })),
    lastLogin: when(30.5),
    renewsOn: '2024-01-31',
    spend: 5,
  };
  /** Every change that the segment tells, one after the other. */
  const told = (where: SegmentCondition): number[] => {
    const flips: number[] = [];
    const segment = compileSegment<any>({ version: 1, where }, { model: MODEL });
    for (let now: number | null = START; (now = segment.at(now).nextChangeAt(customer)) !== null && now < when(50);)
      flips.push(now);
    return flips;
  };
  /** Every change that asking at each noon and midnight finds. */
  const found = (where: SegmentCondition): number[] => {
    const segment = compileSegment<any>({ version: 1, where }, { model: MODEL });
    const truths = grid.map((now) => segment.at(now).test(customer));
    return grid.filter((_, i) => i > 0 && truths[i] !== truths[i - 1]);
  };
  const windows = [
    undefined,
    { last: 10, unit: 'day' },
    { last: 36, unit: 'hour' },
    { last: 7, unit: 'day', by: 'date' },
    { last: 1, unit: 'month' },
    { before: 9, unit: 'day' },
    { before: 2, unit: 'week', by: 'date' },
    { between: [3, 12], unit: 'day' },
    { between: [0, 5], unit: 'day', by: 'date' },
    { current: 1, unit: 'week' },
    { current: 2, unit: 'month' },
    { previous: 1, unit: 'week' },
    { previous: 1, unit: 'quarter' },
    { from: '2024-01-06', to: '2024-01-25' },
  ] as const;
  const measures = [
    { value: 2 },
    { op: 'eq', value: 1 },
    { op: 'between', value: [2, 3] },
    { measure: 'sum', of: 'amount', value: 9 },
    { measure: 'average', of: 'amount', value: 5 },
    { measure: 'min', of: 'amount', op: 'lte', value: 2 },
    { measure: 'max', of: 'amount', op: 'eq', value: 9 },
    { measure: 'distinct', of: 'amount', value: 3 },
    { measure: 'daysSinceFirst', value: 8 },
    { measure: 'daysSinceLast', op: 'gte', value: 4 },
    { measure: 'daysSinceLast', op: 'missing' },
  ] as const;
  test.each(windows.map((window) => [window]))('measures of events in %j', (window) => {
    for (const measure of measures) {
      const { value, ...rest } = { value: 1 as unknown, ...measure };
      const where = {
        event: 'purchase',
        ...rest,
        ...('op' in rest && rest.op === 'missing' ? {} : { value }),
        ...(window && { window }),
      };
      expect([where, told(where as SegmentCondition)]).toEqual([where, found(where as SegmentCondition)]);
    }
    const others = [
      { latest: 'purchase', has: { field: 'amount', op: 'gte', value: 5 } },
      { earliest: 'purchase', has: { field: 'amount', op: 'gte', value: 5 } },
      { sequence: [{ event: 'purchase' }, { event: 'visit' }] },
      { sequence: [{ event: 'purchase' }, { event: 'visit' }], within: 3, unit: 'day' },
    ].map((one) => ({ ...one, ...(window && { window }) })) as SegmentCondition[];
    for (const where of others) expect([where, told(where)]).toEqual([where, found(where)]);
  });

  test('of regular events, of fields and of groups', () => {
    const login = (window: object) => ({ field: 'lastLogin', window }) as SegmentCondition;
    const renewal = (window: object) => ({ field: 'renewsOn', window }) as SegmentCondition;
    const two: SegmentCondition = { event: 'purchase', window: { last: 10, unit: 'day' }, value: 2 };
    const all = [
      { regularly: 'purchase', periods: 3, unit: 'week', inAtLeast: 2 },
      { regularly: 'visit', periods: 3, unit: 'week', inAtLeast: 3 },
      { regularly: 'purchase', periods: 2, unit: 'month', inAtLeast: 1 },
      ...windows
        .slice(1)
        .flatMap((window) => [
          login(window!),
          ...('unit' in window! && window.unit === 'hour' ? [] : [renewal(window!)]),
        ]),
      ...[login, renewal].flatMap((of) => [of({ next: 5, unit: 'day' }), of({ next: 1, unit: 'month' })]),
      { field: 'renewsOn', window: { next: 3, unit: 'day' }, anniversary: true },
      { field: 'lastLogin', window: { last: 1, unit: 'week', by: 'date' }, anniversary: true },
      { not: two },
      { all: [two, login({ next: 20, unit: 'day' })] },
      { any: [two, login({ last: 3, unit: 'day' })] },
      { atLeast: 2, of: [two, login({ last: 9, unit: 'day' }), renewal({ current: 1, unit: 'month' })] },
      { all: [two, { field: 'spend', op: 'gt', value: 9 }] },
      { any: [two, { field: 'spend', op: 'gt', value: 1 }] },
    ] as SegmentCondition[];
    for (const where of all) expect([where, told(where)]).toEqual([where, found(where)]);
  });
});

describe('ranks of everybody', () => {
  const of = (
    customerId: string | number,
    daysSinceLast: number | null,
    purchases: number | null,
    totalAmount: number | null,
  ) => ({
    customerId,
    daysSinceLast,
    purchases,
    totalAmount,
  });
  const scores = (rows: RfmRow<string | number>[], options: object) =>
    rankRfm(rows, { ties: 'split', ...options } as never).map(({ customerId, recency, frequency, monetary }) => [
      customerId,
      recency,
      frequency,
      monetary,
    ]);

  test('seven customers in three scores: 3, 2 and 2, equals by their ids, numbers before texts', () => {
    const rows = ['b', 'a', 10, 9, 'c', 'd', 'e'].map((id, i) => of(id, i, 1, 10 * i));
    // Recency by days: 3 of 0–2, 2 of 3–4, 2 of 5–6. Orders are all alike: 9, 10, a | b, c | d, e.
    expect(scores(rows, { bins: 3 })).toEqual([
      ['b', 3, 2, 1],
      ['a', 3, 1, 1],
      [10, 3, 1, 1],
      [9, 2, 1, 2],
      ['c', 2, 2, 2],
      ['d', 1, 3, 3],
      ['e', 1, 3, 3],
    ]);
    expect(scores(rows.toReversed(), { bins: 3 })).toEqual(scores(rows, { bins: 3 }).toReversed());
  });

  test('equals together: the mean of their ranks, rounded up to a score', () => {
    // Ranks 1, 2.5, 2.5, 4, times 2, over 4: 0.5, 1.25, 1.25, 2.
    const rows = [10, 20, 20, 30].map((value, i) => of(`c${i}`, value, value, value));
    expect(scores(rows, { bins: 2, ties: 'mean-rank' })).toEqual([
      ['c0', 2, 1, 1],
      ['c1', 1, 2, 2],
      ['c2', 1, 2, 2],
      ['c3', 1, 2, 2],
    ]);
  });

  test('inside each score of the axis before, where they are nested', () => {
    const rows = [of('a', 1, 10, 1), of('b', 2, 20, 2), of('c', 3, 30, 3), of('d', 4, 40, 4)];
    // a and b are recent: b has the more orders of the two. Money is ranked among those alone with their pair of scores.
    expect(scores(rows, { bins: 2, nested: true })).toEqual([
      ['a', 2, 1, 1],
      ['b', 2, 2, 1],
      ['c', 1, 1, 1],
      ['d', 1, 2, 1],
    ]);
    const missing = [of('a', null, 10, 1), of('b', 2, null, 2), of('c', 3, 30, 3)];
    expect(scores(missing, { bins: 2, nested: true })).toEqual([
      ['a', null, null, null],
      ['b', 2, null, null],
      ['c', 1, 1, 1],
    ]);
  });

  test('say why, with the ends of the score, in the order of the axes', () => {
    const [a, b] = rankRfm([of('a', 1, 10, null), of('b', 2, 20, 5)], { bins: 1, ties: 'split' });
    expect(a).toEqual({
      customerId: 'a',
      recency: 1,
      frequency: 1,
      monetary: null,
      cell: null,
      frequencyMonetary: null,
      reasons: [
        { code: 'in-bin', facts: { axis: 'recency', value: 1, score: 1, from: 1, to: 2 } },
        { code: 'in-bin', facts: { axis: 'frequency', value: 10, score: 1, from: 10, to: 20 } },
        { code: 'missing', facts: { axis: 'monetary', value: null, score: null, from: null, to: null } },
      ],
    });
    expect(b).toMatchObject({ cell: '1-1-1', frequencyMonetary: 1 });
    const nested = rankRfm([of('a', null, 10, 1)], { bins: 1, ties: 'split', nested: true })[0]!;
    // It is there, but it is ranked among those of a recency only.
    expect(nested.reasons[1]).toEqual({
      code: 'missing',
      facts: { axis: 'frequency', value: 10, score: null, from: null, to: null },
    });
    const half = rankRfm([of('a', 1, 10, 1), of('b', 2, 20, 5)], {
      bins: { recency: 1, frequency: 2, monetary: 1 },
      ties: 'split',
    });
    expect(half.map(({ cell, frequencyMonetary }) => [cell, frequencyMonetary])).toEqual([
      ['1-1-1', 1],
      ['1-2-1', 1.5],
    ]);
  });

  test('names what is wrong', () => {
    const rank = (rows: unknown, options: unknown) => () => rankRfm(rows as never, options as never);
    const ties = { ties: 'split' };
    expect(rank([], null)).toThrow(refused('wrong-type', 'options'));
    expect(rank([], { ties: 'x' })).toThrow(refused('unknown-name', 'options.ties'));
    expect(rank([], { ...ties, nested: 1 })).toThrow(refused('wrong-type', 'options.nested'));
    expect(rank([], { ...ties, bins: 0 })).toThrow(refused('out-of-range', 'options.bins'));
    expect(rank(5, ties)).toThrow(refused('wrong-type', 'rows'));
    expect(rank([of('a', 1, 1, 1), of(null as never, 1, 1, 1)], ties)).toThrow(
      refused('wrong-type', 'rows[1].customerId'),
    );
    expect(rank([of('a', 1, 1, 1), of('a', 1, 1, 1)], ties)).toThrow('rows[1].customerId: got a twice');
  });
});

describe('operators by their words', () => {
  const spend = [-5, 0, 4.99, 5, 6, Infinity, -Infinity, NaN, null, undefined, '5', true];
  const of = (op: string, value?: unknown) => {
    const { test: holds } = at({ field: 'spend', op, ...(value !== undefined && { value }) } as SegmentCondition);
    const measured = at({
      event: 'purchase',
      measure: 'max',
      of: 'amount',
      op,
      ...(value !== undefined && { value }),
    } as SegmentCondition).test;
    const held = spend.filter((one) => holds({ spend: one }));
    // A measure of one event is its amount.
    expect(spend.filter((amount) => measured({ events: [{ type: 'purchase', at: NOW, amount }] }))).toEqual(held);
    return held;
  };
  const missing = [Infinity, -Infinity, NaN, null, undefined, '5', true];
  test.each<[string, unknown, unknown[]]>([
    ['lt', 5, [-5, 0, 4.99]],
    ['lte', 5, [-5, 0, 4.99, 5]],
    ['gt', 5, [6]],
    ['gte', 5, [5, 6]],
    ['between', [0, 5], [0, 4.99, 5]],
    ['eq', 5, [5]],
    ['ne', 5, [-5, 0, 4.99, 6, ...missing]],
    ['in', [5], [5]],
    ['in', [5, 0], [0, 5]],
    ['in', [5, 0, 6], [0, 5, 6]],
    ['notIn', [5], [-5, 0, 4.99, 6, ...missing]],
    ['notIn', [5, 0], [-5, 4.99, 6, ...missing]],
    ['notIn', [5, 0, 6], [-5, 4.99, ...missing]],
    ['in', [1, 2, 3, 4, 5, 6, 7, 8], [5, 6]],
    ['in', [1, 2, 3, 4, 5, 6, 7, 8, 9], [5, 6]],
    ['notIn', [1, 2, 3, 4, 5, 6, 7, 8, 9], [-5, 0, 4.99, ...missing]],
    ['exists', undefined, [-5, 0, 4.99, 5, 6]],
    ['missing', undefined, missing],
  ])('number %s %j', (op, value, held) => {
    expect(of(op, value)).toEqual(held);
  });

  const names = ['Anna', 'anna', 'Hanna', 'ann', '', 5, null];
  test.each<[string, unknown, unknown[], unknown[]]>([
    ['eq', 'anna', ['anna'], ['Anna', 'anna']],
    ['ne', 'anna', ['Anna', 'Hanna', 'ann', '', 5, null], ['Hanna', 'ann', '', 5, null]],
    ['in', ['ANNA', 'ann'], ['ann'], ['Anna', 'anna', 'ann']],
    ['contains', 'ann', ['anna', 'Hanna', 'ann'], ['Anna', 'anna', 'Hanna', 'ann']],
    ['startsWith', 'ann', ['anna', 'ann'], ['Anna', 'anna', 'ann']],
    ['endsWith', 'NA', [], ['Anna', 'anna', 'Hanna']],
    ['contains', '', ['Anna', 'anna', 'Hanna', 'ann', ''], ['Anna', 'anna', 'Hanna', 'ann', '']],
  ])('text %s %j, and whatever the case', (op, value, exact, folded) => {
    const of = (more: object) => {
      const { test: holds } = at({ field: 'name', op, value, ...more } as SegmentCondition);
      return names.filter((name) => holds({ name }));
    };
    expect([of({}), of({ ignoreCase: true })]).toEqual([exact, folded]);
  });

  // Folding makes two letters of one that has no other case of its own: both sides are folded alike.
  test('a letter with a dot folds on both sides', () => {
    const { test: holds } = at({ field: 'name', op: 'eq', value: 'İ', ignoreCase: true });
    expect([holds({ name: 'İ' }), holds({ name: 'i\u0307' }), holds({ name: 'i' })]).toEqual([true, true, false]);
  });
});

describe('what the fit of scores warns of and refuses', () => {
  const rows = (n: number, of: (i: number) => RfmRow) => Array.from({ length: n }, (_, i) => of(i));
  const warned = (given: RfmRow[], options: object = {}) => fitRfm(given, options).fit.warnings;
  test('few customers, nothing there, all alike, nobody in a score', () => {
    expect(warned(rows(3, (i) => row(i, i, i)))).toEqual([
      { code: 'few-customers', message: '3 customers cannot fill 5 scores', facts: { customers: 3, bins: 5 } },
    ]);
    expect(warned(rows(5, (i) => row(null, 2, i)))).toEqual([
      { code: 'no-values', message: 'recency is missing everywhere', facts: { axis: 'recency' } },
      { code: 'constant', message: 'frequency is the same for everybody', facts: { axis: 'frequency' } },
    ]);
    // Nine of ten have one order: scores by fifths leave nobody between the first and the last.
    expect(
      warned(
        rows(10, (i) => row(i, i < 9 ? 1 : 2, i)),
        { bins: { recency: 2, frequency: 3, monetary: 2 } },
      ),
    ).toEqual([
      {
        code: 'empty-bin',
        message: 'nobody has frequency score 2: too many customers are alike',
        facts: { axis: 'frequency', score: 2 },
      },
    ]);
  });
  test("thresholds of one's own are lower ends, and count from there", () => {
    const cuts = { recency: [30, 90], frequency: [2, 5], monetary: [100, 200] };
    const model = fitRfm([row(30, 2, 100), row(29, 1, 99.99), row(90, 5, 200), row(89, 4, 199)], { cuts });
    expect(model).toMatchObject({ bins: 3, edges: 'lower', thresholds: cuts });
    expect(model.fit.scoreCounts).toEqual({ recency: [1, 2, 1], frequency: [1, 2, 1], monetary: [1, 2, 1] });
    expect(assignRfm(model, row(30, 2, 100)).cell).toBe('2-2-2');
    expect(assignRfm(model, row(29.9, 1.9, 99.9)).cell).toBe('3-1-1');
  });
  test('what cannot be asked', () => {
    const cuts = { recency: [1], frequency: [1], monetary: [1] };
    const fit = (options: object) => () => fitRfm([], options as never);
    for (const both of [
      { cuts, nested: true },
      { cuts, compat: 'r-rfm' },
      { nested: true, compat: 'r-rfm' },
    ])
      expect(fit(both)).toThrow('options: expected one of cuts, nested and compat, got more');
    expect(fit({ compat: 'x' })).toThrow(refused('unknown-name', 'options.compat'));
    expect(fit({ cuts: 5 })).toThrow(refused('wrong-type', 'options.cuts'));
    expect(fit({ cuts: { ...cuts, monetary: undefined } })).toThrow(
      'options.cuts.monetary: expected thresholds, got none',
    );
    expect(fit({ cuts: { ...cuts, frequency: [1, NaN] } })).toThrow(refused('not-finite', 'options.cuts.frequency[1]'));
  });
});

test('a map names what is wrong with it, and its witnesses tell every gap from every point', () => {
  const measure =
    (given: unknown, axes: unknown = { x: [1] }) =>
    () =>
      measureSegmentMap(given as SegmentMap, { axes } as never);
  const map = (when: unknown) => ({
    kind: 'segment-map',
    version: 1,
    segments: [{ name: 'a', when }],
    otherwise: 'rest',
  });
  expect(measure({ kind: 'x' })).toThrow(refused('wrong-kind', 'map'));
  expect(measure({ ...map({}), otherwise: 5 })).toThrow(refused('wrong-type', 'map.otherwise'));
  expect(measure({ ...map({}), segments: 5 })).toThrow(refused('wrong-type', 'map.segments'));
  expect(measure({ ...map({}), segments: [5] })).toThrow(refused('wrong-type', 'map.segments[0]'));
  expect(measure({ ...map({}), segments: [{ name: 5, when: {} }] })).toThrow(
    refused('wrong-type', 'map.segments[0].name'),
  );
  expect(measure(map(5))).toThrow(refused('wrong-type', 'map.segments[0].when'));
  expect(measure(map({ x: [1] }))).toThrow('map.segments[0].when.x: expected two bounds, got 1');
  expect(measure(map({ x: 5 }))).toThrow(refused('wrong-type', 'map.segments[0].when.x'));
  expect(measure(map({ x: { gte: '1' } }))).toThrow(refused('wrong-type', 'map.segments[0].when.x'));
  expect(measure(map({ x: { gte: undefined } }))()).toMatchObject({ cells: 1, holes: [] });
  expect(measure(map({ z: [1, 2] }), { x: [1], y: [2] })).toThrow('map.segments[0].when.z: expected one of x, y');
  expect(measure(map({}), { x: [] })).toThrow('options.axes.x: expected values, got none');
  expect(measure(map({}), { x: [1, NaN] })).toThrow(refused('not-finite', 'options.axes.x[1]'));
  const many = (n: number) => Array.from({ length: n }, (_, i) => i);
  expect(measure(map({}), { x: many(1001), y: many(1000) })).toThrow(
    'options.axes: expected 1000000 cells at most, got 1001000',
  );
  const tenth = measure(map({ x: [0.1, 0.3] }), { x: 'continuous', y: [1] })();
  expect(tenth).toMatchObject({ cells: null, cellsWon: { a: 3 } });
  expect(tenth.holes.map(({ x }) => x! < 0.1 || x! > 0.3)).toEqual([true, true]);
});

describe('an explanation', () => {
  test('repeats what it found as plain JSON, and says why it does not count', () => {
    const found = (field: 'name' | 'lastLogin' | 'spend' | 'renewsOn', value: unknown) => {
      const { actual, state } = at({ field, op: 'exists' }).explain({ [field]: value }).tree;
      return [actual, state];
    };
    expect(found('name', null)).toEqual([null, 'missing']);
    expect(found('name', undefined)).toEqual([null, 'missing']);
    expect(found('name', true)).toEqual([true, 'wrong-type']);
    expect(found('name', [1, 'x', {}, NaN])).toEqual([[1, 'x', null, null], 'wrong-type']);
    expect(found('name', {})).toEqual(['object', 'wrong-type']);
    expect(found('spend', NaN)).toEqual([null, 'missing']);
    expect(found('spend', Infinity)).toEqual([null, 'wrong-type']);
    expect(found('spend', '5')).toEqual(['5', 'wrong-type']);
    expect(found('spend', 0)).toEqual([0, 'ok']);
    expect(found('lastLogin', new Date(NOW))).toEqual([NOW, 'ok']);
    expect(found('lastLogin', 8.64e15)).toEqual([8.64e15, 'ok']);
    expect(found('lastLogin', 8.64e15 + 1)).toEqual([8.64e15 + 1, 'wrong-type']);
    expect(found('lastLogin', '2024-06-15')).toEqual(['2024-06-15', 'wrong-type']);
    expect(found('renewsOn', '2024-06-31')).toEqual(['2024-06-31', 'wrong-type']);
    expect(found('renewsOn', '2024-06-30')).toEqual(['2024-06-30', 'ok']);
  });
  test('of the latest and the earliest says when it was', () => {
    const has = { field: 'sku', op: 'eq', value: 'x' } as const;
    const customer = {
      events: [5, 2, 9].map((days) => ({ type: 'purchase', at: NOW - days * DAY, sku: days === 2 ? 'x' : 'y' })),
    };
    const told = (where: SegmentCondition, given: object) => {
      const { result, state, actual } = at(where).explain(given).tree;
      return [result, state, actual];
    };
    expect(told({ latest: 'purchase', has }, customer)).toEqual([true, 'ok', NOW - 2 * DAY]);
    expect(told({ earliest: 'purchase', has }, customer)).toEqual([false, 'ok', NOW - 9 * DAY]);
    expect(told({ latest: 'purchase', has }, {})).toEqual([false, 'missing', null]);
    expect(told({ earliest: 'purchase', has }, {})).toEqual([false, 'missing', null]);
    expect(told({ event: 'purchase', measure: 'max', of: 'amount', value: 5 }, {})).toEqual([false, 'missing', null]);
    expect(told({ event: 'purchase' }, {})).toEqual([false, 'ok', 0]);
    expect(told({ regularly: 'purchase', periods: 1, unit: 'week', inAtLeast: 1 }, customer)).toEqual([true, 'ok', 1]);
    expect(told({ always: false }, {})).toEqual([false, 'ok', null]);
    expect(at({ all: [{ always: true }] }).explain({}).tree).toMatchObject({ state: 'ok', result: true });
  });

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
