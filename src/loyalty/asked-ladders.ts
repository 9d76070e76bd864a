import type { CompiledVersion } from './compile-program.ts';
import type { Where } from './points-policy.ts';

/** Ladders whose level just before a purchase some rule, promotion or metric asks for: its order remembers them. */
export function askedLadders(version: CompiledVersion): readonly string[] {
  return (version.asked ??= [...namedIn(version)]);
}

function namedIn({ rules, multipliers, ladders }: CompiledVersion): Set<string> {
  const asked = new Set<string>();
  const note = (where: Where | undefined): void => {
    if (where?.tiers) asked.add(where.tiers.ladderId);
  };
  for (const { rule } of rules) note(rule.where);
  for (const { multiplier } of multipliers) {
    if (multiplier.kind === 'tier') asked.add(multiplier.ladderId);
    else note(multiplier.where);
  }
  for (const { ladder } of ladders)
    for (const source of ladder.kind === 'window' ? Object.values(ladder.metrics ?? {}) : [])
      if (source.from === 'spend') note(source.where);
  return asked;
}
