/**
 * `npm run check:docs`: serves the built site on loopback and visits every page with a live element in Chromium: the value
 * it shows equals the value computed here, nothing fails to load, nothing is logged as an error. Ends with
 * `N passed, N failed`.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from '../runtimes/browser.ts';

const SITE = resolve('site');
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const server = createServer((request, response) => {
  const file = resolve(join(SITE, decodeURIComponent(new URL(request.url!, 'http://x').pathname)));
  if (!file.startsWith(SITE) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  response.setHeader('cache-control', 'max-age=3600');
  response.end(readFileSync(file));
});
await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;

const documents = existsSync(join(SITE, 'documents'))
  ? readdirSync(join(SITE, 'documents')).map((name) => `documents/${name}`)
  : [];
const pages = ['index.html', 'modules/clientele_clv.html', ...documents].filter((path) => existsSync(join(SITE, path)));

const count = { passed: 0, failed: 0 };
const browser = await launch();
type Page = Awaited<ReturnType<typeof browser.newPage>>;
const visit = async (page: Page, path: string, wrong: string[]): Promise<void> => {
  await page.goto(`${origin}/${path}`);
  for (const id of new Set(
    [...readFileSync(join(SITE, path), 'utf8').matchAll(/id="(live-[a-z0-9-]+)"/g)].map((match) => match[1]!),
  )) {
    const file = resolve(`docs/live/${id.slice('live-'.length)}.ts`);
    const { headline } = (await import(pathToFileURL(file).href)) as { headline: () => string };
    const shown = await page
      .waitForSelector(`#${id}[data-ready]`, { state: 'attached', timeout: 10_000 })
      .then((element) => element.getAttribute('data-ready'))
      .catch(() => 'nothing within 10 s');
    if (shown !== headline()) wrong.push(`${id} shows ${shown}, want ${headline()}`);
  }
  count[wrong.length === 0 ? 'passed' : 'failed']++;
  if (wrong.length > 0) console.log(`FAIL ${path}\n     ${wrong.splice(0).join('\n     ')}`);
};
// One visitor a core takes the next page until none is left, in one tab: what all pages share is loaded once.
const left = pages.values();
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    const page = await browser.newPage();
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(`page error: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && wrong.push(`console: ${message.text()}`));
    page.on(
      'response',
      (response) =>
        response.status() >= 400 && wrong.push(`${response.status()} ${response.url().replace(origin, '')}`),
    );
    for (const path of left) await visit(page, path, wrong);
  }),
);
await browser.close();
server.close();
if (pages.length === 0) {
  console.log('no site to check: npm run docs');
  count.failed++;
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 ? 1 : 0;
