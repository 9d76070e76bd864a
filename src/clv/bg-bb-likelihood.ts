import type { Curvature } from './curvature.ts';
import { emptyCurvature } from './curvature.ts';
import type { OpportunityHistory } from './purchase-history.ts';
import { noSteps, stepTo } from './rising-terms.ts';

/**
 * Log-likelihood of BG/BB over distinct histories with exact derivatives in (α, β, γ, δ): the sum over how many occasions
 * m she was still there for, m = n (alive) or t_x … n − 1 (left before the next), in logarithms throughout.
 *
 * A ratio of beta functions whose arguments differ by whole numbers is a ratio of products, and is taken as such: where
 * customers hardly differ both functions run off together, and their difference would be rounding and nothing else.
 *
 * @see Fader, Hardie & Shang 2010, equation 7
 */
export function bgBbLikelihood(rows: readonly OpportunityHistory[], parameters: readonly number[]): Curvature {
  const shapes = parameters as Shapes;
  const found = emptyCurvature(4);
  const { gradient, hessian } = found;
  for (const { successes: x, lastSuccess, opportunities: n, customers: w = 1 } of rows) {
    const ways = waysOf(shapes, x, lastSuccess, n);
    const top = Math.max(...ways.map(({ log }) => log));
    const total = ways.reduce((sum, { log }) => sum + Math.exp(log - top), 0);
    found.value += w * (top + Math.log(total));
    const mean = new Float64Array(4);
    for (const { log, slope, curve } of ways) {
      const share = (w * Math.exp(log - top)) / total;
      if (share === 0) continue;
      for (let j = 0; j < 4; j++) {
        mean[j]! += share * slope[j]!;
        for (let k = 0; k < 4; k++) {
          // The two of buying have nothing in common with the two of leaving.
          const joint = j < 2 === k < 2 ? curve[j < 2 ? 4 : 5]! : 0;
          hessian[j]![k]! += share * (slope[j]! * slope[k]! + (j === k ? curve[j]! : 0) - joint);
        }
      }
    }
    for (let j = 0; j < 4; j++) {
      gradient[j]! += mean[j]!;
      for (let k = 0; k < 4; k++) hessian[j]![k]! -= (mean[j]! * mean[k]!) / w;
    }
  }
  return found;
}

type Shapes = readonly [number, number, number, number];

/** One way to have come here: its probability, its slopes, and the curvature of its six rising products. */
interface Way {
  log: number;
  slope: number[];
  curve: number[];
}

/** There for m occasions, and then left or not: all m that the history leaves open, from the last occasion that was used. */
export function waysOf([a, b, c, d]: Shapes, x: number, lastSuccess: number, n: number): Way[] {
  const [used, unused, either, stayed] = [noSteps(), noSteps(), noSteps(), noSteps()];
  const all = noSteps();
  stepTo(used, a, x);
  const ways: Way[] = [];
  for (let m = lastSuccess; m <= n; m++) {
    const left = noSteps();
    if (m < n) stepTo(left, c, 1);
    stepTo(unused, b, m - x);
    stepTo(either, a + b, m);
    stepTo(stayed, d, m);
    stepTo(all, c + d, m + left.upTo);
    ways.push({
      log: used.log + unused.log - either.log + left.log + stayed.log - all.log,
      slope: [used.slope - either.slope, unused.slope - either.slope, left.slope - all.slope, stayed.slope - all.slope],
      curve: [used.curve, unused.curve, left.curve, stayed.curve, either.curve, all.curve],
    });
  }
  return ways;
}
