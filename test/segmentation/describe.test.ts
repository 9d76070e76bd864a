import { describe, expect, test } from 'vitest';
import type { CustomerModel, PropertyCondition, SegmentCondition } from 'clientele/segmentation';
import { describeSegment } from 'clientele/segmentation';

/** What people read. The words are part of what a host shows, so they stand here one by one. */
const MODEL: CustomerModel = {
  version: 1,
  fields: {
    plan: ['free', 'pro'],
    spend: { type: 'number', currency: 'EUR' },
    tags: 'text[]',
    renewsOn: 'day',
    seen: 'instant',
  },
  events: {
    types: { purchase: { amount: { type: 'number', currency: 'USD' }, sku: 'text' }, visit: { page: 'text' } },
  },
};
const words = (where: SegmentCondition, model: CustomerModel | undefined = MODEL): string =>
  describeSegment({ version: 1, where }, { ...(model && { model }) }).replace('Customers (UTC): ', '');

describe('a comparison in words', () => {
  test.each<[string, SegmentCondition]>([
    ['plan is "pro"', { field: 'plan', op: 'eq', value: 'pro' }],
    ['plan is "a \\"b\\"\\nc"', { field: 'plan', op: 'eq', value: 'a "b"\nc' }],
    ['plan is not "pro"', { field: 'plan', op: 'ne', value: 'pro' }],
    ['plan is one of "free", "pro"', { field: 'plan', op: 'in', value: ['free', 'pro'] }],
    ['plan is none of "free"', { field: 'plan', op: 'notIn', value: ['free'] }],
    ['plan contains "ro" (in any case)', { field: 'plan', op: 'contains', value: 'ro', ignoreCase: true }],
    ['plan starts with "p"', { field: 'plan', op: 'startsWith', value: 'p' }],
    ['plan ends with "o"', { field: 'plan', op: 'endsWith', value: 'o' }],
    ['plan is known', { field: 'plan', op: 'exists' }],
    ['plan is missing', { field: 'plan', op: 'missing' }],
    ['tags has "vip"', { field: 'tags', op: 'has', value: 'vip' }],
    ['tags has any of "a", "b"', { field: 'tags', op: 'hasAny', value: ['a', 'b'] }],
    ['tags has all of "a", "b"', { field: 'tags', op: 'hasAll', value: ['a', 'b'] }],
    ['spend is less than 5 EUR', { field: 'spend', op: 'lt', value: 5 }],
    ['spend is at most 5 EUR', { field: 'spend', op: 'lte', value: 5 }],
    ['spend is between 1 and 2 EUR', { field: 'spend', op: 'between', value: [1, 2] }],
    ['spend is known', { field: 'spend', op: 'exists' }],
    ['spend is missing', { field: 'spend', op: 'missing' }],
    // Five of a list are told, of more how many there are.
    ['spend is one of 1, 2, 3, 4, 5 EUR', { field: 'spend', op: 'in', value: [1, 2, 3, 4, 5] }],
    ['spend is one of 1, 2, 3, 4, 5 and 2 more EUR', { field: 'spend', op: 'in', value: [1, 2, 3, 4, 5, 6, 7] }],
    ['a.b is true', { field: 'a.b', op: 'eq', value: true }],
    // What a check would refuse is said as it stands.
    ['constructor equals null', { field: 'constructor', op: 'equals' as 'eq' }],
    ['spend toString 5 EUR', { field: 'spend', op: 'toString' as 'eq', value: 5 }],
    ['spend is between 1 and null EUR', { field: 'spend', op: 'between', value: [1] }],
  ])('%s', (text, where) => {
    expect(words(where)).toBe(text);
  });
});

