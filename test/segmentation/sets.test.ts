import { describe, expect, test } from 'vitest';
import type { CustomerModel, SegmentCondition, SegmentDefinition } from 'clientele/segmentation';
import {
  checkSegmentSize,
  compileSegment,
  compileSegmentSet,
  compileSegmentTest,
  describeSegment,
  diffMemberships,
  tallyMemberships,
} from 'clientele/segmentation';
import { expectRefusal } from '../refusal.ts';

const MODEL: CustomerModel = {
  version: 1,
  fields: {
    spend: 'number?',
    plan: 'text?',
    active: 'boolean?',
    tags: 'text[]?',
    seen: 'instant?',
    bornOn: 'day?',
    ['toString' as string]: 'text?',
    zone: 'text?',
  },
  events: { types: { buy: { amount: 'number?' } } },
};
const NOW = Date.UTC(2024, 5, 15, 12);
const define = (where: SegmentCondition, rest: Partial<SegmentDefinition> = {}): SegmentDefinition => ({
  version: 1,
  where,
  ...rest,
});
const rich = define({ field: 'spend', op: 'gte', value: 500 });
const pro = define({ field: 'plan', op: 'eq', value: 'pro' });

describe('many segments', () => {
  test('the first in the order that a customer is in, and why', () => {
    const set = compileSegmentSet({ pro, rich }, { model: MODEL, order: ['rich', 'pro'] }).at(NOW);
    const why = (path: string, op: string, value: unknown, actual: unknown, text: string) => ({
      code: 'holds',
      facts: { path, actual, expected: { op, value }, text },
    });
    for (const spend of [900, 800])
      expect(set.assign({ spend, plan: 'pro' })).toEqual({
        segment: 'rich',
        reasons: [why('/where', 'gte', 500, spend, 'spend is at least 500')],
      });
    expect(set.assign({ plan: 'pro' })).toEqual({
      segment: 'pro',
      reasons: [why('/where', 'eq', 'pro', 'pro', 'plan is "pro"')],
    });
    expect(set.assign({})).toEqual({ segment: 'none', reasons: [{ code: 'no-match', facts: {} }] });
  });

  test('names that are left out of the order are memberships, and nobody is assigned to them', () => {
    const set = compileSegmentSet({ pro, rich }, { model: MODEL, order: ['rich'], otherwise: 'rest' }).at(NOW);
    expect(set.names).toEqual(['rich', 'pro']);
    expect([set.memberships({ plan: 'pro' }), set.assign({ plan: 'pro' }).segment]).toEqual([['pro'], 'rest']);
  });

  test('what several ask of events is asked once for each customer', () => {
    let reads = 0;
    const customer = (...amounts: number[]) => ({
      get events() {
        reads++;
        return amounts.map((amount) => ({ type: 'buy', at: NOW, amount }));
      },
    });
    const shared: SegmentCondition = { event: 'buy', measure: 'sum', of: 'amount', value: 500 };
    const set = compileSegmentSet(
      {
        a: define({ all: [shared, { always: true }] }),
        b: define({ not: shared }),
        c: define({ any: [shared] }),
        d: define({ segment: 'c' }),
      },
      { model: MODEL },
    ).at(NOW);
    expect([set.memberships(customer(400, 500)), reads]).toEqual([['a', 'c', 'd'], 1]);
    expect([set.memberships(customer(1)), reads]).toEqual([['b'], 2]);
    expect([set.memberships(customer(500)), reads]).toEqual([['a', 'c', 'd'], 3]);
    expect(set.assign(customer(1)).segment).toBe('b');
  });

  test('equal conditions of two calendars are two', () => {
    const today: SegmentCondition = { field: 'seen', window: { current: 1, unit: 'day' } };
    const week: SegmentCondition = { field: 'seen', window: { current: 1, unit: 'week' } };
    const set = compileSegmentSet(
      {
        utc: define(today),
        auckland: define(today, { timeZone: 'Pacific/Auckland' }),
        own: define(today, { timeZone: { field: 'zone', fallback: 'UTC' } }),
        monday: define(week),
        sunday: define(week, { weekStartsOn: 'sunday' }),
        other: define({ segment: 'auckland' }),
      },
      { model: MODEL },
    ).at(NOW);
    // In Auckland 16 June has begun at noon UTC.
    expect(set.memberships({ seen: NOW - 1 })).toEqual(['utc', 'own', 'monday', 'sunday']);
    expect(set.memberships({ seen: NOW - 1, zone: 'Pacific/Auckland' })).toEqual(['utc', 'monday', 'sunday']);
    expect(set.memberships({ seen: NOW, zone: 'Pacific/Auckland' })).toEqual([
      'utc',
      'auckland',
      'own',
      'monday',
      'sunday',
      'other',
    ]);
    // Sunday, 9 June: this week begins with it, or on the Monday after it.
    expect(set.memberships({ seen: Date.UTC(2024, 5, 9, 12) })).toEqual(['sunday']);
  });

  test.each<[string, string, string, () => unknown]>([
    [
      'unknown-name',
      'options.order[1]',
      'expected one of pro, rich, got x',
      () => compileSegmentSet({ pro, rich }, { model: MODEL, order: ['pro', 'x' as never] }),
    ],
    [
      'duplicate',
      'options.order[1]',
      'got pro twice',
      () => compileSegmentSet({ pro, rich }, { model: MODEL, order: ['pro', 'pro'] }),
    ],
    [
      'duplicate',
      'options.otherwise',
      'expected a name of its own, got the segment rich',
      () => compileSegmentSet({ pro, rich }, { model: MODEL, otherwise: 'rich' }),
    ],
    [
      'unknown-field',
      'definitions.bad.where.field',
      'expected one of',
      () => compileSegmentSet({ pro, bad: define({ field: 'x', op: 'exists' }) }, { model: MODEL }),
    ],
    [
      'wrong-type',
      'definitions["a/b"].version',
      'expected version 1',
      () => compileSegmentSet({ 'a/b': { ...pro, version: 2 as 1 } }, { model: MODEL }),
    ],
    // What another segment has is told where it stands.
    [
      'unknown-field',
      'definitions.bad.where.field',
      'expected one of',
      () =>
        compileSegmentSet(
          { one: define({ segment: 'bad' }), bad: define({ field: 'x', op: 'exists' }) },
          { model: MODEL },
        ),
    ],
    [
      'cycle',
      'definitions.one.where.segment',
      'two leads into a circle',
      () => compileSegmentSet({ one: define({ segment: 'two' }), two: define({ segment: 'one' }) }, { model: MODEL }),
    ],
    ['not-an-instant', 'asOf', '2024-06-15', () => compileSegmentSet({ pro }, { model: MODEL }).at('2024-06-15')],
    ['not-an-instant', 'asOf', '2024-06-15', () => compileSegment(pro, { model: MODEL }).at('2024-06-15')],
    ['not-an-instant', 'asOf', '2024-06-15', () => compileSegmentTest(pro, { model: MODEL }).at('2024-06-15')],
    [
      'unknown-field',
      'definition.where.field',
      'expected one of',
      () => compileSegment(define({ field: 'x', op: 'exists' }), { model: MODEL }),
    ],
    [
      'unknown-field',
      'definition.where.field',
      'expected one of',
      () => compileSegmentTest(define({ field: 'x', op: 'exists' }), { model: MODEL }),
    ],
    [
      'wrong-type',
      'definition',
      'expected the shape of a segment definition',
      () => describeSegment({ version: 1, where: 5 } as never),
    ],
  ])('%s %s: %s', (code, argument, words, run) => {
    expectRefusal(run, code, argument, words);
  });

  test('a definition of any size is measured without its model', () => {
    expect(checkSegmentSize(define({ all: [] }))).toEqual([]);
    expect(checkSegmentSize(5)).toEqual([]);
  });
});

