import { takeRows } from '../statistics/index.ts';
import type { Encoder } from './encoder.ts';
import { MISSING_LEVEL } from './encoder.ts';
import { levelPlace, lineOf } from './encode-record.ts';
import type { CategoryFeature, FeatureSchema } from './feature.ts';
import { readFeature, shapeNumber } from './read-feature.ts';

/** Texts of many records: the different ones in the order in which they came, and which of them each record has. */
export interface TextColumn {
  texts: (string | null)[];
  places: Int32Array;
}

/** A feature of many records, read and checked once: numbers after clip and transform, yes as 1; NaN is missing. */
export type FeatureColumn = Float64Array | TextColumn;

/** Reads the features of all records; `#` in `argument` stands for the row. */
export function readColumns(schema: FeatureSchema, records: readonly object[], argument: string): FeatureColumn[] {
  return schema.map((feature) => {
    const n = records.length;
    if (feature.kind === 'category') return readTexts(feature, records, argument);
    const numbers = new Float64Array(n);
    for (let row = 0; row < n; row++) {
      const value = readFeature(records[row]!, feature, argument, row);
      if (value === null) numbers[row] = Number.NaN;
      else if (feature.kind === 'boolean') numbers[row] = value ? 1 : 0;
      else numbers[row] = shapeNumber(feature, value as number, argument, row);
    }
    return numbers;
  });
}

function readTexts(feature: CategoryFeature, records: readonly object[], argument: string): TextColumn {
  const texts: (string | null)[] = [];
  const places = new Int32Array(records.length);
  const known = new Map<string | null, number>();
  for (let row = 0; row < records.length; row++) {
    const text = readFeature(records[row]!, feature, argument, row) as string | null;
    let place = known.get(text);
    if (place === undefined) {
      place = texts.push(text) - 1;
      known.set(text, place);
    }
    places[row] = place;
  }
  return { texts, places };
}

/** The figures by which rows are told apart: numbers as they are, texts by their place in the alphabet. */
export function figuresOf(column: FeatureColumn): Float64Array {
  if (!('texts' in column)) return column;
  const sorted = [...column.texts].sort((a, b) => (a === null ? -1 : b === null ? 1 : a < b ? -1 : 1));
  const rankOf = new Map(sorted.map((text, rank) => [text, rank]));
  const ranks = column.texts.map((text) => rankOf.get(text)!);
  return Float64Array.from(column.places, (place) => ranks[place]!);
}

/** The same column with its rows in another order. */
export function inOrder(column: FeatureColumn, order: Int32Array): FeatureColumn {
  if ('texts' in column) return { texts: column.texts, places: takeRows(column.places, order) };
  return takeRows(column, order);
}

/** How many records have each of the texts. */
export function countTexts({ texts, places }: TextColumn): Float64Array {
  const counts = new Float64Array(texts.length);
  for (const place of places) counts[place]!++;
  return counts;
}

/** The values that are not missing, in their order. */
export function knownNumbers(column: Float64Array): Float64Array {
  const known = new Float64Array(column.length);
  let n = 0;
  for (let row = 0; row < column.length; row++) if (!Number.isNaN(column[row]!)) known[n++] = column[row]!;
  return known.subarray(0, n);
}

/** The same numbers as `encodeInto` record by record: row-major, one line a record. */
export function encodeColumns(
  encoder: Encoder<FeatureSchema>,
  columns: readonly FeatureColumn[],
  n: number,
): Float64Array {
  const k = encoder.columns.length;
  const values = new Float64Array(n * k);
  let at = 0;
  encoder.learned.forEach((known, f) => {
    if (known.kind === 'category') {
      const { texts, places } = columns[f] as TextColumn;
      const columnOf = Int32Array.from(texts, (text) => levelPlace(known, text ?? MISSING_LEVEL));
      for (let row = 0; row < n; row++) {
        const column = columnOf[places[row]!]!;
        if (column >= 0) values[row * k + at + column] = 1;
      }
      at += known.levels.length;
      return;
    }
    const numbers = columns[f] as Float64Array;
    const { substitute, mean, scale } = lineOf(known, encoder.schema[f]!);
    for (let row = 0; row < n; row++) {
      const value = numbers[row]!;
      values[row * k + at] = Number.isNaN(value) ? substitute : (value - mean) / scale;
    }
    at++;
    if (known.kind === 'boolean' || known.missingShare === null) return;
    for (let row = 0; row < n; row++) values[row * k + at] = Number.isNaN(numbers[row]!) ? 1 : 0;
    at++;
  });
  return values;
}
