import { describe, expect, test } from 'vitest';
import type { CustomerModel, SegmentCondition, SegmentDefinition } from 'clientele/segmentation';
import { compileSegment } from 'clientele/segmentation';

/** When a membership will change by itself: instants worked out by hand. */
const MODEL: CustomerModel = {
  version: 1,
  fields: { seen: 'instant?', bornOn: 'day?', spend: 'number?' },
  events: { types: { buy: { amount: 'number?' }, visit: {} } },
};
const DAY = 86_400_000;
const HOUR = 3_600_000;
const NOW = Date.UTC(2024, 5, 15, 12);
/** The farthest instant that can be told. */
const LAST = 8.64e15;

const at = (where: SegmentCondition, asOf = NOW, rest: Partial<SegmentDefinition> = {}) =>
  compileSegment<any>({ version: 1, where, ...rest }, { model: MODEL }).at(asOf);
const change = (where: SegmentCondition, customer: object, asOf = NOW): number | null =>
  at(where, asOf).nextChangeAt(customer);
const buys = (...times: number[]) => ({ events: times.map((when) => ({ type: 'buy', at: when })) });
const midnight = (day: string): number => Date.parse(day);

/** All instants at which the answer turns, asked again at each. */
function turns(where: SegmentCondition, customer: object, asOf = NOW): number[] {
  const found: number[] = [];
  for (let now = change(where, customer, asOf); now !== null && found.length < 9; now = change(where, customer, now))
    found.push(now);
  return found;
}

