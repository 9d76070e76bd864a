import { fieldWindowTest, isDayField } from './field-window-test.ts';
import type { PlainRecord } from './plain-record.ts';
import { compilePath } from './read-path.ts';
import { dayValue, instantValue } from './read-value.ts';
import { dateOf, dayStart, shiftDay } from './segment-calendar.ts';
import type { FieldWindowCondition, RelativeWindow } from './segment-definition.ts';
import type { SegmentScope } from './segment-program.ts';
import type { Timeline } from './timeline.ts';
import { constantTruth, spanTruth, thresholdTruth } from './timeline.ts';
import { dayBounds, isRelative } from './window-bounds.ts';
import { lifeOfDay, lifeOfInstants } from './window-life.ts';
import { earlyReturn, nthReturn } from './yearly-return.ts';

/** Years that yearly returns are followed into the future. */
const YEARS_AHEAD = 8;

/** The truth of a field in a window, as time goes by. */
export function fieldTimeline(condition: FieldWindowCondition, scope: SegmentScope): (record: PlainRecord) => Timeline {
  const { field, window, anniversary } = condition;
  const { asOfAt, calendar } = scope;
  const test = fieldWindowTest(condition, scope);
  // A fixed window does not move, and neither do days and instants of the past and future.
  if (!isRelative(window)) return (record) => constantTruth(test(record));
  const isDay = isDayField(field, scope);
  const read = compilePath(field);
  const life = isDay ? (day: number) => lifeOfDay(window, day, calendar) : lifeOfInstants(window, calendar, false);
  return (record) => {
    const raw = read(record);
    const value = isDay ? dayValue(raw) : instantValue(raw);
    if (value !== value) return constantTruth(false);
    if (anniversary) return yearlyTruth(isDay ? value : dateOf(value, calendar.timeZone), window, scope);
    const { from, to } = life(value);
    return spanTruth(asOfAt, from, to);
  };
}

/** The truth of "some yearly return lies in the window" over the coming years. */
function yearlyTruth(day: number, window: RelativeWindow, scope: SegmentScope): Timeline {
  const { asOfAt, calendar } = scope;
  const { timeZone } = calendar;
  const today = dateOf(asOfAt, timeZone);
  // At the same time of day.
  const until = dayStart(shiftDay(today, YEARS_AHEAD, 'year'), timeZone) + asOfAt - dayStart(today, timeZone);
  const parts: Timeline[] = [];
  // Windows move forward only: returns that lie before this one never enter it.
  const { from: first } = dayBounds(window, today, calendar);
  for (let n = earlyReturn(day, first); ; n++) {
    const { from, to } = lifeOfDay(window, nthReturn(day, n), calendar);
    if (from > until) break;
    if (to > asOfAt) parts.push(spanTruth(asOfAt, from, to));
    // Open for ever: later returns change nothing.
    if (to === Infinity) return thresholdTruth(parts, 1);
  }
  return { ...thresholdTruth(parts, 1), until };
}
