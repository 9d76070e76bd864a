import { InputError } from '../errors/index.ts';

/** Points of an event: a safe integer above 0. */
export function requirePositive(points: number, argument: string): number {
  if (!Number.isSafeInteger(points))
    throw new InputError(
      'not-an-integer',
      argument,
      `expected whole points in units of 10^-scale, got ${String(points)}`,
    );
  if (points > 0) return points;
  throw new InputError('out-of-range', argument, `expected more than 0 points, got ${points}`);
}
