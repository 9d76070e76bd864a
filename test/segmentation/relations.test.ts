import { describe, expect, test } from 'vitest';
import type { CustomerModel, SegmentCondition } from 'clientele/segmentation';
import { checkSegment, compileSegment } from 'clientele/segmentation';

/**
 * What two conditions are to each other, told by the check from their text, against who passes them among customers that
 * have every value that matters: nobody passes both, everybody one of them, or who passes one passes the other too.
 */
const NOW = Date.UTC(2024, 5, 15, 12);
const DAY = 86_400_000;
const MODEL: CustomerModel = {
  version: 1,
  fields: { spend: 'number?', country: 'text?', active: 'boolean?', tags: 'text[]?', seen: 'instant?', bornOn: 'day?' },
  events: { types: { buy: { amount: 'number?', sku: 'text?' }, visit: {} } },
};
type Customer = Record<string, unknown>;

const told = (where: SegmentCondition): string[] =>
  checkSegment({ version: 1, where }, { model: MODEL })
    .filter(({ code }) => code !== 'ne-keeps-missing')
    .map(({ code, path }) => `${code} ${path}`);

/** What the check has to say of `a` and `b` in one group, from who passes. The wider falls away in `all`, the narrower in `any`. */
function wanted(key: 'all' | 'any', a: boolean[], b: boolean[]): string[] {
  const inB = a.every((passes, i) => !passes || b[i]);
  const inA = b.every((passes, i) => !passes || a[i]);
  if (key === 'all' && !a.some((passes, i) => passes && b[i])) return ['never-true /where'];
  if (key === 'any' && a.every((passes, i) => passes || b[i])) return ['always-true /where'];
  if (!inA && !inB) return [];
  const later = inA && inB;
  return [`subsumed /where/${key}/${later || inB === (key === 'all') ? 1 : 0}`];
}

/** Of all pairs: what was told and what should have been. Where the check need not find all, it must not say what is untrue. */
function differences(conditions: SegmentCondition[], customers: Customer[], isComplete = true): unknown[] {
  const passes = conditions.map((where) =>
    customers.map(compileSegment<any>({ version: 1, where }, { model: MODEL }).at(NOW).test),
  );
  const found: unknown[] = [];
  conditions.forEach((a, i) =>
    conditions.forEach((b, j) => {
      if (i === j) return;
      for (const key of ['all', 'any'] as const) {
        const got = told({ [key]: [a, b] } as unknown as SegmentCondition);
        const want = wanted(key, passes[i]!, passes[j]!);
        const isRight = got.join() === want.join() || (!isComplete && got.length === 0);
        if (!isRight) found.push({ [key]: [a, b], got, want });
      }
    }),
  );
  return found;
}

const alsoDenied = (conditions: SegmentCondition[]): SegmentCondition[] => [
  ...conditions,
  ...conditions.map((condition) => ({ not: condition })),
];

