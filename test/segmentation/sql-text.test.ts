import { describe, expect, test } from 'vitest';
import type { SegmentCondition, SqlDialect } from 'clientele/segmentation';
import { MODEL } from './random-segments.ts';
import type { WriteOptions } from './sql-shop.ts';
import { TABLES, write } from './sql-shop.ts';

/**
 * What each part of the language is in SQL, read by hand: true where JavaScript holds it true, false and never unknown
 * where a value is missing. Whether engines read the text so is the matter of the parity tests.
 */

/** The Postgres text with each parameter in its place, as JSON. */
function plainQuery(where: SegmentCondition, rest: WriteOptions = {}): string {
  const { text, params } = write(where, 'postgres', rest);
  return text.replaceAll(/\$(\d+)::(?:double precision|\w+)/g, (_, n) => JSON.stringify(params[Number(n) - 1]!.value));
}

const plainWhere = (where: SegmentCondition, rest: WriteOptions = {}): string =>
  plainQuery(where, rest).split(' WHERE ').slice(1).join(' WHERE ');

// NaN sorts above all numbers in Postgres: outside of these bounds a number is missing.
const SPEND = '(CASE WHEN c."spend" BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN c."spend" END)';
const FOLDED =
  "replace(translate(c.\"country\", 'ABCDEFGHIJKLMNOPQRSTUVWXYZ\u212A', 'abcdefghijklmnopqrstuvwxyzk'), '\u0130', 'i\u0307')";

describe('a comparison', () => {
  test.each([
    [{ op: 'eq', value: 5 }, `COALESCE(${SPEND} = 5, FALSE)`],
    [{ op: 'ne', value: 5 }, `NOT COALESCE(${SPEND} = 5, FALSE)`],
    [{ op: 'lt', value: 5 }, `COALESCE(${SPEND} < 5, FALSE)`],
    [{ op: 'lte', value: 5 }, `COALESCE(${SPEND} <= 5, FALSE)`],
    [{ op: 'gt', value: 5 }, `COALESCE(${SPEND} > 5, FALSE)`],
    [{ op: 'gte', value: 5 }, `COALESCE(${SPEND} >= 5, FALSE)`],
    [{ op: 'between', value: [1, 2] }, `COALESCE(${SPEND} BETWEEN 1 AND 2, FALSE)`],
    [{ op: 'in', value: [1, 2, 3] }, `COALESCE(${SPEND} IN (1, 2, 3), FALSE)`],
    [{ op: 'notIn', value: [1, 2] }, `NOT COALESCE(${SPEND} IN (1, 2), FALSE)`],
    [{ op: 'exists' }, `(${SPEND}) IS NOT NULL`],
    [{ op: 'missing' }, `(${SPEND}) IS NULL`],
  ] as const)('of a number: %j', (comparison, text) => {
    expect(plainWhere({ field: 'spend', ...comparison })).toBe(text);
  });

  test.each([
    [{ op: 'eq', value: 'FR' }, 'COALESCE(c."country" IN ("FR"), FALSE)'],
    [{ op: 'ne', value: 'FR' }, 'NOT COALESCE(c."country" IN ("FR"), FALSE)'],
    [{ op: 'in', value: ['FR', 'DE'] }, 'COALESCE(c."country" IN ("FR", "DE"), FALSE)'],
    [{ op: 'notIn', value: ['FR', 'DE'] }, 'NOT COALESCE(c."country" IN ("FR", "DE"), FALSE)'],
    [{ op: 'contains', value: '%' }, 'COALESCE(strpos(c."country", "%") > 0, FALSE)'],
    [{ op: 'startsWith', value: 'F' }, 'COALESCE(starts_with(c."country", "F"), FALSE)'],
    [{ op: 'endsWith', value: 'R' }, 'COALESCE(right(c."country", length("R")) = "R", FALSE)'],
    [{ op: 'exists' }, 'c."country" IS NOT NULL'],
    [{ op: 'missing' }, 'c."country" IS NULL'],
    // Every text has the empty text in it, at its start and at its end; only one is equal to it.
    [{ op: 'contains', value: '' }, 'c."country" IS NOT NULL'],
    [{ op: 'startsWith', value: '' }, 'c."country" IS NOT NULL'],
    [{ op: 'endsWith', value: '' }, 'c."country" IS NOT NULL'],
    [{ op: 'eq', value: '' }, 'COALESCE(c."country" IN (""), FALSE)'],
    // Postgres has no NUL in its texts: none equals one, none has one in it.
    [{ op: 'eq', value: 'a\0' }, 'FALSE'],
    [{ op: 'ne', value: 'a\0' }, 'NOT FALSE'],
    [{ op: 'in', value: ['a\0', 'b'] }, 'COALESCE(c."country" IN ("b"), FALSE)'],
    [{ op: 'endsWith', value: '\0' }, 'FALSE'],
    // An emoji is a whole pair of surrogates.
    [{ op: 'eq', value: '\u{1F600}' }, 'COALESCE(c."country" IN ("\u{1F600}"), FALSE)'],
    [
      { op: 'contains', value: 'x\u{1F600}\u{1F600}y' },
      'COALESCE(strpos(c."country", "x\u{1F600}\u{1F600}y") > 0, FALSE)',
    ],
    // Without case: A–Z, the Kelvin sign (k) and the dotted capital I (i and a dot) as toLowerCase folds them.
    [{ op: 'eq', value: 'Fr', ignoreCase: true }, `COALESCE(${FOLDED} IN ("fr"), FALSE)`],
    [{ op: 'notIn', value: ['FR', '\u212A'], ignoreCase: true }, `NOT COALESCE(${FOLDED} IN ("fr", "k"), FALSE)`],
    [{ op: 'contains', value: 'R', ignoreCase: true }, `COALESCE(strpos(${FOLDED}, "r") > 0, FALSE)`],
  ] as const)('of a text: %j', (comparison, text) => {
    expect(plainWhere({ field: 'country', ...comparison } as SegmentCondition)).toBe(text);
  });

  test.each<[SegmentCondition, string]>([
    [{ field: 'active', op: 'eq', value: true }, 'COALESCE(c."active" = true, FALSE)'],
    [{ field: 'active', op: 'ne', value: false }, 'NOT COALESCE(c."active" = false, FALSE)'],
    [{ field: 'active', op: 'exists' }, 'c."active" IS NOT NULL'],
    [{ field: 'active', op: 'missing' }, 'c."active" IS NULL'],
    [{ field: 'tags', op: 'has', value: 'vip' }, 'COALESCE("vip" = ANY(c."tags"), FALSE)'],
    [{ field: 'tags', op: 'has', value: '\0' }, 'FALSE'],
    [
      { field: 'tags', op: 'hasAny', value: ['a', 'b'] },
      '(COALESCE("a" = ANY(c."tags"), FALSE) OR COALESCE("b" = ANY(c."tags"), FALSE))',
    ],
    [
      { field: 'tags', op: 'hasAll', value: ['a', 'b'] },
      '(COALESCE("a" = ANY(c."tags"), FALSE) AND COALESCE("b" = ANY(c."tags"), FALSE))',
    ],
    [
      { field: 'scores', op: 'hasAll', value: [1, 2.5] },
      '(COALESCE(1 = ANY(c."scores"), FALSE) AND COALESCE(2.5 = ANY(c."scores"), FALSE))',
    ],
    [{ field: 'tags', op: 'exists' }, 'c."tags" IS NOT NULL'],
    [{ field: 'scores', op: 'missing' }, 'c."scores" IS NULL'],
  ])('of a truth or a list: %j', (condition, text) => {
    expect(plainWhere(condition)).toBe(text);
  });

  test('binds numbers as numbers, of a list too', () => {
    expect(write({ field: 'scores', op: 'has', value: 2.5 }, 'postgres').text).toContain(
      '$1::double precision = ANY(c."scores")',
    );
  });
});

