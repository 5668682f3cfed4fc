// Makes docs/screenshot.png anew: node tests/e2e/screenshot.mjs
import { join } from 'node:path';
import { root } from '../../scripts/setup.mjs';
import { noChromium, start } from './lib/browser.mjs';
import { openSample } from './lib/page.mjs';

if (noChromium) process.exit(1);
const site = await start();
const { page } = await site.open({
  viewport: { width: 1280, height: 1080 },
  colorScheme: 'light',
  reducedMotion: 'reduce',
});
await openSample(page, 'cross-signed');
await page.mouse.move(0, 0);
await page.screenshot({ path: join(root, 'docs/screenshot.png') });
await site.stop();
