import { dayText } from '../time/index.ts';
import { isLeapDayText, nthYearBack } from './sql-anniversary.ts';
import { DAY_MS, dateOf, LAST_INSTANT } from './segment-calendar.ts';
import type { FieldWindowCondition } from './segment-definition.ts';
import type { ReadColumn, SqlContext } from './sql-context.ts';
import { unsupportedSql } from './sql-context.ts';
import type { SqlPiece } from './sql-fragment.ts';
import { sql, sqlGroup, totalSql } from './sql-fragment.ts';
import type { WindowBounds } from './window-bounds.ts';
import { dayBounds, instantBounds } from './window-bounds.ts';

/** Days that `YYYY-MM-DD` can name: year 1 to year 9999. */
const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;

/** An instant column between two whole milliseconds, both included. A column with microseconds lies in its millisecond. */
export function instantBetween(column: ReadColumn, { from, to }: WindowBounds): SqlPiece {
  if (from > to) return ['FALSE'];
  const { text, stored } = column;
  const isEpoch = stored === 'epoch-ms';
  const literal = (at: number): SqlPiece => [
    isEpoch ? { type: 'bigint', value: at } : { type: 'timestamp', value: new Date(at).toISOString() },
  ];
  const parts: SqlPiece[] = [];
  // Numbers that are no instants are kept out by the ends of time; timestamps cannot be any.
  if (isEpoch || from > -LAST_INSTANT) parts.push(sql(text, ' >= ', literal(Math.max(from, -LAST_INSTANT))));
  if (isEpoch || to < LAST_INSTANT)
    parts.push(to < LAST_INSTANT ? sql(text, ' < ', literal(to + 1)) : sql(text, ' <= ', literal(LAST_INSTANT)));
  if (parts.length === 0) return sql(text, ' IS NOT NULL');
  return totalSql(sqlGroup(parts, 'AND'));
}

/** A field in its window, as a total boolean. */
export function fieldWindowSql(
  condition: FieldWindowCondition,
  column: ReadColumn,
  path: string,
  context: SqlContext,
): SqlPiece {
  const { window, anniversary } = condition;
  const { asOfAt, calendar } = context;
  if (column.kind === 'instant') {
    if (anniversary) throw unsupportedSql(context, `${path}/anniversary`, 'a yearly return of an instant');
    if (column.stored === 'date') throw unsupportedSql(context, path, 'an instant stored as a date');
    return instantBetween(column, instantBounds(window, asOfAt, calendar, false));
  }
  if (column.stored !== 'date') throw unsupportedSql(context, path, `a day stored as ${column.stored}`);
  const bounds = dayBounds(window, dateOf(asOfAt, calendar.timeZone), calendar);
  return anniversary ? returnsSql(column.text, bounds, context) : dayBetween(column.text, bounds);
}

/** A date column between two civil days, both included. */
function dayBetween(text: SqlPiece, { from, to }: WindowBounds): SqlPiece {
  if (from > to || from > LAST_DAY || to < FIRST_DAY) return ['FALSE'];
  const parts: SqlPiece[] = [];
  if (from > FIRST_DAY) parts.push(sql(text, ' >= ', { type: 'date', value: dayText(from) }));
  if (to < LAST_DAY) parts.push(sql(text, ' <= ', { type: 'date', value: dayText(to) }));
  return parts.length > 0 ? totalSql(sqlGroup(parts, 'AND')) : sql(text, ' IS NOT NULL');
}

/** Some yearly return of the date, not the date itself, lies between two days. */
function returnsSql(text: SqlPiece, { from, to }: WindowBounds, { rules }: SqlContext): SqlPiece {
  if (from > to || to < FIRST_DAY) return ['FALSE'];
  // A year and more holds a return of everyone who has had a first one by its end.
  if (to - from >= 366) return dayBetween(text, { from: -Infinity, to: nthYearBack(Math.min(to, LAST_DAY + 366)) });
  const part = (name: 'year' | 'month' | 'day'): SqlPiece => rules.datePart(name, text);
  const monthDay = sql('(', part('month'), ' * 100 + ', part('day'), ')');
  const parts: SqlPiece[] = [];
  for (let start = from; start <= to;) {
    const year = new Date(start * DAY_MS).getUTCFullYear();
    const end = Math.min(to, Date.UTC(year, 11, 31) / DAY_MS);
    const [low, high] = [start, end].map((day) => {
      const date = new Date(day * DAY_MS);
      return (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
    }) as [number, number];
    // In a common year those born on 29 February are a day earlier, on the 28th.
    const top = high === 228 && !isLeapDayText(year) ? 229 : high;
    parts.push(sql(`(`, part('year'), ` < ${year} AND `, monthDay, ` BETWEEN ${low} AND ${top})`));
    start = end + 1;
  }
  return totalSql(sqlGroup(parts, 'OR'));
}
