import { requireKind, requireProbability } from '../errors/index.ts';
import { sigmoid } from '../statistics/index.ts';
import type { Calibration } from './calibration.ts';
import { EDGE } from './calibration.ts';

/**
 * Maps a model's probability to the calibrated one.
 *
 * @param calibration - of {@link fitCalibration}
 * @param probability - the model's, 0..1
 * @returns 0..1
 * @throws InputError `not-a-probability`
 *
 * @example My model says 80 %; what has that meant so far?
 * ```ts
 * import { calibrate, fitCalibration } from 'clientele/churn';
 *
 * const rows = [0.2, 0.2, 0.2, 0.8, 0.8].map((probability, i) => ({ probability, churned: i === 2 || i === 4 }));
 * calibrate(fitCalibration(rows, { method: 'isotonic' }), 0.8); // => 0.5
 * ```
 */
export function calibrate(calibration: Calibration, probability: number): number {
  requireKind(calibration, 'calibration', 'calibration');
  return calibrated(calibration, requireProbability(probability, 'probability'));
}

/** The same for a probability that is one. */
export function calibrated(calibration: Calibration, p: number): number {
  if (calibration.method !== 'isotonic') {
    // Platt's line in the logit is the beta map with both slopes alike.
    const { a, b, c } =
      calibration.method === 'beta'
        ? calibration
        : { a: calibration.slope, b: calibration.slope, c: calibration.intercept };
    return sigmoid(a * Math.log(Math.max(p, EDGE)) - b * Math.log1p(-Math.min(p, 1 - EDGE)) + c);
  }
  const { points } = calibration;
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (points[middle]![0] <= p) low = middle;
    else high = middle;
  }
  const [fromP, from] = points[low]!;
  const [toP, to] = points[high]!;
  // Flat outside of the points.
  if (p <= fromP) return from;
  return p >= toP ? to : from + ((to - from) * (p - fromP)) / (toP - fromP);
}
