import { createRequire } from 'node:module';
import type { ChurnExample, FeatureSchema, LogisticModel, ScoredRow } from 'clientele/churn';
import { fitLogistic, measureRocAuc, probabilityChurn, scoreChurn } from 'clientele/churn';
import { createRandom, drawNormal, nextUniform } from 'clientele/statistics';
import type { TelcoExample } from '../examples/churn/read-telco.ts';
import { readTelco, TELCO_FEATURES, telcoPath } from '../examples/churn/read-telco.ts';
import type { BenchCase } from './harness.ts';

/** A package of bench/package.json, asked for when it is needed: the library's own checks run without it. */
const peer = (name: string): any => createRequire(import.meta.url)(name);

const NUMBERS = ['tenure', 'MonthlyCharges', 'TotalCharges'] as const;

/** The Telco file, or the same number of invented customers where it is absent. */
function telco(): TelcoExample[] {
  const read = readTelco(telcoPath());
  if (read) return read;
  console.log('telco-customer-churn.csv is absent: 7,043 invented customers in its place');
  const random = createRandom(1);
  return Array.from({ length: 7043 }, (_, i) => {
    const features = Object.fromEntries(
      TELCO_FEATURES.map(({ name, kind }) => {
        if (kind === 'number') return [name, 100 * nextUniform(random)];
        if (kind === 'boolean') return [name, nextUniform(random) < 0.2];
        const levels = ['Contract', 'InternetService'].includes(name) ? 3 : name === 'PaymentMethod' ? 4 : 2;
        return [name, ['No', 'Yes', 'Other', 'More'][Math.floor(levels * nextUniform(random))]!];
      }),
    ) as unknown as TelcoExample['features'];
    return { customerId: String(i), features, churned: nextUniform(random) < (features.Contract === 'No' ? 0.4 : 0.2) };
  });
}

/** Encodes by hand what the schema says: standardized numbers, one column a level but the reference. */
function encodeByHand(rows: readonly TelcoExample[]): { x: Float64Array; y: Float64Array; p: number } {
  const columns: ((row: TelcoExample) => number)[] = [() => 1];
  for (const name of NUMBERS) {
    let sum = 0;
    let squares = 0;
    for (const { features } of rows) sum += features[name]!;
    const mean = sum / rows.length;
    for (const { features } of rows) squares += (features[name]! - mean) ** 2;
    const scale = Math.sqrt(squares / rows.length);
    columns.push(({ features }) => (features[name]! - mean) / scale);
  }
  for (const { name, kind } of TELCO_FEATURES) {
    if (kind === 'boolean') columns.push(({ features }) => (features[name] ? 1 : 0));
    if (kind !== 'category') continue;
    const counts = new Map<string, number>();
    for (const { features } of rows) counts.set(features[name]!, (counts.get(features[name]!) ?? 0) + 1);
    const given = TELCO_FEATURES.find((feature) => feature.name === name) as { reference?: string };
    const [most] = [...counts].sort((a, b) => b[1] - a[1])[0]!;
    const reference = given.reference !== undefined && counts.has(given.reference) ? given.reference : most;
    for (const level of [...counts.keys()].sort()) {
      if (level !== reference) columns.push(({ features }) => (features[name] === level ? 1 : 0));
    }
  }
  const p = columns.length;
  const x = new Float64Array(rows.length * p);
  const y = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    for (let j = 0; j < p; j++) x[i * p + j] = columns[j]!(row);
    y[i] = row.churned ? 1 : 0;
  });
  return { x, y, p };
}

