/**
 * A runner of tests for Stryker that loads the domain and its tests once and switches mutants while they stay loaded: a mutant
 * costs its tests, not a new start of modules. Tests of a mutant run from quick to slow and end at the first that fails.
 *
 * Two things keep it honest. What a mutant left in a cache of the sources may fail a later test: the test that fell runs again
 * without the mutant, and if it still fails the mutant is asked once more in a new process, for an earlier one may have done it.
 * And a loop without an end is ended: a test may take five times what it takes without the mutant at that moment, and half a
 * second.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { register } from 'tsx/esm/api';

/** Written by the process that ran all tests once, read by every other. */
const TIMES = resolve('reports/test-times.json');

/** A test of size, in ms: it meets the code that others meet, and every mutant that lives would wait for it. None is asked. */
const LONG = 2000;

/** Where the first round leaves a test of size, in ms: counting every step makes minutes of what takes seconds. */
const LEFT = 2 * LONG;

/** Enumerations and recoveries that take minutes when every step is counted; what they meet, the figures meet too. */
const TOO_LONG = ['test/reference/clv/recovery.test.ts', 'test/reference/feedback/coverage.test.ts'];

/** Behavior, laws and figures of one domain: no other domain's and no repository's tests. */
function testFiles(domain) {
  const under = (folder) =>
    existsSync(folder) ? readdirSync(folder, { recursive: true }).map((name) => join(folder, name)) : [];
  const files = [
    ...[`test/${domain}`, `test/reference/${domain}`].flatMap(under).filter((file) => file.endsWith('.test.ts')),
    'test/reference/independent.test.ts',
    'mutation/public-cases.test.ts',
  ];
  return files.filter((file) => !TOO_LONG.includes(file));
}

const RUN = new Script('globalThis.underMutation()');
const TOO_SLOW = 'too slow';
const REPLACED = 'a mutant left its mark: a new process takes over';
const patience = (ms) => Math.ceil(500 + 5 * ms);

class OneProcess {
  soiled = false;
  mutants = 0;

  constructor() {
    this.stryker = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
  }

  capabilities() {
    // Nothing to reload: what runs while tests load runs without mutants, and is not measured. Said otherwise, every mutant of
    // code that a test file calls while it loads would cost a new process.
    return { reloadEnvironment: true };
  }

  async init() {
    // Only here is the working directory that of the copy with the mutants.
    register({ tsconfig: resolve('mutation/tsconfig.json') });
    // A failing law is a fallen mutant: the smallest failing case is of no interest here.
    const fastCheck = await import(pathToFileURL(resolve('node_modules/fast-check/lib/fast-check.js')).href);
    fastCheck.default.configureGlobal({ endOnFailure: true });
    const { tests } = await import(pathToFileURL(resolve('mutation/tests.ts')).href);
    this.tests = new Map();
    for (const file of testFiles(process.env['CLIENTELE_MUTATE'])) {
      const before = tests.length;
      await import(pathToFileURL(resolve(file)).href);
      tests.slice(before).forEach(({ name, body }, i) => this.tests.set(`${file} ${i} ${name}`, body));
    }
  }

  /** The message of the failure, `TOO_SLOW`, or null. */
  async failureOf(id, timeout) {
    globalThis.underMutation = this.tests.get(id);
    try {
      // A script can be ended from outside while it works: the only way out of an endless loop within a process.
      await RUN.runInThisContext(timeout === undefined ? {} : { timeout });
      return null;
    } catch (error) {
      if (error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return TOO_SLOW;
      return String(error?.message ?? error).slice(0, 500);
    }
  }

  async dryRun() {
    this.stryker.activeMutant = undefined;
    const results = [];
    for (const id of this.tests.keys()) {
      this.stryker.currentTestId = id;
      const start = performance.now();
      const failure = await this.failureOf(id, LEFT);
      const timeSpentMs = performance.now() - start;
      const failureMessage = failure === TOO_SLOW ? null : failure;
      const status = failureMessage === null ? 0 : 1;
      results.push({ id, name: id, status, timeSpentMs, ...(failureMessage !== null && { failureMessage }) });
    }
    this.stryker.currentTestId = undefined;
    mkdirSync(dirname(TIMES), { recursive: true });
    writeFileSync(TIMES, JSON.stringify(Object.fromEntries(results.map(({ id, timeSpentMs }) => [id, timeSpentMs]))));
    return { status: 'complete', tests: results, mutantCoverage: this.stryker.mutantCoverage };
  }

  /** The same while a mutant is on; what it repeats beyond Stryker's limit is `TOO_SLOW`, too. */
  async failureUnder({ activeMutant, hitLimit }, id, timeout) {
    Object.assign(this.stryker, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    const failure = await this.failureOf(id, timeout);
    const endless = failure !== null && this.stryker.hitCount > hitLimit;
    Object.assign(this.stryker, { activeMutant: undefined, hitLimit: undefined });
    return endless ? TOO_SLOW : failure;
  }

  async mutantRun(mutant) {
    if (this.soiled) throw new Error(REPLACED);
    this.times ??= existsSync(TIMES) ? JSON.parse(readFileSync(TIMES, 'utf8')) : {};
    const ids = (mutant.testFilter ?? [...this.tests.keys()])
      .filter((id) => !(this.times[id] > LONG))
      .toSorted((a, b) => this.times[a] - this.times[b]);
    const isFirst = this.mutants++ === 0;
    for (const [i, id] of ids.entries()) {
      let failureMessage = await this.failureUnder(mutant, id, patience(this.times[id] ?? LONG));
      if (failureMessage === null) continue;
      const start = performance.now();
      this.soiled = (await this.failureOf(id)) !== null;
      if (this.soiled && !isFirst) throw new Error(REPLACED);
      if (failureMessage === TOO_SLOW && !this.soiled) {
        // The machine may have been busy: five times what the test takes now.
        failureMessage = await this.failureUnder(mutant, id, patience(performance.now() - start));
        if (failureMessage === null) continue;
      }
      return failureMessage === TOO_SLOW
        ? { status: 'timeout', reason: `${id}: ${TOO_SLOW}` }
        : { status: 'killed', killedBy: [id], failureMessage, nrOfTests: i + 1 };
    }
    return { status: 'survived', nrOfTests: ids.length };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'one-process', OneProcess)];
