import { requireObject } from '../errors/index.ts';
import type { Encoder, EncodingFlag, LearnedBoolean, LearnedCategory, LearnedNumber } from './encoder.ts';
import { MISSING_LEVEL, OTHER_LEVEL } from './encoder.ts';
import type { Feature, FeatureSchema } from './feature.ts';
import { readFeature, shapeNumber } from './read-feature.ts';

/** The columns of one record; what carries no information is added to `flags`. */
export function encodeRecord(
  { schema, learned }: Encoder<FeatureSchema>,
  record: object,
  flags: EncodingFlag[],
): number[] {
  requireObject(record, 'record');
  const values: number[] = [];
  for (let f = 0; f < schema.length; f++) {
    const feature = schema[f]!;
    const known = learned[f]!;
    const value = readFeature(record, feature, 'record');
    if (value === null) flags.push({ feature: feature.name, code: 'missing' });
    if (known.kind === 'category') {
      let place = levelPlace(known, (value as string | null) ?? MISSING_LEVEL);
      if (place === UNKNOWN) {
        if (value !== null) flags.push({ feature: feature.name, code: 'unknown-level' });
        place = levelPlace(known, OTHER_LEVEL);
      }
      known.shares.forEach((share, i) => values.push(place === UNKNOWN ? share : Number(place === i)));
      continue;
    }
    const { substitute, mean, scale } = lineOf(known, feature);
    if (value === null) values.push(substitute);
    else {
      const number = feature.kind === 'number' ? shapeNumber(feature, value as number, 'record') : Number(value);
      values.push((number - mean) / scale);
    }
    if (known.kind === 'number' && known.missingShare !== null) values.push(Number(value === null));
  }
  return values;
}

/** The straight line that makes a column of a number or yes-or-no, and what a missing value counts as. */
interface Line {
  substitute: number;
  mean: number;
  scale: number;
}

export function lineOf(known: LearnedNumber | LearnedBoolean, feature: Feature): Line {
  const { mean } = known;
  if (known.kind === 'number' && (feature as { standardize?: boolean }).standardize !== false) {
    return { substitute: 0, mean, scale: known.scale };
  }
  return { substitute: mean, mean: 0, scale: 1 };
}

const UNKNOWN = -2;

/** Place of a level among the columns; −1: the reference, which has none; −2: unknown, training did not have it. */
export function levelPlace({ reference, levels, rare }: LearnedCategory, level: string): number {
  const names = [reference, ...levels];
  return names.indexOf(rare.includes(level) ? OTHER_LEVEL : level) - 1;
}
