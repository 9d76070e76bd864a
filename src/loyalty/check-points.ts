import { requireInteger } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import { checkWindow } from './check-ladders.ts';
import type { Note } from './check-program.ts';
import { attempt, checkDecimal } from './check-program.ts';
import type { Ladder } from './ladder.ts';
import type { EarnRule, Expiry, Hold, PointsPolicy, TierNames, Where } from './points-policy.ts';

/** Checks a points policy; of a change only the members that it names, against all that is in force then. */
export function checkPoints(
  points: PointsPolicy,
  ladders: readonly Ladder[],
  path: string,
  note: Note,
  only: Partial<PointsPolicy> = points,
): void {
  const ids = new Set<string>();
  const unique = (id: string, at: string): void => {
    if (ids.has(id)) note('duplicate', at, `${id} is the name of two rules, multipliers or caps`);
    ids.add(id);
  };
  const tiers = (names: TierNames | undefined, at: string): void => checkTiers(names, ladders, at, note);
  (points.earn ?? []).forEach((rule, i) => {
    const at = `${path}/earn/${i}`;
    unique(rule.id, `${at}/id`);
    if (only.earn) checkRule(rule, ladders, at, note);
    if (only.earn && rule.expiry?.kind === 'inactivity' && points.expiry?.kind !== 'inactivity')
      note('out-of-range', `${at}/expiry/kind`, 'silence ends all points: inactivity belongs to the policy');
    // What no order pays has no hold but its own.
    const paidByOrder = rule.kind === 'spend' || (rule.kind === 'flat' && rule.on === 'order');
    if (only.earn && (rule.hold ?? rule.expiry))
      checkHoldAgainst(rule.hold ?? (paidByOrder ? points.hold : undefined), rule.expiry ?? points.expiry, at, note);
  });
  (points.multipliers ?? []).forEach((one, i) => {
    const at = `${path}/multipliers/${i}`;
    unique(one.id, `${at}/id`);
    if (!only.multipliers) return;
    if (one.kind === 'tier') {
      tiers({ ladderId: one.ladderId, levels: Object.keys(one.rates) }, at);
      for (const [name, rate] of Object.entries(one.rates)) checkDecimal(note, `${at}/rates/${name}`, rate);
    } else {
      checkDecimal(note, `${at}/rate`, one.rate);
      checkSpan(one, at, note);
      tiers(one.where?.tiers, `${at}/where/tiers`);
      if (one.times) count(one.times.count, `${at}/times/count`, note, 0);
    }
  });
  (points.caps ?? []).forEach((cap, i) => {
    const at = `${path}/caps/${i}`;
    unique(cap.id, `${at}/id`);
    if (!only.caps) return;
    count(cap.points, `${at}/points`, note, 0);
    for (const id of cap.rules ?? [])
      if (!points.earn?.some((rule) => rule.id === id))
        note('unknown-rule', `${at}/rules`, `no earning rule is called ${id}`);
  });
  if (only.expiry) checkExpiry(only.expiry, `${path}/expiry`, note);
  if (only.expiry) tiers(only.expiry.exceptTiers, `${path}/expiry/exceptTiers`);
  if (only.hold) checkHold(only.hold, `${path}/hold`, note);
  if (only.hold || only.expiry) checkHoldAgainst(points.hold, points.expiry, path, note);
  const { spending } = only;
  if (!spending) return;
  const { minimum, step, maximum, price, rewards } = spending;
  for (const [key, value] of Object.entries({ minimum, step, maximum }))
    if (value !== undefined) count(value, `${path}/spending/${key}`, note, key === 'step' ? 1 : 0);
  if (minimum !== undefined && step !== undefined && minimum % step !== 0)
    note('step-not-dividing-minimum', `${path}/spending/step`, 'the minimum is no multiple of the step', 'warning');
  if (price) {
    count(price.points, `${path}/spending/price/points`, note, 1);
    count(price.minor, `${path}/spending/price/minor`, note, 1);
  }
  const names = new Set<string>();
  (rewards ?? []).forEach((reward, i) => {
    const at = `${path}/spending/rewards/${i}`;
    if (names.has(reward.id)) note('duplicate', `${at}/id`, `${reward.id} is the name of two rewards`);
    names.add(reward.id);
    count(reward.points, `${at}/points`, note, 1);
    tiers(reward.tiers, `${at}/tiers`);
  });
}

/** A whole number from a least value on. */
export function count(value: number, path: string, note: Note, least: number): void {
  if (attempt(note, path, () => requireInteger(value, 'value')) !== null && value < least)
    note('out-of-range', path, `expected ${least} or more, got ${value}`);
}

