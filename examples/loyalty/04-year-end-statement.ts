/**
 * What does the letter of 31 December say, and what changes when a fact of December arrives in January?
 *
 * A statement is a question about facts, so the one that was sent can be printed again at any time: ask with `knownAt`.
 */
import {
  explainEvent,
  summarizeStatement,
  type LoyaltyEvent,
  type Program,
  type Statement,
  type StatementLine,
} from 'clientele/loyalty';

const program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Paris',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    hold: { days: 14 },
    expiry: { kind: 'after-earning', months: 12, roundUpTo: 'month' },
  },
} as const satisfies Program;

const anna = { memberId: 'anna' };
const facts: LoyaltyEvent[] = [
  { ...anna, id: 'e1', at: '2024-09-12T10:00:00Z', type: 'purchase', orderId: 'lamp', amountMinor: 32_000 },
  { ...anna, id: 'e2', at: '2025-02-03T10:00:00Z', type: 'purchase', orderId: 'chair', amountMinor: 45_000 },
  { ...anna, id: 'e3', at: '2025-05-20T10:00:00Z', type: 'redeem', points: 200 },
  { ...anna, id: 'e4', at: '2025-06-02T10:00:00Z', type: 'refund', orderId: 'chair', amountMinor: 15_000 },
  { ...anna, id: 'e5', at: '2025-12-20T10:00:00Z', type: 'purchase', orderId: 'books', amountMinor: 6000 },
  // The branch reported its till of 10 December on 9 January.
  {
    ...anna,
    id: 'e6',
    at: '2025-12-10T10:00:00Z',
    recordedAt: '2026-01-09T08:00:00Z',
    type: 'purchase',
    orderId: 'desk',
    amountMinor: 20_000,
  },
];

const day = new Intl.DateTimeFormat('en-GB', { timeZone: program.timeZone, day: '2-digit', month: 'short' });

/** A line in the words of the letter: what the event was, or what time did. */
function words({ eventId, cause }: StatementLine): string {
  if (eventId === null) return cause === 'release' ? 'points of an order became available' : 'points ran out';
  const event = facts.find(({ id }) => id === eventId)!;
  if (event.type === 'redeem') return 'redeemed';
  return event.type === 'refund' ? `return of "${event.orderId}"` : event.type;
}

function print({
  opening,
  lines,
  closing,
  earned,
  redeemed,
  expired,
  reversed,
  pending,
  expiringNext,
}: Statement): void {
  const row = (on: string, what: string, points: string, balance: number): void =>
    console.log(`${on.padEnd(7)} ${what.padEnd(38)} ${points.padStart(6)} ${String(balance).padStart(6)}`);
  row('01 Jan', 'balance brought forward', '', opening);
  for (const line of lines)
    row(day.format(line.at), words(line), `${line.points > 0 ? '+' : ''}${line.points}`, line.balance);
  row('31 Dec', 'balance', '', closing);
  console.log(
    `earned ${earned}, redeemed ${redeemed}, ran out ${expired}, taken back ${reversed}, still held ${pending}`,
  );
  if (expiringNext) console.log(`${expiringNext.points} points end after ${expiringNext.lastDayOn}`);
}

const year = { fromOn: '2025-01-01', toOn: '2026-01-01' };
console.log('Your points in 2025, as we knew them on 1 January\n');
print(summarizeStatement(program, facts, { ...year, knownAt: '2026-01-01T00:00:00+01:00' }));
console.log('\nThe same year, as we know it today\n');
print(summarizeStatement(program, facts, year));

const { reasons, transactions } = explainEvent(program, facts, { eventId: 'e6' });
const [first] = transactions;
console.log(
  `\nThe desk: ${reasons.map(({ code }) => code).join(', ')}; ${first!.entries.map(({ account, points }) => `${account} ${points}`).join(', ')}`,
);
