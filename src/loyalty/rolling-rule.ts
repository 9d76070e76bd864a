import type { Ladder, WindowLadder } from './ladder.ts';

/** How far a window goes back, where activity leaves it again; null where it stays. Periods of a list do not roll, its sequel may. */
export function rollingRule(
  ladder: Ladder,
  window: { toAt: number | null },
): { months?: number; days?: number } | null {
  let rule = (ladder as WindowLadder).window;
  while (rule.kind === 'listed' && rule.then) rule = rule.then;
  return rule.kind === 'rolling' && window.toAt === null ? rule : null;
}