describe('fields', () => {
  const NUMBERS = [
    { op: 'eq', value: 5 },
    { op: 'ne', value: 5 },
    { op: 'lt', value: 5 },
    { op: 'lte', value: 5 },
    { op: 'gt', value: 5 },
    { op: 'gte', value: 5 },
    { op: 'gte', value: 5.5 },
    { op: 'lt', value: 2 },
    { op: 'between', value: [2, 5] },
    { op: 'between', value: [5, 8] },
    { op: 'in', value: [8, 2, 5] },
    { op: 'notIn', value: [5, 2] },
    { op: 'exists' },
    { op: 'missing' },
  ] as const;

  test('numbers, to the very value', () => {
    const customers = [-1, 0, 1, 2, 3, 5, 5.2, 5.5, 6, 8, 9, null].map((spend) => ({ spend }));
    const conditions = alsoDenied(NUMBERS.map((one) => ({ field: 'spend', ...one }) as SegmentCondition));
    expect(differences(conditions, customers)).toEqual([]);
  });

  test('texts by their lists', () => {
    const customers = ['a', 'b', 'c', 'd', '', 'A', null].map((country) => ({ country }));
    const conditions = [
      { op: 'eq', value: 'a' },
      { op: 'ne', value: 'a' },
      { op: 'in', value: ['a', 'b'] },
      { op: 'in', value: ['b', 'c'] },
      { op: 'notIn', value: ['a', 'b'] },
      { op: 'notIn', value: ['c'] },
      { op: 'exists' },
      { op: 'missing' },
    ].map((one) => ({ field: 'country', ...one }) as SegmentCondition);
    expect(differences(alsoDenied(conditions), customers)).toEqual([]);
  });

  test('parts of texts, texts without case and lists: only whether they are there', () => {
    const texts = [
      { op: 'contains', value: 'a' },
      { op: 'startsWith', value: 'b' },
      { op: 'eq', value: 'a', ignoreCase: true },
      { op: 'ne', value: 'a', ignoreCase: true },
      { op: 'notIn', value: ['a', 'b'], ignoreCase: true },
      { op: 'eq', value: 'a' },
      { op: 'exists' },
      { op: 'missing' },
    ].map((one) => ({ field: 'country', ...one }) as SegmentCondition);
    const customers = ['a', 'A', 'ab', 'ba', 'c', '', null].map((country) => ({ country }));
    expect(differences(alsoDenied(texts), customers, false)).toEqual([]);
    const missing = { field: 'country', op: 'missing' } as const;
    const part = { field: 'country', op: 'contains', value: 'a' } as const;
    expect(told({ all: [part, missing] })).toEqual(['never-true /where']);
    expect(told({ all: [part, { field: 'country', op: 'exists' }] })).toEqual(['subsumed /where/all/1']);
    expect(told({ all: [{ field: 'country', op: 'ne', value: 'a', ignoreCase: true }, missing] })).toEqual([]);
    expect(told({ all: [{ field: 'country', op: 'notIn', value: ['a'], ignoreCase: true }, missing] })).toEqual([]);
    const lists = [
      { op: 'has', value: 'x' },
      { op: 'hasAny', value: ['x', 'y'] },
      { op: 'hasAll', value: ['x', 'y'] },
      { op: 'exists' },
      { op: 'missing' },
    ].map((one) => ({ field: 'tags', ...one }) as SegmentCondition);
    const tagged = [['x'], ['y'], ['x', 'y'], [], ['z'], null].map((tags) => ({ tags }));
    expect(differences(alsoDenied(lists), tagged, false)).toEqual([]);
    expect(
      told({
        all: [
          { field: 'tags', op: 'has', value: 'x' },
          { field: 'tags', op: 'missing' },
        ],
      }),
    ).toEqual(['never-true /where']);
  });

  test('truths', () => {
    const active = (op: string, value?: boolean) =>
      ({ field: 'active', op, ...(value !== undefined && { value }) }) as SegmentCondition;
    const customers = [true, false, null].map((one) => ({ active: one }));
    const conditions = [
      active('eq', true),
      active('eq', false),
      active('ne', true),
      active('ne', false),
      active('exists'),
      active('missing'),
    ];
    expect(differences(alsoDenied(conditions), customers)).toEqual([]);
    expect(told({ all: [active('eq', true), active('eq', false)] })).toEqual(['never-true /where']);
    expect(told({ any: [active('eq', true), active('ne', true)] })).toEqual(['always-true /where']);
  });

  test('instants by their age', () => {
    const windows = [
      { last: 1, unit: 'day' },
      { last: 2, unit: 'day' },
      { last: 36, unit: 'hour' },
      { before: 1, unit: 'day' },
      { before: 1, unit: 'week' },
      { between: [1, 2], unit: 'day' },
      { between: [0, 24], unit: 'hour', by: 'elapsed' },
      { between: [2, 9], unit: 'day' },
      { next: 1, unit: 'day' },
      { next: 5, unit: 'minute' },
    ].map((window) => ({ field: 'seen', window }) as SegmentCondition);
    const edges = [-2, -1, -5 / 1440, 0, 1, 1.5, 2, 7, 9].flatMap((age) =>
      [-1, 0, 1].map((ms) => NOW - age * DAY + ms),
    );
    expect(differences(alsoDenied(windows), [...edges.map((seen) => ({ seen })), {}])).toEqual([]);
  });

  test('days by theirs', () => {
    const windows = [
      { last: 1, unit: 'day' },
      { last: 8, unit: 'day' },
      { last: 1, unit: 'week' },
      { before: 1, unit: 'day' },
      { before: 2, unit: 'week' },
      { between: [1, 7], unit: 'day' },
      { between: [0, 1], unit: 'week' },
      { next: 1, unit: 'day' },
      { next: 7, unit: 'day' },
      { next: 2, unit: 'week' },
    ].map((window) => ({ field: 'bornOn', window }) as SegmentCondition);
    const days = Array.from({ length: 40 }, (_, i) => new Date(NOW + (i - 20) * DAY).toISOString().slice(0, 10));
    expect(differences(alsoDenied(windows), [...days.map((bornOn) => ({ bornOn })), {}])).toEqual([]);
  });

  test('windows of the calendar, fixed ones and yearly returns say nothing that can be compared', () => {
    const pairs: [string, object, object][] = [
      ['seen', { last: 1, unit: 'month' }, { last: 2, unit: 'month' }],
      ['seen', { last: 1, unit: 'day', by: 'date' }, { before: 9, unit: 'day' }],
      ['seen', { current: 1, unit: 'day' }, { previous: 1, unit: 'day' }],
      ['seen', { from: '2024-01-01' }, { to: '2023-01-01' }],
      ['bornOn', { last: 1, unit: 'month' }, { before: 9, unit: 'year' }],
      ['bornOn', { current: 1, unit: 'week' }, { previous: 1, unit: 'week' }],
      ['bornOn', { previous: 1, unit: 'day' }, { current: 1, unit: 'day' }],
    ];
    for (const [field, a, b] of pairs)
      expect(
        told({
          all: [
            { field, window: a },
            { field, window: b },
          ] as never,
        }),
      ).toEqual([]);
    const yearly = (window: object) => ({ field: 'bornOn', anniversary: true, window }) as SegmentCondition;
    expect(told({ all: [yearly({ last: 1, unit: 'day' }), yearly({ before: 2, unit: 'day' })] })).toEqual([]);
    expect(
      told({ all: [yearly({ last: 1, unit: 'day' }), { field: 'bornOn', window: { before: 2, unit: 'day' } }] }),
    ).toEqual([]);
  });

  test('conditions on different fields say nothing of each other', () => {
    const lists: SegmentCondition[] = [
      { field: 'spend', op: 'exists' },
      { field: 'country', op: 'exists' },
      { field: 'active', op: 'missing' },
      { field: 'tags', op: 'missing' },
      { field: 'seen', window: { last: 1, unit: 'day' } },
      { field: 'bornOn', window: { before: 1, unit: 'day' } },
      { event: 'buy' },
      { event: 'visit', op: 'lt', value: 1 },
      { segment: 'x' },
    ];
    for (const a of lists)
      for (const b of lists)
        if (a !== b)
          expect(
            checkSegment(
              { version: 1, where: { all: [a, b] } },
              { model: MODEL, segments: { x: { version: 1, where: { always: true } } } },
            ),
          ).toEqual([]);
  });
});

