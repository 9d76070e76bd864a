/**
 * The shapes of errors, reasons, warnings, problems and issues that every domain shares.
 *
 * @module clientele/errors
 */
export type { Facts, Issue, Json, Problem, Reason, Warning } from './explanation.ts';
export { InputError } from './input-error.ts';
export { kindOf } from './kind-of.ts';
export { requireAscending } from './require-ascending.ts';
export { requireCount } from './require-count.ts';
export { requireFinite } from './require-finite.ts';
export { requireId } from './require-id.ts';
export { requireInteger } from './require-integer.ts';
export { requireIterable } from './require-iterable.ts';
export { requireKind } from './require-kind.ts';
export type { StoredValue } from './require-kind.ts';
export { requireLevel } from './require-level.ts';
export { requireList } from './require-list.ts';
export { requireObject } from './require-object.ts';
export { requireOneOf } from './require-one-of.ts';
export { requireProbability } from './require-probability.ts';
export { requireText } from './require-text.ts';
export { requireWithin } from './require-within.ts';
export type { WithinBounds } from './require-within.ts';
export { throwFirstProblem } from './throw-first-problem.ts';
