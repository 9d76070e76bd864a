import { describe, expect, test } from 'vitest';
import type { CustomerModel, SegmentDefinition, SegmentWindow } from 'clientele/segmentation';
import {
  checkSegment,
  checkSegmentSize,
  compileSegment,
  compileSegmentSet,
  compileSegmentSql,
  compileSegmentTest,
  describeSegment,
} from 'clientele/segmentation';
import { parseSegment, SegmentDefinitionSchema, segmentDefinitionSchema } from 'clientele/schemas';

const MODEL: CustomerModel = {
  version: 1,
  fields: { spend: 'number?', country: 'text?', seen: 'instant?', bornOn: 'day?', tags: 'text[]?' },
  events: { types: { buy: { amount: 'number?', sku: 'text?' } } },
};
const NOW = '2024-06-15T12:00:00Z';
const tables = {
  customers: { table: 'customers', id: 'id', columns: { spend: 'spend', country: 'country' } },
  events: { table: 'events', customerId: 'customer_id', name: 'type', at: 'at', columns: { amount: 'amount' } },
};

/** Every door that takes a definition; each must end in an error of the library or in problems, and in nothing else. */
const DOORS: Record<string, (definition: any) => unknown> = {
  checkSegment: (definition) => checkSegment(definition, { model: MODEL }),
  compileSegment: (definition) => compileSegment<any>(definition, { model: MODEL }).at(NOW).explain({ spend: 1 }),
  compileSegmentTest: (definition) => compileSegmentTest<any>(definition, { model: MODEL }).at(NOW)({ spend: 1 }),
  compileSegmentSet: (definition) => compileSegmentSet({ one: definition }, { model: MODEL }).at(NOW).memberships({}),
  compileSegmentSql: (definition) =>
    compileSegmentSql(definition, { model: MODEL, dialect: 'postgres', asOf: NOW, tables }),
  describeSegment: (definition) => describeSegment(definition, { model: MODEL }),
  'describeSegment without a model': (definition) => describeSegment(definition),
  parseSegment: (definition) => parseSegment(definition).issues,
  'parseSegment with its model': (definition) => parseSegment(definition, { model: MODEL }).issues,
  SegmentDefinitionSchema: (definition) => SegmentDefinitionSchema.safeParse(definition).error?.issues ?? [],
  segmentDefinitionSchema: (definition) => segmentDefinitionSchema(MODEL).safeParse(definition).error?.issues ?? [],
};

/** What a door makes of something that is no definition: codes, or nothing where it let it pass. */
function answer(door: (definition: any) => unknown, definition: unknown): unknown[] {
  try {
    const found = door(definition);
    return Array.isArray(found) ? found : [];
  } catch (error) {
    expect(error).toMatchObject({ name: 'InputError', code: expect.stringMatching(/^[a-z-]+$/) });
    return [error];
  }
}

const where = (condition: unknown): unknown => ({ version: 1, where: condition });
const nested = (depth: number, wrap: (inner: object) => object): object => {
  let condition: object = { always: true };
  for (let i = 0; i < depth; i++) condition = wrap(condition);
  return condition;
};
const loop: Record<string, unknown> = {};
loop['not'] = loop;
const wide: Record<string, unknown> = { all: [] };
(wide['all'] as unknown[]).push(wide, wide);

