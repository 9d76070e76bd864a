import { requireWithin } from '../errors/index.ts';
import { sigmoid } from '../statistics/index.ts';
import { calibrated } from './calibrate.ts';
import { encodeRecord } from './encode-record.ts';
import type { EncodingFlag } from './encoder.ts';
import type { FeatureSchema } from './feature.ts';
import type { LogisticModel } from './logistic-model.ts';
import { READABLE } from './read-feature.ts';

/** A customer's part of the logit that no feature says. */
export interface OffsetOptions {
  /** added to the logit, as `offset` of the training examples was; 0 by default */
  offset?: number;
}

/** A logit in its parts: `base` plus all contributions. */
export interface LogitParts {
  /** logit of the average customer, offset included */
  base: number;
  /** what each feature adds, in the order of the schema */
  contributions: number[];
  logit: number;
  /** calibrated where the model says so */
  probability: number;
}

/** Scores a record; what carries no information is added to `flags`. */
export function logitChurn(
  model: LogisticModel<FeatureSchema>,
  record: object,
  { offset = 0 }: OffsetOptions,
  flags: EncodingFlag[],
): LogitParts {
  const { encoder, terms, calibration } = model;
  let base = model.intercept + requireWithin(offset, READABLE, 'options.offset');
  const values = encodeRecord(encoder, record, flags);
  const { columns, schema } = encoder;
  const contributions: number[] = [];
  let logit = 0;
  let t = 0;
  let c = 0;
  for (let f = 0; f < schema.length; f++) {
    let contribution = 0;
    // All lists are in the encoder's order; what was dropped has no term.
    for (; terms[t]?.feature === schema[f]!.name; t++) {
      const { column, coefficient, mean } = terms[t]!;
      while (c < columns.length && columns[c] !== column) c++;
      contribution += coefficient * (values[c]! - mean);
      base += coefficient * mean;
    }
    contributions.push(contribution);
    logit += contribution;
  }
  logit += base;
  const probability = sigmoid(logit);
  return { base, contributions, logit, probability: calibration ? calibrated(calibration, probability) : probability };
}
