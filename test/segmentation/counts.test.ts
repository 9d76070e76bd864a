import { describe, expect, test } from 'vitest';
import type { CustomerModel, EventCondition, Migration, SegmentCondition } from 'clientele/segmentation';
import { compileSegment, measureMigration, mergeMigrations } from 'clientele/segmentation';

/** What a count, and every other measure, takes for an event: by instants of every spelling, ids, types and places. */
const NOW = Date.UTC(2024, 5, 15, 12);
const DAY = 86_400_000;
const TYPES = { amount: 'number?', gift: 'boolean?', sku: 'text?', paidOn: 'day?', shippedAt: 'instant?' } as const;

function segmentOf(where: SegmentCondition, events: Partial<CustomerModel['events']> = {}) {
  const model: CustomerModel = { version: 1, fields: {}, events: { types: { buy: TYPES, visit: {} }, ...events } };
  return compileSegment<any>({ version: 1, where }, { model }).at(NOW);
}

/** The measure that an explanation finds, null for none. */
function measured(
  condition: Omit<EventCondition, 'event'>,
  events: unknown,
  rest: Partial<CustomerModel['events']> = {},
) {
  return segmentOf({ event: 'buy', ...condition }, rest).explain({ events }).reasons[0]!.facts.actual;
}

describe('a plain count', () => {
  const lastDay = { last: 1, unit: 'day' } as const;
  const isMember = (at: unknown) =>
    segmentOf({ event: 'buy', window: lastDay }).test({ events: [{ type: 'buy', at }] });

  test('holds (asOf − 1 day, asOf], to the millisecond, for numbers, texts and dates alike', () => {
    const ends: [number, boolean][] = [
      [NOW - DAY, false],
      [NOW - DAY + 1, true],
      [NOW, true],
      [NOW + 1, false],
    ];
    for (const [at, isIn] of ends) {
      expect([at, new Date(at).toISOString(), new Date(at)].map(isMember)).toEqual([isIn, isIn, isIn]);
    }
    // A fraction of a millisecond lies in its millisecond.
    expect([NOW - DAY + 0.5, NOW - DAY + 1.5, NOW + 0.5, NOW + 1.5].map(isMember)).toEqual([false, true, true, false]);
  });

  test('passes over what is no event of that name', () => {
    const odd = [
      null,
      undefined,
      5,
      'buy',
      [],
      ['buy'],
      {},
      { type: 'buy' },
      { at: NOW },
      { type: 'visit', at: NOW },
      { type: ['buy'], at: NOW },
    ];
    expect(measured({}, odd)).toBe(0);
    expect(measured({}, [...odd, { type: 'buy', at: NOW }, { type: 'buy', at: NOW }])).toBe(2);
    expect(['buy', { length: 1, 0: { type: 'buy', at: NOW } }, null].map((events) => measured({}, events))).toEqual([
      0, 0, 0,
    ]);
  });

  test('counts events of a class by what they own, and nothing that is inherited', () => {
    class Purchase {
      type = 'buy';
      at = NOW;
    }
    class Half {
      at = NOW;
      get type() {
        return 'buy';
      }
    }
    const bare = Object.assign(Object.create(null) as object, { type: 'buy', at: NOW });
    const named = { type: 'buy', at: NOW, constructor: 'Acme' };
    const half = [
      Object.create({ type: 'buy', at: NOW }),
      Object.assign(Object.create({ at: NOW }) as object, { type: 'buy' }),
    ];
    expect(measured({}, [new Purchase(), bare, named, new Half(), ...half])).toBe(3);
  });

  test.each([
    ['gte', 2, [false, false, true, true]],
    ['gt', 2, [false, false, false, true]],
    ['lte', 1, [true, true, false, false]],
    ['lt', 1, [true, false, false, false]],
    ['eq', 2, [false, false, true, false]],
    ['ne', 2, [true, true, false, true]],
    ['between', [1, 2], [false, true, true, false]],
    ['gte', 0, [true, true, true, true]],
    ['gte', 1.5, [false, false, true, true]],
  ] as const)('%s %j of 0, 1, 2 and 3 events', (op, value, want) => {
    const segment = segmentOf({ event: 'buy', op, value } as EventCondition);
    const members = [0, 1, 2, 3].map((n) =>
      segment.test({ events: Array.from({ length: n }, () => ({ type: 'buy', at: NOW })) }),
    );
    expect(members).toEqual(want);
  });

  test('the name and the instant may lie deeper; a literal key wins', () => {
    const keys = { name: 'what.kind', at: 'what.when' };
    const events = [
      { what: { kind: 'buy', when: NOW } },
      { 'what.kind': 'buy', what: { kind: 'visit', when: NOW } },
      { 'what.kind': 'visit', what: { kind: 'buy', when: NOW } },
      { what: { kind: 'buy' } },
      5,
    ];
    expect(measured({}, events, keys)).toBe(2);
    expect(measured({ window: { last: 1, unit: 'day' } }, events, keys)).toBe(2);
    // One of the two is enough to look deeper.
    expect(measured({}, [{ what: { kind: 'buy' }, at: NOW }], { name: 'what.kind' })).toBe(1);
    expect(measured({}, [{ type: 'buy', what: { when: NOW } }], { at: 'what.when' })).toBe(1);
  });
});

