import {
  InputError,
  requireAscending,
  requireCount,
  requireIterable,
  requireObject,
  requireOneOf,
  requireText,
  requireWithin,
} from '../errors/index.ts';
import { rowOrder } from '../statistics/index.ts';
import type { Encoder, LearnedBoolean, LearnedCategory, LearnedNumber } from './encoder.ts';
import { MISSING_LEVEL, OTHER_LEVEL } from './encoder.ts';
import type { BooleanFeature, CategoryFeature, Feature, FeatureSchema, NumberFeature, RecordOf } from './feature.ts';
import type { FeatureColumn, TextColumn } from './feature-columns.ts';
import { countTexts, figuresOf, inOrder, knownNumbers, readColumns } from './feature-columns.ts';
import { LARGEST_VALUE, READABLE } from './read-feature.ts';

/** Levels with fewer training rows become `(other)` unless the schema says otherwise. */
const MIN_COUNT = 20;

/**
 * Learns how records become numbers: means, spreads, levels and their shares. {@link fitLogistic} does it for you; call
 * it yourself to feed another model, such as Cox regression in `clientele/survival`.
 *
 * Numbers are standardized, yes and no become 1 and 0, a category gets one 0/1 column per level but its reference. What
 * is missing at scoring time counts as the training mean, so it moves nothing; a missing category is a level of its own
 * where training had it. Means and spreads ignore weights.
 *
 * @param schema - the features, in the order of the columns
 * @param records - training records; read once
 * @returns the encoder, plain JSON
 * @throws InputError `empty` (no records), `duplicate` (two features or columns of one name), `unknown-name` (kind,
 *   transform), `out-of-order` (clip), `not-a-count` (minCount), `wrong-type`, `not-finite`, `out-of-range` (log1p,
 *   numbers beyond ±1e100) with the record
 *
 * @example Which columns will my model see?
 * ```ts
 * import { fitEncoder } from 'clientele/churn';
 *
 * const encoder = fitEncoder(
 *   [
 *     { name: 'orders', kind: 'number' },
 *     { name: 'plan', kind: 'category', minCount: 1 },
 *   ],
 *   [
 *     { orders: 1, plan: 'basic' },
 *     { orders: 3, plan: 'pro' },
 *     { orders: null, plan: 'basic' },
 *   ],
 * );
 * encoder.columns; // => ['orders', 'plan=pro']
 * ```
 */
export function fitEncoder<const S extends FeatureSchema>(schema: S, records: Iterable<RecordOf<S>>): Encoder<S> {
  const list = Array.isArray(records) ? (records as RecordOf<S>[]) : [...requireIterable(records, 'records')];
  list.forEach((record, i) => requireObject(record, `records[${i}]`));
  return fitEncoderOn(schema, 'schema', list, 'records[#]').encoder;
}

/**
 * The same on a list, with the caller's names; `#` in `argument` stands for the row.
 *
 * Also the columns that were read, in an order of their own: sums over them are those of the same records in any order, to
 * the last bit. `order` says where each row was; `more` figures of the rows are told apart with them.
 */
export function fitEncoderOn<S extends FeatureSchema>(
  schema: S,
  schemaArgument: string,
  records: readonly object[],
  argument: string,
  more: readonly Float64Array[] = [],
): { encoder: Encoder<S>; read: FeatureColumn[]; order: Int32Array } {
  const n = records.length;
  if (n === 0) throw new InputError('empty', argument.split('[')[0]!, 'expected one record or more, got none');
  checkSchema(schema, schemaArgument);
  const given = readColumns(schema, records, argument);
  const order = rowOrder([...given.map(figuresOf), ...more]);
  const read = given.map((column) => inOrder(column, order));
  const columns: string[] = [];
  const learned = schema.map((feature, f) => {
    if (feature.kind === 'number') return learnNumber(feature, read[f] as Float64Array, columns);
    if (feature.kind === 'boolean') return learnBoolean(feature, read[f] as Float64Array, columns);
    return learnCategory(feature, read[f] as TextColumn, columns);
  });
  requireUnique(columns, schemaArgument, 'columns');
  return {
    encoder: { kind: 'encoder', version: 1, schema: withoutUndefined(schema), n, columns, learned },
    read,
    order,
  };
}

/** What is stored has no keys without a value. */
function withoutUndefined<S extends FeatureSchema>(schema: S): S {
  const written = schema.map((feature) =>
    Object.fromEntries(Object.entries(feature).filter(([, v]) => v !== undefined)),
  );
  // The same features; a record that is put together from its entries has forgotten which.
  return written as unknown as S;
}

