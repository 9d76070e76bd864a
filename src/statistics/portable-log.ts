/**
 * ln x for x > 0, the same bits in every engine: `Math.log` may differ between engines in its last digit, and a random
 * stream must not. Arithmetic only; error below 1 ulp.
 *
 * Port of the method of FDLIBM's e_log.c (Sun Microsystems 1993): x = 2^k (1 + f), a minimax polynomial in s = f/(2 + f).
 */
export function portableLog(x: number): number {
  let k = 0;
  let m = x;
  // Scaling by powers of two is exact: m ends in [√½, √2).
  while (m < 0.7071067811865476) {
    m *= 2;
    k--;
  }
  while (m >= 1.4142135623730951) {
    m /= 2;
    k++;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332));
  const odd =
    z * (0.666666666666673513 + w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)));
  const half = 0.5 * f * f;
  const tail = s * (half + (even + odd));
  return k * 6.9314718036912381649e-1 - (half - (tail + k * 1.90821492927058770002e-10) - f);
}

/**
 * e^x, the same bits in every engine; error below 1 ulp. Port of the method of FDLIBM's e_exp.c (Sun Microsystems 1993).
 */
export function portableExp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  const k = Math.round(x * 1.442695040888963387);
  const high = x - k * 6.9314718036912381649e-1;
  const low = k * 1.90821492927058770002e-10;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  // In two factors: 2^k itself may be subnormal or infinite where the product is not.
  const first = k >> 1;
  return y * powerOfTwo(first) * powerOfTwo(k - first);
}

/** 2^k by squaring: `**` of integers may be inexact in some engines. */
function powerOfTwo(k: number): number {
  let result = 1;
  let base = k < 0 ? 0.5 : 2;
  for (let n = Math.abs(k); n > 0; n >>= 1) {
    if (n & 1) result *= base;
    base *= base;
  }
  return result;
}