describe('a window in words', () => {
  test.each<[string, object]>([
    ['seen is in the last 1 day', { last: 1, unit: 'day' }],
    ['seen is in the last 2 days by date', { last: 2, unit: 'day', by: 'date' }],
    ['seen is in the last 2 days', { last: 2, unit: 'day', by: 'elapsed' }],
    ['seen is 3 weeks ago or longer', { before: 3, unit: 'week' }],
    ['seen is 1 week ago or longer by date', { before: 1, unit: 'week', by: 'date' }],
    ['seen is between 2 and 3 months ago', { between: [2, 3], unit: 'month' }],
    ['seen is between 2 and 3 days ago by date', { between: [2, 3], unit: 'day', by: 'date' }],
    ['seen is in the next 5 hours', { next: 5, unit: 'hour' }],
    ['seen is in the next 5 days by date', { next: 5, unit: 'day', by: 'date' }],
    ['seen is today', { current: 1, unit: 'day' }],
    ['seen is in the current week', { current: 1, unit: 'week' }],
    ['seen is in the current and the 1 day before', { current: 2, unit: 'day' }],
    ['seen is in the current and the 2 years before', { current: 3, unit: 'year' }],
    ['seen is in the previous month', { previous: 1, unit: 'month' }],
    ['seen is in the previous 2 quarters', { previous: 2, unit: 'quarter' }],
    ['seen is before 2024-01-01', { to: '2024-01-01' }],
    ['seen is from 2024-01-01 on', { from: '2024-01-01' }],
    ['seen is from 2024-01-01 to before 1970-01-01T00:00:00.000Z', { from: '2024-01-01', to: 0 }],
  ])('%s', (text, window) => {
    expect(words({ field: 'seen', window } as SegmentCondition)).toBe(text);
    expect(words({ field: 'seen', anniversary: true, window } as SegmentCondition)).toBe(`a yearly return of ${text}`);
    // Of events the same words stand behind them.
    expect(words({ event: 'visit', window } as SegmentCondition)).toBe(
      `has at least 1 visit event ${text.slice('seen is '.length)}`,
    );
  });
});

describe('events in words', () => {
  const week = { last: 1, unit: 'week' } as const;
  test.each<[string, SegmentCondition]>([
    ['has at least 1 visit event', { event: 'visit' }],
    ['has at least 2 visit events', { event: 'visit', value: 2 }],
    ['has exactly 1 visit event', { event: 'visit', op: 'eq', value: 1 }],
    ['has fewer than 3 visit events', { event: 'visit', op: 'lt', value: 3 }],
    ['has at most 3 visit events', { event: 'visit', op: 'lte', value: 3 }],
    ['has more than 3 visit events', { event: 'visit', op: 'gt', value: 3 }],
    ['number of visit events is between 1 and 3', { event: 'visit', op: 'between', value: [1, 3] }],
    ['number of visit events is one of 1, 3', { event: 'visit', op: 'in', value: [1, 3] }],
    ['number of visit events is not 1', { event: 'visit', op: 'ne', value: 1 }],
    ['number of visit events valueOf 2', { event: 'visit', op: 'valueOf' as 'ne', value: 2 }],
    ['number of visit events is known', { event: 'visit', op: 'exists' }],
    [
      'has at least 2 purchase events in the last 1 week with known sku',
      { event: 'purchase', of: 'sku', value: 2, window: week },
    ],
    ['sum of amount of purchase events is at least 1', { event: 'purchase', measure: 'sum', of: 'amount' }],
    [
      'average amount of purchase events is missing',
      { event: 'purchase', measure: 'average', of: 'amount', op: 'missing' },
    ],
    ['smallest amount of purchase events is known', { event: 'purchase', measure: 'min', of: 'amount', op: 'exists' }],
    [
      'largest amount of purchase events is less than 5',
      { event: 'purchase', measure: 'max', of: 'amount', op: 'lt', value: 5 },
    ],
    [
      'number of different sku of purchase events is 2',
      { event: 'purchase', measure: 'distinct', of: 'sku', op: 'eq', value: 2 },
    ],
    [
      'days since the first visit event is more than 30',
      { event: 'visit', measure: 'daysSinceFirst', op: 'gt', value: 30 },
    ],
    [
      'days since the last visit event is at most 30',
      { event: 'visit', measure: 'daysSinceLast', op: 'lte', value: 30 },
    ],
    [
      'median amount of purchase events equals 1',
      { event: 'purchase', measure: 'median' as 'sum', of: 'amount', op: 'equals' as 'eq' },
    ],
    [
      'toString amount of purchase events is at least 1',
      { event: 'purchase', measure: 'toString' as 'sum', of: 'amount' },
    ],
    ['visit, then purchase', { sequence: [{ event: 'visit' }, { event: 'purchase' }] }],
    [
      'visit where page is "/", then purchase, all in less than 2 hours in the last 1 week',
      {
        sequence: [{ event: 'visit', where: { field: 'page', op: 'eq', value: '/' } }, { event: 'purchase' }],
        within: 2,
        unit: 'hour',
        window: week,
      },
    ],
    ['visit in at least 2 of the previous 3 months', { regularly: 'visit', periods: 3, unit: 'month', inAtLeast: 2 }],
    [
      'purchase where amount is more than 5 USD in at least 1 of the previous 1 week',
      { regularly: 'purchase', where: { field: 'amount', op: 'gt', value: 5 }, periods: 1, unit: 'week', inAtLeast: 1 },
    ],
    [
      'the latest purchase: amount is at least 5 USD',
      { latest: 'purchase', has: { field: 'amount', op: 'gte', value: 5 } },
    ],
    [
      'the earliest purchase where amount is known in the last 1 week: sku is missing',
      {
        earliest: 'purchase',
        where: { field: 'amount', op: 'exists' },
        window: week,
        has: { field: 'sku', op: 'missing' },
      },
    ],
    // Without a type there is no currency.
    ['the latest toString: amount is 5', { latest: 'toString', has: { field: 'amount', op: 'eq', value: 5 } }],
  ])('%s', (text, where) => {
    expect(words(where)).toBe(text);
  });

  test('without a model, or with one that has no events, there is no currency', () => {
    const where = { event: 'purchase', where: { field: 'amount', op: 'gt', value: 5 } } as const;
    const text = 'has at least 1 purchase event where amount is more than 5';
    expect(words(where)).toBe(`${text} USD`);
    expect(words(where, { version: 1, fields: {} })).toBe(text);
    expect(describeSegment({ version: 1, where })).toBe(`Customers (UTC): ${text}`);
  });

  const a = { field: 'amount', op: 'gt', value: 5 } as const;
  const b = { field: 'sku', op: 'exists' } as const;
  test.each<[string, PropertyCondition]>([
    ['(amount is more than 5 USD and sku is known)', { all: [a, b] }],
    ['(amount is more than 5 USD or sku is known)', { any: [a, b] }],
    ['not: amount is more than 5 USD', { not: a }],
    ['at least 1 of (amount is more than 5 USD , sku is known)', { atLeast: 1, of: [a, b] }],
    ['everybody', { all: [] }],
    ['nobody', { any: [] }],
    ['everybody', { always: true }],
    ['nobody', { always: false }],
  ])('inside of an event groups stand in brackets: %s', (text, where) => {
    expect(words({ event: 'purchase', where })).toBe(`has at least 1 purchase event where ${text}`);
  });
});