/** Newton with a penalty on everything but the first column, until the step is below 1e-10. */
function newtonByHand({ x, y, p }: { x: Float64Array; y: Float64Array; p: number }, l2: number): Float64Array {
  const n = y.length;
  const beta = new Float64Array(p);
  const h = new Float64Array(p * p);
  const g = new Float64Array(p);
  for (let turn = 0; turn < 50; turn++) {
    h.fill(0);
    g.fill(0);
    for (let i = 0; i < n; i++) {
      const row = i * p;
      let z = 0;
      for (let j = 0; j < p; j++) z += x[row + j]! * beta[j]!;
      const chance = 1 / (1 + Math.exp(-z));
      const residual = y[i]! - chance;
      const weight = chance * (1 - chance);
      for (let j = 0; j < p; j++) {
        const value = x[row + j]!;
        if (value === 0) continue;
        g[j]! += residual * value;
        const part = weight * value;
        for (let k = 0; k <= j; k++) h[j * p + k]! += part * x[row + k]!;
      }
    }
    for (let j = 1; j < p; j++) {
      h[j * p + j]! += l2;
      g[j]! -= l2 * beta[j]!;
    }
    // Cholesky in place, then two triangles.
    for (let j = 0; j < p; j++) {
      for (let k = 0; k <= j; k++) {
        let sum = h[j * p + k]!;
        for (let m = 0; m < k; m++) sum -= h[j * p + m]! * h[k * p + m]!;
        h[j * p + k] = j === k ? Math.sqrt(sum) : sum / h[k * p + k]!;
      }
    }
    for (let j = 0; j < p; j++) {
      for (let k = 0; k < j; k++) g[j]! -= h[j * p + k]! * g[k]!;
      g[j]! /= h[j * p + j]!;
    }
    let longest = 0;
    for (let j = p - 1; j >= 0; j--) {
      for (let k = j + 1; k < p; k++) g[j]! -= h[k * p + j]! * g[k]!;
      g[j]! /= h[j * p + j]!;
      beta[j]! += g[j]!;
      longest = Math.max(longest, Math.abs(g[j]!));
    }
    if (longest < 1e-10) break;
  }
  return beta;
}

/** Steps of gradient descent that the peer is given; it does 50,000 unless told otherwise. */
const PEER_STEPS = 50;

/** ml-logistic-regression has no intercept, so the column of ones goes in with the others; it answers labels only. */
function peerFit(rows: readonly TelcoExample[]): unknown {
  const { x, y, p } = encodeByHand(rows);
  const LogisticRegression = peer('ml-logistic-regression');
  const { Matrix } = peer('ml-matrix');
  const matrix = new Matrix(y.length, p);
  for (let i = 0; i < y.length; i++) for (let j = 0; j < p; j++) matrix.set(i, j, x[i * p + j]!);
  const regression = new LogisticRegression({ numSteps: PEER_STEPS, learningRate: 5e-3 });
  regression.train(matrix, Matrix.columnVector([...y]));
  return regression;
}

const WIDE = Array.from({ length: 20 }, (_, k) => ({ name: `x${k}`, kind: 'number' })) satisfies FeatureSchema;

function wideRows(n: number): ChurnExample[] {
  const random = createRandom(11);
  return Array.from({ length: n }, () => {
    const x = WIDE.map(() => drawNormal(random));
    const logit = x.reduce((sum, value, k) => sum + value * 0.2 * ((k % 3) - 1), -1);
    const features = Object.fromEntries(x.map((value, k) => [`x${k}`, value]));
    return { features, churned: nextUniform(random) < 1 / (1 + Math.exp(-logit)) };
  });
}

function wideByHand(rows: readonly ChurnExample[]): Float64Array {
  const p = WIDE.length + 1;
  const n = rows.length;
  const x = new Float64Array(n * p);
  const y = new Float64Array(n);
  rows.forEach(({ features, churned }, i) => {
    x[i * p] = 1;
    for (let k = 1; k < p; k++) x[i * p + k] = features[WIDE[k - 1]!.name] as number;
    y[i] = churned ? 1 : 0;
  });
  for (let k = 1; k < p; k++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) sum += x[i * p + k]!;
    const mean = sum / n;
    for (let i = 0; i < n; i++) squares += (x[i * p + k]! - mean) ** 2;
    const scale = Math.sqrt(squares / n);
    for (let i = 0; i < n; i++) x[i * p + k] = (x[i * p + k]! - mean) / scale;
  }
  return newtonByHand({ x, y, p }, 1);
}

function scoredRows(n: number): ScoredRow[] {
  const random = createRandom(3);
  return Array.from({ length: n }, () => {
    const probability = nextUniform(random);
    return { probability, churned: nextUniform(random) < probability ** 2 };
  });
}

/** Two sorts and a merge, ties counted half. */
function aucByHand(rows: readonly ScoredRow[]): number {
  const left = new Float64Array(rows.length);
  const stayed = new Float64Array(rows.length);
  let l = 0;
  let s = 0;
  for (const { probability, churned } of rows) {
    if (churned) left[l++] = probability;
    else stayed[s++] = probability;
  }
  const a = left.subarray(0, l).sort();
  const b = stayed.subarray(0, s).sort();
  let wins = 0;
  let below = 0;
  let upTo = 0;
  for (const p of a) {
    while (below < s && b[below]! < p) below++;
    if (upTo < below) upTo = below;
    while (upTo < s && b[upTo]! === p) upTo++;
    wins += below + (upTo - below) / 2;
  }
  return wins / l / s;
}

