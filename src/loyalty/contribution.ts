import type { MetricSource, WindowLadder } from './ladder.ts';
import type { EarningBase, Where } from './points-policy.ts';
import { read } from './records.ts';
import type { Work } from './work.ts';

/** Something that ladders may count. */
export type Contribution =
  | { kind: 'activity'; metrics: Readonly<Record<string, number>> }
  | { kind: 'points'; ruleId: string; points: number }
  | {
      kind: 'bill';
      /** what a definition of spending gained or lost, minor units */
      spend: (options: { base: EarningBase | undefined; where: Where | undefined }) => number;
      /** orders gained or lost */
      orders: number;
    }
  | { kind: 'window'; ladderId: string; level: number };

/** How much a happening adds to one metric of a ladder, by the definition of the metric; 0 where it is none of its business. */
export function deltaOf(work: Work, { metrics }: WindowLadder, name: string, what: Contribution): number {
  const source: MetricSource = read(metrics, name) ?? { from: 'activity', name };
  switch (source.from) {
    case 'activity':
      return what.kind === 'activity' ? (read(what.metrics, source.name) ?? 0) : 0;
    case 'points':
      return what.kind === 'points' && source.rules.includes(what.ruleId) ? what.points : 0;
    case 'spend':
      if (what.kind !== 'bill') return 0;
      return what.spend({ base: source.base, where: source.where });
    case 'orders':
      return what.kind === 'bill' ? what.orders : 0;
    default: {
      if (what.kind !== 'window' || what.ladderId !== source.ladderId) return 0;
      const other = work.version.ladders.find(({ ladder }) => ladder.id === source.ladderId);
      return what.level >= (other?.index.get(source.level) ?? Infinity) ? 1 : 0;
    }
  }
}
