import { describe, expect, test } from 'vitest';
import type { CustomerModel, SegmentCondition } from 'clientele/segmentation';
import {
  checkSegment,
  checkSegmentMap,
  compileSegment,
  compileSegmentSql,
  defineModel,
  lorenzCurve,
  measureSegmentMap,
  mergeMembershipTallies,
  rankRfm,
  segmentBuilder,
} from 'clientele/segmentation';

const MODEL = {
  version: 1,
  fields: {
    spend: 'number?',
    country: 'text?',
    'a.b': 'number?',
    renewsOn: 'day?',
    seen: 'instant?',
    list: 'number[]?',
  },
  events: { id: 'key', types: { buy: { amount: 'number?', gift: 'boolean?' } } },
} as const satisfies CustomerModel;
const NOW = '2024-06-15T12:00:00Z';
const at = (where: SegmentCondition, asOf: number | string = NOW) =>
  compileSegment<any>({ version: 1, where }, { model: MODEL }).at(asOf);
const codes = (where: unknown): string[] =>
  checkSegment({ version: 1, where } as never, { model: MODEL }).map(({ code, path }) => `${code} ${path}`);

test('defineModel gives the model back as it is', () => {
  expect(defineModel<{ spend: number }>()({ version: 1, fields: { spend: 'number' } })).toEqual({
    version: 1,
    fields: { spend: 'number' },
  });
});

