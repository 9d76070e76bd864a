/** A number within ±1e100, such as days, orders or spend. */
export interface NumberFeature {
  /** key in the records */
  readonly name: string;
  /** what kind of value it holds */
  readonly kind: 'number';
  /** `'log1p'`: ln(1 + value), for amounts and counts with a long tail; applied after `clip` */
  readonly transform?: 'log1p';
  /** values below the first are read as the first, above the second as the second */
  readonly clip?: readonly [number, number];
  /** subtract the training mean and divide by the population standard deviation; true by default */
  readonly standardize?: boolean;
  /** add the column `name=(missing)` that is 1 where the value is missing; false by default */
  readonly indicator?: boolean;
  /** name shown to people */
  readonly label?: string;
}

/** A yes or no. */
export interface BooleanFeature {
  /** key in the records */
  readonly name: string;
  /** what kind of value it holds */
  readonly kind: 'boolean';
  /** name shown to people */
  readonly label?: string;
}

/** One of several names, such as a plan or a country. */
export interface CategoryFeature {
  /** key in the records */
  readonly name: string;
  /** what kind of value it holds */
  readonly kind: 'category';
  /** the level that has no column and with which the others are compared; the most frequent by default, ties by text */
  readonly reference?: string;
  /** levels with fewer training rows become `(other)`; 20 by default */
  readonly minCount?: number;
  /** name shown to people */
  readonly label?: string;
}

/** One source variable of a model. */
export type Feature = NumberFeature | BooleanFeature | CategoryFeature;

/** The source variables of a model, in the order of its columns. Write it `as const` and records are typed by it. */
export type FeatureSchema = readonly Feature[];

/** The value of one feature in a record; null is missing. */
export type FeatureValue = number | boolean | string | null;

/** A customer's features as the schema asks for them; null is missing. Other keys are ignored. */
export type RecordOf<S extends FeatureSchema> = {
  readonly [F in S[number] as F['name']]:
    null | (F extends NumberFeature ? number : F extends BooleanFeature ? boolean : string);
};
