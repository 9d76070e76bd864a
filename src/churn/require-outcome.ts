import { InputError } from '../errors/index.ts';

/** Refuses an outcome that is neither true nor false; null labels, whose horizon is not over, get here most often. */
export function requireOutcome(churned: unknown, argument: string): void {
  if (typeof churned === 'boolean') return;
  const detail = `expected true or false, got ${String(churned)} (is its horizon over?)`;
  throw new InputError('wrong-type', argument, detail);
}
