/** A refusal names the argument as its caller wrote it, and says what was expected and what came. */
import * as loyalty from 'clientele/loyalty';
import type { Account, Journal, LoyaltyEvent, Program } from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { expectRefusal } from '../refusal.ts';
import { ACCOUNT, AS_OF, call, CALLS, EVENTS, JOURNAL, NEXT, PROGRAM } from './calls.ts';
import { BASE, credit, shop, T0 } from './shop.ts';

/** The sound arguments of a call with others in some places. */
const spoilt = (name: string, others: readonly unknown[]): unknown[] =>
  CALLS[name]!.map((sound, i) => (i in others && others[i] !== SOUND ? others[i] : sound));
const SOUND = Symbol('sound');
const [last] = EVENTS.slice(-1) as [LoyaltyEvent];
const instant = 'expected a Date, epoch milliseconds or ISO 8601 text with an offset or Z, got';

test.each<[name: string, code: string, argument: string, words: string, others: unknown[]]>([
  ['accountAt', 'wrong-kind', 'journal', 'expected a stored loyalty-journal of version 1', [SOUND, 5]],
  ['accountAt', 'wrong-type', 'journal.memberId', 'expected an id', [SOUND, { ...JOURNAL, memberId: null }]],
  ['accountAt', 'wrong-type', 'journal.events', 'expected a list, got 5', [SOUND, { ...JOURNAL, events: 5 }]],
  ['accountAt', 'wrong-type', 'journal.checkpoints', 'expected a list', [SOUND, { ...JOURNAL, checkpoints: 5 }]],
  ['accountAt', 'wrong-type', 'options', 'expected an object, got null', [SOUND, SOUND, null]],
  ['accountAt', 'not-an-instant', 'options.asOf', `${instant} "now"`, [SOUND, SOUND, { asOf: 'now' }]],
  ['accountAt', 'not-an-instant', 'options.knownAt', `${instant} "x"`, [SOUND, SOUND, { asOf: AS_OF, knownAt: 'x' }]],
  ['allocateByPrice', 'not-an-integer', 'totalMinor', 'got 0.5', [0.5]],
  ['allocateByPrice', 'wrong-type', 'standalonePrices', 'expected a list', [1, 5]],
  ['allocateByPrice', 'out-of-range', 'standalonePrices[1]', 'got -1', [1, [1, -1]]],
  ['allocateByPrice', 'empty', 'standalonePrices', 'expected a price above 0, got none', [1, [0, 0]]],
  ['allocateByPrice', 'empty', 'standalonePrices', 'expected a price above 0, got none', [-1, []]],
  ['applyEvent', 'wrong-type', 'event', 'expected an object, got null', [SOUND, SOUND, null]],
  ['applyEvent', 'not-an-instant', 'event.at', `${instant} "x"`, [SOUND, SOUND, { ...NEXT, at: 'x' }]],
  [
    'applyEvent',
    'inconsistent',
    'event.memberId',
    'expected anna, got bob',
    [SOUND, SOUND, { ...NEXT, memberId: 'bob' }],
  ],
  [
    'applyEvent',
    'late-event',
    'event.at',
    `expected ${ACCOUNT.throughAt} or later, got 5`,
    [SOUND, SOUND, { ...NEXT, at: 5 }],
  ],
  [
    'applyEvent',
    'wrong-type',
    'account.enrolled',
    'expected true or false, got 5',
    [SOUND, { ...ACCOUNT, enrolled: 5 }],
  ],
  [
    'applyEvent',
    'out-of-range',
    'event.multiplier',
    'expected 0 or more, got -1',
    [SOUND, SOUND, { ...NEXT, multiplier: '-1' }],
  ],
  ['measureBalance', 'wrong-type', 'program', 'expected an object, got null', [null]],
  ['measureBalance', 'wrong-kind', 'account', 'expected a stored loyalty-account of version 1', [SOUND, {}]],
  ['replayEvents', 'not-an-instant', 'event.at', instant, [SOUND, [NEXT, { ...NEXT, at: NaN }]]],
  ['comparePrograms', 'wrong-type', 'options', 'expected an object, got null', [SOUND, SOUND, SOUND, null]],
  ['comparePrograms', 'wrong-type', 'histories', 'expected a list, got 5', [SOUND, SOUND, 5]],
  ['comparePrograms', 'wrong-type', 'histories[]', 'expected an object', [SOUND, SOUND, [5]]],
  [
    'comparePrograms',
    'wrong-type',
    'histories[].events',
    'expected a list',
    [SOUND, SOUND, [{ memberId: 'anna', events: 5 }]],
  ],
  [
    'comparePrograms',
    'not-a-decimal',
    'options.valuePerPoint',
    'got "x"',
    [SOUND, SOUND, SOUND, { asOf: AS_OF, valuePerPoint: 'x' }],
  ],
  ['compactAccount', 'wrong-type', 'options', 'expected an object, got null', [SOUND, null]],
  ['explainEvent', 'wrong-type', 'options', 'expected an object, got null', [SOUND, SOUND, null]],
  ['listBenefits', 'wrong-type', 'options', 'expected an object, got null', [SOUND, SOUND, null]],
  ['listOutcomes', 'wrong-type', 'events', 'expected a list, got 5', [SOUND, 5]],
  ['listPostings', 'wrong-type', 'options', 'expected an object, got null', [SOUND, SOUND, null]],
  ['mergeRedemptionTallies', 'wrong-kind', 'a', 'expected a stored redemption-tally of version 1', [5]],
  ['mergeRedemptionTallies', 'wrong-kind', 'b', 'expected a stored redemption-tally of version 1', [SOUND, 5]],
  ['recordEvent', 'wrong-type', 'event', 'expected an object, got null', [SOUND, SOUND, null]],
  [
    'recordEvent',
    'inconsistent',
    'event.memberId',
    'expected anna, got bob',
    [SOUND, SOUND, { ...NEXT, memberId: 'bob' }],
  ],
  ['recordEvent', 'not-an-instant', 'event.at', `${instant} "x"`, [SOUND, SOUND, { ...NEXT, at: 'x' }]],
  ['replayEvents', 'wrong-type', 'events', 'expected a list, got 5', [SOUND, 5]],
  ['replayEvents', 'wrong-type', 'options', 'expected an object, got null', [SOUND, SOUND, null]],
  ['replayEvents', 'empty', 'events', 'expected at least one event, or an account to go on from', [SOUND, []]],
  ['replayEvents', 'not-an-instant', 'options.asOf', `${instant} "x"`, [SOUND, SOUND, { asOf: 'x' }]],
  ['replayEvents', 'not-an-instant', 'options.knownAt', `${instant} "x"`, [SOUND, SOUND, { knownAt: 'x' }]],
  [
    'replayEvents',
    'inconsistent',
    'events',
    'expected events of anna, got one of bob',
    [SOUND, [NEXT, { ...NEXT, id: 'm', memberId: 'bob' }]],
  ],
  ['replayEvents', 'not-an-instant', 'events[1].at', `${instant} "x"`, [SOUND, [NEXT, { ...NEXT, at: 'x' }]]],
  [
    'replayEvents',
    'not-an-instant',
    'events[1].recordedAt',
    `${instant} "x"`,
    [SOUND, [NEXT, { ...NEXT, recordedAt: 'x' }]],
  ],
  [
    'replayEvents',
    'late-event',
    'events',
    `expected events from ${AS_OF} on, got one at ${String(last.at)}`,
    [SOUND, [last], { from: { ...ACCOUNT, throughAt: AS_OF } }],
  ],
  ['replayMembers', 'wrong-type', 'events', 'expected a list, got 5', [SOUND, 5]],
  ['summarizeStatement', 'wrong-type', 'events', 'expected a list, got 5', [SOUND, 5]],
  ['summarizeStatement', 'wrong-type', 'options', 'expected an object, got null', [SOUND, SOUND, null]],
  ['tallyLots', 'wrong-type', 'accounts', 'expected a list, got 5', [SOUND, 5]],
  ['tallyLots', 'wrong-type', 'options', 'expected an object, got null', [SOUND, SOUND, null]],
  ['tallyRedemptions', 'wrong-type', 'options', 'expected an object, got null', [SOUND, SOUND, null]],
  ['tallyRedemptions', 'wrong-type', 'histories', 'expected a list, got 5', [SOUND, 5]],
  ['tallyRedemptions', 'wrong-type', 'histories[]', 'expected an object', [SOUND, [5]]],
  [
    'tallyRedemptions',
    'wrong-type',
    'histories[].events',
    'expected a list',
    [SOUND, [{ memberId: 'anna', events: 5 }]],
  ],
  ['tallyRedemptions', 'not-an-instant', 'options.asOf', `${instant} "x"`, [SOUND, SOUND, { asOf: 'x' }]],
  ['traceTiers', 'not-an-instant', 'options.asOf', instant, [SOUND, SOUND, { ladderId: 'status' }]],
  ['traceWindows', 'not-an-instant', 'options.asOf', instant, [SOUND, SOUND, { ladderId: 'status' }]],
])('%s, %s: %s: %s', (name, code, argument, words, others) => {
  expectRefusal(() => call(name, spoilt(name, others)), code, argument, words);
});

