/** The code of what is thrown, or a text that no code equals. */
export function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? `no InputError: ${String(error)}`;
  }
  return 'nothing thrown';
}
