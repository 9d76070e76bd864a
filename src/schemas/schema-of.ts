import type * as z from 'zod';

/** The keys that a type and a schema do not share. */
type Differing<T, S extends z.ZodType> =
  | Exclude<
      T extends unknown ? keyof T : never,
      z.output<S> extends infer O ? (O extends unknown ? keyof O : never) : never
    >
  | Exclude<
      z.output<S> extends infer O ? (O extends unknown ? keyof O : never) : never,
      T extends unknown ? keyof T : never
    >;

/**
 * Proves that a schema has exactly the keys of the hand-written type `T`, then forgets its internals, so that the type of
 * the schema is the documented interface and nothing else. A forgotten optional key or an extra one does not compile,
 * which neither an annotation nor `satisfies` would notice.
 */
export function schemaOf<T>(): <S extends z.ZodType<T>>(
  schema: [Differing<T, S>] extends [never] ? S : { readonly 'keys that differ': Differing<T, S> },
) => z.ZodType<T> {
  // The conditional type above has already proved it; TypeScript cannot carry the proof through.
  return (schema) => schema as unknown as z.ZodType<T>;
}