function checkSchema(schema: FeatureSchema, argument: string): void {
  if (!Array.isArray(schema)) {
    throw new InputError('wrong-type', argument, `expected a list of features, got ${typeof schema}`);
  }
  const names = schema.map((feature: Feature, i) => requireText(feature?.name, `${argument}[${i}].name`));
  requireUnique(names, argument, 'names');
  schema.forEach((feature: Feature, i) => checkFeature(feature, `${argument}[${i}]`));
}

function checkFeature(feature: Feature, argument: string): void {
  requireOneOf(feature.kind, ['number', 'boolean', 'category'], `${argument}.kind`);
  if (feature.label !== undefined) requireText(feature.label, `${argument}.label`);
  if (feature.kind === 'category') {
    if (feature.minCount !== undefined) requireCount(feature.minCount, `${argument}.minCount`);
    if (feature.reference !== undefined) requireText(feature.reference, `${argument}.reference`);
  }
  if (feature.kind !== 'number') return;
  const { transform, clip } = feature;
  if (transform !== undefined) requireOneOf(transform, ['log1p'], `${argument}.transform`);
  if (clip !== undefined) {
    const ends = [...requireIterable(clip, `${argument}.clip`)];
    for (const i of [0, 1]) {
      requireWithin(ends[i]!, READABLE, `${argument}.clip[${i}]`);
    }
    if (ends[0] !== ends[1]) requireAscending(ends, `${argument}.clip`);
  }
  for (const key of ['standardize', 'indicator'] as const) {
    if (feature[key] === undefined || typeof feature[key] === 'boolean') continue;
    throw new InputError('wrong-type', `${argument}.${key}`, `expected true or false, got ${String(feature[key])}`);
  }
}

function requireUnique(names: readonly string[], argument: string, what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new InputError('duplicate', argument, `expected different ${what}, got '${name}' twice`);
    seen.add(name);
  }
}

function learnNumber(feature: NumberFeature, column: Float64Array, columns: string[]): LearnedNumber {
  const known = knownNumbers(column);
  const n = known.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += known[i]!;
  const rough = sum / n;
  let rest = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const distance = known[i]! - rough;
    rest += distance;
    squares += distance * distance;
  }
  // Second pass about the rough mean: exact to rounding however large the mean is.
  const mean = n === 0 ? 0 : rough + rest / n;
  const spread = n === 0 ? 0 : Math.sqrt(Math.max(0, squares / n - (rest / n) ** 2));
  const divides = feature.standardize !== false && spread > Math.max(1e-12 * Math.abs(mean), 1 / LARGEST_VALUE);
  columns.push(feature.name);
  if (feature.indicator) columns.push(`${feature.name}=${MISSING_LEVEL}`);
  const missingShare = feature.indicator ? (column.length - n) / column.length : null;
  return { kind: 'number', mean, scale: divides ? spread : 1, missingShare };
}

function learnBoolean(feature: BooleanFeature, column: Float64Array, columns: string[]): LearnedBoolean {
  let known = 0;
  let yes = 0;
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    known++;
    yes += value;
  }
  columns.push(feature.name);
  return { kind: 'boolean', mean: known === 0 ? 0 : yes / known };
}

function learnCategory(feature: CategoryFeature, column: TextColumn, columns: string[]): LearnedCategory {
  const counts = new Map<string, number>();
  countTexts(column).forEach((count, place) => {
    const level = column.texts[place] ?? MISSING_LEVEL;
    counts.set(level, (counts.get(level) ?? 0) + count);
  });
  const { minCount = MIN_COUNT } = feature;
  const rare = [...counts.keys()]
    .filter((level) => counts.get(level)! < minCount && level !== feature.reference)
    .sort();
  for (const level of rare) {
    const count = counts.get(level)!;
    counts.delete(level);
    counts.set(OTHER_LEVEL, (counts.get(OTHER_LEVEL) ?? 0) + count);
  }
  const levels = [...counts.keys()].sort();
  // A reference that training does not have would leave the columns dependent: the most frequent level stands in.
  const named = feature.reference !== undefined && counts.has(feature.reference) ? feature.reference : undefined;
  const reference = named ?? levels.reduce((best, level) => (counts.get(level)! > counts.get(best)! ? level : best));
  const kept = levels.filter((level) => level !== reference);
  for (const level of kept) columns.push(`${feature.name}=${level}`);
  const shares = kept.map((level) => counts.get(level)! / column.places.length);
  return { kind: 'category', reference, levels: kept, shares, rare: rare.filter((level) => level !== OTHER_LEVEL) };
}
