import { InputError } from '../errors/index.ts';
import type { FieldPath, FieldType } from './customer-model.ts';
import { DAY_MS, dateOf, dayStart, elapsedMs, firstDay, shiftDay } from './segment-calendar.ts';
import type {
  EarliestCondition,
  EventCondition,
  LatestCondition,
  PropertyCondition,
  RegularlyCondition,
  SegmentWindow,
  SequenceCondition,
} from './segment-definition.ts';
import { compareNumberSql, compareSql, finiteSql } from './sql-compare.ts';
import type { ReadColumn, SqlContext } from './sql-context.ts';
import { readColumn, unsupportedSql } from './sql-context.ts';
import { quoteName } from './sql-dialect.ts';
import type { SqlPiece } from './sql-fragment.ts';
import { joinSql, sql, sqlGroup } from './sql-fragment.ts';
import { instantBetween } from './sql-window.ts';
import { instantBounds } from './window-bounds.ts';

/** The events of one name, inside a window, that pass a condition: one row each with `k` customer, `t` instant, more. */
function eventRows(
  name: string,
  {
    where,
    window,
    of,
    more,
  }: {
    where?: PropertyCondition | undefined;
    window?: SegmentWindow | undefined;
    of?: string | undefined;
    more?: (property: Properties) => SqlPiece;
  },
  path: string,
  context: SqlContext,
): SqlPiece {
  const { tables, rules, asOfAt, calendar, model } = context;
  const events = tables.events;
  if (!events) throw new InputError('missing-value', 'options.tables.events', 'expected the table of the events');
  const column = (text: string, key: string): string =>
    `e.${quoteName(text, rules.quote, `options.tables.events.${key}`)}`;
  const properties = propertiesOf(name, path, context);
  const at = atColumn(context);
  const filters: SqlPiece[] = [
    sql(column(events.name, 'name'), ' = ', { type: 'text', value: name }),
    instantBetween(at, instantBounds(window, asOfAt, calendar, true)),
  ];
  if (where) filters.push(propertySql(where, `${path}/where`, properties, context));
  const value = of === undefined ? null : properties.value(of);
  if (value) filters.push(sql('(', value, ') IS NOT NULL'));
  const selected = [sql(column(events.customerId, 'customerId'), ' AS k'), sql(at.text, ' AS t')];
  if (value) selected.push(sql(value, ' AS x'));
  if (more) selected.push(sql(more(properties), ' AS h'));
  const from = sql(
    ' FROM ',
    quoteName(events.table, rules.quote, 'options.tables.events.table'),
    ' AS e WHERE ',
    joinSql(filters, ' AND '),
  );
  if (model.events?.id === undefined) return sql('SELECT ', joinSql(selected, ', '), from);
  if (events.id === undefined) {
    throw new InputError(
      'missing-value',
      'options.tables.events.id',
      'expected the column of the event ids of the model',
    );
  }
  // Events with one id count once; without an id an event stands for itself.
  const id = column(events.id, 'id');
  const customer = column(events.customerId, 'customerId');
  const place = sql(`ROW_NUMBER() OVER (PARTITION BY ${customer}, ${id} ORDER BY `, at.text, ') AS n');
  const numbered = sql('SELECT ', joinSql([...selected, sql(id, ' AS i'), place], ', '), from);
  return sql('SELECT * FROM (', numbered, ') AS d WHERE n = 1 OR i IS NULL');
}

function atColumn(context: SqlContext): ReadColumn {
  const at = { columns: { at: context.tables.events!.at }, types: { at: 'instant' as const }, alias: 'e' };
  const column = readColumn('at', at, 'options.tables.events.at', context);
  if (column.stored === 'date') throw unsupportedSql(context, '', 'an event at a date without a time');
  return column;
}

/** The properties of an event as columns. */
interface Properties {
  types: Readonly<Record<FieldPath, FieldType>>;
  read(field: FieldPath): ReadColumn;
  value(field: FieldPath): SqlPiece;
}

function propertiesOf(name: string, _: string, context: SqlContext): Properties {
  const types = context.model.events!.types[name]!;
  const read = (field: FieldPath): ReadColumn => {
    return readColumn(
      field,
      { alias: 'e', columns: context.tables.events!.columns, types },
      'options.tables.events.columns',
      context,
    );
  };
  const value = (field: FieldPath): SqlPiece => {
    const column = read(field);
    return column.kind === 'number' ? finiteSql(column.text) : column.text;
  };
  return { types, read, value };
}

/** A condition over one event's properties, as a total boolean. */
function propertySql(
  condition: PropertyCondition,
  path: string,
  properties: Properties,
  context: SqlContext,
): SqlPiece {
  const inner = (part: PropertyCondition, at: string): SqlPiece =>
    propertySql(part, `${path}/${at}`, properties, context);
  if ('always' in condition) return [condition.always ? 'TRUE' : 'FALSE'];
  if ('not' in condition) return sql('NOT ', inner(condition.not, 'not'));
  if ('all' in condition)
    return sqlGroup(
      condition.all.map((part, i) => inner(part, `all/${i}`)),
      'AND',
    );
  if ('any' in condition)
    return sqlGroup(
      condition.any.map((part, i) => inner(part, `any/${i}`)),
      'OR',
    );
  if ('atLeast' in condition)
    return atLeastSql(
      condition.atLeast,
      condition.of.map((part, i) => inner(part, `of/${i}`)),
    );
  const { text, kind } = properties.read(condition.field);
  return compareSql(condition, text, kind, path, context);
}

