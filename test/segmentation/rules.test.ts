import { describe, expect, test } from 'vitest';
import type { CustomerModel, SegmentCondition, SegmentDefinition } from 'clientele/segmentation';
import {
  checkSegment,
  checkSegmentSize,
  compileSegment,
  compileSegmentSet,
  describeSegment,
  diffMemberships,
  mergeMembershipTallies,
  segmentBuilder,
  tallyMemberships,
} from 'clientele/segmentation';

const MODEL = {
  version: 1,
  fields: {
    plan: ['free', 'pro'],
    spend: 'number?',
    country: 'text?',
    active: 'boolean?',
    tags: 'text[]?',
    lastLogin: 'instant?',
    renewsOn: 'day?',
    zone: 'text?',
    constructor: 'text?',
    'address.city': { type: 'text', optional: true },
    budget: { type: 'number', optional: true, currency: 'EUR' },
  },
  events: {
    types: {
      purchase: { amount: 'number?', sku: 'text?', at2: 'instant?', on: 'day?', gift: 'boolean?', list: 'text[]?' },
      visit: {},
    },
  },
} as const satisfies CustomerModel;
const NOW = '2024-06-15T12:00:00Z';
const DAY = 86_400_000;
const at = (where: SegmentCondition, rest: Partial<SegmentDefinition> = {}, asOf: string | number = NOW) =>
  compileSegment<any>({ version: 1, ...rest, where }, { model: MODEL }).at(asOf);
const code = (value: string): unknown => expect.objectContaining({ code: value });
const codes = (where: unknown, options: object = {}): string[] =>
  checkSegment({ version: 1, where } as SegmentDefinition, { model: MODEL, ...options }).map(
    (p) => `${p.code} ${p.path}`,
  );
const ago = (ms: number): number => Date.parse(NOW) - ms;
const bought = (...times: (number | string)[]) => ({ events: times.map((when) => ({ type: 'purchase', at: when })) });

describe('peers got these wrong', () => {
  test('null-is-not-small (json-logic-js 2.0.5, json-logic-engine 5.0.7, @ucast): missing is neither small nor at least 0', () => {
    for (const spend of [null, undefined, NaN]) {
      expect(at({ field: 'spend', op: 'lt', value: 15 }).test({ spend })).toBe(false);
      expect(at({ field: 'spend', op: 'gte', value: 0 }).test({ spend })).toBe(false);
    }
  });

  test('text-is-not-a-number (json-logic, @ucast, json-rules-engine 7.3.1): no coercion of any kind', () => {
    for (const spend of ['20', [20], true, {}])
      expect(at({ field: 'spend', op: 'gte', value: 15 }).test({ spend })).toBe(false);
  });

  test('date-meets-iso (six engines, also sift 17.1.4, mingo 7.2.7): equal instants are equal in any spelling', () => {
    const { test: lately } = at({
      field: 'lastLogin',
      window: { from: '2024-06-15T10:00:00Z', to: '2024-06-15T10:00:00.001Z' },
    });
    for (const lastLogin of [
      new Date('2024-06-15T10:00:00Z'),
      '2024-06-15T12:00:00+02:00',
      Date.parse('2024-06-15T10:00:00Z'),
    ]) {
      expect(lately({ lastLogin })).toBe(true);
    }
  });

  test('ne-on-undefined (json-rules-engine PR 135): ne keeps missing values, and the check warns', () => {
    expect(at({ field: 'spend', op: 'ne', value: 10 }).test({})).toBe(true);
    expect(codes({ field: 'spend', op: 'ne', value: 10 })).toEqual(['ne-keeps-missing /where']);
    expect(
      codes({
        all: [
          { field: 'spend', op: 'exists' },
          { field: 'spend', op: 'ne', value: 10 },
        ],
      }),
    ).toEqual([]);
    expect(codes({ not: { field: 'spend', op: 'notIn', value: [10] } })).toEqual([]);
  });

  test('no-code-from-data (sift 17.1.4, CVE-2026-85625): there is no $where, and such texts do nothing', () => {
    expect(codes({ $where: 'process.exit()' })).toEqual(['wrong-type /where']);
    expect(codes({ field: 'country', op: '$where', value: 'x' })).toEqual(['wrong-operator /where/op']);
    expect(at({ field: 'country', op: 'eq', value: '$where: 1' }).test({ country: '$where: 1' })).toBe(true);
  });

  test('no-inherited-paths (json-logic, sift): only own keys are read', () => {
    const named = at({ field: 'constructor', op: 'exists' }).test;
    expect(named({})).toBe(false);
    expect(named({ constructor: 'mine' })).toBe(true);
    expect(at({ field: 'spend', op: 'exists' }).test(Object.create({ spend: 5 }))).toBe(false);
    expect(at({ field: 'spend', op: 'exists' }).test(Object.assign(Object.create(null), { spend: 5 }))).toBe(true);
    expect(at({ field: 'address.city', op: 'exists' }).test({ address: Object.create({ city: 'x' }) })).toBe(false);
    const proto = JSON.parse('{"__proto__": {"spend": 5}}') as object;
    expect(at({ field: 'spend', op: 'exists' }).test(proto)).toBe(false);
    expect(() => at({ field: '__proto__', op: 'exists' })).toThrow(code('unknown-field'));
    expect(() => at({ event: '__proto__' })).toThrow(code('unknown-event'));
    expect(() => at({ segment: '__proto__' })).toThrow(code('unknown-segment'));
  });

  test('deep-nesting (json-logic-js, sift, mingo): 20,000 levels are one limit problem', () => {
    let where: any = { always: true };
    for (let depth = 0; depth < 20_000; depth++) where = { not: where };
    expect(checkSegmentSize({ where })).toHaveLength(1);
    expect(checkSegment({ version: 1, where }, { model: MODEL }).map((problem) => problem.code)).toEqual(['limit']);
    expect(() => at(where)).toThrow(code('limit'));
    const loop: any = { not: null };
    loop.not = loop;
    expect(checkSegmentSize({ where: loop })).toHaveLength(1);
    expect(checkSegmentSize(null)).toEqual([]);
  });

  test('slow-pattern (sift): a text operator takes no pattern and linear time', () => {
    const { test: has } = at({ field: 'country', op: 'contains', value: '(a+)+$' });
    expect(has({ country: 'a'.repeat(100_000) })).toBe(false);
  });

  test('range-with-two-weeks (Notifuse 139): the last day and today are two windows by name', () => {
    const yesterday = bought('2024-06-14T20:00:00Z');
    expect(at({ event: 'purchase', window: { last: 1, unit: 'day' } }).test(yesterday)).toBe(true);
    expect(at({ event: 'purchase', window: { current: 1, unit: 'day' } }).test(yesterday)).toBe(false);
    expect(at({ event: 'purchase', window: { last: 1, unit: 'day', by: 'date' } }).test(yesterday)).toBe(false);
  });
});

