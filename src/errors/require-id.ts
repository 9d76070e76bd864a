import { InputError } from './input-error.ts';

/**
 * Lets an id through: a text or a finite number. Anything else would be lost when it is stored or used as a key.
 *
 * @param id - what the caller gave
 * @param argument - how the caller would write it
 * @returns the same id
 * @throws InputError `wrong-type`
 *
 * @example Does this row say whose it is?
 * ```ts
 * import { requireId } from 'clientele/errors';
 *
 * requireId('c-17', 'memberships[0].customerId'); // => 'c-17'
 * requireId(undefined as never, 'memberships[0].customerId'); // => throws 'wrong-type'
 * ```
 */
export function requireId<Id extends string | number>(id: Id, argument: string): Id {
  if (typeof id === 'string' || Number.isFinite(id)) return id;
  throw new InputError('wrong-type', argument, `expected an id, got ${typeof id}`);
}