test.each(['programId', 'asOf', 'runningMonth', 'scale'] as const)('tallies of another %s do not add up', (key) => {
  const [a] = CALLS['mergeRedemptionTallies'] as [loyalty.RedemptionTally];
  const other = {
    ...a,
    [key]: 'other',
  } as unknown as loyalty.RedemptionTally;
  const run = () => loyalty.mergeRedemptionTallies(a, other);
  expectRefusal(run, 'tally-mismatch', `b.${key}`, `expected ${a[key]}, got other`);
});

const line = { id: 'l', amountMinor: 1 };
const GRANT = { type: 'grant', ladderId: 'status', level: 'Gold' };
const CHALLENGE = { metric: 'nights', atLeast: 1, from: 0, to: 1, until: 2 };
test.each<[code: string, argument: string, more: object]>([
  ['wrong-type', 'event.id', { id: 5 }],
  ['wrong-type', 'event.memberId', { memberId: null }],
  ['wrong-type', 'event.key', { key: 5 }],
  ['wrong-type', 'event.metrics', { type: 'activity' }],
  ['wrong-type', 'event.level', { ...GRANT, level: 5 }],
  ['not-an-instant', 'event.until', { ...GRANT, until: 'x' }],
  ['wrong-type', 'event.extendIf', { ...GRANT, extendIf: null }],
  ['wrong-type', 'event.extendIf.metric', { ...GRANT, extendIf: { ...CHALLENGE, metric: 5 } }],
  ['not-an-instant', 'event.extendIf.from', { ...GRANT, extendIf: { ...CHALLENGE, from: 'x' } }],
  ['not-an-instant', 'event.extendIf.to', { ...GRANT, extendIf: { ...CHALLENGE, to: 'x' } }],
  ['not-an-instant', 'event.extendIf.until', { ...GRANT, extendIf: { ...CHALLENGE, until: 'x' } }],
  ['not-an-integer', 'event.extendIf.atLeast', { ...GRANT, extendIf: { ...CHALLENGE, atLeast: 0.5 } }],
  ['wrong-type', 'event.grantEventId', { type: 'revoke', ladderId: 'status', grantEventId: 5 }],
  ['not-an-instant', 'event.until', { type: 'extend', ladderId: 'status', until: 'x' }],
  ['unknown-name', 'event.decision', { type: 'redeem', points: 1, decision: 'maybe' }],
  ['not-an-integer', 'event.shippingMinor', { shippingMinor: 0.5 }],
  ['not-an-integer', 'event.taxMinor', { taxMinor: 0.5 }],
  ['not-an-integer', 'event.discountMinor', { discountMinor: 0.5 }],
  ['not-an-integer', 'event.creditMinor', { creditMinor: 0.5 }],
  ['wrong-type', 'event.channel', { channel: 5 }],
  ['wrong-type', 'event.tags', { tags: 5 }],
  ['wrong-type', 'event.tags[1]', { tags: ['a', 5] }],
  ['not-a-decimal', 'event.multiplier', { multiplier: 'x' }],
  ['wrong-type', 'event.tier', { tier: 5 }],
  ['wrong-type', 'event.tier.status', { tier: { status: 5 } }],
  ['wrong-type', 'event.lines', { lines: 5 }],
  ['wrong-type', 'event.lines[1]', { lines: [line, 5] }],
  ['wrong-type', 'event.lines[1].id', { lines: [line, { ...line, id: 5 }] }],
  ['not-an-integer', 'event.lines[1].amountMinor', { lines: [line, { ...line, amountMinor: 0.5 }] }],
  ['wrong-type', 'event.lines[1].category', { lines: [line, { ...line, category: 5 }] }],
  ['wrong-type', 'event.lines[1].sku', { lines: [line, { ...line, sku: 5 }] }],
  ['wrong-type', 'event.lines[1].tags', { lines: [line, { ...line, tags: 5 }] }],
  ['wrong-type', 'event.lines[1].tags[0]', { lines: [line, { ...line, tags: [5] }] }],
])('a fact is refused by its place, %s: %s', (code, argument, more) => {
  const event = { ...NEXT, ...more } as LoyaltyEvent;
  for (const run of [
    () => loyalty.replayEvents(PROGRAM, [event]),
    () => loyalty.applyEvent(PROGRAM, loyalty.openAccount(PROGRAM, 'anna'), event),
  ])
    expectRefusal(run, code, argument, 'expected ');
});

