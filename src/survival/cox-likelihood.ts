/** Rows of a Cox model, ready for sweeping: sorted orders and columns. */
export interface CoxData {
  count: number;
  /** covariates of the model */
  size: number;
  /** row-major, centered and scaled */
  values: Float64Array;
  days: Float64Array;
  entry: Float64Array;
  weight: Float64Array;
  ended: Uint8Array;
  stratum: Int32Array;
  /** rows by stratum, then from the last day back */
  byEnd: Int32Array;
  /** rows by stratum, then from the latest entry back; empty when nobody enters late */
  byEntry: Int32Array;
  ties: 'efron' | 'breslow';
}

/** Partial likelihood with its slopes and curvature at some coefficients. */
export interface CoxSums {
  value: number;
  gradient: Float64Array;
  /** minus the Hessian, full */
  information: Float64Array[];
}

/**
 * What a day on which somebody ended adds: the increment of the baseline, the score and the information. The arrays are
 * reused: copy what is to be kept.
 */
export type CoxDay = (
  stratum: number,
  day: number,
  hazard: number,
  score: Float64Array,
  information: Float64Array,
) => void;

/**
 * One sweep of the risk sets of all strata, from the last day back (Cox 1972; ties by Breslow 1974 or Efron 1977).
 *
 * Exponents are taken against the largest one, so that no coefficient overflows.
 */
export function sweepCox(data: CoxData, beta: ArrayLike<number>, onDay?: CoxDay): CoxSums {
  const { count, size: p, values, days, entry, weight, ended, stratum, byEnd, byEntry, ties } = data;
  const eta = new Float64Array(count);
  let top = -Infinity;
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let k = 0, at = i * p; k < p; k++) sum += values[at + k]! * beta[k]!;
    eta[i] = sum;
    if (sum > top) top = sum;
  }
  const half = (p * (p + 1)) / 2;
  let s0 = 0;
  const s1 = new Float64Array(p);
  const s2 = new Float64Array(half);
  let d0 = 0;
  const d1 = new Float64Array(p);
  const d2 = new Float64Array(half);
  const mean = new Float64Array(p);
  const score = new Float64Array(p);
  const info = new Float64Array(half);
  const gradient = new Float64Array(p);
  const information = new Float64Array(half);
  let value = 0;
  const scale = Math.exp(-top);

  let e = 0;
  for (let i = 0; i < count;) {
    const group = stratum[byEnd[i]!]!;
    if (i === 0 || stratum[byEnd[i - 1]!] !== group) {
      s0 = 0;
      s1.fill(0);
      s2.fill(0);
      while (e < byEntry.length && stratum[byEntry[e]!]! < group) e++;
    }
    const day = days[byEnd[i]!]!;
    d0 = 0;
    let died = 0;
    let tied = 0;
    let etas = 0;
    for (; i < count && days[byEnd[i]!] === day && stratum[byEnd[i]!] === group; i++) {
      const row = byEnd[i]!;
      const at = row * p;
      const w = weight[row]! * Math.exp(eta[row]! - top);
      s0 += w;
      for (let k = 0, slot = 0; k < p; k++) {
        const wx = w * values[at + k]!;
        s1[k]! += wx;
        for (let j = 0; j <= k; j++) s2[slot++]! += wx * values[at + j]!;
      }
      if (ended[row] !== 1) continue;
      if (tied === 0) {
        d1.fill(0);
        d2.fill(0);
        score.fill(0);
        info.fill(0);
      }
      tied++;
      died += weight[row]!;
      etas += weight[row]! * eta[row]!;
      d0 += w;
      for (let k = 0, slot = 0; k < p; k++) {
        const x = values[at + k]!;
        score[k]! += weight[row]! * x;
        d1[k]! += w * x;
        if (ties === 'efron') for (let j = 0; j <= k; j++) d2[slot++]! += w * x * values[at + j]!;
      }
    }
    if (tied === 0) continue;
    // Rows that enter on this day or later are not at risk on it.
    for (; e < byEntry.length && stratum[byEntry[e]!] === group && entry[byEntry[e]!]! >= day; e++) {
      const row = byEntry[e]!;
      const at = row * p;
      const w = weight[row]! * Math.exp(eta[row]! - top);
      s0 -= w;
      for (let k = 0, slot = 0; k < p; k++) {
        const wx = w * values[at + k]!;
        s1[k]! -= wx;
        for (let j = 0; j <= k; j++) s2[slot++]! -= wx * values[at + j]!;
      }
    }
    // Breslow takes all tied ends at once; Efron one after the other, each an average of them, at their mean weight.
    const turns = ties === 'efron' ? tied : 1;
    const turnWeight = died / turns;
    let hazard = 0;
    value += etas;
    for (let turn = 0; turn < turns; turn++) {
      const share = turn / turns;
      const risk = s0 - share * d0;
      value -= turnWeight * (Math.log(risk) + top);
      hazard += turnWeight / risk;
      for (let k = 0, slot = 0; k < p; k++) {
        const m = (s1[k]! - share * d1[k]!) / risk;
        mean[k] = m;
        score[k]! -= turnWeight * m;
        for (let j = 0; j <= k; j++, slot++) {
          info[slot]! += turnWeight * ((s2[slot]! - share * d2[slot]!) / risk - m * mean[j]!);
        }
      }
    }
    for (let k = 0; k < p; k++) gradient[k]! += score[k]!;
    for (let slot = 0; slot < half; slot++) information[slot]! += info[slot]!;
    onDay?.(group, day, hazard * scale, score, info);
  }
  return { value, gradient, information: unpack(information, p) };
}

/** The full symmetric matrix of a packed lower triangle. */
export function unpack(packed: Float64Array, p: number): Float64Array[] {
  const full = Array.from({ length: p }, () => new Float64Array(p));
  for (let k = 0, slot = 0; k < p; k++) {
    for (let j = 0; j <= k; j++, slot++) {
      full[k]![j] = packed[slot]!;
      full[j]![k] = packed[slot]!;
    }
  }
  return full;
}
