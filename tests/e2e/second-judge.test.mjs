// The second judge's answer stands on the page, also where it does not simply agree.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeSecondJudgeChains } from '../chains/make.mjs';
import { madeCases } from '../engine/cases.mjs';
import { noChromium, start } from './lib/browser.mjs';
import { ask, verdict } from './lib/page.mjs';
import { answerOfNode, questionOf } from './lib/question.mjs';

const cases = [...madeCases().slice(0, 1), ...madeCases(makeSecondJudgeChains())];

describe('the second judge on the page', { skip: noChromium }, () => {
  let site;
  const judgements = new Map();
  before(async () => {
    site = await start();
    for (const one of cases) {
      const question = questionOf(one);
      const { paths } = await answerOfNode(question.node);
      const judgement = paths[0]?.secondOpinion?.judgement;
      if (judgement && !judgements.has(judgement)) judgements.set(judgement, question);
    }
  });
  after(() => site?.stop());

  const expected = { agrees: 'Trusted.', abstains: 'Trusted.', vetoes: 'Not trusted.' };
  for (const [judgement, outcome] of Object.entries(expected)) {
    test(`${judgement}: ${outcome}`, async () => {
      assert.ok(judgements.has(judgement), `no chain on which it ${judgement}`);
      const { context, page } = await site.open();
      await ask(page, judgements.get(judgement).page);
      assert.equal(await verdict(page), outcome);
      assert.match(await page.textContent('.opinion'), new RegExp(`rustls-webpki ${judgement}\\.`));
      if (judgement === 'vetoes')
        assert.match(await page.textContent('.verdict'), /The second judge disagrees/);
      await context.close();
    });
  }
});
