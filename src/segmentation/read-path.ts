/**
 * A reader of one path: a literal own key of that name wins, else own keys along the dots. Inherited properties
 * (`constructor`, `__proto__`) are never reached: in plain objects, whose prototype holds nothing of that name, the plain
 * read is the own read, and everything else is asked for ownership.
 */
export function compilePath(path: string): (record: unknown) => unknown {
  const head = ownReader(path);
  if (!path.includes('.')) return head;
  const keys = path.split('.');
  return (record) => {
    const literal = head(record);
    if (literal !== undefined) return literal;
    let value = record;
    for (const key of keys) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    return value;
  };
}

/** Is a path one key that no plain object inherits? Then `ownValue` reads it. */
export function isPlainKey(path: string): boolean {
  return !path.includes('.') && !(path in Object.prototype);
}

/** The own value of a plain key; small enough that engines put it where it is used. */
export function ownValue(record: unknown, key: string): unknown {
  if (!isObject(record)) return undefined;
  const value = record[key];
  return value === undefined || Object.getPrototypeOf(record) === Object.prototype || Object.hasOwn(record, key)
    ? value
    : undefined;
}

function ownReader(key: string): (record: unknown) => unknown {
  if (key in Object.prototype)
    return (record) => (isObject(record) && Object.hasOwn(record, key) ? record[key] : undefined);
  return (record) => ownValue(record, key);
}

/** A record whose own keys may be read. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
