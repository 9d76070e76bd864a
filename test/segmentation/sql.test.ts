import { describe, expect, test } from 'vitest';
import { expectRefusal } from '../refusal.ts';
import { MODEL } from './random-segments.ts';
import { TABLES, write } from './sql-shop.ts';

describe('sql-null-loss (naive WHERE: 252 of 280 members)', () => {
  test('every leaf is a total boolean, so that not is the complement', () => {
    expect(write({ not: { field: 'spend', op: 'gte', value: 500 } }, 'duckdb').text).toContain('NOT (COALESCE(');
  });
});

describe('parameters', () => {
  test('literals never stand in the text: quotes, NUL, unicode, line breaks', () => {
    const value = `O'Brien"; DROP TABLE customers; --\n日本`;
    for (const dialect of ['postgres', 'duckdb', 'bigquery', 'clickhouse'] as const) {
      const { text, params } = write({ field: 'country', op: 'eq', value }, dialect);
      expect(text).not.toContain('DROP');
      expect(params).toEqual([{ name: 'p1', type: 'text', value }]);
    }
    // Postgres has no NUL in texts: nothing equals one. The others do.
    expect(write({ field: 'country', op: 'eq', value: 'a\0' }, 'postgres')).toMatchObject({ params: [] });
    expect(write({ field: 'country', op: 'contains', value: 'a\0' }, 'postgres').text).toContain('FALSE');
    expect(write({ field: 'tags', op: 'has', value: '\0' }, 'postgres').text).toContain('FALSE');
    expect(write({ field: 'country', op: 'eq', value: 'a\0' }, 'duckdb').params).toHaveLength(1);
  });

  test('each dialect has its own marks', () => {
    const where = {
      all: [
        { field: 'spend', op: 'gte', value: 5 },
        { field: 'lastLogin', window: { last: 1, unit: 'day' } },
      ],
    } as const;
    expect(write(where, 'postgres').text).toMatch(/\$1::double precision.*\$2::bigint.*\$3::bigint/);
    expect(write(where, 'duckdb').text).toMatch(/CAST\(\? AS DOUBLE\).*CAST\(\? AS BIGINT\)/);
    expect(write(where, 'bigquery').text).toMatch(/`spend`.*@p1.*@p2/);
    expect(write(where, 'clickhouse').text).toMatch(/\{p1:Float64\}.*\{p2:Int64\}/);
    expect(write(where, 'postgres').params.map(({ value }) => value)).toEqual([5, 1718366400001, 1718452800001]);
  });
});

