// Real chains through the real controls: trusted, the same report as in Node, nothing asked of the network.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { servePage } from '../../scripts/serve.mjs';
import { faults, onlineCases } from '../engine/cases.mjs';
import { toPem } from '../engine/pem.mjs';
import { stepOf } from '../sampling.mjs';
import { noChromium, open, start } from './lib/browser.mjs';
import { documentFile, documentOf } from './lib/documents.mjs';
import { ask, dist, download, startAgain, verdict, well } from './lib/page.mjs';
import { answerOfNode, questionOf } from './lib/question.mjs';

const cases = onlineCases().filter((_, index) => index % stepOf(3) === 0);

describe('real chains on the page', { skip: noChromium || cases.length === 0 }, () => {
  let site;
  let opened;
  before(async () => {
    site = await start();
    opened = await site.open();
  });
  after(() => site?.stop());

  for (const one of cases) {
    test(`${one.id} is trusted, and refused once something is wrong, as in Node`, async () => {
      const { page, requests, breaches } = opened;
      const answered = async (asked) => {
        const question = questionOf(asked);
        await startAgain(page);
        await ask(page, question.page);
        const words = await verdict(page);
        const report = JSON.parse(await download(page));
        assert.deepEqual(report, await answerOfNode(question.node));
        return { words, finding: report.findings[0]?.fault.id };
      };
      assert.equal((await answered(one)).words, 'Trusted.');
      for (const { what, change, finding } of faults) {
        const refused = { words: 'Not trusted.', finding };
        assert.deepEqual(await answered({ ...one, ...change(one) }), refused, what);
      }
      const foreign = requests
        .map(({ url }) => url)
        .filter((url) => !url.startsWith(site.address) && !url.startsWith('blob:'));
      assert.deepEqual(foreign, []);
      assert.deepEqual(breaches, []);
    });
  }

  test('a pasted chain is trusted as well, and the answer is the same each time', async () => {
    const { context, page, breaches } = await site.open();
    const [one] = cases;
    const question = questionOf(one);
    await ask(page, { ...question.page, chain: undefined });
    await page.click(`${well('chain')} >> text=Paste text`);
    await page.fill('#chain-text', toPem([one.leaf, ...one.intermediates]));
    await page.click('text=Use this text');
    assert.equal(await verdict(page), 'Trusted.');
    const first = await download(page);
    const label = 'pasted text 1';
    const certificates = [{ ...question.node.certificates[0], label }];
    assert.deepEqual(JSON.parse(first), await answerOfNode({ ...question.node, certificates }));
    await page.click('button.primary');
    assert.equal(await verdict(page), 'Trusted.');
    assert.equal(await download(page), first);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('a check asks for nothing once the page is there', async () => {
    const { context, page, requests } = await site.open();
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    const before = requests.length;
    await ask(page, questionOf(cases[0]).page);
    assert.equal(await verdict(page), 'Trusted.');
    assert.deepEqual(requests.slice(before), []);
    await context.close();
  });

  test('from a folder of a server that knows no headers', async () => {
    const server = await servePage(join(dist, '..'));
    const { context, page, breaches } = await open(site.browser, `${server.address}dist/`);
    await ask(page, questionOf(cases[0]).page);
    assert.equal(await verdict(page), 'Trusted.');
    assert.deepEqual(breaches, []);
    await context.close();
    await server.close();
  });

  test('with the public web as the only trust store, loaded when it is asked for', async () => {
    const { context, page, requests, breaches } = await site.open();
    await page.waitForLoadState('networkidle');
    const loads = () => requests.filter(({ url, byPage }) => byPage && url.includes('public-roots'));
    assert.deepEqual(loads(), []);
    await page.check('text=Trust the public web as well');
    const trusted = [];
    for (const one of cases.slice(0, 3)) {
      await ask(page, { ...questionOf(one).page, store: undefined });
      trusted.push(await verdict(page));
      assert.match(await page.textContent('.verdict'), /the public web’s list of roots/);
      await page.click(`${well('chain')} button.remove`);
    }
    assert.deepEqual(trusted, ['Trusted.', 'Trusted.', 'Trusted.']);
    assert.equal(loads().length, 1);
    assert.deepEqual(breaches, []);
    await context.close();
  });

  test('with the public web as part of a trust store, which is told by the entry that includes it', async () => {
    const { context, page } = await site.open();
    const store = documentOf({
      ...{ issued: '2020-01-01T00:00:00Z', expires: '2040-01-01T00:00:00Z', anchors: [] },
      includes: [{ publicWebRoots: true, purposes: ['server'] }],
    });
    await ask(page, { ...questionOf(cases[0]).page, store: [documentFile(store)] });
    assert.equal(await verdict(page), 'Trusted.');
    assert.match(
      await page.textContent('.verdict .lead'),
      /among the public web’s roots, which your trust store includes \(.*\/includes\/0\)/,
    );
    await context.close();
  });
});
