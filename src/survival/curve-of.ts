import type { Warning } from '../errors/index.ts';
import type { SpellColumns } from './read-spells.ts';
import { sweepRiskSets } from './risk-sets.ts';
import type { SurvivalCurve, SurvivalStep } from './survival-curve.ts';

/** The steps of either estimator from one sweep. */
export function curveOf(spells: SpellColumns, estimator: SurvivalCurve['estimator']): SurvivalCurve {
  const sets = sweepRiskSets(spells);
  const steps: SurvivalStep[] = [];
  let product = 1;
  let hazard = 0;
  let hazardVariance = 0;
  let greenwood: number | null = 0;
  let ended = 0;
  let emptied: number | null = null;
  for (let k = 0; k < sets.count; k++) {
    const n = sets.atRisk[k]!;
    const d = sets.ended[k]!;
    const left = n - d;
    product *= left / n;
    if (greenwood !== null) greenwood = left > 0 ? greenwood + d / (n * left) : null;
    if (left === 0 && emptied === null) emptied = sets.days[k]!;
    hazard += d / n;
    hazardVariance += d / (n * n);
    ended += d;
    steps.push({
      days: sets.days[k]!,
      atRisk: n,
      ended: d,
      censoredBefore: sets.censoredBefore[k]!,
      probabilitySurviving: estimator === 'kaplan-meier' ? product : Math.exp(-hazard),
      greenwood,
      cumulativeHazard: hazard,
      hazardVariance,
    });
  }
  const warnings: Warning[] = [];
  if (steps.length === 0) {
    warnings.push({
      code: 'nobody-ended',
      message: 'No spell ended, so the curve stays at 1: a longer observation is needed.',
      facts: { spells: spells.n },
    });
  }
  if (emptied !== null && emptied < spells.longestDays) {
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
    quiet: { days: sets.quietDays, atRisk: sets.quietAtRisk },
    fit: {
      n: spells.n,
      status: steps.length === 0 ? 'boundary' : warnings.length > 0 ? 'weak' : 'interior',
      warnings,
      ended,
      weight: spells.totalWeight,
    },
  };
}
