/** The truth of a condition from an instant on, for a record that stays as it is. */
export interface Timeline {
  /** the truth at the instant of the question */
  initial: boolean;
  /** later instants at which it turns, ascending */
  flips: readonly number[];
  /** the truth is known up to here; infinite but for yearly returns */
  until: number;
}

/** A truth that time does not change. */
export function constantTruth(initial: boolean): Timeline {
  return { initial, flips: [], until: Infinity };
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
  let sureFalse = 0;
  for (const { initial, flips, until } of parts) {
    if (flips.length > 0 || until < Infinity) continue;
    if (initial) sureTrue++;
    else sureFalse++;
  }
  if (sureTrue >= least) return constantTruth(true);
  if (parts.length - sureFalse < least) return constantTruth(false);
  let held = 0;
  let until = Infinity;
  const steps: [at: number, change: number][] = [];
  for (const part of parts) {
    let truth = part.initial;
    if (truth) held++;
    if (part.until < until) until = part.until;
    for (const at of part.flips) {
      truth = !truth;
      steps.push([at, truth ? 1 : -1]);
    }
  }
  steps.sort((a, b) => a[0] - b[0]);
  const initial = held >= least;
  const flips: number[] = [];
  let truth = initial;
  for (let i = 0; i < steps.length;) {
    const at = steps[i]![0];
    if (at > until) break;
    while (i < steps.length && steps[i]![0] === at) held += steps[i++]![1];
    if (held >= least === truth) continue;
    truth = !truth;
    flips.push(at);
  }
  return { initial, flips, until };
}
