import type { Calibration, Encoder, Feature, HealthDefinition, LogisticModel, ScorecardModel } from '../churn/index.ts';
import { CalibrationSchema, EncoderSchema, LogisticModelSchema, ScorecardModelSchema } from './churn-models.ts';
import { ChurnFeaturesSchema, HealthDefinitionSchema } from './churn.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue } from './parse.ts';

/**
 * Parses a stored health score definition; everything that `checkHealth` finds is an issue. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the definition, or null with issues
 *
 * @example Is the health score that the team edited still sound?
 * ```ts
 * import { parseHealthDefinition } from 'clientele/schemas';
 *
 * const { value, issues } = parseHealthDefinition({
 *   kind: 'health',
 *   version: 1,
 *   factors: [{ key: 'logins', weight: 1, points: [[0, 0], [10, 120]] }],
 *   bands: [{ name: 'red', from: 0 }],
 *   missing: 'reweight',
 * });
 * value; // => null
 * issues.map(({ path, code }) => [path, code]); // => [['/factors/0/points/1/1', 'out-of-range']]
 * ```
 */
export function parseHealthDefinition(untrusted: unknown): ParsedValue<HealthDefinition> {
  return parseValue(HealthDefinitionSchema, untrusted);
}

/**
 * Parses a stored feature schema. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the schema, or null with issues
 *
 * @example Is this a list of features?
 * ```ts
 * import { parseFeatures } from 'clientele/schemas';
 *
 * parseFeatures([{ name: 'orders', kind: 'number' }]).value; // => [{ name: 'orders', kind: 'number' }]
 * parseFeatures([{ name: 'orders', kind: 'money' }]).issues[0].path; // => '/0/kind'
 * ```
 */
export function parseFeatures(untrusted: unknown): ParsedValue<Feature[]> {
  return parseValue(ChurnFeaturesSchema, untrusted);
}

/**
 * Parses a stored churn model. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the model, or null with issues
 *
 * @example May I score with the model in this file?
 * ```ts
 * import { fitLogistic } from 'clientele/churn';
 * import { parseLogisticModel } from 'clientele/schemas';
 *
 * const model = fitLogistic(
 *   [1, 2, 3, 4].map((orders) => ({ features: { orders }, churned: orders !== 2 && orders < 4 })),
 *   { features: [{ name: 'orders', kind: 'number' }], horizonDays: 30 },
 * );
 * parseLogisticModel(JSON.parse(JSON.stringify(model))).issues; // => []
 * parseLogisticModel({ ...model, terms: [{ column: 'age', feature: 'age', coefficient: 1, mean: 0 }] }).issues[0].path; // => '/terms'
 * ```
 */
export function parseLogisticModel(untrusted: unknown): ParsedValue<LogisticModel> {
  return parseValue(LogisticModelSchema, untrusted);
}

/**
 * Parses a stored encoder. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the encoder, or null with issues
 *
 * @example Is this what turned our records into numbers?
 * ```ts
 * import { fitEncoder } from 'clientele/churn';
 * import { parseEncoder } from 'clientele/schemas';
 *
 * const encoder = fitEncoder([{ name: 'orders', kind: 'number' }], [{ orders: 3 }]);
 * parseEncoder(JSON.parse(JSON.stringify(encoder))).issues; // => []
 * parseEncoder({ ...encoder, columns: [] }).value; // => null
 * ```
 */
export function parseEncoder(untrusted: unknown): ParsedValue<Encoder> {
  return parseValue(EncoderSchema, untrusted);
}

/**
 * Parses a stored calibration. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the calibration, or null with issues
 *
 * @example Is this the repair that we stored beside the model?
 * ```ts
 * import { parseCalibration } from 'clientele/schemas';
 *
 * parseCalibration({ kind: 'calibration', version: 1, method: 'spline' }).issues[0].path; // => '/method'
 * ```
 */
export function parseCalibration(untrusted: unknown): ParsedValue<Calibration> {
  return parseValue(CalibrationSchema, untrusted);
}

/**
 * Parses a stored points table. It never throws.
 *
 * @param untrusted - anything, usually what `JSON.parse` gave
 * @returns the table, or null with issues
 *
 * @example Is this our points table?
 * ```ts
 * import { parseScorecardModel } from 'clientele/schemas';
 *
 * parseScorecardModel({ kind: 'scorecard', version: 2 }).value; // => null
 * ```
 */
export function parseScorecardModel(untrusted: unknown): ParsedValue<ScorecardModel> {
  return parseValue(ScorecardModelSchema, untrusted);
}
