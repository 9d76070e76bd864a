import { requireWithin } from '../errors/index.ts';
import { sigmoid } from '../statistics/index.ts';
import { calibrated } from './calibrate.ts';
import { encodeInto } from './encode-into.ts';
import type { EncodingFlag } from './encoder.ts';
import type { FeatureSchema } from './feature.ts';
import type { LogisticModel } from './logistic-model.ts';
import { READABLE } from './read-feature.ts';

/** A customer's part of the logit that no feature says. */
export interface OffsetOptions {
  /** added to the logit, as `offset` of the training examples was; 0 by default */
  offset?: number;
}

/** Encodes a record and lists the value of every term; flags are collected where a list is given. */
export function termValues(
  model: LogisticModel<FeatureSchema>,
  record: object,
  flags: EncodingFlag[] | null,
): number[] {
  const { encoder, terms } = model;
  const { columns } = encoder;
  const values: number[] = [];
  encodeInto(encoder, record, values, 0, flags, 'record');
  if (terms.length === columns.length) return values;
  // Dropped columns have no term; both lists are in the encoder's order.
  let c = 0;
  return terms.map(({ column }) => {
    while (columns[c] !== column) c++;
    return values[c++]!;
  });
}

/** Logit of the values of the terms, before calibration. */
export function logitOfTerms({ intercept, terms }: LogisticModel<FeatureSchema>, values: number[]): number {
  let logit = intercept;
  for (let i = 0; i < terms.length; i++) logit += terms[i]!.coefficient * values[i]!;
  return logit;
}

/** A known part of the logit, 0 where none is given. */
export function offsetOf({ offset }: OffsetOptions): number {
  return offset === undefined ? 0 : requireWithin(offset, READABLE, 'options.offset');
}

/** Probability of a logit, calibrated where the model says so. */
export function probabilityOf({ calibration }: LogisticModel<FeatureSchema>, logit: number): number {
  const probability = sigmoid(logit);
  return calibration ? calibrated(calibration, probability) : probability;
}
