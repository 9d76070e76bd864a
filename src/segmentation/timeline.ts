/** The truth of a condition from an instant on, for a record that stays as it is. */
export interface Timeline {
  /** the truth at the instant of the question */
  initial: boolean;
  /** later instants at which it turns, ascending */
  flips: readonly number[];
  /** the truth is known up to here; infinite but for yearly returns */
  until: number;
}

const ALWAYS: Timeline = { initial: true, flips: [], until: Infinity };
const NEVER: Timeline = { initial: false, flips: [], until: Infinity };

/** A truth that time does not change. */
export function constantTruth(initial: boolean): Timeline {
  return initial ? ALWAYS : NEVER;
}

/** The truth of `asOfAt ∈ [from, to)`, as `asOfAt` goes by. */
export function spanTruth(asOfAt: number, from: number, to: number): Timeline {
  const flips: number[] = [];
  if (from < to) {
    if (from > asOfAt) flips.push(from);
    if (to > asOfAt && to < Infinity) flips.push(to);
  }
  return { initial: from <= asOfAt && asOfAt < to, flips, until: Infinity };
}

/** The exact complement. */
export function negated({ initial, flips, until }: Timeline): Timeline {
  return { initial: !initial, flips, until };
}

/**
 * At least `least` of the parts hold: a sweep over all flips, in which flips at one instant may cancel. Parts that never
 * change settle the answer where they can, so that a part known for eight years only does not limit it.
 */
export function thresholdTruth(parts: readonly Timeline[], least: number): Timeline {
  let sureTrue = 0;
  const changing: Timeline[] = [];
  for (const part of parts) {
    if (part.flips.length > 0 || part.until < Infinity) changing.push(part);
    else if (part.initial) sureTrue++;
  }
  // How many of those that change have to hold.
  const need = least - sureTrue;
  if (need <= 0 || need > changing.length) return constantTruth(need <= 0);
  const [only] = changing;
  if (changing.length === 1 && only!.until === Infinity) return only!;
  let held = 0;
  let until = Infinity;
  const ups: number[] = [];
  const downs: number[] = [];
  for (const part of changing) {
    if (part.initial) held++;
    if (part.until < until) until = part.until;
    // Flips alternate, beginning with the complement of the first truth.
    part.flips.forEach((at, i) => (part.initial === (i % 2 === 0) ? downs : ups).push(at));
  }
  // Most parts flip once, and asking an engine to sort costs more than that.
  if (ups.length > 1) ups.sort(byTime);
  if (downs.length > 1) downs.sort(byTime);
  const initial = held >= need;
  const flips: number[] = [];
  let truth = initial;
  for (let i = 0, j = 0; i < ups.length || j < downs.length;) {
    const at = Math.min(ups[i] ?? Infinity, downs[j] ?? Infinity);
    if (at > until) break;
    for (; ups[i] === at; i++) held++;
    for (; downs[j] === at; j++) held--;
    if (held >= need === truth) continue;
    truth = !truth;
    flips.push(at);
  }
  return { initial, flips, until };
}

function byTime(a: number, b: number): number {
  return a - b;
}
