// One case, put to the package in WebAssembly with the labels that the command line uses.
import { readFileSync } from 'node:fs';
import { createEngine } from 'anchorlight';
import { loadPublicRoots } from 'anchorlight/public-roots';
import { host, time } from './certificates.mjs';
import { keep } from './run.mjs';

const engine = await createEngine();
const { data: roots } = await loadPublicRoots();
const purposes = { server: 'serverAuth', client: 'clientAuth', email: 'emailProtection' };
const camel = (words) => words.replace(/-./g, ([, letter]) => letter.toUpperCase());

export function askPackage(one) {
  const file = (name, content) => {
    const data = typeof content === 'string' ? content : JSON.stringify(content);
    return { label: keep(name, data).path, data };
  };
  const read = ({ path }) => ({ label: path, data: readFileSync(path) });
  const included = (one.included ?? []).map((document, index) => file(`included-${index}.json`, document));
  return engine.check({
    certificates: one.chain.map(read),
    store: {
      document: file('document.json', one.document),
      included,
      publicWebRoots: {
        label: 'public web roots',
        data: one.roots ? one.roots.map(({ pem }) => pem).join('') : roots,
      },
    },
    ...(one.email ? { name: { kind: 'email', value: one.email } } : {}),
    ...(one.email || one.host === null ? {} : { host: one.host ?? host }),
    ...(one.purpose ? { purpose: purposes[one.purpose] ?? camel(one.purpose) } : {}),
    ...(one.crl ? { revocation: { sources: one.crl.map(read) } } : {}),
    time: one.time ?? time,
  });
}
