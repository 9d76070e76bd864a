/** The one sweep of the partial likelihood against its definition: every risk set put together anew. */
import type { CovariateSpell } from 'clientele/survival';
import { createRandom, drawNormal, nextUniform } from 'clientele/statistics';
import { expect, test } from 'vitest';
import { readCovariates } from '../../src/survival/covariate-columns.ts';
import { coxData, withColumns } from '../../src/survival/cox-data.ts';
import type { CoxData } from '../../src/survival/cox-likelihood.ts';
import { settled, sweepCox } from '../../src/survival/cox-likelihood.ts';
import { endedFlag, readSpells } from '../../src/survival/read-spells.ts';

const P = 2;

/** Spells on few days, so that ends, losses and entries fall together; weights and strata where asked. */
function dataOf(seed: number, ties: 'efron' | 'breslow', late: boolean): CoxData {
  const random = createRandom(seed);
  const whole = (most: number): number => Math.floor(nextUniform(random) * most);
  const rows = Array.from({ length: 30 }, (): CovariateSpell<'x' | 'y'> => {
    const days = 1 + whole(8);
    return {
      days,
      ended: nextUniform(random) < 0.6,
      entryDays: late && nextUniform(random) < 0.5 ? whole(days) : 0,
      weight: seed % 2 === 0 ? 0.25 + whole(8) / 4 : 1,
      stratum: seed % 3 === 0 ? 'ab'[whole(2)]! : '',
      covariates: { x: drawNormal(random), y: whole(3) },
    };
  });
  return coxData(rows, readCovariates(rows, readSpells(rows, 'spells', endedFlag)), ties).data;
}

/** Sums over the risk set of every end day, by the formulas of Efron 1977 and Breslow 1974. */
function naive(data: CoxData, beta: readonly number[]) {
  const rows = Array.from({ length: data.count }, (_, i) => {
    const x = Array.from({ length: P }, (_unused, k) => data.values[i * P + k]!);
    const eta = x.reduce((sum, value, k) => sum + value * beta[k]!, 0);
    return { x, eta, day: data.days[i]!, from: data.entry[i]!, w: data.weight[i]!, end: data.ended[i] === 1, stratum: data.stratum[i]! }; // prettier-ignore
  });
  let value = 0;
  const gradient = [0, 0];
  const information = [[0, 0], [0, 0]]; // prettier-ignore
  const days = new Map<string, { hazard: number; hazardOfEnded: number; ended: number }>();
  for (const { stratum, day } of rows.filter(({ end }) => end)) {
    const key = `${stratum} ${day}`;
    if (days.has(key)) continue;
    const risk = rows.filter((row) => row.stratum === stratum && row.day >= day && (row.from < day || row.from === 0));
    const left = risk.filter((row) => row.end && row.day === day);
    const top = Math.max(...risk.map(({ eta }) => eta));
    const sum = (of: typeof rows, f: (row: (typeof rows)[number]) => number): number =>
      of.reduce((all, row) => all + row.w * Math.exp(row.eta - top) * f(row), 0);
    const ended = left.reduce((all, { w }) => all + w, 0);
    const turns = data.ties === 'efron' ? left.length : 1;
    const found = { hazard: 0, hazardOfEnded: 0, ended };
    value += left.reduce((all, { w, eta }) => all + w * eta, 0);
    for (let k = 0; k < P; k++) gradient[k]! += left.reduce((all, { w, x }) => all + w * x[k]!, 0);
    for (let turn = 0; turn < turns; turn++) {
      const less = turn / turns;
      const over = (f: (row: (typeof rows)[number]) => number): number => sum(risk, f) - less * sum(left, f);
      const all = over(() => 1);
      const share = ended / turns;
      value -= share * (Math.log(all) + top);
      found.hazard += (share / all) * Math.exp(-top);
      found.hazardOfEnded += (1 - less) * (share / all) * Math.exp(-top);
      const mean = [0, 1].map((k) => over(({ x }) => x[k]!) / all);
      for (let k = 0; k < P; k++) {
        gradient[k]! -= share * mean[k]!;
        for (let j = 0; j < P; j++) information[k]![j]! += share * (over(({ x }) => x[k]! * x[j]!) / all - mean[k]! * mean[j]!); // prettier-ignore
      }
    }
    days.set(key, found);
  }
  return { value, gradient, information, days };
}

const near = (got: number, want: number, scale = 1): void =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-9 * Math.max(scale, Math.abs(want)));

// Coefficients of 0 and of the usual size, and such that one customer's risk is e^60 times another's.
test.each([0, 0.7, 12])('ties, weights, strata and late entries; coefficients about %d', (size) => {
  for (let seed = 1; seed <= 6; seed++) {
    for (const ties of ['efron', 'breslow'] as const) {
      for (const late of [false, true]) {
        const data = dataOf(seed, ties, late);
        const beta = [size, -size / 3];
        const want = naive(data, beta);
        const seen: string[] = [];
        const score = [0, 0];
        const sums = sweepCox(data, beta, (day) => {
          const key = `${day.stratum} ${day.day}`;
          const { hazard, hazardOfEnded, ended } = want.days.get(key)!;
          near(day.hazard, hazard, hazard);
          near(day.hazardOfEnded, hazardOfEnded, hazardOfEnded);
          near(day.ended, ended);
          for (let k = 0; k < P; k++) score[k]! += day.score[k]!;
          seen.push(key);
        });
        expect(seen.toSorted()).toEqual([...want.days.keys()].toSorted());
        near(sums.value, want.value);
        for (let k = 0; k < P; k++) {
          near(sums.gradient[k]!, want.gradient[k]!);
          near(score[k]!, want.gradient[k]!);
          for (let j = 0; j < P; j++) near(sums.information[k]![j]!, want.information[k]![j]!);
        }
        // The days alone, with the coefficients settled, and with one column only.
        near(sweepCox(settled(data, beta), []).value, want.value);
        const one = withColumns(data, [1]);
        near(sweepCox(one, [-size / 3]).value, naive(data, [0, -size / 3]).value);
        expect(withColumns(data, [0, 1])).toBe(data);
      }
    }
  }
});

test('hazards beyond the smallest and the largest double', () => {
  const rows = [1, 2].map((days) => ({ days, ended: true, covariates: { x: days } }));
  const { data } = coxData(rows, readCovariates(rows, readSpells(rows, 'spells', endedFlag)), 'efron');
  const hazards = (offset: number): number[] => {
    const found: number[] = [];
    sweepCox({ ...settled(data, [0]), offset: new Float64Array([offset, offset]) }, [], ({ hazard }) => found.push(hazard)); // prettier-ignore
    return found;
  };
  // 1 and 1/2 over e^offset.
  expect(hazards(0)).toEqual([1, 1 / 2]);
  expect(hazards(-800)).toEqual([Number.MAX_VALUE, Number.MAX_VALUE]);
  expect(hazards(800)).toEqual([0, 0]);
  expect(hazards(740)[0]).toBe(Math.exp(-740));
});
