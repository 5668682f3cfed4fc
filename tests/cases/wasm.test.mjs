// The package in WebAssembly says of every case what the command line says, byte for byte.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createEngine } from 'anchorlight';
import { loadPublicRoots } from 'anchorlight/public-roots';
import { host, time } from './certificates.mjs';
import { ask, keep } from './run.mjs';
import { tables } from './tables.mjs';

const engine = await createEngine();
const { data: roots } = await loadPublicRoots();
const purposes = {
  server: 'serverAuth',
  client: 'clientAuth',
  email: 'emailProtection',
  code: 'codeSigning',
};

for (const [group, cases] of Object.entries(tables))
  test(`${group}: native and Wasm agree`, async () => {
    for (const one of cases) {
      const native = JSON.parse(ask(one).out);
      const report = await engine.check(requestOf(one));
      assert.equal(JSON.stringify(report), JSON.stringify(native), one.name);
    }
  });

/** The same question with the same labels. */
function requestOf(one) {
  const text = (content) => (typeof content === 'string' ? content : JSON.stringify(content));
  const file = (name, content) => ({ label: keep(name, text(content)).path, data: text(content) });
  const read = ({ path }) => ({ label: path, data: readFileSync(path) });
  const included = (one.included ?? []).map((document, index) => file(`included-${index}.json`, document));
  return {
    certificates: one.chain.map(read),
    store: {
      document: file('document.json', one.document),
      included,
      publicWebRoots: { label: 'public web roots', data: roots },
    },
    ...(one.email ? { name: { kind: 'email', value: one.email } } : {}),
    ...(one.email || one.host === null ? {} : { host: one.host ?? host }),
    ...(one.purpose ? { purpose: purposes[one.purpose] ?? one.purpose } : {}),
    ...(one.crl ? { revocation: { sources: one.crl.map(read) } } : {}),
    time: one.time ?? time,
  };
}
