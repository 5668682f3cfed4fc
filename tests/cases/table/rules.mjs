// Every rule: kept, and broken where it denies, warns, or is off.
import { anchor } from '../run.mjs';

export const cases = (made) => {
  const { root, ca, leaf } = made;

  /** A rule with parameters that the path keeps, and with parameters, or a path, that break it. */
  const rule = (
    id,
    { kept, broken, question = {}, brokenQuestion = question, document, fault = id, values },
  ) => {
    const of = (action, parameters) => ({
      anchors: [anchor(root)],
      ...document,
      rules: { [id]: { action, ...parameters } },
    });
    const finding = { first: fault, at: `/rules/${id}`, values };
    return [
      { name: `${id} is kept`, document: of('deny', kept), ...question, expect: 'trusted' },
      {
        name: `${id} denies`,
        document: of('deny', broken),
        ...brokenQuestion,
        expect: 'notTrusted',
        ...finding,
      },
      {
        name: `${id} warns`,
        document: of('warn', broken),
        ...brokenQuestion,
        expect: 'trustedWithWarnings',
        ...finding,
      },
      { name: `${id} is off`, document: of('off', broken), ...brokenQuestion, expect: 'trusted' },
    ];
  };
  const below = (certificate) => ({ chain: [certificate, ca] });
  // What the profile for private CAs says of keys is not asked here.
  const algorithmAlone = [
    { hosts: ['*'], rules: { profile: { action: 'deny', profile: 'rfc5280Algorithm' } } },
  ];
  const odd = { anchors: [anchor(made.rootOdd, { enforce: { constraints: false } })] };

  return [
    ...rule('anchor.bound', {
      kept: { anchors: [made.other.sha256, root.sha256] },
      broken: { anchors: [made.other.sha256, ca.sha256] },
      values: { found: root.sha256 },
    }),
    // Every fault of a certificate below the anchor refuses it anyway.
    ...rule('certificate.problem', {
      document: odd,
      question: { chain: [made.leafOfOdd] },
      kept: { ids: ['extension.duplicate'] },
      broken: { ids: ['extension.malformed'] },
    }),
    ...rule('certificate.problem', {
      document: { anchors: [anchor(root), ...odd.anchors] },
      brokenQuestion: { chain: [made.leafOfOdd] },
      kept: {},
      broken: {},
    }),
    // One problem or the other has a severity of its own, whatever the action for the rest is.
    ...[
      ['deny', 'warn', 'trustedWithWarnings'],
      ['warn', 'deny', 'notTrusted'],
      ['off', 'deny', 'notTrusted'],
      ['off', 'warn', 'trustedWithWarnings'],
      ['deny', 'off', 'trusted'],
    ].map(([action, severity, expect]) => ({
      name: `certificate.problem: ${action}, and ${severity} for this one`,
      document: {
        ...odd,
        rules: {
          'certificate.problem': {
            action,
            ids: ['der.trailing'],
            severities: { 'extension.duplicate': 'warn', 'extension.malformed': severity },
          },
        },
      },
      chain: [made.leafOfOdd],
      expect,
      ...(expect !== 'trusted' && {
        first: 'certificate.problem',
        at: '/rules/certificate.problem/severities/extension.malformed',
      }),
    })),
    {
      name: 'certificate.problem: severities of others change nothing',
      document: {
        ...odd,
        rules: {
          'certificate.problem': {
            action: 'deny',
            severities: { 'der.trailing': 'off', 'extension.duplicate': 'warn' },
          },
        },
      },
      chain: [made.leafOfOdd],
      expect: 'notTrusted',
      first: 'certificate.problem',
      at: '/rules/certificate.problem',
    },
    ...rule('key.algorithm', {
      kept: { allowed: ['rsa', 'ec'] },
      broken: { allowed: ['rsa', 'mlDsa'] },
      values: { found: 'P-256' },
    }),
    ...[
      ['rsa', 'rsa', 'RSA 2048'],
      ['dsa', 'dsa', 'DSA'],
      ['ed25519', 'ed25519', 'Ed25519'],
      ['ed448', 'ed448', 'Ed448'],
    ].flatMap(([name, family, found]) =>
      rule('key.algorithm', {
        question: below(made[name]),
        document: { anchors: [anchor(root)], hosts: algorithmAlone },
        kept: { allowed: ['ec', family] },
        broken: { allowed: ['ec', 'slhDsa'] },
        values: { found },
      }),
    ),
    ...rule('key.algorithm', {
      document: {
        anchors: [anchor(root)],
        endEntities: [{ certificate: made.postQuantum.base64, hosts: ['example.com'], purposes: ['server'] }],
      },
      question: { chain: [made.postQuantum], host: 'example.com', purpose: 'any' },
      kept: { allowed: ['mlDsa'] },
      broken: { allowed: ['rsa', 'ec', 'ed25519', 'slhDsa'] },
      values: { found: 'ML-DSA-44' },
    }),
    // Neither a curve that has no name here nor one that is written out is an allowed one.
    ...['brainpool', 'explicit'].map((name) => ({
      name: `key.curve denies ${name}`,
      document: {
        anchors: [anchor(root)],
        rules: { 'key.curve': { action: 'deny', allowed: ['P-256', 'P-384', 'P-521', 'Ed25519'] } },
      },
      ...below(made[name]),
      expect: 'notTrusted',
      first: 'key.curve',
      at: '/rules/key.curve',
      values: { found: name === 'brainpool' ? '1.3.36.3.3.2.8.1.1.7' : 'ecPublicKey' },
    })),
    // Keys that do not protect any more, whatever they are called.
    ...['dsa', 'small'].map((name) => ({
      name: `the profile for private CAs denies ${name}`,
      document: { anchors: [anchor(root)], rules: { profile: { action: 'deny', profile: 'private' } } },
      ...below(made[name]),
      expect: 'notTrusted',
      first: 'profile.rule',
      at: '/rules/profile',
      values: { rule: 'keyAllowed' },
    })),
    ...rule('key.curve', {
      kept: { allowed: ['P-256'] },
      broken: { allowed: ['P-256', 'P-384'] },
      brokenQuestion: below(made.ed25519),
      values: { found: 'Ed25519' },
    }),
    ...rule('key.curve', {
      question: below(made.rsa),
      kept: { allowed: ['P-256'] },
      brokenQuestion: below(made.p384),
      broken: { allowed: ['P-256'] },
      values: { found: 'P-384' },
    }),
    ...rule('key.pinned', {
      kept: { keys: ['00'.repeat(32), ca.key256] },
      broken: { keys: ['00'.repeat(32)] },
      values: { found: [leaf, ca, root].map(({ key256 }) => key256) },
    }),
    ...rule('key.post_quantum', {
      document: {
        anchors: [anchor(root)],
        endEntities: [{ certificate: made.postQuantum.base64, hosts: ['example.com'], purposes: ['server'] }],
      },
      question: { chain: [made.postQuantum], host: 'example.com', purpose: 'any' },
      kept: {},
      brokenQuestion: {},
      broken: {},
      values: { found: 'P-256' },
    }),
    // The root is valid until 2040-01-01T00:00:00Z.
    ...rule('key.post_quantum', {
      kept: { validBeyond: '2040-01-01T00:00:00Z' },
      broken: { validBeyond: '2039-12-31T23:59:59Z' },
    }),
    ...rule('key.rsa_bits', {
      question: below(made.rsa),
      kept: { minimum: 2048 },
      broken: { minimum: 2049 },
      values: { found: 2048, minimum: 2049 },
    }),
    ...rule('name.common_name', {
      question: below(made.noCommonName),
      kept: {},
      brokenQuestion: below(leaf),
      broken: {},
      values: { found: 'leaf' },
    }),
    ...['dns', 'ip'].flatMap((form) =>
      rule('name.form', {
        kept: { required: [form] },
        broken: { required: [form, 'email', 'uri', 'directory'] },
        values: { missing: ['email', 'uri', 'directory'] },
      }),
    ),
    ...[
      ['uri', below(made.uri)],
      ['directory', below(made.directory)],
      ['email', { ...below(made.mail), purpose: 'any', host: null }],
    ].flatMap(([form, question]) =>
      rule('name.form', {
        question,
        kept: { required: [form] },
        brokenQuestion: {},
        broken: { required: [form] },
        values: { missing: [form] },
      }),
    ),
    ...rule('path.certificates', {
      kept: { maximum: 3 },
      broken: { maximum: 2 },
      values: { maximum: 2, found: 3 },
    }),
    ...rule('policy.required', {
      question: { chain: [made.policy1, made.caPolicy] },
      kept: { oneOf: ['1.3.6.1.4.1.99999.7', '1.3.6.1.4.1.99999.1'] },
      broken: { oneOf: ['1.3.6.1.4.1.99999.2'] },
      values: { valid: ['1.3.6.1.4.1.99999.1'] },
    }),
    // In the anchor's domain the leaf's policy 3 is policy 1.
    ...rule('policy.required', {
      question: { chain: [made.policyMapped, made.caMapping] },
      kept: { oneOf: ['1.3.6.1.4.1.99999.1'] },
      broken: { oneOf: ['1.3.6.1.4.1.99999.3'] },
    }),
    // anyPolicy stands for every one, and ends where a certificate says less.
    ...rule('policy.required', {
      question: { chain: [made.policyAny, made.caAny] },
      kept: { oneOf: ['1.3.6.1.4.1.99999.2'] },
      brokenQuestion: { chain: [made.policy1OfAny, made.caAny] },
      broken: { oneOf: ['1.3.6.1.4.1.99999.2'] },
    }),
    ...rule('policy.required', {
      question: { chain: [made.policy1OfAny, made.caAny] },
      kept: { oneOf: ['1.3.6.1.4.1.99999.1'] },
      brokenQuestion: {},
      broken: { oneOf: ['2.5.29.32.0'] },
      values: { valid: [] },
    }),
    ...rule('profile', {
      question: below(made.plain),
      kept: { profile: 'webpki' },
      brokenQuestion: below(made.noPurpose),
      broken: { profile: 'webpki' },
      fault: 'profile.rule',
    }),
    ...['private', 'rfc5280', 'rfc5280Algorithm'].map((profile) => ({
      name: `profile ${profile} is kept`,
      document: { anchors: [anchor(root)], rules: { profile: { action: 'deny', profile } } },
      expect: 'trusted',
    })),
    ...rule('purpose.required', {
      kept: { allOf: ['serverAuth', '1.3.6.1.5.5.7.3.2'] },
      broken: { allOf: ['serverAuth', 'codeSigning'] },
      values: { missing: ['codeSigning'], present: ['serverAuth', 'clientAuth'] },
    }),
    ...rule('sct.count', {
      question: below(made.stamped),
      kept: { minimum: 3 },
      broken: { minimum: 4 },
      values: { minimum: 4, found: 3 },
    }),
    // A log that says it twice is one log.
    ...rule('sct.count', {
      question: below(made.stampedTwice),
      kept: { minimum: 2 },
      broken: { minimum: 3 },
      values: { minimum: 3, found: 2 },
    }),
    ...rule('signature.algorithm', {
      kept: { allowed: ['ecdsa-with-SHA256'] },
      brokenQuestion: below(made.sha384),
      broken: { allowed: ['1.2.840.10045.4.3.2'] },
      values: { found: 'ecdsa-with-SHA384' },
    }),
    // The hash of PSS stands in its parameters.
    ...[['RSASSA-PSS-SHA256'], ['RSASSA-PSS']].map((pss) => ({
      name: `signature.algorithm is kept: ${pss}`,
      document: {
        anchors: [anchor(root)],
        rules: { 'signature.algorithm': { action: 'deny', allowed: ['ecdsa-with-SHA256', ...pss] } },
      },
      chain: [made.pss256, made.caRsa],
      expect: 'trusted',
    })),
    ...rule('signature.algorithm', {
      question: { chain: [made.pss256, made.caRsa] },
      kept: { allowed: ['ecdsa-with-SHA256', 'RSASSA-PSS-SHA256'] },
      brokenQuestion: { chain: [made.pss384, made.caRsa] },
      broken: { allowed: ['ecdsa-with-SHA256', 'RSASSA-PSS-SHA256'] },
      values: { found: 'RSASSA-PSS-SHA384' },
    }),
    ...rule('validity.ca', {
      question: { chain: [made.leafOfCaYear, made.caYear] },
      kept: { maximumDays: 365 },
      broken: { maximumDays: 364 },
      values: { maximum: 364, found: 365 },
    }),
    ...rule('validity.end_entity', {
      question: below(made.days90),
      kept: { maximumDays: 90 },
      brokenQuestion: below(made.days90AndOneSecond),
      broken: { maximumDays: 90 },
      values: { maximum: 90, found: 91 },
    }),
  ];
};