describe('a group', () => {
  const a = { field: 'active', op: 'exists' } as const;
  const b = { field: 'tags', op: 'missing' } as const;
  const [A, B] = ['c."active" IS NOT NULL', 'c."tags" IS NULL'];
  test.each<[SegmentCondition, string]>([
    [{ all: [a, b] }, `(${A} AND ${B})`],
    [{ any: [a, b, a] }, `(${A} OR ${B} OR ${A})`],
    [{ all: [a] }, A],
    [{ any: [b] }, B],
    [{ all: [] }, 'TRUE'],
    [{ any: [] }, 'FALSE'],
    [{ not: { any: [a, b] } }, `NOT ((${A} OR ${B}))`],
    [{ always: true }, 'TRUE'],
    [{ always: false }, 'FALSE'],
    [{ atLeast: 0, of: [a] }, 'TRUE'],
    [{ atLeast: 2, of: [a] }, 'FALSE'],
    [{ atLeast: 2, of: [a, b] }, `(CASE WHEN ${A} THEN 1 ELSE 0 END + CASE WHEN ${B} THEN 1 ELSE 0 END) >= 2`],
    [{ atLeast: 1, of: [{ all: [a, b] }] }, `(CASE WHEN (${A} AND ${B}) THEN 1 ELSE 0 END) >= 1`],
  ])('of conditions: %j', (condition, text) => {
    expect(plainWhere(condition)).toBe(text);
  });
});

