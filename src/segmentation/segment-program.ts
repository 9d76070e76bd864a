import type { CustomerModel } from './customer-model.ts';
import { isZone } from './definition-errors.ts';
import type { SegmentLibrary } from './definition-errors.ts';
import type { PlainRecord } from './plain-record.ts';
import { compilePath } from './read-path.ts';
import type { RecordTest } from './record-test.ts';
import type { WindowCalendar } from './segment-calendar.ts';
import type { SegmentCondition, SegmentDefinition } from './segment-definition.ts';
import { pointerPart } from './segment-problem.ts';

/** What a program is bound to: model, other segments, the instant of the question. */
export interface ProgramContext {
  model: CustomerModel;
  segments: SegmentLibrary;
  asOfAt: number;
  /** lets the segments of a set share equal conditions */
  share?: (condition: SegmentCondition, scope: SegmentScope | null, bind: () => RecordTest) => RecordTest;
}

/** What a condition is bound to: the same, and the calendar of its definition. */
export interface SegmentScope extends ProgramContext {
  calendar: WindowCalendar;
}

/** One question about a customer: is it a member, why, until when. */
export type Bound<R> = (customer: PlainRecord) => R;

/** Binds a checked condition to a scope; `path` is where it stands. */
export type BindCondition<R> = (condition: SegmentCondition, scope: SegmentScope, path: string) => Bound<R>;

/** Most zones that are held ready at once; there are about 600. */
const MOST_ZONES = 1000;

/** Binds a checked definition to an instant: once for its zone, or once for each zone that customers turn out to have. */
export function bindProgram<R>(
  definition: SegmentDefinition,
  base: string,
  context: ProgramContext,
  bindCondition: BindCondition<R>,
): Bound<R> {
  const { timeZone = 'UTC', weekStartsOn = 'monday', where } = definition;
  const bind = (zone: string): Bound<R> =>
    bindCondition(where, { ...context, calendar: { timeZone: zone, weekStartsOn } }, `${base}/where`);
  if (typeof timeZone === 'string') return bind(timeZone);
  const readZone = compilePath(timeZone.field);
  const fallback = bind(timeZone.fallback);
  const bound = new Map<string, Bound<R>>();
  return (customer) => {
    const zone = readZone(customer);
    if (typeof zone !== 'string') return fallback(customer);
    let ready = bound.get(zone);
    if (!ready) {
      ready = isZone(zone) ? bind(zone) : fallback;
      if (bound.size < MOST_ZONES) bound.set(zone, ready);
    }
    return ready(customer);
  };
}

/** Binds a segment that another one refers to, in its own calendar. */
export function referProgram<R>(name: string, context: ProgramContext, bindCondition: BindCondition<R>): Bound<R> {
  return bindProgram(context.segments[name]!, `/segments/${pointerPart(name)}`, context, bindCondition);
}