describe('limits', () => {
  test('32 levels are fine, 33 are not; 1,000 conditions, 10,000 values, 3,660 units', () => {
    const nested = (depth: number): any => (depth === 1 ? { always: true } : { not: nested(depth - 1) });
    expect(codes(nested(32))).toEqual([]);
    expect(codes(nested(33))).toEqual([`limit /where${'/not'.repeat(32)}`]);
    expect(codes({ all: Array.from({ length: 1000 }, () => ({ always: true })) })[0]).toBe('limit /where');
    const value = Array.from({ length: 10_001 }, (_, i) => `t${i}`);
    expect(codes({ field: 'country', op: 'in', value })).toEqual(['limit /where/value']);
    expect(at({ field: 'country', op: 'in', value: value.slice(1) }).test({ country: 't10000' })).toBe(true);
    expect(codes({ event: 'purchase', window: { last: 3661, unit: 'day' } })).toEqual(['limit /where/window/last']);
    expect(codes({ event: 'purchase', window: { between: [1, 3661], unit: 'day' } })).toEqual([
      'limit /where/window/between',
    ]);
    expect(codes({ sequence: [{ event: 'visit' }], within: 4000, unit: 'day' })).toEqual(['limit /where/within']);
    expect(codes({ regularly: 'visit', periods: 4000, unit: 'day', inAtLeast: 1 })).toEqual(['limit /where/periods']);
  });
});