describe('a window', () => {
  const timestamps = {
    tables: {
      customers: { ...TABLES.customers, columns: { lastLogin: 'seen', renewsOn: 'renews', birthday: 'born' } },
    },
  };
  const instants = (parts: string): string => `COALESCE(${parts.replaceAll('@', 'c."seen"')}, FALSE)`;

  // Milliseconds are whole: after a bound means from the next one on. What is counted back from now includes now.
  test.each([
    [{ last: 1, unit: 'day' }, instants('(@ >= "2024-06-14T12:00:00.001Z" AND @ < "2024-06-15T12:00:00.001Z")')],
    [{ before: 2, unit: 'hour' }, instants('@ < "2024-06-15T10:00:00.001Z"')],
    [{ next: 1, unit: 'hour' }, instants('(@ >= "2024-06-15T12:00:00.001Z" AND @ < "2024-06-15T13:00:00.001Z")')],
    [{ current: 1, unit: 'day' }, instants('(@ >= "2024-06-15T00:00:00.000Z" AND @ < "2024-06-16T00:00:00.000Z")')],
    [{ from: '2024-06-01' }, instants('@ >= "2024-06-01T00:00:00.000Z"')],
    [{ to: '2024-06-01' }, instants('@ < "2024-06-01T00:00:00.000Z"')],
    [
      { from: '2024-06-02', to: '2024-06-02T00:00:00.001Z' },
      instants('(@ >= "2024-06-02T00:00:00.000Z" AND @ < "2024-06-02T00:00:00.001Z")'),
    ],
  ] as const)('over timestamps: %j', (window, text) => {
    expect(plainWhere({ field: 'lastLogin', window }, timestamps)).toBe(text);
  });

  const NOON = Date.UTC(2024, 5, 15, 12);
  // Numbers may be what no instant is: the ends of time (8.64e15 ms from 1970) keep them out.
  test.each([
    [{ last: 1, unit: 'minute' }, `(@ >= ${NOON - 60_000 + 1} AND @ < ${NOON + 1})`],
    [{ to: '2024-06-15T12:00:00Z' }, `(@ >= -8640000000000000 AND @ < ${NOON})`],
    [{ from: '2024-06-15T12:00:00Z' }, `(@ >= ${NOON} AND @ <= 8640000000000000)`],
    [{ last: 3660, unit: 'year' }, `(@ >= ${Date.UTC(2024 - 3660, 5, 16)} AND @ < ${NOON + 1})`],
  ] as const)('over epoch milliseconds: %j', (window, text) => {
    const expected = `COALESCE(${text.replaceAll('@', 'c."last_login"')}, FALSE)`;
    expect(plainWhere({ field: 'lastLogin', window })).toBe(expected);
  });

  test('over instants at the ends of time, which bound nothing that a timestamp can be', () => {
    const last = 8.64e15;
    const rest = { ...timestamps, asOf: last - 3_600_000 };
    expect(plainWhere({ field: 'lastLogin', window: { next: 1, unit: 'hour' } }, rest)).toBe(
      instants('@ >= "+275760-09-12T23:00:00.001Z"'),
    );
    expect(plainWhere({ field: 'lastLogin', window: { next: 1, unit: 'hour' } }, { asOf: rest.asOf })).toBe(
      `COALESCE((c."last_login" >= ${rest.asOf + 1} AND c."last_login" <= ${last}), FALSE)`,
    );
    expect(plainWhere({ field: 'lastLogin', window: { from: -last } }, timestamps)).toBe('c."seen" IS NOT NULL');
    expect(plainWhere({ field: 'lastLogin', window: { to: last } }, timestamps)).toBe(
      instants('@ < "+275760-09-13T00:00:00.000Z"'),
    );
  });

  test('that nothing can lie in', () => {
    // Events of the future never count. No day begins and ends within an hour.
    expect(plainQuery({ event: 'visit', window: { from: '2030-01-01' } })).toContain(
      'e."type" = "visit" AND FALSE) AS f',
    );
    const hour = { from: '2024-06-01T12:00:00Z', to: '2024-06-01T13:00:00Z' };
    expect(plainWhere({ field: 'renewsOn', window: hour })).toBe('FALSE');
    expect(plainWhere({ field: 'renewsOn', anniversary: true, window: hour })).toBe('FALSE');
    // No date can be named before the year 1 and after the year 9999.
    const today = { field: 'renewsOn', window: { current: 1, unit: 'day' } } as const;
    const asked = [Date.UTC(10_000, 0, 1), Date.UTC(10_000, 0, 0), Date.parse('0000-12-31T12:00:00Z')];
    expect(asked.map((asOf) => plainWhere(today, { asOf }))).toEqual([
      'FALSE',
      'COALESCE(c."renews_on" >= "9999-12-31", FALSE)',
      'FALSE',
    ]);
    expect(plainWhere({ ...today, anniversary: true }, { asOf: asked[2]! })).toBe('FALSE');
  });

  test.each([
    [{ last: 7, unit: 'day' }, '(@ >= "2024-06-09" AND @ <= "2024-06-15")'],
    [{ before: 1, unit: 'month' }, '@ <= "2024-05-15"'],
    [{ from: '2024-06-01' }, '@ >= "2024-06-01"'],
    [{ last: 3000, unit: 'year' }, '@ <= "2024-06-15"'],
  ] as const)('over days: %j', (window, text) => {
    expect(plainWhere({ field: 'renewsOn', window })).toBe(`COALESCE(${text.replaceAll('@', 'c."renews_on"')}, FALSE)`);
  });

  // A bound beyond the days that YYYY-MM-DD can name bounds nothing: every day lies before it, or none.
  test.each([
    [{ between: [0, 3000], unit: 'year' }, '2024-06-15', 'COALESCE(@ <= "2024-06-15", FALSE)'],
    [{ before: 2024, unit: 'year' }, '2024-06-15', 'FALSE'],
    [{ before: 2023, unit: 'year' }, '2024-01-01', 'COALESCE(@ <= "0001-01-01", FALSE)'],
    [{ before: 2023, unit: 'year' }, '2023-12-31', 'FALSE'],
    [{ next: 1, unit: 'year' }, '9999-06-15', 'COALESCE(@ >= "9999-06-15", FALSE)'],
    [{ next: 1, unit: 'day' }, '9999-12-31', 'COALESCE(@ >= "9999-12-31", FALSE)'],
    [{ next: 2, unit: 'day' }, '9999-12-30', 'COALESCE(@ >= "9999-12-30", FALSE)'],
    [{ next: 1, unit: 'day' }, '9999-12-30', 'COALESCE((@ >= "9999-12-30" AND @ <= "9999-12-30"), FALSE)'],
    [{ from: '0001-01-01' }, '2024-06-15', '@ IS NOT NULL'],
    [{ from: '0001-01-02' }, '2024-06-15', 'COALESCE(@ >= "0001-01-02", FALSE)'],
    [
      { from: '2024-06-01', to: '9999-12-31' },
      '2024-06-15',
      'COALESCE((@ >= "2024-06-01" AND @ <= "9999-12-30"), FALSE)',
    ],
  ] as const)('over days at the end of dates: %j on %s', (window, today, text) => {
    const found = plainWhere({ field: 'renewsOn', window }, { asOf: `${today}T12:00:00Z` });
    expect(found).toBe(text.replaceAll('@', 'c."renews_on"'));
  });

  const returns = (...parts: string[]): string => {
    const years = parts.map((part) =>
      part.replace('@', '(EXTRACT(MONTH FROM c."birthday") * 100 + EXTRACT(DAY FROM c."birthday"))'),
    );
    const text = years.map((part) => `(${part.replace('year', 'EXTRACT(YEAR FROM c."birthday")')})`).join(' OR ');
    return `COALESCE(${years.length > 1 ? `(${text})` : text}, FALSE)`;
  };
  // A return is a month and a day of a later year; 29 February returns on the 28th in a common year.
  test.each([
    ['2024-06-15T12:00:00Z', { current: 1, unit: 'day' }, returns('year < 2024 AND @ BETWEEN 615 AND 615')],
    ['2023-02-28T12:00:00Z', { current: 1, unit: 'day' }, returns('year < 2023 AND @ BETWEEN 228 AND 229')],
    ['2024-02-28T12:00:00Z', { current: 1, unit: 'day' }, returns('year < 2024 AND @ BETWEEN 228 AND 228')],
    ['1900-02-28T12:00:00Z', { current: 1, unit: 'day' }, returns('year < 1900 AND @ BETWEEN 228 AND 229')],
    ['2000-02-28T12:00:00Z', { current: 1, unit: 'day' }, returns('year < 2000 AND @ BETWEEN 228 AND 228')],
    ['2023-02-27T12:00:00Z', { next: 2, unit: 'day' }, returns('year < 2023 AND @ BETWEEN 227 AND 229')],
    [
      '2024-12-30T12:00:00Z',
      { next: 4, unit: 'day' },
      returns('year < 2024 AND @ BETWEEN 1230 AND 1231', 'year < 2025 AND @ BETWEEN 101 AND 102'),
    ],
    // 366 days hold some part of two years; one more holds a return of everyone who has had one.
    [
      '2024-06-15T12:00:00Z',
      { last: 366, unit: 'day' },
      returns('year < 2023 AND @ BETWEEN 616 AND 1231', 'year < 2024 AND @ BETWEEN 101 AND 615'),
    ],
    ['2024-06-15T12:00:00Z', { last: 367, unit: 'day' }, 'COALESCE(c."birthday" <= "2023-06-15", FALSE)'],
    ['2023-02-28T12:00:00Z', { last: 367, unit: 'day' }, 'COALESCE(c."birthday" <= "2022-02-28", FALSE)'],
    ['2025-02-28T12:00:00Z', { last: 367, unit: 'day' }, 'COALESCE(c."birthday" <= "2024-02-29", FALSE)'],
    ['2024-06-15T12:00:00Z', { to: '2024-06-15' }, 'COALESCE(c."birthday" <= "2023-06-14", FALSE)'],
    ['2024-06-15T12:00:00Z', { from: '2024-06-15' }, 'c."birthday" IS NOT NULL'],
    ['2024-06-15T12:00:00Z', { before: 3000, unit: 'year' }, 'FALSE'],
  ] as const)('over yearly returns, asked at %s: %j', (asOf, window, text) => {
    expect(plainWhere({ field: 'birthday', anniversary: true, window }, { asOf })).toBe(text);
  });
});

