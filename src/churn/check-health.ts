import type { Problem } from '../errors/index.ts';
import { checkBands } from '../statistics/index.ts';
import type { HealthDefinition, HealthFactor } from './health-definition.ts';

/** Larger weights or values could add up to more than a number holds. */
const LARGEST_WEIGHT = 1e50;
const LARGEST_VALUE = 1e150;

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
  const requireOrder = (values: readonly unknown[], pathOf: (i: number) => string): void => {
    let before = -Infinity;
    values.forEach((value, i) => {
      if (typeof value !== 'number' || !(Math.abs(value) <= LARGEST_VALUE)) {
        report('not-finite', pathOf(i), `expected a finite number, got ${String(value)}`);
      } else if (value > before) before = value;
      else report('out-of-order', pathOf(i), `expected more than ${before}, got ${value}`);
    });
  };
  const listOf = <T>(given: readonly T[], path: string, what: string): readonly T[] => {
    if (!Array.isArray(given)) report('wrong-type', path, `expected a list of ${what}s, got ${typeof given}`);
    else if (given.length === 0) report('empty', path, `expected one ${what} or more, got none`);
    return Array.isArray(given) ? given : [];
  };
  if (typeof definition !== 'object' || definition === null) {
    report('wrong-type', '', `expected a definition, got ${String(definition)}`);
    return problems;
  }
  const { kind, version, bands, missing, neutralScore, minimumKnownShare } = definition;
  if (kind !== 'health' || version !== 1) {
    report('wrong-kind', '/kind', `expected health of version 1, got ${String(kind)} of version ${String(version)}`);
  }
  const keys = new Set<string>();
  listOf(definition.factors, '/factors', 'factor').forEach((factor: HealthFactor | null | undefined, f) => {
    const path = `/factors/${f}`;
    if (typeof factor !== 'object' || factor === null) {
      report('wrong-type', path, `expected a factor, got ${String(factor)}`);
      return;
    }
    const { key, weight, label } = factor;
    if (typeof key !== 'string') report('wrong-type', `${path}/key`, `expected a name, got ${typeof key}`);
    if (keys.has(key)) report('duplicate', `${path}/key`, `expected every key once, got '${key}' again`);
    keys.add(key);
    if (label !== undefined && typeof label !== 'string') {
      report('wrong-type', `${path}/label`, `expected text, got ${typeof label}`);
    }
    if (typeof weight !== 'number' || !(weight > 0 && weight <= LARGEST_WEIGHT)) {
      report('out-of-range', `${path}/weight`, `expected above 0, got ${String(weight)}`);
    }
    if ('points' in factor) {
      const points = listOf(factor.points, `${path}/points`, 'point').map((point) => [point?.[0], point?.[1]]);
      requireOrder(
        points.map(([value]) => value),
        (i) => `${path}/points/${i}/0`,
      );
      points.forEach(([, score], i) => requireScore(score, `${path}/points/${i}/1`));
    } else if ('steps' in factor) {
      const steps = listOf(factor.steps, `${path}/steps`, 'step');
      requireOrder(
        steps.map((step) => step?.from),
        (i) => `${path}/steps/${i}/from`,
      );
      steps.forEach((step, i) => requireScore(step?.score, `${path}/steps/${i}/score`));
    } else if (factor.levels && typeof factor.levels === 'object') {
      const entries = Object.entries(factor.levels);
      if (entries.length === 0) report('empty', `${path}/levels`, 'expected one level or more, got none');
      for (const [level, score] of entries) {
        requireScore(score, `${path}/levels/${level.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      }
    } else report('missing-value', path, 'expected points, steps or levels, got none of them');
  });
  for (const problem of checkBands(bands)) problems.push({ ...problem, path: `/bands${problem.path}` });
  const lowest = Array.isArray(bands) ? bands[0]?.from : 0;
  if (typeof lowest === 'number' && lowest !== 0) {
    report('out-of-range', '/bands/0/from', `expected 0, got ${lowest}`);
  }
  if (!['reweight', 'neutral', 'zero'].includes(missing)) {
    report('unknown-name', '/missing', `expected reweight, neutral or zero, got ${String(missing)}`);
  }
  if (neutralScore !== undefined) requireScore(neutralScore, '/neutralScore');
  const share: unknown = minimumKnownShare ?? 0;
  if (typeof share !== 'number' || !(share >= 0 && share <= 1)) {
    report('out-of-range', '/minimumKnownShare', `expected 0 to 1, got ${String(share)}`);
  }
  return problems;
}
