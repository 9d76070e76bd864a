import type { Json } from '../errors/index.ts';
import type { Period, StoredInstant } from '../time/index.ts';
import type { FieldPath } from './customer-model.ts';

/** Units of elapsed time: a day is 24 hours, a week 168, whatever the clocks do. */
export type ElapsedUnit = 'minute' | 'hour' | 'day' | 'week';

/** Units of windows: elapsed ones, and calendar ones of the zone. */
export type WindowUnit = ElapsedUnit | Period;

/** Operators of texts. */
export type TextOp = 'eq' | 'ne' | 'in' | 'notIn' | 'contains' | 'startsWith' | 'endsWith' | 'exists' | 'missing';

/** Operators of numbers and measures; `between` includes both ends. */
export type NumberOp = 'eq' | 'ne' | 'in' | 'notIn' | 'lt' | 'lte' | 'gt' | 'gte' | 'between' | 'exists' | 'missing';

/** Operators of lists. */
export type ListOp = 'has' | 'hasAny' | 'hasAll' | 'exists' | 'missing';

/** Every operator. */
export type SegmentOp = TextOp | NumberOp | ListOp;

/**
 * A window of time. Relative windows count back (or on) from the instant of the question: `last` n units, `before` n
 * units ago, `between` a nearer and a farther edge, `next` n units (fields only), the `current` n calendar periods, the
 * `previous` n complete ones. `from` and `to` are fixed: `[from, to)`, days being local day starts.
 */
export type SegmentWindow =
  | RelativeWindow
  | {
      /** begin of a fixed window, included */
      readonly from?: StoredInstant;
      /** end of a fixed window, excluded */
      readonly to?: StoredInstant;
    };

/** A window that moves with the instant of the question. Exactly one of the amounts is given. */
export interface RelativeWindow {
  /** the last n units, up to the instant of the question */
  readonly last?: number;
  /** n units ago or longer */
  readonly before?: number;
  /** from the farther edge up to the nearer one, in units ago */
  readonly between?: readonly [near: number, far: number];
  /** the coming n units, for fields */
  readonly next?: number;
  /** n whole calendar periods, the last of them the current one */
  readonly current?: number;
  /** n complete calendar periods before the current one */
  readonly previous?: number;
  /** unit of the amounts */
  readonly unit: WindowUnit;
  /** `'elapsed'` counts milliseconds, `'date'` civil days of the zone; elapsed for minute to week, else date */
  readonly by?: 'elapsed' | 'date';
}

/** A comparison of one field (of the customer, or of an event) with a value. */
export interface FieldCondition {
  /** path of the field */
  readonly field: FieldPath;
  /** the operator; which ones there are depends on the field's type */
  readonly op: SegmentOp;
  /** what to compare with; absent for `exists` and `missing` */
  readonly value?: Json;
  /** texts compare in lower case on both sides; no trimming */
  readonly ignoreCase?: true;
}

/** A field that holds an instant or day, and the window in which it lies. */
export interface FieldWindowCondition {
  /** path of an instant or day field */
  readonly field: FieldPath;
  /** where it must lie */
  readonly window: SegmentWindow;
  /** a yearly return of the day must lie there: birthdays, renewals */
  readonly anniversary?: true;
}

/** What is computed from the events that count. */
export type SegmentMeasure =
  'count' | 'sum' | 'average' | 'min' | 'max' | 'distinct' | 'daysSinceFirst' | 'daysSinceLast';

/** A measure of the customer's events, compared with a number. Without anything else: has at least one such event. */
export interface EventCondition {
  /** name of the events */
  readonly event: string;
  /** which of them count */
  readonly where?: PropertyCondition;
  /** when they must have happened; any time up to now without it */
  readonly window?: SegmentWindow;
  /** what is computed; `'count'` by default */
  readonly measure?: SegmentMeasure;
  /** the property that is summed, averaged, compared or told apart; events without it do not enter */
  readonly of?: FieldPath;
  /** the comparison; `'gte'` by default */
  readonly op?: NumberOp;
  /** what to compare with; 1 by default */
  readonly value?: Json;
}

