// The bar by which Chromium tells that something is debugging the browser: not where policy installed the extension.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { buildExtension } from './lib/extension.mjs';
import { until } from './lib/seen.mjs';
import { startServers } from './lib/servers.mjs';
import { lacking, startSetting } from './lib/setting.mjs';
import { start } from './lib/unpacked.mjs';

/** Without the bar that warns of a browser without a sandbox: only one bar is there at a time. */
const ALONE = '--test-type';

/** Runs in a page: how much of the window the browser has for itself. */
const taken = () => outerHeight - innerHeight;

describe('the bar that tells of debugging', { skip: lacking.chromium }, () => {
  let built;
  let servers;
  let unpacked;
  let setting;
  before(async () => {
    built = await buildExtension();
    servers = await startServers();
    unpacked = await start({
      extension: built.chromium,
      args: ['--host-resolver-rules=MAP *.example 127.0.0.1', '--ignore-certificate-errors', ALONE],
      ignoreDefaultArgs: true,
      viewport: null,
    });
    setting = await startSetting('chromium', { args: [ALONE] });
  });
  after(async () => {
    await setting?.stop();
    await unpacked?.stop();
    servers?.close();
    if (built) rmSync(built.out, { recursive: true, force: true });
  });

  test('shows where the extension is unpacked, and not where policy installed it', async () => {
    const page = unpacked.context.pages()[0];
    await page.goto(servers.url('plain'));
    const without = await page.evaluate(taken);
    const hold = servers.hold('good');
    await page.goto(servers.url('good'));
    await hold.came;
    await until('a bar', async () => (await page.evaluate(taken)) > without);
    hold.release();

    const { browser, page: other } = setting;
    const held = setting.servers.hold('good');
    await browser.visit(other, setting.servers.url('good', { path: '/?held' }));
    await held.came;
    assert.equal(await browser.attached(other), true);
    assert.equal(await other.evaluate(taken), without);
    held.release();
    await until('the end of it', async () => !(await browser.attached(other)));
    assert.equal(await other.evaluate(taken), without);
  });
});
