import type { LadderState } from './account.ts';
import type { LevelCondition, WindowLadder } from './ladder.ts';
import { read } from './records.ts';

/** Whether totals meet a condition. What was never counted is 0. */
export function meets(condition: LevelCondition, totals: Readonly<Record<string, number>>): boolean {
  if ('metric' in condition) return (read(totals, condition.metric) ?? 0) >= condition.atLeast;
  if ('all' in condition) return condition.all.every((one) => meets(one, totals));
  return condition.any.some((one) => meets(one, totals));
}

/** Whether totals meet what a level asks of a member who holds this one now, and held those once. */
export function isDeserved(
  levels: WindowLadder['levels'],
  { onceHeld }: LadderState,
  i: number,
  held: number,
  totals: Readonly<Record<string, number>>,
): boolean {
  const { enter, retain, reenter } = levels[i]!;
  return (
    (enter !== undefined && meets(enter, totals)) ||
    (held >= i && retain !== undefined && meets(retain, totals)) ||
    (onceHeld.includes(i) && reenter !== undefined && meets(reenter, totals))
  );
}
