import {
  applyEvent,
  assignTier,
  listBenefits,
  measureProgress,
  openAccount,
  openJournal,
  recordEvent,
  replayEvents,
  traceTiers,
  type Account,
  type EarnRule,
  type Journal,
  type LoyaltyEvent,
  type Program,
} from 'clientele/loyalty';
import { expectTypeOf } from 'vitest';

const PROGRAM = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'UTC',
  ladders: [
    {
      kind: 'window',
      id: 'status',
      levels: [
        { name: 'Member' },
        { name: 'Gold', enter: { metric: 'visits', atLeast: 2 }, benefits: { freeShipping: true } },
      ],
      window: { kind: 'lifetime' },
      validity: { kind: 'forever' },
    },
    {
      kind: 'counter',
      id: 'xp',
      levels: [{ name: 'Explorer' }, { name: 'Silver', cost: 9 }],
      metric: 'xp',
      months: 12,
    },
  ],
} as const satisfies Program;
declare const fact: LoyaltyEvent;
declare const numbered: LoyaltyEvent<number>;
declare const stored: Program;
type Branded = string & { readonly brand: 'member' };
declare const branded: Branded;

// A literal id is one of many: the account goes on through events of a store.
let account = openAccount(PROGRAM, 'anna');
({ account } = applyEvent(PROGRAM, account, fact));
expectTypeOf(account).toEqualTypeOf<Account>();
let journal = openJournal(PROGRAM, 'anna');
({ journal } = recordEvent(PROGRAM, journal, fact));
expectTypeOf(journal).toEqualTypeOf<Journal>();

// Numbers stay numbers, and a brand stays one.
expectTypeOf(openAccount(PROGRAM, 7)).toEqualTypeOf<Account<number>>();
expectTypeOf(openAccount(PROGRAM, branded)).toEqualTypeOf<Account<Branded>>();
expectTypeOf(openJournal(PROGRAM, 7).events).toEqualTypeOf<LoyaltyEvent<number>[]>();
expectTypeOf(replayEvents(PROGRAM, [numbered])).toEqualTypeOf<Account<number>>();
// @ts-expect-error TS2345: an event of a numbered member is no event of a named one
applyEvent(PROGRAM, account, numbered);

// Names of ladders, levels and benefits come from a constant program.
const asOf = 0;
const tier = assignTier(PROGRAM, account, { ladderId: 'status', asOf });
expectTypeOf(tier.level).toEqualTypeOf<'Member' | 'Gold'>();
expectTypeOf(tier.nextLevel).toEqualTypeOf<'Member' | 'Gold' | null>();
expectTypeOf(assignTier(PROGRAM, account, { ladderId: 'xp', asOf }).level).toEqualTypeOf<'Explorer' | 'Silver'>();
expectTypeOf(measureProgress(PROGRAM, account, { ladderId: 'status', asOf }).current).toEqualTypeOf<
  'Member' | 'Gold'
>();
expectTypeOf(traceTiers(PROGRAM, [fact], { ladderId: 'xp', asOf })[0]!.level).toEqualTypeOf<'Explorer' | 'Silver'>();
expectTypeOf(listBenefits(PROGRAM, account, { asOf })[0]!.benefit).toEqualTypeOf<'freeShipping'>();
// @ts-expect-error TS2322: no such ladder
assignTier(PROGRAM, account, { ladderId: 'statuss', asOf });
// @ts-expect-error TS2345: the instant of the question has no default
assignTier(PROGRAM, account, { ladderId: 'status' });
// @ts-expect-error TS2367: no such level
export const never: boolean = tier.level === 'Platinum';

// A program from a store has names that nobody knows.
expectTypeOf(assignTier(stored, account, { ladderId: 'any', asOf }).level).toEqualTypeOf<string>();

const spend = { id: 'a', kind: 'spend', perMinor: 100 } as const;
// @ts-expect-error TS2322: a rate is decimal text, not a float
export const floating: EarnRule = { ...spend, points: 1.25 };
// @ts-expect-error TS2322: an adjustment says why
export const silent: LoyaltyEvent = { id: 'a', memberId: 'b', at: 0, type: 'adjust', points: 5 };