describe('events', () => {
  test.each<[SegmentCondition, number[]]>([
    // One purchase a day ago.
    [{ event: 'buy', window: { last: 3, unit: 'day' } }, [NOW + 2 * DAY]],
    [{ event: 'buy', window: { before: 3, unit: 'day' } }, [NOW + 2 * DAY]],
    [{ event: 'buy', window: { between: [2, 5], unit: 'day' } }, [NOW + DAY, NOW + 4 * DAY]],
    [{ event: 'buy', window: { current: 1, unit: 'week' } }, [midnight('2024-06-17')]],
    [{ event: 'buy', window: { previous: 1, unit: 'day' } }, [midnight('2024-06-16')]],
    [{ event: 'buy', window: { last: 1, unit: 'month' } }, [midnight('2024-07-14')]],
    [{ event: 'buy', window: { last: 2, unit: 'day', by: 'date' } }, [midnight('2024-06-16')]],
    [{ event: 'buy' }, []],
    [{ event: 'buy', window: { from: '2024-01-01' } }, []],
  ])('%j turns at %j', (where, wants) => {
    expect(turns(where, buys(NOW - DAY))).toEqual(wants);
  });

  test('stored events of the future count from their own instant on, in fixed windows too', () => {
    const soon = NOW + 5 * DAY;
    expect(turns({ event: 'buy' }, buys(soon))).toEqual([soon]);
    expect(turns({ event: 'buy', window: { last: 1, unit: 'day' } }, buys(soon))).toEqual([soon, soon + DAY]);
    const during = (window: object) => turns({ event: 'buy', window } as SegmentCondition, buys(soon));
    const on = (ms: number): string => new Date(soon + ms).toISOString();
    expect(during({ from: on(0) })).toEqual([soon]);
    expect(during({ from: on(1) })).toEqual([]);
    expect(during({ to: on(1) })).toEqual([soon]);
    expect(during({ to: on(0) })).toEqual([]);
    expect(during({ from: '2024-01-01', to: '2025-01-01' })).toEqual([soon]);
  });

  test('in a fixed window what never lies in it stands between nothing', () => {
    const to = new Date(NOW).toISOString();
    const pair: SegmentCondition = {
      sequence: [{ event: 'buy' }, { event: 'visit' }],
      window: { from: '2024-06-14', to },
    };
    const events = [
      { type: 'buy', at: NOW - DAY },
      { type: 'visit', at: NOW - 9 * DAY },
      { type: 'visit', at: NOW - HOUR },
    ];
    expect([at(pair).test({ events }), change(pair, { events })]).toEqual([true, null]);
    const largest: SegmentCondition = {
      event: 'buy',
      measure: 'max',
      of: 'amount',
      value: 5,
      window: { from: '2024-06-14' },
    };
    const amounts = [
      { type: 'buy', at: NOW - 9 * DAY, amount: 9 },
      { type: 'buy', at: NOW - DAY, amount: 1 },
      { type: 'buy', at: NOW + DAY, amount: 7 },
    ];
    expect(turns(largest, { events: amounts })).toEqual([NOW + DAY]);
  });

  test('ages pass their thresholds in between: each in its turn, in any order of the list', () => {
    const days = (rest: object): number[] =>
      turns({ event: 'buy', measure: 'daysSinceLast', ...rest } as SegmentCondition, buys(NOW));
    expect(days({ op: 'gte', value: 3 })).toEqual([NOW + 3 * DAY]);
    expect(days({ op: 'gt', value: 3 })).toEqual([NOW + 3 * DAY + 1]);
    expect(days({ op: 'lt', value: 3 })).toEqual([NOW + 3 * DAY]);
    expect(days({ op: 'eq', value: 3 })).toEqual([NOW + 3 * DAY, NOW + 3 * DAY + 1]);
    expect(days({ op: 'in', value: [7, 3] })).toEqual([3, 3, 7, 7].map((n, i) => NOW + n * DAY + (i % 2)));
    expect(days({ op: 'between', value: [1, 2] })).toEqual([NOW + DAY, NOW + 2 * DAY + 1]);
    // A purchase to come begins anew; the first one goes on.
    const two = buys(NOW, NOW + 2 * DAY);
    const since = (measure: string): number[] =>
      turns({ event: 'buy', measure, op: 'gte', value: 3 } as SegmentCondition, two);
    expect(since('daysSinceLast')).toEqual([NOW + 5 * DAY]);
    expect(since('daysSinceFirst')).toEqual([NOW + 3 * DAY]);
    expect(turns({ event: 'buy', measure: 'daysSinceLast', op: 'gte', value: 1 }, two)).toEqual([
      NOW + DAY,
      NOW + 2 * DAY,
      NOW + 3 * DAY,
    ]);
    // Without an event there is no age, and one to come has none yet.
    for (const measure of ['daysSinceFirst', 'daysSinceLast'])
      expect(turns({ event: 'buy', measure, op: 'lt', value: 3 } as SegmentCondition, buys(NOW + DAY))).toEqual([
        NOW + DAY,
        NOW + 4 * DAY,
      ]);
    expect(days({ op: 'missing', window: { last: 2, unit: 'day' } })).toEqual([NOW + 2 * DAY]);
  });

  test('later turns count as the first: in a group they stand beside those of others', () => {
    const seen = NOW - DAY;
    // Three or five days since the last purchase; between the two, and until the fourth day, seen two to five days ago.
    const either: SegmentCondition = {
      any: [
        { event: 'buy', measure: 'daysSinceLast', op: 'in', value: [3, 5] },
        { field: 'seen', window: { between: [3, 5], unit: 'day' } },
      ],
    };
    expect(turns(either, { ...buys(NOW), seen })).toEqual(
      [2, 4, 5, 5].map((n, i) => NOW + n * DAY + (i === 3 ? 1 : 0)),
    );
    const both: SegmentCondition = {
      all: [
        { event: 'buy', window: { between: [1, 4], unit: 'day' } },
        { field: 'seen', window: { between: [3, 9], unit: 'day' } },
      ],
    };
    expect(turns(both, { ...buys(NOW), seen })).toEqual([NOW + 2 * DAY, NOW + 4 * DAY]);
  });

  test('regularly, in a row and the latest, beside another condition', () => {
    const known = { field: 'spend', op: 'exists' } as const;
    const regular: SegmentCondition = { regularly: 'buy', periods: 2, unit: 'day', inAtLeast: 2 };
    const row: SegmentCondition = {
      sequence: [{ event: 'buy' }, { event: 'visit' }],
      window: { last: 3, unit: 'day' },
    };
    const latest: SegmentCondition = { latest: 'buy', has: { field: 'amount', op: 'gte', value: 5 } };
    const events = [
      { type: 'buy', at: NOW - 2 * DAY, amount: 9 },
      { type: 'buy', at: NOW - DAY, amount: 5 },
      { type: 'visit', at: NOW - HOUR },
      { type: 'buy', at: NOW + DAY, amount: 1 },
    ];
    for (const [where, turn] of [
      [regular, midnight('2024-06-16')],
      [row, NOW + 2 * DAY],
      [latest, NOW + DAY],
    ] as const) {
      expect(at(where).test({ events })).toBe(true);
      expect(turns(where, { events })).toEqual([turn]);
      expect(turns({ all: [where, known] }, { events, spend: 1 })).toEqual([turn]);
      expect(turns({ all: [where, known] }, { events })).toEqual([]);
      expect(turns({ any: [where, known] }, { events, spend: 1 })).toEqual([]);
      expect(turns({ any: [{ not: where }, known] }, { events })).toEqual([turn]);
      // In 30 days another condition turns on: until then this one decides.
      const later: SegmentCondition = { field: 'seen', window: { before: 30, unit: 'day' } };
      expect(turns({ any: [where, later] }, { events, seen: NOW })).toEqual([turn, NOW + 30 * DAY]);
    }
  });

  test('in a row: one step, and three, until the first of them leaves', () => {
    const customer = {
      events: [
        { type: 'buy', at: NOW - 3 * DAY },
        { type: 'visit', at: NOW - 2 * DAY },
        { type: 'buy', at: NOW - DAY },
      ],
    };
    const row = (...events: string[]) =>
      turns({ sequence: events.map((event) => ({ event })), window: { last: 5, unit: 'day' } }, customer);
    expect(row('visit')).toEqual([NOW + 3 * DAY]);
    expect(row('buy')).toEqual([NOW + 4 * DAY]);
    expect(row('buy', 'visit')).toEqual([NOW + 2 * DAY]);
    expect(row('visit', 'buy')).toEqual([NOW + 3 * DAY]);
    expect(row('buy', 'visit', 'buy')).toEqual([NOW + 2 * DAY]);
    expect(row('buy', 'buy', 'visit')).toEqual([]);
  });

  test('the end of time: what would turn behind it never does', () => {
    const inHour = LAST - HOUR;
    expect(turns({ event: 'buy', window: { last: 1, unit: 'day' } }, buys(inHour), LAST - 2 * HOUR)).toEqual([inHour]);
    expect(turns({ event: 'buy', window: { last: 1, unit: 'hour' } }, buys(inHour), inHour)).toEqual([LAST]);
    expect(turns({ event: 'buy', window: { before: 1, unit: 'hour' } }, buys(inHour), inHour)).toEqual([LAST]);
    expect(turns({ event: 'buy', window: { before: 61, unit: 'minute' } }, buys(inHour), inHour)).toEqual([]);
    expect(turns({ field: 'seen', window: { last: 1, unit: 'hour' } }, { seen: inHour }, inHour)).toEqual([LAST]);
    expect(turns({ field: 'seen', window: { last: 61, unit: 'minute' } }, { seen: inHour }, inHour)).toEqual([]);
    const aged = (rest: object) =>
      turns({ event: 'buy', measure: 'daysSinceLast', ...rest } as SegmentCondition, buys(LAST - DAY), LAST - DAY);
    expect(aged({ op: 'gte', value: 1 })).toEqual([LAST]);
    expect(aged({ op: 'gt', value: 1 })).toEqual([]);
  });
});

