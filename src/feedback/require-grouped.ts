import { InputError } from '../errors/index.ts';
import type { Metric } from './metric.ts';

/** The metric, once it is sure that its answers fall into groups. */
export function requireGrouped(metric: Metric): Metric {
  if (metric.statistic.kind !== 'mean') return metric;
  throw new InputError('unsupported', 'metric.statistic', 'expected a net or share metric: a mean has no groups');
}