/** At least so many total booleans hold. */
export function atLeastSql(least: number, parts: readonly SqlPiece[]): SqlPiece {
  if (least <= 0) return ['TRUE'];
  if (least > parts.length) return ['FALSE'];
  const ones = parts.map((part) => sql('CASE WHEN ', part, ' THEN 1 ELSE 0 END'));
  return sql('(', joinSql(ones, ' + '), `) >= ${least}`);
}

/** Registers a query over events and gives its name; equal queries are one. */
function register(context: SqlContext, body: SqlPiece): string {
  const key = JSON.stringify(body);
  let query = context.queries.get(key);
  if (!query) context.queries.set(key, (query = { name: `q${context.queries.size + 1}`, body }));
  return query.name;
}

/** A measure of events compared with a number. */
export function eventSql(condition: EventCondition, path: string, context: SqlContext): SqlPiece {
  const { event, where, window, measure = 'count', of, op = 'gte', value = 1 } = condition;
  const { rules, asOfAt } = context;
  const rows = eventRows(event, { where, window, of }, path, context);
  const ages = measure === 'daysSinceFirst' || measure === 'daysSinceLast';
  const number = `CAST(x AS ${rules.double})`;
  const last = (text: string): SqlPiece => (atColumn(context).stored === 'epoch-ms' ? [text] : rules.epochMs([text]));
  const measured: Readonly<Record<typeof measure, SqlPiece>> = {
    count: ['COUNT(*)'],
    sum: [`SUM(${number})`],
    average: [`AVG(${number})`],
    min: ['MIN(x)'],
    max: ['MAX(x)'],
    distinct: ['COUNT(DISTINCT x)'],
    daysSinceFirst: last('MIN(t)'),
    daysSinceLast: last('MAX(t)'),
  };
  const name = register(context, sql('SELECT k, ', measured[measure], ' AS v FROM (', rows, ') AS f GROUP BY k'));
  const scale = ages ? DAY_MS : 1;
  const limits = Array.isArray(value) ? value.map((x) => (x as number) * scale) : (value as number) * scale;
  const counted = measure === 'count' || measure === 'distinct' || measure === 'sum';
  const found: SqlPiece = counted
    ? [`COALESCE(${name}.v, 0)`]
    : ages
      ? sql('(', { type: 'bigint', value: asOfAt }, ` - ${name}.v)`)
      : [`${name}.v`];
  return compareNumberSql(found, op, limits);
}

/** A property of the latest or earliest event, ties kept. */
export function latestSql(condition: LatestCondition | EarliestCondition, path: string, context: SqlContext): SqlPiece {
  const { where, window, has } = condition;
  const isLatest = 'latest' in condition;
  const name = isLatest ? condition.latest : condition.earliest;
  const more = (properties: Properties): SqlPiece => propertySql(has, `${path}/has`, properties, context);
  const rows = eventRows(name, { where, window, more }, path, context);
  const extreme = isLatest ? 'MAX' : 'MIN';
  const ranked = sql(`SELECT k, t, h, ${extreme}(t) OVER (PARTITION BY k) AS m FROM (`, rows, ') AS f');
  return existsSql(context, sql('SELECT DISTINCT k FROM (', ranked, ') AS g WHERE t = m AND h'));
}

/** Does the customer stand in the result of a query? Its keys are unique. */
function existsSql(context: SqlContext, body: SqlPiece): SqlPiece {
  return [`${register(context, body)}.k IS NOT NULL`];
}

/** One or two events in a row; longer chains are not offered. */
export function sequenceSql(condition: SequenceCondition, path: string, context: SqlContext): SqlPiece {
  const { sequence, within, unit, window } = condition;
  const [first, second, third] = sequence.map(({ event, where }, i) =>
    eventRows(event, { where, window }, `${path}/sequence/${i}`, context),
  );
  if (third) throw unsupportedSql(context, `${path}/sequence`, 'a sequence of more than two steps');
  if (!second) return existsSql(context, sql('SELECT DISTINCT k FROM (', first!, ') AS f'));
  const ms = (text: string): SqlPiece =>
    atColumn(context).stored === 'epoch-ms' ? [text] : context.rules.epochMs([text]);
  const gap = sql(ms('b.t'), ' - ', ms('a.t'));
  const limit =
    within === undefined ? [] : sql(' AND ', gap, ' < ', { type: 'double', value: within * elapsedMs(unit!) });
  return existsSql(
    context,
    sql(
      'SELECT DISTINCT a.k AS k FROM (',
      first!,
      ') AS a JOIN (',
      second,
      ') AS b ON a.k = b.k AND ',
      gap,
      ' > 0',
      limit,
    ),
  );
}

/** Events in at least so many of the complete periods before the current one. */
export function regularlySql(condition: RegularlyCondition, path: string, context: SqlContext): SqlPiece {
  const { regularly, where, periods, unit, inAtLeast } = condition;
  const { asOfAt, calendar } = context;
  const rows = eventRows(regularly, { where, window: { previous: periods, unit } }, path, context);
  const first = firstDay(dateOf(asOfAt, calendar.timeZone), unit, calendar);
  const at: ReadColumn = { ...atColumn(context), text: ['t'] };
  // The place of the period: the events lie in the window, so only the ends of the periods matter.
  const cases = Array.from({ length: periods }, (_, p): SqlPiece => {
    const end = dayStart(shiftDay(first, p + 1 - periods, unit), calendar.timeZone);
    return sql(' WHEN ', instantBetween(at, { from: -Infinity, to: end - 1 }), ` THEN ${p}`);
  });
  const name = register(
    context,
    sql('SELECT k, COUNT(DISTINCT CASE', joinSql(cases, ''), ' END) AS v FROM (', rows, ') AS f GROUP BY k'),
  );
  return compareNumberSql([`COALESCE(${name}.v, 0)`], 'gte', inAtLeast);
}
