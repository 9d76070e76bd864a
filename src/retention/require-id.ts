import { InputError } from '../errors/index.ts';

/** An id: a text or a finite number. */
export function requireId<Id>(id: Id, argument: string): Id {
  if (typeof id === 'string' || Number.isFinite(id)) return id;
  throw new InputError('wrong-type', argument, `expected an id, got ${String(id)}`);
}
