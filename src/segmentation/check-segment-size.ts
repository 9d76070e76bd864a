import { findLimit } from './definition-limits.ts';
import { isObject } from './plain-record.ts';
import type { SegmentProblem } from './segment-problem.ts';

/**
 * Is an untrusted definition too deep or too large to be looked at? Found without recursion, before anything else reads it.
 *
 * Up to 32 levels, 1,000 conditions, 10,000 values in a list. {@link checkSegment} and the doors of `clientele/schemas`
 * begin with it; call it yourself before code of your own walks a definition.
 *
 * @param definition - anything; what is no definition at all has no size problem
 * @returns one `limit` problem, or none
 *
 * @example May I walk through this rule from the network?
 * ```ts
 * import { checkSegmentSize } from 'clientele/segmentation';
 *
 * let where: object = { always: true };
 * for (let depth = 0; depth < 20_000; depth++) where = { not: where };
 * checkSegmentSize({ version: 1, where }).map(({ code }) => code); // => ['limit']
 * checkSegmentSize({ version: 1, where: { always: true } }); // => []
 * ```
 */
export function checkSegmentSize(definition: unknown): SegmentProblem[] {
  const limit = isObject(definition) ? findLimit(definition['where'], '/where') : null;
  return limit ? [limit] : [];
}
