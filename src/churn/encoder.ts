import type { FeatureSchema } from './feature.ts';

/** What was learned about a number. */
export interface LearnedNumber {
  /** what kind of feature it belongs to */
  kind: 'number';
  /** training mean after clip and transform: what a missing value counts as */
  mean: number;
  /** population standard deviation in training after clip and transform; 1 where it is not divided by */
  scale: number;
  /** share of training rows without a value; null where there is no indicator column */
  missingShare: number | null;
}

/** What was learned about a yes or no. */
export interface LearnedBoolean {
  /** what kind of feature it belongs to */
  kind: 'boolean';
  /** share of yes among the known training values: what a missing value counts as */
  mean: number;
}

/** What was learned about a category. */
export interface LearnedCategory {
  /** what kind of feature it belongs to */
  kind: 'category';
  /** the level without a column */
  reference: string;
  /** the levels with a column, by text; `(other)` and `(missing)` among them where training had them */
  levels: string[];
  /** share of each of those levels in training: what an unknown value counts as */
  shares: number[];
  /** levels that became `(other)` */
  rare: string[];
}

/** How records become numbers: learned from training records, plain JSON, stored inside the model. */
export interface Encoder<S extends FeatureSchema = FeatureSchema> {
  /** what this is */
  kind: 'encoder';
  /** version of the shape */
  version: 1;
  /** the features as the caller described them */
  schema: S;
  /** training records */
  n: number;
  /** names of the columns, in order */
  columns: string[];
  /** what was learned, feature by feature */
  learned: (LearnedNumber | LearnedBoolean | LearnedCategory)[];
}

/** A value that the encoder had to read as "no information". */
export interface EncodingFlag {
  /** name of the feature */
  feature: string;
  /** nothing was given, or a level that training did not have */
  code: 'missing' | 'unknown-level';
}

/** The level of values that are missing. */
export const MISSING_LEVEL = '(missing)';

/** The level of rare values, and of unknown ones where it exists. */
export const OTHER_LEVEL = '(other)';
