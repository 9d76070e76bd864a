import type { ChurnScoreTally, GapModel, GapTally, InactivityModel, InactivityTally } from '../churn/index.ts';
import { ChurnScoreTallySchema } from './churn-models.ts';
import { GapModelSchema, GapTallySchema, InactivityModelSchema, InactivityTallySchema } from './churn-silence.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue } from './parse.ts';

/**
 * Parses a stored inactivity risk. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the model, or null with issues
 *
 * @example Is this the table of silence that we stored?
 * ```ts
 * import { fitInactivityRisk } from 'clientele/churn';
 * import { parseInactivityModel } from 'clientele/schemas';
 *
 * const risk = fitInactivityRisk([], { landmarks: [0], horizonDays: 30, asOf: 1e10 });
 * parseInactivityModel(JSON.parse(JSON.stringify(risk))).issues; // => []
 * parseInactivityModel([]).value; // => null
 * ```
 */
export function parseInactivityModel(untrusted: unknown): ParsedValue<InactivityModel> {
  return parseValue(InactivityModelSchema, untrusted);
}

/**
 * Parses stored counts of silence. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the tally, or null with issues
 *
 * @example Are these the counts of the other machine?
 * ```ts
 * import { tallyInactivity } from 'clientele/churn';
 * import { parseInactivityTally } from 'clientele/schemas';
 *
 * const tally = tallyInactivity([], { landmarks: [0], horizonDays: 30, asOf: 1e10 });
 * parseInactivityTally(JSON.parse(JSON.stringify(tally))).issues; // => []
 * parseInactivityTally({ ...tally, cells: [] }).issues[0].path; // => '/cells'
 * ```
 */
export function parseInactivityTally(untrusted: unknown): ParsedValue<InactivityTally> {
  return parseValue(InactivityTallySchema, untrusted);
}

/**
 * Parses a stored gap risk. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the model, or null with issues
 *
 * @example Is this the gap model that we stored?
 * ```ts
 * import { fitGapRisk } from 'clientele/churn';
 * import { parseGapModel } from 'clientele/schemas';
 *
 * const gaps = fitGapRisk([{ customerId: 'ann', at: 0 }], { asOf: 1e10 });
 * parseGapModel(JSON.parse(JSON.stringify(gaps))).issues; // => []
 * parseGapModel({ ...gaps, strata: [] }).value; // => null
 * ```
 */
export function parseGapModel(untrusted: unknown): ParsedValue<GapModel> {
  return parseValue(GapModelSchema, untrusted);
}

/**
 * Parses stored counts of gaps. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the tally, or null with issues
 *
 * @example Are these the gaps of the other shard?
 * ```ts
 * import { tallyGaps } from 'clientele/churn';
 * import { parseGapTally } from 'clientele/schemas';
 *
 * const tally = tallyGaps([{ customerId: 'ann', at: 0 }], { asOf: 1e10 });
 * parseGapTally(JSON.parse(JSON.stringify(tally))).issues; // => []
 * parseGapTally({ ...tally, gaps: [] }).issues[0].path; // => '/gaps'
 * ```
 */
export function parseGapTally(untrusted: unknown): ParsedValue<GapTally> {
  return parseValue(GapTallySchema, untrusted);
}

/**
 * Parses stored counts of scores. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the tally, or null with issues
 *
 * @example Are these last week's scores?
 * ```ts
 * import { tallyChurnScores } from 'clientele/churn';
 * import { parseChurnScoreTally } from 'clientele/schemas';
 *
 * parseChurnScoreTally(tallyChurnScores([{ probability: 0.4 }])).issues; // => []
 * parseChurnScoreTally({ kind: 'churn-score-tally', version: 1, bins: [{ n: 1, churned: 2, sumNano: 0 }] }).value; // => null
 * ```
 */
export function parseChurnScoreTally(untrusted: unknown): ParsedValue<ChurnScoreTally> {
  return parseValue(ChurnScoreTallySchema, untrusted);
}
