import { InputError } from '../errors/index.ts';

/** A stored value of the kind and version that a function reads. */
export function requireKind<T extends { kind: string; version: number }>(
  value: T,
  kind: T['kind'],
  argument: string,
): T {
  if (value?.kind === kind && value.version === 1) return value;
  throw new InputError('wrong-kind', argument, `expected ${kind}, version 1, got ${value?.kind}, ${value?.version}`);
}
