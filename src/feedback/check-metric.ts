import type { Problem } from '../errors/index.ts';
import type { Metric } from './metric.ts';

/** What can be wrong with a metric. */
export type MetricProblemCode =
  | 'duplicate'
  | 'empty'
  | 'not-an-integer'
  | 'out-of-order'
  | 'out-of-range'
  | 'too-many'
  | 'unknown-name'
  | 'wrong-kind'
  | 'wrong-type';

/**
 * Finds what is wrong with a metric before answers are counted by it: an inverted or endless scale, fractional levels,
 * levels off the scale, a level in two sets, an empty top set.
 *
 * @param metric - the metric to check; it may come from a file
 * @returns the problems in the order of the metric's keys; empty when it is sound
 *
 * @example Is my home-made score sound?
 * ```ts
 * import { checkMetric, NPS } from 'clientele/feedback';
 *
 * checkMetric(NPS); // => []
 * const broken = { ...NPS, statistic: { ...NPS.statistic, bottom: [5, 6, 9] } };
 * checkMetric(broken).map(({ code, path }) => [code, path]); // => [['duplicate', '/statistic/bottom/2']]
 * ```
 */
export function checkMetric(metric: Metric): Problem<MetricProblemCode>[] {
  const problems: Problem<MetricProblemCode>[] = [];
  const report = (code: MetricProblemCode, path: string, message: string): void => {
    problems.push({ code, path, severity: 'error', message });
  };
  if (metric.kind !== 'feedback-metric') report('wrong-kind', '/kind', 'the kind is feedback-metric');
  if (metric.version !== 1) report('wrong-kind', '/version', 'this version of the library reads version 1');
  if (typeof metric.id !== 'string' || metric.id === '') report('wrong-type', '/id', 'a metric needs a name');
  // It may come from a file that lacks anything.
  const { min, max } = metric.scale ?? {};
  const whole = Number.isSafeInteger(min) && Number.isSafeInteger(max);
  if (!whole) report('not-an-integer', '/scale', 'both ends of a scale are whole numbers');
  else if (min >= max) report('out-of-order', '/scale', 'the lowest level lies below the highest');
  else if (max - min > 1000)
    report('too-many', '/scale', 'the ends of a scale lie at most 1000 apart; group the answers first');
  const { better } = metric;
  const statistic = metric.statistic ?? {};
  if (statistic.kind === 'net' || statistic.kind === 'share') {
    const seen = new Set<number>();
    for (const name of statistic.kind === 'net'
      ? (['top', 'bottom', 'excluded'] as const)
      : (['top', 'excluded'] as const)) {
      const levels = (statistic as { [set in typeof name]?: readonly number[] })[name];
      if (levels !== undefined && !Array.isArray(levels)) {
        report('wrong-type', `/statistic/${name}`, `${name} is a list of levels`);
        continue;
      }
      levels?.forEach((level, i) => {
        const path = `/statistic/${name}/${i}`;
        if (!Number.isSafeInteger(level)) report('not-an-integer', path, `a level is a whole number, ${level} is not`);
        else if (level < min || level > max) report('out-of-range', path, `level ${level} is not on the scale`);
        else if (seen.has(level)) report('duplicate', path, `level ${level} is named twice; it can count only once`);
        seen.add(level);
      });
      if (name !== 'excluded' && !levels?.length) {
        report('empty', `/statistic/${name}`, `without a ${name} level the figure would always be the same`);
      }
    }
  } else if (statistic.kind !== 'mean') {
    report('unknown-name', '/statistic/kind', 'a statistic is net, share or mean');
  }
  if (better !== 'higher' && better !== 'lower') report('unknown-name', '/better', 'better is higher or lower');
  return problems;
}
