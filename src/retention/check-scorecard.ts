import { type Problem, requireFinite, requireList, requireObject } from '../errors/index.ts';
import { METRIC_CATALOGUE, type MetricDefinition } from './metric-catalogue.ts';

/** A metric that is to move. */
export interface ScorecardGoal {
  /** name of the metric in the catalogue */
  metric: string;
  /** where it stands, in the unit of the metric; null: not known */
  baseline: number | null;
  /** where it shall go; null: not said */
  target: number | null;
}

/** What a team wants to be measured by. */
export interface Scorecard {
  /** the goals */
  goals: readonly ScorecardGoal[];
}

/** What may be wrong with a scorecard. */
export type ScorecardProblemCode =
  | 'empty'
  | 'unknown-metric'
  | 'vanity-only'
  | 'no-outcome'
  | 'missing-baseline'
  | 'missing-target'
  | 'no-change'
  | 'wrong-direction'
  | 'duplicate-metric'
  | 'same-quantity';

/** Which metrics are known. */
export interface CheckScorecardOptions {
  /** the catalogue; {@link METRIC_CATALOGUE} by default */
  catalogue?: readonly MetricDefinition[];
}

/**
 * What is wrong with a scorecard before anybody is paid by it: goals without a baseline, vanity alone, one quantity counted twice,
 * a target in the wrong direction.
 *
 * @param scorecard - the goals
 * @param options - a catalogue of your own
 * @returns problems in the order of the goals, those of the whole first; empty when sound. `unknown-metric` is an error, the rest are
 * warnings
 * @throws InputError `not-finite` or `wrong-type` for a baseline or target that is no number, `wrong-type` for goals that are no list
 *
 * @example Is this scorecard any good?
 * ```ts
 * import { checkScorecard } from 'clientele/retention';
 *
 * const problems = checkScorecard({
 *   goals: [
 *     { metric: 'churnRate', baseline: 0.04, target: 0.05 },
 *     { metric: 'followers', baseline: null, target: 10_000 },
 *   ],
 * });
 * problems.map((problem) => [problem.code, problem.path]); // => [['wrong-direction', '/goals/0/target'], ['missing-baseline', '/goals/1/baseline']]
 * ```
 */
export function checkScorecard(
  scorecard: Scorecard,
  options: CheckScorecardOptions = {},
): Problem<ScorecardProblemCode>[] {
  const catalogue = new Map((options.catalogue ?? METRIC_CATALOGUE).map((metric) => [metric.name, metric]));
  const goals = requireList(scorecard.goals, 'scorecard.goals');
  goals.forEach((goal, i) => requireObject(goal, `scorecard.goals[${i}]`));
  const kinds = new Set(goals.flatMap((goal) => catalogue.get(goal.metric)?.kind ?? []));
  const problems: Problem<ScorecardProblemCode>[] = [];
  const say = (code: ScorecardProblemCode, path: string, message: string): void => {
    problems.push({ code, path, severity: code === 'unknown-metric' ? 'error' : 'warning', message });
  };
  if (goals.length === 0) say('empty', '/goals', 'There are no goals; name at least one outcome.');
  if (kinds.size > 0 && !kinds.has('outcome')) {
    if (kinds.has('driver')) say('no-outcome', '/goals', 'No goal says what customers did; add an outcome.');
    else say('vanity-only', '/goals', 'Every goal can rise while the business falls; add an outcome.');
  }
  const names = new Set<string>();
  const quantities = new Map<string, string>();
  goals.forEach((goal, i) => {
    const path = `/goals/${i}`;
    const metric = catalogue.get(goal.metric);
    if (!metric) say('unknown-metric', `${path}/metric`, `The catalogue has no metric named '${goal.metric}'.`);
    if (names.has(goal.metric)) say('duplicate-metric', `${path}/metric`, `'${goal.metric}' has a goal already.`);
    const twin = metric?.quantity === undefined ? undefined : quantities.get(metric.quantity);
    if (twin !== undefined && twin !== goal.metric) {
      say('same-quantity', `${path}/metric`, `'${goal.metric}' and '${twin}' are one quantity said twice; keep one.`);
    }
    names.add(goal.metric);
    if (metric?.quantity !== undefined && twin === undefined) quantities.set(metric.quantity, goal.metric);
    checkAmounts(goal, i, metric, say);
  });
  return problems;
}

function checkAmounts(
  goal: ScorecardGoal,
  i: number,
  metric: MetricDefinition | undefined,
  say: (code: ScorecardProblemCode, path: string, message: string) => void,
): void {
  const { baseline, target } = goal;
  if (baseline === null)
    say('missing-baseline', `/goals/${i}/baseline`, 'Nobody can tell whether it moved; measure it first.');
  else requireFinite(baseline, `scorecard.goals[${i}].baseline`);
  if (target === null) say('missing-target', `/goals/${i}/target`, 'Nobody can tell when it is reached; say how far.');
  else requireFinite(target, `scorecard.goals[${i}].target`);
  if (baseline === null || target === null) return;
  const path = `/goals/${i}/target`;
  if (baseline === target) say('no-change', path, 'The target is where the metric stands already.');
  else if (metric && target > baseline !== (metric.direction === 'up')) {
    say(
      'wrong-direction',
      path,
      `For '${metric.name}' ${metric.direction} is better, and the target goes the other way.`,
    );
  }
}