describe('refusals', () => {
  test.each<[string, () => unknown, string, string, string]>([
    [
      'a sequence of three',
      () => write({ sequence: [{ event: 'visit' }, { event: 'visit' }, { event: 'visit' }] }, 'postgres'),
      'unsupported',
      'definition.where.sequence',
      'a sequence of more than two steps cannot be written as SQL',
    ],
    [
      'a yearly return of an instant',
      () => write({ field: 'lastLogin', anniversary: true, window: { last: 1, unit: 'day' } }, 'postgres'),
      'unsupported',
      'definition.where.anniversary',
      'a yearly return of an instant cannot be written as SQL',
    ],
    [
      'ignoreCase beyond ASCII',
      () => write({ field: 'country', op: 'eq', value: 'É', ignoreCase: true }, 'postgres'),
      'unsupported',
      'definition.where.ignoreCase',
      'ignoreCase on letters beyond ASCII cannot be written as SQL',
    ],
    [
      'half a surrogate pair',
      () => write({ field: 'country', op: 'contains', value: '\ud83d' }, 'duckdb'),
      'unsupported',
      'definition.where.value',
      'a text with half a surrogate pair cannot be written as SQL',
    ],
    [
      'zones not listed',
      () => write({ event: 'visit' }, 'postgres', { definition: { timeZone: { field: 'zone', fallback: 'UTC' } } }),
      'zones-needed',
      'options.zones',
      'expected the zones of the field zone',
    ],
    [
      'an unknown zone',
      () => write({ event: 'visit' }, 'postgres', { zones: ['Mars/X'] }),
      'unknown-zone',
      'options.zones[0]',
      'expected an IANA name, got Mars/X',
    ],
    [
      'an unknown dialect',
      () => write({ event: 'visit' }, 'oracle' as never),
      'unknown-name',
      'options.dialect',
      'oracle',
    ],
    [
      'an error of the definition',
      () => write({ field: 'nope', op: 'exists' }, 'postgres'),
      'unknown-field',
      'definition.where.field',
      'nope',
    ],
    [
      'a field without a column',
      () =>
        write({ field: 'spend', op: 'exists' }, 'postgres', {
          tables: { customers: { table: 'c', id: 'id', columns: {} } },
        }),
      'unknown-name',
      'options.tables.customers.columns',
      'expected a column for the field spend',
    ],
    [
      'events without a table',
      () => write({ event: 'visit' }, 'postgres', { tables: { customers: TABLES.customers } }),
      'missing-value',
      'options.tables.events',
      'expected the table of the events',
    ],
    [
      'event ids without a column',
      () => write({ event: 'visit' }, 'postgres', { model: { ...MODEL, events: { ...MODEL.events, id: 'key' } } }),
      'missing-value',
      'options.tables.events.id',
      'expected the column of the event ids of the model',
    ],
    [
      'a name that ends its quotes',
      () =>
        write({ event: 'visit' }, 'postgres', { tables: { ...TABLES, events: { ...TABLES.events!, table: 'e" --' } } }),
      'not-an-identifier',
      'options.tables.events.table',
      'expected letters, digits, _ and dots, got e" --',
    ],
    [
      'a name that is none',
      () => write({ always: true }, 'postgres', { tables: { customers: { table: '', id: 'id', columns: {} } } }),
      'not-an-identifier',
      'options.tables.customers.table',
      'expected letters, digits, _ and dots, got ',
    ],
    [
      'events at dates',
      () =>
        write({ event: 'visit' }, 'postgres', {
          tables: { ...TABLES, events: { ...TABLES.events!, at: { column: 'd', stored: 'date' } } },
        }),
      'unsupported',
      'definition',
      'an event at a date without a time cannot be written as SQL',
    ],
    [
      'an instant stored as a date',
      () =>
        write({ field: 'lastLogin', window: { last: 1, unit: 'day' } }, 'postgres', {
          tables: { customers: { ...TABLES.customers, columns: { lastLogin: { column: 'd', stored: 'date' } } } },
        }),
      'unsupported',
      'definition.where',
      'an instant stored as a date cannot be written as SQL',
    ],
    [
      'a day stored as an instant',
      () =>
        write({ field: 'renewsOn', window: { last: 1, unit: 'day' } }, 'postgres', {
          tables: { customers: { ...TABLES.customers, columns: { renewsOn: { column: 'd', stored: 'timestamp' } } } },
        }),
      'unsupported',
      'definition.where',
      'a day stored as timestamp cannot be written as SQL',
    ],
    [
      'the other half, inside of a condition on events',
      () =>
        write(
          { all: [{ any: [{ event: 'visit', where: { not: { field: 'page', op: 'eq', value: 'a\udc00' } } }] }] },
          'postgres',
        ),
      'unsupported',
      'definition.where.all.0.any.0.where.not.value',
      'a text with half a surrogate pair',
    ],
    [
      'half a surrogate pair at the end, after a whole one, in another segment',
      () =>
        write({ any: [{ segment: 'a/b' }] }, 'postgres', {
          segments: { 'a/b': { version: 1, where: { field: 'tags', op: 'has', value: '\ud83d\ude00\ud83d' } } },
        }),
      'unsupported',
      'definition.segments.a~1b.where.value',
      'a text with half a surrogate pair',
    ],
    [
      'what the latest event has',
      () =>
        write(
          { latest: 'visit', has: { any: [{ field: 'page', op: 'eq', value: 'é', ignoreCase: true }] } },
          'postgres',
        ),
      'unsupported',
      'definition.where.has.any.0.ignoreCase',
      'ignoreCase on letters beyond ASCII',
    ],
    [
      'what a step has',
      () =>
        write(
          {
            atLeast: 1,
            of: [
              {
                not: {
                  sequence: [
                    { event: 'visit' },
                    {
                      event: 'visit',
                      where: { all: [{ atLeast: 1, of: [{ field: 'page', op: 'eq', value: 'é', ignoreCase: true }] }] },
                    },
                  ],
                },
              },
            ],
          },
          'postgres',
        ),
      'unsupported',
      'definition.where.of.0.not.sequence.1.where.all.0.of.0.ignoreCase',
      'ignoreCase on letters beyond ASCII',
    ],
    [
      'letters beyond ASCII after others',
      () =>
        write(
          {
            regularly: 'visit',
            periods: 1,
            unit: 'day',
            inAtLeast: 1,
            where: { field: 'page', op: 'in', value: ['ab', 'aé'], ignoreCase: true },
          },
          'postgres',
        ),
      'unsupported',
      'definition.where.where.ignoreCase',
      'ignoreCase on letters beyond ASCII',
    ],
    [
      'a name that begins with a digit',
      () => write({ always: true }, 'postgres', { tables: { customers: { ...TABLES.customers, id: '1d' } } }),
      'not-an-identifier',
      'options.tables.customers.id',
      'got 1d',
    ],
    [
      'a name that is no text',
      () => write({ always: true }, 'postgres', { tables: { customers: { ...TABLES.customers, id: 5 as never } } }),
      'not-an-identifier',
      'options.tables.customers.id',
      'got 5',
    ],
    [
      'a name of which one part is none',
      () => write({ always: true }, 'postgres', { tables: { customers: { ...TABLES.customers, id: 'shop.a-b' } } }),
      'not-an-identifier',
      'options.tables.customers.id',
      'got shop.a-b',
    ],
    [
      'an asOf without a time',
      () => write({ always: true }, 'postgres', { asOf: '2024-06-15' }),
      'not-an-instant',
      'options.asOf',
      '2024-06-15',
    ],
    [
      'a column that is no name',
      () =>
        write({ field: 'spend', op: 'exists' }, 'postgres', {
          tables: { customers: { ...TABLES.customers, columns: { spend: 'a b' } } },
        }),
      'not-an-identifier',
      'options.tables.customers.columns.spend',
      'got a b',
    ],
    [
      'a column of events that is no name',
      () => write({ event: 'visit' }, 'postgres', { tables: { ...TABLES, events: { ...TABLES.events!, name: '' } } }),
      'not-an-identifier',
      'options.tables.events.name',
      'got ',
    ],
    [
      'a column of customers of events that is no name',
      () =>
        write({ event: 'visit' }, 'postgres', { tables: { ...TABLES, events: { ...TABLES.events!, customerId: '' } } }),
      'not-an-identifier',
      'options.tables.events.customerId',
      'got ',
    ],
    [
      'a column of instants that is no name',
      () => write({ event: 'visit' }, 'postgres', { tables: { ...TABLES, events: { ...TABLES.events!, at: '' } } }),
      'not-an-identifier',
      'options.tables.events.at.at',
      'got ',
    ],
    [
      'a column of ids that is no name',
      () =>
        write({ event: 'visit' }, 'postgres', {
          model: { ...MODEL, events: { ...MODEL.events, id: 'key' } },
          tables: { ...TABLES, events: { ...TABLES.events!, id: '' } },
        }),
      'not-an-identifier',
      'options.tables.events.id',
      'got ',
    ],
    [
      'a property without a column',
      () =>
        write({ event: 'purchase', of: 'amount' }, 'postgres', {
          tables: { ...TABLES, events: { ...TABLES.events!, columns: {} } },
        }),
      'unknown-name',
      'options.tables.events.columns',
      'expected a column for the field amount',
    ],
    [
      'an inherited column',
      () =>
        write({ field: 'constructor', op: 'exists' }, 'postgres', {
          model: { version: 1, fields: { constructor: 'text' } as never },
        }),
      'unknown-name',
      'options.tables.customers.columns',
      'the field constructor',
    ],
    [
      'a zone field without a column',
      () =>
        write({ always: true }, 'postgres', {
          zones: ['UTC'],
          definition: { timeZone: { field: 'zone', fallback: 'UTC' } },
          tables: { customers: { ...TABLES.customers, columns: {} } },
        }),
      'unknown-name',
      'options.tables.customers.columns',
      'the field zone',
    ],
  ])('%s', (_, attempt, wanted, argument, words) => {
    expectRefusal(attempt, wanted, argument, words);
  });
});