function near(a: number, b: number, tolerance = 1e-7): void {
  if (!(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)))) throw new Error(`answers differ: ${a} and ${b}`);
}

interface Scoring {
  model: LogisticModel;
  records: object[];
  flat: Float64Array;
  beta: Float64Array;
}

function scoring(): Scoring {
  const rows = wideRows(20_000);
  const model = fitLogistic(rows, { features: WIDE as FeatureSchema, horizonDays: 30 });
  const p = WIDE.length + 1;
  const flat = new Float64Array(rows.length * p);
  rows.forEach(({ features }, i) => {
    flat[i * p] = 1;
    model.encoder.learned.forEach((known, k) => {
      if (known.kind === 'number') flat[i * p + k + 1] = ((features[`x${k}`] as number) - known.mean) / known.scale;
    });
  });
  const beta = Float64Array.from([model.intercept, ...model.terms.map(({ coefficient }) => coefficient)]);
  return { model, records: rows.map(({ features }) => features), flat, beta };
}

function dotProducts({ flat, beta }: Scoring): number {
  const p = beta.length;
  let sum = 0;
  for (let i = 0; i < flat.length; i += p) {
    let z = 0;
    for (let j = 0; j < p; j++) z += flat[i + j]! * beta[j]!;
    sum += 1 / (1 + Math.exp(-z));
  }
  return sum;
}

const coefficientsOf = (model: LogisticModel): number[] => [
  model.intercept,
  ...model.terms.map(({ coefficient }) => coefficient),
];

export const cases: BenchCase[] = [
  {
    name: 'logistic regression of 7,043 customers with 23 columns (Telco)',
    data: telco,
    ours: (rows: TelcoExample[]) =>
      coefficientsOf(fitLogistic(rows, { features: TELCO_FEATURES, horizonDays: 30 }) as never),
    limit: (rows: TelcoExample[]) => [...newtonByHand(encodeByHand(rows), 1)],
    peer: { name: `ml-logistic-regression 2.0.0 (${PEER_STEPS} of its 50,000 steps)`, run: peerFit },
    goal: 1.5,
    rounds: 7,
    check: (ours, other, who) => {
      if (who === 'peer') return; // labels only, far from the optimum
      const want = other as number[];
      (ours as number[]).forEach((b, k) => near(b, want[k]!));
    },
  },
  {
    name: 'logistic regression of 100,000 customers with 20 columns',
    data: () => wideRows(100_000),
    ours: (rows: ChurnExample[]) =>
      coefficientsOf(fitLogistic(rows, { features: WIDE as FeatureSchema, horizonDays: 30 })),
    limit: (rows: ChurnExample[]) => [...wideByHand(rows)],
    goal: 1.5,
    rounds: 5,
    check: (ours, limit) => (ours as number[]).forEach((b, k) => near(b, (limit as number[])[k]!)),
  },
  {
    name: 'ROC AUC of 1,000,000 scores with its standard error',
    data: () => scoredRows(1e6),
    ours: (rows: ScoredRow[]) => measureRocAuc(rows).value,
    limit: aucByHand,
    goal: 1.5,
    rounds: 7,
    check: (ours, limit) => near(ours as number, limit as number, 1e-12),
  },
  {
    name: 'probabilityChurn of 20,000 records with 20 features',
    data: scoring,
    ours: ({ model, records }: Scoring) =>
      records.reduce((sum: number, record) => sum + probabilityChurn(model, record as never), 0),
    limit: dotProducts,
    goal: 40,
    check: (ours, limit) => near(ours as number, limit as number, 1e-10),
  },
  {
    name: 'scoreChurn with three reasons of 20,000 records with 20 features',
    data: scoring,
    ours: ({ model, records }: Scoring) =>
      records.reduce((sum: number, record) => sum + scoreChurn(model, record as never).probability, 0),
    limit: dotProducts,
    goal: 80,
    check: (ours, limit) => near(ours as number, limit as number, 1e-10),
  },
];
