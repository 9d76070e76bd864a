import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitCox, tabulateCoxResiduals, tabulateSchoenfeldResiduals } from 'clientele/survival';
import { expect, test } from 'vitest';

interface Fit {
  ties: 'efron' | 'breslow';
  kind: 'plain' | 'full' | 'strata';
  coefficients: number[];
  martingale: number[];
  deviance: number[];
  schoenfeldDays: number[];
  schoenfeldX: number[];
  schoenfeldY: number[];
  scaledX: number[];
  scaledY: number[];
}
type Columns = Record<'days' | 'ended' | 'entryDays' | 'weight' | 'x' | 'y', number[]> & { stratum: string[] };
const { data, fits } = JSON.parse(readFileSync(join(import.meta.dirname, 'residuals.json'), 'utf8')) as {
  data: Columns;
  fits: Fit[];
};
const near = (got: number, want: number): void =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-8 * Math.max(0.1, Math.abs(want)));

test.each(fits)('residuals of R survival, $ties, $kind', ({ ties, kind, ...want }) => {
  const spells = data.days.map((days, i) => ({
    days,
    ended: data.ended[i] === 1,
    covariates: { x: data.x[i]!, y: data.y[i]! },
    ...(kind !== 'plain' && { entryDays: data.entryDays[i]!, weight: data.weight[i]! }),
    ...(kind === 'strata' && { stratum: data.stratum[i]! }),
  }));
  const model = fitCox(spells, { ties });
  model.covariates.forEach(({ coefficient }, k) => near(coefficient, want.coefficients[k]!));
  const residuals = tabulateCoxResiduals(model, spells);
  expect(residuals.map(({ row }) => row)).toEqual(spells.map((_, i) => i));
  residuals.forEach(({ martingale, deviance, expected }, i) => {
    near(martingale, want.martingale[i]!);
    near(deviance, want.deviance[i]!);
    near(expected, data.ended[i]! - want.martingale[i]!);
  });
  const ends = tabulateSchoenfeldResiduals(model, spells);
  expect(ends.map(({ days }) => days)).toEqual(want.schoenfeldDays);
  ends.forEach(({ row, days, residuals: plain, scaled }, i) => {
    expect(spells[row]).toMatchObject({ days, ended: true });
    near(plain.x, want.schoenfeldX[i]!);
    near(plain.y, want.schoenfeldY[i]!);
    near(scaled.x, want.scaledX[i]!);
    near(scaled.y, want.scaledY[i]!);
  });
});
