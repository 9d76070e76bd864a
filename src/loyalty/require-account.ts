import { InputError, requireCount, requireFinite, requireId, requireKind, requireObject } from '../errors/index.ts';
import type { Account } from './account.ts';
import { requireList, requireText } from './require-fact.ts';

const LISTS = ['lots', 'spentLots', 'orders', 'redemptions', 'seen'] as const;
const RECORDS = ['totals', 'ladders', 'milestones', 'usage'] as const;
const COUNTS = ['programVersion', 'events', 'debt', 'anniversaries', 'scale'] as const;
const INSTANTS = ['throughAt', 'enrolledAt', 'closedAt', 'pausedAt', 'lastActivityAt'] as const;

/** Refuses what is no account, or one that lost a part. What stands in its lists, `parseAccount` and `checkAccount` look at. */
export function requireAccount<Id extends string | number>(account: Account<Id>): Account<Id> {
  requireKind(account, 'loyalty-account', 'account');
  requireId(account.memberId, 'account.memberId');
  requireText(account.programId, 'account.programId');
  for (const key of LISTS) requireList(account[key], `account.${key}`);
  for (const key of RECORDS) requireObject(account[key], `account.${key}`);
  for (const key of COUNTS) requireCount(account[key], `account.${key}`);
  for (const key of INSTANTS) if (account[key] !== null) requireFinite(account[key], `account.${key}`);
  if (typeof account.enrolled !== 'boolean')
    throw new InputError('wrong-type', 'account.enrolled', `expected true or false, got ${String(account.enrolled)}`);
  return account;
}
