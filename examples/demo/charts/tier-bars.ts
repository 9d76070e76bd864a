import { label, percent, rect, scale, svg, whole } from './svg.ts';

/** One tier: its members, and how far they are on the way to the next one. */
export interface TierBar {
  level: string;
  members: number;
  /** mean share of the next tier's condition that is met, 0..1; null on the top */
  progress: number | null;
  /** members who have met half of the next tier's condition or more */
  halfway: number;
}

/** Members of each tier, and below each bar how far they have come towards the next. */
export function tierBars(tiers: readonly TierBar[]): string {
  const total = tiers.reduce((sum, tier) => sum + tier.members, 0);
  const x = scale(0, Math.max(1, ...tiers.map((tier) => tier.members)), 0, 260);
  const height = 240 / Math.max(tiers.length, 1);
  const rows = tiers.toReversed().map((tier, i) => {
    const y = 8 + i * height;
    const on =
      tier.progress === null
        ? 'the top'
        : `${percent(tier.progress)} of the way up on average · ${whole(tier.halfway)} half-way or more`;
    const track =
      tier.progress === null
        ? ''
        : rect(86, y + 32, 260, 6, 'track') + rect(86, y + 32, 260 * tier.progress, 6, 'progress', on);
    return (
      label(78, y + 20, tier.level, 'end', 'count') +
      rect(86, y + 4, Math.max(2, x(tier.members)), 24, 'bar', `${tier.level}: ${tier.members} members`) +
      label(94 + x(tier.members), y + 21, `${whole(tier.members)} (${percent(tier.members / (total || 1))})`, 'start') +
      track +
      label(86, y + 52, on, 'start', 'small')
    );
  });
  return svg('Members by tier, with progress to the next', rows.join(''));
}
