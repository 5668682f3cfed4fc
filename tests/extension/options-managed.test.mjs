// The options page where an administrator set everything: it is shown, marked, and cannot be changed there.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { documentOf, json, otherRoot } from '../e2e/lib/documents.mjs';
import { file } from '../e2e/lib/page.mjs';
import { toPem } from '../engine/pem.mjs';
import { noChromium, startChromium } from './lib/chromium.mjs';
import { decides, giveOwn, section } from './lib/options.mjs';
import { ask, builtExtension } from './lib/unpacked.mjs';

const lasting = (more) => json(documentOf({ expires: '2999-01-01T00:00:00Z', ...more }));
const managed = {
  trustStore: lasting(),
  mode: 'block',
  hosts: ['portal.corp.example', '*.intranet.example'],
  history: false,
  allowOwnCertificates: true,
};

describe('the options under policy', { skip: noChromium }, () => {
  let browser;
  let page;
  before(async () => {
    browser = await startChromium({ folder: await builtExtension(), managed });
    page = await browser.open();
    await page.goto(`${browser.base}options.html`);
    await decides(page, 'Corp', 3);
  });
  after(() => browser?.stop());

  const text = (id) => page.textContent(section(id));

  test('are marked as the administrator’s, and locked', async () => {
    for (const id of ['organisation', 'mode', 'history'])
      assert.match(await text(id), /Set by your administrator/, id);
    assert.match(await text('organisation'), /Comes fromyour administrator’s policy/);
    assert.equal(await page.locator(section('import')).count(), 0);
    assert.equal(await page.locator('text=Forget this trust store').count(), 0);
    const radios = page.locator('#mode input');
    assert.deepEqual(await radios.evaluateAll((all) => all.map(({ checked }) => checked)), [
      false,
      false,
      true,
    ]);
    for (const input of [...(await radios.all()), page.locator('#history input')])
      assert.ok(await input.isDisabled());
    assert.ok(!(await page.isChecked('#history input')));
    assert.match(
      await text('sites'),
      /Your administrator has these watched.*portal\.corp\.example\*\.intranet\.example/,
    );
  });

  test('are not changed by asking the background either', async () => {
    const document = lasting({ version: 9 });
    await assert.rejects(ask(page, 'import', { document }), /administrator/);
    await assert.rejects(ask(page, 'forgetStore'), /administrator/);
    await assert.rejects(ask(page, 'set', { mode: 'inform' }), /administrator/);
    const { store, mode } = await ask(page, 'settings');
    assert.deepEqual([store.version, mode], [3, 'block']);
  });

  test('follow the policy while they are open: a newer document, and an older one with why it is refused', async () => {
    browser.setManaged({ ...managed, trustStore: lasting({ version: 4 }) });
    await decides(page, 'Corp', 4);
    browser.setManaged({ ...managed, trustStore: lasting() });
    await page.waitForSelector('#organisation [role=alert]');
    assert.match(
      await page.textContent('#organisation [role=alert]'),
      /the one below still does\. The document is older than the current one\. It is version 3, and the current one is version 4/,
    );
    await decides(page, 'Corp', 4);
    browser.setManaged({ ...managed, trustStore: lasting({ version: 5 }) });
    await decides(page, 'Corp', 5);
    assert.equal(await page.locator('#organisation [role=alert]').count(), 0);
  });

  test('let the history be switched off where an administrator only allows it', async () => {
    browser.setManaged({ ...managed, trustStore: lasting({ version: 5 }), history: true });
    await page.waitForSelector('#history input:enabled:checked');
    await page.uncheck('#history input');
    await page.reload();
    await page.waitForSelector('#history input:enabled:not(:checked)');
    await page.check('#history input');
    await page.waitForSelector('.reading > [role=status]:has-text("are kept")', { state: 'attached' });
    assert.equal((await ask(page, 'settings')).history, true);
  });

  test('let certificates of one’s own be added only where that is allowed, and say when it is no more', async () => {
    await giveOwn(page, file('mine.pem', toPem([otherRoot('Mine')])));
    await page.click('text=Trust them myself');
    await page.waitForSelector('.own');
    browser.setManaged({ ...managed, trustStore: lasting({ version: 5 }), allowOwnCertificates: false });
    await page.waitForSelector('text=Your administrator does not allow them');
    assert.equal(await page.locator('#own input[type=file]').count(), 0);
    const { document } = await ask(page, 'document', { of: 'own' });
    await assert.rejects(ask(page, 'own', { document }), /does not allow/);
    await page.click('text=Forget all of your own');
    await page.click('.sure >> text=Forget all of your own');
    await page.waitForFunction(() => document.querySelector('#own') === null);
    assert.equal(await page.locator('nav a[href="#own"]').count(), 0);
  });
});
