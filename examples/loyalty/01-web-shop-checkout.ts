/** A web shop: what the cart would earn, what may be redeemed, what a return takes back. */
import {
  applyEvent,
  assignTier,
  decideRedemption,
  measureBalance,
  measureProgress,
  openAccount,
  previewPurchase,
  type Account,
  type LoyaltyEvent,
  type Program,
} from 'clientele/loyalty';

const program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  points: {
    earn: [
      { id: 'base', kind: 'spend', points: '1', perMinor: 100 },
      { id: 'welcome', kind: 'flat', points: 50, on: 'enrollment' },
    ],
    multipliers: [
      { id: 'gold', kind: 'tier', ladderId: 'status', rates: { Gold: '1.25' } },
      { id: 'coffee', kind: 'promotion', rate: '2', where: { categories: ['coffee'] } },
    ],
    spending: { minimum: 100, step: 50, price: { points: 100, minor: 100 } },
  },
  ladders: [
    {
      kind: 'window',
      id: 'status',
      metrics: { spend: { from: 'spend' } },
      levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 20_000 } }],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1 },
      reversal: 'revoke',
    },
  ],
} as const satisfies Program;

const euro = (minor: number): string => `${(minor / 100).toFixed(2)} €`;
let account: Account = openAccount(program, 'anna');

/** The webhook of the shop: store the event that comes back and the account after it. */
function take(event: LoyaltyEvent): void {
  const applied = applyEvent(program, account, event);
  ({ account } = applied);
  const asOf = event.at;
  const { available, debt } = measureBalance(program, account, { asOf });
  const { level } = assignTier(program, account, { ladderId: 'status', asOf });
  const why = applied.reasons.map(({ code }) => code).join(', ');
  console.log(
    `${new Date(asOf).toISOString().slice(0, 10)}  ${event.type.padEnd(9)} ${applied.outcome.padEnd(9)} ${String(available).padStart(4)} points  debt ${String(debt).padStart(2)}  ${level.padEnd(7)} ${why}`.trimEnd(),
  );
}

take({ id: 'e1', memberId: 'anna', at: '2025-03-01T10:00:00Z', type: 'enroll' });

const cart = {
  orderId: 'o1',
  amountMinor: 18_050,
  lines: [
    { id: 'machine', amountMinor: 15_000, category: 'kitchen' },
    { id: 'beans', amountMinor: 3050, category: 'coffee' },
  ],
};
const at = '2025-03-01T10:05:00Z';
const preview = previewPurchase(program, account, { at, ...cart });
console.log(
  `            cart of ${euro(cart.amountMinor)} would earn ${preview.points} points (${preview.byRule[0]!.multipliers.join(', ')})`,
);
take({ id: 'e2', memberId: 'anna', at, type: 'purchase', ...cart });

const progress = measureProgress(program, account, { ladderId: 'status', asOf: at });
const [missing] = progress.next!.missing;
console.log(`            ${euro(missing!.missing)} to ${progress.next!.level} until ${progress.lastDayOn}`);
take({ id: 'e3', memberId: 'anna', at: '2025-04-11T17:00:00Z', type: 'purchase', orderId: 'o2', amountMinor: 4000 });
take({ id: 'e4', memberId: 'anna', at: '2025-04-20T17:00:00Z', type: 'purchase', orderId: 'o3', amountMinor: 4000 });

for (const points of [120, 350]) {
  const asOf = '2025-05-02T12:00:00Z';
  const { accepted, reasons, event } = decideRedemption(program, account, { points }, { asOf, eventId: `r${points}` });
  console.log(
    `            may she spend ${points}? ${accepted ? 'yes' : `no: ${reasons.map(({ code }) => code).join(', ')}`}`,
  );
  take(event);
}

take({ id: 'e5', memberId: 'anna', at: '2025-05-06T08:00:00Z', type: 'refund', orderId: 'o2', amountMinor: 4000 });
take({ id: 'e5', memberId: 'anna', at: '2025-05-06T08:00:00Z', type: 'refund', orderId: 'o2', amountMinor: 4000 });
take({ id: 'e6', memberId: 'anna', at: '2025-05-09T08:00:00Z', type: 'purchase', orderId: 'o4', amountMinor: 3000 });
