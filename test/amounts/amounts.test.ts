import type { Ratio, RoundingMode } from 'clientele/amounts';
import {
  addSafe,
  allocate,
  decimalRatio,
  minorDigits,
  multiplyRatio,
  multiplyRatios,
  requireOneCurrency,
  roundRatio,
  sumSafe,
} from 'clientele/amounts';
import { describe, expect, test } from 'vitest';

const MAX = Number.MAX_SAFE_INTEGER;
const coded = (code: string, argument?: string): unknown =>
  expect.objectContaining(argument === undefined ? { code } : { code, argument });
const ratio = (numerator: number, denominator: number): Ratio => ({ numerator, denominator });

describe('a decimal text', () => {
  test.each([
    ['1.25', 5, 4],
    ['-0.5', -1, 2],
    ['3', 3, 1],
    ['0', 0, 1],
    ['-0', 0, 1],
    ['-0.00', 0, 1],
    ['1.50', 3, 2],
    ['007.10', 71, 10],
    ['0.29', 29, 100],
    ['9007199254740991', MAX, 1],
    ['-9007199254740991', -MAX, 1],
    [`0.1${'0'.repeat(5000)}`, 1, 10],
    [`${'0'.repeat(5000)}2`, 2, 1],
    // 2^-52 has 52 decimals and a denominator that is a safe integer.
    ['0.0000000000000002220446049250313080847263336181640625', 1, 2 ** 52],
  ])('%s is %d/%d', (text, numerator, denominator) => {
    const read = decimalRatio(text, 'rate');
    expect(read).toEqual({ numerator, denominator });
    expect(Object.is(read.numerator, -0)).toBe(false);
  });
  test.each([
    '',
    '1e3',
    '+1',
    '.5',
    '5.',
    '1,5',
    ' 1',
    '1 ',
    '1\n',
    '0x10',
    'NaN',
    'Infinity',
    '--1',
    '1.2.3',
    '١',
    '1_000',
  ])('%j is no decimal', (text) =>
    expect(() => decimalRatio(text, 'rule.rate')).toThrow(coded('not-a-decimal', 'rule.rate')),
  );
  test.each([1.25, null, undefined, 10n, {}])('a value that is no text (%#) is no decimal', (value) => {
    expect(() => decimalRatio(value as string, 'rate')).toThrow(coded('not-a-decimal'));
  });
  test.each(['9007199254740992', '0.12345678901234567', '1'.repeat(100_000), `0.${'1'.repeat(100_000)}`])(
    'with more digits than safe integers hold overflows (%#)',
    (text) => expect(() => decimalRatio(text, 'rate')).toThrow(coded('overflow', 'rate')),
  );
});

describe('a product of fractions', () => {
  test('is exact and in lowest terms', () => {
    expect(multiplyRatios([])).toEqual(ratio(1, 1));
    expect(multiplyRatios([ratio(6, 4)])).toEqual(ratio(3, 2));
    expect(multiplyRatios([ratio(3, 1), ratio(5, 4), ratio(-2, 15)])).toEqual(ratio(-1, 2));
    expect(multiplyRatios([ratio(0, 7), ratio(5, 4)])).toEqual(ratio(0, 1));
    expect(multiplyRatios([ratio(MAX, 2), ratio(2, MAX)])).toEqual(ratio(1, 1));
  });
  test('overflows only in lowest terms', () => {
    expect(() => multiplyRatios([ratio(MAX, 1), ratio(2, 1)])).toThrow(coded('overflow', 'ratios'));
    expect(() => multiplyRatios([ratio(1, MAX), ratio(1, 2)])).toThrow(coded('overflow', 'ratios'));
  });
  test('of something that is no fraction is refused', () => {
    expect(() => multiplyRatios([ratio(1, 2), ratio(0.5, 1)])).toThrow(coded('not-an-integer', 'ratios[1].numerator'));
    expect(() => multiplyRatios([ratio(1, NaN)])).toThrow(coded('not-an-integer', 'ratios[0].denominator'));
    expect(() => multiplyRatios([ratio(1, 0)])).toThrow(coded('out-of-range', 'ratios[0].denominator'));
    expect(() => multiplyRatios([ratio(1, -2)])).toThrow(coded('out-of-range', 'ratios[0].denominator'));
  });
});

