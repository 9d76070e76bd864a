import type { Warning } from '../errors/index.ts';
import { InputError, requireObject, requireOneOf } from '../errors/index.ts';
import type { FitReport } from '../statistics/index.ts';
import { poolAdjacentViolators } from '../statistics/index.ts';
import type { Calibration } from './calibration.ts';
import { EDGE, logitOf } from './calibration.ts';
import type { LogisticSolution } from './regress-logistic.ts';
import { regressLogistic } from './regress-logistic.ts';
import type { ScoreBlocks } from './score-blocks.ts';
import { scoreBlocks } from './score-blocks.ts';
import type { ScoredRow } from './scored-row.ts';

/** How {@link fitCalibration} bends probabilities. */
export interface FitCalibrationOptions {
  /** a straight line on the logit, a rising line of any form, or a bend of its own at either end */
  method: 'platt' | 'isotonic' | 'beta';
  /** Platt only: outcomes drawn in a little so that few rows do not overfit (default), or plain 0 and 1 */
  targets?: 'smoothed' | 'plain';
}

/**
 * Learns from rows that the model was **not** trained on what its probabilities have meant.
 *
 * Below about 1,000 outcomes prefer Platt: isotonic makes ties and loses ranking. With everybody on one side status is
 * `failed`; with a falling Platt slope the model ranks the wrong way round (warning `reversed`).
 *
 * @param rows - scores and outcomes, in any order
 * @param options - method
 * @returns the map, plain JSON
 * @throws InputError `empty`, `not-a-probability`, `wrong-type`, `unknown-name`
 *
 * @example My model is too sure of itself; can that be repaired without a new fit?
 * ```ts
 * import { calibrate, fitCalibration } from 'clientele/churn';
 *
 * const rows = Array.from({ length: 20 }, (_, i) => ({ probability: i < 10 ? 0.05 : 0.95, churned: i % 10 < (i < 10 ? 2 : 8) }));
 * const platt = fitCalibration(rows, { method: 'platt', targets: 'plain' });
 * calibrate(platt, 0.95); // => ~0.8
 * ```
 * @see Platt (1999), Probabilistic outputs for support vector machines; Zadrozny & Elkan (2002), Transforming classifier
 * scores into accurate multiclass probability estimates; Kull, Silva Filho & Flach (2017), Beta calibration
 */
export function fitCalibration(rows: Iterable<ScoredRow>, options: FitCalibrationOptions): Calibration {
  requireObject(options, 'options');
  const method = requireOneOf(options.method, ['platt', 'isotonic', 'beta'], 'options.method');
  const targets = requireOneOf(options.targets ?? 'smoothed', ['smoothed', 'plain'], 'options.targets');
  const blocks = scoreBlocks(rows);
  if (blocks.n === 0) throw new InputError('empty', 'rows', 'expected one scored row or more, got none');
  const base = { kind: 'calibration', version: 1 } as const;
  if (method === 'isotonic') return { ...base, method, points: pooled(blocks), fit: report(blocks, null, []) };
  if (method === 'platt') {
    const churners = blocks.churned;
    const stayers = blocks.n - churners;
    const yes = targets === 'plain' ? 1 : (churners + 1) / (churners + 2);
    const no = targets === 'plain' ? 0 : 1 / (stayers + 2);
    const solution = fitBlocks(blocks, [logitOf], yes, no);
    const slope = solution.coefficients[0]!;
    const warnings: Warning[] = [];
    if (slope < 0) {
      warnings.push({ code: 'reversed', message: 'Higher scores left less often.', facts: { slope } });
    }
    return { ...base, method, intercept: solution.intercept, slope, fit: report(blocks, solution, warnings) };
  }
  const { a, b, c, solution } = fitBeta(blocks);
  return { ...base, method, a, b, c, fit: report(blocks, solution, []) };
}

const logOf = (p: number): number => Math.log(Math.max(p, EDGE));
const minusLogRest = (p: number): number => -Math.log1p(-Math.min(p, 1 - EDGE));

/** A negative coefficient would bend the map back: it is set to 0 and the rest refitted. */
function fitBeta(blocks: ScoreBlocks): { a: number; b: number; c: number; solution: LogisticSolution } {
  const both = fitBlocks(blocks, [logOf, minusLogRest], 1, 0);
  const [a, b] = both.coefficients as [number, number];
  if (a >= 0 && b >= 0) return { a, b, c: both.intercept, solution: both };
  const one = fitBlocks(blocks, [a < 0 ? minusLogRest : logOf], 1, 0);
  const left = one.coefficients[0]!;
  if (left >= 0) return { a: a < 0 ? 0 : left, b: a < 0 ? left : 0, c: one.intercept, solution: one };
  const none = fitBlocks(blocks, [], 1, 0);
  return { a: 0, b: 0, c: none.intercept, solution: none };
}

/** Logistic regression of the outcome on functions of the score; every block is two rows with weights. */
export function fitBlocks(
  blocks: ScoreBlocks,
  columns: ((p: number) => number)[],
  yes: number,
  no: number,
  offset: ((p: number) => number) | null = null,
): LogisticSolution {
  const size = blocks.probability.length;
  const n = 2 * size;
  const k = columns.length;
  const values = new Float64Array(n * k);
  const y = new Float64Array(n);
  const w = new Float64Array(n);
  const known = offset && new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const block = i >> 1;
    const p = blocks.probability[block]!;
    columns.forEach((column, c) => (values[i * k + c] = column(p)));
    if (known) known[i] = offset(p);
    y[i] = i % 2 === 0 ? yes : no;
    w[i] = i % 2 === 0 ? blocks.left[block]! : blocks.stayed[block]!;
  }
  return regressLogistic({
    n,
    k,
    values,
    y,
    w,
    offset: known,
    l2: 0,
    firth: false,
    maxIterations: 100,
    tolerance: 1e-10,
  });
}

function pooled({ probability, left, stayed }: ScoreBlocks): [number, number][] {
  const points = Array.from(probability, (x, b) => ({ x, y: left[b]! / (left[b]! + stayed[b]!) }));
  const weights = points.map((_, b) => left[b]! + stayed[b]!);
  const { blocks } = poolAdjacentViolators(points, { weights, direction: 'increasing' });
  return blocks.flatMap(({ from, to, value }): [number, number][] =>
    from === to
      ? [[from, value]]
      : [
          [from, value],
          [to, value],
        ],
  );
}

function report(blocks: ScoreBlocks, solution: LogisticSolution | null, warnings: Warning[]): FitReport {
  const { n, churned } = blocks;
  const oneClass = churned === 0 || churned === n;
  if (oneClass) return { n, status: 'failed', warnings: [ONE_CLASS, ...warnings] };
  if (!solution) return { n, status: blocks.probability.length < 2 ? 'weak' : 'interior', warnings };
  if (solution.separated) return { n, status: 'boundary', warnings: [SEPARATION, ...warnings] };
  const weak = solution.constant.length + solution.dependent.length > 0;
  return { n, status: weak ? 'weak' : solution.converged ? 'interior' : 'failed', warnings };
}

const ONE_CLASS: Warning = { code: 'one-class', message: 'Everybody left or everybody stayed.', facts: {} };
const SEPARATION: Warning = {
  code: 'separation',
  message: 'The scores tell the outcome apart completely: the slope has no end.',
  facts: {},
};
