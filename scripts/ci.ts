/**
 * `npm run ci`: every check of the repository, after `npm ci`. It never stops at the first failure, prints the output of
 * failed steps, and its last line is `N passed, N failed`: tests, engines and conformance cases counted one by one, every
 * other step as one.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';

interface Step {
  name: string;
  command: string;
  /** keeps all cores busy, so nothing runs beside it */
  alone?: true;
  /** steps that come first; the others start in the order of the list, one a core */
  after?: readonly string[];
  /** reads counts from what the step printed or wrote; without it the step counts as one */
  count?: (output: string) => { passed: number; failed: number } | null;
}

const REPORT = 'reports/vitest.json';
const REPORT_UNCOUNTED = 'reports/vitest-uncounted.json';

/** Last `N passed, N failed` of a step. */
const lastCount = (output: string): { passed: number; failed: number } | null => {
  const found = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
  return found ? { passed: Number(found[1]), failed: Number(found[2]) } : null;
};

const vitestCount = (file: string) => (): { passed: number; failed: number } | null => {
  if (!existsSync(file)) return null;
  const report = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number };
  return { passed: report.numPassedTests, failed: report.numFailedTests };
};

const STEPS: Step[] = [
  { name: 'engines', command: 'npm ci --prefix runtimes --no-audit --no-fund' },
  { name: 'check:lock', command: 'npm run -s check:lock' },
  { name: 'format:check', command: 'npm run -s format:check' },
  { name: 'build', command: 'npm run -s build' },
  // Scripts and the SQL parity test are typed against the engines.
  { name: 'typecheck', command: 'npm run -s typecheck', after: ['engines'] },
  { name: 'lint', command: 'npm run -s lint', after: ['engines'] },
  {
    name: 'test',
    command: `npm run -s test:coverage -- --reporter=default --reporter=json --outputFile.json=${REPORT}`,
    count: vitestCount(REPORT),
    alone: true,
    after: ['engines', 'build'],
  },
  // Counting coverage slows numeric loops several times: it is counted in one zone, all else runs at full speed.
  {
    name: 'test:uncounted',
    command: `npm run -s test:uncounted -- --reporter=default --reporter=json --outputFile.json=${REPORT_UNCOUNTED}`,
    count: vitestCount(REPORT_UNCOUNTED),
    alone: true,
    after: ['engines', 'build'],
  },
  { name: 'examples', command: 'npm run -s examples -- --package', count: lastCount, alone: true, after: ['build'] },
  { name: 'docs', command: 'npm run -s docs', after: ['build'] },
  { name: 'conformance', command: 'npm run -s conformance', count: lastCount, after: ['build'] },
  { name: 'check:docs', command: 'npm run -s check:docs', count: lastCount, after: ['docs'] },
  { name: 'check:package', command: 'npm run -s check:package', after: ['build'] },
  { name: 'demo', command: 'npm run -s demo', after: ['build'] },
  { name: 'check:runtimes', command: 'npm run -s check:runtimes', count: lastCount, after: ['engines', 'build'] },
];

const only = process.argv.slice(2);
rmSync('reports', { recursive: true, force: true });
mkdirSync('reports', { recursive: true });
const total = { passed: 0, failed: 0 };

/** Runs a command with nothing on its standard input; what it printed on either side comes in order. */
const run = (command: string): Promise<{ ok: boolean; output: string }> =>
  new Promise((done) => {
    const child = spawn('bash', ['-c', `${command} 2>&1`], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('close', (code) => done({ ok: code === 0, output }));
  });

const check = async (step: Step): Promise<void> => {
  const start = performance.now();
  const { ok, output } = await run(step.command);
  const counted = step.count?.(output) ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  // A step that fails although all that it counted passed (a coverage threshold, a crash) is one failure of its own.
  if (!ok && counted.failed === 0) counted.failed = 1;
  total.passed += counted.passed;
  total.failed += counted.failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${step.name} ${seconds} s (${counted.passed} passed, ${counted.failed} failed)`);
  if (!ok) console.log(output.split('\n').slice(-200).join('\n'));
};

const waiting = STEPS.filter(({ name }) => only.length === 0 || only.includes(name));
const running = new Map<string, { step: Step; done: Promise<void> }>();
const open = (name: string): boolean => running.has(name) || waiting.some((step) => step.name === name);
const cores = availableParallelism();
while (waiting.length > 0 || running.size > 0) {
  // The first that may start, and none that overtakes a step which waits to be alone.
  const next = waiting.find(({ after = [] }) => !after.some(open));
  const alone = [...running.values()].some(({ step }) => step.alone);
  if (next && !alone && running.size < (next.alone ? 1 : cores)) {
    waiting.splice(waiting.indexOf(next), 1);
    running.set(next.name, { step: next, done: check(next).finally(() => running.delete(next.name)) });
  } else {
    await Promise.race([...running.values()].map(({ done }) => done));
  }
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