describe('fields', () => {
  const seen = NOW - DAY;
  test.each<[object, number[]]>([
    [{ last: 3, unit: 'day' }, [NOW + 2 * DAY]],
    [{ before: 3, unit: 'day' }, [NOW + 2 * DAY]],
    [{ between: [2, 5], unit: 'day' }, [NOW + DAY, NOW + 4 * DAY]],
    [{ current: 1, unit: 'week' }, [midnight('2024-06-17')]],
    [{ previous: 1, unit: 'week' }, [midnight('2024-06-17'), midnight('2024-06-24')]],
    [{ last: 2, unit: 'day', by: 'date' }, [midnight('2024-06-16')]],
    [{ next: 3, unit: 'day' }, []],
    [{ from: '2024-06-01', to: '2024-07-01' }, []],
  ])('an instant of a day ago in %j turns at %j', (window, wants) => {
    expect(turns({ field: 'seen', window } as SegmentCondition, { seen })).toEqual(wants);
  });

  test.each<[object, number[]]>([
    [{ next: 1, unit: 'day' }, [NOW + 4 * DAY, NOW + 5 * DAY]],
    [{ next: 3, unit: 'day', by: 'date' }, [midnight('2024-06-18'), NOW + 5 * DAY]],
    [{ next: 1, unit: 'month' }, [NOW + 5 * DAY]],
    [{ last: 1, unit: 'day' }, [NOW + 5 * DAY, NOW + 6 * DAY]],
    // The whole period holds what is still to come.
    [{ current: 1, unit: 'week' }, [midnight('2024-06-17'), midnight('2024-06-24')]],
    [{ current: 1, unit: 'month' }, [midnight('2024-07-01')]],
  ])('an instant in five days in %j turns at %j', (window, wants) => {
    expect(turns({ field: 'seen', window } as SegmentCondition, { seen: NOW + 5 * DAY })).toEqual(wants);
  });

  test.each<[object, string[]]>([
    [{ last: 2, unit: 'day' }, ['2024-06-20', '2024-06-22']],
    [{ before: 2, unit: 'day' }, ['2024-06-22']],
    [{ between: [1, 3], unit: 'day' }, ['2024-06-21', '2024-06-23']],
    [{ next: 2, unit: 'day' }, ['2024-06-19', '2024-06-21']],
    [{ current: 1, unit: 'week' }, ['2024-06-17', '2024-06-24']],
    [{ current: 2, unit: 'day' }, ['2024-06-20', '2024-06-22']],
    [{ previous: 1, unit: 'week' }, ['2024-06-24', '2024-07-01']],
    [{ previous: 2, unit: 'day' }, ['2024-06-21', '2024-06-23']],
    [{ last: 1, unit: 'month' }, ['2024-06-20', '2024-07-20']],
  ])('the day 20 June in %j turns at %j', (window, wants) => {
    expect(turns({ field: 'bornOn', window } as SegmentCondition, { bornOn: '2024-06-20' })).toEqual(
      wants.map(midnight),
    );
  });

  test('what is missing, or no instant, never turns', () => {
    const where: SegmentCondition = { field: 'seen', window: { last: 3, unit: 'day' } };
    for (const odd of [undefined, null, 'soon', NaN, {}]) {
      expect(change(where, { seen: odd })).toBeNull();
      expect(change({ not: where }, { seen: odd })).toBeNull();
      const either: SegmentCondition = { any: [where, { event: 'buy', window: { last: 1, unit: 'day' } }] };
      expect(turns(either, { seen: odd, ...buys(NOW) })).toEqual([NOW + DAY]);
      expect(change({ any: [where, { field: 'seen', window: { next: 3, unit: 'day' } }] }, { seen: odd })).toBeNull();
    }
  });

  test('yearly returns: each in its year, up to eight years ahead', () => {
    const yearly = (window: object) => ({ field: 'bornOn', anniversary: true, window }) as SegmentCondition;
    const born = { bornOn: '2000-06-20' };
    expect(turns(yearly({ current: 1, unit: 'day' }), born).slice(0, 4)).toEqual(
      ['2024-06-20', '2024-06-21', '2025-06-20', '2025-06-21'].map(midnight),
    );
    // 29 February returns on the 28th of a common year.
    expect(turns(yearly({ current: 1, unit: 'day' }), { bornOn: '2000-02-29' }).slice(0, 2)).toEqual(
      ['2025-02-28', '2025-03-01'].map(midnight),
    );
    expect(turns(yearly({ next: 7, unit: 'day' }), born).slice(0, 2)).toEqual(
      ['2024-06-21', '2025-06-14'].map(midnight),
    );
    // Its own day is no return.
    expect(turns(yearly({ current: 1, unit: 'day' }), { bornOn: '2024-06-20' })[0]).toBe(midnight('2025-06-20'));
    // One return reaches six years on, and the next five years: it never ends as far as anybody looks.
    expect(change(yearly({ between: [0, 6], unit: 'year' }), born)).toBeNull();
    expect(change({ not: yearly({ between: [0, 6], unit: 'year' }) }, born)).toBeNull();
    // Whoever is born in nine years has a first return in ten: too far.
    expect(change(yearly({ current: 1, unit: 'day' }), { bornOn: '2033-06-20' })).toBeNull();
    expect(change(yearly({ current: 1, unit: 'day' }), { bornOn: '2031-06-14' })).toBe(midnight('2032-06-14'));
    // To the very hour: asked on 15 June at noon, a return that begins on 15 June in eight years, at midnight, is told.
    expect(change(yearly({ current: 1, unit: 'day' }), { bornOn: '2031-06-15' })).toBe(midnight('2032-06-15'));
    expect(change(yearly({ current: 1, unit: 'day' }), { bornOn: '2031-06-16' })).toBeNull();
    // What else changes is told only where returns cannot change it before.
    const sure: SegmentCondition = {
      all: [yearly({ current: 1, unit: 'day' }), { field: 'seen', window: { last: 1, unit: 'hour' } }],
    };
    expect(change(sure, { ...born, seen: NOW })).toBeNull();
    const long: SegmentCondition = {
      any: [yearly({ current: 1, unit: 'day' }), { field: 'seen', window: { next: 3000, unit: 'week' } }],
    };
    expect(change(long, { bornOn: '2040-06-20', seen: NOW + 9 * 365.25 * DAY })).toBeNull();
    expect(change(long, { bornOn: '2040-06-20', seen: NOW + 7 * DAY })).toBe(NOW + 7 * DAY);
  });

  test('beyond the end of the calendar nothing returns', () => {
    const yearly = (window: object) => at({ field: 'bornOn', anniversary: true, window } as SegmentCondition, LAST);
    for (const window of [
      { current: 1, unit: 'month' },
      { last: 1, unit: 'month' },
    ])
      expect([
        yearly(window).test({ bornOn: '2000-01-01' }),
        yearly(window).nextChangeAt({ bornOn: '2000-01-01' }),
      ]).toEqual([false, null]);
  });
});

