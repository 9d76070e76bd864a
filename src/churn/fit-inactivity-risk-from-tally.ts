import type { Warning } from '../errors/index.ts';
import { InputError, requireCount, requireKind, requireObject } from '../errors/index.ts';
import type { InactivityBin, InactivityModel, InactivityStratum, InactivityTally } from './inactivity-model.ts';

/** How {@link fitInactivityRiskFromTally} pools bins. */
export interface FitInactivityFromTallyOptions {
  /** a bin with fewer customers is merged into the next longer silence, a small last one into the one before; 1 by default */
  minCount?: number;
  /** pool neighbours until the rate never falls with longer silence; true by default, and then no bin stays empty */
  monotone?: boolean;
}

/** Rates at one silence that differ by more than this between strata are worth a warning. */
const MUCH = 0.15;

/** Cells smaller than this do not decide whether strata differ. */
const ENOUGH = 30;

/**
 * Makes the inactivity model from counts that were tallied and merged elsewhere; the same as {@link fitInactivityRisk}
 * on the whole log.
 *
 * @param tally - of {@link tallyInactivity}, merged or not
 * @param options - pooling
 * @returns the model; status `failed` when nobody was seen
 * @throws InputError `wrong-kind`, `not-a-count`
 *
 * @example How do I turn the counts of many machines into one model?
 * ```ts
 * import { fitInactivityRiskFromTally, tallyInactivity } from 'clientele/churn';
 *
 * const tally = tallyInactivity([{ customerId: 'ann', at: '2024-01-25T10:00:00Z' }], {
 *   landmarks: ['2024-02-01T00:00:00Z'],
 *   horizonDays: 30,
 *   asOf: '2024-04-01T00:00:00Z',
 * });
 * fitInactivityRiskFromTally(tally).strata[0].bins; // => [{ fromDays: 0, toDays: null, n: 1, churned: 1 }]
 * ```
 */
export function fitInactivityRiskFromTally(
  tally: InactivityTally,
  options: FitInactivityFromTallyOptions = {},
): InactivityModel {
  requireObject(options, 'options');
  requireKind(tally, 'inactivity-tally', 'tally');
  const monotone = options.monotone ?? true;
  if (typeof monotone !== 'boolean') {
    throw new InputError('wrong-type', 'options.monotone', `expected true or false, got ${String(monotone)}`);
  }
  const minCount = requireCount(options.minCount ?? 1, 'options.minCount');
  const { strata, cells } = tally.pooled ? pooled(tally) : tally;
  const pool = (row: readonly { n: number; churned: number }[]): InactivityBin[] => {
    // An empty bin has no rate that could rise or fall: monotone rates need bins with somebody in them.
    const bins = mergeSmall(binsOf(tally.silenceEdgesDays, row), monotone ? Math.max(1, minCount) : minCount);
    return monotone ? poolFalling(bins) : bins;
  };
  const model: InactivityStratum[] = strata.map((fromPurchases, s) => ({
    fromPurchases,
    toPurchases: s + 1 < strata.length ? strata[s + 1]! - 1 : null,
    bins: pool(cells[s]!),
  }));
  const observations = model.reduce((sum, { bins }) => sum + bins.reduce((total, bin) => total + bin.n, 0), 0);
  return {
    kind: 'inactivity-risk',
    version: 1,
    horizonDays: tally.horizonDays,
    timeZone: tally.timeZone,
    monotone,
    landmarksAt: [...tally.landmarksAt],
    skippedLandmarksAt: [...tally.skippedLandmarksAt],
    strata: model,
    fit: {
      n: tally.customers,
      status: observations === 0 ? 'failed' : observations < ENOUGH ? 'weak' : 'interior',
      warnings: warningsOf(tally),
    },
  };
}

function pooled(tally: InactivityTally): { strata: number[]; cells: { n: number; churned: number }[][] } {
  const sum = tally.silenceEdgesDays.map((_, bin) =>
    tally.cells.reduce((total, row) => ({ n: total.n + row[bin]!.n, churned: total.churned + row[bin]!.churned }), {
      n: 0,
      churned: 0,
    }),
  );
  return { strata: [1], cells: [sum] };
}

