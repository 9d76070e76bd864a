import type { Problem } from '../errors/index.ts';

/** What can be wrong with a segment definition; the first two rows are errors, the others warnings. */
export type SegmentProblemCode =
  | 'unknown-field'
  | 'unknown-event'
  | 'unknown-segment'
  | 'unknown-zone'
  | 'unknown-value'
  | 'wrong-operator'
  | 'wrong-type'
  | 'wrong-unit'
  | 'wrong-window'
  | 'wrong-instant'
  | 'window-order'
  | 'empty-list'
  | 'limit'
  | 'cycle'
  | 'never-true'
  | 'always-true'
  | 'duplicate'
  | 'subsumed'
  | 'ne-keeps-missing'
  | 'beyond-retention';

/** A problem of a segment definition; `path` is a JSON Pointer into it. */
export type SegmentProblem = Problem<SegmentProblemCode>;

/** An error with its path. */
export function segmentError(code: SegmentProblemCode, path: string, message: string): SegmentProblem {
  return { code, path, severity: 'error', message };
}

/** A warning with its path. */
export function segmentWarning(code: SegmentProblemCode, path: string, message: string): SegmentProblem {
  return { code, path, severity: 'warning', message };
}

/** A key inside a JSON Pointer (RFC 6901). */
export function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
