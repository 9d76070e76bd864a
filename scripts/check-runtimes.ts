/** `npm run check:runtimes`: one probe in every engine; answers agree within 1e-12 of each number. Ends with `N passed, N failed`. */
import { compare } from '../test/conformance/compare.ts';
import type { Answer } from '../runtimes/engines.ts';
import { ENGINES, MissingEngine } from '../runtimes/engines.ts';
import { checkDuckDb } from '../runtimes/duckdb.ts';

const count = { passed: 0, failed: 0 };
const tell = (ok: boolean, text: string): void => {
  count[ok ? 'passed' : 'failed']++;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${text}`);
};

/** What an engine without zone data answers in place of the zones. */
const NO_ZONES = { zones: ['unknown-zone'] };
let reference: Answer | undefined;

for (const engine of [...ENGINES, { name: 'DuckDB', zones: false, run: checkDuckDb }]) {
  const start = performance.now();
  try {
    const answer = await engine.run();
    reference ??= answer;
    const differences =
      engine.name === 'DuckDB'
        ? (answer as { differences: string[] }).differences
        : compare(answer, engine.zones ? reference : { ...reference, ...NO_ZONES }, { rel: 1e-12 });
    tell(
      differences.length === 0,
      `${engine.name} ${(performance.now() - start).toFixed(0)} ms ${differences.join('; ')}`,
    );
  } catch (error) {
    // Locally a missing engine is told and skipped; in CI it is a failure.
    if (error instanceof MissingEngine && !process.env['CI']) console.log(`skip ${engine.name}: ${error.message}`);
    else tell(false, `${engine.name}: ${(error as Error).message}`);
  }
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 ? 1 : 0;
