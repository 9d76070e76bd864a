/**
 * The places of the customers in the order of every list of this library: numbers ascending, then text by code unit.
 *
 * @param placeOf - customer → place, in the order of their first row
 */
export function orderIds(placeOf: ReadonlyMap<string | number, number>): Int32Array {
  const ids = [...placeOf.keys()];
  const places = new Int32Array(ids.length);
  if (isOrdered(ids)) return places.map((_, place) => place);
  // A typed array sorts numbers as numbers; the default sort of an array compares text by code unit.
  const numbers = Float64Array.from(ids.filter((id) => typeof id === 'number')).sort();
  const texts = ids.filter((id) => typeof id === 'string').sort();
  for (let i = 0; i < numbers.length; i++) places[i] = placeOf.get(numbers[i]!)!;
  for (let i = 0; i < texts.length; i++) places[numbers.length + i] = placeOf.get(texts[i]!)!;
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
