// Draws the extension's icons anew from www/public/icon.svg, with Chromium: node scripts/icons.mjs
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, find } from '../tests/browsers.mjs';
import { root } from './setup.mjs';

const SIZES = [16, 32, 48, 128];
const folder = join(root, 'web/extension/public/icons');

const { path, advice } = find('chromium');
if (advice) throw new Error(advice);
const svg = await readFile(join(root, 'www/public/icon.svg'), 'utf8');
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: path, args: chromiumArguments });
for (const size of SIZES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${size}px; border-radius: 18.75% }</style>${svg}`,
  );
  await page.screenshot({ path: join(folder, `${size}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
