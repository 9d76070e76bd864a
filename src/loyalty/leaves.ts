import type { LevelCondition } from './level.ts';

/** One threshold of a condition. */
export type Leaf = Extract<LevelCondition, { metric: string }>;

/** Every threshold of a condition, in its order; none where there is no condition. */
export function leavesOf(condition: LevelCondition | undefined): Leaf[] {
  if (condition === undefined) return [];
  if ('metric' in condition) return [condition];
  return ('all' in condition ? condition.all : condition.any).flatMap(leavesOf);
}
