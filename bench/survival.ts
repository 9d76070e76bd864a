import { createRandom, drawGamma, drawNormal, nextUniform } from 'clientele/statistics';
import { fitCox, fitKaplanMeier, measureConcordance } from 'clientele/survival';
import type { CovariateSpell, RiskSpell, Spell, SurvivalCurve } from 'clientele/survival';
import type { BenchCase } from './harness.ts';

function continuousSpells(n: number): Spell[] {
  const random = createRandom(20261125);
  return Array.from({ length: n }, () => {
    const life = drawGamma(random, 1.2, 0.01);
    const seen = 300 * nextUniform(random);
    return { days: Math.min(life, seen), ended: life <= seen };
  });
}

/** Sort and sweep, with the steps a curve consists of: what a hand-written loop has to do for the same answer. */
function kaplanMeierByHand(spells: readonly Spell[]): { survival: number; steps: object[] } {
  const ends = new Float64Array(spells.length);
  const losses = new Float64Array(spells.length);
  let e = 0;
  let l = 0;
  for (const { days, ended } of spells) {
    if (ended) ends[e++] = days;
    else losses[l++] = days;
  }
  const sortedEnds = ends.subarray(0, e).sort();
  const sortedLosses = losses.subarray(0, l).sort();
  const steps: object[] = [];
  let survival = 1;
  let greenwood = 0;
  let hazard = 0;
  let hazardVariance = 0;
  let gone = 0;
  let lost = 0;
  let i = 0;
  while (i < e) {
    const days = sortedEnds[i]!;
    const before = lost;
    while (lost < l && sortedLosses[lost]! < days) lost++;
    let died = 0;
    for (; i < e && sortedEnds[i] === days; i++) died++;
    const atRisk = spells.length - gone - lost;
    gone += died;
    survival *= (atRisk - died) / atRisk;
    greenwood += died / (atRisk * (atRisk - died));
    hazard += died / atRisk;
    hazardVariance += died / (atRisk * atRisk);
    steps.push({
      days,
      atRisk,
      ended: died,
      censoredBefore: lost - before,
      probabilitySurviving: survival,
      greenwood,
      cumulativeHazard: hazard,
      hazardVariance,
    });
  }
  return { survival, steps };
}

function coxRows(n: number, p: number): CovariateSpell[] {
  const random = createRandom(7);
  return Array.from({ length: n }, () => {
    const x = Array.from({ length: p }, () => drawNormal(random));
    const life = drawGamma(random, 1, 0.01 * Math.exp(x.reduce((sum, value, k) => sum + value * 0.1 * (k % 3), 0)));
    const seen = 300 * nextUniform(random);
    const covariates = Object.fromEntries(x.map((value, k) => [`x${k}`, value]));
    return { days: Math.ceil(Math.min(life, seen)), ended: life <= seen, covariates };
  });
}

/** Newton on Efron's partial likelihood with plain typed arrays. */
function coxByHand(rows: readonly CovariateSpell[]): number[] {
  const names = Object.keys(rows[0]!.covariates);
  const p = names.length;
  const n = rows.length;
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => rows[b]!.days - rows[a]!.days);
  const x = new Float64Array(n * p);
  const days = new Float64Array(n);
  const ended = new Uint8Array(n);
  order.forEach((row, i) => {
    names.forEach((name, k) => (x[i * p + k] = rows[row]!.covariates[name]!));
    days[i] = rows[row]!.days;
    ended[i] = rows[row]!.ended ? 1 : 0;
  });
  const beta = new Float64Array(p);
  for (let turn = 0; turn < 8; turn++) {
    const gradient = new Float64Array(p);
    const h = Array.from({ length: p }, () => new Float64Array(p));
    let s0 = 0;
    const s1 = new Float64Array(p);
    const s2 = new Float64Array(p * p);
    const d1 = new Float64Array(p);
    const d2 = new Float64Array(p * p);
    for (let i = 0; i < n;) {
      const day = days[i]!;
      let d0 = 0;
      let tied = 0;
      d1.fill(0);
      d2.fill(0);
      for (; i < n && days[i] === day; i++) {
        let eta = 0;
        for (let k = 0; k < p; k++) eta += beta[k]! * x[i * p + k]!;
        const w = Math.exp(eta);
        s0 += w;
        if (ended[i] === 1) {
          tied++;
          d0 += w;
        }
        for (let k = 0; k < p; k++) {
          const wx = w * x[i * p + k]!;
          s1[k]! += wx;
          if (ended[i] === 1) {
            d1[k]! += wx;
            gradient[k]! += x[i * p + k]!;
          }
          for (let j = 0; j <= k; j++) {
            s2[k * p + j]! += wx * x[i * p + j]!;
            if (ended[i] === 1) d2[k * p + j]! += wx * x[i * p + j]!;
          }
        }
      }
      for (let t = 0; t < tied; t++) {
        const f = t / tied;
        const risk = s0 - f * d0;
        for (let k = 0; k < p; k++) {
          const m = (s1[k]! - f * d1[k]!) / risk;
          gradient[k]! -= m;
          for (let j = 0; j <= k; j++) {
            h[k]![j]! += (s2[k * p + j]! - f * d2[k * p + j]!) / risk - (m * (s1[j]! - f * d1[j]!)) / risk;
          }
        }
      }
    }
    // Gauss on the symmetric system.
    const a = h.map((row, k) => [...row.map((v, j) => (j <= k ? v : h[j]![k]!)), gradient[k]!]);
    for (let k = 0; k < p; k++) {
      for (let r = k + 1; r < p; r++) {
        const f = a[r]![k]! / a[k]![k]!;
        for (let c = k; c <= p; c++) a[r]![c]! -= f * a[k]![c]!;
      }
    }
    let longest = 0;
    for (let k = p - 1; k >= 0; k--) {
      let sum = a[k]![p]!;
      for (let c = k + 1; c < p; c++) sum -= a[k]![c]! * a[c]![p]!;
      a[k]![p] = sum / a[k]![k]!;
      beta[k]! += a[k]![p]!;
      longest = Math.max(longest, Math.abs(a[k]![p]!));
    }
    if (longest < 1e-9) break;
  }
  return [...beta];
}