describe('measures', () => {
  const buys = (...values: object[]) => values.map((one) => ({ type: 'buy', at: NOW, ...one }));

  test('events with one id count once, the first of them; without an id each stands for itself', () => {
    const events = buys(
      { id: 1, amount: 5 },
      { id: 1, amount: 7 },
      { id: null, amount: 1 },
      { id: null, amount: 1 },
      { amount: 2 },
    );
    expect(measured({}, events, { id: 'id' })).toBe(4);
    expect(measured({}, buys({}, {}, { id: null }, { id: 0 }, { id: 0 }), { id: 'id' })).toBe(4);
    expect(measured({ measure: 'sum', of: 'amount' }, events, { id: 'id' })).toBe(9);
    expect(measured({}, events)).toBe(5);
    // What does not satisfy the condition takes no id away.
    const where = { field: 'amount', op: 'gte', value: 6 } as const;
    expect(measured({ where }, events, { id: 'id' })).toBe(1);
  });

  test('values of another type do not enter, nor do numbers that would overflow a sum', () => {
    const amounts = buys(
      { amount: 1 },
      { amount: '2' },
      { amount: null },
      {},
      { amount: NaN },
      { amount: -Infinity },
      { amount: 1e301 },
      { amount: -1e301 },
    );
    expect(measured({ measure: 'sum', of: 'amount' }, amounts)).toBe(1);
    expect(measured({ measure: 'average', of: 'amount' }, amounts)).toBe(1);
    expect(measured({ measure: 'max', of: 'amount' }, buys({ amount: 1e300 }, { amount: -1e300 }))).toBe(1e300);
    expect(measured({ measure: 'min', of: 'amount' }, buys({ amount: 1e300 }, { amount: -1e300 }))).toBe(-1e300);
  });

  test('a sum, a mean and an end are compared to the last digit, an age to the millisecond', () => {
    const tiny = buys({ amount: 1e-9 });
    for (const measure of ['sum', 'average', 'min', 'max'] as const) {
      const is = (op: 'gt' | 'lte', value: number) =>
        segmentOf({ event: 'buy', measure, of: 'amount', op, value }).test({ events: tiny });
      expect([is('gt', 0), is('lte', 0), is('lte', 1e-9), is('gt', 1e-9)]).toEqual([true, false, true, false]);
    }
    // A third of a day is 28,800,000 ms, which is no fraction of two.
    const aged = (ms: number) =>
      segmentOf({ event: 'buy', measure: 'daysSinceLast', op: 'gte', value: 1 / 3 }).test({
        events: [{ type: 'buy', at: NOW - ms }],
      });
    expect([28_799_999, 28_800_000, 28_800_001].map(aged)).toEqual([false, true, true]);
  });

  test('distinct values by their type: texts, truths, days and instants in any spelling', () => {
    const distinct = (of: string, ...values: unknown[]) =>
      measured({ measure: 'distinct', of }, buys(...values.map((value) => ({ [of]: value }))));
    expect(distinct('sku', 'a', 'b', 'a', 5, null)).toBe(2);
    expect(distinct('gift', true, false, true, 'true', 1)).toBe(2);
    expect(distinct('paidOn', '2024-06-01', '2024-06-01', '2024-06-02', '2024-06-31', 5)).toBe(2);
    const iso = new Date(NOW).toISOString();
    expect(distinct('shippedAt', NOW, iso, new Date(NOW), NOW + 1, 'soon', '2024-06-15')).toBe(2);
  });

  test('the order of events is no matter: the latest is the latest', () => {
    const events = [3, 1, 2].map((days) => ({ type: 'buy', at: NOW - days * DAY, amount: days }));
    expect(measured({ measure: 'daysSinceLast' }, events)).toBe(1);
    expect(measured({ measure: 'daysSinceFirst' }, events)).toBe(3);
    expect(segmentOf({ latest: 'buy', has: { field: 'amount', op: 'eq', value: 1 } }).test({ events })).toBe(true);
    expect(segmentOf({ earliest: 'buy', has: { field: 'amount', op: 'eq', value: 3 } }).test({ events })).toBe(true);
  });
});