describe('measures of events', () => {
  const bought = (...amounts: (number | null)[]): Customer => ({
    events: amounts.map((amount, i) => ({ type: 'buy', at: NOW - DAY, amount, sku: `s${i}` })),
  });
  const compared = (measure: object, ops: readonly object[]) =>
    ops.map((one) => ({ event: 'buy', ...measure, ...one }) as SegmentCondition);
  const OPS = [
    { op: 'gte', value: 2 },
    { op: 'gt', value: 2 },
    { op: 'lt', value: 2 },
    { op: 'lte', value: 3 },
    { op: 'eq', value: 2 },
    { op: 'ne', value: 2 },
    { op: 'between', value: [1, 2] },
    { op: 'in', value: [1, 3] },
    { op: 'notIn', value: [1, 3] },
    { op: 'gt', value: 1.5 },
  ];

  test('counts are whole and never below 0', () => {
    const customers = [0, 1, 2, 3, 4].map((n) => bought(...Array.from({ length: n }, () => 1)));
    const zero = [
      { op: 'eq', value: 0 },
      { op: 'gt', value: 0 },
    ];
    expect(differences(alsoDenied(compared({}, [...OPS, ...zero])), customers)).toEqual([]);
    expect(differences(compared({ measure: 'distinct', of: 'sku' }, OPS), customers)).toEqual([]);
  });

  test('sums may be anything, averages and extremes missing too', () => {
    const values = [-1, 0, 0.5, 1, 1.2, 1.5, 1.7, 2, 2.5, 3, 4];
    const sums = values.map((amount) => bought(amount));
    expect(differences(alsoDenied(compared({ measure: 'sum', of: 'amount' }, OPS)), [bought(), ...sums])).toEqual([]);
    for (const measure of ['average', 'min', 'max'])
      expect(
        differences(compared({ measure, of: 'amount' }, [...OPS, { op: 'exists' }, { op: 'missing' }]), [
          bought(),
          ...sums,
        ]),
      ).toEqual([]);
  });

  test('ages are never below 0, and missing without an event', () => {
    const aged = [0, 0.5, 1, 1.2, 1.5, 1.7, 2, 2.5, 3, 4].map((days) => ({
      events: [{ type: 'buy', at: NOW - days * DAY }],
    }));
    for (const measure of ['daysSinceFirst', 'daysSinceLast'])
      expect(
        differences(compared({ measure }, [...OPS, { op: 'exists' }, { op: 'missing' }]), [bought(), ...aged]),
      ).toEqual([]);
  });

  test.each<[SegmentCondition, string[]]>([
    // By itself: what no count, no age and no sum can be, and what each of them is.
    [{ event: 'buy', op: 'lt', value: 0 }, ['never-true /where']],
    [{ event: 'buy', op: 'eq', value: 1.5 }, ['never-true /where']],
    [{ event: 'buy', op: 'between', value: [1.2, 1.8] }, ['never-true /where']],
    [{ event: 'buy', op: 'between', value: [1.2, 2] }, []],
    [{ event: 'buy', op: 'gt', value: -1 }, ['always-true /where']],
    [{ event: 'buy', op: 'ne', value: 0.5 }, ['always-true /where']],
    [{ event: 'buy', op: 'exists' }, ['always-true /where']],
    [{ event: 'buy', measure: 'distinct', of: 'sku', op: 'eq', value: 1.5 }, ['never-true /where']],
    [{ event: 'buy', measure: 'sum', of: 'amount', op: 'lt', value: 0 }, []],
    [{ event: 'buy', measure: 'sum', of: 'amount', op: 'eq', value: 1.5 }, []],
    [{ event: 'buy', measure: 'sum', of: 'amount', op: 'missing' }, ['never-true /where']],
    [{ event: 'buy', measure: 'average', of: 'amount', op: 'missing' }, []],
    [{ event: 'buy', measure: 'average', of: 'amount', op: 'lt', value: 0 }, []],
    [{ event: 'buy', measure: 'daysSinceFirst', op: 'lt', value: 0 }, ['never-true /where']],
    [{ event: 'buy', measure: 'daysSinceLast', op: 'lt', value: 0 }, ['never-true /where']],
    [{ event: 'buy', measure: 'daysSinceLast', op: 'eq', value: 1.5 }, []],
    [{ event: 'buy', measure: 'daysSinceFirst', op: 'missing' }, []],
    [{ event: 'buy', measure: 'daysSinceLast', op: 'gte', value: 0 }, []],
    [{ not: { event: 'buy', op: 'gte', value: 0 } }, ['always-true /where/not']],
  ])('%j', (where, wants) => {
    expect(told(where)).toEqual(wants);
  });

  describe('in windows of which one lies in the other', () => {
    const narrow = { last: 2, unit: 'day' } as const;
    const wide = { last: 1, unit: 'week' } as const;
    /** So many in the last two days, so many more in the week. */
    const customers = [0, 1, 2, 3, 4].flatMap((near) =>
      [0, 1, 2, 3, 4].map((more) => ({
        events: [
          ...Array.from({ length: near }, () => ({ type: 'buy', at: NOW - DAY })),
          ...Array.from({ length: more }, () => ({ type: 'buy', at: NOW - 5 * DAY })),
        ],
      })),
    );
    const OPEN = [
      { op: 'gte', value: 1 },
      { op: 'gte', value: 3 },
      { op: 'gt', value: 1 },
      { op: 'lt', value: 2 },
      { op: 'lte', value: 2 },
      { op: 'lt', value: 4 },
      { op: 'eq', value: 0 },
    ];
    test('many in the narrow are many in the wide, few in the wide are few in the narrow', () => {
      for (const outer of [wide, undefined]) {
        const windows = [narrow, outer].map((window) => window && { window });
        const conditions = windows.flatMap((window) => compared({ ...window }, OPEN));
        // That few in the narrow or many in the wide is everybody, it does not find.
        const found = differences(conditions, customers) as { got: string[]; want: string[] }[];
        expect(found.filter(({ got, want }) => got.length > 0 || want[0] !== 'always-true /where')).toEqual([]);
      }
    });

    test('of other comparisons nothing that is untrue is told', () => {
      const conditions = [narrow, wide].flatMap((window) => compared({ window }, OPS));
      expect(differences(conditions, customers, false)).toEqual([]);
    });

    test.each<[object | undefined, object | undefined, boolean]>([
      [{ last: 47, unit: 'hour' }, { last: 2, unit: 'day' }, true],
      [{ last: 49, unit: 'hour' }, { last: 2, unit: 'day' }, false],
      [{ between: [1, 2], unit: 'day' }, { last: 2, unit: 'day' }, true],
      [{ between: [1, 3], unit: 'day' }, { last: 2, unit: 'day' }, false],
      [{ between: [1, 3], unit: 'day' }, { between: [0, 3], unit: 'day' }, true],
      [{ between: [1, 3], unit: 'day' }, { between: [2, 3], unit: 'day' }, false],
      [{ between: [2, 3], unit: 'day' }, { before: 1, unit: 'day' }, true],
      [{ between: [1, 3], unit: 'day' }, { before: 2, unit: 'day' }, false],
      [{ before: 2, unit: 'day' }, { before: 1, unit: 'day' }, true],
      [{ before: 1, unit: 'day' }, { before: 2, unit: 'day' }, false],
      [{ before: 1, unit: 'day' }, { last: 5, unit: 'day' }, false],
      [{ last: 5, unit: 'day' }, { before: 1, unit: 'day' }, false],
      [{ before: 1, unit: 'day' }, undefined, true],
      [undefined, { before: 1, unit: 'day' }, false],
      [{ from: '2024-01-01' }, undefined, true],
      // Of calendars and fixed windows it is not sure.
      [{ current: 1, unit: 'day' }, { current: 1, unit: 'week' }, false],
      [{ last: 1, unit: 'day' }, { last: 1, unit: 'month' }, false],
      [{ last: 1, unit: 'day', by: 'date' }, { last: 9, unit: 'day' }, false],
      [{ last: 1, unit: 'day' }, { from: '2024-01-01' }, false],
      [{ from: '2024-01-01' }, { last: 1, unit: 'day' }, false],
    ])('%j lies in %j: %s', (inner, outer, isInside) => {
      const count = (window: object | undefined, rest: object) =>
        ({ event: 'buy', ...(window && { window }), ...rest }) as SegmentCondition;
      const many = { op: 'gte', value: 3 };
      const few = { op: 'lt', value: 3 };
      for (const [a, b, said] of [
        [many, few, 'never-true /where'],
        [many, many, 'subsumed /where/all/1'],
        [few, few, 'subsumed /where/all/0'],
      ] as const)
        expect(told({ all: [count(inner, a), count(outer, b)] }).includes(said)).toBe(isInside);
    });

    test.each<[string, object, object]>([
      ['other events', { event: 'visit' }, {}],
      ['another condition on them', { where: { field: 'sku', op: 'exists' } }, {}],
      ['a property', { of: 'sku' }, {}],
      ['another property', { of: 'sku' }, { of: 'amount' }],
      ['another measure', { measure: 'distinct', of: 'sku' }, {}],
      ['another measure of the same property', { measure: 'distinct', of: 'sku' }, { of: 'sku' }],
    ])('%s: nothing is told of each other', (_, one, other) => {
      const count = (rest: object) => ({ event: 'buy', ...rest }) as SegmentCondition;
      const many = { op: 'gte', value: 3 };
      for (const [a, b] of [
        [one, other],
        [other, one],
      ] as const) {
        expect(told({ all: [count({ ...a, ...many, window: narrow }), count({ ...b, op: 'lt', value: 2 })] })).toEqual(
          [],
        );
        expect(told({ all: [count({ ...a, ...many, window: narrow }), count({ ...b, ...many })] })).toEqual([]);
        expect(told({ all: [count({ ...a, ...many }), count({ ...b, op: 'gte', value: 1 })] })).toEqual([]);
      }
    });
  });
});

