import { isObject } from './plain-record.ts';
import type { SegmentProblem } from './segment-problem.ts';
import { segmentError } from './segment-problem.ts';

/** How large a definition may be. */
export const SEGMENT_LIMITS: {
  readonly depth: 32;
  readonly nodes: 1000;
  readonly listValues: 10000;
  readonly windowUnits: 3660;
} = { depth: 32, nodes: 1000, listValues: 10_000, windowUnits: 3660 };

/** Keys under which further conditions hang. */
const GROUPS: readonly string[] = ['all', 'any', 'of', 'sequence'];
const SINGLES: readonly string[] = ['not', 'where', 'has'];

/**
 * The first limit that a condition breaks, found without recursion: whatever comes from a request may be nested 20,000
 * deep or loop into itself, and must end as a problem, not as a full stack.
 */
export function findLimit(where: unknown, path: string): SegmentProblem | null {
  const waiting: { condition: unknown; path: string; depth: number }[] = [{ condition: where, path, depth: 1 }];
  let nodes = 0;
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const { condition, depth } = one;
    if (depth > SEGMENT_LIMITS.depth) {
      return segmentError('limit', one.path, `conditions may be nested ${SEGMENT_LIMITS.depth} deep`);
    }
    if (++nodes > SEGMENT_LIMITS.nodes) {
      return segmentError('limit', path, `a definition may have ${SEGMENT_LIMITS.nodes} conditions`);
    }
    if (!isObject(condition)) continue;
    const value = Object.hasOwn(condition, 'value') ? condition['value'] : null;
    if (Array.isArray(value) && value.length > SEGMENT_LIMITS.listValues) {
      return segmentError('limit', `${one.path}/value`, `a list may have ${SEGMENT_LIMITS.listValues} values`);
    }
    const next: typeof waiting = [];
    for (const key of SINGLES) {
      if (Object.hasOwn(condition, key)) {
        next.push({ condition: condition[key], path: `${one.path}/${key}`, depth: depth + 1 });
      }
    }
    for (const key of GROUPS) {
      const parts = Object.hasOwn(condition, key) ? condition[key] : null;
      if (!Array.isArray(parts)) continue;
      if (nodes + waiting.length + parts.length > SEGMENT_LIMITS.nodes) {
        return segmentError('limit', path, `a definition may have ${SEGMENT_LIMITS.nodes} conditions`);
      }
      parts.forEach((part, i) => next.push({ condition: part, path: `${one.path}/${key}/${i}`, depth: depth + 1 }));
    }
    waiting.push(...next.reverse());
  }
  return null;
}