test('a purchase may be worth nothing, and a sale of nothing belongs to nothing', () => {
  const { account } = loyalty.applyEvent(PROGRAM, ACCOUNT, { ...NEXT, multiplier: '0' } as LoyaltyEvent);
  expect(account.orders.at(-1)!.byRule.map(({ ruleId }) => ruleId)).toEqual([]);
  expect(loyalty.allocateByPrice(0, [0, 0])).toEqual([0, 0]);
});

describe('a stored journal with a fact of no time', () => {
  const broken = (): Journal => ({
    ...JOURNAL,
    events: JOURNAL.events.map((event, i) => (i === 15 ? { ...event, at: 'soon' } : event)),
    checkpoints: [],
  });
  test.each<[string, (journal: Journal) => unknown]>([
    ['a question', (journal) => loyalty.accountAt(PROGRAM, journal, { asOf: AS_OF })],
    ['an old question', (journal) => loyalty.accountAt(PROGRAM, journal, { asOf: 0 })],
    ['a new fact', (journal) => loyalty.recordEvent(PROGRAM, journal, NEXT)],
    ['a late fact', (journal) => loyalty.recordEvent(PROGRAM, journal, { ...NEXT, at: 5 })],
  ])('is refused by its name: %s', (_, ask) => {
    expectRefusal(() => ask(broken()), 'not-an-instant', 'journal.events.at', `${instant} "soon"`);
  });
});

