import { InputError, requireList, requireProbability } from '../errors/index.ts';
import { requireRecord, requireSize } from './population-input.ts';
import { sortAmounts } from './sorted-amounts.ts';

/** Where to read the curve. Give one of the two. */
export interface LorenzCurveOptions {
  /** number of equal steps from 0 to 1, up to 1,000,000; 100 by default */
  points?: number;
  /** shares of customers of your own, 0..1 */
  customerShares?: readonly number[];
}

/** One point of a Lorenz curve. */
export interface LorenzPoint {
  /** share of the customers, the poorest first */
  customerShare: number;
  /** share of the amount that they hold */
  amountShare: number;
}

/** More points than any picture has. */
const MOST_POINTS = 1_000_000;

/**
 * The Lorenz curve: which share of the money the poorest share of the customers holds.
 *
 * Between two customers the curve is a straight line. The diagonal would be equality; the area between, doubled, is the
 * Gini coefficient of {@link measureConcentration}.
 *
 * @param amounts - one amount a customer, 0 or more, in any order
 * @param options - number of steps, or shares of your own
 * @returns the points, from (0, 0) to (1, 1) unless you chose them; empty for nobody, nothing, or negative amounts
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range` (beyond 1e300), `not-a-probability`, `not-a-count` for points, `unsupported` when both are given
 *
 * @example How much of my revenue comes from the poorer half?
 * ```ts
 * import { lorenzCurve } from 'clientele/segmentation';
 *
 * lorenzCurve([1, 2, 3, 4], { customerShares: [0.5, 0.75] }); // => [{ customerShare: 0.5, amountShare: ~0.3 }, { customerShare: 0.75, amountShare: ~0.6 }]
 * lorenzCurve([10, 10], { points: 2 }).map((point) => point.amountShare); // => [0, 0.5, 1]
 * ```
 * @see Lorenz 1905, "Methods of measuring the concentration of wealth", Publications of the ASA 9(70)
 */
export function lorenzCurve(amounts: Iterable<number>, options: LorenzCurveOptions = {}): LorenzPoint[] {
  const { points, customerShares } = requireRecord(options, 'options');
  if (points !== undefined && customerShares !== undefined) {
    throw new InputError('unsupported', 'options', 'expected points or customerShares, got both');
  }
  const steps = points === undefined ? 100 : requireSize(points, MOST_POINTS, 'options.points');
  const { sorted, reason } = sortAmounts(amounts);
  const shares =
    customerShares === undefined
      ? Array.from({ length: steps + 1 }, (_, i) => i / steps)
      : requireList(customerShares, 'options.customerShares').map(
          (share, i) =>
            // Without -0, which JSON does not know.
            requireProbability(share, `options.customerShares[${i}]`) + 0,
        );
  if (reason) return [];
  const n = sorted.length;
  // A running sum with its error carried along (Neumaier 1974): the last point is 1 to the last digit.
  const held = new Float64Array(n + 1);
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < n; i++) {
    const x = sorted[i]!;
    const next = sum + x;
    lost += sum >= x ? sum - next + x : x - next + sum;
    sum = next;
    held[i + 1] = sum + lost;
  }
  const whole = held[n]!;
  return shares.map((customerShare) => {
    const position = Math.min(n, customerShare * n);
    const below = Math.min(n - 1, Math.floor(position));
    const amount = held[below]! + (position - below) * (held[below + 1]! - held[below]!);
    return { customerShare, amountShare: customerShare === 1 ? 1 : Math.min(1, amount / whole) };
  });
}
