import type { FieldPath } from './customer-model.ts';
import { fieldKind } from './field-kind.ts';
import { compilePath, isPlainKey } from './read-path.ts';
import { dayValue, instantValue } from './read-value.ts';
import type { RecordTest } from './record-test.ts';
import { dateOf, LAST_INSTANT } from './segment-calendar.ts';
import type { FieldWindowCondition } from './segment-definition.ts';
import type { SegmentScope } from './segment-program.ts';
import { dayBounds, instantBounds } from './window-bounds.ts';
import { returnsWithin } from './yearly-return.ts';

/** The test of an instant or day field by a window, whose bounds are computed here, once. */
export function fieldWindowTest(condition: FieldWindowCondition, scope: SegmentScope): RecordTest {
  const { field, window, anniversary } = condition;
  const { asOfAt, calendar } = scope;
  const isDay = isDayField(field, scope);
  const valueOf = isDay ? dayValue : instantValue;
  const read = compilePath(field);
  if (isDay || anniversary) {
    const { from, to } = dayBounds(window, dateOf(asOfAt, calendar.timeZone), calendar);
    return (record) => {
      const value = valueOf(read(record));
      if (!anniversary) return value >= from && value <= to;
      return value === value && returnsWithin(isDay ? value : dateOf(value, calendar.timeZone), from, to);
    };
  }
  const bounds = instantBounds(window, asOfAt, calendar, false);
  const from = Math.max(bounds.from, -LAST_INSTANT);
  // A fraction of a millisecond lies in its millisecond.
  const end = Math.min(bounds.to, LAST_INSTANT) + 1;
  const isWithin = (raw: unknown): boolean => {
    const at = typeof raw === 'number' ? raw : valueOf(raw);
    return at >= from && at < end;
  };
  if (!isPlainKey(field)) return (record) => isWithin(read(record));
  return (record) => {
    const raw = record[field];
    return typeof raw === 'number' ? raw >= from && raw < end : isWithin(raw);
  };
}

/** Does the field hold civil days, not instants? */
export function isDayField(field: FieldPath, { model }: SegmentScope): boolean {
  return fieldKind(model.fields[field]!).kind === 'day';
}
