import { read } from './records.ts';
import type { Work } from './work.ts';

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
