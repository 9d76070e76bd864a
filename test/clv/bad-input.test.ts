/**
 * Every number that a public function reads is replaced by what is none: each call is refused by an InputError with the
 * path of the culprit, or (where a field is not read) the answer is what it was. Nothing gives NaN, nothing throws a TypeError.
 */
import { describe, expect, test } from 'vitest';
import * as clv from 'clientele/clv';
import { InputError } from 'clientele/errors';
import { splitCalibrationHoldout } from 'clientele/purchases';
import { bob, cases, cut, NBD, occasion } from './every-call.ts';
import { BGBB } from './models.ts';

/** What no number may be; 1.5 and -1 are refused by counts and by bounds. */
const NO_NUMBER: [string, unknown][] = [
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['text', '5'],
  ['empty text', ''],
  ['an object', {}],
  ['true', true],
  ['a bigint', 1n],
  ['null', null],
];

/** Where the numbers of a value stand; models are left alone, their door is `parsePurchaseModel`. */
function places(value: unknown, at: string[] = []): string[][] {
  if (typeof value === 'number') return [at];
  if (value === null || typeof value !== 'object' || 'kind' in value) return [];
  return Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]));
}
function put(args: unknown[], at: readonly string[], what: unknown): void {
  let inner = args as unknown as Record<string, unknown>;
  for (const key of at.slice(0, -1)) inner = inner[key] as Record<string, unknown>;
  inner[at.at(-1)!] = what;
}
/** "nobody has amounts" and "unlimited" are answers of their own. */
const MEANT = /(?:meanRepeatAmount|totalAmount|sumLogGapDays) null/u;

test('the sweeps leave out no public function', () => {
  const called = new Set(cases.map(({ call }) => call as unknown));
  const missing = Object.entries(clv).filter(([, value]) => typeof value === 'function' && !called.has(value));
  expect(missing.map(([name]) => name)).toEqual([]);
});

test.each(cases)('$name answers what it is asked, without NaN', ({ call, args }) => {
  expect(
    JSON.stringify(call(...(args() as never[])), (_, value: unknown) => (Number.isNaN(value) ? 'NaN' : value)),
  ).not.toContain('NaN');
});

/** The parameters of every model in the arguments. */
function parameters(args: readonly unknown[]): string[][] {
  return args.flatMap((value, i) =>
    value !== null && typeof value === 'object' && 'kind' in value && 'version' in value
      ? Object.entries(value)
          .filter(([name, inner]) => typeof inner === 'number' && name !== 'version')
          .map(([name]) => [String(i), name])
      : [],
  );
}
/** What no parameter may be; 0 is one of the shapes (a boundary of the fit), and none of the scales. */
const NO_PARAMETER: [string, unknown][] = [
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-1', -1],
  ['text', '0.5'],
  ['an object', {}],
  ['nothing', undefined],
  ['null', null],
];
const NO_SCALE: [string, unknown][] = [['0', 0]];
/** Half a stage would be summed as none or one. */
const NO_STAGES: [string, unknown][] = [['1.5', 1.5]];
const SCALE = /Scale|dropoutB|purchaseB|spreadShape|spendShape|durationShape|regularity/u;
/** A bootstrap of customers reads no parameter. */
const withModel = cases.filter(({ args }) => parameters(args()).length > 0);

