import { requireObject } from '../errors/index.ts';
import type { Encoder, EncodingFlag, LearnedBoolean, LearnedCategory, LearnedNumber } from './encoder.ts';
import { MISSING_LEVEL, OTHER_LEVEL } from './encoder.ts';
import type { FeatureSchema, NumberFeature } from './feature.ts';
import { readFeature, shapeNumber } from './read-feature.ts';

/** Writes the columns of one record into `target` from `at` on; flags are collected where a list is given. */
export function encodeInto(
  encoder: Encoder<FeatureSchema>,
  record: object,
  target: number[] | Float64Array,
  at: number,
  flags: EncodingFlag[] | null,
  argument: string,
): void {
  requireObject(record, argument);
  const { schema, learned } = encoder;
  let column = at;
  for (let f = 0; f < schema.length; f++) {
    const feature = schema[f]!;
    const known = learned[f]!;
    const value = readFeature(record, feature, argument);
    if (value === null && flags) flags.push({ feature: feature.name, code: 'missing' });
    if (known.kind === 'number') {
      target[column++] = numberColumn(feature as NumberFeature, known, value as number | null, argument);
      if (known.missingShare !== null) target[column++] = value === null ? 1 : 0;
    } else if (known.kind === 'boolean') {
      target[column++] = value === null ? known.mean : value ? 1 : 0;
    } else {
      const place = levelPlace(known, (value as string | null) ?? MISSING_LEVEL);
      if (place === UNKNOWN && value !== null && flags) flags.push({ feature: feature.name, code: 'unknown-level' });
      const read = place === UNKNOWN ? levelPlace(known, OTHER_LEVEL) : place;
      const { shares } = known;
      for (let i = 0; i < shares.length; i++) target[column++] = read === UNKNOWN ? shares[i]! : read === i ? 1 : 0;
    }
  }
}

/** What each column counts as when nothing is known about it: its mean over the training records. */
export function columnMeans(encoder: Encoder<FeatureSchema>): number[] {
  return encoder.learned.flatMap((known: LearnedNumber | LearnedBoolean | LearnedCategory, f) => {
    if (known.kind === 'category') return known.shares;
    if (known.kind === 'boolean') return [known.mean];
    const standardized = (encoder.schema[f] as NumberFeature).standardize !== false;
    const mean = standardized ? 0 : known.mean;
    return known.missingShare === null ? [mean] : [mean, known.missingShare];
  });
}

/** The feature that each column was made of. */
export function columnFeatures({ schema, learned }: Encoder<FeatureSchema>): string[] {
  return learned.flatMap((known, f) => {
    const width =
      known.kind === 'category' ? known.levels.length : known.kind === 'number' && known.missingShare !== null ? 2 : 1;
    return Array.from({ length: width }, () => schema[f]!.name);
  });
}

const UNKNOWN = -2;
const REFERENCE = -1;

function numberColumn(feature: NumberFeature, known: LearnedNumber, value: number | null, argument: string): number {
  if (feature.standardize === false) return value === null ? known.mean : shapeNumber(feature, value, argument);
  return value === null ? 0 : (shapeNumber(feature, value, argument) - known.mean) / known.scale;
}

/** Place of a level among the columns; the reference has none, a level that training did not have is unknown. */
export function levelPlace(known: LearnedCategory, level: string): number {
  if (level === known.reference) return REFERENCE;
  const place = known.levels.indexOf(level);
  if (place >= 0) return place;
  if (!known.rare.includes(level)) return UNKNOWN;
  return known.reference === OTHER_LEVEL ? REFERENCE : known.levels.indexOf(OTHER_LEVEL);
}
