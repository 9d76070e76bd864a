import { describe, expect, test } from 'vitest';
import type { CustomerModel, SegmentCondition, SegmentDefinition } from 'clientele/segmentation';
import {
  assignRfm,
  checkSegment,
  checkSegmentMap,
  compileSegment,
  compileSegmentSet,
  fitClusters,
  fitRfm,
  segmentBuilder,
} from 'clientele/segmentation';
import { summarizePurchases } from 'clientele/purchases';
import { parseSegment } from 'clientele/schemas';
import { createDice, randomCustomer } from './random-segments.ts';

/** What goes wrong in every home-made segmentation, one test each; further ones stand where their function is tested. */
const MODEL = {
  version: 1,
  fields: { born: 'day?', seen: 'instant?', spend: 'number?', name: 'text?', plan: ['free', 'pro'] },
  events: { types: { buy: { amount: 'number?', sku: 'text?' } } },
} as const satisfies CustomerModel;
const at = (where: SegmentCondition, asOf: string, rest: Partial<SegmentDefinition> = {}) =>
  compileSegment<object>({ version: 1, ...rest, where }, { model: MODEL }).at(asOf);
const bought = (...times: (string | number)[]): object => ({
  events: times.map((when) => ({ type: 'buy', at: when })),
});
const codes = (where: unknown): string[] =>
  checkSegment({ version: 1, where } as SegmentDefinition, { model: MODEL }).map(({ code, path }) => `${code} ${path}`);

describe('from orders to scores', () => {
  const options = { asOf: '2024-06-30T00:00:00Z', timeZone: 'UTC', refunds: 'net' } as const;
  const order = (customerId: string, when: string, amount: number) => ({ customerId, at: `${when}T12:00:00Z`, amount });

  test('orders of the future do not count, refunds are taken off, a free order is an order', () => {
    const rows = summarizePurchases(
      [
        order('ana', '2024-06-01', 100),
        order('ana', '2024-06-20', -30),
        order('ana', '2024-07-04', 900),
        order('ben', '2024-06-10', 0),
        order('cleo', '2024-07-01', 50),
      ],
      options,
    );
    const seen = rows.map(({ customerId, purchases, totalAmount }) => [customerId, purchases, totalAmount]);
    expect(seen).toEqual([
      ['ana', 1, 70],
      ['ben', 1, 0],
    ]);
    expect(fitRfm(rows, { bins: 2 }).thresholds.monetary).toEqual([35]);
  });

  test('fractional money: ten times 0.1 is 1, and scores as whole euros do', () => {
    const dimes = Array.from({ length: 10 }, (_, d) => order('ana', `2024-06-${String(d + 10)}`, 0.1));
    const rows = summarizePurchases([...dimes, order('ben', '2024-06-10', 1)], options);
    expect(rows.map(({ totalAmount }) => totalAmount)).toEqual([1, 1]);
    const model = fitRfm(rows, { bins: 2 });
    expect(rows.map((row) => assignRfm(model, row).monetary)).toEqual([1, 1]);
  });

  test('recency turns around: the fewest days have the highest score', () => {
    const rows = [5, 50, 500].map((daysSinceLast, i) => ({
      customerId: i,
      daysSinceLast,
      purchases: 1,
      totalAmount: 1,
    }));
    const model = fitRfm(rows, { bins: 3 });
    expect(rows.map((row) => assignRfm(model, row).recency)).toEqual([3, 2, 1]);
  });
});