describe('groups in lines', () => {
  const part = { field: 'plan', op: 'exists' } as const;
  test.each<[string, SegmentCondition]>([
    ['all of|  plan is known|  everybody', { all: [part, { always: true }] }],
    ['any of|  plan is known|  nobody', { any: [part, { always: false }] }],
    ['at least 2 of|  plan is known|  is in segment vip', { atLeast: 2, of: [part, { segment: 'vip' }] }],
    ['not: plan is known', { not: part }],
    ['not: any of|  all of|    plan is known|  plan is known', { not: { any: [{ all: [part] }, part] } }],
    ['everybody', { all: [] }],
    ['nobody', { any: [] }],
  ])('%s', (lines, where) => {
    expect(words(where)).toBe(lines.replaceAll('|', '\n'));
  });

  test('the first line has the name and the zone', () => {
    const where = { always: true };
    expect(describeSegment({ version: 1, name: 'All', timeZone: 'Asia/Tokyo', where })).toBe(
      'All (Asia/Tokyo): everybody',
    );
    const timeZone = { field: 'zone', fallback: 'Asia/Tokyo' };
    expect(describeSegment({ version: 1, timeZone, where })).toBe(
      "Customers (each customer's zone, else Asia/Tokyo): everybody",
    );
  });

  test('what is no definition has no words', () => {
    const refused = (code: string, argument: string) => expect.objectContaining({ code, argument });
    expect(() => describeSegment({ version: 1 } as never)).toThrow(refused('wrong-type', 'definition'));
    expect(() => words({ all: 'x' } as never)).toThrow('definition: expected the shape of a segment definition');
    let deep: SegmentCondition = part;
    for (let i = 0; i < 100; i++) deep = { not: deep };
    expect(() => words(deep)).toThrow(
      expect.objectContaining({ code: 'limit', argument: expect.stringMatching(/^definition\.where\./) }),
    );
  });
});
