import { InputError } from '../errors/index.ts';

/** Throws `wrong-kind` unless a stored value is of the kind, and of the version, that a function reads. */
export function requireKind(stored: { kind: string; version: number }, kind: string, argument: string): void {
  if (stored?.kind === kind && stored.version === 1) return;
  throw new InputError('wrong-kind', argument, `expected a stored ${kind} of version 1, got ${String(stored?.kind)}`);
}
