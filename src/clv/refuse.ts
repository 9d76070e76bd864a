import { InputError } from '../errors/index.ts';

/** Throws for a value that cannot be; out of line, so that the good case before it is small enough to be inlined. */
export function refuse(
  argument: string,
  value: unknown,
  wanted: string,
  code: string = typeof value === 'number' ? (Number.isFinite(value) ? 'out-of-range' : 'not-finite') : 'wrong-type',
): never {
  // A template makes a text of it as `String` would, for a few bytes less in every score.
  throw new InputError(code, argument, `expected ${wanted}, got ${value as string}`);
}