const HOSTILE: Record<string, unknown> = {
  'not nested 20,000 deep': where(nested(20_000, (inner) => ({ not: inner }))),
  'all nested 20,000 deep': where(nested(20_000, (inner) => ({ all: [inner] }))),
  'any nested 20,000 deep': where(nested(20_000, (inner) => ({ any: [{ always: false }, inner] }))),
  'atLeast nested 20,000 deep': where(nested(20_000, (inner) => ({ atLeast: 1, of: [inner] }))),
  'an event condition nested 20,000 deep': where({ event: 'buy', where: nested(20_000, (inner) => ({ not: inner })) }),
  'a latest condition nested 20,000 deep': where({ latest: 'buy', has: nested(20_000, (inner) => ({ not: inner })) }),
  'a step nested 20,000 deep': where({ sequence: [{ event: 'buy', where: nested(20_000, (i) => ({ not: i })) }] }),
  'a condition that contains itself': where(loop),
  'a condition that contains itself twice': where(wide),
  '100,000 conditions': where({ any: Array.from({ length: 100_000 }, () => ({ always: true })) }),
  '100,000 values': where({ field: 'country', op: 'in', value: Array.from({ length: 100_000 }, (_, i) => `t${i}`) }),
  '$where with code': where({ $where: 'process.exit(1)' }),
  '$where inside a group': where({ all: [{ $where: 'this.spend > 1' }] }),
  '$where beside an operator': where({ field: 'country', op: 'eq', value: 'FR', $where: 'process.exit(1)' }),
  'an operator called $where': where({ field: 'country', op: '$where', value: 'process.exit(1)' }),
  'an operator called constructor': where({ field: 'country', op: 'constructor', value: 'x' }),
  'an operator called __proto__': where({ field: 'country', op: '__proto__', value: 'x' }),
  'a pattern that backtracks for ever': where({ field: 'country', op: 'regex', value: '^(a+)+$' }),
  'a field called __proto__': where({ field: '__proto__', op: 'exists' }),
  'a field called constructor.name': where({ field: 'constructor.name', op: 'eq', value: 'Object' }),
  'an event called __proto__': where({ event: '__proto__' }),
  'an event called hasOwnProperty': where({ event: 'hasOwnProperty' }),
  'a property called __proto__': where({ event: 'buy', where: { field: '__proto__', op: 'exists' } }),
  'a measure of __proto__': where({ event: 'buy', measure: 'sum', of: '__proto__' }),
  'a measure called toString': where({ event: 'buy', measure: 'toString', of: 'amount' }),
  'a segment called __proto__': where({ segment: '__proto__' }),
  'a segment called constructor': where({ segment: 'constructor' }),
  'a unit called __proto__': where({ event: 'buy', window: { last: 1, unit: '__proto__' } }),
  'own __proto__ keys of a condition': where(JSON.parse('{"__proto__": {"always": true}}')),
  'own __proto__ keys beside a condition': where(JSON.parse('{"always": true, "__proto__": {"x": 1}}')),
  'own __proto__ keys of a window': where(
    JSON.parse('{"event": "buy", "window": {"__proto__": {"last": 1, "unit": "day"}, "last": 1}}'),
  ),
  'an inherited condition': where(Object.create({ always: true })),
  'a zone with code': { version: 1, timeZone: '${process.exit(1)}', where: { always: true } },
  'a zone field called __proto__': {
    version: 1,
    timeZone: { field: '__proto__', fallback: 'UTC' },
    where: { always: true },
  },
  'a week from __proto__': { version: 1, weekStartsOn: '__proto__', where: { always: true } },
  'a value that is an object': where({ field: 'country', op: 'eq', value: { $gt: '' } }),
  'values that are objects': where({ field: 'country', op: 'in', value: [{ $gt: '' }] }),
  'an infinite number': where({ field: 'spend', op: 'gte', value: Infinity }),
  'no number': where({ field: 'spend', op: 'gte', value: NaN }),
  'a huge window': where({ event: 'buy', window: { last: 1e300, unit: 'day' } }),
  'a negative window': where({ event: 'buy', window: { last: -1, unit: 'day' } }),
};

const SHAPELESS: unknown[] = [null, undefined, 0, '', 'x', true, Symbol('x'), [], [[]], {}, () => 1, new Date(0), 10n];

