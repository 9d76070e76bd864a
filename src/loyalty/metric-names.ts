import type { WindowLadder } from './ladder.ts';
import { leavesOf } from './leaves.ts';

let names: WeakMap<WindowLadder, readonly string[]> | undefined;

/** Every metric that a ladder counts. */
export function metricNames(ladder: WindowLadder): readonly string[] {
  names ??= new WeakMap();
  let found = names.get(ladder);
  if (found !== undefined) return found;
  const set = new Set(Object.keys(ladder.metrics ?? {}));
  if (ladder.rollover) set.add(ladder.rollover.metric);
  for (const { enter, retain, reenter } of ladder.levels)
    for (const { metric } of [enter, retain, reenter].flatMap(leavesOf)) set.add(metric);
  found = [...set];
  names.set(ladder, found);
  return found;
}
