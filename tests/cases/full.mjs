// A document that has every key of the schema, each with a value that is accepted.
import { createHash, createPublicKey } from 'node:crypto';
import { makeCertificates } from './certificates.mjs';
import { anchor, documentOf } from './run.mjs';

const made = makeCertificates();
const zeros = '00'.repeat(32);
const note = 'for people';
const action = 'warn';
const names = () => ({
  dns: ['cases.example'],
  ip: ['192.0.2.0/24'],
  email: ['desk@cases.example'],
  uri: ['.cases.example'],
  directory: ['O=Cases'],
});
const others = () => ({
  dns: ['other.example'],
  ip: ['10.0.0.0/8'],
  email: ['other.example'],
  uri: ['other.example'],
  directory: ['O=Other'],
});
const constraints = () => ({
  permitted: names(),
  excluded: others(),
  extendedKeyUsages: ['serverAuth'],
  policies: ['1.3.6.1.4.1.99999.1'],
  pathLength: 2,
  distrustIssuedAfter: '2026-06-01T00:00:00Z',
  useUntil: '2026-12-01T00:00:00Z',
});

/** The document that it includes, as text. */
export const partner = JSON.stringify(documentOf({ name: 'Partner' }));

export const full = documentOf({
  $schema: './document.schema.json',
  expiryGrace: 86_400,
  signers: {
    threshold: 1,
    keys: [{ publicKey: createPublicKey(made.root.pem).export({ type: 'spki', format: 'pem' }), note }],
  },
  portals: [{ id: 'https://portal.example', note }],
  anchors: [
    anchor(made.root, {
      enforce: { dates: true, constraints: true, basicConstraints: true },
      constraints: constraints(),
      note,
      owner: 'PKI',
    }),
  ],
  hints: [{ certificate: made.ca.base64, note }],
  endEntities: [
    {
      certificate: made.self.base64,
      hosts: ['www.cases.example'],
      purposes: ['server'],
      useUntil: '2026-12-01T00:00:00Z',
      note,
      owner: 'Facilities',
    },
  ],
  distrusted: {
    certificates: [{ sha256: zeros, note }],
    keys: [{ sha256: zeros, note }],
    serials: [{ issuer: 'CN=a', serial: '01', note }],
  },
  revocation: {
    mode: 'prefer',
    scope: 'path',
    grace: 60,
    sources: [{ name: 'issuing', data: made.listOfCa.pem }],
  },
  rules: {
    'anchor.bound': { action, anchors: [zeros] },
    'certificate.problem': {
      action,
      ids: ['extension.duplicate'],
      severities: {
        'certificate.extensions_before_v3': 'deny',
        'der.malformed': 'deny',
        'der.trailing': 'warn',
        'extension.duplicate': 'off',
        'extension.malformed': 'deny',
      },
    },
    'key.algorithm': { action, allowed: ['rsa', 'ec'] },
    'key.curve': { action, allowed: ['P-256'] },
    'key.pinned': { action, keys: [zeros] },
    'key.post_quantum': { action, validBeyond: '2030-01-01T00:00:00Z' },
    'key.rsa_bits': { action, minimum: 2048 },
    'name.common_name': { action },
    'name.form': { action, required: ['dns'] },
    'path.certificates': { action, maximum: 3 },
    'policy.required': { action, oneOf: ['1.3.6.1.4.1.99999.1'] },
    profile: { action, profile: 'private' },
    'purpose.required': { action, allOf: ['serverAuth'] },
    'sct.count': { action, minimum: 2 },
    'signature.algorithm': { action, allowed: ['ecdsa-with-SHA256'] },
    'validity.ca': { action, maximumDays: 3650 },
    'validity.end_entity': { action, maximumDays: 398 },
  },
  hosts: [{ hosts: ['*'], rules: { 'key.rsa_bits': { action, minimum: 3072 } }, note }],
  includes: [
    { publicWebRoots: true, purposes: ['server'], constraints: constraints(), note },
    { document: createHash('sha256').update(partner).digest('hex') },
  ],
});