describe('days and clocks', () => {
  const within = (zone: string, asOf: string, when: string): boolean =>
    at({ event: 'buy', window: { current: 1, unit: 'day' } }, asOf, { timeZone: zone }).test(bought(when));

  test('"today" is not "the last 24 hours"', () => {
    const yesterday = bought('2024-06-14T18:00:00Z');
    const asOf = '2024-06-15T12:00:00Z';
    expect(at({ event: 'buy', window: { last: 24, unit: 'hour' } }, asOf).test(yesterday)).toBe(true);
    expect(at({ event: 'buy', window: { current: 1, unit: 'day' } }, asOf).test(yesterday)).toBe(false);
  });

  test('days of 23 and 25 hours, and shifts of half an hour', () => {
    // New York falls back on 3 November 2024: the day runs from 04:00Z to 05:00Z of the next one.
    const fall = ['2024-11-03T03:59:59Z', '2024-11-03T04:00:00Z', '2024-11-04T04:59:59Z'];
    const asOf = '2024-11-04T04:59:59.999Z';
    expect(fall.map((when) => within('America/New_York', asOf, when))).toEqual([false, true, true]);
    // Lord Howe goes back from UTC+11 to UTC+10:30 on 7 April 2024.
    const half = ['2024-04-06T12:59:59Z', '2024-04-06T13:00:00Z', '2024-04-07T13:29:59Z'];
    expect(half.map((when) => within('Australia/Lord_Howe', '2024-04-07T13:29:59.999Z', when))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('a missing midnight moves forward, a repeated one is the first', () => {
    // São Paulo sprang from 00:00 to 01:00 on 15 October 2017, and fell back from 00:00 to 23:00 on 18 February 2018.
    expect(within('America/Sao_Paulo', '2017-10-15T12:00:00Z', '2017-10-15T03:00:00Z')).toBe(true);
    expect(within('America/Sao_Paulo', '2017-10-15T12:00:00Z', '2017-10-15T02:59:59Z')).toBe(false);
    expect(within('America/Sao_Paulo', '2018-02-18T12:00:00Z', '2018-02-18T03:00:00Z')).toBe(true);
    expect(within('America/Sao_Paulo', '2018-02-18T12:00:00Z', '2018-02-18T01:59:59Z')).toBe(false);
  });

  test("a customer's local date may be another than that of UTC", () => {
    const asOf = '2024-06-15T22:30:00Z';
    expect(within('Asia/Tokyo', asOf, '2024-06-15T15:00:00Z')).toBe(true);
    expect(within('UTC', asOf, '2024-06-14T23:59:59Z')).toBe(false);
    expect(within('America/Los_Angeles', asOf, '2024-06-15T06:59:59Z')).toBe(false);
  });

  test('born on 29 February: the 28th in common years; a window across New Year holds January', () => {
    const birthday = (asOf: string, born: string, days = 1): boolean =>
      at({ field: 'born', anniversary: true, window: { next: days, unit: 'day' } }, asOf).test({ born });
    expect(
      ['2023-02-28', '2023-03-01', '2024-02-28', '2024-02-29'].map((day) => birthday(`${day}T09:00:00Z`, '2000-02-29')),
    ).toEqual([true, false, false, true]);
    expect(birthday('2024-12-29T09:00:00Z', '1990-01-02', 7)).toBe(true);
    expect(birthday('2024-12-29T09:00:00Z', '1990-01-06', 7)).toBe(false);
    // The day of birth itself is no return.
    expect(birthday('2024-12-29T09:00:00Z', '2025-01-02', 7)).toBe(false);
  });

  test('text without an offset is no instant, and a day is none either; a window says so, a record is missing', () => {
    const { explain, test: isKnown } = at({ field: 'seen', op: 'exists' }, '2024-06-15T00:00:00Z');
    for (const seen of ['2024-06-01T00:00:00', '2024-06-01', '2024-02-30T00:00:00Z']) {
      expect(isKnown({ seen })).toBe(false);
      expect(explain({ seen }).tree.state).toBe('wrong-type');
    }
    const window = { from: '2024-06-01T00:00:00' };
    expect(codes({ event: 'buy', window })).toEqual(['wrong-instant /where/window/from']);
  });
});

describe('nothing, and twice', () => {
  const asOf = '2024-06-15T12:00:00Z';

  test('empty groups have an answer, an empty list has none', () => {
    expect([{ all: [] }, { any: [] }, { atLeast: 0, of: [] }].map((where) => at(where, asOf).test({}))).toEqual([
      true,
      false,
      true,
    ]);
    expect(codes({ field: 'plan', op: 'in', value: [] })).toEqual(['empty-list /where/value']);
  });

  test('count = 0 and count < n hold for people without events', () => {
    for (const rest of [
      { op: 'eq', value: 0 },
      { op: 'lt', value: 3 },
      { op: 'lte', value: 0 },
    ] as const) {
      expect(at({ event: 'buy', ...rest }, asOf).test({})).toBe(true);
    }
  });

  test('two segments that both hold: the order decides; one that the first shadows never wins', () => {
    const high = { version: 1, where: { field: 'spend', op: 'gte', value: 100 } } as const;
    const top = { version: 1, where: { field: 'spend', op: 'gte', value: 500 } } as const;
    const first = (order: readonly ('high' | 'top')[]): string =>
      compileSegmentSet({ high, top }, { model: MODEL, order }).at(asOf).assign({ spend: 900 }).segment;
    expect([first(['high', 'top']), first(['top', 'high'])]).toEqual(['high', 'top']);
    const map = {
      kind: 'segment-map',
      version: 1,
      otherwise: 'rest',
      segments: [
        { name: 'high', when: { spend: { gte: 100 } } },
        { name: 'top', when: { spend: { gte: 500 } } },
      ],
    } as const;
    const found = checkSegmentMap(map, { axes: { spend: 'continuous' } }).map(({ code, path }) => `${code} ${path}`);
    expect(found).toContain('unreachable-segment /segments/1');
  });

  test('the latest event twice at one instant: one that has the property is enough, in any order', () => {
    const latest = at({ latest: 'buy', has: { field: 'sku', op: 'eq', value: 'x' } }, asOf);
    const events = ['x', 'y'].map((sku) => ({ type: 'buy', at: '2024-06-01T00:00:00Z', sku }));
    expect([events, events.toReversed()].map((list) => latest.test({ events: list }))).toEqual([true, true]);
  });

  test('the logarithm of nothing: log1p keeps customers with 0', () => {
    const rows = [0, 0, 1000, 1001].map((spend) => ({ spend }));
    const model = fitClusters(rows, { axes: { spend: 'log1p' }, scale: 'z', clusters: 2, seed: 1 });
    expect(model.centersInUnits.map(({ spend }) => Math.round(spend)).toSorted((a, b) => a - b)).toEqual([0, 1000]);
  });
});

test('what the builder makes selects the same members after storage and the door', () => {
  const s = segmentBuilder(MODEL);
  const rules = [
    s.field('plan').in(['pro']),
    s.any(s.field('spend').between(100, 500), s.field('name').startsWith('A', { ignoreCase: true })),
    s.not(s.field('seen').last(30, 'day')),
    s
      .event('buy')
      .where((p) => p.field('amount').gte(10))
      .last(90, 'day')
      .sum('amount')
      .gte(100),
    s.event('buy').stopped({ activeDays: 60, quietDays: 7 }),
    s.event('buy').restarted({ activeDays: 7, quietDays: 14 }),
    s.event('buy').firstTime().last(30, 'day'),
    s.event('buy').last(7, 'day').never(),
    s.heldFor(s.field('plan').eq('free'), 7, 'day', 'seen'),
    s.latest('buy', (p) => p.field('sku').eq('x')),
    s.regularly('buy', { periods: 4, unit: 'week', inAtLeast: 1 }),
    s.sequence(['buy', 'buy'], { within: 30, unit: 'day' }),
    s.atLeast(1, s.field('born').anniversary().next(60, 'day'), s.event('buy').count().gte(4)),
  ];
  const dice = createDice(77);
  const asOf = Date.parse('2024-06-15T12:00:00Z');
  const customers = Array.from({ length: 60 }, (_, i) => {
    const { id, events, ...rest } = randomCustomer(dice, `c${i}`, asOf);
    return {
      ...rest,
      id,
      seen: rest['lastLogin'],
      born: rest['birthday'],
      events: events.map((e) => ({ ...e, type: 'buy' })),
    };
  });
  for (const where of rules) {
    const definition: SegmentDefinition = { version: 1, where };
    const { value, issues } = parseSegment(JSON.parse(JSON.stringify(definition)), { model: MODEL });
    expect(issues).toEqual([]);
    const members = (one: SegmentDefinition): string[] =>
      customers.filter(compileSegment<object>(one, { model: MODEL }).at(asOf).test).map(({ id }) => id);
    expect(members(value!)).toEqual(members(definition));
    expect(members(definition).length, JSON.stringify(where)).toBeGreaterThan(0);
  }
});
