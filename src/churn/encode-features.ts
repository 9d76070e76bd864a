import { requireKind } from '../errors/index.ts';
import type { Encoder, EncodingFlag } from './encoder.ts';
import { encodeRecord } from './encode-record.ts';
import type { FeatureSchema, RecordOf } from './feature.ts';

/** A record as numbers. */
export interface EncodedFeatures {
  /** number by column, in the order of the columns */
  values: Record<string, number>;
  /** features that carried no information, in the order of the schema */
  flags: EncodingFlag[];
}

/**
 * Turns a record into the numbers that the model sees, column by column, and says what it could not read.
 *
 * A missing number or yes-or-no counts as its training mean, an unknown category as `(other)` where training had rare
 * levels, else as the shares of training: no information moves nothing. Columns and their order never depend on the
 * record; other keys are ignored.
 *
 * @param encoder - of {@link fitEncoder} or inside a model
 * @param record - one customer's features
 * @returns numbers by column, and flags for what was missing or unknown
 * @throws InputError `wrong-type`, `not-finite`, `out-of-range` (log1p, numbers beyond ±1e100)
 *
 * @example What does the model make of a plan that it has never seen?
 * ```ts
 * import { encodeFeatures, fitEncoder } from 'clientele/churn';
 *
 * const encoder = fitEncoder(
 *   [{ name: 'plan', kind: 'category', minCount: 1 }],
 *   [{ plan: 'basic' }, { plan: 'basic' }, { plan: 'pro' }, { plan: 'pro' }],
 * );
 * encodeFeatures(encoder, { plan: 'gold' }).values; // => { 'plan=pro': 0.5 }
 * encodeFeatures(encoder, { plan: 'gold' }).flags; // => [{ feature: 'plan', code: 'unknown-level' }]
 * ```
 */
export function encodeFeatures<S extends FeatureSchema>(encoder: Encoder<S>, record: RecordOf<S>): EncodedFeatures {
  requireKind(encoder, 'encoder', 'encoder');
  const flags: EncodingFlag[] = [];
  const numbers = encodeRecord(encoder, record, flags);
  return { values: Object.fromEntries(encoder.columns.map((column, i) => [column, numbers[i]!])), flags };
}
