import { requireObject, throwFirstProblem } from '../errors/index.ts';
import { checkProgram } from './check-program.ts';
import type { CompiledProgram } from './compile-program.ts';
import { compileProgram } from './compile-program.ts';
import type { Program } from './program.ts';

let sound: WeakSet<Program> | undefined;

/** Checks a program once; using an unsound one throws its first error. */
export function soundProgram(program: Program): CompiledProgram {
  requireObject(program, 'program');
  sound ??= new WeakSet();
  if (!sound.has(program)) {
    throwFirstProblem(checkProgram(program), 'program');
    sound.add(program);
  }
  return compileProgram(program);
}
