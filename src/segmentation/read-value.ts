import type { Json } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { dayNumberOf, epochOf } from '../time/index.ts';
import type { FieldKindName } from './customer-model.ts';
import { LAST_INSTANT } from './segment-calendar.ts';

/** Epoch ms of a stored instant; NaN where it is missing or of another type. Never throws. */
export function instantValue(value: unknown): number {
  if (typeof value === 'number') return Math.abs(value) <= LAST_INSTANT ? Math.floor(value) : NaN;
  if (value === null || value === undefined) return NaN;
  try {
    return epochOf(value as Instant, 'value');
  } catch {
    return NaN;
  }
}

/** Day number of `YYYY-MM-DD`; NaN where it is missing, another type or no such day. Never throws. */
export function dayValue(value: unknown): number {
  if (typeof value !== 'string' || value.length !== 10) return NaN;
  try {
    return dayNumberOf(value);
  } catch {
    return NaN;
  }
}

/** Is the value there, of its field's type? */
export function isPresent(value: unknown, kind: FieldKindName): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && value - value === 0;
    case 'boolean':
      return typeof value === 'boolean';
    case 'instant':
      return !Number.isNaN(instantValue(value));
    case 'day':
      return !Number.isNaN(dayValue(value));
    default:
      return Array.isArray(value);
  }
}

/** Why a value does not count: absent, null and NaN are missing, everything else is of the wrong type. */
export function stateOfValue(value: unknown, kind: FieldKindName): 'ok' | 'missing' | 'wrong-type' {
  if (isPresent(value, kind)) return 'ok';
  return value === null || value === undefined || value !== value ? 'missing' : 'wrong-type';
}

/** Longest text and list that an explanation repeats. */
const SHOWN = 100;

/** Any value of a record as plain JSON for an explanation. */
export function factOf(value: unknown): Json {
  if (typeof value === 'string') return value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.slice(0, SHOWN).map((one) => (typeof one === 'object' ? null : factOf(one)));
  const at = instantValue(value);
  return Number.isNaN(at) ? typeof value : at;
}

/** Parts of a checked definition are JSON already; their interfaces have no index signature by which the compiler could see it. */
export function jsonOf(part: object): Json {
  return part as unknown as Json;
}
