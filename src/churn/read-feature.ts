import type { WithinBounds } from '../errors/index.ts';
import { InputError, requireWithin } from '../errors/index.ts';
import type { Feature, FeatureValue, NumberFeature } from './feature.ts';

/** The largest number that is read: far outside all use, and products of two such numbers stay numbers. */
export const LARGEST_VALUE = 1e100;
export const READABLE: WithinBounds = { from: -LARGEST_VALUE, to: LARGEST_VALUE };

/**
 * The raw value of a feature in a record; null where it is missing. What objects inherit by themselves (`constructor`,
 * `__proto__`) is no value, so that a feature may be called like that; a getter of a class is one.
 */
export function rawValue(record: object, name: string): unknown {
  const value: unknown = (record as Record<string, unknown>)[name];
  if (value === undefined) return null;
  const inherited = (typeof value === 'object' || typeof value === 'function') && !Object.hasOwn(record, name);
  return inherited ? null : value;
}

/** The raw value, checked to be of its feature's kind; `#` in `argument` stands for the row, filled in only for an error. */
export function readFeature(record: object, feature: Feature, argument: string, row = 0): FeatureValue {
  // What objects inherit by themselves is never of these types: a value of the right type needs no second look.
  const value: unknown = (record as Record<string, unknown>)[feature.name];
  const { kind } = feature;
  if (typeof value === (kind === 'category' ? 'string' : kind)) {
    if (kind !== 'number' || Math.abs(value as number) <= LARGEST_VALUE) return value as FeatureValue;
  }
  return refuseUnlessMissing(record, feature, argument, row);
}

/** Null where the record has nothing of that name; throws for anything else. */
function refuseUnlessMissing(record: object, feature: Feature, argument: string, row: number): null {
  const value = rawValue(record, feature.name);
  if (value === null) return null;
  const place = argumentOf(argument, row, feature);
  if (feature.kind === 'number') requireWithin(value as number, READABLE, place);
  const wanted = feature.kind === 'category' ? 'text' : 'true or false';
  throw new InputError('wrong-type', place, `expected ${wanted} or null, got ${typeof value}`);
}

/** A number after clip and transform. */
export function shapeNumber(feature: NumberFeature, value: number, argument: string, row = 0): number {
  const { clip, transform } = feature;
  const inside = clip ? Math.min(Math.max(value, clip[0]), clip[1]) : value;
  if (transform === undefined) return inside;
  if (inside > -1) return Math.log1p(inside);
  const detail = `expected more than -1 for log1p, got ${inside}; clip it`;
  throw new InputError('out-of-range', argumentOf(argument, row, feature), detail);
}

function argumentOf(argument: string, row: number, feature: Feature): string {
  return `${argument.replace('#', String(row))}[${JSON.stringify(feature.name)}]`;
}
