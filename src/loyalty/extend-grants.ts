import type { LadderState } from './account.ts';
import { isPaused } from './grants.ts';

/**
 * Lengthens what was valid at an instant; what has ended meanwhile begins again now. What a pause keeps is in force beyond
 * its end.
 */
export function extendGrants(
  state: LadderState,
  validAt: number,
  until: number,
  at: number,
  pausedAt: number | null,
): void {
  for (const grant of state.grants) {
    const kept = isPaused(pausedAt, grant);
    if (grant.fromAt > validAt || grant.untilAt === null || grant.untilAt >= until) continue;
    if (grant.untilAt <= validAt && !kept) continue;
    if (grant.untilAt > at || kept) grant.untilAt = until;
    else state.grants.push({ ...grant, fromAt: at, untilAt: until });
  }
}
