import { DAY_MS, dateOf, dayStart, elapsedMs, firstDay, shiftDay } from './segment-calendar.ts';
import type {
  EarliestCondition,
  EventCondition,
  LatestCondition,
  RegularlyCondition,
  SequenceCondition,
} from './segment-definition.ts';
import { compareNumberSql } from './sql-compare.ts';
import type { ReadColumn, SqlContext, SqlQuery } from './sql-context.ts';
import { unsupportedSql } from './sql-context.ts';
import { atColumn, eventRows, eventValue, propertySql } from './sql-event-rows.ts';
import type { SqlPiece } from './sql-fragment.ts';
import { joinSql, sql } from './sql-fragment.ts';
import { instantBetween } from './sql-window.ts';

/** Registers a query over events and gives its name; equal queries are one. */
function register(context: SqlContext, body: SqlPiece): string {
  return queryAt(context, JSON.stringify(body), () => ({ body: () => body })).name;
}

function queryAt(context: SqlContext, key: string, make: () => Omit<SqlQuery, 'name'>): SqlQuery {
  let query = context.queries.get(key);
  if (!query) context.queries.set(key, (query = { name: `q${context.queries.size + 1}`, ...make() }));
  return query;
}

/** The name of a piece in a list of columns, which it joins when it is new: v, v2, v3. */
function columnOf(columns: Map<string, SqlPiece>, letter: string, piece: SqlPiece): string {
  const key = JSON.stringify(piece);
  columns.set(key, piece);
  const n = [...columns.keys()].indexOf(key) + 1;
  return n === 1 ? letter : `${letter}${n}`;
}

/** The columns with their names. */
function namedColumns(columns: Map<string, SqlPiece>, letter: string): SqlPiece[] {
  return [...columns.values()].map((piece) => sql(piece, ` AS ${columnOf(columns, letter, piece)}`));
}

/** A measure of events compared with a number. Measures of the same events are columns of one query. */
export function eventSql(condition: EventCondition, path: string, context: SqlContext): SqlPiece {
  const { event: name, where, window, measure = 'count', of, op = 'gte', value = 1 } = condition;
  const { rules, asOfAt, model } = context;
  // Of events with one id the first that has the property counts: another property, another query.
  const rows = eventRows({ name, where, window, of: model.events!.id === undefined ? undefined : of }, path, context);
  const query = queryAt(context, `grouped ${JSON.stringify(rows([]))}`, () => {
    const grouped = { values: new Map<string, SqlPiece>(), measures: new Map<string, SqlPiece>() };
    const body = (): SqlPiece => {
      const from = sql(' FROM (', rows(namedColumns(grouped.values, 'x')), ') AS f GROUP BY k');
      return sql('SELECT k, ', joinSql(namedColumns(grouped.measures, 'v'), ', '), from);
    };
    return { grouped, body };
  });
  const { values, measures } = query.grouped!;
  const x = of === undefined ? null : columnOf(values, 'x', eventValue(name, of, context));
  // Aggregates pass over NULL, so that events without the property do not enter.
  const t = x === null ? 't' : `CASE WHEN ${x} IS NOT NULL THEN t END`;
  const number = `CAST(${x} AS ${rules.double})`;
  const age = (text: string): SqlPiece => (atColumn(context).stored === 'epoch-ms' ? [text] : rules.epochMs([text]));
  const measured: Readonly<Record<typeof measure, SqlPiece>> = {
    count: [`COUNT(${x ?? '*'})`],
    sum: [`SUM(${number})`],
    average: [`AVG(${number})`],
    min: [`MIN(${x})`],
    max: [`MAX(${x})`],
    distinct: [`COUNT(DISTINCT ${x})`],
    daysSinceFirst: age(`MIN(${t})`),
    daysSinceLast: age(`MAX(${t})`),
  };
  const v = `${query.name}.${columnOf(measures, 'v', measured[measure])}`;
  const ages = measure === 'daysSinceFirst' || measure === 'daysSinceLast';
  const scale = ages ? DAY_MS : 1;
  const limits = Array.isArray(value) ? value.map((one) => (one as number) * scale) : (value as number) * scale;
  const counted = measure === 'count' || measure === 'distinct' || measure === 'sum';
  const found: SqlPiece = counted
    ? [`COALESCE(${v}, 0)`]
    : ages
      ? sql('(', { type: 'bigint', value: asOfAt }, ` - ${v})`)
      : [v];
  return compareNumberSql(found, op, limits);
}

/** A property of the latest or earliest event, ties kept. */
export function latestSql(condition: LatestCondition | EarliestCondition, path: string, context: SqlContext): SqlPiece {
  const { where, window, has } = condition;
  const isLatest = 'latest' in condition;
  const name = isLatest ? condition.latest : condition.earliest;
  const holds = sql(propertySql(has, `${path}/has`, name, context), ' AS h');
  const rows = eventRows({ name, where, window }, path, context)([holds]);
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
    eventRows({ name: event, where, window }, `${path}/sequence/${i}`, context)([]),
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
  const rows = eventRows({ name: regularly, where, window: { previous: periods, unit } }, path, context)([]);
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
