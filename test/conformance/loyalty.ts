import {
  allocateByPrice,
  assignTier,
  listLots,
  listOutcomes,
  measureBalance,
  measureDeferredRevenue,
  measureProgress,
  openAccount,
  replayMembers,
  scheduleExpiry,
  traceWindows,
  type EarnRule,
  type Expiry,
  type Ladder,
  type LadderWindow,
  type LevelCondition,
  type LoyaltyEvent,
  type Multiplier,
  type PointsPolicy,
  type Program,
  type Validity,
} from 'clientele/loyalty';
import { sumSafe } from 'clientele/amounts';
import { epochOf } from 'clientele/time';
import { InputError } from 'clientele/errors';
import type { Adapter } from './adapter.ts';

const STATUS = 'status';

/** Text of the suite to a number for the library's guards: what is no safe integer counts as its overflow. */
function whole(text: string, scale = 0): number {
  const negative = text.startsWith('-');
  const [units, decimals = ''] = text.replace('-', '').split('.') as [string, string?];
  const digits = BigInt(units + decimals.padEnd(scale, '0'));
  const number = Number(negative ? -digits : digits);
  if (!Number.isSafeInteger(number)) throw new InputError('overflow', 'input', `expected a safe integer, got ${text}`);
  return number;
}

/** Units of 10^-scale to text, without superfluous zeros. */
function text(units: number, scale: number): string {
  if (scale === 0) return String(units);
  const digits = String(Math.abs(units)).padStart(scale + 1, '0');
  const decimals = digits.slice(-scale).replace(/0+$/, '');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -scale)}${decimals ? `.${decimals}` : ''}`;
}

const SNAPS: Record<string, 'day' | 'month' | 'quarter' | 'year'> = {
  'end-of-day': 'day',
  'end-of-month': 'month',
  'start-of-next-month': 'month',
  'end-of-quarter': 'quarter',
  'end-of-year': 'year',
};
const snap = (given: string | undefined) => (given === undefined ? {} : { roundUpTo: SNAPS[given]! });

function expiryOf(given: any, protectedTiers: string[] | undefined): Expiry {
  const exceptTiers = protectedTiers ? { exceptTiers: { ladderId: STATUS, levels: protectedTiers } } : {};
  switch (given?.kind) {
    case 'months-after-earn':
      return { kind: 'after-earning', months: given.months, ...snap(given.snap), ...exceptTiers };
    case 'days-after-earn':
      return { kind: 'after-earning', days: given.days, ...snap(given.snap), ...exceptTiers };
    case 'end-of-year':
      return { kind: 'end-of-year', plusYears: given.plusYears ?? 0, ...exceptTiers };
    case 'fixed':
      return { kind: 'on-date', at: given.at, ...exceptTiers };
    case 'inactivity':
      return {
        kind: 'inactivity',
        months: given.months,
        activities: given.activity ?? ['earn', 'redeem'],
        pendingSurvives: given.pendingSurvives ?? false,
        ...(given.hardMonths === undefined ? {} : { atMostMonths: given.hardMonths }),
        ...(given.notBefore === undefined ? {} : { notBefore: given.notBefore }),
        ...exceptTiers,
      };
    default:
      return { kind: 'never' };
  }
}

function earnOf(rule: any): EarnRule {
  return {
    id: 'earn',
    kind: 'spend',
    points: rule.points,
    perMinor: whole(rule.perMinor),
    mode: rule.mode ?? 'block',
    rounding: rule.rounding === 'none' ? 'exact' : (rule.rounding ?? 'down'),
    wholePoints: rule.rounding !== 'none',
    ...(rule.minSpendMinor === undefined ? {} : { minimumMinor: whole(rule.minSpendMinor) }),
  };
}

const factorTag = (multiplier: string) => `factor ${multiplier}`;

function pointsOf(points: any, events: any[]): { points: PointsPolicy; changes: { from: string; earn: EarnRule[] }[] } {
  const scale = points.unitScale ?? 0;
  const milestones = (points.milestones ?? []).map((one: any, i: number): EarnRule => ({
    id: `milestone ${i}`,
    kind: 'milestone',
    metric: one.metric,
    from: whole(one.from),
    points: whole(one.points, scale),
    window: { kind: 'calendar', unit: 'year' },
    ...(one.every === undefined ? {} : { every: whole(one.every) }),
  }));
  const multipliers: Multiplier[] = [];
  if (points.tierMultiplier)
    multipliers.push({ id: 'tier', kind: 'tier', ladderId: STATUS, rates: points.tierMultiplier });
  if (points.promoPerDay)
    multipliers.push({
      id: 'promo',
      kind: 'promotion',
      rate: points.promoPerDay.multiplier,
      times: { count: points.promoPerDay.times, per: 'day' },
    });
  // A recorded factor multiplies with the others here: it is a promotion of the orders that carry its tag.
  for (const multiplier of new Set(events.flatMap((event) => event.multiplier ?? [])))
    multipliers.push({
      id: factorTag(multiplier),
      kind: 'promotion',
      rate: multiplier,
      where: { tags: [factorTag(multiplier)] },
    });
  const policy: PointsPolicy = {
    scale,
    earn: [...(points.earn ? [earnOf(points.earn)] : []), ...milestones],
    multipliers,
    expiry: expiryOf(points.expiry, points.neverExpireTiers),
    negative: points.negative === 'floor-at-zero' ? 'write-off' : 'debt',
    spending: {
      ...(points.minRedeem === undefined ? {} : { minimum: whole(points.minRedeem, scale) }),
      ...(points.redeemStep === undefined ? {} : { step: whole(points.redeemStep, scale) }),
    },
    refunds: {
      expired: points.refundOfExpired === 'clawback' ? 'take' : 'keep',
      restored:
        points.restoreExpired?.kind === 'grace-days'
          ? { kind: 'grace', days: points.restoreExpired.days }
          : { kind: 'stay-expired' },
    },
    ...(points.dailyCap === undefined
      ? {}
      : { caps: [{ id: 'daily', points: whole(points.dailyCap, scale), per: 'day', rules: ['earn'] }] }),
    ...(points.holdDays ? { hold: { days: points.holdDays } } : {}),
  };
  const changes = (points.earnVersions ?? []).map((one: any) => ({
    from: one.from,
    earn: [earnOf(one.rule), ...milestones],
  }));
  return { points: policy, changes };
}

function conditionOf(given: any): LevelCondition {
  if (given.all) return { all: given.all.map(conditionOf) };
  if (given.any) return { any: given.any.map(conditionOf) };
  return { metric: given.metric, atLeast: whole(given.gte) };
}

function levelsOf(ladder: any[]) {
  return ladder.map(({ name, enter, retain }, i) => ({
    name,
    ...(i > 0 && enter ? { enter: conditionOf(enter) } : {}),
    ...(i > 0 && retain ? { retain: conditionOf(retain) } : {}),
  }));
}

function windowOf(given: any): LadderWindow {
  const two = (n: number) => String(n).padStart(2, '0');
  switch (given.kind) {
    case 'calendar-year':
      return { kind: 'calendar', unit: 'year' };
    case 'fiscal-year':
      return { kind: 'calendar', unit: 'year', startsOn: `${two(given.month)}-${two(given.day)}` };
    case 'rolling-months':
      return { kind: 'rolling', months: given.months };
    case 'listed':
      return {
        kind: 'listed',
        periods: given.periods.map((period: any) => ({
          fromOn: period.from,
          toOn: period.to,
          validUntilOn: period.validUntil,
          ...(period.countFrom === undefined ? {} : { countFromOn: period.countFrom }),
        })),
      };
    default:
      return given;
  }
}

/** Years of a yearly window are windows; of others they are twelve months each. */
function validityOf(given: any, window: LadderWindow): Validity {
  if (given?.kind === 'months') return { kind: 'after-reaching', months: given.months, ...snap(given.snap) };
  if (given?.kind !== 'end-of-window') return given ?? { kind: 'end-of-window' };
  const { plusYears = 0, plusMonths = 0, plusDays = 0 } = given;
  const yearly = window.kind === 'membership-year' || (window.kind === 'calendar' && window.unit === 'year');
  if (yearly) return { kind: 'end-of-window', plusWindows: plusYears, plusMonths, plusDays };
  return { kind: 'end-of-window', plusMonths: plusYears * 12 + plusMonths, plusDays };
}

function ladderOf(tiers: any, events: any[], scale: number): Ladder {
  if (tiers.window.kind === 'counter')
    return {
      kind: 'counter',
      id: STATUS,
      metric: 'xp',
      months: 12,
      levels: tiers.ladder.map(({ name, cost }: any) => ({
        name,
        ...(cost === undefined ? {} : { cost: whole(cost) }),
      })),
      ...(tiers.carryCap === undefined ? {} : { carryCap: whole(tiers.carryCap) }),
    };
  if (tiers.window.kind === 'balance')
    return {
      kind: 'balance',
      id: STATUS,
      levels: tiers.ladder.map(({ name, enter }: any) => ({ name, atLeast: enter ? whole(enter.gte, scale) : 0 })),
    };
  const window = windowOf(tiers.window);
  const names = new Set(events.flatMap((event) => Object.keys(event.metrics ?? {})));
  for (const event of events) if (event.extendIf) names.add(event.extendIf.metric);
  return {
    kind: 'window',
    id: STATUS,
    levels: levelsOf(tiers.ladder),
    metrics: Object.fromEntries([...names].map((name) => [name, { from: 'activity', name }])),
    window,
    validity: validityOf(tiers.validity, window),
    reversal: tiers.reversal === 'revokes' ? 'revoke' : 'keep',
    ...(tiers.upgrade === 'period-end'
      ? { upgrade: { kind: 'period-end', plusMonths: tiers.effectiveAfterMonths ?? 0 } }
      : {}),
    ...(tiers.downgrade === 'one-level' ? { downgrade: { kind: 'one-level', months: 12 } } : {}),
    ...(tiers.rollover
      ? {
          rollover: {
            metric: tiers.rollover.metric,
            ownOnly: tiers.rollover.ownOnly ?? false,
            ...(tiers.rollover.cap === undefined ? {} : { cap: whole(tiers.rollover.cap) }),
          },
        }
      : {}),
  } as Ladder;
}

function programOf(given: any, events: any[]): Program {
  const scale = given.points?.unitScale ?? 0;
  const { points, changes: earn } = pointsOf(given.points ?? {}, events);
  // Levels that purchases state must have a name, even where the program has no ladder.
  const stated = [...Object.keys(given.points?.tierMultiplier ?? {}), ...(given.points?.neverExpireTiers ?? [])];
  const tiers = given.tiers ?? {
    ladder: [{ name: '(base)' }, ...[...new Set(stated)].map((name) => ({ name }))],
    window: { kind: 'lifetime' },
    validity: { kind: 'forever' },
  };
  const versions = (given.tiers?.versions ?? []).map((one: any) => ({ from: one.from, levels: levelsOf(one.ladder) }));
  const froms = [...new Set([...earn, ...versions].map((one) => epochOf(one.from, 'from')))].sort((a, b) => a - b);
  const at = (one: { from: string }, from: number) => epochOf(one.from, 'from') === from;
  return {
    kind: 'loyalty-program',
    version: 1,
    id: 'conformance',
    timeZone: given.timezone,
    points,
    ladders: [ladderOf(tiers, events, scale)],
    changes: froms.map((from) => {
      const rule = earn.find((one) => at(one, from));
      const ladder = versions.find((one: any) => at(one, from));
      return {
        from,
        ...(rule ? { points: { earn: rule.earn } } : {}),
        ...(ladder ? { ladders: { [STATUS]: { levels: ladder.levels } } } : {}),
      };
    }),
    extensions: events
      .filter(({ type }) => type === 'extend-all')
      .map(({ at: announcedAt, validAt, until }) => ({ announcedAt, validAt: validAt ?? announcedAt, until })),
  };
}

function eventOf(given: any, scale: number): LoyaltyEvent | null {
  const { id, type, at, recordedAt, key, member } = given;
  const base = {
    id,
    memberId: member ?? 'm1',
    at,
    ...(recordedAt === undefined ? {} : { recordedAt }),
    ...(key === undefined ? {} : { key }),
  };
  const points = given.points === undefined ? undefined : whole(given.points, scale);
  const dates = {
    ...(given.expiresAt === undefined ? {} : { expiresAt: given.expiresAt }),
    ...(given.availableAt === undefined ? {} : { availableAt: given.availableAt }),
  };
  switch (type) {
    case 'purchase':
      return {
        ...base,
        type,
        orderId: given.order,
        amountMinor: whole(given.amountMinor),
        ...(given.currency === undefined ? {} : { currency: given.currency }),
        ...(given.tier === undefined ? {} : { tier: { [STATUS]: given.tier } }),
        ...(given.multiplier === undefined ? {} : { tags: [factorTag(given.multiplier)] }),
      };
    case 'credit':
      return { ...base, type, points: points!, ...dates };
    case 'adjust':
      return { ...base, type, points: points!, reason: 'adjust' };
    case 'redeem':
      return { ...base, type, points: points! };
    case 'cancel-redemption':
      return { ...base, type, redemptionId: given.ref };
    case 'refund':
      return { ...base, type, orderId: given.order, amountMinor: whole(given.amountMinor) };
    case 'reinstate':
      return { ...base, type, withinDays: given.windowDays, ...dates };
    case 'transfer':
      return { ...base, type, toMemberId: given.to, points: points! };
    case 'activity':
      return {
        ...base,
        type,
        metrics: Object.fromEntries(Object.entries<string>(given.metrics).map(([name, value]) => [name, whole(value)])),
      };
    case 'grant':
      return {
        ...base,
        type,
        ladderId: STATUS,
        level: given.tier,
        reason: 'grant',
        ...(given.until === undefined ? {} : { until: given.until }),
        ...(given.extendIf === undefined
          ? {}
          : {
              extendIf: {
                metric: given.extendIf.metric,
                atLeast: whole(given.extendIf.gte),
                from: given.extendIf.from,
                to: given.extendIf.to,
                until: given.extendIf.until,
              },
            }),
      };
    case 'extend-all':
      return null;
    default:
      return { ...base, type };
  }
}

/** Instants come back in the spelling of the case. */
const spelled = (got: number | null, want: unknown): unknown =>
  typeof want === 'string' && got === epochOf(want, 'want') ? want : got === null ? null : new Date(got).toISOString();

function answer(program: Program, events: LoyaltyEvent[], question: any, scale: number): Record<string, unknown> {
  const { at: asOf, knownAt, member = 'm1' } = question;
  const cut = { asOf, ...(knownAt === undefined ? {} : { knownAt }) };
  const account =
    replayMembers(program, events, cut).find(({ memberId }) => memberId === member) ?? openAccount(program, member);
  const has = (...keys: string[]): boolean => keys.some((key) => Object.hasOwn(question, key));
  const got: Record<string, unknown> = { at: asOf, knownAt, member: question.member, orError: question.orError };
  if (has('balance', 'pending', 'expired')) {
    const { balance, pending } = measureBalance(program, account, { asOf });
    got['balance'] = text(balance, scale);
    got['pending'] = text(pending, scale);
    got['expired'] = text(account.totals.expired, scale);
  }
  if (has('nextExpiry', 'nextExpiryPoints')) {
    const coming = scheduleExpiry(program, account, { asOf });
    const open = listLots(program, account, { asOf }).filter(
      ({ availableAt }) => availableAt !== null && availableAt <= epochOf(asOf, 'at'),
    );
    const next = coming.find(({ lotIds }) => open.some(({ id }) => lotIds.includes(id)));
    // The suite asks for available lots only, by whichever rule they end at that instant.
    const together = coming.filter(({ at }) => at === next?.at).flatMap(({ lotIds }) => lotIds);
    const ending = open.filter(({ id }) => together.includes(id));
    got['nextExpiry'] = spelled(next?.at ?? null, question.nextExpiry);
    got['nextExpiryPoints'] = next ? text(sumSafe(ending.map(({ left }) => left)), scale) : null;
  }
  if (has('outcomes'))
    got['outcomes'] = Object.fromEntries(
      listOutcomes(program, events, cut).flatMap(({ eventId, outcome }) =>
        outcome === 'applied' ? [] : [[eventId, outcome]],
      ),
    );
  if (has('tier', 'tierUntil', 'counter')) {
    const tier = assignTier(program, account, { ladderId: STATUS, asOf });
    got['tier'] = tier.level;
    got['tierUntil'] = spelled(tier.untilAt, question.tierUntil);
    if (tier.counter !== undefined) got['counter'] = String(tier.counter);
  }
  if (has('rolled', 'windowTotal')) {
    const windows = traceWindows(
      program,
      events.filter(({ memberId }) => memberId === member),
      { ladderId: STATUS, ...cut },
    );
    const nameOf = (fromOn: string | null): string[] => (fromOn === null ? [''] : [fromOn.slice(0, 4), fromOn]);
    const rows = windows.flatMap((one) => nameOf(one.fromOn).map((name) => ({ ...one, name })));
    got['rolled'] = Object.fromEntries(
      rows.map(({ name, rolledOut }) => [name, rolledOut === null ? null : String(rolledOut)]),
    );
    got['windowTotal'] = Object.fromEntries(
      rows.map(({ name, totals }) => [
        name,
        Object.fromEntries(Object.entries(totals).map(([metric, total]) => [metric, String(total)])),
      ]),
    );
  }
  if (has('nextTier', 'remaining', 'deadline', 'lastLocalDay')) {
    const progress = measureProgress(program, account, { ladderId: STATUS, asOf });
    got['nextTier'] = progress.next?.level ?? null;
    got['remaining'] = Object.fromEntries(
      (progress.next?.missing ?? []).map(({ metric, missing }) => [metric, String(missing)]),
    );
    got['deadline'] = spelled(progress.deadlineAt, question.deadline);
    got['lastLocalDay'] = progress.lastDayOn;
  }
  return got;
}

export const adapter: Adapter = {
  scenario(input, { expect }) {
    const scale = input.program.points?.unitScale ?? 0;
    return (expect as unknown as any[]).map((question) => {
      try {
        const program = programOf(input.program, input.events);
        const events = (input.events as any[]).flatMap((event) => eventOf(event, scale) ?? []);
        return answer(program, events, question, scale);
      } catch (error) {
        // A typed overflow error is as good as the exact answer where the case says so.
        if (error instanceof InputError && error.code === question.orError) return question;
        throw error;
      }
    });
  },
  allocate({ totalMinor, weights }) {
    return {
      parts: allocateByPrice(
        whole(totalMinor),
        weights.map((weight: string) => whole(weight)),
      ).map(String),
    };
  },
  recognize({ allocatedMinor, periods }) {
    const estimates = periods.map((one: any) => ({
      redeemedToDate: whole(one.redeemedToDate),
      expectedInTotal: whole(one.expectedInTotal),
    }));
    return {
      recognizedMinor: measureDeferredRevenue(whole(allocatedMinor), estimates).periods.map(({ recognizedMinor }) =>
        recognizedMinor === null ? null : String(recognizedMinor),
      ),
    };
  },
};
