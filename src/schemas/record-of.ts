import * as z from 'zod';

/** Stands for `__proto__` while zod looks at a record; no name that people give holds a NUL. */
const STAND_IN = '\u0000proto';

/**
 * A record by names, also by the name `__proto__`: zod leaves that key out in silence, and a rule with one condition less is
 * another rule. The value is an own property like any other before and after.
 */
export function recordOf<T>(value: z.ZodType<T>): z.ZodType<Record<string, T>> {
  return z
    .any()
    .check(renamed('__proto__', STAND_IN))
    .pipe(z.record(z.string(), value))
    .check(renamed(STAND_IN, '__proto__'));
}

/** Gives a record's key another name, in its place; anything else stays what it is. */
function renamed<T>(from: string, to: string): (payload: z.core.ParsePayload<T>) => void {
  return (payload) => {
    const given: unknown = payload.value;
    if (typeof given !== 'object' || given === null || !Object.hasOwn(given, from)) return;
    const entries = Object.entries(given).map(([key, one]) => [key === from ? to : key, one] as const);
    payload.value = Object.fromEntries(entries) as T;
  };
}
