// Chromium's own popup and side panel, opened as people open them, and gone through by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { settled, until, words } from './lib/seen.mjs';
import { lacking, startSetting } from './lib/setting.mjs';
import { faultsOf } from './lib/views.mjs';

const POPUP = [
  ...['Full report', 'Look again', 'Settings'],
  ...['Copy report for the helpdesk', 'Copy as JSON'],
];

/** Runs in a view: what has the focus, and whether that can be seen. */
function focused() {
  const { activeElement: element } = document;
  if (element === document.body) return undefined;
  globalThis.places ??= new Map();
  if (!globalThis.places.has(element)) globalThis.places.set(element, globalThis.places.size);
  return {
    number: globalThis.places.get(element),
    text: element.textContent,
    isSeen: getComputedStyle(element).outlineStyle !== 'none',
  };
}

/** Runs in a view: what had the focus, in the order that it had it, and in that of the page. */
function orders() {
  const came = [...globalThis.places.keys()];
  const isAfter = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const inPage = came.toSorted((one, other) => (isAfter(one, other) ? -1 : 1));
  const told = (elements) => elements.map(({ textContent }) => textContent);
  return { came: told(came), inPage: told(inPage) };
}

describe('by keyboard alone', { skip: lacking.chromium }, () => {
  let setting;
  before(async () => {
    setting = await startSetting('chromium');
  });
  after(() => setting?.stop());

  /** The popup of the toolbar's button, once it shows the verdict. */
  const openPopup = async () => {
    const { popup } = await setting.browser.click(setting.page);
    const view = await popup();
    await until('a verdict', () =>
      view.evaluate(() => document.querySelector('.card[aria-busy=false]') !== null),
    );
    return view;
  };
  /** The panel, once it shows the whole report. */
  const openedPanel = async () => {
    const view = await setting.browser.panel();
    await until('a report', () => view.evaluate(() => document.querySelector('.answer .verdict') !== null));
    await until('visits', () => view.evaluate(() => document.querySelector('.visits li') !== null));
    return view;
  };
  const isOpen = async (name) => {
    const { browser } = setting;
    const contexts = await browser.ask(() => chrome.runtime.getContexts({}));
    return contexts.some(({ documentUrl }) => documentUrl?.startsWith(`${browser.base}${name}.html`));
  };
  /** Presses Tab until the focus leaves the view or is where it was before; gives what had it. */
  const tabThrough = async (view) => {
    const came = [];
    for (let presses = 0; presses < 100; presses += 1) {
      await view.press('Tab');
      const one = await view.evaluate(focused);
      if (one === undefined || one.number < came.length) break;
      assert.ok(one.isSeen, `the focus cannot be seen on ${one.text}`);
      came.push(one.text);
    }
    const { came: all, inPage } = await view.evaluate(orders);
    assert.deepEqual(all, came);
    assert.deepEqual(came, inPage, 'in the order in which it is read');
    const names = await view.named();
    assert.equal(names.length, came.length, `every one of ${names} can be reached: ${came}`);
    assert.ok(
      names.every((name) => name.trim() !== ''),
      names.join(),
    );
    return came;
  };
  const tabTo = async (view, text) => {
    for (let presses = 0; presses < 100; presses += 1) {
      await view.press('Tab');
      if ((await view.evaluate(focused))?.text.startsWith(text)) return;
    }
    assert.fail(`Tab never came to ${text}`);
  };

  test('the popup of the toolbar’s button is gone through, and opens the report beside the page', async () => {
    const popup = await openPopup();
    assert.equal(await popup.evaluate(() => document.hasFocus()), true);
    assert.equal(
      await popup.evaluate(() => document.querySelector('.card h2').textContent),
      words('badge.organisation'),
    );
    assert.deepEqual(await tabThrough(popup), POPUP);
    assert.deepEqual(await faultsOf(popup), []);
    await tabTo(popup, 'Full report');
    await popup.press('Enter');
    const panel = await openedPanel();
    await until('an end of the popup', async () => !(await isOpen('popup')));
    await panel.close();
    await until('an end of the panel', async () => !(await isOpen('panel')));
  });

  test('the report beside the page is gone through, and follows the page', async () => {
    const { browser, page, servers } = setting;
    const popup = await openPopup();
    await popup.click('.acts .primary');
    const panel = await openedPanel();
    const came = await tabThrough(panel);
    for (const text of ['Answer', 'Changes', 'Look again', 'Settings', 'Copy report for the helpdesk'])
      assert.ok(came.includes(text), `${text}: ${came}`);
    assert.deepEqual(await faultsOf(panel), []);

    const isUnfolded = () =>
      panel.evaluate(() => document.activeElement.parentElement.open && document.activeElement.tagName);
    await tabTo(panel, 'issuing');
    assert.equal(await isUnfolded(), false);
    await panel.press('Enter');
    assert.equal(await isUnfolded(), 'SUMMARY');
    // Nothing is lost by a key that closes what comes and goes.
    await panel.press('Escape');
    assert.equal(await isUnfolded(), 'SUMMARY');
    await panel.press('Enter');
    assert.equal(await isUnfolded(), false);
    await tabTo(panel, 'Changes');
    await panel.press('Enter');
    await until('the changes', () =>
      panel.evaluate(() =>
        document.querySelector('main').textContent.includes('What would change the verdict'),
      ),
    );

    await browser.visit(page, servers.url('distrusted'));
    await settled(browser, page, ({ badge }) => badge === 'notTrusted');
    await until('the verdict on the next page', () =>
      panel.evaluate(() => document.querySelector('.card.verdict-notTrusted') !== null),
    );
    assert.equal(await panel.evaluate(() => document.querySelectorAll('[role=alert]').length), 0);
    await panel.close();
  });
});
