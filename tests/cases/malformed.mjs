// Documents with one fault each: `{ name, document, at, id }`. A document is an object, or text where it
// cannot be one.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { makeCertificates } from './certificates.mjs';
import { full, partner } from './full.mjs';
import { anchor, documentOf } from './run.mjs';
import { uses } from './schema.mjs';

const made = makeCertificates();
const { root, ca, leaf } = made;
const anchors = [anchor(root)];
const constrained = (constraints) => ({ anchors: [anchor(root, { constraints })] });
const entity = (more) => ({
  endEntities: [
    { certificate: made.self.base64, hosts: ['www.cases.example'], purposes: ['server'], ...more },
  ],
});
const rule = (id, value) => ({ anchors, rules: { [id]: { action: 'deny', ...value } } });
const zeros = '00'.repeat(32);
const privateKey = readFileSync(root.key, 'utf8');

/** Every object of a value with its pointer. */
function* objects(value, pointer = '') {
  if (typeof value !== 'object') return;
  if (!Array.isArray(value)) yield pointer;
  for (const [key, inner] of Object.entries(value)) yield* objects(inner, `${pointer}/${key}`);
}

/** Documents that nothing is to be added to. */
const whole = new WeakSet();

/** The document with something put at a pointer; undefined takes out what is there. */
function changed(pointer, value) {
  const copy = structuredClone(full);
  const keys = pointer.split('/').slice(1);
  const last = keys.pop();
  const parent = keys.reduce((inner, key) => inner[key], copy);
  whole.add(copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

const shape = 'document.shape';
const contradiction = 'document.contradiction';

const table = [
  // Unknown keys at every level.
  ...[...objects(full)].map((pointer) => {
    const stray = `${pointer}/strayKey`;
    return { name: `an unknown key at ${stray}`, document: changed(stray, 1), at: stray, id: shape };
  }),
  {
    name: 'an unknown rule',
    document: changed('/rules/key.rsabits', { action: 'deny', minimum: 2048 }),
    at: '/rules/key.rsabits',
    id: shape,
  },

  // Wrong types for every key, and more of them; lists and null for objects.
  ...[...uses(full)].map(([, pointer, value]) => ({
    name: `the wrong type at ${pointer}`,
    document: changed(pointer, typeof value === 'number' ? 'seven' : 7),
    at: pointer,
    id: shape,
  })),
  ...[
    ['/name', 7],
    ['/version', '1'],
    ['/version', -1],
    ['/version', 1.5],
    ['/version', 2 ** 32],
    ['/issued', 1],
    ['/expires', {}],
    ['/expiryGrace', 'long'],
    ['/anchors', {}],
    ['/anchors/0', 'root'],
    ['/anchors/0/certificate', [1]],
    ['/anchors/0/purposes', 'server'],
    ['/anchors/0/purposes/0', 'everything'],
    ['/anchors/0/enforce/dates', 'yes'],
    ['/anchors/0/constraints/pathLength', -1],
    ['/anchors/0/constraints/permitted/dns', 'cases.example'],
    ['/distrusted/keys/0/sha256', 5],
    ['/revocation/mode', 'hard'],
    ['/revocation/scope', 'leaf'],
    ['/revocation/grace', true],
    ['/rules/name.common_name/action', 'refuse'],
    ['/rules/name.form', { action: 'deny', required: ['dnsName'] }, '/required/0'],
    ['/rules/key.algorithm', { action: 'deny', allowed: ['rsa', 'elliptic'] }, '/allowed/1'],
    ['/rules/certificate.problem/severities/der.trailing', 'refuse'],
    ['/rules/profile', { action: 'deny', profile: 'strict' }, '/profile'],
    ['/hosts/0/rules/key.rsa_bits/minimum', '2048'],
    ['/includes/0/publicWebRoots', 1],
  ].map(([pointer, value, inner = '']) => ({
    name: `${JSON.stringify(value)} at ${pointer}`,
    document: changed(pointer, value),
    at: `${pointer}${inner}`,
    id: shape,
  })),
  ...['/anchors/0/enforce', '/distrusted', '/revocation', '/rules', '/anchors/0/constraints/permitted'].map(
    (pointer) => ({
      name: `a list for the object at ${pointer}`,
      document: changed(pointer, []),
      at: pointer,
      id: 'document.list_for_object',
    }),
  ),
  ...['/anchors/0/note', '/$schema', '/includes/0/document', '/anchors/0/constraints/useUntil'].map(
    (pointer) => ({
      name: `null at ${pointer}`,
      document: changed(pointer, null),
      at: pointer,
      id: 'document.null',
    }),
  ),

  // Missing keys.
  ...[
    ['/name', ''],
    ['/version', ''],
    ['/issued', ''],
    ['/expires', ''],
    ['/anchors/0/certificate', '/anchors/0'],
    ['/anchors/0/purposes', '/anchors/0'],
    ['/hints/0/certificate', '/hints/0'],
    ['/endEntities/0/hosts', '/endEntities/0'],
    ['/endEntities/0/purposes', '/endEntities/0'],
    ['/portals/0/id', '/portals/0'],
    ['/distrusted/serials/0/issuer', '/distrusted/serials/0'],
    ['/distrusted/keys/0/sha256', '/distrusted/keys/0'],
    ['/revocation/sources/0/name', '/revocation/sources/0'],
    ['/rules/name.common_name/action', '/rules/name.common_name'],
    ['/hosts/0/hosts', '/hosts/0'],
    ['/hosts/0/rules', '/hosts/0'],
  ].map(([pointer, place]) => ({ name: `no ${pointer}`, document: changed(pointer), at: place, id: shape })),

  // What is there and empty.
  ...[
    ['/name', ' '],
    ['/portals/0/id', ''],
    ['/anchors/0/purposes', []],
    ['/endEntities/0/purposes', []],
    ['/endEntities/0/hosts', []],
    ['/hosts/0/hosts', []],
    ['/includes/0/purposes', []],
    ['/rules/anchor.bound', { action: 'deny', anchors: [] }, '/anchors'],
    ['/rules/key.pinned', { action: 'deny', keys: [] }, '/keys'],
    ['/rules/name.form', { action: 'deny', required: [] }, '/required'],
    ['/rules/policy.required', { action: 'deny', oneOf: [] }, '/oneOf'],
    ['/rules/purpose.required', { action: 'deny', allOf: [] }, '/allOf'],
    ['/rules/signature.algorithm', { action: 'deny', allowed: [] }, '/allowed'],
    ['/rules/key.algorithm', { action: 'deny', allowed: [] }, '/allowed'],
    ['/rules/key.curve', { action: 'deny', allowed: [] }, '/allowed'],
    ['/rules/certificate.problem', { action: 'deny', ids: [] }, '/ids'],
    // As if nothing were allowed, and taken for what is left out.
    ...['/anchors/0', '/includes/0'].flatMap((entry) => [
      [`${entry}/constraints/extendedKeyUsages`, []],
      [`${entry}/constraints/policies`, []],
      ...['permitted', 'excluded'].flatMap((side) =>
        ['dns', 'ip', 'email', 'uri', 'directory'].map((form) => [
          `${entry}/constraints/${side}/${form}`,
          [],
        ]),
      ),
    ]),
  ].map(([pointer, value, inner = '']) => ({
    name: `nothing at ${pointer}`,
    document: changed(pointer, value),
    at: `${pointer}${inner}`,
    id: 'document.empty',
  })),

  // Values that cannot be read.
  ...['2026-13-01T00:00:00Z', '2026-11-23', '2026-11-23T00:00:00+01:00', '日日日日日日ab', ''].flatMap(
    (value) => [
      { name: `the time ${value}`, document: { anchors, issued: value }, at: '/issued', id: 'document.time' },
    ],
  ),
  {
    name: 'the time of expiry',
    document: { anchors, expires: 'never' },
    at: '/expires',
    id: 'document.time',
  },
  ...['useUntil', 'distrustIssuedAfter'].map((key) => ({
    name: `the time of ${key}`,
    document: constrained({ [key]: 'soon' }),
    at: `/anchors/0/constraints/${key}`,
    id: 'document.time',
  })),
  {
    name: 'the time of an end entity',
    document: entity({ useUntil: '1' }),
    at: '/endEntities/0/useUntil',
    id: 'document.time',
  },
  {
    name: 'the time of a rule',
    document: rule('key.post_quantum', { validBeyond: '2030' }),
    at: '/rules/key.post_quantum/validBeyond',
    id: 'document.time',
  },
  ...['policies', 'extendedKeyUsages'].flatMap((key) =>
    ['1.2.x', '', 'serverauthentication', '3.1'].map((value) => ({
      name: `${key} ${value}`,
      document: constrained({ [key]: ['1.2.3', value] }),
      at: `/anchors/0/constraints/${key}/1`,
      id: 'document.oid',
    })),
  ),
  ...[
    ['policy.required', 'oneOf'],
    ['purpose.required', 'allOf'],
    ['signature.algorithm', 'allowed'],
  ].map(([id, key]) => ({
    name: `${key} of ${id}`,
    document: rule(id, { [key]: ['nothing-known'] }),
    at: `/rules/${id}/${key}/0`,
    id: 'document.oid',
  })),
  ...[
    ['anchor.bound', 'anchors'],
    ['key.pinned', 'keys'],
  ].map(([id, key]) => ({
    name: `${key} of ${id}`,
    document: rule(id, { [key]: [zeros, zeros.slice(2)] }),
    at: `/rules/${id}/${key}/1`,
    id: 'document.sha256',
  })),
  ...['certificates', 'keys'].map((key) => ({
    name: `distrusted ${key}`,
    document: { anchors, distrusted: { [key]: [{ sha256: zeros }, { sha256: 'zz' }] } },
    at: `/distrusted/${key}/1/sha256`,
    id: 'document.sha256',
  })),
  {
    name: 'a distrusted serial number',
    document: { anchors, distrusted: { serials: [{ issuer: 'CN=a', serial: '0x1' }] } },
    at: '/distrusted/serials/0/serial',
    id: 'document.hex',
  },
  {
    name: 'a distrusted issuer',
    document: { anchors, distrusted: { serials: [{ issuer: 'somebody', serial: '01' }] } },
    at: '/distrusted/serials/0/issuer',
    id: 'document.name',
  },
  {
    name: 'a curve',
    document: rule('key.curve', { allowed: ['P-256', 'secp256r1'] }),
    at: '/rules/key.curve/allowed/1',
    id: 'document.unknown_value',
  },
  {
    name: 'an id of a problem',
    document: rule('certificate.problem', { ids: ['extension.odd'] }),
    at: '/rules/certificate.problem/ids/0',
    id: 'document.unknown_value',
  },
  ...[
    '',
    'a b',
    'https://a.example',
    'a..b',
    '*.*',
    'a.*',
    '10.0.0.0/33',
    '*.10.0.0.1',
    'münchen.example',
  ].map((value) => ({
    name: `the host ${value}`,
    document: { anchors, hosts: [{ hosts: ['*', value], rules: {} }] },
    at: '/hosts/0/hosts/1',
    id: 'document.host',
  })),
  ...['*', 'a b'].map((value) => ({
    name: `the host ${value} of an end entity`,
    document: entity({ hosts: ['www.cases.example', value] }),
    at: '/endEntities/0/hosts/1',
    id: 'document.host',
  })),
  ...[
    ['dns', 'a..b'],
    ['dns', '.cases.example'],
    ['ip', '10.0.0.0/33'],
    ['ip', 'localhost'],
    ['email', 'desk@'],
    ['email', 'a@b@c'],
    ['uri', 'https://cases.example'],
    ['directory', 'Cases'],
  ].flatMap(([form, value]) =>
    ['permitted', 'excluded'].map((side) => ({
      name: `${side} ${form} ${value}`,
      document: constrained({ [side]: { [form]: [value] } }),
      at: `/anchors/0/constraints/${side}/${form}/0`,
      id: 'document.name',
    })),
  ),

  // Contradictions.
  {
    name: 'it expires before it is issued',
    document: { anchors, expires: '2025-12-31T00:00:00Z' },
    at: '/expires',
    id: contradiction,
    values: { with: '/issued', kind: 'expiresBeforeIssued' },
  },
  ...[
    ['dns', 'a.cases.example', 'cases.example'],
    ['ip', '10.1.0.0/16', '10.0.0.0/8'],
    ['email', 'desk@cases.example', 'cases.example'],
    ['uri', 'www.cases.example', '.cases.example'],
    ['directory', 'CN=desk,O=Cases', 'O=Cases'],
  ].map(([form, permitted, excluded]) => ({
    name: `everything permitted is excluded: ${form}`,
    document: constrained({ permitted: { [form]: [permitted] }, excluded: { [form]: [excluded] } }),
    at: `/anchors/0/constraints/permitted/${form}`,
    id: contradiction,
    values: { with: `/anchors/0/constraints/excluded/${form}`, kind: 'nothingPermitted' },
  })),
  ...[
    [['server'], ['emailProtection']],
    [
      ['server', 'client'],
      ['codeSigning', '1.3.6.1.5.5.7.3.8'],
    ],
    [['code'], ['serverAuth', 'clientAuth']],
  ].flatMap(([purposes, extendedKeyUsages]) =>
    [
      ['/anchors/0', { anchors: [anchor(root, { purposes, constraints: { extendedKeyUsages } })] }],
      ['/includes/0', { includes: [{ publicWebRoots: true, purposes, constraints: { extendedKeyUsages } }] }],
    ].map(([place, document]) => ({
      name: `no key purpose fits at ${place}: ${purposes}, ${extendedKeyUsages}`,
      document,
      at: `${place}/constraints/extendedKeyUsages`,
      id: contradiction,
      values: { with: `${place}/purposes`, kind: 'noPurposeFits' },
    })),
  ),
  ...[{}, { publicWebRoots: true, document: zeros }].map((include) => ({
    name: `an include of ${Object.keys(include).length || 'nothing'}`,
    document: { includes: [include] },
    at: '/includes/0',
    id: contradiction,
    values: { kind: 'includeOfOne' },
  })),
  ...[
    ['an anchor twice', { anchors: [anchor(root), anchor(root)] }, '/anchors/1'],
    ['an anchor that is a hint', { anchors, hints: [{ certificate: root.pem }] }, '/hints/0'],
    [
      'an anchor that is an end entity',
      { anchors, endEntities: [{ certificate: root.base64, hosts: ['a.example'], purposes: ['server'] }] },
      '/endEntities/0',
    ],
  ].map(([name, document, place]) => ({
    name,
    document,
    at: `${place}/certificate`,
    id: 'document.duplicate',
    values: { first: '/anchors/0' },
  })),
  {
    name: 'a portal twice',
    document: { anchors, portals: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] },
    at: '/portals/2/id',
    id: 'document.duplicate',
    values: { first: '/portals/0/id' },
  },

  // Certificates.
  ...[
    ['nothing', '', undefined],
    ['no base64', '%%%', 'document.not_one_object'],
    ['base64 of nothing known', 'AAAA', undefined],
    ['two', root.pem + ca.pem, 'document.not_one_object'],
    ['a list', made.listOfCa.pem, 'document.not_one_object'],
    ['a part', root.base64.slice(0, 400), undefined],
    ['one with a changed length', `MIJ/${root.base64.slice(4)}`, undefined],
    ['a private key', privateKey, 'document.private_key'],
    ['a certificate and its private key', root.pem + privateKey, 'document.private_key'],
  ].flatMap(([name, certificate, id = 'document.unreadable']) =>
    [
      ['/anchors/0', { anchors: [{ certificate, purposes: ['server'] }] }],
      ['/hints/0', { anchors, hints: [{ certificate }] }],
      ['/endEntities/0', entity({ certificate })],
    ].map(([place, document]) => ({
      name: `${name} for the certificate at ${place}`,
      document,
      at: `${place}/certificate`,
      id,
    })),
  ),
  ...[leaf, made.rootSilent].flatMap((certificate) =>
    [{}, { enforce: { constraints: false } }, { enforce: { basicConstraints: true } }].map((more) => ({
      name: `an anchor that is no CA, ${JSON.stringify(more)}`,
      document: { anchors: [anchor(certificate, more)] },
      at: '/anchors/0/certificate',
      id: 'document.not_a_ca',
      covers: ['Enforce.basicConstraints'],
    })),
  ),
  ...[
    ['a certificate', root.pem, 'document.not_one_object'],
    ['nothing', '', 'document.unreadable'],
    ['a private key', privateKey, 'document.private_key'],
  ].map(([name, data, id]) => ({
    name: `${name} for a list`,
    document: { anchors, revocation: { sources: [{ name: 'list', data }] } },
    at: '/revocation/sources/0/data',
    id,
  })),

  // Signers.
  {
    name: 'more signers are needed than there are',
    document: changed('/signers/threshold', 2),
    at: '/signers/threshold',
    id: contradiction,
    values: { kind: 'thresholdTooHigh' },
  },
  {
    name: 'a signer that is no key',
    document: changed('/signers/keys/0/publicKey', root.base64),
    at: '/signers/keys/0/publicKey',
    id: 'document.unreadable',
  },

  // Includes.
  {
    name: 'an included document that is not at hand',
    document: { includes: [{ document: zeros }] },
    at: '/includes/0/document',
    id: 'document.include_missing',
  },
  {
    name: 'an included document by no hash',
    document: { includes: [{ document: 'partner.json' }] },
    at: '/includes/0/document',
    id: 'document.sha256',
  },
  ...[
    [
      'that includes others',
      documentOf({ includes: [{ publicWebRoots: true }] }),
      '/includes/0/document',
      'document.include_nested',
      false,
    ],
    ['with an unknown key', { ...documentOf({}), stray: 1 }, '/stray', shape, true],
    [
      'with a bad anchor',
      documentOf({ anchors: [anchor(leaf)] }),
      '/anchors/0/certificate',
      'document.not_a_ca',
      true,
    ],
  ].map(([name, inner, place, id, isInner]) => {
    const text = JSON.stringify(inner);
    const document = createHash('sha256').update(text).digest('hex');
    return {
      name: `an included document ${name}`,
      document: { includes: [{ document }] },
      included: [text],
      at: place,
      id,
      of: isInner ? document : undefined,
    };
  }),

  // Text that is no JSON, or more than JSON.
  ...[
    ['', '', 'document.json'],
    ['{', '', 'document.json'],
    ['{"name": "a",}', '', 'document.json'],
    ['{"name": "a" "version": 1}', '/name', 'document.json'],
    ['[]', '', shape],
    ['"document"', '', shape],
    ['null', '', shape],
    ['{} {}', '', shape],
    ['\ufeff', '', 'document.json'],
    ['\ufeff\ufeff{}', '', 'document.json'],
    ['{"name": "a\u0000b"}', '/name', 'document.json'],
    ['{"name": "a", "name": "b"}', '/name', shape],
    [`{"note": ${'['.repeat(100_000)}`, '/note', shape],
    [`{"anchors": ${'['.repeat(100_000)}`, '/anchors/0/0', shape],
    [`{"${'x'.repeat(1_000_000)}": 1}`, `/${'x'.repeat(1_000_000)}`, shape],
    [`${JSON.stringify(documentOf({ anchors }))} x`, '', 'document.json'],
    [Buffer.from('{"name": "\xff"}', 'latin1'), '/name', 'document.json'],
  ].map(([document, place, id]) => ({
    name: `the text ${String(document).slice(0, 30)}`,
    document,
    at: place,
    id,
  })),
  {
    name: 'a severity twice',
    document: JSON.stringify(
      documentOf(rule('certificate.problem', { severities: { 'der.trailing': 'deny' } })),
    ).replace('{"der.trailing":"deny"', '{"der.trailing":"deny","der.trailing":"off"'),
    at: '/rules/certificate.problem/severities/der.trailing',
    id: shape,
  },
  {
    name: 'a rule twice',
    document: JSON.stringify(documentOf(rule('name.common_name'))).replace(
      '"rules":{',
      '"rules":{"name.common_name":{"action":"off"},',
    ),
    at: '/rules/name.common_name',
    id: shape,
  },
  // Text that deceives.
  ...['Corp\u202egnp', 'Corp\u200b', 'Corp\u0000', 'Corp\n'].map((name) => ({
    name: `the name ${JSON.stringify(name)}`,
    document: { anchors, name },
    at: '/name',
    id: 'document.name',
  })),
  {
    name: 'a portal with text from right to left',
    document: { anchors, portals: [{ id: '\u2067portal' }] },
    at: '/portals/0/id',
    id: 'document.name',
  },
  {
    name: 'a host with text from right to left',
    document: { anchors, hosts: [{ hosts: ['\u202ewww.example'], rules: {} }] },
    at: '/hosts/0/hosts/0',
    id: 'document.host',
  },
  {
    name: 'a time as long as a book',
    document: { anchors, issued: 'x'.repeat(1_000_000) },
    at: '/issued',
    id: 'document.time',
  },
  {
    name: 'a key with text from right to left',
    document: changed('/\u202estray', 1),
    at: '/\u202estray',
    id: shape,
  },
  // All of them at once are told.
  {
    name: 'several faults',
    document: { anchors: [anchor(leaf)], issued: 'then', expires: 'now', hosts: [{ hosts: [], rules: {} }] },
    at: '/issued',
    id: 'document.time',
    problems: 4,
  },
];

export const malformed = table.map((one) => {
  const asIs = typeof one.document === 'string' || Buffer.isBuffer(one.document) || whole.has(one.document);
  const document = asIs ? one.document : documentOf(one.document);
  return {
    chain: [leaf, ca],
    included: [partner],
    ...one,
    document,
    length: JSON.stringify(document).length,
  };
});
