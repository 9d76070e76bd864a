import type { LoyaltyEvent, MemberHistory } from 'clientele/loyalty';
import { readShop } from '../data/read-shop.ts';

/** The customers of the bundled shop as members: every purchase is a fact, and every fourth one asks to spend 100 points. */
export function shopMembers(): MemberHistory[] {
  const members = new Map<string, LoyaltyEvent[]>();
  readShop().forEach(({ customerId: memberId, at, amount }, i) => {
    const events = members.get(memberId) ?? [];
    members.set(memberId, events);
    events.push({
      id: `p${i}`,
      memberId,
      at: String(at),
      type: 'purchase',
      orderId: `o${i}`,
      amountMinor: Math.round(100 * amount!),
    });
    if (events.length % 5 === 4) events.push({ id: `r${i}`, memberId, at: String(at), type: 'redeem', points: 100 });
  });
  return [...members].map(([memberId, events]) => ({ memberId, events }));
}
