import { InputError } from '../errors/index.ts';

/** Refuses what is no text; an absent one only where it must be there. */
export function requireText(given: unknown, argument: string): void {
  if (typeof given === 'string') return;
  throw new InputError('wrong-type', argument, `expected text, got ${String(given)}`);
}
