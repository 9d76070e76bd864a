import { type Figure, measureRate, type Rate } from '../statistics/index.ts';
import { idSet, type MemberSets } from './member-sets.ts';

/** Members of the start and the end, and everybody who has ever been one. */
export interface BridgeMembers<Id extends string | number = string> extends MemberSets<Id> {
  /** ids that were members at any time before the start; those of the start are added by themselves */
  everBefore: Iterable<Id>;
}

/** By which share a customer base grew; no `Rate`, because it may be negative and may exceed 1. */
export interface BaseGrowth extends Figure<'empty'> {
  /** closing − opening */
  numerator: number;
  /** opening */
  denominator: number;
}

/** How a customer base came from its opening to its closing size: opening + new + reactivated − churned = closing. */
export interface CustomerBaseBridge {
  /** members at the start */
  opening: number;
  /** members at the end who never were any before */
  new: number;
  /** members at the end who had left before the start */
  reactivated: number;
  /** members of the start who are missing at the end */
  churned: number;
  /** members of both */
  kept: number;
  /** members at the end */
  closing: number;
  /** kept / opening */
  retentionRate: Rate;
  /** churned / opening */
  churnRate: Rate;
  /** (closing − opening) / opening; null with reason `empty` for an opening of 0 */
  growthRate: BaseGrowth;
}

/**
 * The bridge from an opening to a closing customer base: who was won, who came back, who was lost, who stayed.
 *
 * @param members - ids at the start, at the end, and ever before
 * @returns counts for which opening + new + reactivated − churned = closing always holds, with the rates over the opening;
 * those are `null` with reason `empty` for an opening of 0
 * @throws InputError `wrong-type` for ids that are no list, or an id that is neither a text nor a finite number
 *
 * @example We grew by one customer. Was that a quiet month?
 * ```ts
 * import { customerBaseBridge } from 'clientele/retention';
 *
 * const bridge = customerBaseBridge({ atStart: ['A', 'B', 'C', 'D'], atEnd: ['A', 'C', 'E', 'F', 'H'], everBefore: ['H'] });
 * [bridge.opening, bridge.new, bridge.reactivated, bridge.churned, bridge.closing]; // => [4, 2, 1, 2, 5]
 * bridge.growthRate; // => { value: 0.25, numerator: 1, denominator: 4 }
 * ```
 */
export function customerBaseBridge<Id extends string | number>(members: BridgeMembers<Id>): CustomerBaseBridge {
  const atStart = idSet(members.atStart, 'members.atStart');
  const atEnd = idSet(members.atEnd, 'members.atEnd');
  const everBefore = idSet(members.everBefore, 'members.everBefore');
  const opening = atStart.size;
  const closing = atEnd.size;
  let kept = 0;
  let reactivated = 0;
  for (const id of atEnd) {
    if (atStart.has(id)) kept++;
    else if (everBefore.has(id)) reactivated++;
  }
  const growth = { numerator: closing - opening, denominator: opening };
  return {
    opening,
    new: closing - kept - reactivated,
    reactivated,
    churned: opening - kept,
    kept,
    closing,
    retentionRate: measureRate({ numerator: kept, denominator: opening }),
    churnRate: measureRate({ numerator: opening - kept, denominator: opening }),
    growthRate:
      opening === 0 ? { value: null, ...growth, reason: 'empty' } : { value: growth.numerator / opening, ...growth },
  };
}
