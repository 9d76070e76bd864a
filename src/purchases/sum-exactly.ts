import { InputError } from '../errors/index.ts';
import { createExactSummer } from '../statistics/index.ts';

/**
 * The correctly rounded sum of a run of a column, whatever the order of its terms. Two floats, the running sum and its
 * running error (Knuth's TwoSum), hold nearly every customer exactly; only where a third would be needed is an exact
 * summer made. Internal: it exists because a summer for each of a million customers would cost more than the sums.
 */
export function sumExactly(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  let error = 0;
  for (let i = from; i < to; i++) {
    const x = values[i]!;
    const next = sum + x;
    const part = next - sum;
    const lost = sum - (next - part) + (x - part);
    const nextError = error + lost;
    const errorPart = nextError - error;
    // NaN comes here too: the sum left the floats.
    if (error - (nextError - errorPart) + (lost - errorPart) !== 0) {
      if (!Number.isFinite(next)) refuseOverflow();
      return sumByPartials(values, from, to);
    }
    sum = next;
    error = nextError;
  }
  return sum + error;
}

function sumByPartials(values: Float64Array, from: number, to: number): number {
  const summer = createExactSummer();
  for (let i = from; i < to; i++) summer.add(values[i]!);
  return summer.value();
}

function refuseOverflow(): never {
  throw new InputError('overflow', 'purchases', 'expected amounts whose sum is a finite number, got more than 1.8e308');
}
