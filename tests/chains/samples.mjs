// The sample chains of the static page: one imaginary company, one kind of trouble each.
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensions, signing } from './openssl.mjs';

const company = '/C=GB/O=Northmoor Instruments';
const site = (name) => `${name}.northmoor.example`;
const now = '2026-11-23T09:00:00Z';

/** Makes the samples in a workshop; `{ index, files }`, files by name. */
export function makeSamples(workshop) {
  const root = workshop.certificate({
    name: 'root-2024',
    subject: `${company}/CN=Northmoor Root CA 2024`,
    key: workshop.key('root-2024', 'p384'),
    sign: signing.sha384,
    from: '2024-03-01T00:00:00Z',
    to: '2044-03-01T00:00:00Z',
    extensions: extensions.root,
  });
  const oldRoot = workshop.certificate({
    name: 'root-2011',
    subject: `${company}/CN=Northmoor Root CA`,
    key: workshop.key('root-2011', 'rsa'),
    sign: signing.sha256,
    from: '2011-06-30T00:00:00Z',
    to: '2026-06-30T00:00:00Z',
    extensions: extensions.root,
  });
  const issuing = (by, name = 'issuing', sign = signing.sha384) =>
    workshop.certificate({
      name,
      subject: `${company}/CN=Northmoor Issuing CA 3`,
      key: workshop.key('issuing', 'p256'),
      by,
      sign,
      from: '2024-04-01T00:00:00Z',
      to: '2034-04-01T00:00:00Z',
      extensions: extensions.ca(0),
    });
  const byNew = issuing(root);
  const byOld = issuing(oldRoot, 'issuing-by-old', signing.sha256);
  const leaf = (name, { by = byNew, to = '2027-09-01T00:00:00Z', also = [], ...rest } = {}) =>
    workshop.certificate({
      name,
      subject: `${company}/CN=${site(name)}`,
      key: workshop.key(name, 'p256'),
      by,
      sign: signing.sha256,
      from: '2026-09-01T00:00:00Z',
      to,
      extensions: extensions.server(...[site(name), ...also.map(site)].map((host) => `DNS:${host}`)),
      ...rest,
    });
  const printerRoot = workshop.certificate({
    name: 'printer-root',
    subject: '/O=Inkwell Printers/CN=Inkwell Device CA',
    key: workshop.key('printer-root', 'rsa'),
    sign: signing.sha256,
    from: '2019-01-01T00:00:00Z',
    to: '2039-01-01T00:00:00Z',
    extensions: extensions.root,
  });
  const store = 'northmoor-roots.pem';
  const files = { [store]: root.pem + oldRoot.pem };
  const index = [];
  const sample = (id, title, description, host, ...chain) => {
    files[`${id}.pem`] = chain.map((certificate) => certificate.pem).join('');
    index.push({ id, title, description, chain: `${id}.pem`, lists: [], store, host: site(host), time: now });
  };
  const revocationList = (name, by, number, revoked) => {
    const dates = { from: '2026-11-20T06:00:00Z', to: '2026-11-27T06:00:00Z' };
    const sign = signing.sha384;
    files[name] = workshop.revocationList({ name, by, sign, ...dates, number, revoked }).pem;
    return name;
  };

  sample(
    'trusted',
    'An internal site, all in order',
    'The wiki of Northmoor Instruments. Its certificate leads to a root that the company trusts.',
    'wiki',
    leaf('wiki', { also: ['intranet'] }),
    byNew,
  );
  sample(
    'expired',
    'A certificate that has expired',
    'The payroll site. Nobody renewed its certificate, which ended three weeks before.',
    'payroll',
    leaf('payroll', { from: '2025-10-31T00:00:00Z', to: '2026-10-31T23:59:59Z' }),
    byNew,
  );
  sample(
    'wrong-host',
    'A certificate for another name',
    'The site moved from git to code, and brought along the certificate for its old name.',
    'code',
    leaf('git'),
    byNew,
  );
  sample(
    'missing-intermediate',
    'A server that sends half of its chain',
    'The certificate is fine, but the one that links it to the root was not installed on the server.',
    'calendar',
    leaf('calendar'),
  );
  sample(
    'cross-signed',
    'Two ways up, one of them out of date',
    'The issuing CA was certified by the old root and by the new one. The old root has expired; the other way still holds.',
    'mail',
    leaf('mail'),
    byOld,
    byNew,
  );
  sample(
    'unknown-root',
    'A root that the company does not know',
    'A printer with a certificate from its own maker. The chain is sound, but that root is not in the trust store.',
    'printer',
    leaf('printer', { by: printerRoot }),
    printerRoot,
  );
  sample(
    'sha1',
    'A signature nobody should rely on',
    'The archive was renewed with an old tool that signs with SHA-1. Such signatures can be forged, so they are refused.',
    'archive',
    leaf('archive', { sign: signing.sha1 }),
    byNew,
  );
  const stolen = leaf('vault');
  sample(
    'revoked',
    'A certificate that was revoked',
    'The key of the vault was copied. Its certificate looks sound, but the list of the CA tells that it is not to be trusted.',
    'vault',
    stolen,
    byNew,
  );
  index.at(-1).lists = [
    revocationList('northmoor-root-list.pem', root, '2A', []),
    revocationList('northmoor-issuing-list.pem', byNew, '01C8', [
      [leaf('forum'), '2026-10-02T14:05:00Z', 'superseded'],
      [stolen, '2026-11-19T16:40:00Z', 'keyTime,20261117220000Z'],
    ]),
  ];
  sample(
    'warned',
    'A company that writes down its rules',
    'The door of the warehouse, judged by a trust store document. One of its rules warns of RSA keys as short as this one.',
    'door',
    leaf('door', { key: workshop.key('door', 'rsa') }),
    byNew,
  );
  const document = 'northmoor-store.json';
  index.at(-1).store = document;
  files[document] = `${JSON.stringify(storeOf({ root, oldRoot, printerRoot, byNew, stolen }), null, 2)}\n`;
  return { index, files };
}

