/** What a member was told stands, and what is undone ends where it began. */
import {
  accountAt,
  listOutcomes,
  measureBalance,
  openJournal,
  recordEvent,
  replayEvents,
  replayMembers,
} from 'clientele/loyalty';
import type { Journal, LoyaltyEvent } from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { shop } from './shop.ts';

const at = (day: string): string => `${day}T12:00:00Z`;
const fact = (id: string, day: string, event: Record<string, unknown>): LoyaltyEvent =>
  ({ id, memberId: 'anna', at: at(day), ...event }) as LoyaltyEvent;

describe('a close that becomes known late', () => {
  const program = shop({});
  const events = (spend: Record<string, unknown>): LoyaltyEvent[] => [
    fact('c1', '2025-01-10', { type: 'credit', points: 100 }),
    fact('s1', '2025-03-01', { points: 60, ...spend }),
    fact('x1', '2025-02-01', { type: 'close', recordedAt: at('2025-04-01') }),
  ];
  const recorded = (spend: Record<string, unknown>): Journal => {
    let journal: Journal = openJournal(program, 'anna');
    for (const event of events(spend)) ({ journal } = recordEvent(program, journal, event));
    return journal;
  };

  test.each([{ type: 'redeem' }, { type: 'transfer', toMemberId: 'bob' }])('does not unmake $type', (spend) => {
    const journal = recorded(spend);
    const asOf = at('2025-05-01');
    expect(measureBalance(program, accountAt(program, journal, { asOf }), { asOf }).available).toBe(40);
    expect(listOutcomes(program, journal.events).map(({ outcome }) => outcome)).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
  });

  test.each([{ type: 'redeem' }, { type: 'transfer', toMemberId: 'bob' }])(
    '$type refused to a closed account stays refused when it becomes known that the member had come back',
    (spend) => {
      let journal: Journal = openJournal(program, 'anna');
      const record = (event: LoyaltyEvent) => {
        const recorded = recordEvent(program, journal, event);
        ({ journal } = recorded);
        return recorded;
      };
      record(fact('c1', '2025-01-10', { type: 'credit', points: 100 }));
      record(fact('x1', '2025-02-01', { type: 'close' }));
      const refused = record(fact('s1', '2025-03-01', { points: 60, ...spend }));
      expect(refused).toMatchObject({ outcome: 'rejected', event: { decision: 'rejected' } });
      record(fact('e1', '2025-02-15', { type: 'enroll', recordedAt: at('2025-04-01') }));
      expect(listOutcomes(program, journal.events).at(-1)).toMatchObject({ eventId: 's1', outcome: 'rejected' });
    },
  );

  test('loses nothing that another member has sent', () => {
    const send = fact('t1', '2025-03-01', { type: 'transfer', toMemberId: 'bob', points: 60 });
    const close = { ...fact('x1', '2025-02-01', { type: 'close', recordedAt: at('2025-04-01') }), memberId: 'bob' };
    const joined = { ...fact('j1', '2025-01-10', { type: 'enroll' }), memberId: 'bob' };
    const [anna, bob] = replayMembers(program, [events({})[0]!, joined, send, close]);
    expect([anna!.totals.transferred, bob!.totals.transferred]).toEqual([-60, 60]);
  });

  test('what was refused stays refused, and what nobody decided is refused', () => {
    const outcomes = (spend: Record<string, unknown>) =>
      listOutcomes(program, events(spend)).map(({ eventId, outcome, reasons }) => [eventId, outcome, reasons[0]?.code]);
    for (const decision of ['rejected', undefined])
      expect(outcomes({ type: 'redeem', decision })[2]).toEqual(['s1', 'rejected', 'closed']);
  });
});

describe('a redemption that was accepted for more than there was', () => {
  const program = shop({ expiry: { kind: 'after-earning', months: 6 } });
  const credit = fact('c1', '2025-01-10', { type: 'credit', points: 100 });
  const redeem = fact('r1', '2025-02-01', { type: 'redeem', points: 250, decision: 'accepted' });
  const cancel = fact('x1', '2025-03-01', { type: 'cancel-redemption', redemptionId: 'r1' });

  test('undone, the points have their own end again: what was never there repays the debt that it made', () => {
    const { lots, debt } = replayEvents(program, [credit, redeem, cancel]);
    expect(debt).toBe(0);
    expect(lots.map(({ id, left, expiresAt }) => [id, left, expiresAt])).toEqual([
      ['c1', 100, Date.parse('2025-07-10T12:00:00Z')],
    ]);
  });

  test('undone after others repaid the debt, what they paid comes back', () => {
    const repaid = fact('c2', '2025-02-10', { type: 'credit', points: 200 });
    const { lots } = replayEvents(program, [credit, redeem, repaid, cancel]);
    expect(lots.map(({ id, left }) => [id, left])).toEqual([
      ['c1', 100],
      ['c2', 50],
      ['x1/lacking', 150],
    ]);
  });
});
