/**
 * A reporter that writes each tested mutant to `reports/mutants.jsonl` as soon as it is known, and every hundredth time says
 * how many fell so far: a run that is stopped leaves what it measured.
 */
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const FILE = 'reports/mutants.jsonl';
const FELL = new Set(['Killed', 'Timeout']);
const STOOD = new Set(['Survived', 'NoCoverage']);

class RunningScore {
  fell = 0;
  stood = 0;

  onMutationTestingPlanReady() {
    mkdirSync('reports', { recursive: true });
    rmSync(FILE, { force: true });
  }

  onMutantTested({ fileName, location, mutatorName, replacement, status }) {
    const { line, column } = location.start;
    appendFileSync(
      FILE,
      `${JSON.stringify({ status, at: `${fileName}:${line}:${column}`, mutatorName, replacement })}\n`,
    );
    if (FELL.has(status)) this.fell++;
    else if (STOOD.has(status)) this.stood++;
    else return;
    const tested = this.fell + this.stood;
    if (tested % 100 === 0) console.log(`${this.fell} of ${tested} fell, ${((100 * this.fell) / tested).toFixed(2)} %`);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'running-score', RunningScore)];
