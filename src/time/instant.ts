/** A point in time: a `Date`, epoch milliseconds, or ISO 8601 text with an offset or `Z`. Text without one is refused. */
export type Instant = Date | number | string;

/** An instant inside a stored policy or state: plain JSON. */
export type StoredInstant = number | string;
