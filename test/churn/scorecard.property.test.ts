/** Scorecards against plain loops: weight of evidence, Newton's method with elimination, points by the formula. */
import { binWeightOfEvidence, fitScorecard, type FeatureValue, scorePoints } from 'clientele/churn';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const VARIABLES = [{ name: 'orders', edges: [2, 5] }, { name: 'plan' }, { name: 'news' }];
const row = fc.record({
  orders: fc.option(fc.integer({ min: 0, max: 8 })),
  plan: fc.constantFrom('basic', 'pro', 'team', null),
  news: fc.constantFrom(true, false, undefined),
  churned: fc.boolean(),
});
type Row = { orders: number | null; plan: string | null; news: boolean | undefined; churned: boolean };
const rows: fc.Arbitrary<Row[]> = fc.array(row, { minLength: 40, maxLength: 90 });

/** The bin's name by the rules: numbers by the ends at or below them, missing apart, everything else as it is written. */
function labelOf(value: unknown, edges?: readonly number[]): string {
  if (value === null || value === undefined) return '(missing)';
  return edges ? String(edges.filter((edge) => edge <= (value as number)).length) : String(value);
}

function woeOf(list: readonly Row[], labels: readonly string[], label: string): number {
  const inBin = list.filter((_, i) => labels[i] === label);
  let left = inBin.filter(({ churned }) => churned).length;
  let stayed = inBin.length - left;
  if (left === 0 || stayed === 0) {
    left += 0.5;
    stayed += 0.5;
  }
  const churners = list.filter(({ churned }) => churned).length;
  return Math.log(left / churners) - Math.log(stayed / (list.length - churners));
}

/** Maximum likelihood by 200 damped Newton steps; null where it runs away or the columns depend on each other. */
function fitPlain(x: readonly number[][], y: readonly number[]): number[] | null {
  const p = x[0]!.length;
  const value = (beta: readonly number[]): number =>
    x.reduce((sum, line, i) => {
      const z = line.reduce((dot, one, j) => dot + one * beta[j]!, 0);
      return sum + y[i]! * z - Math.max(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));
    }, 0);
  let beta: number[] = Array.from({ length: p }, () => 0);
  for (let turn = 0; turn < 200; turn++) {
    const system = Array.from({ length: p }, () => Array.from({ length: p + 1 }, () => 0));
    x.forEach((line, i) => {
      const chance = 1 / (1 + Math.exp(-line.reduce((dot, one, j) => dot + one * beta[j]!, 0)));
      for (let j = 0; j < p; j++) {
        for (let k = 0; k < p; k++) system[j]![k]! += chance * (1 - chance) * line[j]! * line[k]!;
        system[j]![p]! += (y[i]! - chance) * line[j]!;
      }
    });
    // Gauss and Jordan, the largest pivot first.
    for (let j = 0; j < p; j++) {
      const rest = system.slice(j);
      rest.sort((a, b) => Math.abs(b[j]!) - Math.abs(a[j]!));
      rest.forEach((line, k) => (system[j + k] = line));
      if (Math.abs(system[j]![j]!) < 1e-6) return null;
      for (let k = 0; k < p; k++) {
        if (k === j) continue;
        const factor = system[k]![j]! / system[j]![j]!;
        for (let m = j; m <= p; m++) system[k]![m]! -= factor * system[j]![m]!;
      }
    }
    const step = system.map((line, j) => line[p]! / line[j]!);
    let length = 1;
    while (length > 1e-6 && value(beta.map((b, j) => b + length * step[j]!)) < value(beta) - 1e-12) length /= 2;
    beta = beta.map((b, j) => b + length * step[j]!);
    if (beta.some((b) => Math.abs(b) > 15)) return null;
    if (step.every((s) => Math.abs(s) < 1e-12)) return beta;
  }
  return beta;
}

test('equals plain loops, and the points of a customer are those of her bins', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(20, 40),
      fc.integer({ min: -50, max: 700 }),
      fc.constantFrom(1, 50),
      (list, pointsToDoubleOdds, basePoints, baseOdds) => {
        const churners = list.filter(({ churned }) => churned).length;
        fc.pre(churners > 0 && churners < list.length);
        const examples = list.map(({ churned, ...features }) => ({
          features: features as Record<string, FeatureValue>,
          churned,
        }));
        const card = fitScorecard(examples, { variables: VARIABLES, pointsToDoubleOdds, basePoints, baseOdds });
        const labels = VARIABLES.map(({ name, edges }) => list.map((one) => labelOf(one[name as keyof Row], edges)));
        const woes = labels.map((of) => new Map([...new Set(of)].map((label) => [label, woeOf(list, of, label)])));
        card.variables.forEach(({ bins }, v) => {
          expect(Object.fromEntries(bins.map(({ label, woe }) => [label, woe]))).toEqual(
            Object.fromEntries([...woes[v]!].map(([label, woe]) => [label, expect.closeTo(woe, 11)])),
          );
          for (const { label, n, churned } of bins) {
            const inBin = list.filter((_, i) => labels[v]![i] === label);
            expect([n, churned]).toEqual([inBin.length, inBin.filter((one) => one.churned).length]);
          }
        });
        const beta = fitPlain(
          list.map((_, i) => [1, ...labels.map((of, v) => woes[v]!.get(of[i]!)!)]),
          list.map(({ churned }) => (churned ? 1 : 0)),
        );
        if (card.fit.status !== 'interior') return;
        expect(beta).not.toBeNull();
        compared++;
        expect([card.intercept, ...card.variables.map(({ coefficient }) => coefficient)]).toEqual(
          beta!.map((b) => expect.closeTo(b, 7)),
        );
        expect(card.fit.warnings.flatMap(({ code, facts }) => (code === 'wrong-sign' ? facts.features : []))).toEqual(
          VARIABLES.flatMap(({ name }, v) => (beta![v + 1]! < 0 ? [name] : [])),
        );
        // Odds of staying that double are worth `pointsToDoubleOdds`; at `baseOdds` to 1 the sum is `basePoints`.
        list.forEach((one, i) => {
          const logit = labels.reduce((sum, of, v) => sum + beta![v + 1]! * woes[v]!.get(of[i]!)!, beta![0]!);
          const points = basePoints + pointsToDoubleOdds * Math.log2(Math.exp(-logit) / baseOdds);
          const { churned: _, ...features } = one;
          const score = scorePoints(card, features as Record<string, FeatureValue>);
          expect(score.points).toBeCloseTo(points, 5);
          expect(score.flags).toEqual([]);
        });
      },
    ),
    { seed: 20261126, numRuns: 40 },
  );
  expect(compared).toBeGreaterThan(25);
});

test('the information value is the sum over the bins of the difference of the shares times the weight', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const labels = list.map(({ orders }) => labelOf(orders, [2, 5]));
      const churners = list.filter(({ churned }) => churned).length;
      const stayers = list.length - churners;
      fc.pre(churners > 0 && stayers > 0);
      let want = 0;
      for (const label of new Set(labels)) {
        const woe = woeOf(list, labels, label);
        const left = list.filter(({ churned }, i) => churned && labels[i] === label).length;
        const stayed = list.filter(({ churned }, i) => !churned && labels[i] === label).length;
        const half = left === 0 || stayed === 0 ? 0.5 : 0;
        want += ((left + half) / churners - (stayed + half) / stayers) * woe;
      }
      const { informationValue } = binWeightOfEvidence(
        list.map(({ orders, churned }) => ({ value: orders, churned })),
        { edges: [2, 5] },
      );
      expect(informationValue).toBeCloseTo(want, 11);
    }),
    { seed: 20261127, numRuns: 100 },
  );
});
