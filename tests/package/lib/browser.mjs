// A Chromium that is installed on this machine, or one line on what to install.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const executable = [
  process.env.ANCHORLIGHT_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  bundled(),
].find((path) => path && existsSync(path));

/** Why browser tests cannot run here; undefined where they can. */
export const noBrowser = executable
  ? undefined
  : 'no Chromium: `apt-get install chromium`, or set ANCHORLIGHT_CHROMIUM to one';

export function launch() {
  return chromium.launch({ executablePath: executable, args: FLAGS });
}

// What `npx playwright install` left on this machine, if it did.
function bundled() {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}
