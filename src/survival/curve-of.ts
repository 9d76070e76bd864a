import type { Warning } from '../errors/index.ts';
import type { SpellColumns } from './read-spells.ts';
import { sweepRiskSets } from './risk-sets.ts';
import type { SurvivalCurve } from './survival-curve.ts';

/** The steps of either estimator from one sweep. */
export function curveOf(spells: SpellColumns, estimator: SurvivalCurve['estimator']): SurvivalCurve {
  const { steps, quiet } = sweepRiskSets(spells);
  let product = 1;
  let hazard = 0;
  let hazardVariance = 0;
  let greenwood: number | null = 0;
  let ended = 0;
  for (const step of steps) {
    const { atRisk: n, ended: d } = step;
    const left = n - d;
    product *= left / n;
    if (greenwood !== null) greenwood = left > 0 ? greenwood + d / (n * left) : null;
    hazard += d / n;
    hazardVariance += d / (n * n);
    ended += d;
    step.probabilitySurviving = estimator === 'kaplan-meier' ? product : Math.exp(-hazard);
    step.greenwood = greenwood;
    step.cumulativeHazard = hazard;
    step.hazardVariance = hazardVariance;
  }
  const warnings: Warning[] = [];
  if (steps.length === 0) {
    warnings.push({
      code: 'nobody-ended',
      message: 'No spell ended, so the curve stays at 1: a longer observation is needed.',
      facts: { spells: spells.n },
    });
  }
  const emptied = steps.find(({ atRisk, ended: all }) => atRisk === all)?.days ?? Infinity;
  if (emptied < spells.longestDays) {
    warnings.push({
      code: 'risk-set-emptied',
      message: `Everybody at risk on day ${emptied} ended while others were to enter later: the curve fell to 0 by chance.`,
      facts: { days: emptied },
    });
  }
  return {
    kind: 'survival-curve',
    version: 1,
    estimator,
    longestDays: spells.longestDays,
    steps,
    quiet,
    fit: {
      n: spells.n,
      status: steps.length === 0 ? 'boundary' : warnings.length > 0 ? 'weak' : 'interior',
      warnings,
      ended,
      weight: spells.totalWeight,
    },
  };
}