describe('hostile definitions', () => {
  for (const [what, definition] of Object.entries(HOSTILE)) {
    test(`${what}: a typed error or a problem, at every door, at once`, () => {
      const before = Object.getOwnPropertyNames(Object.prototype);
      for (const [name, door] of Object.entries(DOORS)) {
        const found = answer(door, definition);
        // Schemas check shapes and not every name, a door without a model knows none; words are found for any shape.
        const isBlind = /Schema$|^describe/.test(name) || name === 'parseSegment';
        if (!isBlind) expect(found.length, name).toBeGreaterThan(0);
      }
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    });
  }

  test('what is no definition at all', () => {
    for (const odd of SHAPELESS) {
      for (const [name, door] of Object.entries(DOORS)) {
        for (const definition of [odd, where(odd), where({ all: [odd] }), where({ not: odd })]) {
          const found = answer(door, definition);
          if (!name.startsWith('describe')) expect(found.length, `${name} of ${String(odd)}`).toBeGreaterThan(0);
        }
      }
    }
    expect(checkSegmentSize(where(loop)).map(({ code }) => code)).toEqual(['limit']);
  });

  test('texts that look like code are texts: equal to themselves and to nothing else', () => {
    for (const text of ['$where', '{"$gt": ""}', '^(a+)+$', "'; DROP TABLE customers; --", '__proto__', '${1}', '\0']) {
      const definition: SegmentDefinition = { version: 1, where: { field: 'country', op: 'eq', value: text } };
      const isThere = compileSegmentTest<any>(definition, { model: MODEL }).at(NOW);
      expect([isThere({ country: text }), isThere({ country: 'a'.repeat(27) }), isThere({})]).toEqual([
        true,
        false,
        false,
      ]);
      const { text: query, params } = compileSegmentSql(definition, {
        model: MODEL,
        dialect: 'postgres',
        asOf: NOW,
        tables,
      });
      if (text.length > 3) expect(query).not.toContain(text);
      // Postgres has no texts with NUL, so nobody's country is one.
      if (text !== '\0') expect(params.map(({ value }) => value)).toContain(text);
    }
  });
});

