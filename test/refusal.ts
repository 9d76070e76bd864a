import { expect } from 'vitest';

/** What a refusal says: its code, the argument as the caller writes it, first of all in the message too, and some of its words. */
export function expectRefusal(run: () => unknown, code: string, argument: string, words: string): void {
  let thrown: unknown;
  try {
    run();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ name: 'InputError', code, argument });
  expect((thrown as Error).message.startsWith(`${argument}: `)).toBe(true);
  expect((thrown as Error).message).toContain(words);
}
