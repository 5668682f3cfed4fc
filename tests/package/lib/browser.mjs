// Chromium for tests, or why there is none.
import { chromium } from 'playwright-core';
import { chromiumArguments, find } from '../../browsers.mjs';

const { path, advice } = find('chromium');

/** Why browser tests cannot run here; false where they can. */
export const noBrowser = advice ?? false;

export function launch() {
  return chromium.launch({ executablePath: path, args: chromiumArguments });
}
