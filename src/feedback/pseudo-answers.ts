import { requireOneOf } from '../errors/index.ts';
import type { Counted } from './answer-tally.ts';
import { groupsOf } from './group-counts.ts';
import type { Score } from './measure-score.ts';
import type { Metric } from './metric.ts';
import { scoreOfGroups } from './score-of-groups.ts';

/**
 * Answers that an adjusted Wald interval adds: `'rocks'` ¾, 1½, ¾ (Rocks 2016, MeasuringU), `'laplace'` 1, 1, 1,
 * `'bonett-price'` 1, 0, 1, `'agresti-min'` ½, 1, ½ (top, middle, bottom).
 */
export type PseudoAnswers = 'rocks' | 'laplace' | 'bonett-price' | 'agresti-min';

/** Answers added at the top (and bottom) and in the middle. */
const ADDED: Record<PseudoAnswers, readonly [number, number]> = {
  rocks: [0.75, 1.5],
  laplace: [1, 1],
  'bonett-price': [1, 0],
  'agresti-min': [0.5, 1],
};

/** The score once the pseudo-answers have been added. */
export function adjustedScore(metric: Metric, counted: Counted, pseudoAnswers: PseudoAnswers = 'rocks'): Score {
  const added = ADDED[requireOneOf(pseudoAnswers, Object.keys(ADDED) as PseudoAnswers[], 'options.pseudoAnswers')];
  const { top, middle, bottom } = groupsOf(metric, counted);
  return scoreOfGroups(metric, { top: top + added[0], middle: middle + added[1], bottom: bottom + added[0] });
}
