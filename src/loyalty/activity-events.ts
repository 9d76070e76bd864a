import type { Ratio } from '../amounts/index.ts';
import { multiplyRatio, multiplyRatios } from '../amounts/index.ts';
import { requireInteger } from '../errors/index.ts';
import { stepCalendar } from './calendar-steps.ts';
import type { CompiledRule } from './compile-program.ts';
import { fillCounters } from './counter-ladder.ts';
import type { EventOf } from './event.ts';
import { endSpentLots } from './inactivity.ts';
import { addMetrics } from './add-metrics.ts';
import { emptyWindow, enterRolling } from './windows.ts';
import { occasionFactor, occasionPoints } from './occasion-factor.ts';
import { payFlat } from './pay-flat.ts';
import { payRule } from './pay-rule.ts';
import type { EarnRule } from './points-policy.ts';
import { eachOf, pointsOf } from './rates.ts';
import { define, read } from './records.ts';
import { takeBack } from './take-back.ts';
import { windowSpan } from './window-span.ts';
import type { Outcome } from './event-outcome.ts';
import type { Work } from './work.ts';
import { begin } from './post.ts';
import { plus } from './safe-sums.ts';

type Activity = EventOf<'activity'>;

const USUAL = ['earn', 'redeem'];

/** Starts the inactivity clock anew where the program counts this. */
export function markActivity(work: Work, what: string, at: number): void {
  const { expiry } = work.version;
  const counted: readonly string[] = (expiry.kind === 'inactivity' ? expiry.activities : undefined) ?? USUAL;
  if (!counted.includes(what)) return;
  // A clock that begins may end sooner than whatever time was waiting for; the end of one that goes on is found when time
  // comes to its old one.
  if (endSpentLots(work, at) || work.account.lastActivityAt === null) work.nextAt = -Infinity;
  work.account.lastActivityAt = at;
}

/** Counts an activity for flat, metric and milestone rules and for the ladders. */
export function recordActivity(work: Work, event: Activity, at: number): Outcome {
  for (const [name, value] of Object.entries(event.metrics)) {
    requireInteger(value, `event.metrics.${name}`);
    if (value > 0) markActivity(work, `activity:${name}`, at);
  }
  const reasons: Outcome['reasons'] = [];
  for (const compiled of work.version.rules) {
    const { rule, from, until } = compiled;
    if (at < from || at >= until) continue;
    if (rule.kind === 'flat' && typeof rule.on === 'object' && 'activity' in rule.on) {
      if ((read(event.metrics, rule.on.activity) ?? 0) > 0)
        payFlat(work, compiled, at, event.id, (one) => occasionPoints(work, one, at));
    } else if (rule.kind === 'metric') {
      const units = read(event.metrics, rule.metric) ?? 0;
      if (units === 0) continue;
      const points = metricPoints(compiled, Math.abs(units), occasionFactor(work, rule, at));
      if (units > 0) payRule(work, compiled, points, at, event.id);
      else {
        begin(work, at, event.id, 'event');
        reasons.push(...takeBack(work, points, at));
      }
    } else if (rule.kind === 'milestone') {
      const units = read(event.metrics, rule.metric) ?? 0;
      if (units !== 0) payMilestone(work, compiled, units, at, event.id);
    }
  }
  fillCounters(work, event.metrics, at, event.id);
  addMetrics(work, { kind: 'activity', metrics: event.metrics }, at, event.id);
  return { outcome: 'applied', reasons };
}

function metricPoints(compiled: CompiledRule, units: number, factor: Ratio): number {
  const { per, mode, rounding = 'down' } = compiled.rule as Extract<EarnRule, { kind: 'metric' }>;
  if (mode === 'proportional') return multiplyRatio(units, multiplyRatios([eachOf(compiled), factor]), rounding);
  return multiplyRatio(Math.floor(units / per), multiplyRatios([pointsOf(compiled), factor]), rounding);
}

/** One activity can pass several milestones; each pays once in its window, however often the total comes back to it. */
function payMilestone(work: Work, compiled: CompiledRule, units: number, at: number, eventId: string): void {
  const rule = compiled.rule as Extract<EarnRule, { kind: 'milestone' }>;
  const { account } = work;
  const { zone } = work.compiled;
  const span = windowSpan(rule.window, at, zone, account.enrolledAt ?? at);
  if (!span) return;
  let state = read(account.milestones, rule.id);
  if (!state || state.window.fromAt !== span.fromAt) {
    state = { window: emptyWindow(span), paid: 0 };
    define(account.milestones, rule.id, state);
  }
  const { window } = state;
  let total = plus(read(window.own, rule.metric) ?? 0, units);
  if (rule.window.kind === 'rolling') {
    const { rolling } = window;
    enterRolling(window, at, [[rule.metric, units]], rule.window, zone);
    const before = rolling.length;
    while (stepCalendar(rolling[0]!.at, rule.window, zone) <= at) total -= read(rolling.shift()!.metrics, rule.metric)!;
    // What leaves with time may be reached again for more points; what was taken back may not.
    if (rolling.length < before) state.paid = Math.min(state.paid, reached(rule, total - units));
  }
  define(window.own, rule.metric, total);
  const count = reached(rule, total);
  if (count <= state.paid) return;
  const points = occasionPoints(work, rule, at, count - state.paid);
  state.paid = count;
  payRule(work, compiled, points, at, eventId);
}

function reached({ from, every, to }: { from: number; every?: number; to?: number }, total: number): number {
  const most = Math.min(total, to ?? Infinity);
  if (most < from) return 0;
  return every === undefined ? 1 : Math.floor((most - from) / every) + 1;
}
