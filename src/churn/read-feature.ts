import { InputError } from '../errors/index.ts';
import type { Feature, FeatureValue, NumberFeature } from './feature.ts';

/**
 * The raw value of a feature in a record; null where it is missing. Only the record's own keys count, so that a feature
 * called `__proto__` is a feature.
 */
export function rawValue(record: object, name: string): unknown {
  const value: unknown = Object.hasOwn(record, name) ? (record as Record<string, unknown>)[name] : null;
  return value === undefined ? null : value;
}

/** The raw value, checked to be of its feature's kind; `#` in `argument` stands for the row, filled in only for an error. */
export function readFeature(record: object, feature: Feature, argument: string, row = 0): FeatureValue {
  const value = rawValue(record, feature.name);
  if (value === null) return null;
  if (feature.kind === 'category' ? typeof value === 'string' : typeof value === feature.kind) {
    if (typeof value !== 'number' || Number.isFinite(value)) return value as FeatureValue;
    throw new InputError('not-finite', argumentOf(argument, row, feature), `expected a finite number, got ${value}`);
  }
  const wanted = feature.kind === 'category' ? 'text' : `a ${feature.kind}`;
  throw new InputError(
    'wrong-type',
    argumentOf(argument, row, feature),
    `expected ${wanted} or null, got ${typeof value}`,
  );
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
