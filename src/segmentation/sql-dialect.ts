import { InputError } from '../errors/index.ts';
import type { SqlPiece, SqlType } from './sql-fragment.ts';
import { sql } from './sql-fragment.ts';

/** The databases that segments can be written for. */
export type SqlDialect = 'postgres' | 'duckdb' | 'bigquery' | 'clickhouse';

/** What differs between the databases. */
export interface DialectRules {
  readonly quote: string;
  /** the n-th parameter, counted from 1 */
  readonly parameter: (n: number, type: SqlType) => string;
  /** the type of a double that may be NULL */
  readonly double: string;
  /** the function that replaces characters one by one, beyond ASCII too */
  readonly translate: string;
  readonly contains: (text: SqlPiece, part: SqlPiece) => SqlPiece;
  readonly startsWith: (text: SqlPiece, part: SqlPiece) => SqlPiece;
  readonly endsWith: (text: SqlPiece, part: SqlPiece) => SqlPiece;
  readonly listHas: (list: SqlPiece, item: SqlPiece) => SqlPiece;
  /** whole epoch ms of a timestamp */
  readonly epochMs: (at: SqlPiece) => SqlPiece;
  readonly datePart: (part: 'year' | 'month' | 'day', date: SqlPiece) => SqlPiece;
  /** texts cannot hold the character NUL */
  readonly noNul: boolean;
}

const POSTGRES_TYPES: Readonly<Record<SqlType, string>> = {
  text: 'text',
  double: 'double precision',
  bigint: 'bigint',
  boolean: 'boolean',
  timestamp: 'timestamptz',
  date: 'date',
};

const DUCKDB_TYPES: Readonly<Record<SqlType, string>> = {
  text: 'VARCHAR',
  double: 'DOUBLE',
  bigint: 'BIGINT',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMPTZ',
  date: 'DATE',
};

const CLICKHOUSE_TYPES: Readonly<Record<SqlType, string>> = {
  text: 'String',
  double: 'Float64',
  bigint: 'Int64',
  boolean: 'Bool',
  timestamp: "DateTime64(3, 'UTC')",
  date: 'Date32',
};

const extract = (part: string, date: SqlPiece): SqlPiece => sql(`EXTRACT(${part.toUpperCase()} FROM `, date, ')');

const DIALECTS: Readonly<Record<SqlDialect, DialectRules>> = {
  postgres: {
    quote: '"',
    parameter: (n, type) => `$${n}::${POSTGRES_TYPES[type]}`,
    double: 'double precision',
    translate: 'translate',
    contains: (text, part) => sql('strpos(', text, ', ', part, ') > 0'),
    startsWith: (text, part) => sql('starts_with(', text, ', ', part, ')'),
    endsWith: (text, part) => sql('right(', text, ', length(', part, ')) = ', part),
    listHas: (list, item) => sql(item, ' = ANY(', list, ')'),
    epochMs: (at) => sql('FLOOR(EXTRACT(EPOCH FROM ', at, ') * 1000)'),
    datePart: extract,
    noNul: true,
  },
  duckdb: {
    quote: '"',
    parameter: (_, type) => `CAST(? AS ${DUCKDB_TYPES[type]})`,
    double: 'DOUBLE',
    translate: 'translate',
    contains: (text, part) => sql('strpos(', text, ', ', part, ') > 0'),
    startsWith: (text, part) => sql('starts_with(', text, ', ', part, ')'),
    endsWith: (text, part) => sql('suffix(', text, ', ', part, ')'),
    listHas: (list, item) => sql('list_contains(', list, ', ', item, ')'),
    epochMs: (at) => sql('epoch_ms(', at, ')'),
    datePart: extract,
    noNul: false,
  },
  bigquery: {
    quote: '`',
    parameter: (n) => `@p${n}`,
    double: 'FLOAT64',
    translate: 'translate',
    contains: (text, part) => sql('STRPOS(', text, ', ', part, ') > 0'),
    startsWith: (text, part) => sql('STARTS_WITH(', text, ', ', part, ')'),
    endsWith: (text, part) => sql('ENDS_WITH(', text, ', ', part, ')'),
    listHas: (list, item) => sql(item, ' IN UNNEST(', list, ')'),
    epochMs: (at) => sql('UNIX_MILLIS(', at, ')'),
    datePart: extract,
    noNul: false,
  },
  clickhouse: {
    quote: '`',
    parameter: (n, type) => `{p${n}:${CLICKHOUSE_TYPES[type]}}`,
    double: 'Nullable(Float64)',
    translate: 'translateUTF8',
    contains: (text, part) => sql('position(', text, ', ', part, ') > 0'),
    startsWith: (text, part) => sql('startsWith(', text, ', ', part, ')'),
    endsWith: (text, part) => sql('endsWith(', text, ', ', part, ')'),
    listHas: (list, item) => sql('has(', list, ', ', item, ')'),
    epochMs: (at) => sql('toUnixTimestamp64Milli(', at, ')'),
    datePart: (part, date) =>
      sql(`${part === 'day' ? 'toDayOfMonth' : part === 'month' ? 'toMonth' : 'toYear'}(`, date, ')'),
    noNul: false,
  },
};

/** The rules of a dialect by its name. */
export function dialectRules(dialect: SqlDialect): DialectRules {
  return DIALECTS[dialect];
}

/** A name of a table or column, quoted part by part; nothing that could end the quotes gets through. */
export function quoteName(name: string, quote: string, argument: string): string {
  if (typeof name !== 'string' || !name.split('.').every((part) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(part))) {
    const got = String(name).slice(0, 60);
    throw new InputError('not-an-identifier', argument, `expected letters, digits, _ and dots, got ${got}`);
  }
  return quote + name.replaceAll('.', `${quote}.${quote}`) + quote;
}
