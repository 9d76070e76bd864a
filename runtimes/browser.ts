import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';

/** Starts the machine's own Chromium, without a sandbox and without its background traffic. */
export async function launch(): Promise<Browser & { close(): Promise<void> }> {
  const { chromium } = (await import(
    join(import.meta.dirname, 'node_modules/playwright-core/index.mjs')
  )) as typeof import('playwright-core');
  const context = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    env: { ...process.env, HOME: mkdtempSync(join(tmpdir(), 'clientele-')) } as Record<string, string>,
  });
  return context;
}