describe('a program that nobody checked', () => {
  const points = (policy: object): Program => shop({ earn: [BASE], ...policy });
  const ask = (program: Program) =>
    loyalty.previewPurchase(program, loyalty.openAccount(shop({}), 'anna'), {
      at: T0,
      orderId: 'o',
      amountMinor: 500,
    });
  const extension = { announcedAt: 0, validAt: 0, until: 0 };
  const promotion = { id: 'week', kind: 'promotion', rate: '2' } as const;
  test.each<[string, string, Program]>([
    ['not-an-instant', 'program.changes[1].from', shop({}, { changes: [{ from: 0 }, { from: 'x' }] })],
    [
      'not-an-instant',
      'program.extensions[0].announcedAt',
      shop({}, { extensions: [{ ...extension, announcedAt: 'x' }] }),
    ],
    ['not-an-instant', 'program.extensions[0].validAt', shop({}, { extensions: [{ ...extension, validAt: 'x' }] })],
    ['not-an-instant', 'program.extensions[0].until', shop({}, { extensions: [{ ...extension, until: 'x' }] })],
    ['not-an-instant', 'program.points.earn[0].validFrom', points({ earn: [{ ...BASE, validFrom: 'x' }] })],
    ['not-an-instant', 'program.points.earn[0].validUntil', points({ earn: [{ ...BASE, validUntil: 'x' }] })],
    [
      'not-an-instant',
      'program.points.multipliers[0].validFrom',
      points({ multipliers: [{ ...promotion, validFrom: 'x' }] }),
    ],
    ['not-an-instant', 'program.points.expiry.at', points({ expiry: { kind: 'on-date', at: 'x' } })],
    [
      'not-an-instant',
      'program.points.expiry.notBefore',
      points({ expiry: { kind: 'inactivity', months: 1, notBefore: 'x' } }),
    ],
    ['not-a-decimal', 'program.points.earn.base.points', points({ earn: [{ ...BASE, points: 'x' }] })],
    ['not-a-decimal', 'program.points.multipliers.week', points({ multipliers: [{ ...promotion, rate: 'x' }] })],
  ])('%s: %s', (code, argument, program) => {
    expectRefusal(() => ask(program), code, argument, 'expected ');
  });
});

test('totals beyond whole numbers are refused, with what was to be added', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const run = () => loyalty.replayEvents(shop({}), [credit(0, most), credit(1, 2)]);
  expectRefusal(run, 'overflow', 'event', `expected totals within ±(2^53 - 1), got ${most} + 2`);
  const account: Account = loyalty.replayEvents(shop({}), [credit(0, most)]);
  expect(account.totals.issued).toBe(most);
});