const MODES: RoundingMode[] = ['down', 'up', 'half-up', 'half-down', 'half-even', 'exact'];

describe('rounding, by magnitude', () => {
  const table: [number, number[]][] = [
    // numerator over 4: down, up, half-up, half-down, half-even
    [49, [12, 13, 12, 12, 12]],
    [50, [12, 13, 13, 12, 12]],
    [51, [12, 13, 13, 13, 13]],
    [54, [13, 14, 14, 13, 14]],
    [52, [13, 13, 13, 13, 13]],
    [2, [0, 1, 1, 0, 0]],
    [1, [0, 1, 0, 0, 0]],
  ];
  test.each(table)('%d / 4 and its negative', (numerator, wants) => {
    MODES.slice(0, 5).forEach((mode, i) => {
      for (const sign of [1, -1]) {
        const want = sign * wants[i]! + 0;
        expect(Object.is(multiplyRatio(sign * numerator, ratio(1, 4), mode), want), `${mode} ${sign}`).toBe(true);
        expect(Object.is(roundRatio(ratio(sign * numerator, 4), { rounding: mode }), want), `${mode} ${sign}`).toBe(
          true,
        );
      }
    });
  });
  test('exact refuses a rest and lets a whole through', () => {
    expect(multiplyRatio(8, ratio(5, 4), 'exact')).toBe(10);
    expect(roundRatio(ratio(8, 4), { rounding: 'exact' })).toBe(2);
    expect(() => multiplyRatio(7, ratio(5, 4), 'exact')).toThrow(coded('inexact', 'integer'));
    expect(() => multiplyRatio(MAX, ratio(MAX - 1, MAX - 2), 'exact')).toThrow(coded('inexact', 'integer'));
    expect(() => roundRatio(ratio(1, 4), { digits: 1, rounding: 'exact' })).toThrow(coded('inexact', 'ratio'));
  });
  test('an unknown mode is refused', () => {
    expect(() => multiplyRatio(1, ratio(1, 2), 'floor' as RoundingMode)).toThrow(coded('unknown-name', 'rounding'));
    expect(() => roundRatio(ratio(1, 2), { rounding: 'floor' as RoundingMode })).toThrow(
      coded('unknown-name', 'rounding'),
    );
  });
});

describe('an amount times a fraction', () => {
  test('never becomes minus zero', () => {
    expect(Object.is(multiplyRatio(-1, ratio(1, 4), 'down'), 0)).toBe(true);
    expect(Object.is(multiplyRatio(-0, ratio(1, 4), 'down'), 0)).toBe(true);
    expect(Object.is(multiplyRatio(5, ratio(-0, 4), 'down'), 0)).toBe(true);
  });
  test('is exact where floats are not', () => {
    // Math.floor(0.29 * 100) is 28; Math.ceil(50 * 1.1) is 56.
    expect(multiplyRatio(100, decimalRatio('0.29', 'rate'), 'down')).toBe(29);
    expect(multiplyRatio(50, decimalRatio('1.1', 'rate'), 'up')).toBe(55);
  });
  test('passes through products beyond 2^53', () => {
    expect(multiplyRatio(MAX, ratio(MAX - 1, MAX), 'down')).toBe(MAX - 1);
    expect(multiplyRatio(-MAX, ratio(2, 3), 'half-up')).toBe(-6004799503160661);
    expect(() => multiplyRatio(MAX, ratio(3, 2), 'down')).toThrow(coded('overflow', 'integer'));
  });
  test('of no safe integers is refused', () => {
    expect(() => multiplyRatio(0.5, ratio(2, 1), 'down')).toThrow(coded('not-an-integer', 'integer'));
    expect(() => multiplyRatio(2, ratio(0.5, 1), 'down')).toThrow(coded('not-an-integer', 'ratio.numerator'));
    expect(() => multiplyRatio(2, ratio(1, 0.5), 'down')).toThrow(coded('not-an-integer', 'ratio.denominator'));
    expect(() => multiplyRatio(2, ratio(1, 0), 'down')).toThrow(coded('out-of-range', 'ratio.denominator'));
    expect(() => multiplyRatio(2, ratio(1, -1), 'down')).toThrow(coded('out-of-range', 'ratio.denominator'));
    expect(() => multiplyRatio(NaN, ratio(1, 1), 'down')).toThrow(coded('not-an-integer', 'integer'));
    expect(() => multiplyRatio('5' as unknown as number, ratio(1, 1), 'down')).toThrow(
      coded('not-an-integer', 'integer'),
    );
  });
});

