import { betaDensity, betaTail, distanceBelow } from './beta-tail.ts';
import { logBeta } from './log-beta.ts';

/**
 * The point x (with y = 1 − x beside it) at which I_x(a, b) = p; q = 1 − p is given beside p so that neither tail loses
 * digits. The tail on whose side of the mean the answer lies is solved for the logarithm of its distance from its end.
 */
export function invertBeta(p: number, q: number, a: number, b: number): { x: number; y: number } {
  if (p <= 0) return { x: 0, y: 1 };
  if (q <= 0) return { x: 1, y: 0 };
  const mean = a / (a + b);
  if (p <= betaTail(mean, b / (a + b), a, b)) {
    const x = lowerPoint(p, a, b);
    return { x, y: restOf(x, p, a, b) };
  }
  const y = lowerPoint(q, b, a);
  return { x: restOf(y, q, b, a), y };
}

/**
 * 1 − x, refined where the subtraction has lost its digits (b ≪ a: small shares of large counts, Student with many
 * degrees of freedom): Newton's steps for ln I = ln p in ln y, from no less than the mean of y up.
 */
function restOf(x: number, p: number, a: number, b: number): number {
  let y = Math.max(1 - x, b / (a + b));
  if (y > 1e-3) return 1 - x;
  const logP = Math.log(p);
  for (let i = 0; i < 50; i++) {
    const value = betaTail(1 - y, y, a, b);
    // d ln I / d ln y = −x^a y^b / (B x I)
    const slope = betaDensity(1 - y, y, a, b, -distanceBelow(b, a, y)) / ((1 - y) * value);
    const step = Math.max(-1, Math.min(1, (Math.log(value) - logP) / slope));
    y *= Math.exp(step);
    if (!(Math.abs(step) > 4e-16)) break;
  }
  return y;
}

/**
 * Newton's steps for ln I = ln p in u = ln x, from the mean down. For b ≥ 1 the logarithm of the distribution is concave
 * in u, so the steps cannot overshoot after the first; the bracket covers b < 1.
 */
function lowerPoint(p: number, a: number, b: number): number {
  const logP = Math.log(p);
  // Near 0 the distribution is xᵃ / (a B) but for a factor 1 + O(x): below the range of numbers that is the answer.
  const first = (logP + Math.log(a) + logBeta(a, b)) / a;
  if (first < -700) return Math.exp(first);
  let high = Math.log(a / (a + b));
  let low = -745;
  let u = Math.min(first, high);
  for (let i = 0; i < 200; i++) {
    const x = Math.exp(u);
    const y = -Math.expm1(u);
    const value = betaTail(x, y, a, b);
    const gap = Math.log(value) - logP;
    if (gap > 0) high = u;
    else low = u;
    // d ln I / d ln x = x^a y^b / (B y I)
    const slope = betaDensity(x, y, a, b, distanceBelow(a, b, x)) / (y * value);
    let next = u - gap / slope;
    if (!(next >= low && next <= high)) next = (low + high) / 2;
    if (Math.abs(next - u) <= 2e-16 * Math.abs(u) + 1e-17) break;
    u = next;
  }
  return Math.exp(u);
}