describe('a measure of events', () => {
  const FROM = ' FROM "shop"."events" AS e WHERE e."type" = ';
  const UP_TO_NOW = 'COALESCE(e."happened_at" < "2024-06-15T12:00:00.001Z", FALSE)';
  const AMOUNT = 'CASE WHEN e."amount" BETWEEN -1e300 AND 1e300 THEN e."amount" END';
  const purchases = (more = '') =>
    `SELECT e."customer" AS k, e."happened_at" AS t${more}${FROM}"purchase" AND ${UP_TO_NOW}`;
  const visits = `SELECT e."customer" AS k, e."happened_at" AS t${FROM}"visit" AND ${UP_TO_NOW}`;
  /** One query of events, joined; the customers without a row in it have NULL there. */
  const joined = (query: string, where: string): string =>
    `WITH q1 AS (${query}) SELECT c."id" AS id FROM "shop"."customers" AS c LEFT JOIN q1 ON q1.k = c."id" WHERE ${where}`;
  const grouped = (measure: string, rows: string): string => `SELECT k, ${measure} AS v FROM (${rows}) AS f GROUP BY k`;

  // Amounts beyond 1e300 could overflow a sum and do not enter. Nothing to count, sum or tell apart is 0; the rest is missing.
  const NOW = Date.UTC(2024, 5, 15, 12);
  const since = (extreme: string): string => `FLOOR(EXTRACT(EPOCH FROM ${extreme}) * 1000)`;
  test.each([
    [{}, 'COUNT(*)', '', 'COALESCE(COALESCE(q1.v, 0) >= 1, FALSE)'],
    [{ op: 'lt', value: 3 }, 'COUNT(*)', '', 'COALESCE(COALESCE(q1.v, 0) < 3, FALSE)'],
    [{ op: 'between', value: [1, 2] }, 'COUNT(*)', '', 'COALESCE(COALESCE(q1.v, 0) BETWEEN 1 AND 2, FALSE)'],
    [{ of: 'amount', value: 2 }, 'COUNT(x)', AMOUNT, 'COALESCE(COALESCE(q1.v, 0) >= 2, FALSE)'],
    [
      { measure: 'distinct', of: 'sku', value: 2 },
      'COUNT(DISTINCT x)',
      'e."sku"',
      'COALESCE(COALESCE(q1.v, 0) >= 2, FALSE)',
    ],
    [
      { measure: 'sum', of: 'amount', op: 'lt', value: 9 },
      'SUM(CAST(x AS double precision))',
      AMOUNT,
      'COALESCE(COALESCE(q1.v, 0) < 9, FALSE)',
    ],
    [
      { measure: 'average', of: 'amount', op: 'lt', value: 9 },
      'AVG(CAST(x AS double precision))',
      AMOUNT,
      'COALESCE(q1.v < 9, FALSE)',
    ],
    [{ measure: 'min', of: 'amount', op: 'missing' }, 'MIN(x)', AMOUNT, '(q1.v) IS NULL'],
    [{ measure: 'max', of: 'amount', op: 'ne', value: 9 }, 'MAX(x)', AMOUNT, 'NOT COALESCE(q1.v = 9, FALSE)'],
    // An age is asked in days and counted in milliseconds.
    [
      { measure: 'daysSinceFirst', op: 'gte', value: 0.5 },
      since('MIN(t)'),
      '',
      `COALESCE((${NOW} - q1.v) >= 43200000, FALSE)`,
    ],
    [
      { measure: 'daysSinceLast', op: 'in', value: [1, 2] },
      since('MAX(t)'),
      '',
      `COALESCE((${NOW} - q1.v) IN (86400000, 172800000), FALSE)`,
    ],
    [
      { measure: 'daysSinceLast', of: 'sku', op: 'exists' },
      since('MAX(CASE WHEN x IS NOT NULL THEN t END)'),
      'e."sku"',
      `((${NOW} - q1.v)) IS NOT NULL`,
    ],
  ] as const)('%j', (measure, aggregate, value, where) => {
    const rows = purchases(value && `, ${value} AS x`);
    expect(plainQuery({ event: 'purchase', ...measure } as SegmentCondition)).toBe(
      joined(grouped(aggregate, rows), where),
    );
  });

  test('of events with a property, in a window', () => {
    const where = {
      all: [
        {
          not: {
            any: [
              { field: 'sku', op: 'eq', value: 'x' },
              { field: 'gift', op: 'eq', value: true },
            ],
          },
        },
        { atLeast: 1, of: [{ field: 'amount', op: 'gt', value: 5 }, { always: true }, { always: false }] },
      ],
    } as const;
    const finite =
      '(CASE WHEN e."amount" BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN e."amount" END)';
    const conditions =
      '(NOT (COALESCE(e."sku" IN ("x"), FALSE) OR COALESCE(e."gift" = true, FALSE)) AND ' +
      `(CASE WHEN COALESCE(${finite} > 5, FALSE) THEN 1 ELSE 0 END + CASE WHEN TRUE THEN 1 ELSE 0 END + CASE WHEN FALSE THEN 1 ELSE 0 END) >= 1)`;
    const within =
      'COALESCE((e."happened_at" >= "2024-06-14T12:00:00.001Z" AND e."happened_at" < "2024-06-15T12:00:00.001Z"), FALSE)';
    const rows = `SELECT e."customer" AS k, e."happened_at" AS t${FROM}"purchase" AND ${within} AND ${conditions}`;
    expect(plainQuery({ event: 'purchase', where, window: { last: 1, unit: 'day' } })).toBe(
      joined(grouped('COUNT(*)', rows), 'COALESCE(COALESCE(q1.v, 0) >= 1, FALSE)'),
    );
  });

  test('each measure of the same events is a column of their query, each property is read once', () => {
    const measures: SegmentCondition[] = [
      { event: 'purchase', measure: 'sum', of: 'amount', value: 5 },
      { event: 'purchase', measure: 'distinct', of: 'sku', value: 2 },
      { event: 'purchase', measure: 'max', of: 'amount', value: 3 },
      { event: 'purchase', measure: 'sum', of: 'amount', op: 'lt', value: 9 },
    ];
    const rows = purchases(`, ${AMOUNT} AS x, e."sku" AS x2`);
    expect(plainQuery({ all: measures })).toBe(
      joined(
        `SELECT k, SUM(CAST(x AS double precision)) AS v, COUNT(DISTINCT x2) AS v2, MAX(x) AS v3 FROM (${rows}) AS f GROUP BY k`,
        '(COALESCE(COALESCE(q1.v, 0) >= 5, FALSE) AND COALESCE(COALESCE(q1.v2, 0) >= 2, FALSE) AND COALESCE(q1.v3 >= 3, FALSE) AND COALESCE(COALESCE(q1.v, 0) < 9, FALSE))',
      ),
    );
  });

  test('the first of the events with one id stands for them; without an id each for itself', () => {
    const ids = {
      model: { ...MODEL, events: { ...MODEL.events, id: 'key' } },
      tables: { ...TABLES, events: { ...TABLES.events!, id: 'order_no' } },
    };
    // The first that has the property counts, so that events without it are left out before.
    const rows =
      `SELECT * FROM (SELECT e."customer" AS k, e."happened_at" AS t, ${AMOUNT} AS x, e."order_no" AS i, ` +
      'ROW_NUMBER() OVER (PARTITION BY e."customer", e."order_no" ORDER BY e."happened_at") AS n' +
      `${FROM}"purchase" AND ${UP_TO_NOW} AND (${AMOUNT}) IS NOT NULL) AS d WHERE n = 1 OR i IS NULL`;
    expect(plainQuery({ event: 'purchase', measure: 'sum', of: 'amount', value: 5 }, ids)).toBe(
      joined(grouped('SUM(CAST(x AS double precision))', rows), 'COALESCE(COALESCE(q1.v, 0) >= 5, FALSE)'),
    );
  });

  test.each([
    ['latest', 'MAX'],
    ['earliest', 'MIN'],
  ])('the %s event, and every other at its instant', (which, extreme) => {
    const condition = {
      [which]: 'purchase',
      has: { field: 'gift', op: 'eq', value: true },
    } as unknown as SegmentCondition;
    const rows = purchases(', COALESCE(e."gift" = true, FALSE) AS h');
    expect(plainQuery(condition)).toBe(
      joined(
        `SELECT DISTINCT k FROM (SELECT k, t, h, ${extreme}(t) OVER (PARTITION BY k) AS m FROM (${rows}) AS f) AS g WHERE t = m AND h`,
        'q1.k IS NOT NULL',
      ),
    );
  });

  test('a sequence of one and of two steps, the second later, within less than a time', () => {
    expect(plainQuery({ sequence: [{ event: 'visit' }] })).toBe(
      joined(`SELECT DISTINCT k FROM (${visits}) AS f`, 'q1.k IS NOT NULL'),
    );
    const steps = [{ event: 'visit' }, { event: 'purchase' }];
    const gap = `${since('b.t')} - ${since('a.t')}`;
    const pairs = `SELECT DISTINCT a.k AS k FROM (${visits}) AS a JOIN (${purchases()}) AS b ON a.k = b.k AND ${gap} > 0`;
    expect(plainQuery({ sequence: steps })).toBe(joined(pairs, 'q1.k IS NOT NULL'));
    expect(write({ sequence: steps, within: 2, unit: 'hour' }, 'postgres').params.at(-1)).toMatchObject({
      type: 'double',
    });
    expect(plainQuery({ sequence: steps, within: 2, unit: 'hour' })).toBe(
      joined(`${pairs} AND ${gap} < 7200000`, 'q1.k IS NOT NULL'),
    );
  });

  test('regularly: how many of the complete periods hold an event', () => {
    const rows =
      `SELECT e."customer" AS k, e."happened_at" AS t${FROM}"visit" AND ` +
      'COALESCE((e."happened_at" >= "2024-04-01T00:00:00.000Z" AND e."happened_at" < "2024-06-01T00:00:00.000Z"), FALSE)';
    const place =
      'CASE WHEN COALESCE(t < "2024-05-01T00:00:00.000Z", FALSE) THEN 0 WHEN COALESCE(t < "2024-06-01T00:00:00.000Z", FALSE) THEN 1 END';
    expect(plainQuery({ regularly: 'visit', periods: 2, unit: 'month', inAtLeast: 2 })).toBe(
      joined(grouped(`COUNT(DISTINCT ${place})`, rows), 'COALESCE(COALESCE(q1.v, 0) >= 2, FALSE)'),
    );
  });

  test('instants stored as epoch milliseconds are numbers already', () => {
    const tables = { ...TABLES, events: { ...TABLES.events!, at: { column: 'ms', stored: 'epoch-ms' } as const } };
    const rows = (name: string): string =>
      `SELECT e."customer" AS k, e."ms" AS t${FROM}"${name}" AND COALESCE((e."ms" >= -8640000000000000 AND e."ms" < ${NOW + 1}), FALSE)`;
    expect(plainQuery({ event: 'visit', measure: 'daysSinceLast', op: 'gt', value: 1 }, { tables })).toBe(
      joined(grouped('MAX(t)', rows('visit')), `COALESCE((${NOW} - q1.v) > 86400000, FALSE)`),
    );
    expect(plainQuery({ sequence: [{ event: 'visit' }, { event: 'purchase' }] }, { tables })).toBe(
      joined(
        `SELECT DISTINCT a.k AS k FROM (${rows('visit')}) AS a JOIN (${rows('purchase')}) AS b ON a.k = b.k AND b.t - a.t > 0`,
        'q1.k IS NOT NULL',
      ),
    );
    const cases = `WHEN COALESCE((t >= -8640000000000000 AND t < ${Date.UTC(2024, 5, 15)}), FALSE) THEN 0`;
    expect(plainQuery({ regularly: 'visit', periods: 1, unit: 'day', inAtLeast: 1 }, { tables })).toContain(
      `CASE ${cases} END`,
    );
  });

  test('different questions are different queries, each joined', () => {
    const text = plainQuery({
      any: [{ event: 'visit' }, { sequence: [{ event: 'visit' }] }, { event: 'visit', value: 2 }],
    });
    expect(text).toBe(
      `WITH q1 AS (${grouped('COUNT(*)', visits)}), q2 AS (SELECT DISTINCT k FROM (${visits}) AS f) ` +
        'SELECT c."id" AS id FROM "shop"."customers" AS c LEFT JOIN q1 ON q1.k = c."id" LEFT JOIN q2 ON q2.k = c."id" ' +
        'WHERE (COALESCE(COALESCE(q1.v, 0) >= 1, FALSE) OR q2.k IS NOT NULL OR COALESCE(COALESCE(q1.v, 0) >= 2, FALSE))',
    );
  });
});