describe('a fraction with decimals', () => {
  test('is rounded once, from the exact value', () => {
    expect(roundRatio(ratio(1005, 1000), { digits: 2, rounding: 'half-up' })).toBe(1.01);
    expect(roundRatio(ratio(1, 3), { digits: 15, rounding: 'half-even' })).toBe(0.333333333333333);
    expect(roundRatio(ratio(-1, 8), { digits: 2, rounding: 'half-up' })).toBe(-0.13);
    expect(roundRatio(ratio(2, 4), { digits: 0, rounding: 'half-up' })).toBe(1);
  });
  test('is refused where it cannot be', () => {
    for (const digits of [-1, 16]) {
      expect(() => roundRatio(ratio(1, 2), { digits, rounding: 'up' })).toThrow(
        coded('out-of-range', 'options.digits'),
      );
    }
    expect(() => roundRatio(ratio(1, 2), { digits: 0.5, rounding: 'up' })).toThrow(
      coded('not-an-integer', 'options.digits'),
    );
    expect(() => roundRatio(ratio(1, 0), { rounding: 'up' })).toThrow(coded('out-of-range', 'ratio.denominator'));
    expect(() => roundRatio(ratio(NaN, 1), { rounding: 'up' })).toThrow(coded('not-an-integer', 'ratio.numerator'));
    expect(() => roundRatio(ratio(MAX, 1), { digits: 1, rounding: 'up' })).toThrow(coded('overflow', 'options.digits'));
  });
});

describe('sums', () => {
  test('are exact or refused', () => {
    expect(addSafe(2, 3)).toBe(5);
    expect(Object.is(addSafe(-0, -0), 0)).toBe(true);
    expect(addSafe(MAX, -MAX)).toBe(0);
    expect(() => addSafe(MAX, 1)).toThrow(coded('overflow', 'b'));
    expect(() => addSafe(-MAX, -1)).toThrow(coded('overflow', 'b'));
    expect(() => addSafe(0.5, 1)).toThrow(coded('not-an-integer', 'a'));
    expect(() => addSafe(1, NaN)).toThrow(coded('not-an-integer', 'b'));
  });
  test('of many depend on the result only, not on the way to it', () => {
    expect(sumSafe([])).toBe(0);
    expect(sumSafe(new Set([1, 2, 3]))).toBe(6);
    expect(sumSafe([MAX, MAX, -MAX, -5])).toBe(MAX - 5);
    expect(sumSafe([MAX, 1, -1])).toBe(MAX);
    expect(sumSafe([-MAX, -MAX, MAX, MAX])).toBe(0);
    expect(Object.is(sumSafe([-0]), 0)).toBe(true);
    expect(() => sumSafe([MAX, 1])).toThrow(coded('overflow', 'values'));
    expect(() => sumSafe([1, 0.5])).toThrow(coded('not-an-integer', 'values[1]'));
  });
  test('of a million amounts stay exact', () => {
    expect(sumSafe(Array.from({ length: 1_000_000 }, () => 9_007_199_254))).toBe(9_007_199_254_000_000);
  });
});

