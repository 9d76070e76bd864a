/** A record of which every key may be read plainly: what it does not own, it does not have. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/** Something that may have keys. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * The value as a record of its own keys: itself where its prototype is that of every plain object, else a copy of what it
 * owns. Asked once for each customer, so that no condition has to ask again; what is no object has no keys.
 */
export function plainRecord(value: unknown): PlainRecord {
  if (isObject(value)) {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return value;
  }
  return { ...(value as object) };
}