function binsOf(edges: readonly number[], row: readonly { n: number; churned: number }[]): InactivityBin[] {
  return edges.map((fromDays, i) => ({
    fromDays,
    toDays: i + 1 < edges.length ? edges[i + 1]! : null,
    n: row[i]!.n,
    churned: row[i]!.churned,
  }));
}

const joined = (a: InactivityBin, b: InactivityBin): InactivityBin => ({
  fromDays: a.fromDays,
  toDays: b.toDays,
  n: a.n + b.n,
  churned: a.churned + b.churned,
});

/** From short to long: a small bin joins the next longer one, a small last one the one before. */
function mergeSmall(bins: readonly InactivityBin[], minCount: number): InactivityBin[] {
  const kept: InactivityBin[] = [];
  let open: InactivityBin | null = null;
  for (const bin of bins) {
    const here: InactivityBin = open ? joined(open, bin) : bin;
    open = here.n < minCount ? here : null;
    if (!open) kept.push(here);
  }
  if (!open) return kept;
  const last = kept.pop();
  return [...kept, last ? joined(last, open) : open];
}

/** Pool adjacent violators on counts; rates are compared as products of integers, so equal rates are equal. */
function poolFalling(bins: readonly InactivityBin[]): InactivityBin[] {
  const kept: InactivityBin[] = [];
  for (const bin of bins) {
    let here = bin;
    for (let before = kept.at(-1); before && before.churned * here.n > here.churned * before.n; before = kept.at(-1)) {
      kept.pop();
      here = joined(before, here);
    }
    kept.push(here);
  }
  return kept;
}

function warningsOf(tally: InactivityTally): Warning[] {
  const warnings: Warning[] = [];
  if (tally.landmarksAt.length === 0) {
    warnings.push({
      code: 'no-complete-landmark',
      message: 'No landmark is followed by a whole horizon of known facts: ask earlier landmarks or a shorter horizon.',
      facts: { skippedLandmarksAt: tally.skippedLandmarksAt, horizonDays: tally.horizonDays },
    });
  }
  const widest = widestDifference(tally);
  if (widest && widest.difference > MUCH) {
    const facts = { ...widest };
    warnings.push(
      tally.pooled
        ? {
            code: 'pooled-strata',
            message: 'One rate for all customers hides large differences: pass strata, for example [1, 2, 4].',
            facts,
          }
        : {
            code: 'strata-differ',
            message:
              'After the same silence customers with few and with many purchases differ much: never use one threshold for all.',
            facts,
          },
    );
  }
  if (tally.belowFirstEdge > 0) {
    warnings.push({
      code: 'below-first-edge',
      message: 'Some customers had been silent for less than the first edge and are in no bin.',
      facts: { observations: tally.belowFirstEdge, fromDays: tally.silenceEdgesDays[0]! },
    });
  }
  if (tally.landmarkInsideDay) {
    warnings.push({
      code: 'landmark-inside-day',
      message:
        'A landmark lies inside a civil day; orders of that day count as history. Place landmarks at the start of a day.',
      facts: { timeZone: tally.timeZone },
    });
  }
  return warnings;
}

/** The silence at which the strata are furthest apart, among cells large enough to tell. */
function widestDifference(tally: InactivityTally) {
  let widest: { fromDays: number; low: number; high: number; difference: number } | null = null;
  tally.silenceEdgesDays.forEach((fromDays, bin) => {
    const rates = tally.cells
      .map((row) => row[bin]!)
      .filter(({ n }) => n >= ENOUGH)
      .map(({ n, churned }) => churned / n);
    const low = Math.min(...rates);
    const high = Math.max(...rates);
    if (high - low > (widest?.difference ?? 0)) widest = { fromDays, low, high, difference: high - low };
  });
  return widest as { fromDays: number; low: number; high: number; difference: number } | null;
}
