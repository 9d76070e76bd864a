import { InputError, requireIterable, requireObject, requireWithin } from '../errors/index.ts';

/** What every kind of spell has in common for reading. */
export interface SpellTimes {
  days: number;
  entryDays?: number;
  weight?: number;
}

/**
 * Longest days and largest weight that are read, and 1 over it the smallest weight above 0: far outside all use, and their
 * squares and products stay numbers.
 */
const LONGEST_DAYS = 1e100;
const SMALLEST_WEIGHT = 1e-50;
const LARGEST_WEIGHT = 1e50;

/** Spells as columns; those of weight 0 are counted in `n` and left out. */
export interface SpellColumns {
  /** spells given, weight 0 included */
  n: number;
  /** spells kept: length of the columns that count */
  count: number;
  /** position of each kept spell in what was given */
  source: Int32Array | null;
  days: Float64Array;
  entry: Float64Array;
  weight: Float64Array;
  /** 1 where the spell ended */
  ended: Uint8Array;
  /** no spell enters late */
  whole: boolean;
  /** every spell counts once */
  plain: boolean;
  /** sum of the weights */
  totalWeight: number;
  /** the longest spell that counts */
  longestDays: number;
}

/**
 * Reads and checks spells once, into columns; the sweeps behind it check nothing.
 *
 * @throws InputError `empty`, `wrong-type`, `not-finite`, `out-of-range` (days or entry outside 0..1e100, a weight that is
 * neither 0 nor within 1e-50..1e50), `inconsistent` (entry not before the end)
 */
export function readSpells<S extends SpellTimes>(
  spells: readonly S[],
  argument: string,
  endedOf: (spell: S, argument: string, row: number) => boolean,
): SpellColumns {
  const n = spells.length;
  const days = new Float64Array(n);
  const entry = new Float64Array(n);
  const weight = new Float64Array(n);
  const ended = new Uint8Array(n);
  let source: Int32Array | null = null;
  let count = 0;
  let whole = true;
  let plain = true;
  let longestDays = 0;
  for (let i = 0; i < n; i++) {
    const spell = spells[i]!;
    if (spell === null || typeof spell !== 'object') requireObject(spell, `${argument}[${i}]`);
    const length = spell.days;
    const entryDays = spell.entryDays === undefined ? 0 : spell.entryDays;
    const w = spell.weight === undefined ? 1 : spell.weight;
    if (typeof length !== 'number' || !(length >= 0 && length <= LONGEST_DAYS)) {
      requireWithin(length, { from: 0, to: LONGEST_DAYS }, `${argument}[${i}].days`);
    }
    const end = endedOf(spell, argument, i);
    if (entryDays !== 0) {
      requireWithin(entryDays, { from: 0 }, `${argument}[${i}].entryDays`);
      if (entryDays >= length) {
        const detail = `expected less than ${length} days, got ${entryDays}`;
        throw new InputError('inconsistent', `${argument}[${i}].entryDays`, detail);
      }
    }
    if (w !== 1) {
      requireWithin(w, { from: w === 0 ? 0 : SMALLEST_WEIGHT, to: LARGEST_WEIGHT }, `${argument}[${i}].weight`);
      plain = false;
      if (w === 0) {
        source ??= Int32Array.from({ length: n }, (_, k) => k);
        continue;
      }
    }
    if (entryDays > 0) whole = false;
    days[count] = length;
    entry[count] = entryDays;
    weight[count] = w;
    ended[count] = end ? 1 : 0;
    if (source) source[count] = i;
    if (length > longestDays) longestDays = length;
    count++;
  }
  if (count === 0) throw new InputError('empty', argument, 'expected at least one spell of weight above 0, got none');
  // Rows of weight 0 leave an empty rest, whose zeros are no spells.
  const cut = <T extends Float64Array | Uint8Array>(column: T): T => column.subarray(0, count) as T;
  const columns = { days: cut(days), entry: cut(entry), weight: cut(weight), ended: cut(ended) };
  // In an order of its own, so that the sum is that of the same spells in any order.
  const totalWeight = plain
    ? count
    : columns.weight
        .slice()
        .sort()
        .reduce((sum, w) => sum + w, 0);
  return { n, count, source, whole, plain, totalWeight, longestDays, ...columns };
}

/** The usual end of a spell: its flag, which must be true or false. */
export function endedFlag(spell: { ended: boolean }, argument: string, row: number): boolean {
  if (typeof spell.ended !== 'boolean') {
    const detail = `expected true or false, got ${String(spell.ended)}`;
    throw new InputError('wrong-type', `${argument}[${row}].ended`, detail);
  }
  return spell.ended;
}

/** Things that can be read more than once. */
export function listOf<T>(rows: Iterable<T>, argument: string): readonly T[] {
  return Array.isArray(rows) ? (rows as readonly T[]) : [...requireIterable(rows, argument)];
}