describe('how many are where', () => {
  test('members of each, and those of none', () => {
    const set = compileSegmentSet({ pro, rich }, { model: MODEL }).at(NOW);
    const customers = [{ spend: 900 }, { spend: 900, plan: 'pro' }, {}, null, { plan: 'free' }];
    expect(tallyMemberships(set, customers)).toEqual({
      kind: 'membership-tally',
      version: 1,
      customers: 5,
      members: { pro: 1, rich: 2 },
      none: 3,
    });
    expectRefusal(
      () => tallyMemberships({} as never, []),
      'wrong-type',
      'set',
      'expected a compiled set at an instant: compileSegmentSet(…).at(asOf)',
    );
    expectRefusal(() => tallyMemberships(set, 5 as never), 'wrong-type', 'customers', 'expected');
  });
});

describe('who came, who went', () => {
  const row = <Id extends string | number>(customerId: Id, ...segments: string[]) => ({ customerId, segments });
  test('ids in their order, as numbers or as texts', () => {
    const before = [row(10, 'a'), row(9, 'a'), row(2, 'a', 'b'), row(100, 'a'), row(30, 'b')];
    const after = [row(100, 'a'), row(10, 'a'), row(7, 'a'), row(50, 'a'), row(2, 'b'), row(30)];
    expect(diffMemberships(before, after, { segments: ['a', 'b', 'c'] })).toEqual({
      a: { entered: [7, 50], left: [2, 9], stayed: [10, 100] },
      b: { entered: [], left: [30], stayed: [2] },
      c: { entered: [], left: [], stayed: [] },
    });
    const texts = diffMemberships([row('b', 'a'), row('B', 'a'), row('10', 'a'), row('9', 'a')], [], {
      segments: ['a'],
    });
    expect(texts.a!.left).toEqual(['10', '9', 'B', 'b']);
  });

  test('a result can be changed by its owner like any record', () => {
    const diff = diffMemberships([], [], { segments: ['a', '__proto__'] });
    expect(Object.keys(diff)).toEqual(['a', '__proto__']);
    diff['a'] = { entered: [], left: [], stayed: [] };
    Reflect.deleteProperty(diff, 'a');
    expect(Object.keys(diff)).toEqual(['__proto__']);
  });

  test.each<[string, () => unknown]>([
    ['before[1]', () => diffMemberships([row(1), 5 as never], [], { segments: [] })],
    ['after[0].customerId', () => diffMemberships([], [{ segments: [] } as never], { segments: [] })],
    ['before[2].segments', () => diffMemberships([row(1), row(2), { customerId: 1 } as never], [], { segments: [] })],
    ['before[0].segments[1]', () => diffMemberships([row(1, 'a', 5 as never)], [], { segments: ['a'] })],
    ['options', () => diffMemberships([], [], 5 as never)],
    ['options.segments', () => diffMemberships([], [], { segments: 'a' as never })],
    ['options.segments[1]', () => diffMemberships([], [], { segments: ['a', 5 as never] })],
    ['before', () => diffMemberships(5 as never, [], { segments: [] })],
    ['after', () => diffMemberships([], 5 as never, { segments: [] })],
  ])('names %s', (argument, run) => {
    expect(run).toThrow(expect.objectContaining({ name: 'InputError', argument }));
  });
});