describe('zones and other segments', () => {
  const today = { field: 'lastLogin', window: { current: 1, unit: 'day' } } as const;
  const zoned = { timeZone: { field: 'zone', fallback: 'UTC' } };
  /** The day of 15 June in a zone that is so many hours ahead. */
  const day = (hours: number): string => {
    const from = Date.UTC(2024, 5, 15) - hours * 3_600_000;
    return `COALESCE((c."last_login" >= ${from} AND c."last_login" < ${from + 86_400_000}), FALSE)`;
  };

  test('each listed zone has its own bounds; who has another one has those of the fallback', () => {
    const found = plainWhere(today, { definition: zoned, zones: ['Europe/Paris', 'Asia/Tokyo'] });
    expect(write(today, 'postgres', { definition: zoned, zones: ['Europe/Paris'] }).params[0]).toEqual({
      name: 'p1',
      type: 'text',
      value: 'Europe/Paris',
    });
    const case1 = `WHEN COALESCE(c."zone" = "Europe/Paris", FALSE) THEN ${day(2)}`;
    const case2 = `WHEN COALESCE(c."zone" = "Asia/Tokyo", FALSE) THEN ${day(9)}`;
    expect(found).toBe(`CASE ${case1} ${case2} ELSE ${day(0)} END`);
    expect(plainWhere(today, { definition: zoned, zones: [] })).toBe(day(0));
    expect(plainWhere(today, { definition: { timeZone: 'Europe/Paris' } })).toBe(day(2));
  });

  test('a segment keeps its own zone and its own first day of the week', () => {
    const week = { field: 'renewsOn', window: { current: 1, unit: 'week' } } as const;
    const segments = {
      paris: { version: 1, timeZone: 'Europe/Paris', where: today },
      sunday: { version: 1, weekStartsOn: 'sunday', where: week },
    } as const;
    expect(plainWhere({ all: [{ segment: 'paris' }, today] }, { segments })).toBe(`((${day(2)}) AND ${day(0)})`);
    const days = (from: string, to: string) =>
      `COALESCE((c."renews_on" >= "${from}" AND c."renews_on" <= "${to}"), FALSE)`;
    expect(plainWhere({ all: [{ segment: 'sunday' }, week] }, { segments })).toBe(
      `((${days('2024-06-09', '2024-06-15')}) AND ${days('2024-06-10', '2024-06-16')})`,
    );
  });
});

