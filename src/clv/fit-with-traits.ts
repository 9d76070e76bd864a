import { InputError, requireIterable } from '../errors/index.ts';
import { climbSurface, type Top } from './climb-surface.ts';
import type { Curvature } from './curvature.ts';
import { isClean } from './is-clean.ts';
import { NBD_PARAMETERS, NOWHERE } from './fit-nbd-columns.ts';
import { noDropout, noRepeats } from './fit-warnings.ts';
import type { FitFacts } from './model-fit-of.ts';
import { modelFitOf, uncertaintyOf } from './model-fit-of.ts';
import type { FitOptions, ModelFit } from './model-fit.ts';
import { nbdLikelihood } from './nbd-likelihood.ts';
import type { PurchaseHistory } from './purchase-history.ts';
import { readPriors } from './read-priors.ts';
import { traitColumns } from './trait-columns.ts';
import type { Reported } from './trait-coordinates.ts';
import { reportedOf, withPriors } from './trait-coordinates.ts';
import type { Effect, TraitKernel } from './trait-likelihood.ts';
import { traitLikelihood } from './trait-likelihood.ts';
import { usableTraits } from './usable-traits.ts';
import { verdictOf } from './verdict-of.ts';

/** How a model with covariates is fitted. */
export interface CovariateFitOptions extends FitOptions {
  /** traits that may change how often a customer buys; `[]` for none */
  purchaseCovariates: readonly string[];
  /** traits that may change how soon she leaves; `[]` for none */
  dropoutCovariates: readonly string[];
}

/** What tells BG/NBD and Pareto/NBD apart. */
export interface TraitStory<Field extends string> {
  /** names of the two parameters of leaving */
  dropout: readonly [string, string];
  /** which parameter an effect moves, and which way; those of dropout come after that of purchase */
  effects: readonly { field: Field; parameter: number; sign: 1 | -1 }[];
  likelihood: TraitKernel;
  /** parameters of leaving to begin with */
  starts: (meanDaysObserved: number) => (readonly [number, number])[];
  /** medians of the weak priors of leaving */
  medians: (meanDaysObserved: number) => readonly [number, number];
  /** the size that runs off where customers do not differ in leaving */
  dropoutSize: (first: number, second: number) => number;
}

/** Parameters of a customer whose traits are all 0, and the effects by field and trait. */
export interface TraitParameters<Field extends string> {
  parameters: [number, number, number, number];
  effects: Record<Field, Record<string, number>>;
  fit: ModelFit;
}

/** An effect with the names under which it is reported. */
interface NamedEffect<Field extends string> extends Effect {
  field: Field;
  name: string;
}

