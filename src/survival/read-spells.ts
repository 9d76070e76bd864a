import { InputError, requireFinite, requireWithin } from '../errors/index.ts';

/** What every kind of spell has in common for reading. */
export interface SpellTimes {
  days: number;
  entryDays?: number;
  weight?: number;
}

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
 * @throws InputError `empty`, `wrong-type`, `not-finite`, `out-of-range` (negative days, entry or weight),
 * `inconsistent` (entry not before the end)
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
  let totalWeight = 0;
  let longestDays = 0;
  for (let i = 0; i < n; i++) {
    const spell = spells[i]!;
    const length = spell.days;
    const entryDays = spell.entryDays === undefined ? 0 : spell.entryDays;
    const w = spell.weight === undefined ? 1 : spell.weight;
    if (typeof length !== 'number' || !(length >= 0 && length < Infinity)) {
      requireWithin(requireFinite(length, `${argument}[${i}].days`), { from: 0 }, `${argument}[${i}].days`);
    }
    const end = endedOf(spell, argument, i);
    if (entryDays !== 0) {
      requireWithin(entryDays, { from: 0 }, `${argument}[${i}].entryDays`);
      if (entryDays >= length) {
        throw new InputError(
          'inconsistent',
          `${argument}[${i}].entryDays`,
          `expected less than ${length} days, got ${entryDays}`,
        );
      }
    }
    if (w !== 1) {
      requireWithin(w, { from: 0 }, `${argument}[${i}].weight`);
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
    totalWeight += w;
    if (length > longestDays) longestDays = length;
    count++;
  }
  if (count === 0) {
    throw new InputError(
      'empty',
      argument,
      `expected at least one spell${n > 0 ? ' of weight above 0' : ''}, got none`,
    );
  }
  return { n, count, source, days, entry, weight, ended, whole, plain, totalWeight, longestDays };
}

/** The usual end of a spell: its flag, which must be true or false. */
export function endedFlag(spell: { ended: boolean }, argument: string, row: number): boolean {
  if (typeof spell.ended !== 'boolean') {
    throw new InputError(
      'wrong-type',
      `${argument}[${row}].ended`,
      `expected true or false, got ${String(spell.ended)}`,
    );
  }
  return spell.ended;
}

/** Things that can be read more than once. */
export function listOf<T>(rows: Iterable<T>, argument: string): readonly T[] {
  if (Array.isArray(rows)) return rows as readonly T[];
  if (rows === null || typeof rows !== 'object' || !(Symbol.iterator in rows)) {
    throw new InputError('wrong-type', argument, `expected a list, got ${String(rows)}`);
  }
  return [...rows];
}
