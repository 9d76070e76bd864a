import {
  InputError,
  requireCount,
  requireFinite,
  requireId,
  requireKind,
  requireList,
  requireObject,
  requireText,
} from '../errors/index.ts';
import type { Account } from './account.ts';

/**
 * Refuses what is no account, or one that lost a part. What stands in its lists, `parseAccount` and `checkAccount` look at.
 * Field by field, because it is asked at every event: reading by lists of names is many times slower.
 */
export function requireAccount<Id extends string | number>(account: Account<Id>): Account<Id> {
  requireKind(account, 'loyalty-account', 'account');
  requireId(account.memberId, 'account.memberId');
  requireText(account.programId, 'account.programId');
  requireList(account.lots, 'account.lots');
  requireList(account.spentLots, 'account.spentLots');
  requireList(account.orders, 'account.orders');
  requireList(account.redemptions, 'account.redemptions');
  requireList(account.seen, 'account.seen');
  requireObject(account.totals, 'account.totals');
  requireObject(account.ladders, 'account.ladders');
  requireObject(account.milestones, 'account.milestones');
  requireObject(account.usage, 'account.usage');
  requireCount(account.programVersion, 'account.programVersion');
  requireCount(account.events, 'account.events');
  requireCount(account.debt, 'account.debt');
  requireCount(account.anniversaries, 'account.anniversaries');
  requireCount(account.scale, 'account.scale');
  requireInstantOrNull(account.throughAt, 'account.throughAt');
  requireInstantOrNull(account.enrolledAt, 'account.enrolledAt');
  requireInstantOrNull(account.closedAt, 'account.closedAt');
  requireInstantOrNull(account.pausedAt, 'account.pausedAt');
  requireInstantOrNull(account.lastActivityAt, 'account.lastActivityAt');
  if (typeof account.enrolled !== 'boolean')
    throw new InputError('wrong-type', 'account.enrolled', `expected true or false, got ${String(account.enrolled)}`);
  return account;
}

function requireInstantOrNull(at: number | null, argument: string): void {
  if (at !== null) requireFinite(at, argument);
}
