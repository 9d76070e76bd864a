import type { Problem } from '../errors/index.ts';
import { checkBands } from '../statistics/index.ts';
import type { HealthDefinition } from './health-definition.ts';

/**
 * What is wrong with a health score's definition, all at once: empty lists, weights, points out of order or range, bands
 * that do not begin at 0 or do not ascend.
 *
 * @param definition - the definition, of any origin
 * @returns problems with JSON Pointers, in the order of the definition; `[]` when it is fine
 *
 * @example Is my health score well defined?
 * ```ts
 * import { checkHealth } from 'clientele/churn';
 *
 * const problems = checkHealth({
 *   kind: 'health',
 *   version: 1,
 *   factors: [{ key: 'logins', weight: -1, points: [[0, 0], [10, 100]] }],
 *   bands: [{ name: 'red', from: 0 }],
 *   missing: 'reweight',
 * });
 * problems[0].path; // => '/factors/0/weight'
 * ```
 */
export function checkHealth(definition: HealthDefinition): Problem[] {
  const problems: Problem[] = [];
  const report = (code: string, path: string, message: string): void => {
    problems.push({ code, path, severity: 'error', message });
  };
  const requireScore = (score: unknown, path: string): void => {
    if (typeof score !== 'number' || !(score >= 0 && score <= 100)) {
      report('out-of-range', path, `expected 0 to 100 points, got ${String(score)}`);
    }
  };
  const requireOrder = (values: readonly number[], pathOf: (i: number) => string): void => {
    values.forEach((value, i) => {
      if (!Number.isFinite(value)) report('not-finite', pathOf(i), `expected a finite number, got ${String(value)}`);
      else if (i > 0 && !(value > values[i - 1]!)) {
        report('out-of-order', pathOf(i), `expected more than ${values[i - 1]}, got ${value}`);
      }
    });
  };
  const { factors, bands, missing, neutralScore, minimumKnownShare } = definition;
  if (factors.length === 0) report('empty', '/factors', 'expected one factor or more, got none');
  const keys = new Set<string>();
  factors.forEach((factor, f) => {
    const path = `/factors/${f}`;
    const { key, weight } = factor;
    if (keys.has(key)) report('duplicate', `${path}/key`, `expected every key once, got '${key}' again`);
    keys.add(key);
    if (!(weight > 0 && weight < Infinity)) report('out-of-range', `${path}/weight`, `expected above 0, got ${weight}`);
    if ('points' in factor) {
      if (factor.points.length === 0) report('empty', `${path}/points`, 'expected one point or more, got none');
      requireOrder(
        factor.points.map(([value]) => value),
        (i) => `${path}/points/${i}/0`,
      );
      factor.points.forEach(([, score], i) => requireScore(score, `${path}/points/${i}/1`));
    } else if ('steps' in factor) {
      if (factor.steps.length === 0) report('empty', `${path}/steps`, 'expected one step or more, got none');
      requireOrder(
        factor.steps.map(({ from }) => from),
        (i) => `${path}/steps/${i}/from`,
      );
      factor.steps.forEach(({ score }, i) => requireScore(score, `${path}/steps/${i}/score`));
    } else if (factor.levels && typeof factor.levels === 'object') {
      const entries = Object.entries(factor.levels);
      if (entries.length === 0) report('empty', `${path}/levels`, 'expected one level or more, got none');
      for (const [level, score] of entries) {
        requireScore(score, `${path}/levels/${level.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      }
    } else report('missing-value', path, 'expected points, steps or levels, got none of them');
  });
  for (const problem of checkBands(bands)) problems.push({ ...problem, path: `/bands${problem.path}` });
  if (bands.length > 0 && bands[0]!.from !== 0) {
    report('out-of-range', '/bands/0/from', `expected 0, got ${bands[0]!.from}`);
  }
  if (!['reweight', 'neutral', 'zero'].includes(missing)) {
    report('unknown-name', '/missing', `expected reweight, neutral or zero, got ${String(missing)}`);
  }
  if (neutralScore !== undefined) requireScore(neutralScore, '/neutralScore');
  if (minimumKnownShare !== undefined && !(minimumKnownShare >= 0 && minimumKnownShare <= 1)) {
    report('out-of-range', '/minimumKnownShare', `expected 0 to 1, got ${minimumKnownShare}`);
  }
  return problems;
}