test('groups of no, one and five properties inside an event', () => {
  const ask = (where: any, amount: number) =>
    at({ event: 'buy', where }).test({ events: [{ type: 'buy', at: 0, amount }] });
  const over = (value: number) => ({ field: 'amount', op: 'gt', value });
  expect([ask({ all: [] }, 1), ask({ any: [] }, 1)]).toEqual([true, false]);
  expect([1, 2, 3, 4, 5].map((n) => ask({ any: Array.from({ length: n }, (_, i) => over(i + 5)) }, 6))).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect([1, 2, 3, 4, 5].map((n) => ask({ all: Array.from({ length: n }, (_, i) => over(i)) }, 4))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(ask({ always: false }, 1)).toBe(false);
  expect(ask({ atLeast: 2, of: [over(0), over(1), over(9)] }, 4)).toBe(true);
});

test('lists of three to twelve values, nested paths, windows over nested instants', () => {
  const few = { field: 'country', op: 'in', value: ['a', 'b', 'c'] } as const;
  const many = { field: 'country', op: 'notIn', value: [...'abcdefghijkl'] } as const;
  expect([
    at(few).test({ country: 'c' }),
    at(few).test({}),
    at(many).test({ country: 'z' }),
    at(many).test({ country: 'a' }),
  ]).toEqual([true, false, true, false]);
  expect(at({ field: 'a.b', op: 'gte', value: 1 }).test({ a: { b: 2 } })).toBe(true);
  const model = { version: 1, fields: { 'x.at': 'instant?' } } as const;
  const lately = compileSegment<any>(
    { version: 1, where: { field: 'x.at', window: { last: 1, unit: 'day' } } },
    { model },
  ).at(NOW);
  expect(lately.test({ x: { at: '2024-06-15T00:00:00Z' } })).toBe(true);
});

test('far ends of the calendar never change and never throw', () => {
  for (const seen of [8.64e15, -8.64e15, 8.63e15]) {
    for (const window of [
      { last: 3660, unit: 'year' },
      { before: 1, unit: 'month' },
      { next: 3660, unit: 'year' },
      { current: 1, unit: 'quarter' },
      { previous: 3660, unit: 'week' },
    ] as const) {
      const segment = at({ field: 'seen', window });
      expect(typeof segment.test({ seen })).toBe('boolean');
      const change = segment.nextChangeAt({ seen });
      expect(change === null || Number.isInteger(change)).toBe(true);
    }
  }
  expect(
    at({ field: 'renewsOn', anniversary: true, window: { current: 1, unit: 'day' } }, -6e13).nextChangeAt({
      renewsOn: '0000-06-01',
    }),
  ).not.toBe(0);
});

test('a clock that goes back across midnight has begun the new day for good', () => {
  // St. John's, 1 November 2009: at 00:01 the clocks went back to 23:01 of the day before.
  const today = (when: string) =>
    compileSegment<any>(
      { version: 1, timeZone: 'America/St_Johns', where: { event: 'buy', window: { current: 1, unit: 'day' } } },
      { model: MODEL },
    )
      .at('2009-11-01T12:00:00Z')
      .test({ events: [{ type: 'buy', at: when }] });
  expect([today('2009-11-01T02:29:59Z'), today('2009-11-01T02:30:00Z'), today('2009-11-01T03:00:00Z')]).toEqual([
    false,
    true,
    true,
  ]);
});

test('asked in the hour that comes twice, it is the new day', () => {
  // At 02:45 UTC it is 23:15 in St. John's, on 31 October by the clock for the second time.
  const today = compileSegment<any>(
    { version: 1, timeZone: 'America/St_Johns', where: { event: 'buy', window: { current: 1, unit: 'day' } } },
    { model: MODEL },
  ).at('2009-11-01T02:45:00Z').test;
  const bought = (at: string): boolean => today({ events: [{ type: 'buy', at }] });
  expect(['2009-11-01T02:29:59Z', '2009-11-01T02:30:00Z', '2009-11-01T02:40:00Z'].map(bought)).toEqual([
    false,
    true,
    true,
  ]);
});

test('events with ids count once also where they lie in odd records', () => {
  const odd = Object.assign(Object.create(null) as object, { type: 'buy', at: 5, key: 1 });
  expect(
    at({ event: 'buy', op: 'eq', value: 1 }).test({
      events: [odd, { type: 'buy', at: '1970-01-01T00:00:00Z', key: 1 }, { type: 'no' }, 7],
    }),
  ).toBe(true);
  const plain = { version: 1, fields: {}, events: { types: { buy: {} } } } as const;
  const count = compileSegment<any>({ version: 1, where: { event: 'buy', op: 'eq', value: 2 } }, { model: plain }).at(
    NOW,
  );
  expect(
    count.test({ events: [Object.create({ type: 'buy', at: 5 }), odd, { type: 'buy', at: '1970-01-01T00:00:00Z' }] }),
  ).toBe(true);
});

test('errors of a definition that is nested in others, and of windows between', () => {
  const segments = {
    a: { version: 1, where: { all: [{ segment: 'b' }] } },
    b: { version: 1, where: { any: [{ segment: 'a' }, { field: 'nope', op: 'exists' }] } },
  } as const;
  const found = checkSegment(
    { version: 1, where: { all: [{ segment: 'a' }, { segment: 'a' }] } },
    { model: MODEL, segments },
  );
  expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'unknown-field /segments/b/where/any/1/field',
    'cycle /where/all/0/segment',
  ]);
  expect(codes({ event: 'buy', window: { between: [90, 30], unit: 'day' } })).toEqual([
    'window-order /where/window/between',
  ]);
  const wide = Array.from({ length: 60 }, () => ({ any: Array.from({ length: 20 }, () => ({ always: true })) }));
  expect(codes({ all: wide })).toEqual(['limit /where']);
});

test('more warnings: implied counts, points, ignored case', () => {
  const buys = (rest: object) => ({ event: 'buy', ...rest });
  expect(
    codes({ any: [buys({ window: { last: 9, unit: 'day' }, op: 'lt', value: 5 }), buys({ op: 'lt', value: 5 })] }),
  ).toEqual(['subsumed /where/any/1']);
  expect(
    codes({ all: [buys({ op: 'eq', value: 2 }), buys({ window: { last: 9, unit: 'day' }, op: 'gte', value: 3 })] }),
  ).toEqual(['never-true /where']);
  expect(
    codes({
      all: [
        { field: 'country', op: 'eq', value: 'A', ignoreCase: true },
        { field: 'country', op: 'eq', value: 'a' },
      ],
    }),
  ).toEqual([]);
  expect(
    codes({
      all: [
        { field: 'spend', op: 'in', value: [1, 2] },
        { field: 'spend', op: 'in', value: [3] },
      ],
    }),
  ).toEqual(['never-true /where']);
});

