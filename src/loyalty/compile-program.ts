import type { Ratio } from '../amounts/index.ts';
import { requireObject } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import type { Ladder, WindowLadder } from './ladder.ts';
import type { EarnRule, Expiry, Multiplier, PointsPolicy } from './points-policy.ts';
import type { Program } from './program.ts';
import { requireProgram } from './require-program.ts';

/** An earning rule with its dates parsed. Its numbers are parsed when they first earn: questions never need them. */
export interface CompiledRule {
  rule: EarnRule;
  /** units that a point has */
  unit: number;
  /** points for one `perMinor` or `per`, in units of 10^-scale, or whole points where asked for; null until used */
  points: Ratio | null;
  /** the same for one unit, where the rule is proportional; null until used */
  each: Ratio | null;
  from: number;
  until: number;
}

/** A multiplier with its dates parsed, and its rates once they were used: by level, or under '' for a promotion. */
export interface CompiledMultiplier {
  multiplier: Multiplier;
  rates: Map<string, Ratio>;
  from: number;
  until: number;
}

/** A ladder in one version of the program. */
export interface CompiledLadder {
  ladder: Ladder;
  index: Map<string, number>;
  /** a later ladder counts the windows of this one */
  watched: boolean;
}

/** One version of a program: its policy with every change up to it applied. */
export interface CompiledVersion {
  number: number;
  from: number;
  points: PointsPolicy;
  rules: CompiledRule[];
  /** rules paid by anniversaries */
  anniversaries: CompiledRule[];
  multipliers: CompiledMultiplier[];
  ladders: CompiledLadder[];
  /** ladders whose level an order remembers; null until the first purchase */
  asked: readonly string[] | null;
  expiry: Expiry;
}

/** A program made ready for work. */
export interface CompiledProgram {
  program: Program;
  zone: string;
  scale: number;
  unit: number;
  versions: CompiledVersion[];
  extensions: { announcedAt: number; validAt: number; until: number; ladders: readonly string[] | null }[];
}

let cache: WeakMap<Program, CompiledProgram> | undefined;

/**
 * Parses a program's numbers and dates once; later calls with the same object are free. A program is a value: one that
 * is written to after its first use keeps its first meaning.
 */
export function compileProgram(program: Program): CompiledProgram {
  requireObject(program, 'program');
  cache ??= new WeakMap();
  let compiled = cache.get(program);
  if (compiled === undefined) cache.set(program, (compiled = compile(requireProgram(program))));
  return compiled;
}

/** The version in force at an instant. */
export function versionAt(compiled: CompiledProgram, at: number): CompiledVersion {
  const { versions } = compiled;
  let i = versions.length - 1;
  // The first begins before all time.
  while (versions[i]!.from > at) i--;
  return versions[i]!;
}

function compile(program: Program): CompiledProgram {
  const scale = program.points?.scale ?? 0;
  const unit = 10 ** scale;
  let points: PointsPolicy = program.points ?? {};
  let ladders = program.ladders ?? [];
  const watched = new Set<string>();
  for (const ladder of ladders) {
    if (ladder.kind !== 'window') continue;
    for (const source of Object.values(ladder.metrics ?? {}))
      if (source.from === 'windows-held') watched.add(source.ladderId);
  }
  const versions = [compileVersion(0, -Infinity, points, ladders, unit, watched)];
  (program.changes ?? []).forEach((change, i) => {
    points = { ...points, ...change.points };
    ladders = ladders.map((ladder) => {
      const own = change.ladders && Object.hasOwn(change.ladders, ladder.id) ? change.ladders[ladder.id] : undefined;
      return own ? ({ ...ladder, ...own } as WindowLadder) : ladder;
    });
    const from = epochOf(change.from, `program.changes[${i}].from`);
    versions.push(compileVersion(i + 1, from, points, ladders, unit, watched));
  });
  const extensions = (program.extensions ?? []).map((one, i) => ({
    announcedAt: epochOf(one.announcedAt, `program.extensions[${i}].announcedAt`),
    validAt: epochOf(one.validAt, `program.extensions[${i}].validAt`),
    until: epochOf(one.until, `program.extensions[${i}].until`),
    ladders: one.ladders ?? null,
  }));
  return { program, zone: program.timeZone, scale, unit, versions, extensions };
}

function compileVersion(
  number: number,
  from: number,
  points: PointsPolicy,
  ladders: readonly Ladder[],
  unit: number,
  watched: Set<string>,
): CompiledVersion {
  const rules = (points.earn ?? []).map((rule, i): CompiledRule => ({
    rule,
    unit,
    points: null,
    each: null,
    ...span(rule, `program.points.earn[${i}]`),
  }));
  return {
    number,
    from,
    points,
    rules,
    anniversaries: rules.filter(({ rule }) => rule.kind === 'flat' && rule.on === 'anniversary' && rule.points > 0),
    multipliers: (points.multipliers ?? []).map((multiplier, i) => ({
      multiplier,
      rates: new Map<string, Ratio>(),
      ...(multiplier.kind === 'promotion' ? span(multiplier, `program.points.multipliers[${i}]`) : ALWAYS),
    })),
    ladders: ladders.map((ladder) => ({
      ladder,
      index: new Map(ladder.levels.map((level, i) => [level.name, i])),
      watched: watched.has(ladder.id),
    })),
    asked: null,
    expiry: points.expiry ?? { kind: 'never' },
  };
}

const ALWAYS = { from: -Infinity, until: Infinity };

function span(
  one: { validFrom?: number | string; validUntil?: number | string },
  path: string,
): { from: number; until: number } {
  return {
    from: one.validFrom === undefined ? -Infinity : epochOf(one.validFrom, `${path}.validFrom`),
    until: one.validUntil === undefined ? Infinity : epochOf(one.validUntil, `${path}.validUntil`),
  };
}