/** Fits a purchase model with covariates, and NBD with its purchase covariates beside it, as the plain fits do. */
export function fitWithTraits<Field extends string>(
  histories: Iterable<PurchaseHistory>,
  options: CovariateFitOptions,
  story: TraitStory<Field>,
): TraitParameters<Field> {
  const { purchaseCovariates, dropoutCovariates } = options ?? ({} as CovariateFitOptions);
  requireIterable(purchaseCovariates, 'options.purchaseCovariates');
  requireIterable(dropoutCovariates, 'options.dropoutCovariates');
  requireDifferent(purchaseCovariates, 'options.purchaseCovariates');
  requireDifferent(dropoutCovariates, 'options.dropoutCovariates');
  const columns = traitColumns(histories, [...new Set([...purchaseCovariates, ...dropoutCovariates])]);
  const days = columns.meanDaysObserved || 1;
  const names = [...NBD_PARAMETERS, ...story.dropout];
  const priors = readPriors(options, names, () => {
    const medians = [1, days, ...story.medians(days)];
    return Object.fromEntries(names.map((name, i) => [name, { median: medians[i]!, logSd: 1.5 }]));
  });
  const usable = {
    purchase: usableTraits(columns, purchaseCovariates),
    dropout: usableTraits(columns, dropoutCovariates),
  };
  const effectsOf = (all: boolean): NamedEffect<Field>[] =>
    story.effects.flatMap(({ field, parameter, sign }) => {
      const onPurchase = field === 'purchase';
      const list = onPurchase ? purchaseCovariates : dropoutCovariates;
      const kept = usable[onPurchase ? 'purchase' : 'dropout'].names;
      return list
        .filter((name) => all || kept.includes(name))
        .map((name) => ({ field, name, parameter, sign, trait: columns.traits.get(name)! }));
    });
  const effects = effectsOf(false);
  const doubts = [
    ...new Map([...usable.purchase.warnings, ...usable.dropout.warnings].map((w) => [w.message, w])).values(),
  ];

  /** The report: what was found for the first parameters and effects; everything else is at rest. */
  const report = (
    found: Reported &
      Pick<FitFacts, 'boundary' | 'status' | 'warnings'> & { maximum: FitFacts['climb']['maximum']; value: number },
    moved: readonly NamedEffect<Field>[],
  ): TraitParameters<Field> => {
    const count = found.parameters.length;
    const every = effectsOf(true).map((effect) => {
      const place = moved.findIndex(({ field, name }) => field === effect.field && name === effect.name);
      return { ...effect, place, value: found.effects[place] ?? 0 };
    });
    const fixed = every.filter(({ place }) => place < 0);
    const reported = story.effects.map(({ field }): [Field, Record<string, number>] => {
      const own = every.filter((effect) => effect.field === field);
      return [field, Object.fromEntries(own.map(({ name, value }) => [name, value]))];
    });
    // Without dropout only the two of purchase were found: leaving rests at 0 and 1.
    const [r, alpha, first = 0, second = 1] = found.parameters as [number, number, number?, number?];
    const parameters: TraitParameters<Field>['parameters'] = [r, alpha, first, second];
    const fit = modelFitOf({
      n: columns.n,
      uniqueHistories: columns.rows,
      repeatPurchases: columns.totalRepeats,
      priors,
      boundary: found.boundary,
      // Without the covariates in doubt it may be as sure as it likes: what was asked for was not found.
      status: found.status === 'interior' && doubts.length > 0 ? 'weak' : found.status,
      warnings: [...found.warnings, ...doubts],
      free: [...names.slice(0, count), ...moved.map(pathOf)],
      fixed: [...names.slice(count), ...fixed.map(pathOf)],
      climb: { parameters, logLikelihood: found.value, hessian: [], maximum: found.maximum },
      covariance: found.covariance,
    });
    // The type of Object.fromEntries forgets which names there are: one for every field of the story.
    return { parameters, effects: Object.fromEntries(reported) as Record<Field, Record<string, number>>, fit };
  };

  if (columns.totalRepeats === 0) {
    const found = { parameters: [0, days], effects: [], covariance: null, value: 0, maximum: NOWHERE };
    return report({ ...found, boundary: 'no-repeats', status: 'boundary', warnings: [noRepeats(columns.n)] }, []);
  }
  // Without dropout: the purchase parameters and their covariates alone.
  const onPurchase = effects.filter(({ field }) => field === 'purchase');
  const daysPerRepeat = (columns.n * days) / columns.totalRepeats;
  const climbed = (at: (point: readonly number[], every?: number) => Curvature, starts: number[][]): Top =>
    climbSurface(at, columns.blocks.length > MANY_BLOCKS ? [...roughStart(at, starts), ...starts] : starts, options);
  const still = climbed(
    (at, every) => traitLikelihood(columns, onPurchase, (own, p, room) => nbdLikelihood(own, p, 1, room), at, every),
    [1, 0.3, 4].map((r) => [Math.log(r), Math.log(r * daysPerRepeat), ...onPurchase.map(() => 0)]),
  );
  const [r, alpha] = still.maximum.at.map(Math.exp) as [number, number];
  const starts = story.starts(days).map((leaving, i) => {
    const buying = i === 0 ? [Math.min(r, 10), Math.min(alpha, (10 * alpha) / r) * 0.8] : [0.5, 0.4 * days];
    const moves = effects.map((_, j) => still.maximum.at[2 + j] ?? 0);
    return [...buying, ...leaving].map(Math.log).concat(moves);
  });
  const climbedWith = (moving: readonly NamedEffect<Field>[], from: number[][]): Top =>
    climbed((at, every) => {
      const found = traitLikelihood(columns, moving, story.likelihood, at, every);
      return withPriors(found, at, names, moving, priors);
    }, from);
  let top = climbedWith(effects, starts);
  if (onPurchase.length < effects.length && !isClean(top)) {
    // A few customers with a trait may lead a climb up a ridge of their own, beside a higher top. Begin again where leaving
    // is the same for all.
    const before = climbedWith(
      onPurchase,
      starts.map((start) => start.slice(0, 4 + onPurchase.length)),
    );
    const nothing = effects.slice(onPurchase.length).map(() => 0);
    const again = climbedWith(effects, [[...before.maximum.at, ...nothing]]);
    if (again.maximum.value > top.maximum.value + 1e-6) top = again;
  }
  const value =
    priors === null ? top.maximum.value : traitLikelihood(columns, effects, story.likelihood, top.maximum.at).value;
  const gain = value - still.maximum.value;
  const [shape, , first, second] = top.maximum.at.map(Math.exp) as [number, number, number, number];
  const direction = 'how much customers differ, or the effect of a covariate';
  // With priors the dropout is not zero whatever the data say: the prior has said so.
  if (priors === null && !(gain >= 1e-3)) {
    const { parameters, ...found } = reportedOf(still, onPurchase, 2);
    const { maximum } = still;
    const verdict = verdictOf(still, parameters, [['rates', r]], direction);
    const atRest =
      verdict.status === 'failed'
        ? verdict
        : {
            ...verdict,
            status: 'boundary' as const,
            boundary: 'no-dropout' as const,
            warnings: [noDropout(gain), ...verdict.warnings],
          };
    return report({ ...found, ...atRest, value: maximum.value, maximum }, onPurchase);
  }
  const { parameters, ...found } = reportedOf(top, effects, 4);
  const dropoutSize = story.dropoutSize(first, second);
  const pairs = [['rates', shape] as const, ['dropout', dropoutSize] as const];
  const verdict = verdictOf(top, parameters, pairs, direction, gain);
  return report({ ...found, ...verdict, value, maximum: top.maximum }, effects);
}

/** With so many blocks a round over all of them is what a fit costs. */
const MANY_BLOCKS = 10_000;

/**
 * The top over each sixteenth block, near to that over all of them: only the last rounds of a climb look at everybody.
 * None where so few do not decide every coordinate.
 */
function roughStart(surface: (at: readonly number[], every: number) => Curvature, starts: number[][]): number[][] {
  const { maximum, hessian } = climbSurface((at) => surface(at, 16), starts, {});
  return maximum.converged && uncertaintyOf(hessian).largestLogError < 1 ? [maximum.at] : [];
}

/** The place of an effect in the model, as its name in the report. */
function pathOf({ field, name }: NamedEffect<string>): string {
  return `effects.${field}.${name}`;
}

function requireDifferent(names: readonly string[], argument: string): void {
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice < 0) return;
  throw new InputError('duplicate', `${argument}[${twice}]`, `expected every name once, got ${names[twice]!} twice`);
}