test('builder: every operator writes its own name', () => {
  const s = segmentBuilder(MODEL);
  expect(s.field('country').ne('x')).toEqual({ field: 'country', op: 'ne', value: 'x' });
  expect(s.field('country').notIn(['x'])).toEqual({ field: 'country', op: 'notIn', value: ['x'] });
  expect(s.field('country').startsWith('x').op).toBe('startsWith');
  expect(s.field('country').endsWith('x').op).toBe('endsWith');
  expect(s.field('list').has(1)).toEqual({ field: 'list', op: 'has', value: 1 });
  expect(s.field('list').hasAll([1]).op).toBe('hasAll');
  expect(s.field('spend').lt(1).op).toBe('lt');
  expect(s.event('buy').between([1, 2], 'day').happened()).toEqual({
    event: 'buy',
    window: { between: [1, 2], unit: 'day' },
  });
  expect(s.event('buy').firstTime().last(1, 'day', { by: 'date' })).toMatchObject({
    all: [{ window: { by: 'date' } }, {}],
  });
});

describe('the last branches', () => {
  test('builder: windows last and between of events, count of the days', () => {
    const s = segmentBuilder(MODEL);
    expect(s.event('buy').last(3, 'day').sum('amount').gt(5)).toEqual({
      event: 'buy',
      window: { last: 3, unit: 'day' },
      measure: 'sum',
      of: 'amount',
      op: 'gt',
      value: 5,
    });
    expect(s.event('buy').current(1, 'month').count().missing()).toMatchObject({ op: 'missing' });
    expect(s.field('seen').before(1, 'day')).toEqual({ field: 'seen', window: { before: 1, unit: 'day' } });
    expect(s.field('seen').current(1, 'day').window).toEqual({ current: 1, unit: 'day' });
    expect(s.field('seen').previous(1, 'day').window).toEqual({ previous: 1, unit: 'day' });
    expect(s.field('seen').during({ to: 5 }).window).toEqual({ to: 5 });
  });

  test('a zone that is no text, a literal key with dots, an event that is no record', () => {
    expect(checkSegment({ version: 1, timeZone: 5 as never, where: { always: true } }, { model: MODEL })).toMatchObject(
      [{ code: 'unknown-zone', path: '/timeZone' }],
    );
    expect(at({ field: 'a.b', op: 'gte', value: 1 }).test({ 'a.b': 2, a: { b: 0 } })).toBe(true);
    const plain = { version: 1, fields: {}, events: { types: { buy: {} } } } as const;
    expect(
      compileSegment<any>({ version: 1, where: { event: 'buy' } }, { model: plain })
        .at(NOW)
        .test({ events: [null, 5] }),
    ).toBe(false);
    const five = Array.from({ length: 5 }, (_, i) => ({ field: 'spend' as const, op: 'gt' as const, value: i + 9 }));
    expect([at({ any: five }).test({ spend: 10 }), at({ any: five }).test({ spend: 1 })]).toEqual([true, false]);
  });

  test('reads: a segment referred to twice is read once; a map axis that a box does not use', () => {
    const segments = { s: { version: 1, where: { field: 'spend', op: 'exists' } } } as const;
    const twice = compileSegment(
      { version: 1, where: { any: [{ segment: 's' }, { not: { segment: 's' } }] } },
      { model: MODEL, segments },
    );
    expect(twice.reads.segments).toEqual(['s']);
    const map = {
      kind: 'segment-map',
      version: 1,
      otherwise: 'o',
      segments: [
        { name: 'a', when: { x: [1, 2] } },
        { name: 'b', when: { y: [1, 2] } },
      ],
    } as const;
    expect(measureSegmentMap(map, { axes: { x: 'continuous', y: 'continuous' } }).cells).toBeNull();
  });

  test('a contradiction needs both counts to have numbers; 1,001 conditions are one limit', () => {
    expect(
      codes({
        all: [
          { event: 'buy', op: 'missing' },
          { event: 'buy', window: { last: 1, unit: 'day' } },
        ],
      }),
    ).toEqual(['never-true /where/all/0']);
    expect(codes({ any: Array.from({ length: 999 }, () => ({ not: { always: true } })) })).toEqual(['limit /where']);
  });
});