describe('groups', () => {
  const span = (from: number, to: number): SegmentCondition => ({
    event: 'buy',
    window: { between: [from, to], unit: 'day' },
  });
  const after = (days: number): SegmentCondition => ({ event: 'buy', window: { before: days, unit: 'day' } });
  const ever = { always: true };
  const never = { always: false };
  // A purchase now: a span turns on after its first number of days, and off after its second.
  test.each<[SegmentCondition, number[]]>([
    [{ all: [span(1, 5), span(3, 9)] }, [3, 5]],
    [{ any: [span(1, 5), span(3, 9)] }, [1, 9]],
    [{ any: [span(1, 3), span(5, 9)] }, [1, 3, 5, 9]],
    [{ any: [after(3), after(5)] }, [3]],
    [{ all: [after(3), after(5)] }, [5]],
    // Later turns of a group count in the group around it.
    [{ any: [{ all: [span(1, 5), span(3, 9)] }, { all: [span(4, 8), span(2, 7)] }] }, [3, 7]],
    [{ all: [{ any: [span(1, 3), span(5, 9)] }, after(8)] }, [8, 9]],
    [{ all: [{ not: { any: [span(1, 3), span(5, 9)] } }, after(2)] }, [3, 5, 9]],
    // Off and on at one instant is nothing.
    [{ any: [span(1, 3), span(3, 9)] }, [1, 9]],
    [{ all: [span(1, 3), span(3, 9)] }, []],
    [{ atLeast: 2, of: [span(1, 4), span(2, 6), span(3, 5)] }, [2, 5]],
    [{ atLeast: 2, of: [span(1, 4), ever, span(8, 9)] }, [1, 4, 8, 9]],
    [{ atLeast: 2, of: [span(1, 4), never, span(3, 9)] }, [3, 4]],
    [{ atLeast: 1, of: [span(1, 4), ever] }, []],
    [{ atLeast: 3, of: [span(1, 4), span(1, 4)] }, []],
    [{ atLeast: 0, of: [span(1, 4)] }, []],
    [{ all: [span(1, 4), ever] }, [1, 4]],
    [{ all: [span(1, 4), never] }, []],
    [{ any: [span(1, 4), never] }, [1, 4]],
    [{ not: { all: [span(1, 5), span(3, 9)] } }, [3, 5]],
    [{ all: [] }, []],
    [{ any: [never, { all: [span(2, 3), { not: never }] }] }, [2, 3]],
  ])('%j turns after %j days', (where, days) => {
    expect(turns(where, buys(NOW))).toEqual(days.map((n) => NOW + n * DAY));
  });

  test('a part known for eight years limits what is told, unless the others settle it for good', () => {
    const yearly: SegmentCondition = { field: 'bornOn', anniversary: true, window: { current: 1, unit: 'day' } };
    const far: SegmentCondition = { field: 'seen', window: { before: 3500, unit: 'day' } };
    const customer = { bornOn: '2060-01-01', seen: NOW };
    // 3,500 days are nine and a half years.
    expect(change(far, customer)).toBe(NOW + 3500 * DAY);
    expect(change({ any: [yearly, far] }, customer)).toBeNull();
    expect(change({ any: [yearly, far, ever] }, customer)).toBeNull();
    expect(change({ atLeast: 2, of: [yearly, far, never] }, customer)).toBeNull();
    expect(change({ all: [far, { any: [yearly, ever] }] }, customer)).toBe(NOW + 3500 * DAY);
    expect(change({ any: [far, { all: [yearly, never] }] }, customer)).toBe(NOW + 3500 * DAY);
  });
});
