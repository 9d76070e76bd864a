import { describe, expect, test } from 'vitest';
import type { CustomerModel, SegmentBuilder, SegmentCondition } from 'clientele/segmentation';
import { segmentBuilder } from 'clientele/segmentation';

/** Each word of the builder and the JSON that it stands for; keys that say nothing are not there. */
const MODEL = {
  version: 1,
  fields: {
    plan: ['free', 'pro'],
    spend: 'number?',
    active: 'boolean',
    tags: 'text[]',
    scores: 'number[]',
    seen: 'instant?',
    bornOn: 'day?',
  },
  events: { types: { buy: { amount: 'number?', sku: 'text?' }, visit: {} } },
} as const satisfies CustomerModel;

type Row = [(s: SegmentBuilder<typeof MODEL>) => unknown, unknown];
const field = (name: string, rest: object) => ({ field: name, ...rest });
const a = field('active', { op: 'eq', value: true });
const window = (name: string, one: object) => field(name, { window: one });
const day = { unit: 'day' };

test.each<Row>([
  [(s) => s.all(), { all: [] }],
  [(s) => s.all(s.field('active').eq(true), s.always(false)), { all: [a, { always: false }] }],
  [(s) => s.any(s.field('active').eq(true)), { any: [a] }],
  [(s) => s.not(s.segment('vip')), { not: { segment: 'vip' } }],
  [(s) => s.atLeast(2, s.always(true), s.segment('vip')), { atLeast: 2, of: [{ always: true }, { segment: 'vip' }] }],
  [(s) => s.field('active').ne(true), field('active', { op: 'ne', value: true })],
  [(s) => s.field('spend').exists(), field('spend', { op: 'exists' })],
  [(s) => s.field('spend').missing(), field('spend', { op: 'missing' })],
  [(s) => s.field('spend').eq(0), field('spend', { op: 'eq', value: 0 })],
  [(s) => s.field('spend').ne(1), field('spend', { op: 'ne', value: 1 })],
  [(s) => s.field('spend').in([1, 2]), field('spend', { op: 'in', value: [1, 2] })],
  [(s) => s.field('spend').notIn([1]), field('spend', { op: 'notIn', value: [1] })],
  [(s) => s.field('spend').lt(1), field('spend', { op: 'lt', value: 1 })],
  [(s) => s.field('spend').lte(1), field('spend', { op: 'lte', value: 1 })],
  [(s) => s.field('spend').gt(1), field('spend', { op: 'gt', value: 1 })],
  [(s) => s.field('spend').gte(1), field('spend', { op: 'gte', value: 1 })],
  [(s) => s.field('spend').between(1, 2), field('spend', { op: 'between', value: [1, 2] })],
  [(s) => s.field('plan').eq('pro'), field('plan', { op: 'eq', value: 'pro' })],
  [(s) => s.field('plan').ne('pro', { ignoreCase: true }), field('plan', { op: 'ne', value: 'pro', ignoreCase: true })],
  [
    (s) => s.field('plan').in(['pro'], { ignoreCase: true }),
    field('plan', { op: 'in', value: ['pro'], ignoreCase: true }),
  ],
  [(s) => s.field('plan').notIn(['pro']), field('plan', { op: 'notIn', value: ['pro'] })],
  [(s) => s.field('plan').contains('r'), field('plan', { op: 'contains', value: 'r' })],
  [
    (s) => s.field('plan').startsWith('p', { ignoreCase: true }),
    field('plan', { op: 'startsWith', value: 'p', ignoreCase: true }),
  ],
  [(s) => s.field('plan').endsWith('o'), field('plan', { op: 'endsWith', value: 'o' })],
  [(s) => s.field('tags').has('x'), field('tags', { op: 'has', value: 'x' })],
  [(s) => s.field('tags').hasAny(['x', 'y']), field('tags', { op: 'hasAny', value: ['x', 'y'] })],
  [(s) => s.field('scores').hasAll([1, 2]), field('scores', { op: 'hasAll', value: [1, 2] })],
  [(s) => s.field('seen').last(7, 'day'), window('seen', { last: 7, ...day })],
  [(s) => s.field('seen').last(7, 'day', { by: 'date' }), window('seen', { last: 7, ...day, by: 'date' })],
  [(s) => s.field('seen').before(7, 'day'), window('seen', { before: 7, ...day })],
  [(s) => s.field('seen').between([1, 7], 'day'), window('seen', { between: [1, 7], ...day })],
  [
    (s) => s.field('seen').between([1, 7], 'day', { by: 'elapsed' }),
    window('seen', { between: [1, 7], ...day, by: 'elapsed' }),
  ],
  [(s) => s.field('seen').next(7, 'day'), window('seen', { next: 7, ...day })],
  [(s) => s.field('seen').current(1, 'month'), window('seen', { current: 1, unit: 'month' })],
  [(s) => s.field('seen').previous(2, 'week'), window('seen', { previous: 2, unit: 'week' })],
  [(s) => s.field('seen').during({ from: 0 }), window('seen', { from: 0 })],
  [(s) => s.field('seen').exists(), field('seen', { op: 'exists' })],
  [
    (s) => s.field('bornOn').anniversary().next(7, 'day'),
    field('bornOn', { window: { next: 7, ...day }, anniversary: true }),
  ],
  [
    (s) => s.field('bornOn').anniversary().current(1, 'day'),
    field('bornOn', { window: { current: 1, ...day }, anniversary: true }),
  ],
  [(s) => s.event('buy').happened(), { event: 'buy' }],
  [(s) => s.event('buy').never(), { event: 'buy', op: 'eq', value: 0 }],
  [(s) => s.event('buy').count().gte(2), { event: 'buy', op: 'gte', value: 2 }],
  [
    (s) => s.event('buy').last(7, 'day').count().eq(0),
    { event: 'buy', window: { last: 7, ...day }, op: 'eq', value: 0 },
  ],
  [
    (s) => s.event('buy').sum('amount').between(1, 2),
    { event: 'buy', measure: 'sum', of: 'amount', op: 'between', value: [1, 2] },
  ],
  [(s) => s.event('buy').average('amount').exists(), { event: 'buy', measure: 'average', of: 'amount', op: 'exists' }],
  [(s) => s.event('buy').min('amount').lt(1), { event: 'buy', measure: 'min', of: 'amount', op: 'lt', value: 1 }],
  [(s) => s.event('buy').max('amount').lte(1), { event: 'buy', measure: 'max', of: 'amount', op: 'lte', value: 1 }],
  [(s) => s.event('buy').distinct('sku').gt(1), { event: 'buy', measure: 'distinct', of: 'sku', op: 'gt', value: 1 }],
  [(s) => s.event('buy').daysSinceFirst().missing(), { event: 'buy', measure: 'daysSinceFirst', op: 'missing' }],
  [(s) => s.event('buy').daysSinceLast().gt(30), { event: 'buy', measure: 'daysSinceLast', op: 'gt', value: 30 }],
  [
    (s) =>
      s
        .event('buy')
        .where((p) => p.all(p.field('sku').eq('x'), p.not(p.field('amount').lt(5))))
        .previous(1, 'month')
        .happened(),
    {
      event: 'buy',
      where: { all: [field('sku', { op: 'eq', value: 'x' }), { not: field('amount', { op: 'lt', value: 5 }) }] },
      window: { previous: 1, unit: 'month' },
    },
  ],
  [
    (s) =>
      s
        .event('buy')
        .where((p) => p.any(p.atLeast(1, p.field('sku').exists())))
        .happened(),
    { event: 'buy', where: { any: [{ atLeast: 1, of: [field('sku', { op: 'exists' })] }] } },
  ],
  [
    (s) => s.event('buy').stopped({ activeDays: 60, quietDays: 30 }),
    {
      all: [
        { event: 'buy', window: { between: [30, 90], ...day } },
        { not: { event: 'buy', window: { last: 30, ...day } } },
      ],
    },
  ],
  [
    (s) => s.event('buy').restarted({ activeDays: 7, quietDays: 30 }),
    {
      all: [
        { event: 'buy', window: { last: 7, ...day } },
        { not: { event: 'buy', window: { between: [7, 37], ...day } } },
        { event: 'buy', window: { before: 37, ...day } },
      ],
    },
  ],
  [
    (s) => s.event('buy').firstTime().last(7, 'day', { by: 'date' }),
    {
      all: [
        { event: 'buy', window: { last: 7, ...day, by: 'date' } },
        { not: { event: 'buy', window: { before: 7, ...day, by: 'date' } } },
      ],
    },
  ],
  [
    (s) => s.latest('buy', (p) => p.field('amount').gt(5)),
    { latest: 'buy', has: field('amount', { op: 'gt', value: 5 }) },
  ],
  [
    (s) => s.earliest('buy', (p) => p.field('sku').eq('x')),
    { earliest: 'buy', has: field('sku', { op: 'eq', value: 'x' }) },
  ],
  [
    (s) => s.sequence(['visit', { event: 'buy', where: { always: true } }]),
    { sequence: [{ event: 'visit' }, { event: 'buy', where: { always: true } }] },
  ],
  [(s) => s.sequence(['visit'], { within: 1, unit: 'day' }), { sequence: [{ event: 'visit' }], within: 1, ...day }],
  [
    (s) => s.regularly('visit', { periods: 4, unit: 'week', inAtLeast: 3 }),
    { regularly: 'visit', periods: 4, unit: 'week', inAtLeast: 3 },
  ],
  [
    (s) => s.heldFor(s.field('plan').eq('pro'), 30, 'day', 'seen'),
    { all: [field('plan', { op: 'eq', value: 'pro' }), window('seen', { before: 30, ...day })] },
  ],
])('%s', (build, json) => {
  expect(build(segmentBuilder(MODEL))).toStrictEqual(json);
});

describe('a builder', () => {
  test('can be used again: what is said once stays said, and nothing more', () => {
    const s = segmentBuilder(MODEL);
    const bought = s.event('buy');
    const lately: SegmentCondition = bought.last(7, 'day').happened();
    expect([lately, bought.happened()]).toEqual([{ event: 'buy', window: { last: 7, unit: 'day' } }, { event: 'buy' }]);
  });
});
