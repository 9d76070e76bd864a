/** Leakage against its definition, customer by customer and pair by pair. */
import { checkLeakage, type DatedExample } from 'clientele/churn';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const NAMES = ['calls', 'a/b', 'c~d', '__proto__'] as const;
const day = (n: number): number => Date.UTC(2024, 0, 1) + n * 3_600_000;

const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 4 }) },
  fc.boolean(),
  fc.constantFrom(null, undefined, 'text', Number.NaN, -0, {}),
);
const example: fc.Arbitrary<DatedExample> = fc
  .record({
    landmark: fc.integer({ min: 0, max: 5 }),
    churned: fc.boolean(),
    values: fc.array(fc.option(value, { nil: 'absent' }), { minLength: 4, maxLength: 4 }),
    known: fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { minLength: 4, maxLength: 4 }),
  })
  .map(({ landmark, churned, values, known }) => {
    const pairs = (of: (i: number) => unknown) =>
      Object.fromEntries(NAMES.flatMap((name, i) => (of(i) === 'absent' ? [] : [[name, of(i)]])));
    return {
      landmarkAt: day(landmark),
      churned,
      features: pairs((i) => values[i]),
      knownAt: pairs((i) => (known[i] === null ? 'absent' : day(known[i]!))) as Record<string, number>,
    };
  });

/** What is wrong with one feature, written out. */
function naive(examples: readonly DatedExample[], feature: string, threshold: number) {
  const own = <T>(from: Readonly<Record<string, T>> | undefined): T | undefined =>
    from && Object.hasOwn(from, feature) ? from[feature] : undefined;
  const count = examples.filter(({ landmarkAt, knownAt }) => {
    const known = own(knownAt);
    return known !== undefined && known >= landmarkAt;
  }).length;
  const found: { code: string; path: string; facts: object }[] = [];
  const path = `/features/${feature.split('~').join('~0').split('/').join('~1')}`;
  if (count > 0) found.push({ code: 'after-landmark', path, facts: { feature, count } });
  const ranked = examples.flatMap(({ churned, features }) => {
    const given = own(features);
    const number = given === true ? 1 : given === false ? 0 : given;
    return typeof number === 'number' && number === number ? [{ number, churned }] : [];
  });
  let pairs = 0;
  let wins = 0;
  for (const left of ranked.filter(({ churned }) => churned)) {
    for (const stayed of ranked.filter(({ churned }) => !churned)) {
      pairs++;
      wins += left.number > stayed.number ? 1 : left.number === stayed.number ? 0.5 : 0;
    }
  }
  const rocAuc = pairs === 0 ? 0.5 : Math.max(wins, pairs - wins) / pairs;
  if (rocAuc > threshold) found.push({ code: 'too-good', path, facts: { feature, rocAuc } });
  return found;
}

test('equals the definition', () => {
  fc.assert(
    fc.property(fc.array(example, { maxLength: 14 }), fc.constantFrom(0.5, 0.6, 0.75, 0.97), (examples, threshold) => {
      const order = [...new Set(examples.flatMap(({ features, knownAt }) => [...Object.keys(features), ...Object.keys(knownAt!)]))]; // prettier-ignore
      const want = order.flatMap((feature) => naive(examples, feature, threshold));
      const got = checkLeakage(examples, { threshold });
      const near = (facts: object | undefined) =>
        Object.fromEntries(Object.entries(facts!).map(([k, v]) => [k, k === 'rocAuc' ? expect.closeTo(v as number, 12) : v])); // prettier-ignore
      expect(got.map(({ code, path, facts }) => ({ code, path, facts }))).toEqual(
        want.map(({ code, path, facts }) => ({ code, path, facts: near(facts) })),
      );
      expect(got.every(({ severity, code }) => severity === (code === 'too-good' ? 'warning' : 'error'))).toBe(true);
    }),
    { seed: 20261126, numRuns: 150 },
  );
});
