/** A field or property by name; dots lead into nested records, and a literal key with dots wins. */
export type FieldPath = string;

/** The kinds of values that segments know. `instant` is a Date, epoch ms or ISO text with an offset; `day` is `YYYY-MM-DD`. */
export type FieldKindName = 'text' | 'number' | 'boolean' | 'instant' | 'day' | 'text[]' | 'number[]';

/** A field's type with more to say than its kind. */
export interface FieldDetails {
  /** kind of the values */
  readonly type: FieldKindName;
  /** the value may be missing; required unless said */
  readonly optional?: true;
  /** the allowed texts */
  readonly values?: readonly string[];
  /** ISO 4217 code of an amount, for descriptions */
  readonly currency?: string;
}

/** Type of a field: a kind, a kind with `?` when it may be missing, the list of its allowed texts, or the details. */
export type FieldType = FieldKindName | `${FieldKindName}?` | readonly string[] | FieldDetails;

/** How a customer's events are stored, and which there are. */
export interface EventModel {
  /** path of the list of events; `'events'` by default */
  readonly in?: FieldPath;
  /** key of an event's name; `'type'` by default */
  readonly name?: string;
  /** key of an event's instant; `'at'` by default */
  readonly at?: string;
  /** key of an event's id: events with one id count once; without it equal records count separately */
  readonly id?: string;
  /** the events by name, each with the types of its properties */
  readonly types: Readonly<Record<string, Readonly<Record<FieldPath, FieldType>>>>;
}

/** What a segment may ask about a customer: plain JSON, from which checks, tests and SQL are made. */
export interface CustomerModel {
  /** version of the shape */
  readonly version: 1;
  /** path of the customer's id; `'id'` by default */
  readonly id?: FieldPath;
  /** fields of the customer by path */
  readonly fields: Readonly<Record<FieldPath, FieldType>>;
  /** the customer's events; absent where there are none */
  readonly events?: EventModel;
}

/** Carries the host's own customer type beside a model; never there at run time. */
export interface HostType<Host> {
  /** a type only: the customers that the model was defined for */
  readonly '~host'?: (customer: Host) => void;
}
