import type { RoundingMode } from 'clientele/amounts';
import { addSafe, allocate, decimalRatio, multiplyRatio, multiplyRatios, roundRatio, sumSafe } from 'clientele/amounts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const check = { seed: 20261125, numRuns: 2000 };
const MAX = Number.MAX_SAFE_INTEGER;
const MODES = ['down', 'up', 'half-up', 'half-down', 'half-even'] as const satisfies RoundingMode[];
const safe = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -100_000, max: 100_000 }));
const positive = safe.map((n) => Math.abs(n) || 1);
const ratios = fc.record({ numerator: safe, denominator: positive });
const modes = fc.constantFrom(...MODES);

/** Rounding as a schoolbook would do it: twice the value, compared. Independent of the library's remainder test. */
function rounded(numerator: bigint, denominator: bigint, mode: (typeof MODES)[number]): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  const size = numerator * sign;
  const below = size / denominator;
  const above = size % denominator === 0n ? below : below + 1n;
  const toBelow = size - below * denominator;
  const toAbove = above * denominator - size;
  const nearer = toBelow < toAbove ? below : toAbove < toBelow ? above : null;
  const chosen = {
    down: below,
    up: above,
    'half-up': nearer ?? above,
    'half-down': nearer ?? below,
    'half-even': nearer ?? (below % 2n === 0n ? below : above),
  }[mode];
  return sign * chosen;
}

const fits = (n: bigint): boolean => n >= -BigInt(MAX) && n <= BigInt(MAX);
const orOverflow = (run: () => number): number | string => {
  try {
    return run();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test('a product equals bigint arithmetic in 100,000 random cases', () => {
  let seed = 20261125;
  const next = (): number => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const roll = (): number => Math.floor((next() * 2 - 1) * 2 ** (1 + next() * 52));
  let overflows = 0;
  let bigs = 0;
  for (let i = 0; i < 100_000; i++) {
    const [integer, numerator, denominator] = [roll(), roll(), Math.abs(roll()) || 1];
    const mode = MODES[i % MODES.length]!;
    const want = rounded(BigInt(integer) * BigInt(numerator), BigInt(denominator), mode);
    const got = orOverflow(() => multiplyRatio(integer, { numerator, denominator }, mode));
    if (!Number.isSafeInteger(integer * numerator)) bigs++;
    if (fits(want) ? got !== Number(want) : got !== 'overflow') {
      expect.fail(`${integer} × ${numerator}/${denominator} ${mode}: got ${got}, want ${want}`);
    }
    if (!fits(want)) overflows++;
  }
  // The cases reach every branch: large products, overflows, and neither.
  expect(bigs).toBeGreaterThan(20_000);
  expect(overflows).toBeGreaterThan(1000);
  expect(overflows).toBeLessThan(50_000);
});

test('a rounded fraction equals bigint arithmetic', () => {
  fc.assert(
    fc.property(ratios, fc.nat(15), modes, (ratio, digits, rounding) => {
      const want = rounded(BigInt(ratio.numerator) * 10n ** BigInt(digits), BigInt(ratio.denominator), rounding);
      const got = orOverflow(() => roundRatio(ratio, { digits, rounding }));
      expect(got).toBe(fits(want) ? Number(`${want}e-${digits}`) + 0 : 'overflow');
    }),
    check,
  );
});

test('a product of fractions has the value of the product, in lowest terms, in any order', () => {
  const small = fc.record({
    numerator: fc.integer({ min: -900, max: 900 }),
    denominator: fc.integer({ min: 1, max: 900 }),
  });
  fc.assert(
    fc.property(fc.array(small, { maxLength: 5 }), (list) => {
      const product = multiplyRatios(list);
      const numerator = list.reduce((a, { numerator: n }) => a * BigInt(n), 1n);
      const denominator = list.reduce((a, { denominator: d }) => a * BigInt(d), 1n);
      expect(BigInt(product.numerator) * denominator).toBe(BigInt(product.denominator) * numerator);
      expect(multiplyRatios([product])).toEqual(product);
      expect(multiplyRatios(list.toReversed())).toEqual(product);
    }),
    check,
  );
});

test('a decimal text has the value of its digits', () => {
  const digits = fc.stringMatching(/^-?\d{1,7}(\.\d{1,7})?$/);
  fc.assert(
    fc.property(digits, (text) => {
      const { numerator, denominator } = decimalRatio(text, 'text');
      expect(numerator / denominator).toBe(Number(text) + 0);
    }),
    check,
  );
});

test('sums equal bigint arithmetic, in any order', () => {
  fc.assert(
    fc.property(fc.array(safe, { maxLength: 20 }), (values) => {
      const want = values.reduce((a, b) => a + BigInt(b), 0n);
      const expected = fits(want) ? Number(want) : 'overflow';
      expect(orOverflow(() => sumSafe(values))).toBe(expected);
      expect(orOverflow(() => sumSafe(values.toReversed()))).toBe(expected);
      if (values.length === 2) expect(orOverflow(() => addSafe(values[0]!, values[1]!))).toBe(expected);
    }),
    check,
  );
});

test('an allocation adds up, stays within a unit of the exact shares and mirrors', () => {
  const weight = fc.oneof(fc.nat(1000), fc.double({ min: 0, max: 1e9, noNaN: true }));
  const weights = fc.array(weight, { minLength: 1, maxLength: 12 }).filter((list) => list.some((w) => w > 0));
  fc.assert(
    fc.property(safe, weights, fc.constantFrom('first' as const, 'largest' as const), (total, list, ties) => {
      const parts = allocate(total, list, { ties });
      expect(sumSafe(parts)).toBe(total + 0);
      expect(allocate(-total, list, { ties })).toEqual(parts.map((part) => -part + 0));
      list.forEach((w, i) => {
        if (w === 0) expect(parts[i]).toBe(0);
      });
      if (list.every(Number.isInteger)) {
        const sum = BigInt(sumSafe(list));
        list.forEach((w, i) => {
          const rest = BigInt(total) * BigInt(w) - BigInt(parts[i]!) * sum;
          expect(rest > -sum && rest < sum).toBe(true);
        });
      }
    }),
    check,
  );
});

test('a heavier weight never gets less under `largest`', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.array(fc.nat(50), { minLength: 2, maxLength: 8 }), (total, list) => {
      fc.pre(list.some((w) => w > 0));
      const parts = allocate(total, list, { ties: 'largest' });
      list.forEach((a, i) => list.forEach((b, j) => a > b && expect(parts[i]).toBeGreaterThanOrEqual(parts[j]!)));
    }),
    check,
  );
});

test('a quotient just below a whole number is never rounded up to it, up to the last safe integer', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 2 ** 31 }),
      fc.integer({ min: 0, max: 40 }),
      fc.constantFrom(1, -1),
      (denominator, below, sign) => {
        // The largest safe multiples of the denominator, less a little.
        const product =
          sign * (Math.floor(Number.MAX_SAFE_INTEGER / denominator) * denominator - (below % denominator));
        const exact = BigInt(product) / BigInt(denominator);
        expect(BigInt(multiplyRatio(product, { numerator: 1, denominator }, 'down'))).toBe(exact);
      },
    ),
    { seed: 20261126, numRuns: 5000 },
  );
});
