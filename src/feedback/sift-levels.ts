import { InputError } from '../errors/index.ts';
import type { GroupCounts } from './answer-tally.ts';
import type { Metric, NetStatistic } from './metric.ts';

/**
 * Takes the sets out of the levels one after the other; what is left is the middle. The metric may be a literal that nobody
 * checked: a level off the scale or in two sets would make parts that do not add up, so it is refused here with the code
 * that `checkMetric` gives it.
 */
export function siftLevels(metric: Metric, levels: readonly number[]): GroupCounts {
  // A level that was taken is NaN, one off the scale undefined.
  const left = [...levels];
  const take = (name: 'top' | 'bottom' | 'excluded'): number => {
    let sum = 0;
    for (const level of (metric.statistic as Partial<NetStatistic>)[name] ?? []) {
      const i = level - metric.scale.min;
      const count = left[i]!;
      if (!(count >= 0)) {
        const code = i in left ? 'duplicate' : 'out-of-range';
        throw new InputError(code, `metric.statistic.${name}`, `expected levels of the scale, each once, got ${level}`);
      }
      sum += count;
      left[i] = NaN;
    }
    return sum;
  };
  const top = take('top');
  const bottom = take('bottom');
  take('excluded');
  return { top, middle: left.reduce((sum, count) => sum + (count || 0), 0), bottom };
}
