// Chromium with the served page, watched for requests and for breaches of its rules.
import { chromium } from 'playwright-core';
import { servePage } from '../../../scripts/serve.mjs';
import { chromiumArguments, find } from '../../browsers.mjs';
import { built, dist } from './page.mjs';

const { path, advice } = find('chromium');

/** Why these tests cannot run here; false where they can. */
export const noChromium = advice ?? false;
if (advice) console.log(advice);

/** A browser and a server, and pages in contexts of their own. */
export async function start(folder = dist) {
  await built();
  const server = await servePage(folder);
  const browser = await chromium.launch({ executablePath: path, args: chromiumArguments });
  return {
    address: server.address,
    browser,
    open: (options) => open(browser, server.address, options),
    async stop() {
      await browser.close();
      await server.close();
    },
  };
}

/** A page at `url`, with the lists `requests` (its own and the service worker's) and `breaches`, which fill as things happen. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const [requests, breaches] = [[], []];
  context.on('request', (request) =>
    requests.push({
      url: request.url(),
      byPage: request.serviceWorker() === null,
      ...(request.postData() !== null && { body: request.postDataBuffer().toString('latin1') }),
    }),
  );
  context.on('page', (page) => {
    page.on('pageerror', (error) => breaches.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      breaches.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content.Security.Policy|TrustedScript/.test(message.text()))
        breaches.push(`console: ${message.text()}`);
    });
  });
  await context.exposeFunction('breach', (text) => breaches.push(`policy: ${text}`));
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      window.breach(`${event.violatedDirective} ${event.blockedURI}`),
    ),
  );
  const page = await context.newPage();
  await page.goto(url);
  return { context, page, requests, breaches };
}
