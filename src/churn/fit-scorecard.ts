import type { Warning } from '../errors/index.ts';
import { InputError, requireIterable, requireObject, requireText, requireWithin } from '../errors/index.ts';
import { rowOrder, takeRows } from '../statistics/index.ts';
import { binLabel, binWeightOfEvidence, readEdges } from './bin-weight-of-evidence.ts';
import type { FeatureValue } from './feature.ts';
import { rawValue } from './read-feature.ts';
import { regressLogistic } from './regress-logistic.ts';
import { requireOutcome } from './require-outcome.ts';
import type { ScorecardModel, ScorecardVariable } from './scorecard.ts';

/** One customer of a scorecard's training. */
export interface ScorecardExample {
  /** what was known, by name of the variable; other keys are ignored */
  features: Readonly<Record<string, FeatureValue>>;
  /** true left, false stayed */
  churned: boolean;
}

/** How {@link fitScorecard} scales its points. */
export interface FitScorecardOptions {
  /** the variables, one or more */
  variables: readonly ScorecardVariable[];
  /** points that double the odds of staying, above 0; 20 by default */
  pointsToDoubleOdds?: number;
  /** points at `baseOdds`; 600 by default */
  basePoints?: number;
  /** odds stay : churn at `basePoints`, above 0; 50 by default */
  baseOdds?: number;
}

/**
 * Makes a points table as credit scoring does: bins of every variable, weighed by an unpenalised logistic regression on
 * their weight of evidence. A clerk can add it up by hand.
 *
 * More points are safer, though a higher weight of evidence is riskier. A variable with a negative coefficient
 * contradicts its own bins beside the others: warning `wrong-sign`; leave it out. Where probabilities matter more than
 * the table use {@link fitLogistic}.
 *
 * @param examples - values and outcomes, in any order
 * @param options - variables and scale
 * @returns the table, plain JSON
 * @throws InputError `empty` (examples, variables), `one-class`, `duplicate`, `wrong-type`, `not-finite`, `out-of-order`,
 *   `out-of-range`
 *
 * @example Can I score customers with a table on paper?
 * ```ts
 * import { fitScorecard, scorePoints } from 'clientele/churn';
 *
 * const examples = ['basic', 'basic', 'basic', 'pro', 'pro', 'pro'].map((plan, i) => ({
 *   features: { plan },
 *   churned: i < 2 || i === 3,
 * }));
 * const card = fitScorecard(examples, { variables: [{ name: 'plan' }], basePoints: 100, baseOdds: 1 });
 * card.variables[0].bins.map((bin) => bin.points); // => [~80, ~120]
 * scorePoints(card, { plan: 'pro' }).points; // => ~120
 * ```
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6
 */
export function fitScorecard(examples: Iterable<ScorecardExample>, options: FitScorecardOptions): ScorecardModel {
  requireObject(options, 'options');
  const variables = [...requireIterable(options.variables, 'options.variables')];
  variables.forEach((variable, i) => requireText(variable?.name, `options.variables[${i}].name`));
  const positive = { from: 0, fromOpen: true };
  const pointsToDoubleOdds = requireWithin(
    options.pointsToDoubleOdds ?? 20,
    { ...positive, to: 1e6 },
    'options.pointsToDoubleOdds',
  );
  const basePoints = requireWithin(options.basePoints ?? 600, { from: -1e9, to: 1e9 }, 'options.basePoints');
  const baseOdds = requireWithin(options.baseOdds ?? 50, positive, 'options.baseOdds');
  const list = [...requireIterable(examples, 'examples')];
  list.forEach((example, i) => {
    const { features, churned } = requireObject(example, `examples[${i}]`);
    requireObject(features, `examples[${i}].features`);
    requireOutcome(churned, `examples[${i}].churned`);
  });
  const n = list.length;
  const k = variables.length;
  if (n === 0) throw new InputError('empty', 'examples', 'expected one example or more, got none');
  if (k === 0) throw new InputError('empty', 'options.variables', 'expected one variable or more, got none');
  if (new Set(variables.map(({ name }) => name)).size < k) {
    throw new InputError('duplicate', 'options.variables', 'expected every variable once, got one twice');
  }
  const binned = variables.map(({ name, edges: given }, v) => {
    const edges = readEdges(given, `options.variables[${v}].edges`);
    const rows = list.map(({ features, churned }) => ({ value: rawValue(features, name) as FeatureValue, churned }));
    const labels = rows.map(({ value }, i) =>
      binLabel(value, edges, `examples[${i}].features[${JSON.stringify(name)}]`),
    );
    const evidence = binWeightOfEvidence(rows, { edges });
    if (evidence.informationValue === null) {
      throw new InputError('one-class', 'examples', 'expected some who left and some who stayed, got one kind');
    }
    const woes = new Map(evidence.bins.map(({ label, woe }) => [label, woe!]));
    return { name, edges, bins: evidence.bins, column: Float64Array.from(labels, (label) => woes.get(label)!) };
  });
  const left = Float64Array.from(list, ({ churned }) => (churned ? 1 : 0));
  // Examples in any order make the same card, to the last bit.
  const order = rowOrder([...binned.map(({ column }) => column), left]);
  const values = new Float64Array(n * k);
  binned.forEach(({ column }, v) => order.forEach((from, i) => (values[i * k + v] = column[from]!)));
  const y = takeRows(left, order);
  const solved = regressLogistic({
    n,
    k,
    values,
    y,
    w: null,
    offset: null,
    l2: 0,
    firth: false,
    maxIterations: 100,
    tolerance: 1e-10,
  });
  const { intercept, coefficients } = solved;
  const factor = pointsToDoubleOdds / Math.LN2;
  const neutralPoints = (basePoints - factor * Math.log(baseOdds) - factor * intercept) / k;
  const named = (columns: number[]): string[] => columns.map((c) => variables[c]!.name);
  const warnings: Warning[] = [];
  const dropped = [...solved.constant, ...solved.dependent];
  if (dropped.length > 0) {
    warnings.push({ code: 'collinear', message: 'These say nothing new.', facts: { features: named(dropped) } });
  }
  if (solved.separated) {
    const facts = { features: named(solved.runaway) };
    warnings.push({ code: 'separation', message: 'These tell the outcome apart completely.', facts });
  }
  const wrong = coefficients.flatMap((coefficient, c) => (coefficient < 0 ? [c] : []));
  for (const name of named(wrong)) {
    const message = `${name} contradicts its own bins beside the other variables; leave it out.`;
    warnings.push({ code: 'wrong-sign', message, facts: { features: [name] } });
  }
  const finished = solved.converged ? (dropped.length > 0 ? 'weak' : 'interior') : 'failed';
  return {
    kind: 'scorecard',
    version: 1,
    pointsToDoubleOdds,
    basePoints,
    baseOdds,
    intercept,
    variables: binned.map(({ name, edges, bins }, v) => ({
      name,
      edges,
      coefficient: coefficients[v]!,
      bins: bins.map(({ label, n: size, churned, woe }) => {
        const points = -factor * coefficients[v]! * woe! + neutralPoints;
        return { label, n: size, churned, woe: woe!, points };
      }),
      neutralPoints,
    })),
    fit: { n, status: solved.separated ? 'boundary' : finished, warnings },
  };
}