describe('twins', () => {
  const over = (value: number) => ({ field: 'spend', op: 'gte', value }) as const;
  test.each<[SegmentCondition, SegmentCondition, boolean]>([
    [over(5), { value: 5, field: 'spend', op: 'gte' }, true],
    [{ event: 'buy' }, { event: 'buy', value: 1, op: 'gte', measure: 'count' }, true],
    [{ event: 'buy', op: 'lt' }, { event: 'buy', op: 'lt', value: 1 }, true],
    [{ event: 'buy', measure: 'count' }, { event: 'buy' }, true],
    [
      { event: 'buy', measure: 'sum', of: 'amount' },
      { event: 'buy', measure: 'sum', of: 'amount', op: 'gte', value: 1 },
      true,
    ],
    [{ event: 'buy', measure: 'sum', of: 'amount' }, { event: 'buy', measure: 'max', of: 'amount' }, false],
    [{ event: 'buy' }, { event: 'visit' }, false],
    [{ event: 'buy', where: { all: [] } }, { event: 'buy', where: { any: [] } }, false],
    [{ not: { event: 'buy' } }, { not: { value: 1, event: 'buy' } }, true],
    [{ sequence: [{ event: 'buy' }, { event: 'visit' }] }, { sequence: [{ event: 'visit' }, { event: 'buy' }] }, false],
    [
      { latest: 'buy', has: { field: 'sku', op: 'exists' } },
      { has: { op: 'exists', field: 'sku' }, latest: 'buy' },
      true,
    ],
    [
      { latest: 'buy', has: { field: 'sku', op: 'exists' } },
      { earliest: 'buy', has: { field: 'sku', op: 'exists' } },
      false,
    ],
    [
      { field: 'country', op: 'eq', value: 'a', ignoreCase: true },
      { field: 'country', op: 'eq', ignoreCase: true, value: 'a' },
      true,
    ],
  ])('%j and %j: %s', (a, b, areTwins) => {
    expect(told({ any: [a, b] }).filter((one) => one.startsWith('duplicate'))).toEqual(
      areTwins ? ['duplicate /where/any/1'] : [],
    );
  });

  test('a third twin points at the first; what a twin says is not told again', () => {
    const all = [over(9), over(5), over(9), over(5)];
    const problems = checkSegment({ version: 1, where: { all } }, { model: MODEL });
    expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      '/where/all/2: the same condition stands at place 0',
      '/where/all/3: the same condition stands at place 1',
      '/where/all/1: follows from the condition at place 0',
    ]);
  });

  test('a reason is one that stays', () => {
    const between = (low: number, high: number) => ({ field: 'spend', op: 'between', value: [low, high] }) as const;
    const all = [between(1, 9), { field: 'spend', op: 'lte', value: 20 }, between(2, 3)] as const;
    expect(
      checkSegment({ version: 1, where: { all } }, { model: MODEL }).map(({ path, message }) => `${path}: ${message}`),
    ).toEqual([
      '/where/all/0: follows from the condition at place 2',
      '/where/all/1: follows from the condition at place 2',
    ]);
  });

  test('what nobody passes is told beside others of the same events in other windows', () => {
    const count = (value: unknown, op: string, window?: object) =>
      ({ event: 'buy', op, value, ...(window && { window }) }) as SegmentCondition;
    const week = { last: 1, unit: 'week' };
    for (const other of [count(3, 'gte'), count(3, 'lt'), count(3, 'gte', week), count(3, 'lt', week)])
      for (const nobody of [count([5, 1], 'between'), count([5, 1], 'between', week)]) {
        expect(told({ any: [nobody, other] })).toContain('never-true /where/any/0');
        expect(told({ any: [other, nobody] })).toContain('never-true /where/any/1');
      }
  });

  test('a chain is told link by link, each by what is left', () => {
    expect(told({ all: [over(1), over(2), over(3)] })).toEqual(['subsumed /where/all/0', 'subsumed /where/all/1']);
    expect(told({ any: [over(1), over(2), over(3)] })).toEqual(['subsumed /where/any/1', 'subsumed /where/any/2']);
  });

  test('parts of an all inside of an all are its own; of three that contradict only together, it is told', () => {
    const under = (value: number) => ({ field: 'spend', op: 'lt', value }) as const;
    expect(told({ all: [over(5), { all: [{ field: 'country', op: 'exists' }, { all: [under(3)] }] }] })).toEqual([
      'never-true /where',
    ]);
    expect(told({ all: [over(5), { any: [under(3), { field: 'country', op: 'exists' }] }] })).toEqual([]);
    const not = (value: number) => ({ field: 'spend', op: 'ne', value }) as const;
    expect(told({ all: [{ field: 'spend', op: 'in', value: [1, 2] }, not(1), not(2)] })).toEqual(['never-true /where']);
    expect(
      told({
        any: [
          { field: 'spend', op: 'ne', value: 1 },
          { field: 'spend', op: 'in', value: [1, 2] },
        ],
      }),
    ).toEqual(['always-true /where']);
    const other = (...values: string[]) => values.map((value) => ({ field: 'country', op: 'ne', value }) as const);
    expect(told({ all: [...other('a', 'b', 'c'), { field: 'country', op: 'in', value: ['a', 'c'] }] })).toEqual([
      'never-true /where',
    ]);
    expect(told({ all: [...other('a', 'b'), { field: 'country', op: 'in', value: ['a', 'c'] }] })).not.toContain(
      'never-true /where',
    );
    const counted = (op: string, value: number) => ({ event: 'buy', op, value }) as SegmentCondition;
    expect(told({ any: [counted('lt', 2), counted('eq', 2), counted('gt', 2)] })).toEqual(['always-true /where']);
  });
});
