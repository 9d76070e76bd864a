/**
 * `npm run check:lock`: every optional platform package that a lock names must have its own entry. A lock written while a
 * release was still incomplete installs here and stops `npm ci` everywhere else.
 */
import { existsSync, readFileSync } from 'node:fs';

interface Lock {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

/** Optional dependencies without an entry, as `dependency of package`. */
export function missingFromLock({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !resolves(packages, path, name))
      .map((name) => `${name} of ${path || 'the root'}`),
  );
}

/** Node's own way: the package's node_modules, then its parents'. */
function resolves(packages: Lock['packages'], path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at ? `${at}/` : ''}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}

let failed = 0;
for (const file of [
  'package-lock.json',
  'runtimes/package-lock.json',
  'bench/package-lock.json',
  'mutation/package-lock.json',
]) {
  if (!existsSync(file)) continue;
  const missing = missingFromLock(JSON.parse(readFileSync(file, 'utf8')) as Lock);
  for (const line of missing) console.log(`${file}: missing ${line}`);
  failed += missing.length;
}
console.log(failed === 0 ? 'every optional package of the locks has its entry' : `${failed} missing`);
process.exitCode = failed > 0 ? 1 : 0;