describe('a parameter that cannot be, typed in or read from a store without its door, is refused', () => {
  test.each(withModel)('$name', ({ call, args }) => {
    const wrong: string[] = [];
    for (const [i, name] of parameters(args()) as [string, string][]) {
      for (const [label, what] of [
        ...NO_PARAMETER,
        ...(SCALE.test(name) ? NO_SCALE : []),
        ...(name === 'regularity' ? NO_STAGES : []),
      ]) {
        // Without a rhythm there is one stage: a model of before there was a field for it.
        if (name === 'regularity' && (what === undefined || what === null)) continue;
        const given = args();
        given[Number(i)] = { ...(given[Number(i)] as object), [name]: what };
        try {
          wrong.push(`${name} ${label} gave ${JSON.stringify(call(...(given as never[])))}`);
        } catch (error) {
          if (!(error instanceof InputError)) wrong.push(`${name} ${label}: ${String(error)}`);
          else if (!error.argument.startsWith('model')) wrong.push(`${name} ${label} blames ${error.argument}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

const NO_ARGUMENT: unknown[] = [
  null,
  undefined,
  5,
  'text',
  true,
  {},
  [],
  [null],
  [undefined],
  [5],
  ['text'],
  [[]],
  JSON.parse('{"__proto__": 1}'),
];

describe('an argument that is none gives an InputError, never a TypeError and never NaN', () => {
  test.each(cases)('$name', ({ name, call, args }) => {
    const wrong: string[] = [];
    args().forEach((_, i) => {
      // A fit with other options than it was given is a fit: one such is enough.
      for (const what of name.startsWith('fit') && i === 1 ? [null, 5] : NO_ARGUMENT) {
        const given = args();
        given[i] = what;
        const told = `argument ${i} ${JSON.stringify(what)}`;
        try {
          const text = JSON.stringify(call(...(given as never[])), (__, value: unknown) =>
            Number.isNaN(value) ? 'NaN' : value,
          );
          if (text?.includes('NaN')) wrong.push(`${told} gave ${text}`);
        } catch (error) {
          if (!(error instanceof InputError)) wrong.push(`${told}: ${String(error)}`);
        }
      }
    });
    expect(wrong).toEqual([]);
  });
});

describe('whatever is no number is refused by name', () => {
  // A comparison is what compareModels made: only what is none is refused.
  test.each(cases.filter(({ call }) => call !== (clv.findBestModel as unknown)))('$name', ({ name, call, args }) => {
    const found = places(args());
    expect(found.length, name).toBeGreaterThan(0);
    const wrong: string[] = [];
    for (const at of found) {
      for (const [label, what] of NO_NUMBER) {
        const given = args();
        put(given, at, what);
        const told = `${at.join('.')} ${label}`;
        try {
          call(...(given as never[]));
          // `null` where a default stands is left to the type checker.
          if (!MEANT.test(told)) wrong.push(`${told} was accepted`);
        } catch (error) {
          if (!(error instanceof InputError)) wrong.push(`${told}: ${String(error)}`);
          else if (!MEANT.test(told) && !error.argument.includes(at.at(-1)!) && !/^\d+$/u.test(at.at(-1)!)) {
            wrong.push(`${told} blames ${error.argument}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('names that every object has are not covariates', () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const purchase = JSON.parse(`{"${name}": 1}`) as Record<string, number>;
    const model: clv.ParetoNbdModel = {
      ...NBD,
      kind: 'pareto-nbd',
      dropoutShape: 0.6,
      dropoutScaleDays: 80,
      effects: { purchase, dropout: {} },
    };
    for (const covariates of [{}, { other: 1 }]) {
      expect(() => clv.probabilityAlive(model, { ...bob, covariates }), name).toThrow(
        expect.objectContaining({ code: 'missing-value' }),
      );
    }
    const own = JSON.parse(`{"${name}": 0}`) as Record<string, number>;
    expect(clv.probabilityAlive(model, { ...bob, covariates: own })).toBeGreaterThan(0);
  }
});

test('a holdout that is no count is refused, not added up as text', () => {
  const split = splitCalibrationHoldout(
    [1, 3, 20].map((day) => ({ customerId: 'a', at: Date.UTC(2024, 0, day) })),
    cut,
  );
  for (const holdoutPurchases of [NaN, '5', -1, 0.5, undefined]) {
    const row = { ...split.rows[0]!, holdoutPurchases: holdoutPurchases as number };
    expect(() => clv.measureHoldout(NBD, { ...split, rows: [row] })).toThrow(
      expect.objectContaining({ code: 'not-a-count', argument: 'split.rows[0].holdoutPurchases' }),
    );
  }
});

test('one row, equal rows and none', () => {
  for (const fit of [clv.fitNbd, clv.fitBgNbd, clv.fitMbgNbd, clv.fitParetoNbd]) {
    expect(() => fit([])).toThrow(expect.objectContaining({ code: 'empty' }));
    const [once, twice] = [fit([bob, bob]), fit([{ ...bob, customers: 2 }])];
    expect(once).toEqual(twice);
    expect(fit([bob]).fit!.warnings.length).toBeGreaterThan(0);
  }
  expect(clv.condenseHistories([])).toEqual([]);
  expect(() => clv.logLikelihood(NBD, [])).toThrow(expect.objectContaining({ code: 'empty' }));
});

describe('horizons that nobody means are refused at once, those that somebody may mean are answered', () => {
  const BG = { ...NBD, kind: 'bg-nbd', dropoutA: 0.8, dropoutB: 2.4 } as const;
  const rhythm = { ...BG, kind: 'mbg-cnbd', regularity: 2 } as const;
  const price = { annualDiscountRate: 0.1, marginShare: 1, spendPerPurchase: 1 };
  test.each<[string, string, () => unknown]>([
    ['afterDays', 'options.afterDays', () => clv.probabilityAliveAt(BG, bob, { afterDays: 1e300 })],
    ['horizonDays', 'options.horizonDays', () => clv.expectedPurchases(rhythm, bob, { horizonDays: 1e300 })],
    [
      'steps of a day in 1e5 days',
      'options.bookingDays',
      () => clv.customerLifetimeValue(BG, bob, { ...price, horizonDays: 1e5, bookingDays: 1 }),
    ],
    [
      'steps of a second without an end',
      'options.bookingDays',
      () => clv.customerLifetimeValue(BG, bob, { ...price, horizonDays: 'unlimited', bookingDays: 1e-5 }),
    ],
    [
      'observedDays',
      'options.observedDays',
      () => clv.simulatePurchases(BG, { seed: 1, customers: 1, observedDays: 1e300 }),
    ],
    [
      'customers',
      'options.observedDays',
      () => clv.simulatePurchases(BG, { seed: 1, customers: 1e12, observedDays: 9 }),
    ],
    ['occasions', 'options.opportunities', () => clv.expectedSuccesses(BGBB, occasion, { opportunities: 1e12 })],
    [
      'occasions counted',
      'options.opportunities',
      () => clv.probabilityOfSuccesses(BGBB, occasion, { opportunities: 1e12, successes: 2 }),
    ],
  ])('%s', (_, argument, call) => {
    const begun = performance.now();
    expect(call).toThrow(expect.objectContaining({ name: 'InputError', argument }));
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  test('a century, day by day, and ten thousand years', () => {
    const century = { annualDiscountRate: 0.1, horizonDays: 36_525 };
    const daily = clv.expectedDiscountedPurchases(NBD, bob, { ...century, bookingDays: 1 });
    // Whoever never leaves buys at one rate: Σ e^−δi against ∫ e^−δt dt.
    const delta = Math.log(1.1) / 365.2425;
    const ratio = daily / clv.expectedDiscountedPurchases(NBD, bob, century);
    expect(ratio / (delta / Math.expm1(delta))).toBeCloseTo(1, 11);
    expect(clv.probabilityAliveAt(BG, bob, { afterDays: 3.65e6 })).toBeGreaterThan(0);
    expect(clv.expectedPurchases(rhythm, bob, { horizonDays: 3.65e6 })).toBeGreaterThan(1);
  });
});
