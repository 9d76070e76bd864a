import { fitCox, tabulateCoxResiduals, tabulateSchoenfeldResiduals } from 'clientele/survival';
import type { CovariateSpell } from 'clientele/survival';
import { describe, expect, test } from 'vitest';

const code = (wanted: string): unknown => expect.objectContaining({ code: wanted });
const spells: CovariateSpell<'plan' | 'age'>[] = [3, 5, 8, 12, 12, 20, 26, 30, 31, 40].map((days, i) => ({
  days,
  ended: i % 4 !== 3,
  covariates: { plan: i % 3 === 0 ? 1 : 0, age: 20 + ((i * 7) % 11) },
}));

describe('martingale and deviance residuals', () => {
  test('without covariates they are ends seen less the Nelson–Aalen hazard', () => {
    const bare = [1, 2, 2, 4].map((days, i) => ({ days, ended: i !== 1, covariates: {} }));
    const rows = tabulateCoxResiduals(fitCox(bare, { ties: 'breslow' }), bare);
    const hazard = [1 / 4, 1 / 4 + 1 / 3, 1 / 4 + 1 / 3, 1 / 4 + 1 / 3 + 1];
    rows.forEach(({ expected, martingale }, i) => {
      expect(expected).toBeCloseTo(hazard[i]!, 14);
      expect(martingale).toBeCloseTo((i === 1 ? 0 : 1) - hazard[i]!, 14);
    });
    expect(rows[1]!.deviance).toBeCloseTo(-Math.sqrt(2 * hazard[1]!), 14);
    expect(rows[0]!.deviance).toBeCloseTo(Math.sqrt(2 * (1 / 4 - 1 + Math.log(4))), 14);
    expect(rows[3]!.deviance).toBeLessThan(0);
  });
  test('with Efron two ends of one day share it: each is expected half a time less', () => {
    const twins = [5, 5].map((days) => ({ days, ended: true, covariates: {} }));
    // The turns are 1/2 and 1/1; each end lives through the first and half of the second.
    expect(tabulateCoxResiduals(fitCox(twins), twins).map(({ expected }) => expected)).toEqual([1, 1]);
    const block = tabulateCoxResiduals(fitCox(twins, { ties: 'breslow' }), twins);
    expect(block.map(({ expected }) => expected)).toEqual([1, 1]);
    const third = [...twins, { days: 5, ended: false, covariates: {} }];
    const [a, b, c] = tabulateCoxResiduals(fitCox(third), third).map(({ expected }) => expected);
    expect([a, b]).toEqual([1 / 3 + 1 / 4, 1 / 3 + 1 / 4]);
    expect(c).toBeCloseTo(1 / 3 + 1 / 2, 14);
  });
  test('a spell that nobody ended beside has the residual 0, never −0 or NaN', () => {
    const rows = [
      { days: 1, ended: false, covariates: { x: 1 } },
      { days: 2, ended: true, covariates: { x: 2 } },
      { days: 3, ended: false, covariates: { x: 5 } },
    ];
    const [first] = tabulateCoxResiduals(fitCox(rows), rows);
    expect(first).toEqual({ row: 0, expected: 0, martingale: 0, deviance: 0 });
  });
  test('late entries are expected to end only while they are watched', () => {
    const late = spells.map((spell, i) => (i > 6 ? { ...spell, entryDays: 10 } : spell));
    const model = fitCox(late);
    const residuals = tabulateCoxResiduals(model, late);
    expect(residuals.reduce((sum, { martingale }) => sum + martingale, 0)).toBeCloseTo(0, 12);
  });
  test('spells of weight 0 have no row; the rows say where each spell stands', () => {
    const some = spells.map((spell, i) => ({ ...spell, weight: i === 2 ? 0 : 1 }));
    expect(tabulateCoxResiduals(fitCox(some), some).map(({ row }) => row)).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9]);
    expect(tabulateSchoenfeldResiduals(fitCox(some), some).map(({ row }) => row)).toEqual([0, 1, 4, 5, 6, 8, 9]);
  });
  test('a coefficient that ran away leaves finite residuals', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8].map((days) => ({ days, ended: days <= 4, covariates: { bad: days <= 4 ? 1e6 : 0 } })); // prettier-ignore
    const model = fitCox(rows);
    expect(model.fit.status).toBe('boundary');
    const extreme = { ...model, covariates: [{ ...model.covariates[0]!, coefficient: 1 }] };
    for (const found of [tabulateCoxResiduals(model, rows), tabulateCoxResiduals(extreme, rows)]) {
      expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    }
  });
});

describe('Schoenfeld residuals', () => {
  test('by hand: the covariate less its mean among those at risk', () => {
    const rows = [
      { days: 1, ended: true, covariates: { x: 1 } },
      { days: 2, ended: true, covariates: { x: 0 } },
      { days: 3, ended: true, covariates: { x: 1 } },
      { days: 4, ended: false, covariates: { x: 0 } },
    ];
    const model = fitCox(rows);
    const r = Math.exp(model.covariates[0]!.coefficient);
    const plain = tabulateSchoenfeldResiduals(model, rows).map(({ residuals }) => residuals.x);
    const byHand = [1 - (2 * r) / (2 * r + 2), -r / (r + 2), 1 - r / (r + 1)];
    plain.forEach((value, i) => expect(value).toBeCloseTo(byHand[i]!, 9));
    expect(plain.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
  });
  test('the scaled ones average to the coefficient', () => {
    const model = fitCox(spells);
    const rows = tabulateSchoenfeldResiduals(model, spells);
    for (const { name, coefficient } of model.covariates) {
      const mean = rows.reduce((sum, { scaled }) => sum + scaled[name], 0) / rows.length;
      expect(mean).toBeCloseTo(coefficient, 9);
    }
  });
  test('by stratum, then by day, then in the order given; dropped covariates are left out', () => {
    const rows = spells.map((spell, i) => ({
      ...spell,
      stratum: i % 2 === 0 ? 'b' : 'a',
      covariates: { ...spell.covariates, k: 1 },
    }));
    const found = tabulateSchoenfeldResiduals(fitCox(rows), rows);
    expect(found.map(({ stratum, days }) => `${stratum}${days}`)).toEqual(['a5', 'a20', 'a40', 'b3', 'b8', 'b12', 'b26', 'b31']); // prettier-ignore
    expect(Object.keys(found[0]!.residuals)).toEqual(['plan', 'age']);
  });
  test('nobody ended: no rows', () => {
    const rows = spells.map((spell) => ({ ...spell, ended: false }));
    expect(tabulateSchoenfeldResiduals(fitCox(rows), rows)).toEqual([]);
    expect(tabulateCoxResiduals(fitCox(rows), rows).every(({ martingale }) => martingale === 0)).toBe(true);
  });
});

test('both need the spells of the fit', () => {
  const model = fitCox(spells);
  for (const tabulate of [tabulateCoxResiduals, tabulateSchoenfeldResiduals]) {
    expect(() => tabulate(model, spells.slice(1))).toThrow(code('inconsistent'));
    const others = spells.map(({ covariates, ...rest }) => ({ ...rest, covariates: { plan: covariates.plan } }));
    expect(() => tabulate(model, others as unknown as typeof spells)).toThrow(code('inconsistent'));
    expect(() => tabulate({ ...model, kind: 'aft' } as unknown as typeof model, spells)).toThrow(code('wrong-kind'));
    expect(() => tabulate(model, null as unknown as typeof spells)).toThrow(code('wrong-type'));
  }
});
