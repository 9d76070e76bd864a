import { InputError } from '../errors/index.ts';
import { reduceRatio } from './reduce-ratio.ts';
import type { DecimalText, Ratio } from './ratio.ts';

/**
 * Reads a decimal number as an exact fraction in lowest terms. Rates that multiply points or money are written as text,
 * because the number `1.1` is not eleven tenths: `Math.ceil(1.1 * 10)` happens to be 11, `Math.ceil(1.1 * 50)` is 56.
 *
 * @param text - digits with an optional minus and fraction: `'1.25'`, `'-0.5'`, `'3'`; no exponent, no plus, no spaces
 * @param argument - how the caller would write it in code, for the error
 * @returns numerator and denominator, safe integers
 * @throws InputError `not-a-decimal`, `overflow` when a part in lowest terms is beyond 2^53 − 1
 *
 * @example What is one and a quarter points per euro, exactly?
 * ```ts
 * import { decimalRatio } from 'clientele/amounts';
 *
 * decimalRatio('1.25', 'rule.pointsPerUnit'); // => { numerator: 5, denominator: 4 }
 * decimalRatio('1e3', 'rule.pointsPerUnit'); // => throws 'not-a-decimal'
 * ```
 */
export function decimalRatio(text: DecimalText, argument: string): Ratio {
  const parts = typeof text === 'string' ? /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) : null;
  if (!parts) {
    const got = typeof text === 'string' ? JSON.stringify(text.slice(0, 40)) : `a value of type ${typeof text}`;
    throw new InputError('not-a-decimal', argument, `expected a decimal number as text such as '1.25', got ${got}`);
  }
  const whole = withoutEdgeZeros(parts[2]!, 'start');
  const fraction = withoutEdgeZeros(parts[3] ?? '', 'end');
  // 10^16 is beyond the safe integers. A fraction of k digits whose last is not 0 keeps a denominator of at least 2^k
  // in lowest terms. So longer texts overflow without being multiplied out, however long they are.
  if (whole.length > 16 || fraction.length > 53) throw tooLarge(argument);
  const scale = 10n ** BigInt(fraction.length);
  const magnitude = BigInt(whole + fraction || '0');
  return reduceRatio(parts[1] === '-' ? -magnitude : magnitude, scale) ?? fail(argument);
}

/** By hand rather than `/0+$/`, which would look again from every zero of a long run. */
function withoutEdgeZeros(digits: string, edge: 'start' | 'end'): string {
  let from = 0;
  let to = digits.length;
  if (edge === 'start') while (from < to && digits[from] === '0') from++;
  else while (to > from && digits[to - 1] === '0') to--;
  return digits.slice(from, to);
}

function fail(argument: string): never {
  throw tooLarge(argument);
}

function tooLarge(argument: string): InputError {
  return new InputError('overflow', argument, 'expected a fraction of safe integers, got one with more digits');
}
