import { requireKind, requireList, requireObject, requireText } from '../errors/index.ts';
import type { Program } from './program.ts';

const LISTS = ['ladders', 'changes', 'extensions'] as const;

/** Refuses what is no program, or one whose parts are not what they should be. What stands in them, `parseProgram` looks at. */
export function requireProgram(program: Program): Program {
  requireKind(program, 'loyalty-program', 'program');
  requireText(program.id, 'program.id');
  requireText(program.timeZone, 'program.timeZone');
  if (program.currency !== undefined) requireText(program.currency, 'program.currency');
  if (program.points !== undefined) requireObject(program.points, 'program.points');
  for (const key of LISTS) if (program[key] !== undefined) requireList(program[key], `program.${key}`);
  return program;
}