test('a name that is refused is told by its first 60 characters', () => {
  const tables = { customers: { ...TABLES.customers, id: '-'.repeat(80) } };
  expect(() => write({ always: true }, 'postgres', { tables })).toThrow(/, got -{60}$/);
});

describe('shapes', () => {
  test('equal questions are one query, events with an id count once, zones become cases', () => {
    const twice = write(
      {
        any: [
          { event: 'visit', value: 2 },
          { event: 'visit', op: 'eq', value: 0 },
        ],
      },
      'postgres',
    );
    expect(twice.text.match(/AS \(SELECT/g)).toHaveLength(1);
    // Different measures of the same events are columns of one query: a warehouse reads the events once.
    const measures = [
      { event: 'purchase', value: 2 },
      { event: 'purchase', measure: 'sum', of: 'amount', value: 100 },
      { event: 'purchase', measure: 'max', of: 'amount', op: 'lt', value: 90 },
      { event: 'purchase', measure: 'distinct', of: 'sku', value: 2 },
      { event: 'purchase', of: 'amount', value: 2 },
      { event: 'purchase', measure: 'daysSinceLast', of: 'sku', op: 'lt', value: 9 },
    ] as const;
    const window = { last: 30, unit: 'day' } as const;
    const one = write({ all: measures.map((measure) => ({ ...measure, window })) }, 'postgres').text;
    expect(one.match(/AS \(SELECT/g)).toHaveLength(1);
    expect(one.match(/LEFT JOIN/g)).toHaveLength(1);
    expect(one.match(/ AS x\d*/g)).toEqual([' AS x', ' AS x2']);
    expect(write({ all: [measures[0], { ...measures[1], window }] }, 'postgres').text.match(/JOIN q/g)).toHaveLength(2);
    // Which of the events with one id counts may depend on the property: there each property has a query of its own.
    const ids = {
      model: { ...MODEL, events: { ...MODEL.events, id: 'key' } },
      tables: { ...TABLES, events: { ...TABLES.events!, id: 'key' } },
    };
    expect(write({ all: [...measures] }, 'postgres', ids).text.match(/JOIN q/g)).toHaveLength(3);
    const keyed = write({ event: 'visit' }, 'postgres', {
      model: { ...MODEL, events: { ...MODEL.events, id: 'key' } },
      tables: { ...TABLES, events: { ...TABLES.events!, id: 'key' } },
    });
    expect(keyed.text).toContain('ROW_NUMBER() OVER (PARTITION BY e."customer", e."key"');
    const zoned = { timeZone: { field: 'zone', fallback: 'UTC' } };
    const today = { event: 'visit', window: { current: 1, unit: 'day' } } as const;
    expect(write(today, 'postgres', { definition: zoned, zones: ['Europe/Paris'] }).text).toMatch(
      /CASE WHEN .* ELSE .* END/,
    );
    expect(write(today, 'postgres', { definition: zoned, zones: [] }).text).not.toContain('CASE WHEN COALESCE');
    const library = { a: { version: 1, where: { always: true } } } as const;
    expect(write({ segment: 'a' }, 'postgres', { segments: library }).text).toContain('WHERE (TRUE)');
  });
});

describe('bigquery', () => {
  test('golden text', () => {
    const { text } = write(
      {
        all: [
          { field: 'tags', op: 'has', value: 'vip' },
          { event: 'purchase', window: { last: 30, unit: 'day' }, value: 3 },
        ],
      },
      'bigquery',
    );
    expect(text).toBe(
      'WITH q1 AS (SELECT k, COUNT(*) AS v FROM (SELECT e.`customer` AS k, e.`happened_at` AS t FROM `shop`.`events` AS e WHERE e.`type` = @p1 AND COALESCE((e.`happened_at` >= @p2 AND e.`happened_at` < @p3), FALSE)) AS f GROUP BY k) ' +
        'SELECT c.`id` AS id FROM `shop`.`customers` AS c LEFT JOIN q1 ON q1.k = c.`id` WHERE (COALESCE(@p4 IN UNNEST(c.`tags`), FALSE) AND COALESCE(COALESCE(q1.v, 0) >= @p5, FALSE))',
    );
  });
});

describe('clickhouse (golden text: it has not been run)', () => {
  test('golden text', () => {
    const { text } = write(
      {
        any: [
          { field: 'country', op: 'startsWith', value: 'F' },
          { event: 'purchase', measure: 'daysSinceLast', op: 'gt', value: 30 },
          { field: 'birthday', anniversary: true, window: { current: 1, unit: 'day' } },
        ],
      },
      'clickhouse',
    );
    expect(text).toBe(
      "WITH q1 AS (SELECT k, toUnixTimestamp64Milli(MAX(t)) AS v FROM (SELECT e.`customer` AS k, e.`happened_at` AS t FROM `shop`.`events` AS e WHERE e.`type` = {p1:String} AND COALESCE(e.`happened_at` < {p2:DateTime64(3, 'UTC')}, FALSE)) AS f GROUP BY k) " +
        'SELECT c.`id` AS id FROM `shop`.`customers` AS c LEFT JOIN q1 ON q1.k = c.`id` WHERE (COALESCE(startsWith(c.`country`, {p3:String}), FALSE) OR COALESCE(({p4:Int64} - q1.v) > {p5:Float64}, FALSE) OR ' +
        'COALESCE((toYear(c.`birthday`) < 2024 AND (toMonth(c.`birthday`) * 100 + toDayOfMonth(c.`birthday`)) BETWEEN 615 AND 615), FALSE)) SETTINGS join_use_nulls = 1',
    );
  });
});
