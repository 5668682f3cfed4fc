// pyca/cryptography as outside judge of every certificate and list in other people's suites. What differs is in
// disagreements.mjs, by suite, with its reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksOf, contentsOf, skipOf, suites } from './corpora.mjs';
import { Counts, explain } from './disagreements.mjs';
import { differencesFromPyca, lacksPyca } from './judge-pyca.mjs';

for (const [suite, { folder, objects }] of Object.entries(suites)) {
  test(`${suite}: every field is what pyca reads`, { skip: skipOf({ folder }) || lacksPyca }, (context) => {
    const counts = new Counts();
    const pems = blocksOf(objects(), ['CERTIFICATE', 'X509 CRL']);
    const contents = contentsOf(pems);
    explain('pyca', suite, differencesFromPyca(pems, contents, counts.add), contents, counts.add);
    assert.ok(counts.of['fields that agree with pyca'] > pems.length * 5);
    counts.tell(context);
  });
}
