import { addLot } from './add-lot.ts';
import { addMetrics } from './add-metrics.ts';
import { takeRoom } from './caps.ts';
import type { CompiledRule } from './compile-program.ts';
import { newLot } from './new-lot.ts';
import { begin } from './post.ts';
import type { Work } from './work.ts';

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
