/**
 * The shop calls us when something happens. What do we store, and what do we answer?
 *
 * Store the facts in a journal, one JSON text a member; answer the balance. Nothing else is kept: retries, late facts and
 * refused redemptions are told apart from the facts themselves.
 */
import { measureBalance, openJournal, recordEvent, type Journal, type Program } from 'clientele/loyalty';
import { parseLoyaltyEvents } from 'clientele/schemas';

const program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Berlin',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    spending: { minimum: 50, step: 10 },
  },
} as const satisfies Program;

/** Stands for a table `members (id primary key, journal text)`. */
const table = new Map<string, string>();

/** The handler: untrusted body in, status and answer out. `now` is the clock of the host; the library has none. */
function handle(body: string, now: string): { status: number; answer: unknown } {
  const { events, issues } = parseLoyaltyEvents([{ ...JSON.parse(body), recordedAt: now }]);
  const event = events[0];
  if (!event) return { status: 400, answer: issues.map(({ path, code }) => `${path} ${code}`) };
  const memberId = String(event.memberId);
  const row = table.get(memberId);
  const journal: Journal = row === undefined ? openJournal(program, memberId) : JSON.parse(row);

  const recorded = recordEvent(program, journal, { ...event, memberId });
  table.set(memberId, JSON.stringify(recorded.journal));

  const { available, pending, debt } = measureBalance(program, recorded.account, { asOf: now });
  const reasons = recorded.reasons.map(({ code }) => code);
  const status = recorded.outcome === 'key-conflict' ? 409 : recorded.outcome === 'rejected' ? 422 : 200;
  return { status, answer: { outcome: recorded.outcome, reasons, available, pending, debt } };
}

function send(what: string, now: string, fact: Record<string, unknown>): void {
  const { status, answer } = handle(JSON.stringify({ memberId: 'anna', ...fact }), now);
  console.log(`${what.padEnd(37)} ${status}  ${JSON.stringify(answer)}`);
}

const order = { id: 'e1', at: '2025-03-03T18:00:00+01:00', type: 'purchase', orderId: 'o1', amountMinor: 8990 };
send('a purchase', '2025-03-03T18:00:02+01:00', { ...order, key: 'shop-4711' });
send('the same call again, after a timeout', '2025-03-03T18:01:00+01:00', { ...order, id: 'e2', key: 'shop-4711' });
send('the key with another amount', '2025-03-03T18:02:00+01:00', {
  ...order,
  id: 'e3',
  key: 'shop-4711',
  amountMinor: 1,
});
send('an amount that is no whole cent', '2025-03-04T09:00:00+01:00', { ...order, id: 'e4', amountMinor: 89.9 });

const spend = { type: 'redeem', at: '2025-03-05T12:00:00+01:00' };
send('may she spend 120?', '2025-03-05T12:00:00+01:00', { ...spend, id: 'e5', points: 120 });
send('and 80?', '2025-03-05T12:00:10+01:00', { ...spend, id: 'e6', at: '2025-03-05T12:00:10+01:00', points: 80 });

// The till of the branch was offline on Tuesday. Had we known, 120 would have been there: she was told no, and it stays no.
send('a purchase of Tuesday, known late', '2025-03-06T08:00:00+01:00', {
  ...order,
  id: 'e7',
  at: '2025-03-04T17:00:00+01:00',
  orderId: 'o2',
  amountMinor: 4000,
});
send('the first order comes back', '2025-03-08T10:00:00+01:00', {
  id: 'e8',
  at: '2025-03-08T10:00:00+01:00',
  type: 'refund',
  orderId: 'o1',
  amountMinor: 8990,
});

const stored: Journal = JSON.parse(table.get('anna')!);
console.log(`\nstored for anna, in the order in which the facts apply (${table.get('anna')!.length} characters):`);
for (const event of stored.events)
  console.log(
    `${String(event.at).slice(0, 16)}  ${event.id}  ${event.type}${'decision' in event ? `, ${event.decision}` : ''}`,
  );