/** A trust store document that uses most of what there is. */
function storeOf({ root, oldRoot, printerRoot, byNew, stolen }) {
  const base64 = ({ pem }) => new X509Certificate(pem).raw.toString('base64');
  const fingerprint = ({ pem }) => new X509Certificate(pem).fingerprint256;
  return {
    name: 'Northmoor Instruments',
    version: 7,
    issued: '2026-11-02T08:00:00Z',
    expires: '2027-05-02T08:00:00Z',
    expiryGrace: 604_800,
    portals: [
      { id: 'https://portal.northmoor.example', note: 'For everybody' },
      { id: 'https://lab.northmoor.example', note: 'For the laboratory' },
    ],
    anchors: [
      {
        certificate: base64(root),
        purposes: ['server', 'client'],
        constraints: { permitted: { dns: ['northmoor.example'], ip: ['10.0.0.0/8'] } },
        owner: 'Platform team',
        note: 'The key is in the safe of the Leeds office.',
      },
      {
        certificate: base64(oldRoot),
        purposes: ['server'],
        constraints: { distrustIssuedAfter: '2024-12-31T23:59:59Z', useUntil: '2026-06-30T00:00:00Z' },
        owner: 'Platform team',
        note: 'Phased out.',
      },
      {
        certificate: base64(printerRoot),
        purposes: ['server'],
        constraints: {
          permitted: { dns: ['print.northmoor.example'] },
          excluded: { dns: ['admin.print.northmoor.example'] },
          extendedKeyUsages: ['serverAuth'],
          pathLength: 0,
        },
        owner: 'Office services',
      },
    ],
    hints: [{ certificate: base64(byNew), note: 'Some servers forget to send it.' }],
    distrusted: {
      certificates: [{ sha256: fingerprint(stolen), note: 'The key of the vault was copied.' }],
    },
    rules: {
      'key.rsa_bits': { action: 'warn', minimum: 3072 },
      'validity.end_entity': { action: 'deny', maximumDays: 398 },
      'signature.algorithm': {
        action: 'deny',
        allowed: ['ecdsa-with-SHA256', 'ecdsa-with-SHA384', 'sha256WithRSAEncryption'],
      },
    },
    hosts: [
      {
        hosts: ['pay.northmoor.example', '*.pay.northmoor.example'],
        note: 'What the auditors asked for.',
        rules: {
          'anchor.bound': { action: 'deny', anchors: [fingerprint(root)] },
          'key.rsa_bits': { action: 'deny', minimum: 3072 },
        },
      },
    ],
  };
}

/** Writes index.json and the files; samples that were there before are removed. */
export function writeSampleFiles(dir, { index, files }) {
  mkdirSync(dir, { recursive: true });
  for (const old of readdirSync(dir).filter((name) => /\.(pem|json)$/.test(name))) rmSync(join(dir, old));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  writeFileSync(join(dir, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
}
