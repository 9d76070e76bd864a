import { InputError } from '../errors/index.ts';

/** Refuses what cannot be gone through one by one; text can, but its letters are nobody's histories. */
export function requireList<T>(list: Iterable<T>, argument: string): Iterable<T> {
  if (list !== null && typeof list === 'object' && Symbol.iterator in list) return list;
  throw new InputError('wrong-type', argument, `expected a list, got ${String(list)}`);
}
