// Every certificate and every list of other people's suites, and Mozilla's roots, opens: each is read, or it is
// a tree with the place of its damage.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipOf, suites } from './corpora.mjs';
import { Counts, explain } from './disagreements.mjs';
import { inspectData } from './inspect.mjs';
import { differencesFromOpenssl } from './judge-openssl.mjs';

/** What is not read further than its tree, by suite, each with the field that says why. */
const notRead = {
  // A list whose signature has unused bits: nobody can verify it.
  PKITS: ['signatureValue'],
};

for (const [suite, { folder, objects, least }] of Object.entries(suites)) {
  test(`${suite}: every object opens, and OpenSSL reads the same`, {
    skip: skipOf({ folder }),
  }, (context) => {
    const pems = [...new Set(objects())];
    const counts = new Counts();
    const [certificates, contents, unread] = [[], [], []];
    for (let from = 0; from < pems.length; from += 500) {
      const batch = pems.slice(from, from + 500);
      const { objects: opened, problems } = inspectData(batch.join('\n'));
      assert.deepEqual(problems, [], suite);
      assert.equal(opened.length, batch.length, 'not one object for each block');
      for (const [index, object] of opened.entries()) {
        judge(object, suite, counts.add, unread);
        if (object.content.kind !== 'certificate') continue;
        certificates.push(batch[index]);
        contents.push(object.content);
      }
    }
    assert.deepEqual(unread, notRead[suite] ?? []);
    explain(
      'OpenSSL',
      suite,
      differencesFromOpenssl(certificates, contents, counts.add),
      contents,
      counts.add,
    );
    assert.ok(counts.of['fields that agree with OpenSSL'] > certificates.length * 15);
    assert.ok(pems.length >= least, `${pems.length} objects`);
    counts.tell(context);
  });
}

function judge({ content, label, offset, problem, tree }, suite, count, unread) {
  count(content.kind);
  if (content.kind === 'privateKey') return;
  if (content.kind !== 'other') {
    assert.equal(problem, undefined);
    for (const extension of content.data.extensions ?? []) {
      if (extension.problem) count(`extension damaged: ${extension.name}`);
      else if (!extension.value) count('extension without a reader');
      // Nothing is lost: a value, or all of it as a tree.
      assert.ok(
        extension.value ||
          extension.tree.nodes.length > 0 ||
          extension.tree.unread.length > 0 ||
          extension.length === 0,
      );
      if (extension.problem) assert.ok(Number.isInteger(extension.problem.offset));
    }
    return;
  }
  assert.ok(problem && tree.nodes.length > 0, `${suite}: a block ${label} at ${offset} is of no kind`);
  unread.push(problem.kind.field);
}
