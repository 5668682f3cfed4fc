// Anchors: what of their certificates is in force, what they are trusted for, and what stands beside them.
import { anchor } from '../run.mjs';

export const cases = (made) => {
  const { root, ca, leaf } = made;
  const of = (certificate, more) => ({ anchors: [anchor(certificate, more)] });
  const trusted = 'trusted';
  const notTrusted = 'notTrusted';
  return [
    { name: 'an anchor', document: of(root), expect: trusted },
    {
      name: 'an anchor with everything that only people read',
      document: {
        $schema: './document.schema.json',
        portals: [{ id: 'https://portal.example', note: 'for partners' }],
        ...of(root, { note: 'since 2020', owner: 'PKI' }),
      },
      expect: trusted,
    },
    { name: 'another anchor', document: of(made.other), expect: notTrusted, first: 'path.issuer_not_found' },
    {
      name: 'no anchor at all',
      document: {},
      expect: notTrusted,
      first: 'input.no_anchor',
    },

    // enforce.dates
    {
      name: 'an expired anchor',
      document: of(made.rootExpired),
      chain: [made.leafOfExpired],
      expect: notTrusted,
      first: 'validity.expired',
      at: '/anchors/0',
    },
    {
      name: 'an expired anchor whose dates are in force by name',
      document: of(made.rootExpired, { enforce: { dates: true } }),
      chain: [made.leafOfExpired],
      expect: notTrusted,
      first: 'validity.expired',
      at: '/anchors/0/enforce/dates',
    },
    {
      name: 'an expired anchor whose dates are not in force',
      document: of(made.rootExpired, { enforce: { dates: false } }),
      chain: [made.leafOfExpired],
      expect: trusted,
    },
    // enforce.constraints: each certificate says something that refuses its chain.
    ...[
      ['name constraints', made.rootNames, [made.leafOfNames], 'name.not_permitted'],
      ['a path length', made.rootLength, [made.leafOfLength, made.caOfLength], 'path_length.exceeded'],
      ['policy constraints', made.rootPolicies, [made.leafOfPolicies], 'policy.none_valid'],
      ['an extension that does not decode', made.rootOdd, [made.leafOfOdd], 'certificate.malformed'],
    ].flatMap(([what, certificate, chain, first]) => [
      {
        name: `an anchor with ${what}`,
        document: of(certificate, { enforce: { constraints: true } }),
        chain,
        expect: notTrusted,
        first,
        at: '/anchors/0/enforce/constraints',
      },
      {
        name: `an anchor with ${what}, which is in force unless it is said otherwise`,
        document: of(certificate),
        chain,
        expect: notTrusted,
        first,
        at: '/anchors/0',
      },
      {
        name: `an anchor with ${what}, which is not in force`,
        document: of(certificate, { enforce: { constraints: false } }),
        chain,
        expect: trusted,
      },
    ]),
    // enforce.basicConstraints; in force, the document is refused (malformed.test.mjs).
    {
      name: 'an anchor that does not say that it is a CA, and need not',
      document: of(made.rootSilent, { enforce: { basicConstraints: false } }),
      chain: [made.leafOfSilent],
      expect: trusted,
    },

    // An intermediate as anchor.
    { name: 'an intermediate as anchor', document: of(ca), expect: trusted },
    {
      name: 'an intermediate as anchor in the chain too',
      document: of(ca),
      chain: [leaf, ca],
      expect: trusted,
    },
    {
      name: 'an intermediate as anchor that is trusted for something else',
      document: { anchors: [anchor(ca, { purposes: ['email'] }), anchor(root)] },
      expect: notTrusted,
      first: 'anchor.purpose',
      at: '/anchors/0/purposes',
    },
    {
      name: 'a constrained intermediate as anchor, beside its root',
      document: {
        anchors: [anchor(root), anchor(ca, { constraints: { permitted: { dns: ['other.example'] } } })],
      },
      expect: notTrusted,
      first: 'name.not_permitted',
      at: '/anchors/1/constraints/permitted/dns',
    },
    { name: 'the anchor in the chain too', document: of(root), chain: [leaf, ca, root], expect: trusted },
    {
      name: 'an anchor presented as the end entity',
      document: of(made.rootWithName),
      chain: [made.rootWithName],
      purpose: 'any',
      expect: notTrusted,
      first: 'path.not_trusted_directly',
      at: '/anchors/0',
    },
    {
      name: 'a hint brings the intermediate',
      document: { ...of(root), hints: [{ certificate: ca.base64, note: 'issuing' }] },
      chain: [leaf],
      expect: trusted,
    },
    {
      name: 'without the hint there is no path',
      document: of(root),
      chain: [leaf],
      expect: notTrusted,
      first: 'path.issuer_not_found',
    },
    {
      name: 'a hint is not trusted',
      document: { hints: [{ certificate: root.base64 }], ...of(made.other) },
      expect: notTrusted,
      first: 'path.root_not_trusted',
    },

    // purposes
    ...[
      ['server', 'server', leaf],
      ['client', 'client', leaf],
      ['email', 'email', made.mail],
      ['code', 'code-signing', made.code],
      ['timeStamping', 'time-stamping', made.stamp],
    ].flatMap(([purpose, asked, certificate]) => {
      const question = { chain: [certificate, ca], purpose: asked, host: null };
      const others = ['server', 'client', 'email', 'code', 'timeStamping'].filter((one) => one !== purpose);
      return [
        {
          name: `trusted for ${purpose}`,
          document: of(root, { purposes: [purpose] }),
          ...question,
          expect: trusted,
        },
        {
          name: `trusted for everything but ${purpose}`,
          document: of(root, { purposes: others }),
          ...question,
          expect: notTrusted,
          first: 'anchor.purpose',
          at: '/anchors/0/purposes',
        },
      ];
    }),
    {
      name: 'no purpose in particular is asked',
      document: of(root, { purposes: ['email'] }),
      purpose: 'any',
      expect: trusted,
    },
  ];
};
