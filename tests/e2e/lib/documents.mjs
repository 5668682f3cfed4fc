// Trust store documents, with a chain that they decide.
import { certificate, isCa, name, newKey, revocationList, subjectAltNames } from '../../engine/der.mjs';
import { toPem } from '../../engine/pem.mjs';
import { file } from './page.mjs';

export const host = 'site.corp.example';
export const time = '2026-11-23T09:00:00Z';

const [rootKey, leafKey] = [newKey(), newKey()];
const self = (subject, key) =>
  certificate({ subject, issuer: subject, key, signer: key, extensions: [isCa] });
export const root = self('Corp Root', rootKey);
const leaf = certificate({
  subject: 'Site',
  issuer: 'Corp Root',
  key: leafKey,
  signer: rootKey,
  serial: 77,
  extensions: [subjectAltNames(host)],
});

/** The root's list, with the chain's end entity on it. */
export const list = revocationList({ issuerDer: name('Corp Root'), signer: rootKey, revoked: [77] });

export const chain = [file('chain.pem', toPem([leaf]))];
export const base64 = (der) => Buffer.from(der).toString('base64');

/** An anchor of the document; without a certificate the root of the chain. */
export const anchor = (more = {}) => ({ certificate: base64(root), purposes: ['server'], ...more });

/** Another root, which does not matter to the chain. Signing ten thousand of them would take time and change nothing. */
export const otherRoot = (subject) =>
  certificate({ subject, issuer: subject, key: rootKey, extensions: [isCa] });

/** A document that trusts the chain, unless `more` says otherwise. */
export function documentOf(more = {}) {
  return {
    name: 'Corp',
    version: 3,
    issued: '2026-11-01T00:00:00Z',
    expires: '2027-11-01T00:00:00Z',
    anchors: [anchor()],
    ...more,
  };
}

export const json = (document) => `${JSON.stringify(document, null, 2)}\n`;

/** The document as a file picker gives it. */
export const documentFile = (document, name = 'store.json') => file(name, json(document));

/** The question to which the document gives the answer. */
export const question = (document) => ({ chain, store: [documentFile(document)], host, time });
