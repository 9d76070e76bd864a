import { InputError } from './input-error.ts';

/** Any model, curve or tally that is stored and read again. */
export interface StoredValue {
  /** what it is */
  readonly kind: string;
  /** version of its form */
  readonly version: number;
}

/**
 * Lets a stored value through that is of the kind, and of the version 1, that a function reads. Ask first: the fields of
 * another value mean something else.
 *
 * @param stored - a model, curve or tally as it was stored
 * @param kind - the kind that is read
 * @param argument - how the caller would write it
 * @returns the same value
 * @throws InputError `wrong-kind`
 *
 * @example Is this the model that I meant to score with?
 * ```ts
 * import { requireKind } from 'clientele/errors';
 *
 * requireKind({ kind: 'cox', version: 1 }, 'cox', 'model'); // => { kind: 'cox', version: 1 }
 * requireKind({ kind: 'aft', version: 1 }, 'cox', 'model'); // => throws 'wrong-kind'
 * ```
 */
export function requireKind<T extends StoredValue>(stored: T, kind: T['kind'], argument: string): T {
  if (stored?.kind === kind && stored.version === 1) return stored;
  const got = `${String(stored?.kind)} of version ${String(stored?.version)}`;
  throw new InputError('wrong-kind', argument, `expected a stored ${kind} of version 1, got ${got}`);
}
