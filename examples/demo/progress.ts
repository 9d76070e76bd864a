/** Tells on the error stream what long work is doing, so that the findings can be piped elsewhere. */
export class Progress {
  private readonly start = performance.now();

  /** Runs one step and says what it did, with the time it took when that was noticeable. */
  step<T>(what: string, work: () => T, done: (result: T) => string = () => ''): T {
    const live = process.stderr.isTTY;
    if (live) process.stderr.write(`… ${what}`);
    const began = performance.now();
    const result = work();
    const took = performance.now() - began;
    process.stderr.write(
      `${live ? '\r\u001b[K' : ''}✓ ${what}${prefixed(done(result))}${took > 100 ? ` (${(took / 1000).toFixed(1)} s)` : ''}\n`,
    );
    return result;
  }

  /** Seconds since the demo began. */
  get seconds(): string {
    return ((performance.now() - this.start) / 1000).toFixed(1);
  }
}

const prefixed = (text: string): string => (text === '' ? '' : `: ${text}`);
