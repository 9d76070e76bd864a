import type { PlainRecord } from './plain-record.ts';
import { isObject } from './plain-record.ts';

/**
 * A reader of one path: a literal own key of that name wins, else own keys along the dots. Inherited properties
 * (`constructor`, `__proto__`) are never reached.
 */
export function compilePath(path: string): (record: PlainRecord) => unknown {
  if (isPlainKey(path)) return (record) => record[path];
  const keys = path.split('.');
  return (record) => {
    const literal = own(record, path);
    if (literal !== undefined) return literal;
    let value: unknown = record;
    for (const key of keys) value = own(value, key);
    return value;
  };
}

/** Is a path one key that no plain object inherits? Then `record[path]` reads it. */
export function isPlainKey(path: string): boolean {
  return !path.includes('.') && !(path in Object.prototype);
}

function own(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
