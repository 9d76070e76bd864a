/** A scorecard under version control, checked like code: the build fails before anybody is paid by the wrong metric. */
import { checkScorecard } from 'clientele/retention';
import { parseScorecard } from 'clientele/schemas';

const file = `{ "goals": [
  { "metric": "retentionRate", "baseline": 0.81, "target": 0.85 },
  { "metric": "churnRate", "baseline": 0.19, "target": 0.15 },
  { "metric": "followers", "baseline": 12000, "target": 20000 },
  { "metric": "daysToSecondOrder", "baseline": 57, "target": 65 },
  { "metric": "happiness", "baseline": null, "target": 9 }
] }`;
const { value: scorecard, issues } = parseScorecard(JSON.parse(file));
const problems = scorecard ? checkScorecard(scorecard) : issues.map((issue) => ({ ...issue, severity: 'error' }));
for (const { severity, path, code, message } of problems)
  console.log(`${severity.padEnd(7)} ${path} ${code}: ${message}`);
const errors = problems.filter(({ severity }) => severity === 'error').length;
console.log(`\n${errors} error, ${problems.length - errors} warnings: the build ${errors > 0 ? 'fails' : 'passes'}`);