describe('the rest', () => {
  test('maps: equal keys in another order are the same box; boxes of one name may meet a third twice', () => {
    const map = {
      kind: 'segment-map',
      version: 1,
      otherwise: 'rest',
      segments: [
        { name: 'a', when: { x: [1, 1], y: [1, 1] } },
        { name: 'b', when: { y: [1, 1], x: [1, 1] } },
        { name: 'b', when: { x: [1, 1] } },
      ],
    } as const;
    expect(checkSegmentMap(map, { axes: { x: [1], y: [1] } }).map(({ code }) => code)).toContain('duplicate');
    expect(measureSegmentMap(map, { axes: { x: [1], y: [1] } }).overlaps).toHaveLength(2);
  });

  test('curves, tallies and ranks', () => {
    expect(lorenzCurve([1, 1])).toHaveLength(101);
    expect(() => lorenzCurve([1], { customerShares: [2] })).toThrow(
      expect.objectContaining({ code: 'not-a-probability' }),
    );
    const tally = { kind: 'membership-tally', version: 1, customers: 1, members: { a: 1 }, none: 0 } as const;
    expect(() => mergeMembershipTallies<string>(tally, { ...tally, members: { b: 1 } })).toThrow(
      expect.objectContaining({ code: 'tally-mismatch' }),
    );
    const mixed = [{ customerId: 'a' }, { customerId: 1 }].map((id) => ({
      ...id,
      daysSinceLast: 1,
      purchases: 1,
      totalAmount: 1,
    }));
    expect(rankRfm<string | number>(mixed, { ties: 'split', bins: 2 }).map(({ frequency }) => frequency)).toEqual([
      2, 1,
    ]);
  });

  test('SQL: every dialect writes every operator', () => {
    const tables = {
      customers: {
        table: 'c',
        id: 'id',
        columns: {
          spend: 'spend',
          country: 'country',
          'a.b': 'ab',
          renewsOn: 'renews_on',
          seen: { column: 'seen', stored: 'epoch-ms' },
          list: 'list',
        },
      },
      events: {
        table: 'e',
        customerId: 'c',
        name: 'n',
        at: { column: 't', stored: 'epoch-ms' },
        id: 'key',
        columns: { amount: 'amount', gift: 'gift' },
      },
    } as const;
    const where: SegmentCondition = {
      any: [
        { field: 'country', op: 'contains', value: 'x' },
        { field: 'country', op: 'endsWith', value: 'x' },
        { field: 'list', op: 'hasAll', value: [1, 2] },
        { field: 'list', op: 'missing' },
        { field: 'renewsOn', anniversary: true, window: { between: [0, 60], unit: 'day' } },
        { field: 'renewsOn', anniversary: true, window: { last: 2, unit: 'year' } },
        { field: 'renewsOn', window: { from: '2024-01-01' } },
        { field: 'seen', window: { to: '2024-01-01' } },
        {
          event: 'buy',
          where: {
            all: [
              { always: true },
              { atLeast: 3, of: [{ field: 'gift', op: 'eq', value: true }] },
              { atLeast: 0, of: [] },
            ],
          },
        },
        { event: 'buy', measure: 'distinct', of: 'gift', op: 'in', value: [1] },
        { sequence: [{ event: 'buy' }] },
        { regularly: 'buy', periods: 2, unit: 'week', inAtLeast: 1 },
        { atLeast: 1, of: [{ always: false }] },
      ],
    };
    for (const dialect of ['postgres', 'duckdb', 'bigquery', 'clickhouse'] as const) {
      const { text, params } = compileSegmentSql(
        { version: 1, where },
        { model: MODEL, dialect, asOf: '2023-12-20T00:00:00Z', tables },
      );
      expect(text).toMatch(/^WITH q1 AS/);
      expect(params.every(({ value }) => value !== undefined)).toBe(true);
    }
    const leap = compileSegmentSql(
      { version: 1, where: { field: 'renewsOn', anniversary: true, window: { before: 1, unit: 'year' } } },
      { model: MODEL, dialect: 'postgres', asOf: '2026-02-28T12:00:00Z', tables },
    );
    expect(leap.params.map(({ value }) => value)).toEqual(['2024-02-29']);
  });
});