describe('errors', () => {
  test.each<[unknown, string[]]>([
    [null, ['wrong-type /where']],
    [{ all: 1 }, ['wrong-type /where/all']],
    [{ atLeast: -1, of: [] }, ['wrong-type /where/atLeast']],
    [{ atLeast: 1 }, ['wrong-type /where/of']],
    [{ always: 'yes' }, ['wrong-type /where/always']],
    [{ segment: 5 }, ['wrong-type /where/segment']],
    [{ event: 'purchase', windw: {} }, ['wrong-type /where/windw']],
    [{ field: 'plan', op: 'eq', value: 'gold' }, ['unknown-value /where/value']],
    [{ field: 'plan', op: 'contains', value: 'o' }, []],
    [{ field: 'plan', op: 'eq', value: 'PRO', ignoreCase: true }, []],
    [{ field: 'country', op: 'in', value: [] }, ['empty-list /where/value']],
    [{ field: 'country', op: 'in', value: 'FR' }, ['wrong-type /where/value']],
    [{ field: 'country', op: 'eq', value: 5 }, ['wrong-type /where/value']],
    [{ field: 'spend', op: 'eq', value: 5, ignoreCase: true }, ['wrong-type /where/ignoreCase']],
    [{ field: 'spend', op: 'between', value: [1] }, ['wrong-type /where/value']],
    [{ field: 'spend', op: 'between', value: [1, '2'] }, ['wrong-type /where/value/1']],
    [{ field: 'active', op: 'gt', value: true }, ['wrong-operator /where/op']],
    [{ field: 'tags', op: 'hasAll', value: [] }, ['empty-list /where/value']],
    [{ field: 'tags', op: 'eq', value: 'x' }, ['wrong-operator /where/op']],
    [{ field: 'lastLogin', op: 'gte', value: 5 }, ['wrong-operator /where/op']],
    [{ field: 'spend', window: { last: 1, unit: 'day' } }, ['wrong-window /where/window']],
    [{ field: 'lastLogin', op: 'exists', window: { last: 1, unit: 'day' } }, ['wrong-operator /where/op']],
    [{ field: 'lastLogin', op: 'exists', anniversary: true }, ['wrong-type /where/anniversary']],
    [{ field: 'lastLogin', window: { last: 1, unit: 'day' }, anniversary: 1 }, ['wrong-type /where/anniversary']],
    [{ field: 'lastLogin', window: { last: 1, unit: 'hour' }, anniversary: true }, ['wrong-unit /where/window/unit']],
    [{ event: 'purchase', window: null }, ['wrong-window /where/window']],
    [{ event: 'purchase', window: {} }, ['wrong-window /where/window']],
    [{ event: 'purchase', window: { last: 1, before: 2, unit: 'day' } }, ['wrong-window /where/window']],
    [{ event: 'purchase', window: { lst: 1, unit: 'day' } }, ['wrong-window /where/window']],
    [{ event: 'purchase', window: { last: 0, unit: 'day' } }, ['wrong-type /where/window/last']],
    [{ event: 'purchase', window: { between: [1], unit: 'day' } }, ['wrong-type /where/window/between']],
    [{ event: 'purchase', window: { last: 1 } }, ['wrong-unit /where/window/unit']],
    [{ event: 'purchase', window: { last: 1, unit: 'month', by: 'elapsed' } }, ['wrong-unit /where/window/unit']],
    [{ event: 'purchase', window: { last: 1, unit: 'hour', by: 'date' } }, ['wrong-unit /where/window/unit']],
    [{ event: 'purchase', window: { current: 1, unit: 'hour' } }, ['wrong-unit /where/window/unit']],
    [{ event: 'purchase', window: { current: 1, unit: 'day', by: 'elapsed' } }, ['wrong-window /where/window/by']],
    [{ event: 'purchase', window: { last: 1, unit: 'day', by: 'hand' } }, ['wrong-window /where/window/by']],
    [{ event: 'purchase', window: { next: 1, unit: 'day' } }, ['wrong-window /where/window/next']],
    [{ event: 'purchase', window: { from: '2024-03-31T00:00:00' } }, ['wrong-instant /where/window/from']],
    [{ event: 'purchase', window: { to: '2024-02-30' } }, ['wrong-instant /where/window/to']],
    [{ event: 'purchase', window: { from: '2024-03-31', to: '2024-03-31' } }, ['window-order /where/window']],
    [{ event: 'purchase', window: { from: '2024-03-31', unit: 'day' } }, ['wrong-window /where/window/unit']],
    [{ event: 'purchase', measure: 'median' }, ['wrong-type /where/measure']],
    [{ event: 'purchase', measure: 'sum' }, ['wrong-type /where/of']],
    [{ event: 'purchase', measure: 'sum', of: 'sku' }, ['wrong-type /where/of']],
    [{ event: 'purchase', measure: 'distinct', of: 'list' }, ['wrong-type /where/of']],
    [{ event: 'purchase', measure: 'sum', of: 'nope' }, ['unknown-field /where/of']],
    [{ event: 'purchase', op: 'contains' }, ['wrong-operator /where/op']],
    [{ event: 'purchase', where: { event: 'visit' } }, ['wrong-type /where/where']],
    [{ event: 'purchase', where: { field: 'nope', op: 'exists' } }, ['unknown-field /where/where/field']],
    [
      { event: 'purchase', where: { field: 'at2', window: { last: 1, unit: 'day' } } },
      ['wrong-window /where/where/window'],
    ],
    [{ latest: 'purchase' }, ['wrong-type /where/has']],
    [{ sequence: [] }, ['empty-list /where/sequence']],
    [{ sequence: 'x' }, ['wrong-type /where/sequence']],
    [
      { sequence: [5, { event: 'x' }, { event: 'visit', at: 1 }] },
      ['wrong-type /where/sequence/0', 'unknown-event /where/sequence/1/event', 'wrong-type /where/sequence/2/at'],
    ],
    [{ sequence: [{ event: 'visit' }], within: 0, unit: 'day' }, ['wrong-type /where/within']],
    [{ sequence: [{ event: 'visit' }], within: 1, unit: 'month' }, ['wrong-unit /where/unit']],
    [
      { regularly: 'visit', periods: 0, unit: 'hour', inAtLeast: 1 },
      ['wrong-type /where/periods', 'wrong-unit /where/unit'],
    ],
  ])('%j', (where, wanted) => {
    expect(codes(where)).toEqual(wanted);
  });

  test('of the definition itself', () => {
    const head = (rest: object): string[] =>
      checkSegment({ version: 1, where: { always: true }, ...rest } as SegmentDefinition, { model: MODEL }).map(
        (p) => `${p.code} ${p.path}`,
      );
    expect(head({ version: 2 })).toEqual(['wrong-type /version']);
    expect(head({ name: 5, weekStartsOn: 'friday', color: 'red' })).toEqual([
      'wrong-type /name',
      'wrong-type /color',
      'wrong-type /weekStartsOn',
    ]);
    expect(head({ timeZone: { field: 'nope', fallback: 'Mars/X' } })).toEqual([
      'unknown-field /timeZone/field',
      'unknown-zone /timeZone/fallback',
    ]);
    expect(head({ timeZone: { field: 'spend', fallback: 'UTC' } })).toEqual(['wrong-type /timeZone/field']);
    expect(checkSegment(5 as never, { model: MODEL })).toMatchObject([{ code: 'wrong-type', path: '' }]);
    expect(checkSegment({ version: 1, where: { event: 'x' } }, { model: { version: 1, fields: {} } })).toMatchObject([
      { code: 'unknown-event' },
    ]);
  });

  test('of other segments, with their paths; circles where they are entered', () => {
    const segments = {
      a: { version: 1, where: { field: 'nope', op: 'exists' } },
      'b/~': { version: 1, where: { segment: 'a' } },
    } as const;
    expect(codes({ all: [{ segment: 'a' }, { segment: 'a' }] }, { segments })).toEqual([
      'unknown-field /segments/a/where/field',
    ]);
    expect(codes({ segment: 'zzz' }, { segments })).toEqual(['unknown-segment /where/segment']);
    const self = { me: { version: 1, where: { segment: 'me' } } } as const;
    expect(codes({ not: { segment: 'me' } }, { segments: self })).toEqual(['cycle /where/not/segment']);
  });
});