/** A property of the latest event: true when any of several at that very instant has it. */
export interface LatestCondition {
  /** name of the events */
  readonly latest: string;
  /** which of them count */
  readonly where?: PropertyCondition;
  /** when they must have happened */
  readonly window?: SegmentWindow;
  /** what the latest must satisfy */
  readonly has: PropertyCondition;
}

/** A property of the earliest event: true when any of several at that very instant has it. */
export interface EarliestCondition {
  /** name of the events */
  readonly earliest: string;
  /** which of them count */
  readonly where?: PropertyCondition;
  /** when they must have happened */
  readonly window?: SegmentWindow;
  /** what the earliest must satisfy */
  readonly has: PropertyCondition;
}

/** One step of a sequence. */
export interface SequenceStep {
  /** name of the event */
  readonly event: string;
  /** which of them count */
  readonly where?: PropertyCondition;
}

/** Events one after the other, at strictly increasing instants, the last less than `within` units after the first. */
export interface SequenceCondition {
  /** the steps in order */
  readonly sequence: readonly SequenceStep[];
  /** units from the first to the last, excluded; any time without it */
  readonly within?: number;
  /** unit of `within` */
  readonly unit?: ElapsedUnit;
  /** all events must lie in it */
  readonly window?: SegmentWindow;
}

/** Events in at least so many of the complete calendar periods before the current one. */
export interface RegularlyCondition {
  /** name of the events */
  readonly regularly: string;
  /** which of them count */
  readonly where?: PropertyCondition;
  /** how many complete periods to look at */
  readonly periods: number;
  /** the calendar period */
  readonly unit: Period;
  /** in how many of them an event must lie */
  readonly inAtLeast: number;
}

/** A condition over one event: fields and groups of them, no windows. */
export type PropertyCondition =
  | {
      /** every one holds; true when empty */
      readonly all: readonly PropertyCondition[];
    }
  | {
      /** one holds; false when empty */
      readonly any: readonly PropertyCondition[];
    }
  | {
      /** the exact complement */
      readonly not: PropertyCondition;
    }
  | {
      /** how many must hold */
      readonly atLeast: number;
      /** of these */
      readonly of: readonly PropertyCondition[];
    }
  | {
      /** true or false for everybody */
      readonly always: boolean;
    }
  | FieldCondition;

/** A condition over one customer. */
export type SegmentCondition =
  | {
      /** every one holds; true when empty */
      readonly all: readonly SegmentCondition[];
    }
  | {
      /** one holds; false when empty */
      readonly any: readonly SegmentCondition[];
    }
  | {
      /** the exact complement */
      readonly not: SegmentCondition;
    }
  | {
      /** how many must hold */
      readonly atLeast: number;
      /** of these */
      readonly of: readonly SegmentCondition[];
    }
  | {
      /** true or false for everybody */
      readonly always: boolean;
    }
  | {
      /** name of another segment, which keeps its own zone */
      readonly segment: string;
    }
  | FieldCondition
  | FieldWindowCondition
  | EventCondition
  | LatestCondition
  | EarliestCondition
  | SequenceCondition
  | RegularlyCondition;

/** A rule segment as it is stored: plain JSON. */
export interface SegmentDefinition {
  /** version of the language */
  readonly version: 1;
  /** name for people */
  readonly name?: string;
  /** IANA zone of calendar windows, or the field that holds each customer's; `'UTC'` by default */
  readonly timeZone?: string | SegmentZone;
  /** first day of a week; `'monday'` by default */
  readonly weekStartsOn?: 'monday' | 'sunday';
  /** who is a member */
  readonly where: SegmentCondition;
}

/** Each customer's own zone. */
export interface SegmentZone {
  /** path of a text field with the IANA name */
  readonly field: FieldPath;
  /** zone of customers whose field is missing or unknown */
  readonly fallback: string;
}
