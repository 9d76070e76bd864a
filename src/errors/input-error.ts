/**
 * A documented precondition of a function was broken by its caller.
 *
 * Tell errors apart by `code`, not by `instanceof`: an application may load two builds of this package, and each has
 * its own class. The message reads `argument: expected …, got …`, with the argument written as in code
 * (`histories[3].daysToLast`), so that it can be shown to a developer as it is. Untrusted rows belong at the doors of
 * `clientele/schemas`, which never throw.
 *
 * @example Why was this refused, and where do I look?
 * ```ts
 * import { InputError } from 'clientele/errors';
 *
 * const error = new InputError('out-of-range', 'options.horizonDays', 'expected 0 or more, got -1');
 * error.code; // => 'out-of-range'
 * error.argument; // => 'options.horizonDays'
 * error.message; // => 'options.horizonDays: expected 0 or more, got -1'
 * ```
 */
export class InputError extends RangeError {
  /** Always `InputError`, also in a minified bundle. */
  override readonly name: string = 'InputError';
  /** What kind of thing is wrong: kebab-case, one list for the whole library. */
  declare readonly code: string;
  /** The offending argument as it is written in code, beginning with the parameter's name. */
  declare readonly argument: string;

  /**
   * Made by the guards and functions of the library; callers need it only to extend them.
   *
   * @param code - kebab-case code of the one list of the library
   * @param argument - the offending argument as written in code
   * @param detail - what was expected and what came: `expected …, got …`
   */
  constructor(code: string, argument: string, detail: string) {
    super(argument + ': ' + detail);
    this.code = code;
    this.argument = argument;
  }
}