describe('hostile customers', () => {
  const everything: SegmentDefinition = {
    version: 1,
    where: {
      atLeast: 9,
      of: [
        { field: 'spend', op: 'gte', value: 0 },
        { field: 'country', op: 'contains', value: 'a' },
        { field: 'seen', window: { last: 5, unit: 'day' } },
        { field: 'bornOn', window: { next: 1, unit: 'month' }, anniversary: true },
        { field: 'tags', op: 'has', value: 'x' },
        { event: 'buy', measure: 'sum', of: 'amount', op: 'gte', value: 1 },
        { latest: 'buy', has: { field: 'sku', op: 'eq', value: 'x' } },
        { sequence: [{ event: 'buy' }, { event: 'buy' }] },
        { regularly: 'buy', periods: 3, unit: 'month', inAtLeast: 1 },
      ],
    },
  };
  const segment = compileSegment<unknown>(everything, { model: MODEL }).at(NOW);

  test('records of any kind are no members, and never an exception', () => {
    const full = { spend: 1, country: 'a', seen: NOW, bornOn: '2000-07-01', tags: ['x'] };
    const events = [1, 2].map((i) => ({ type: 'buy', at: Date.parse(NOW) - i * 3e9, amount: 5, sku: 'x' }));
    const odd = [
      ...SHAPELESS,
      Object.create({ ...full, events }),
      JSON.parse(`{"__proto__": ${JSON.stringify({ ...full, events })}}`),
      { ...full, events: Object.create(events) },
      { ...full, events: events.map((event) => Object.create(event)) },
      {
        ...full,
        events: [
          [],
          [null],
          Array.from({ length: 5 }),
          Symbol('x'),
          { type: 'buy' },
          { at: NOW },
          { type: 'buy', at: [] },
        ],
      },
      { spend: -0, country: {}, seen: 1e300, bornOn: '9999-99-99', tags: 'x', events: 'buy' },
      { spend: 10n, country: ['a'], seen: new Date(NaN), bornOn: new Date(0), tags: [[]], events: { length: 5 } },
    ];
    for (const record of odd) {
      expect(segment.test(record)).toBe(false);
      expect(segment.explain(record).member).toBe(false);
      expect(() => segment.nextChangeAt(record)).not.toThrow();
    }
    expect(segment.test({ ...full, events })).toBe(true);
  });

  test('records of a class are read by what they own, as plain ones are', () => {
    class Customer {
      country = 'a';
      tags = ['x'];
      seen = NOW;
      bornOn = '2000-07-01';
      events: unknown[] = [];
      spend: number;
      constructor(spend: number) {
        this.spend = spend;
      }
      get plan(): string {
        return 'pro';
      }
    }
    class Purchase {
      type = 'buy';
      amount = 5;
      sku = 'x';
      at: number;
      constructor(at: number) {
        this.at = at;
      }
    }
    const customer = new Customer(1);
    customer.events = [1, 2].map((i) => new Purchase(Date.parse(NOW) - i * 3e9));
    expect(segment.test(customer)).toBe(true);
    expect(segment.explain(customer).member).toBe(true);
    expect(segment.nextChangeAt(customer)).toBe(segment.nextChangeAt(JSON.parse(JSON.stringify(customer)) as unknown));
    // A getter of the class is inherited, and what is inherited is not there.
    const paying = compileSegmentTest<any>(
      { version: 1, where: { field: 'plan', op: 'exists' } },
      { model: { version: 1, fields: { plan: 'text?' } } },
    ).at(NOW);
    expect([paying(customer), paying({ plan: 'pro' })]).toEqual([false, true]);
  });

  test('records without a prototype, and of another realm, are records', () => {
    const bare = Object.assign(Object.create(null) as object, { country: 'a', spend: 3 });
    const rich = compileSegmentTest<any>(
      { version: 1, where: { field: 'spend', op: 'gte', value: 3 } },
      { model: MODEL },
    ).at(NOW);
    expect([rich(bare), rich(Object.assign([], { spend: 3 })), rich(Object.freeze({ spend: 3 }))]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('records at the end of what can be told', () => {
  const model: CustomerModel = {
    version: 1,
    fields: { at: 'instant?' },
    events: { types: { visit: {}, buy: {} } },
  };
  const windows: SegmentWindow[] = [
    { last: 7, unit: 'day' },
    { before: 1, unit: 'month' },
    { between: [1, 30], unit: 'year' },
    { next: 2, unit: 'week' },
    { current: 1, unit: 'quarter' },
    { previous: 36, unit: 'month' },
    { from: '2024-01-01' },
  ];

  test('yearly returns of the first and the last instant come to an end, and of what lies 400 years apart are the same', () => {
    const asOf = '2024-06-15T12:00:00Z';
    for (const window of windows) {
      const definition: SegmentDefinition = {
        version: 1,
        timeZone: 'Europe/Paris',
        where: { field: 'at', window, anniversary: true },
      };
      const rule = compileSegment(definition, { model }).at(asOf);
      for (const at of [-8.64e15, 8.64e15, -8.4e15, 8.4e15]) {
        const { member, nextChangeAt } = rule.explain({ at });
        expect(rule.test({ at })).toBe(member);
        expect(rule.nextChangeAt({ at })).toBe(nextChangeAt);
      }
      // The calendar repeats itself: 20 June of the year −270000 returns when 20 June of 2000 does.
      const recent = Date.UTC(2000, 5, 20);
      const ancient = recent - (272_000 / 400) * 146_097 * 86_400_000;
      expect(rule.test({ at: ancient })).toBe(rule.test({ at: recent }));
      expect(rule.nextChangeAt({ at: ancient })).toBe(rule.nextChangeAt({ at: recent }));
    }
  });

  test('the coming change of a sequence of 20,000 events takes one pass over them, not one for each', () => {
    const events = Array.from({ length: 20_000 }, (_, i) => ({ type: i % 2 ? 'buy' : 'visit', at: 1e12 + i * 1000 }));
    const definition: SegmentDefinition = {
      version: 1,
      where: { sequence: [{ event: 'visit' }, { event: 'buy' }], window: { last: 30, unit: 'day' } },
    };
    const rule = compileSegment(definition, { model }).at(1e12 + 20_000_000);
    // The last visit that a purchase follows is the last but one event.
    expect(rule.nextChangeAt({ events })).toBe(1e12 + 19_998_000 + 30 * 86_400_000);
  });
});