describe('warnings', () => {
  test.each<[unknown, string[]]>([
    [{ field: 'spend', op: 'between', value: [5, 1] }, ['never-true /where']],
    [{ event: 'purchase', op: 'eq', value: 2.5 }, ['never-true /where']],
    [{ event: 'purchase', op: 'gte', value: 0 }, ['always-true /where']],
    [{ event: 'purchase', measure: 'daysSinceLast', op: 'lt', value: 0 }, ['never-true /where']],
    [{ event: 'purchase', op: 'missing' }, ['never-true /where']],
    [
      {
        all: [
          { field: 'plan', op: 'eq', value: 'pro' },
          { field: 'plan', op: 'eq', value: 'free' },
        ],
      },
      ['never-true /where'],
    ],
    [
      { all: [{ field: 'active', op: 'eq', value: true }, { all: [{ field: 'active', op: 'eq', value: false }] }] },
      ['never-true /where'],
    ],
    [
      {
        all: [
          { field: 'spend', op: 'missing' },
          { field: 'spend', op: 'gte', value: 1 },
        ],
      },
      ['never-true /where'],
    ],
    [
      {
        all: [
          { field: 'lastLogin', window: { last: 10, unit: 'day' } },
          { field: 'lastLogin', window: { before: 30, unit: 'day' } },
        ],
      },
      ['never-true /where'],
    ],
    [
      {
        all: [
          { field: 'renewsOn', window: { next: 10, unit: 'day' } },
          { field: 'renewsOn', window: { before: 1, unit: 'week' } },
        ],
      },
      ['never-true /where'],
    ],
    [
      {
        all: [
          { event: 'purchase', window: { last: 30, unit: 'day' }, value: 3 },
          { event: 'purchase', op: 'lt', value: 2 },
        ],
      },
      ['never-true /where'],
    ],
    [
      { any: [{ field: 'spend', op: 'gte', value: 5 }, { not: { field: 'spend', op: 'gte', value: 5 } }] },
      ['always-true /where'],
    ],
    [{ atLeast: 3, of: [{ segment: 'x' }, { always: true }] }, ['never-true /where']],
    [{ regularly: 'visit', periods: 2, unit: 'week', inAtLeast: 3 }, ['never-true /where']],
    [{ regularly: 'visit', periods: 2, unit: 'week', inAtLeast: 0 }, ['always-true /where']],
    [
      {
        all: [
          { field: 'spend', op: 'gte', value: 100 },
          { field: 'spend', op: 'gte', value: 50 },
        ],
      },
      ['subsumed /where/all/1'],
    ],
    [
      {
        any: [
          { field: 'spend', op: 'gte', value: 100 },
          { field: 'spend', op: 'gte', value: 50 },
        ],
      },
      ['subsumed /where/any/0'],
    ],
    [{ all: [{ event: 'purchase' }, { event: 'purchase', op: 'gte', value: 1 }] }, ['duplicate /where/all/1']],
    [
      {
        all: [
          { event: 'purchase', window: { last: 30, unit: 'day' } },
          { event: 'purchase', window: { last: 90, unit: 'day' } },
        ],
      },
      ['subsumed /where/all/1'],
    ],
    [
      {
        all: [
          { event: 'purchase', op: 'lt', value: 3 },
          { event: 'purchase', window: { last: 9, unit: 'day' }, op: 'lt', value: 3 },
        ],
      },
      ['subsumed /where/all/1'],
    ],
    [
      {
        all: [
          { field: 'spend', op: 'between', value: [5, 5] },
          { field: 'spend', op: 'eq', value: 5 },
        ],
      },
      ['subsumed /where/all/1'],
    ],
    [
      {
        all: [
          { field: 'country', op: 'in', value: ['FR', 'DE'] },
          { field: 'country', op: 'eq', value: 'FR' },
        ],
      },
      ['subsumed /where/all/0'],
    ],
    [
      {
        event: 'purchase',
        where: {
          all: [
            { field: 'amount', op: 'gt', value: 5 },
            { field: 'amount', op: 'lt', value: 5 },
          ],
        },
      },
      ['never-true /where/where'],
    ],
    [{ latest: 'purchase', has: { field: 'sku', op: 'ne', value: 'x' } }, ['ne-keeps-missing /where/has']],
    [
      {
        sequence: [
          { event: 'visit' },
          { event: 'purchase', where: { atLeast: 2, of: [{ field: 'gift', op: 'exists' }] } },
        ],
      },
      ['never-true /where/sequence/1/where'],
    ],
    [{ all: [] }, []],
    [{ any: [{ always: false }] }, []],
    [{ all: [{ always: false }, { event: 'purchase', op: 'lt', value: 0 }] }, ['never-true /where/all/1']],
    [
      {
        all: [
          { field: 'country', op: 'contains', value: 'x' },
          { field: 'country', op: 'eq', value: 'y' },
        ],
      },
      [],
    ],
  ])('%j', (where, wanted) => {
    expect(codes(where, { segments: { x: { version: 1, where: { always: true } } } })).toEqual(wanted);
  });

  test('windows that look back farther than events are kept', () => {
    const kept = { retentionDays: 90 };
    expect(codes({ event: 'purchase', window: { last: 91, unit: 'day' } }, kept)).toEqual(['beyond-retention /where']);
    expect(codes({ event: 'purchase', window: { last: 90, unit: 'day' } }, kept)).toEqual([]);
    expect(codes({ event: 'purchase', window: { before: 4, unit: 'month' } }, kept)).toEqual([
      'beyond-retention /where',
    ]);
    expect(codes({ event: 'purchase' }, kept)).toEqual([]);
    expect(codes({ regularly: 'visit', periods: 4, unit: 'month', inAtLeast: 1 }, kept)).toEqual([
      'beyond-retention /where',
    ]);
    expect(() => codes({ always: true }, { retentionDays: -1 })).toThrow(code('out-of-range'));
  });
});