describe('each database in its own words', () => {
  const ids = {
    model: { ...MODEL, events: { ...MODEL.events, id: 'key' } },
    tables: { ...TABLES, events: { ...TABLES.events!, id: 'key' } },
  };
  const whereOf = (dialect: SqlDialect, where: SegmentCondition): string =>
    write(where, dialect).text.split(' WHERE ').at(-1)!.replace(' SETTINGS join_use_nulls = 1', '');
  const country = (op: string) => ({ field: 'country', op, value: 'F' }) as SegmentCondition;

  test.each<[SqlDialect, string[]]>([
    [
      'postgres',
      [
        'strpos(c."country", $1::text) > 0',
        'starts_with(c."country", $1::text)',
        'right(c."country", length($1::text)) = $2::text',
        '$1::text = ANY(c."tags")',
      ],
    ],
    [
      'duckdb',
      [
        'strpos(c."country", CAST(? AS VARCHAR)) > 0',
        'starts_with(c."country", CAST(? AS VARCHAR))',
        'suffix(c."country", CAST(? AS VARCHAR))',
        'list_contains(c."tags", CAST(? AS VARCHAR))',
      ],
    ],
    [
      'bigquery',
      [
        'STRPOS(c.`country`, @p1) > 0',
        'STARTS_WITH(c.`country`, @p1)',
        'ENDS_WITH(c.`country`, @p1)',
        '@p1 IN UNNEST(c.`tags`)',
      ],
    ],
    [
      'clickhouse',
      [
        'position(c.`country`, {p1:String}) > 0',
        'startsWith(c.`country`, {p1:String})',
        'endsWith(c.`country`, {p1:String})',
        'has(c.`tags`, {p1:String})',
      ],
    ],
  ])('%s finds a text in a text and in a list', (dialect, texts) => {
    const conditions = [
      ...['contains', 'startsWith', 'endsWith'].map(country),
      { field: 'tags', op: 'has', value: 'F' },
    ] as SegmentCondition[];
    expect(conditions.map((condition) => whereOf(dialect, condition))).toEqual(
      texts.map((text) => `COALESCE(${text}, FALSE)`),
    );
  });

  // The instant of an event, the parts of a date, and each type of parameter in its place.
  test.each<[SqlDialect, string, string, string]>([
    [
      'postgres',
      'FLOOR(EXTRACT(EPOCH FROM MAX(t)) * 1000)',
      'EXTRACT(YEAR FROM c."birthday") < 2024 AND (EXTRACT(MONTH FROM c."birthday") * 100 + EXTRACT(DAY FROM c."birthday"))',
      '$1::text $2::timestamptz $3::bigint $4::double precision $5::boolean $6::date $7::date',
    ],
    [
      'duckdb',
      'epoch_ms(MAX(t))',
      'EXTRACT(YEAR FROM c."birthday") < 2024 AND (EXTRACT(MONTH FROM c."birthday") * 100 + EXTRACT(DAY FROM c."birthday"))',
      'CAST(? AS VARCHAR) CAST(? AS TIMESTAMPTZ) CAST(? AS BIGINT) CAST(? AS DOUBLE) CAST(? AS BOOLEAN) CAST(? AS DATE) CAST(? AS DATE)',
    ],
    [
      'bigquery',
      'UNIX_MILLIS(MAX(t))',
      'EXTRACT(YEAR FROM c.`birthday`) < 2024 AND (EXTRACT(MONTH FROM c.`birthday`) * 100 + EXTRACT(DAY FROM c.`birthday`))',
      '@p1 @p2 @p3 @p4 @p5 @p6 @p7',
    ],
    [
      'clickhouse',
      'toUnixTimestamp64Milli(MAX(t))',
      'toYear(c.`birthday`) < 2024 AND (toMonth(c.`birthday`) * 100 + toDayOfMonth(c.`birthday`))',
      "{p1:String} {p2:DateTime64(3, 'UTC')} {p3:Int64} {p4:Float64} {p5:Bool} {p6:Date32} {p7:Date32}",
    ],
  ])('%s tells instants, dates and types', (dialect, age, date, marks) => {
    const { text, params } = write(
      {
        all: [
          { event: 'visit', measure: 'daysSinceLast', op: 'gt', value: 1 },
          { field: 'active', op: 'eq', value: true },
          { field: 'renewsOn', window: { last: 2, unit: 'day' } },
          { field: 'birthday', anniversary: true, window: { current: 1, unit: 'day' } },
        ],
      },
      dialect,
    );
    expect(text).toContain(`SELECT k, ${age} AS v`);
    expect(text).toContain(`((${date} BETWEEN 615 AND 615)`.slice(1));
    expect(text.match(/\$\d::(double precision|\w+)|CAST\(\? AS \w+\)|@p\d|\{p\d:.*?\}/g)!.join(' ')).toBe(marks);
    expect(params).toEqual([
      { name: 'p1', type: 'text', value: 'visit' },
      { name: 'p2', type: 'timestamp', value: '2024-06-15T12:00:00.001Z' },
      { name: 'p3', type: 'bigint', value: Date.UTC(2024, 5, 15, 12) },
      { name: 'p4', type: 'double', value: 86_400_000 },
      { name: 'p5', type: 'boolean', value: true },
      { name: 'p6', type: 'date', value: '2024-06-14' },
      { name: 'p7', type: 'date', value: '2024-06-15' },
    ]);
  });

  // In ClickHouse a CAST to a plain type fails on NULL, translate takes ASCII only, and an unmatched row has zeros.
  test.each<[SqlDialect, string, string, string]>([
    ['postgres', 'double precision', 'translate', ''],
    ['duckdb', 'DOUBLE', 'translate', ''],
    ['bigquery', 'FLOAT64', 'translate', ''],
    ['clickhouse', 'Nullable(Float64)', 'translateUTF8', ' SETTINGS join_use_nulls = 1'],
  ])('%s sums %s, folds by %s', (dialect, double, fold, end) => {
    const { text } = write(
      {
        all: [
          { event: 'purchase', measure: 'sum', of: 'amount', value: 1 },
          { field: 'country', op: 'eq', value: 'fr', ignoreCase: true },
        ],
      },
      dialect,
    );
    expect(text).toContain(`SUM(CAST(x AS ${double})) AS v`);
    expect(text).toContain(`COALESCE(replace(${fold}(c.`);
    expect(text.slice(text.lastIndexOf(', FALSE))') + 9)).toBe(end);
  });

  test.each([
    ['duckdb', { params: [{ value: 'a\0' }] }],
    ['bigquery', { params: [{ value: 'a\0' }] }],
    ['clickhouse', { params: [{ value: 'a\0' }] }],
    ['postgres', { params: [] }],
  ] as const)('%s and a NUL in a text', (dialect, wanted) => {
    expect(write({ field: 'country', op: 'eq', value: 'a\0' }, dialect)).toMatchObject(wanted);
  });

  test('names of several parts are quoted part by part', () => {
    const tables = { ...TABLES, customers: { table: 'a.B_1._c', id: 'x.y', columns: { spend: 'z.spend' } } };
    expect(write({ field: 'spend', op: 'exists' }, 'postgres', { tables }).text).toBe(
      'SELECT c."x"."y" AS id FROM "a"."B_1"."_c" AS c WHERE ((CASE WHEN c."z"."spend" BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308 THEN c."z"."spend" END)) IS NOT NULL',
    );
    expect(write({ event: 'visit' }, 'bigquery', ids).text).toContain('PARTITION BY e.`customer`, e.`key`');
  });
});