function riskRows(n: number): RiskSpell[] {
  const random = createRandom(3);
  return continuousSpells(n).map((spell) => ({ ...spell, risk: -spell.days / 100 + drawNormal(random) }));
}

/** Sort and Fenwick tree, both sides of each pair counted for the standard error. */
function concordanceByHand(rows: readonly RiskSpell[]): { value: number; standardError: number } {
  const n = rows.length;
  const days = Float64Array.from(rows, (row) => row.days);
  const risk = Float64Array.from(rows, (row) => row.risk);
  const byRisk = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => risk[a]! - risk[b]!);
  const rank = new Int32Array(n);
  byRisk.forEach((row, i) => (rank[row] = i));
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => days[a]! - days[b]!);
  const tree = new Float64Array(n + 1);
  const sumTo = (index: number): number => {
    let sum = 0;
    for (let i = index + 1; i > 0; i -= i & -i) sum += tree[i]!;
    return sum;
  };
  const agreeing = new Float64Array(n);
  const all = new Float64Array(n);
  let right = 0;
  let pairs = 0;
  for (let k = n - 1, seen = 0; k >= 0; k--, seen++) {
    const row = order[k]!;
    if (rows[row]!.ended) {
      const lower = sumTo(rank[row]!);
      right += lower;
      pairs += seen;
      agreeing[row] = lower;
      all[row] = seen;
    }
    for (let i = rank[row]! + 1; i <= n; i += i & -i) tree[i]! += 1;
  }
  tree.fill(0);
  for (let k = 0, seen = 0; k < n; k++) {
    const row = order[k]!;
    agreeing[row]! += seen - sumTo(rank[row]!);
    all[row]! += seen;
    if (!rows[row]!.ended) continue;
    seen++;
    for (let i = rank[row]! + 1; i <= n; i += i & -i) tree[i]! += 1;
  }
  const value = right / pairs;
  let variance = 0;
  for (let i = 0; i < n; i++) variance += ((agreeing[i]! - value * all[i]!) / pairs) ** 2;
  return { value, standardError: Math.sqrt(variance) };
}

function near(a: number, b: number): void {
  if (!(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)))) throw new Error(`answers differ: ${a} and ${b}`);
}

export const cases: BenchCase[] = [
  {
    name: 'Kaplan-Meier of 1,000,000 continuous spells',
    data: () => continuousSpells(1e6),
    ours: fitKaplanMeier,
    limit: kaplanMeierByHand,
    goal: 1.5,
    rounds: 7,
    check: (ours, limit) => {
      near(
        (ours as SurvivalCurve).steps.at(-1)!.probabilitySurviving,
        (limit as ReturnType<typeof kaplanMeierByHand>).survival,
      );
    },
  },
  {
    name: 'Cox (Efron) of 10,000 spells with 10 covariates',
    data: () => coxRows(10_000, 10),
    ours: (rows: CovariateSpell[]) => fitCox(rows).covariates.map(({ coefficient }) => coefficient),
    limit: coxByHand,
    goal: 1.5,
    check: (ours, limit) => (ours as number[]).forEach((b, k) => near(b, (limit as number[])[k]!)),
  },
  {
    name: 'concordance of 100,000 spells with its standard error',
    data: () => riskRows(1e5),
    ours: (rows: RiskSpell[]) => measureConcordance(rows),
    limit: concordanceByHand,
    goal: 2,
    check: (ours, limit) => {
      const a = ours as { value: number; standardError: number };
      const b = limit as { value: number; standardError: number };
      near(a.value, b.value);
      near(a.standardError, b.standardError);
    },
  },
];