describe('an allocation', () => {
  test('adds up and gives odd units to the largest remainders', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(100, [2, 1, 1, 1])).toEqual([40, 20, 20, 20]);
    expect(allocate(10, [5, 3, 1])).toEqual([6, 3, 1]);
    expect(allocate(7, [0, 1, 0])).toEqual([0, 7, 0]);
    expect(allocate(1, [1, 2, 3])).toEqual([0, 0, 1]);
  });
  test('breaks ties to the first, or to the largest weight', () => {
    // Exact shares 0.5, 1.5, 0.5, 1.5: every remainder is a half.
    expect(allocate(4, [1, 3, 1, 3])).toEqual([1, 2, 0, 1]);
    expect(allocate(4, [1, 3, 1, 3], { ties: 'first' })).toEqual([1, 2, 0, 1]);
    expect(allocate(4, [1, 3, 1, 3], { ties: 'largest' })).toEqual([0, 2, 0, 2]);
    expect(allocate(100, [1, 1, 1], { ties: 'largest' })).toEqual([34, 33, 33]);
  });
  test('of a negative amount is the mirror image, without minus zeros', () => {
    expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocate(-1, [1, 1]).map((part) => Object.is(part, -0))).toEqual([false, false]);
  });
  test('takes weights at their exact value', () => {
    expect(allocate(5, [0.5, 1.5])).toEqual([1, 4]);
    expect(allocate(10, [5e-324, 5e-324])).toEqual([5, 5]);
    expect(allocate(10, [1e308, 1e308])).toEqual([5, 5]);
    expect(allocate(MAX, [MAX, MAX])).toEqual([4503599627370496, 4503599627370495]);
    // 0.1 is a little more than a tenth, 0.3 a little less than three: the exact remainders say who is owed the unit.
    expect(allocate(2, [0.1, 0.3])).toEqual([1, 1]);
  });
  test('of nothing is nothing, and of something to nobody is refused', () => {
    expect(allocate(0, [])).toEqual([]);
    expect(allocate(0, [0, 0])).toEqual([0, 0]);
    expect(allocate(-0, [1]).map((part) => Object.is(part, 0))).toEqual([true]);
    expect(() => allocate(1, [])).toThrow(coded('empty', 'weights'));
    expect(() => allocate(1, [0, 0])).toThrow(coded('empty', 'weights'));
  });
  test('refuses what it cannot divide', () => {
    expect(() => allocate(0.5, [1])).toThrow(coded('not-an-integer', 'total'));
    expect(() => allocate(1, [1, -1])).toThrow(coded('out-of-range', 'weights[1]'));
    expect(() => allocate(1, [NaN])).toThrow(coded('not-finite', 'weights[0]'));
    expect(() => allocate(1, [Infinity])).toThrow(coded('not-finite', 'weights[0]'));
    expect(() => allocate(1, ['1' as unknown as number])).toThrow(coded('wrong-type', 'weights[0]'));
    expect(() => allocate(1, [1], { ties: 'last' as 'first' })).toThrow(coded('unknown-name', 'options.ties'));
  });
  test('does not touch its arguments', () => {
    const weights = Object.freeze([3, 1, 2]);
    expect(allocate(5, weights)).toEqual([2, 1, 2]);
  });
});

describe('minor digits', () => {
  test('are those of ISO 4217', () => {
    expect(minorDigits('EUR')).toBe(2);
    expect(minorDigits('JPY')).toBe(0);
    expect(minorDigits('KWD')).toBe(3);
    expect(minorDigits('UYW')).toBe(4);
    expect(minorDigits('XCG')).toBe(2);
    expect(minorDigits('ISK')).toBe(0);
  });
  test('have a fallback for codes without a minor unit', () => {
    expect(minorDigits('XAU', 0)).toBe(0);
    expect(minorDigits('POINTS', 0)).toBe(0);
    expect(minorDigits('EUR', 5)).toBe(2);
    for (const code of ['XAU', 'XXX', 'POINTS', 'eur', 'EU', '', 'ARS BA', 'R A']) {
      expect(() => minorDigits(code)).toThrow(coded('unknown-name', 'currency'));
    }
    expect(() => minorDigits(undefined as unknown as string)).toThrow(coded('unknown-name'));
  });
});

describe('one currency', () => {
  test('is the one that the rows name', () => {
    expect(requireOneCurrency(['EUR', undefined, 'EUR'], 'rows')).toBe('EUR');
    expect(requireOneCurrency([undefined], 'rows')).toBe(null);
    expect(requireOneCurrency([], 'rows')).toBe(null);
  });
  test('and another are refused', () => {
    expect(() => requireOneCurrency([undefined, 'EUR', 'USD'], 'rows')).toThrow(
      coded('mixed-currency', 'rows[2].currency'),
    );
  });
});