describe('evaluation', () => {
  test('an event exactly at asOf counts, one on the far edge does not, one of the future never does', () => {
    const { test: lately } = at({ event: 'purchase', window: { last: 30, unit: 'day' } });
    expect([ago(0), ago(30 * DAY) + 1, ago(30 * DAY), ago(-1)].map((when) => lately(bought(when)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('two leaves that turn at one instant cancel', () => {
    const one = { event: 'purchase', window: { last: 30, unit: 'day' } } as const;
    const old = { event: 'purchase', window: { between: [30, 60], unit: 'day' } } as const;
    expect(at({ any: [one, old] }).nextChangeAt(bought(ago(DAY)))).toBe(ago(DAY) + 60 * DAY);
  });

  test("a fixed window with an end: events behind it stand in nobody's way (found by 10,000 random cases)", () => {
    const early = at({ event: 'purchase', window: { to: '2024-01-01' }, op: 'eq', value: 1 });
    const customer = bought('2023-12-31T00:00:00Z', '2024-02-01T00:00:00Z', '2025-01-01T00:00:00Z');
    expect([early.test(customer), early.nextChangeAt(customer)]).toEqual([true, null]);
    const latest = at({ latest: 'purchase', window: { to: '2024-01-01' }, has: { field: 'sku', op: 'missing' } });
    expect([latest.test(customer), latest.nextChangeAt(customer)]).toEqual([true, null]);
    const pair = at({ sequence: [{ event: 'purchase' }, { event: 'purchase' }], window: { to: '2024-01-01' } });
    expect([pair.test(customer), pair.nextChangeAt(customer)]).toEqual([false, null]);
  });

  test('31 March less a month is 29 February; nobody re-enters by waiting', () => {
    const lately = (asOf: string) =>
      at({ event: 'purchase', window: { last: 1, unit: 'month' } }, {}, asOf).test(bought('2024-02-29T10:00:00Z'));
    expect(
      ['2024-03-28T12:00:00Z', '2024-03-29T12:00:00Z', '2024-03-30T12:00:00Z', '2024-03-31T12:00:00Z'].map(lately),
    ).toEqual([true, false, false, false]);
  });

  test('events with one id count once, in every measure; without an id each stands for itself', () => {
    const model = { ...MODEL, events: { ...MODEL.events, id: 'key' } };
    const customer = {
      events: [1, 1, null, undefined].map((key) => ({ type: 'purchase', at: ago(5), key, amount: 10 })),
    };
    const count = (rest: object) =>
      compileSegment<any>({ version: 1, where: { event: 'purchase', ...rest } }, { model })
        .at(NOW)
        .test(customer);
    expect([count({ op: 'eq', value: 3 }), count({ measure: 'sum', of: 'amount', op: 'eq', value: 30 })]).toEqual([
      true,
      true,
    ]);
  });

  test('the events may lie elsewhere and have other keys', () => {
    const model = {
      version: 1,
      fields: {},
      events: { in: 'log.items', name: 'n', at: 't', types: { x: {} } },
    } as const;
    const { test: has } = compileSegment<any>({ version: 1, where: { event: 'x' } }, { model }).at(NOW);
    expect(has({ log: { items: [{ n: 'x', t: ago(1) }] } })).toBe(true);
    expect([has({ log: { items: 'no' } }), has({}), has(null), has(5)]).toEqual([false, false, false, false]);
  });

  test('odd records never throw', () => {
    const everything: SegmentCondition = {
      any: [
        { field: 'lastLogin', window: { last: 1, unit: 'day' } },
        { field: 'renewsOn', window: { next: 1, unit: 'day' } },
        { latest: 'purchase', has: { field: 'sku', op: 'eq', value: 'x' } },
        { sequence: [{ event: 'visit' }, { event: 'purchase' }] },
      ],
    };
    const segment = at(everything);
    for (const odd of [
      null,
      5,
      'x',
      [],
      { events: [null, 5, { type: 'purchase', at: {} }], lastLogin: Symbol('x'), renewsOn: 1e99 },
    ]) {
      expect(segment.test(odd)).toBe(false);
      expect(segment.nextChangeAt(odd)).toBeNull();
      expect(JSON.parse(JSON.stringify(segment.explain(odd)))).toEqual(segment.explain(odd));
    }
  });

  test('measures of nothing: count, sum and distinct are 0, the others missing', () => {
    const ask = (rest: object) => at({ event: 'purchase', ...rest } as SegmentCondition).test({});
    expect(ask({ op: 'lt', value: 3 })).toBe(true);
    expect(ask({ measure: 'sum', of: 'amount', op: 'lt', value: 100 })).toBe(true);
    expect(ask({ measure: 'distinct', of: 'sku', op: 'eq', value: 0 })).toBe(true);
    for (const measure of ['average', 'min', 'max']) expect(ask({ measure, of: 'amount', op: 'missing' })).toBe(true);
    expect(ask({ measure: 'daysSinceFirst', op: 'exists' })).toBe(false);
    expect(ask({ measure: 'daysSinceLast', op: 'notIn', value: [3] })).toBe(true);
  });

  test('properties of every kind can be told apart and asked for', () => {
    const events = [{ type: 'purchase', at: ago(1), at2: '2024-01-01T00:00:00Z', on: '2024-02-30', gift: true }];
    const count = (of: string) =>
      at({ event: 'purchase', measure: 'distinct', of, op: 'eq', value: 1 }).test({ events });
    expect(['at2', 'on', 'gift', 'sku'].map(count)).toEqual([true, false, true, false]);
    expect(at({ event: 'purchase', of: 'amount', op: 'eq', value: 0 }).test({ events })).toBe(true);
  });

  test('explain names what decided, why a value did not count, and what would turn it', () => {
    const segment = at({
      all: [
        { field: 'spend', op: 'gte', value: 500 },
        { any: [{ field: 'plan', op: 'eq', value: 'pro' }, { event: 'purchase' }] },
      ],
    });
    const explained = segment.explain({ spend: '900', plan: 'free' });
    expect(explained.member).toBe(false);
    expect(explained.toFlip).toEqual(['/where/all/0', '/where/all/1/any/0']);
    expect(explained.reasons.map(({ code: why, facts }) => [why, facts.path])).toEqual([
      ['wrong-type', '/where/all/0'],
      ['fails', '/where/all/1/any/0'],
    ]);
    expect(explained.tree.children![0]).toMatchObject({ state: 'wrong-type', actual: '900', decisive: false });
    const missing = segment.explain({ plan: 'pro' });
    expect(missing.reasons).toEqual([
      {
        code: 'missing',
        facts: {
          path: '/where/all/0',
          actual: null,
          expected: { op: 'gte', value: 500 },
          text: 'spend is at least 500',
        },
      },
    ]);
    expect(at({ always: true }).explain({})).toMatchObject({ member: true, reasons: [], toFlip: [] });
    expect(at({ all: [{ always: false }, { event: 'purchase' }] }).explain({}).toFlip).toEqual([]);
  });

  test('a referred segment keeps its own zone, and its tree comes along', () => {
    const segments = {
      today: {
        version: 1,
        timeZone: 'Pacific/Auckland',
        where: { event: 'visit', window: { current: 1, unit: 'day' } },
      },
    } as const;
    const segment = compileSegment<any>(
      { version: 1, timeZone: 'UTC', where: { not: { segment: 'today' } } },
      { model: MODEL, segments },
    ).at(NOW);
    const customer = { events: [{ type: 'visit', at: '2024-06-15T11:59:59Z' }] };
    expect(segment.test(customer)).toBe(true);
    expect(segment.explain(customer).tree.children![0]).toMatchObject({
      path: '/where/not',
      expected: 'today',
      children: [{ path: '/segments/today/where' }],
    });
    expect(segment.explain(customer).toFlip).toEqual(['/segments/today/where']);
  });

  test('zones of customers: known, unknown, missing, mistyped', () => {
    const where = { event: 'visit', window: { current: 1, unit: 'day' } } as const;
    const segment = at(where, { timeZone: { field: 'zone', fallback: 'UTC' } });
    const customer = (zone: unknown) => ({ zone, events: [{ type: 'visit', at: '2024-06-15T11:30:00Z' }] });
    expect(['Pacific/Auckland', 'Mars/X', null, 5].map((zone) => segment.test(customer(zone)))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(segment.explain(customer('Pacific/Auckland')).member).toBe(false);
    expect(segment.nextChangeAt(customer('Mars/X'))).toBe(Date.parse('2024-06-16T00:00:00Z'));
  });

  test('yearly returns are followed for eight years, fixed windows for ever', () => {
    const yearly = (window: any) => at({ field: 'renewsOn', anniversary: true, window });
    expect(yearly({ current: 1, unit: 'day' }).nextChangeAt({ renewsOn: '2020-06-20' })).toBe(
      Date.parse('2024-06-20T00:00:00Z'),
    );
    expect(yearly({ before: 20, unit: 'year' }).nextChangeAt({ renewsOn: '2020-06-20' })).toBeNull();
    expect(yearly({ before: 1, unit: 'day' }).nextChangeAt({ renewsOn: '2023-06-20' })).toBe(
      Date.parse('2024-06-21T00:00:00Z'),
    );
    expect(yearly({ from: '2024-01-01', to: '2024-12-31' }).nextChangeAt({ renewsOn: '2020-06-20' })).toBeNull();
    expect(yearly({ last: 2, unit: 'year' }).test({ renewsOn: '1900-03-01' })).toBe(true);
    expect(
      at({ field: 'lastLogin', anniversary: true, window: { current: 1, unit: 'month' } }).test({
        lastLogin: '2020-06-30T23:00:00Z',
      }),
    ).toBe(true);
  });

  test('asOf must be an instant; reads says what is read', () => {
    expect(() => at({ always: true }, {}, '2024-06-15')).toThrow(code('not-an-instant'));
    const reads = (where: SegmentCondition, rest: object = {}) =>
      compileSegment(
        { version: 1, where, ...rest },
        { model: MODEL, segments: { s: { version: 1, where: { field: 'spend', op: 'exists' } } } },
      ).reads;
    expect(
      reads(
        { all: [{ segment: 's' }, { event: 'purchase', window: { last: 30, unit: 'day' } }] },
        { timeZone: { field: 'zone', fallback: 'UTC' } },
      ),
    ).toEqual({
      fields: ['spend', 'zone'],
      events: ['purchase'],
      segments: ['s'],
      lookbackDays: 30,
      timeDependent: true,
    });
    expect(reads({ field: 'spend', op: 'exists' })).toMatchObject({ lookbackDays: 0, timeDependent: false });
    expect(
      reads({
        atLeast: 1,
        of: [{ sequence: [{ event: 'visit' }] }, { not: { latest: 'purchase', has: { always: true } } }],
      }),
    ).toMatchObject({ events: ['purchase', 'visit'], lookbackDays: null });
    expect(reads({ regularly: 'visit', periods: 3, unit: 'month', inAtLeast: 1 }).lookbackDays).toBe(126);
    expect(reads({ field: 'lastLogin', window: { next: 1, unit: 'day' } })).toMatchObject({
      fields: ['lastLogin'],
      timeDependent: true,
    });
  });
});

describe('sets', () => {
  const big = { version: 1, where: { field: 'spend', op: 'gte', value: 500 } } as const;
  test('order, otherwise, and names left out of the order', () => {
    const set = compileSegmentSet(
      { big, all: { version: 1, where: { always: true } } },
      { model: MODEL, order: ['big'] },
    ).at(NOW);
    expect(set.names).toEqual(['big', 'all']);
    expect(set.assign({ spend: 1 })).toEqual({ segment: 'none', reasons: [{ code: 'no-match', facts: {} }] });
    expect(set.memberships({ spend: 900 })).toEqual(['big', 'all']);
    const tally = tallyMemberships(set, [{ spend: 900 }, {}]);
    expect(mergeMembershipTallies(tally, tally)).toEqual({ ...tally, customers: 4, members: { big: 2, all: 4 } });
    expect(diffMemberships([], [], { segments: ['__proto__'] })).toEqual(
      JSON.parse('{"__proto__": {"entered": [], "left": [], "stayed": []}}'),
    );
  });

  test('refuses', () => {
    expect(() => compileSegmentSet({ big }, { model: MODEL, order: ['x' as never] })).toThrow(code('unknown-name'));
    expect(() => compileSegmentSet({ big }, { model: MODEL, order: ['big', 'big'] })).toThrow(code('duplicate'));
    expect(() => compileSegmentSet({ big }, { model: MODEL, otherwise: 'big' })).toThrow(code('duplicate'));
    expect(() => compileSegmentSet({ a: { version: 1, where: { segment: 'a' } } }, { model: MODEL })).toThrow(
      /definitions.a.where.segment/,
    );
  });
});

test('describeSegment says windows, measures and groups in words', () => {
  const lines = (where: SegmentCondition): string =>
    describeSegment({ version: 1, where }, { model: MODEL }).replace('Customers (UTC): ', '');
  expect(lines({ field: 'budget', op: 'gt', value: 5 })).toBe('budget is more than 5 EUR');
  expect(
    lines({
      event: 'purchase',
      measure: 'sum',
      of: 'amount',
      window: { previous: 1, unit: 'month' },
      op: 'between',
      value: [1, 2],
    }),
  ).toBe('sum of amount of purchase events in the previous month is between 1 and 2');
  expect(lines({ any: [] })).toBe('nobody');
  expect(lines({ sequence: [{ event: 'visit' }, { event: 'purchase' }], within: 1, unit: 'hour' })).toBe(
    'visit, then purchase, all in less than 1 hour',
  );
  expect(lines({ field: 'renewsOn', anniversary: true, window: { current: 2, unit: 'day' } })).toBe(
    'a yearly return of renewsOn is in the current and the 1 day before',
  );
  expect(
    describeSegment({
      version: 1,
      timeZone: { field: 'zone', fallback: 'UTC' },
      where: { atLeast: 1, of: [{ always: true }, { event: 'visit', window: { from: 0 } }] },
    }),
  ).toBe(
    "Customers (each customer's zone, else UTC): at least 1 of\n  everybody\n  has at least 1 visit event from 1970-01-01T00:00:00.000Z on",
  );
});

describe('segmentBuilder', () => {
  const s = segmentBuilder(MODEL);
  test('gives the JSON of the language and nothing else', () => {
    const built = s.all(
      s.field('plan').in(['pro']),
      s.any(s.field('spend').between(1, 5), s.field('country').contains('x', { ignoreCase: true })),
      s.field('tags').hasAny(['a']),
      s.field('active').eq(true),
      s.not(s.field('lastLogin').between([1, 2], 'week')),
      s.field('renewsOn').anniversary().next(7, 'day'),
      s.atLeast(1, s.always(false), s.segment('vip')),
      s
        .event('purchase')
        .where((p) =>
          p.all(p.not(p.field('amount').lt(5)), p.any(p.field('gift').eq(true)), p.atLeast(1, p.field('sku').exists())),
        )
        .current(1, 'month')
        .sum('amount')
        .gte(100),
      s.event('visit').never(),
      s.event('visit').happened(),
      s.event('visit').firstTime().last(7, 'day'),
      s.event('visit').restarted({ activeDays: 7, quietDays: 30 }),
      s.event('purchase').during({ from: '2024-01-01' }).distinct('sku').in([1, 2]),
      s.latest('purchase', (p) => p.field('amount').gt(5)),
      s.earliest('purchase', (p) => p.field('amount').missing()),
      s.sequence(['visit', { event: 'purchase' }], { within: 1, unit: 'day' }),
      s.regularly('visit', { periods: 4, unit: 'week', inAtLeast: 3 }),
      s.heldFor(s.field('plan').eq('pro'), 30, 'day', 'lastLogin'),
      s.event('purchase').daysSinceLast().exists(),
      s.event('purchase').before(1, 'week').previous(1, 'day').min('amount').ne(1),
      s.event('purchase').max('amount').notIn([1]),
      s.event('purchase').average('amount').lte(4),
      s.event('purchase').daysSinceFirst().eq(4),
    );
    expect(JSON.parse(JSON.stringify(built))).toEqual(built);
    const definition: SegmentDefinition = { version: 1, where: built };
    const segments = { vip: { version: 1, where: { always: true } } } as const;
    expect(checkSegment(definition, { model: MODEL, segments }).filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
    expect(compileSegment<any>(definition, { model: MODEL, segments }).at(NOW).test({})).toBe(false);
  });

  test('sugar means what it says', () => {
    const ask = (where: SegmentCondition, ...days: number[]): boolean =>
      at(where).test(bought(...days.map((day) => ago(day * DAY))));
    const stopped = s.event('purchase').stopped({ activeDays: 60, quietDays: 30 });
    expect([ask(stopped, 40), ask(stopped, 40, 5), ask(stopped, 100)]).toEqual([true, false, false]);
    const restarted = s.event('purchase').restarted({ activeDays: 7, quietDays: 30 });
    expect([ask(restarted, 3, 50), ask(restarted, 3, 20, 50), ask(restarted, 3)]).toEqual([true, false, false]);
    const first = s.event('purchase').firstTime().last(7, 'day');
    expect([ask(first, 3, 5), ask(first, 3, 9)]).toEqual([true, false]);
  });
});
