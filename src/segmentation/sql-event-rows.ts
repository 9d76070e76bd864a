import { InputError } from '../errors/index.ts';
import type { FieldPath, FieldType } from './customer-model.ts';
import { LARGEST_SUMMED } from './event-query.ts';
import type { PropertyCondition, SegmentWindow } from './segment-definition.ts';
import { compareSql, finiteSql } from './sql-compare.ts';
import type { ReadColumn, SqlContext } from './sql-context.ts';
import { readColumn, unsupportedSql } from './sql-context.ts';
import { quoteName } from './sql-dialect.ts';
import type { SqlPiece } from './sql-fragment.ts';
import { atLeastSql, joinSql, sql, sqlGroup } from './sql-fragment.ts';
import { instantBetween } from './sql-window.ts';
import { instantBounds } from './window-bounds.ts';

/** Which events a query reads. */
export interface EventSource {
  name: string;
  where?: PropertyCondition | undefined;
  window?: SegmentWindow | undefined;
  /** only events that have this property */
  of?: FieldPath | undefined;
}

/**
 * The events of one name, inside a window, that pass a condition: one row each with `k` customer and `t` instant, and the
 * further columns of the caller. Checked and written once, so that queries over the same events can be told by their text.
 */
export function eventRows(
  { name, where, window, of }: EventSource,
  path: string,
  context: SqlContext,
): (more: readonly SqlPiece[]) => SqlPiece {
  const { tables, rules, asOfAt, calendar, model } = context;
  const events = tables.events;
  if (!events) throw new InputError('missing-value', 'options.tables.events', 'expected the table of the events');
  const column = (text: string, key: string): string =>
    `e.${quoteName(text, rules.quote, `options.tables.events.${key}`)}`;
  const at = atColumn(context);
  const filters: SqlPiece[] = [
    sql(column(events.name, 'name'), ' = ', { type: 'text', value: name }),
    instantBetween(at, instantBounds(window, asOfAt, calendar, true)),
  ];
  if (where) filters.push(propertySql(where, `${path}/where`, name, context));
  if (of !== undefined) filters.push(sql('(', eventValue(name, of, context), ') IS NOT NULL'));
  const customer = column(events.customerId, 'customerId');
  const from = sql(
    ' FROM ',
    quoteName(events.table, rules.quote, 'options.tables.events.table'),
    ' AS e WHERE ',
    joinSql(filters, ' AND '),
  );
  const select = (more: readonly SqlPiece[]): SqlPiece =>
    sql('SELECT ', joinSql([sql(`${customer} AS k`), sql(at.text, ' AS t'), ...more], ', '), from);
  if (model.events!.id === undefined) return select;
  if (events.id === undefined) {
    const expected = 'expected the column of the event ids of the model';
    throw new InputError('missing-value', 'options.tables.events.id', expected);
  }
  // Events with one id count once; without an id an event stands for itself.
  const id = column(events.id, 'id');
  const place = sql(`ROW_NUMBER() OVER (PARTITION BY ${customer}, ${id} ORDER BY `, at.text, ') AS n');
  return (more) => sql('SELECT * FROM (', select([...more, [`${id} AS i`], place]), ') AS d WHERE n = 1 OR i IS NULL');
}

/** The column of the instants of events. */
export function atColumn(context: SqlContext): ReadColumn {
  const at = { columns: { at: context.tables.events!.at }, types: { at: 'instant' as const }, alias: 'e' };
  const column = readColumn('at', at, 'options.tables.events.at', context);
  if (column.stored === 'date') throw unsupportedSql(context, '', 'an event at a date without a time');
  return column;
}

/** A property of an event that is measured, NULL where it does not enter. */
export function eventValue(name: string, of: FieldPath, context: SqlContext): SqlPiece {
  const { text, kind } = propertyColumn(name, of, context);
  return kind === 'number' ? finiteSql(text, LARGEST_SUMMED) : text;
}

function propertyColumn(name: string, field: FieldPath, context: SqlContext): ReadColumn {
  const types: Readonly<Record<FieldPath, FieldType>> = context.model.events!.types[name]!;
  const of = { alias: 'e', columns: context.tables.events!.columns, types };
  return readColumn(field, of, 'options.tables.events.columns', context);
}

/** A condition over one event's properties, as a total boolean. */
export function propertySql(condition: PropertyCondition, path: string, name: string, context: SqlContext): SqlPiece {
  const inner = (part: PropertyCondition, at: string): SqlPiece => propertySql(part, `${path}/${at}`, name, context);
  const all = (parts: readonly PropertyCondition[], key: string): SqlPiece[] =>
    parts.map((part, i) => inner(part, `${key}/${i}`));
  if ('always' in condition) return [condition.always ? 'TRUE' : 'FALSE'];
  if ('not' in condition) return sql('NOT ', inner(condition.not, 'not'));
  if ('all' in condition) return sqlGroup(all(condition.all, 'all'), 'AND');
  if ('any' in condition) return sqlGroup(all(condition.any, 'any'), 'OR');
  if ('atLeast' in condition) return atLeastSql(condition.atLeast, all(condition.of, 'of'));
  const { text, kind } = propertyColumn(name, condition.field, context);
  return compareSql(condition, text, kind, path, context);
}
