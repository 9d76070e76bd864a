import { InputError } from './input-error.ts';

/** Ends of a permitted range; a missing end is open to infinity, which itself is never permitted. */
export interface WithinBounds {
  /** smallest permitted value */
  from?: number;
  /** largest permitted value */
  to?: number;
  /** `true`: `from` itself is not permitted */
  fromOpen?: boolean;
  /** `true`: `to` itself is not permitted */
  toOpen?: boolean;
}

/**
 * Lets a finite number through that lies inside its stated range.
 *
 * @param value - what the caller gave
 * @param bounds - the range; ends are included unless said to be open
 * @param argument - how the caller would write it
 * @returns the same number
 * @throws InputError `wrong-type` for something that is no number, `not-finite` for NaN and infinities, `out-of-range`
 *
 * @example Is a horizon of minus one day possible?
 * ```ts
 * import { requireWithin } from 'clientele/errors';
 *
 * requireWithin(90, { from: 0 }, 'options.horizonDays'); // => 90
 * requireWithin(-1, { from: 0 }, 'options.horizonDays'); // => throws 'out-of-range'
 * ```
 */
export function requireWithin(value: number, bounds: WithinBounds, argument: string): number {
  const { from = -Infinity, to = Infinity, fromOpen, toOpen } = bounds;
  const finite = Number.isFinite(value);
  if (finite && (fromOpen ? value > from : value >= from) && (toOpen ? value < to : value <= to)) return value;
  const code = finite ? 'out-of-range' : typeof value === 'number' ? 'not-finite' : 'wrong-type';
  const range = `${fromOpen ? 'above' : 'from'} ${from} ${toOpen ? 'to below' : 'to'} ${to}`;
  throw new InputError(code, argument, `expected a number ${range}, got ${String(value)}`);
}