describe('what would turn the answer', () => {
  const has = (spend: number): SegmentCondition => ({
    event: 'buy',
    measure: 'sum',
    of: 'amount',
    op: 'gte',
    value: spend,
  });
  const toFlip = (where: SegmentCondition, amount: number) => {
    const { toFlip: paths, reasons } = segmentOf(where).explain({ events: [{ type: 'buy', at: NOW, amount }] });
    return { paths, reasons: reasons.map(({ code, facts }) => `${code} ${facts.path}`) };
  };

  test('one part of an any, every part of an all, as many as are missing of an atLeast', () => {
    expect(toFlip({ any: [has(5), has(6)] }, 1).paths).toEqual(['/where/any/0']);
    expect(toFlip({ all: [has(5), has(6)] }, 1).paths).toEqual(['/where/all/0', '/where/all/1']);
    expect(toFlip({ atLeast: 2, of: [has(1), has(5), has(6)] }, 1).paths).toEqual(['/where/of/1']);
    expect(toFlip({ atLeast: 2, of: [has(1), has(1), has(1)] }, 1).paths).toEqual(['/where/of/0', '/where/of/1']);
    expect(toFlip({ not: { any: [has(1), has(1)] } }, 1).paths).toEqual(['/where/not/any/0', '/where/not/any/1']);
  });

  test('the cheapest branch is taken; branches that cannot turn are passed over', () => {
    const wide: SegmentCondition = { all: [has(5), has(6), has(7)] };
    const narrow: SegmentCondition = { all: [has(5), has(6)] };
    expect(toFlip({ any: [wide, narrow] }, 1).paths).toEqual(['/where/any/1/all/0', '/where/any/1/all/1']);
    expect(toFlip({ any: [{ always: false }, wide] }, 1).paths).toHaveLength(3);
    expect(toFlip({ all: [{ always: false }, has(5)] }, 1)).toEqual({ paths: [], reasons: [] });
    expect(toFlip({ any: [{ always: true }, has(1)] }, 1).paths).toEqual([]);
    expect(toFlip({ always: true }, 1)).toEqual({ paths: [], reasons: [] });
    expect(toFlip({ atLeast: 3, of: [has(1)] }, 1).paths).toEqual([]);
    expect(toFlip({ atLeast: 2, of: [wide, narrow, has(9), has(1)] }, 1).paths).toEqual(['/where/of/2']);
  });

  test('reasons are what is decisive; where nothing is by itself, the smallest set stands in', () => {
    expect(toFlip({ all: [has(1), has(5)] }, 1).reasons).toEqual(['fails /where/all/1']);
    expect(toFlip({ any: [has(1), has(1)] }, 1).reasons).toEqual(['holds /where/any/0', 'holds /where/any/1']);
    expect(toFlip({ all: [has(1), has(1)] }, 1).reasons).toEqual(['holds /where/all/0', 'holds /where/all/1']);
    expect(toFlip({ not: has(5) }, 1).reasons).toEqual(['fails /where/not']);
  });
});

describe('tables of movement that are not as they were stored', () => {
  const table: Migration = measureMigration([{ customerId: 'a', group: 'x' }], [{ customerId: 'a', group: 'y' }], {
    groups: ['x', 'y'],
  });
  const refusal = (odd: object): string => {
    try {
      mergeMigrations(table, { ...table, ...odd });
    } catch (error) {
      const { code, argument } = error as { code: string; argument: string };
      return `${code} ${argument}`;
    }
    return 'taken';
  };

  test.each([
    [{ entered: [0] }, 'inconsistent b.entered'],
    [{ left: [0, 0, 0] }, 'inconsistent b.left'],
    [{ counts: [[0, 1]] }, 'inconsistent b.counts'],
    [{ counts: [[0, 1], [0]] }, 'inconsistent b.counts[1]'],
    [
      {
        counts: [
          [0, 1],
          [0, 0.5],
        ],
      },
      'not-a-count b.counts[1][1]',
    ],
    [
      {
        counts: [
          [0, -1],
          [0, 0],
        ],
      },
      'not-a-count b.counts[0][1]',
    ],
    [{ groups: ['x'] }, 'inconsistent b.entered'],
    [{ groups: ['y', 'x'] }, 'tally-mismatch b'],
    [{ version: 2 }, 'wrong-kind b'],
    [{ inBoth: 9, stayShare: 9 }, 'taken'],
  ])('%j: %s', (odd, want) => {
    expect(refusal(odd)).toBe(want);
  });

  test('either of the two is looked at', () => {
    expect(() => mergeMigrations({ ...table, entered: [0] }, table)).toThrow(
      'a.entered: expected 2 counts, one a group, got 1',
    );
    expect(() => mergeMigrations({ ...table, counts: [] }, table)).toThrow('a.counts: expected 2 rows, got 0');
  });

  test('figures that follow from the counts are counted anew', () => {
    const merged = mergeMigrations(table, { ...table, inBoth: 9, stayShare: 9, netFlow: [7, 7], rowShares: [] });
    expect(merged).toMatchObject({
      inBoth: 2,
      stayShare: 0,
      netFlow: [-2, 2],
      rowShares: [
        [0, 1],
        [null, null],
      ],
    });
  });
});
