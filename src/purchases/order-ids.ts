/** The places of the customers in the order of every list of this library: numbers ascending, then text by code unit. */
export function orderIds<Id extends string | number>(ids: readonly Id[]): Int32Array {
  const places = new Int32Array(ids.length);
  for (let i = 0; i < places.length; i++) places[i] = i;
  if (isOrdered(ids)) return places;
  const numbers: number[] = [];
  const texts: string[] = [];
  const placeOf = new Map<string | number, number>();
  for (let i = 0; i < ids.length; i++) {
    const id: string | number = ids[i]!;
    if (typeof id === 'number') numbers.push(id);
    else texts.push(id);
    placeOf.set(id, i);
  }
  // A typed array sorts numbers as numbers; the default sort of an array compares text by code unit.
  const sorted = Float64Array.from(numbers).sort();
  texts.sort();
  for (let i = 0; i < sorted.length; i++) places[i] = placeOf.get(sorted[i]!)!;
  for (let i = 0; i < texts.length; i++) places[sorted.length + i] = placeOf.get(texts[i]!)!;
  return places;
}

/** Whether one customer stands before another: negative, 0 or positive, as a comparator of `Array.prototype.sort`. */
export function compareIds(a: string | number, b: string | number): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function isOrdered(ids: readonly (string | number)[]): boolean {
  for (let i = 1; i < ids.length; i++) if (compareIds(ids[i - 1]!, ids[i]!) > 0) return false;
  return true;
}
