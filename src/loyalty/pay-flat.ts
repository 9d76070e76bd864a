import type { Lot } from './account.ts';
import type { CompiledRule } from './compile-program.ts';
import { takeRoom } from './caps.ts';
import { stepCalendar } from './calendar-steps.ts';
import { addLot, expiryOfLot } from './lots.ts';
import { addMetrics } from './metrics.ts';
import type { EarnRule, Expiry, Hold } from './points-policy.ts';
import { read } from './records.ts';
import type { Work } from './work.ts';
import { begin } from './work.ts';

type FlatRule = Extract<EarnRule, { kind: 'flat' }>;

/** What a new lot needs to know. */
export interface NewLot {
  id: string;
  eventId: string;
  ruleId: string | null;
  points: number;
  expiry?: Expiry | undefined;
  hold?: Hold | undefined;
  /** level by ladder recorded with the purchase */
  tier?: Readonly<Record<string, string>> | undefined;
}

/** A lot by the rules of the version in force. */
export function newLot(work: Work, given: NewLot, at: number): Lot {
  const expiry = given.expiry ?? work.version.expiry;
  const forever = expiry.exceptTiers !== undefined && holdsOne(work, expiry.exceptTiers, given.tier);
  const { zone } = work.compiled;
  const { hold, points } = given;
  const notBefore = hold?.days ? stepCalendar(at, { days: hold.days }, zone) : at;
  const waits = hold?.untilReleased === true;
  const lot: Lot = {
    id: given.id,
    eventId: given.eventId,
    ruleId: given.ruleId,
    left: points,
    granted: points,
    expired: 0,
    earnedAt: at,
    availableAt: waits ? null : notBefore,
    expiresAt: forever ? null : expiryOfLot(expiry, at, zone),
    programVersion: work.version.number,
  };
  if (waits) {
    const { lapseDays: days } = hold;
    lot.hold = { notBefore, lapsesAt: days === undefined ? null : stepCalendar(at, { days }, zone) };
  }
  if (forever) lot.forever = true;
  return lot;
}

/** Whether the member holds one of these levels, by the recorded level or the one in force. */
export function holdsOne(
  work: Work,
  tiers: { ladderId: string; levels: readonly string[] },
  recorded?: Readonly<Record<string, string>>,
): boolean {
  const name = read(recorded, tiers.ladderId) ?? levelName(work, tiers.ladderId);
  return name !== undefined && tiers.levels.includes(name);
}

/** Name of the level in force; undefined for a ladder that the program does not have. */
export function levelName(work: Work, ladderId: string): string | undefined {
  const state = read(work.account.ladders, ladderId);
  const found = work.version.ladders.find(({ ladder }) => ladder.id === ladderId);
  return state && found?.ladder.levels[state.level]?.name;
}

/** Pays a rule that is no purchase: flat bonuses, metric rules and milestones. Caps cut it, ladders may count it. */
export function payRule(work: Work, { rule }: CompiledRule, points: number, at: number, eventId: string | null): void {
  const granted = takeRoom(work, rule.id, points, at, null);
  if (granted <= 0) return;
  const id = `${eventId ?? at}/${rule.id}`;
  begin(work, at, eventId, eventId === null ? 'bonus' : 'event');
  const lot = newLot(
    work,
    {
      id,
      eventId: eventId ?? id,
      ruleId: rule.id,
      points: granted,
      hold: rule.hold,
      expiry: rule.expiry,
    },
    at,
  );
  addLot(work, lot, at, 'issued');
  addMetrics(work, { kind: 'points', ruleId: rule.id, points: granted }, at, eventId);
}

/** Pays a flat rule whose occasion has come: its own points, or what its factors make of them. */
export function payFlat(
  work: Work,
  one: CompiledRule,
  at: number,
  eventId: string | null,
  pointsOf?: (rule: FlatRule) => number,
): void {
  const { rule, from, until } = one;
  if (rule.kind !== 'flat' || at < from || at >= until) return;
  if (rule.where?.tiers && !holdsOne(work, rule.where.tiers)) return;
  payRule(work, one, pointsOf ? pointsOf(rule) : rule.points, at, eventId);
}
