import { InputError } from '../errors/index.ts';
import { markActivity, recordActivity } from './activity-events.ts';
import { advance } from './advance.ts';
import { bodyHash } from './body-hash.ts';
import { cancelRedemption } from './cancel-redemption.ts';
import { append } from './copy-account.ts';
import { adjustPoints, creditPoints } from './credit-points.ts';
import { enrollMember } from './enroll-member.ts';
import type { Outcome } from './event-outcome.ts';
import { applied, rejected } from './event-outcome.ts';
import type { AnyEvent, EventOf } from './event.ts';
import { begin } from './post.ts';
import { recordPurchase } from './record-purchase.ts';
import { redeemPoints } from './redeem-points.ts';
import { refreshLevels } from './refresh-levels.ts';
import { refundOrder } from './refund-order.ts';
import { reinstatePoints } from './reinstate-points.ts';
import { releaseOrder } from './release-order.ts';
import { seenBefore } from './seen-before.ts';
import { extendLevels, revokeLevels } from './change-grants.ts';
import { grantLevel } from './grant-level.ts';
import { pauseMember, resumeMember } from './pause-member.ts';
import { receivePoints, transferPoints } from './transfer-points.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Ends of what was begun: points that another member has sent must arrive, or they are nobody's. */
const AFTER_CLOSING: readonly AnyEvent['type'][] = [
  'enroll',
  'refund',
  'cancel-redemption',
  'adjust',
  'receive',
  'revoke',
];

/** Lets time pass to an event and applies it. What was seen before does nothing, not even let time pass. */
export function applyFact(work: Work, event: AnyEvent, at: number): Outcome {
  return seenBefore(work, event) ?? applyNew(work, event, at);
}

/** The same for an event that is known to be new. */
export function applyNew(work: Work, event: AnyEvent, at: number): Outcome {
  const { account } = work;
  advance(work, at);
  account.events++;
  const { id, key } = event;
  const seen = key === undefined ? { at, id } : { at, id, key, hash: bodyHash(event) };
  // Here and at the lists of orders and redemptions, a run asks first: `append` reads the list by a key, which costs a tenth of all.
  if (work.shared) append(work, 'seen', seen);
  else account.seen.push(seen);
  work.ids?.add(id);
  if (key !== undefined) work.keys?.add(key);
  if (account.enrolledAt === null) {
    const needless = event.type === 'close' || event.type === 'pause' || event.type === 'resume';
    if (needless) return rejected('not-enrolled');
    account.enrolledAt = at;
    if (work.recorder) work.recorder.startedAt = at;
    work.nextAt = STALE;
  }
  // What was accepted stays accepted, though a close of before became known since.
  const isClosed = account.closedAt !== null && !AFTER_CLOSING.includes(event.type);
  if (isClosed && !('decision' in event && event.decision === 'accepted')) {
    const refused = rejected('closed', { closedAt: account.closedAt });
    return event.type === 'redeem' || event.type === 'transfer' ? decided(work, event, refused) : refused;
  }
  begin(work, at, id, 'event');
  const result = dispatch(work, event, at);
  if (work.version.ladders.length > 0) refreshLevels(work, at, id, false);
  // What an event brought may already be over.
  if (work.nextAt <= at) advance(work, at);
  return result;
}

function dispatch(work: Work, event: AnyEvent, at: number): Outcome {
  switch (event.type) {
    case 'purchase':
      return recordPurchase(work, event, at);
    case 'redeem': {
      const result = redeemPoints(work, event, at);
      if (result.outcome === 'applied') markActivity(work, 'redeem', at);
      return decided(work, event, result);
    }
    case 'activity':
      return recordActivity(work, event, at);
    case 'credit':
      return creditPoints(work, event, at);
    case 'adjust':
      return adjustPoints(work, event, at);
    case 'cancel-redemption':
      return cancelRedemption(work, event, at);
    case 'refund':
      return refundOrder(work, event, at);
    case 'release':
      return releaseOrder(work, event, at);
    case 'reinstate':
      return reinstatePoints(work, event, at);
    case 'transfer': {
      const { lots, ...result } = transferPoints(work, event, at);
      if (result.outcome === 'rejected') return decided(work, event, result);
      const receive: AnyEvent = {
        id: `${event.id}/received`,
        memberId: event.toMemberId,
        at,
        type: 'receive',
        fromMemberId: event.memberId,
        transferId: event.id,
        lots,
      };
      if (event.recordedAt !== undefined) receive.recordedAt = event.recordedAt;
      return decided(work, event, { ...result, receive });
    }
    case 'receive':
      return receivePoints(work, event, at);
    case 'grant':
      return grantLevel(work, event, at);
    case 'revoke':
      return revokeLevels(work, event, at);
    case 'extend':
      return extendLevels(work, event, at);
    case 'pause':
      return pauseMember(work, at);
    case 'resume':
      return resumeMember(work, at);
    case 'enroll':
      return enrollMember(work, event, at);
    case 'close':
      work.account.closedAt = at;
      return applied();
    default:
      throw new InputError(
        'unknown-name',
        'event.type',
        `expected a loyalty event, got ${String((event as AnyEvent).type)}`,
      );
  }
}

/** Writes the decision into a copy of the event, for whoever stores it. */
function decided(work: Work, event: EventOf<'redeem'> | EventOf<'transfer'>, result: Outcome): Outcome {
  if (!work.explains || event.decision !== undefined) return result;
  const decision = result.outcome === 'applied' ? 'accepted' : 'rejected';
  // Not spread: a spread with a field more makes a shape of its own for every object, which takes ten times as long.
  result.event = Object.assign({}, event, { decision });
  return result;
}
