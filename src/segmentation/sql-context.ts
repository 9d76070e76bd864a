import { InputError } from '../errors/index.ts';
import type { CustomerModel, FieldKindName, FieldPath, FieldType } from './customer-model.ts';
import { fieldKind } from './field-kind.ts';
import type { WindowCalendar } from './segment-calendar.ts';
import type { SegmentCondition, SegmentDefinition } from './segment-definition.ts';
import type { DialectRules } from './sql-dialect.ts';
import { quoteName } from './sql-dialect.ts';
import type { SqlPiece } from './sql-fragment.ts';

/** A column, and how instants and days stand in it: timestamps for instants, dates for days unless said. */
export type SqlColumn = string | { readonly column: string; readonly stored: 'timestamp' | 'epoch-ms' | 'date' };

/** Where the customers and their events lie. */
export interface SegmentTables {
  /** one row a customer */
  readonly customers: {
    /** name of the table */
    readonly table: string;
    /** column of the id */
    readonly id: string;
    /** columns of the model's fields, by path */
    readonly columns: Readonly<Record<FieldPath, SqlColumn>>;
  };
  /** one row an event; needed when the definition asks about events */
  readonly events?: {
    /** name of the table */
    readonly table: string;
    /** column of the customer's id */
    readonly customerId: string;
    /** column of the event's name */
    readonly name: string;
    /** column of the instant */
    readonly at: SqlColumn;
    /** column of the event's id: needed when the model has one */
    readonly id?: string;
    /** columns of the properties, by path */
    readonly columns: Readonly<Record<FieldPath, SqlColumn>>;
  };
}

/** A query over events, joined to the customers by its column `k`. */
export interface SqlQuery {
  name: string;
  /** columns of a query with one row a customer, by their text: what is read of each event, what is measured */
  grouped?: { values: Map<string, SqlPiece>; measures: Map<string, SqlPiece> };
  /** its text, when all its columns are known */
  body(): SqlPiece;
}

/** What the writer of one query keeps. */
export interface SqlContext {
  model: CustomerModel;
  segments: Readonly<Record<string, SegmentDefinition>>;
  tables: SegmentTables;
  rules: DialectRules;
  asOfAt: number;
  zones: readonly string[] | null;
  calendar: WindowCalendar;
  /** where the definition stands in the argument, for errors */
  argument: string;
  /** the event queries so far, by what they compute */
  queries: Map<string, SqlQuery>;
  /** writes a condition, for conditions inside conditions */
  write(condition: SegmentCondition, path: string, context: SqlContext): SqlPiece;
}

/** A column with its quoted name. */
export interface ReadColumn {
  text: SqlPiece;
  kind: FieldKindName;
  /** how an instant or a day stands in it; nobody asks of other kinds */
  stored: 'timestamp' | 'epoch-ms' | 'date';
}

/** The column of a field of the customer or a property of an event. */
export function readColumn(
  field: FieldPath,
  of: { alias: string; columns: Readonly<Record<FieldPath, SqlColumn>>; types: Readonly<Record<FieldPath, FieldType>> },
  argument: string,
  { rules }: Pick<SqlContext, 'rules'>,
): ReadColumn {
  const column = Object.hasOwn(of.columns, field) ? of.columns[field]! : undefined;
  if (column === undefined) throw new InputError('unknown-name', argument, `expected a column for the field ${field}`);
  const { kind } = fieldKind(of.types[field]!);
  const stored = typeof column === 'string' ? (kind === 'day' ? 'date' : 'timestamp') : column.stored;
  const name = quoteName(typeof column === 'string' ? column : column.column, rules.quote, `${argument}.${field}`);
  return { text: [`${of.alias}.${name}`], kind, stored };
}

/** Refuses what a dialect cannot say: never a different answer. */
export function unsupportedSql(context: SqlContext, path: string, what: string): InputError {
  return new InputError(
    'unsupported',
    context.argument + path.replaceAll('/', '.'),
    `${what} cannot be written as SQL`,
  );
}
