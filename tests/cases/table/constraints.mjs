// Constraints that an organisation adds to an anchor.
import { address, host } from '../certificates.mjs';
import { anchor } from '../run.mjs';

export const cases = (made) => {
  const of = (constraints) => ({
    anchors: [anchor(made.root, { purposes: ['server', 'email'], constraints })],
  });
  const trusted = 'trusted';
  const refused = (first, place) => ({
    expect: 'notTrusted',
    first,
    at: `/anchors/0/constraints/${place}`,
  });

  /** Of each form: a chain, subtrees that hold its names, and subtrees that do not. */
  const forms = [
    ['dns', {}, ['cases.example'], ['other.example', 'ases.example', 'www.cases.example']],
    ['ip', {}, ['192.0.2.0/24', '2001:db8::/32'], ['192.0.2.7', '10.0.0.0/8']],
    ...[
      [['cases.example'], ['.cases.example', 'desk2@cases.example']],
      [['desk@cases.example'], ['mail.cases.example']],
    ].map(([inside, outside]) => [
      'email',
      { chain: [made.mail, made.ca], email: 'desk@cases.example', purpose: 'email' },
      inside,
      outside,
    ]),
    ['uri', { chain: [made.uri, made.ca] }, ['www.cases.example'], ['cases.example', '.www.cases.example']],
    ['uri', { chain: [made.uri, made.ca] }, ['.cases.example'], ['.other.example']],
    ['directory', {}, ['O=Cases'], ['O=Other', 'CN=leaf', 'O=Cases,C=SE']],
  ];
  return [
    ...forms.flatMap(([form, question, inside, outside]) => [
      {
        name: `permitted ${form} ${inside.join(' ')}`,
        document: of({ permitted: { [form]: inside } }),
        ...question,
        expect: trusted,
      },
      {
        name: `not among the permitted ${form} ${outside.join(' ')}`,
        document: of({ permitted: { [form]: outside.slice(0, 1) } }),
        ...question,
        ...refused('name.not_permitted', `permitted/${form}`),
        values: { by: 'trust store Cases' },
      },
      {
        name: `excluded ${form} ${inside.join(' ')}`,
        document: of({ excluded: { [form]: inside } }),
        ...question,
        ...refused('name.excluded_subtree', `excluded/${form}`),
        values: { by: 'trust store Cases' },
      },
      {
        name: `not among the excluded ${form} ${outside[0]}`,
        document: of({ excluded: { [form]: outside.slice(0, 1) } }),
        ...question,
        expect: form === 'ip' ? 'notTrusted' : trusted,
        ...(form === 'ip' && refused('name.excluded_subtree', 'excluded/ip')),
      },
    ]),
    {
      name: 'other blocks are excluded',
      document: of({ excluded: { ip: ['10.0.0.0/8', '::1/128'] } }),
      expect: trusted,
    },
    {
      name: 'some of what is permitted is excluded',
      document: of({ permitted: { dns: ['cases.example'] }, excluded: { dns: ['deep.sub.cases.example'] } }),
      ...refused('name.excluded_subtree', 'excluded/dns'),
    },
    {
      name: 'names of an intermediate count too',
      document: of({ excluded: { directory: ['CN=ca,O=Cases'] } }),
      ...refused('name.excluded_subtree', 'excluded/directory'),
    },
    {
      name: 'an address is asked for and addresses are not permitted',
      document: of({ permitted: { ip: ['198.51.100.0/24'] } }),
      host: address,
      ...refused('name.not_permitted', 'permitted/ip'),
    },

    // Key purposes.
    {
      name: 'every stated purpose is allowed, by name and by number',
      document: of({ extendedKeyUsages: ['serverAuth', '1.3.6.1.5.5.7.3.2'] }),
      expect: trusted,
    },
    {
      name: 'one stated purpose is not allowed',
      document: of({ extendedKeyUsages: ['serverAuth'] }),
      ...refused('anchor.extended_key_usages', 'extendedKeyUsages'),
    },
    {
      name: 'no purpose is stated',
      document: of({ extendedKeyUsages: ['serverAuth'] }),
      chain: [made.noPurpose, made.ca],
      ...refused('anchor.extended_key_usages', 'extendedKeyUsages'),
    },

    {
      name: 'a key purpose that is not known here may be asked for with no purpose in particular',
      document: of({ extendedKeyUsages: ['1.3.6.1.4.1.99999.9', 'codeSigning'] }),
      chain: [made.code, made.ca],
      purpose: 'any',
      expect: trusted,
    },

    // Policies.
    {
      name: 'the path is valid for a policy of the anchor',
      document: of({ policies: ['1.3.6.1.4.1.99999.1', '1.3.6.1.4.1.99999.7'] }),
      chain: [made.policy1, made.caPolicy],
      expect: trusted,
    },
    {
      name: 'the path is valid for no policy of the anchor',
      document: of({ policies: ['1.3.6.1.4.1.99999.1'] }),
      chain: [made.policy2, made.caPolicy],
      ...refused('anchor.policies', 'policies'),
      values: { valid: [] },
    },
    {
      name: 'no policy stands in the certificates',
      document: of({ policies: ['1.3.6.1.4.1.99999.1'] }),
      ...refused('anchor.policies', 'policies'),
    },

    // Path length: caLower is below ca.
    { name: 'one intermediate and one allowed', document: of({ pathLength: 1 }), expect: trusted },
    {
      name: 'one intermediate and none allowed',
      document: of({ pathLength: 0 }),
      ...refused('path_length.exceeded', 'pathLength'),
      values: { allowed: 0, found: 1 },
    },
    {
      name: 'two intermediates and one allowed',
      document: of({ pathLength: 1 }),
      chain: [made.leafOfLower, made.caLower, made.ca],
      ...refused('path_length.exceeded', 'pathLength'),
    },

    // Times; the leaf is valid from 2026-01-01T00:00:00Z.
    {
      name: 'issued at the last moment',
      document: of({ distrustIssuedAfter: '2026-01-01T00:00:00Z' }),
      expect: trusted,
    },
    {
      name: 'issued a second after it',
      document: of({ distrustIssuedAfter: '2025-12-31T23:59:59Z' }),
      ...refused('anchor.distrust_issued_after', 'distrustIssuedAfter'),
    },
    {
      name: 'used at the last moment',
      document: of({ useUntil: '2026-06-01T12:00:00Z' }),
      expect: trusted,
    },
    {
      name: 'used a second after it',
      document: of({ useUntil: '2026-06-01T11:59:59Z' }),
      ...refused('anchor.use_until', 'useUntil'),
    },
    {
      name: 'everything at once',
      document: of({
        permitted: { dns: ['cases.example'], ip: ['192.0.2.0/24', '2001:db8::/32'] },
        excluded: { dns: ['bad.cases.example'] },
        extendedKeyUsages: ['serverAuth', 'clientAuth'],
        pathLength: 1,
        distrustIssuedAfter: '2026-06-01T00:00:00Z',
        useUntil: '2026-12-31T00:00:00Z',
      }),
      host,
      expect: trusted,
    },
  ];
};