describe('an explanation', () => {
  const explain = (where: SegmentCondition, customer: object) =>
    compileSegment<any>(define(where), { model: MODEL }).at(NOW).explain(customer);
  const asked = (where: SegmentCondition, customer: object) => {
    const { result, state, actual } = explain(where, customer).tree;
    return [result, state, actual];
  };

  test.each<[string, unknown, unknown[]]>([
    ['active', true, [true, 'ok', true]],
    ['active', 'yes', [false, 'wrong-type', 'yes']],
    ['active', 1, [false, 'wrong-type', 1]],
    ['active', null, [false, 'missing', null]],
    ['spend', Infinity, [false, 'wrong-type', null]],
    ['spend', NaN, [false, 'missing', null]],
    ['tags', ['a', 5, null, { a: 1 }, ['b']], [true, 'ok', ['a', 5, null, null, null]]],
    ['tags', 'a', [false, 'wrong-type', 'a']],
    [
      'tags',
      Array.from({ length: 150 }, (_, i) => `t${i}`),
      [true, 'ok', Array.from({ length: 100 }, (_, i) => `t${i}`)],
    ],
    ['plan', 'x'.repeat(100), [true, 'ok', 'x'.repeat(100)]],
    ['plan', 'x'.repeat(101), [true, 'ok', `${'x'.repeat(100)}…`]],
    ['plan', {}, [false, 'wrong-type', 'object']],
    ['plan', Symbol('x'), [false, 'wrong-type', 'symbol']],
    ['plan', 10n, [false, 'wrong-type', 'bigint']],
    ['seen', new Date(NOW), [true, 'ok', NOW]],
    ['seen', '2024-06-15', [false, 'wrong-type', '2024-06-15']],
    ['seen', 8.64e15 + 1, [false, 'wrong-type', 8.64e15 + 1]],
    ['seen', -8.64e15, [true, 'ok', -8.64e15]],
    ['bornOn', '2024-02-30', [false, 'wrong-type', '2024-02-30']],
    ['bornOn', '2024-02-29', [true, 'ok', '2024-02-29']],
  ])('does %s exist? (%#)', (field, value, wants) => {
    expect(asked({ field, op: 'exists' }, { [field]: value })).toEqual(wants);
    expect(asked({ field, op: 'missing' }, { [field]: value })[0]).toBe(!wants[0]);
  });

  test('what every object inherits is missing', () => {
    expect(asked({ field: 'toString', op: 'exists' }, {})).toEqual([false, 'missing', null]);
    expect(asked({ field: 'toString', op: 'exists' }, { toString: 'x' })).toEqual([true, 'ok', 'x']);
  });

  test('paths begin at the definition, also of another segment', () => {
    const segments = { 'a/b': define({ all: [{ field: 'spend', op: 'exists' }] }) };
    const { tree } = compileSegment<any>(define({ not: { segment: 'a/b' } }), { model: MODEL, segments })
      .at(NOW)
      .explain({});
    expect(tree).toMatchObject({
      path: '/where',
      children: [
        {
          path: '/where/not',
          children: [{ path: '/segments/a~1b/where', children: [{ path: '/segments/a~1b/where/all/0' }] }],
        },
      ],
    });
  });

  test('what was asked: a sequence with and without a limit', () => {
    const sequence = [{ event: 'buy' }, { event: 'buy' }];
    const expected = (rest: object) => explain({ sequence, ...rest } as SegmentCondition, {}).tree.expected;
    expect(expected({})).toEqual({ steps: 2 });
    expect(expected({ within: 3, unit: 'day', window: { last: 9, unit: 'day' } })).toEqual({
      steps: 2,
      within: 3,
      unit: 'day',
      window: { last: 9, unit: 'day' },
    });
    const steps = (...times: number[]) =>
      explain({ sequence } as SegmentCondition, { events: times.map((at) => ({ type: 'buy', at })) }).tree;
    expect(steps(NOW)).toMatchObject({ state: 'ok', actual: 1, result: false });
    expect(steps(NOW - 1, NOW)).toMatchObject({ state: 'ok', actual: 2, result: true });
    // One instant serves one step.
    expect(steps(NOW, NOW)).toMatchObject({ actual: 1, result: false });
  });

  describe('what would turn the answer', () => {
    const low = (value: number): SegmentCondition => ({ field: 'spend', op: 'gte', value });
    const never: SegmentCondition = { always: false };
    const turning = (where: SegmentCondition, spend = 1) => {
      const { toFlip, reasons } = explain(where, { spend });
      return [toFlip, reasons.map(({ facts }) => facts.path)];
    };
    test.each<[string, SegmentCondition, string[], string[]]>([
      ['a part that cannot turn takes those before it along', { all: [low(5), low(6), never] }, [], []],
      [
        'of an any, the branch that can',
        { any: [{ all: [low(5), never] }, { all: [low(6), low(7)] }] },
        ['/where/any/1/all/0', '/where/any/1/all/1'],
        ['/where/any/1/all/0', '/where/any/1/all/1'],
      ],
      [
        'a leaf before longer branches',
        { any: [low(9), { all: [low(6), low(7)] }] },
        ['/where/any/0'],
        ['/where/any/0'],
      ],
      [
        'a leaf after longer branches',
        { any: [{ all: [low(6), low(7)] }, low(9)] },
        ['/where/any/1'],
        ['/where/any/1'],
      ],
      [
        'two of three: the two that cost least',
        { atLeast: 2, of: [{ all: [low(6), low(7)] }, low(8), low(9)] },
        ['/where/of/1', '/where/of/2'],
        ['/where/of/1', '/where/of/2'],
      ],
      [
        'two of three, of which one cannot',
        { atLeast: 2, of: [low(8), never, low(9)] },
        ['/where/of/0', '/where/of/2'],
        ['/where/of/0', '/where/of/2'],
      ],
      ['two of three, of which two cannot', { atLeast: 2, of: [low(8), never, never] }, [], []],
      ['more than there are', { atLeast: 3, of: [low(8), low(9)] }, [], []],
      ['none at all', { atLeast: 0, of: [low(8)] }, [], []],
      // Either of two turns it alone: one is told, both are reasons.
      [
        'one more than holds',
        { atLeast: 2, of: [low(1), low(8), low(9)] },
        ['/where/of/1'],
        ['/where/of/1', '/where/of/2'],
      ],
      [
        'what holds once too often',
        { atLeast: 1, of: [low(1), low(0), low(9)] },
        ['/where/of/0', '/where/of/1'],
        ['/where/of/0', '/where/of/1'],
      ],
      ['through not', { not: { any: [low(1), low(9)] } }, ['/where/not/any/0'], ['/where/not/any/0']],
    ])('%s', (_, where, toFlip, reasons) => {
      const found = turning(where);
      expect(found[0]).toEqual(toFlip);
      expect(found[1]).toEqual(reasons);
    });

    test('decisive is what turns the answer alone', () => {
      const decisive = (where: SegmentCondition, spend: number): string[] => {
        const found: string[] = [];
        const walk = (node: { decisive: boolean; path: string; children?: any[] }): void => {
          if (node.decisive) found.push(node.path);
          node.children?.forEach(walk);
        };
        walk(explain(where, { spend }).tree);
        return found;
      };
      expect(decisive({ all: [low(1), low(9)] }, 5)).toEqual(['/where', '/where/all/1']);
      expect(decisive({ all: [low(8), low(9)] }, 5)).toEqual(['/where']);
      expect(decisive({ any: [low(1), low(9)] }, 5)).toEqual(['/where', '/where/any/0']);
      expect(decisive({ any: [low(8), low(9)] }, 5)).toEqual(['/where', '/where/any/0', '/where/any/1']);
      expect(decisive({ not: { all: [low(1), low(2)] } }, 5)).toEqual([
        '/where',
        '/where/not',
        '/where/not/all/0',
        '/where/not/all/1',
      ]);
      expect(decisive({ not: low(9) }, 5)).toEqual(['/where', '/where/not']);
      expect(decisive({ atLeast: 2, of: [low(1), low(2), low(9)] }, 5)).toEqual([
        '/where',
        '/where/of/0',
        '/where/of/1',
      ]);
      expect(decisive({ atLeast: 2, of: [low(1), low(8), low(9)] }, 5)).toEqual([
        '/where',
        '/where/of/1',
        '/where/of/2',
      ]);
    });
  });
});
