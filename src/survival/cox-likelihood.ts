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
  /** what is added to βx of each row; none unless given */
  offset?: Float64Array;
}

/** Partial likelihood with its slopes and curvature at some coefficients. */
export interface CoxSums {
  value: number;
  gradient: Float64Array;
  /** minus the Hessian, full */
  information: Float64Array[];
}

/** What a day on which somebody ended adds. One object is reused for all days: copy what is to be kept. */
export interface CoxDay {
  stratum: number;
  day: number;
  /** increment of the cumulative hazard at covariates 0, for those at risk who did not end */
  hazard: number;
  /** the same for those who ended: with Efron's ties each of them is at risk for a part of the day only */
  hazardOfEnded: number;
  /** weight that ended */
  ended: number;
  score: Float64Array;
  /** packed lower triangle */
  information: Float64Array;
}

/**
 * One sweep of the risk sets of all strata, from the last day back (Cox 1972; ties by Breslow 1974 or Efron 1977).
 *
 * Exponents are taken against a large one of the risk set, so that no coefficient overflows and none is lost.
 */
export function sweepCox(data: CoxData, beta: ArrayLike<number>, onDay?: (day: CoxDay) => void): CoxSums {
  const { count, size: p, values, days, entry, weight, ended, stratum, byEnd, byEntry, ties, offset } = data;
  const eta = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = offset ? offset[i]! : 0;
    for (let k = 0, at = i * p; k < p; k++) sum += values[at + k]! * beta[k]!;
    eta[i] = sum;
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
  const found: CoxDay = { stratum: 0, day: 0, hazard: 0, hazardOfEnded: 0, ended: 0, score, information: info };

  // What was put into the sums since they were last made: a small difference of large sums has lost its digits.
  let gross = 0;
  let firstOfStratum = 0;
  let top = 0;

  let e = 0;
  for (let i = 0; i < count;) {
    const group = stratum[byEnd[i]!]!;
    if (i === 0 || stratum[byEnd[i - 1]!] !== group) {
      s0 = 0;
      s1.fill(0);
      s2.fill(0);
      gross = 0;
      firstOfStratum = i;
      top = eta[byEnd[i]!]!;
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
      if (eta[row]! - top > 30) {
        const shrunk = Math.exp(top - eta[row]!);
        top = eta[row]!;
        s0 *= shrunk;
        gross *= shrunk;
        d0 *= shrunk;
        for (const sums of [s1, s2, d1, d2]) for (let k = 0; k < sums.length; k++) sums[k]! *= shrunk;
      }
      const w = weight[row]! * Math.exp(eta[row]! - top);
      s0 += w;
      gross += w;
      addMoments(values, at, p, w, s1, s2);
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
      const w = -weight[row]! * Math.exp(eta[row]! - top);
      s0 += w;
      addMoments(values, row * p, p, w, s1, s2);
    }
    if (s0 < 1e-3 * gross) {
      s0 = 0;
      d0 = 0;
      for (const sums of [s1, s2, d1, d2]) sums.fill(0);
      top = -Infinity;
      const rest = byEnd.subarray(firstOfStratum, i).filter((row) => entry[row]! < day || entry[row] === 0);
      for (const row of rest) top = Math.max(top, eta[row]!);
      for (const row of rest) {
        const w = weight[row]! * Math.exp(eta[row]! - top);
        s0 += w;
        addMoments(values, row * p, p, w, s1, s2);
        if (ended[row] !== 1 || days[row] !== day) continue;
        d0 += w;
        addMoments(values, row * p, p, w, d1, d2);
      }
      gross = s0;
    }
    // Breslow takes all tied ends at once; Efron one after the other, each an average of them, at their mean weight.
    const turns = ties === 'efron' ? tied : 1;
    const turnWeight = died / turns;
    let hazard = 0;
    let hazardOfEnded = 0;
    value += etas;
    for (let turn = 0; turn < turns; turn++) {
      const share = turn / turns; // 0 for Breslow
      const risk = s0 - share * d0;
      value -= turnWeight * (Math.log(risk) + top);
      if (onDay) {
        // The sums are relative to e^top; by logarithms only where one of the factors is no double.
        const plain = (turnWeight / risk) * Math.exp(-top);
        const increment = plain > 0 ? plain : Math.exp(Math.log(turnWeight) - Math.log(risk) - top);
        hazard += Math.min(Number.MAX_VALUE, increment);
        hazardOfEnded += (1 - share) * increment;
      }
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
    if (onDay) {
      found.stratum = group;
      found.day = day;
      found.hazard = hazard;
      found.hazardOfEnded = hazardOfEnded;
      found.ended = died;
      onDay(found);
    }
  }
  return { value, gradient, information: unpack(information, p) };
}

/** Adds w·x and w·xx′ of one row to the sums of a risk set. */
function addMoments(values: Float64Array, at: number, p: number, w: number, s1: Float64Array, s2: Float64Array): void {
  for (let k = 0, slot = 0; k < p; k++) {
    const wx = w * values[at + k]!;
    s1[k]! += wx;
    for (let j = 0; j <= k; j++) s2[slot++]! += wx * values[at + j]!;
  }
}

/** The same rows with βx settled and no covariates left: what is asked of the days alone needs no moments. */
export function settled(data: CoxData, beta: ArrayLike<number>): CoxData {
  const { count, size: p, values } = data;
  const offset = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < p; k++) offset[i]! += values[i * p + k]! * beta[k]!;
  }
  return { ...data, size: 0, values: new Float64Array(0), offset };
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
