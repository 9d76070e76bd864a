/** Sets a key that a caller chose, even `__proto__`. */
export function define<T>(record: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__')
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  else record[key] = value;
}

/** Reads a key that a caller chose. */
export function read<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A deep copy of small plain JSON. */
export function structuredCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map((one: unknown) => structuredCopy(one)) as T;
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) define(copy, key, structuredCopy((value as Record<string, unknown>)[key]));
  return copy as T;
}
