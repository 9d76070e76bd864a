import { InputError } from '../errors/index.ts';
import type { Metric } from './metric.ts';

/** Signs of the levels: top 1, middle 0, bottom −1, excluded 2. */
export type LevelSign = -1 | 0 | 1 | 2;

/**
 * Sign of every level, lowest first, for net and share metrics; a share has every other level at the bottom. The metric
 * may be a literal that nobody checked: a level off the scale or in two sets would make parts that do not add up, so it
 * is refused here with the code that `checkMetric` gives it.
 */
export function levelSigns(metric: Metric): LevelSign[] {
  const { scale, statistic } = metric;
  const { min, max } = scale;
  const signs: (LevelSign | null)[] = Array.from({ length: max - min + 1 }, () => null);
  const mark = (levels: readonly number[] | undefined, sign: LevelSign, name: string): void => {
    for (const level of levels ?? []) {
      const taken = signs[level - min];
      if (taken !== null) {
        const code = taken === undefined ? 'out-of-range' : 'duplicate';
        throw new InputError(code, `metric.statistic.${name}`, `expected levels of the scale, each once, got ${level}`);
      }
      signs[level - min] = sign;
    }
  };
  if (statistic.kind !== 'mean') {
    mark(statistic.top, 1, 'top');
    if (statistic.kind === 'net') mark(statistic.bottom, -1, 'bottom');
    mark(statistic.excluded, 2, 'excluded');
  }
  const rest = statistic.kind === 'share' ? -1 : 0;
  return signs.map((sign) => sign ?? rest);
}
