import { InputError, kindOf } from '../errors/index.ts';

/** Refuses what cannot be called, before anything is computed. */
export function requireFunction(given: unknown, argument: string): void {
  if (typeof given === 'function') return;
  throw new InputError('wrong-type', argument, `expected a function, got ${kindOf(given)}`);
}
