import { InputError } from '../errors/index.ts';

/** Names in code-unit order and the number of each row's name, so that results do not depend on the order of rows. */
export interface NameIndex {
  names: string[];
  of: Int32Array;
}

/** Numbers the names of rows; `undefined` counts as `''` where names are optional. */
export function indexNames(
  count: number,
  nameOf: (row: number) => string | undefined,
  argument: ((row: number) => string) | null,
  optional: boolean,
): NameIndex {
  const seen = new Map<string, number>();
  const raw = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    let name = nameOf(i);
    if (name === undefined && optional) name = '';
    if (typeof name !== 'string') {
      throw new InputError('wrong-type', argument?.(i) ?? 'names', `expected a name, got ${String(name)}`);
    }
    let number = seen.get(name);
    if (number === undefined) {
      number = seen.size;
      seen.set(name, number);
    }
    raw[i] = number;
  }
  const names = [...seen.keys()].sort((a, b) => (a < b ? -1 : 1));
  const place = new Int32Array(names.length);
  names.forEach((name, i) => (place[seen.get(name)!] = i));
  return { names, of: raw.map((number) => place[number]!) };
}