function checkRule(rule: EarnRule, ladders: readonly Ladder[], path: string, note: Note): void {
  checkSpan(rule, path, note);
  checkTiers(rule.where?.tiers, ladders, `${path}/where/tiers`, note);
  if (rule.expiry) checkExpiry(rule.expiry, `${path}/expiry`, note);
  if (rule.expiry?.exceptTiers) checkTiers(rule.expiry.exceptTiers, ladders, `${path}/expiry/exceptTiers`, note);
  if (rule.hold) checkHold(rule.hold, `${path}/hold`, note);
  if (rule.kind === 'spend' || rule.kind === 'metric') {
    checkDecimal(note, `${path}/points`, rule.points);
    count(
      rule.kind === 'spend' ? rule.perMinor : rule.per,
      `${path}/${rule.kind === 'spend' ? 'perMinor' : 'per'}`,
      note,
      1,
    );
    return;
  }
  count(rule.points, `${path}/points`, note, 0);
  if (rule.kind === 'flat' && rule.multiply === true && (rule.on === 'anniversary' || isOnLevel(rule.on)))
    note(
      'out-of-range',
      `${path}/multiply`,
      'time alone can pay this: name the levels in where.tiers of several rules',
    );
  if (rule.kind === 'milestone') {
    count(rule.from, `${path}/from`, note, 1);
    if (rule.every !== undefined) count(rule.every, `${path}/every`, note, 1);
    checkWindow(rule.window, `${path}/window`, note);
  } else if (isOnLevel(rule.on)) {
    checkTiers({ ladderId: rule.on.ladderId, levels: [rule.on.level] }, ladders, `${path}/on`, note);
  }
}

type FlatOccasion = Extract<EarnRule, { kind: 'flat' }>['on'];

function isOnLevel(on: FlatOccasion): on is Extract<FlatOccasion, { level: string }> {
  return typeof on === 'object' && 'level' in on;
}

function checkSpan(
  one: { validFrom?: number | string; validUntil?: number | string; where?: Where },
  path: string,
  note: Note,
): void {
  for (const key of ['validFrom', 'validUntil'] as const) {
    const value = one[key];
    if (value !== undefined) attempt(note, `${path}/${key}`, () => epochOf(value, key));
  }
}

/** Named levels must be levels of a ladder. */
export function checkTiers(names: TierNames | undefined, ladders: readonly Ladder[], path: string, note: Note): void {
  if (!names) return;
  const ladder = ladders.find(({ id }) => id === names.ladderId);
  if (!ladder) return note('unknown-ladder', path, `no ladder is called ${names.ladderId}`);
  for (const name of names.levels)
    if (!ladder.levels.some((level) => level.name === name))
      note('unknown-level', path, `ladder ${ladder.id} has no level ${name}`);
}

function checkExpiry(expiry: Expiry, path: string, note: Note): void {
  if (expiry.kind === 'after-earning') {
    if (expiry.months !== undefined) count(expiry.months, `${path}/months`, note, 0);
    if (expiry.days !== undefined) count(expiry.days, `${path}/days`, note, 0);
  } else if (expiry.kind === 'end-of-year') {
    if (expiry.plusYears !== undefined) count(expiry.plusYears, `${path}/plusYears`, note, 0);
    if (expiry.startsOn !== undefined) checkMonthDay(expiry.startsOn, `${path}/startsOn`, note);
  } else if (expiry.kind === 'on-date') attempt(note, `${path}/at`, () => epochOf(expiry.at, 'at'));
  else if (expiry.kind === 'inactivity') {
    count(expiry.months, `${path}/months`, note, 1);
    if (expiry.atMostMonths !== undefined) count(expiry.atMostMonths, `${path}/atMostMonths`, note, 1);
    const { notBefore } = expiry;
    if (notBefore !== undefined) attempt(note, `${path}/notBefore`, () => epochOf(notBefore, 'notBefore'));
  }
}

/** `MM-DD` of a leap year. */
export function checkMonthDay(text: string, path: string, note: Note): void {
  const parts = /^(\d\d)-(\d\d)$/.exec(text);
  const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(parts?.[1]) - 1];
  if (days === undefined || Number(parts![2]) < 1 || Number(parts![2]) > days)
    note('not-a-day', path, `expected MM-DD, got ${text}`);
}

function checkHold(hold: Hold, path: string, note: Note): void {
  if (hold.days !== undefined) count(hold.days, `${path}/days`, note, 0);
  if (hold.lapseDays !== undefined) count(hold.lapseDays, `${path}/lapseDays`, note, 1);
}

/** Points that expire before they become available can never be spent. Months are counted as 31 days, in favor of the policy. */
function checkHoldAgainst(hold: Hold | undefined, expiry: Expiry | undefined, path: string, note: Note): void {
  if (hold?.days === undefined || expiry?.kind !== 'after-earning' || expiry.roundUpTo !== undefined) return;
  if (hold.days >= (expiry.months ?? 0) * 31 + (expiry.days ?? 0))
    note('hold-longer-than-expiry', `${path}/hold`, 'points expire before they become available');
}
