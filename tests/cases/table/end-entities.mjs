// End entities that are trusted themselves.
export const cases = (made) => {
  const entry = (certificate, more) => ({
    endEntities: [
      { certificate: certificate.base64, hosts: ['www.cases.example'], purposes: ['server'], ...more },
    ],
  });
  const trusted = 'trusted';
  const refused = (first, key = '') => ({ expect: 'notTrusted', first, at: `/endEntities/0${key}` });
  return [
    ...['self', 'leaf'].map((name) => ({
      name: `trusted itself: ${name}`,
      document: entry(made[name], { note: 'printer', owner: 'Facilities' }),
      chain: [made[name]],
      expect: trusted,
    })),
    {
      name: 'for another host',
      document: entry(made.self, { hosts: ['printer.cases.example', '*.sub.cases.example'] }),
      chain: [made.self],
      ...refused('end_entity.hosts', '/hosts'),
    },
    ...[
      ['every name below a domain', ['*.cases.example'], 'deep.sub.cases.example'],
      ['an address', ['192.0.2.7'], '192.0.2.7'],
      ['a block', ['2001:db8::/32'], '2001:db8::7'],
    ].map(([what, hosts, host]) => ({
      name: `for ${what}`,
      document: entry(made.self, { hosts }),
      chain: [made.self],
      host,
      expect: trusted,
    })),
    {
      name: 'for a host that it is not issued for',
      document: entry(made.self, { hosts: ['*.cases.example'] }),
      chain: [made.self],
      host: 'mail.cases.example',
      expect: 'notTrusted',
      first: 'name.mismatch',
    },
    {
      name: 'no host is asked',
      document: entry(made.self),
      chain: [made.self],
      host: null,
      ...refused('end_entity.hosts', '/hosts'),
    },
    {
      name: 'for another purpose',
      document: entry(made.self, { purposes: ['client', 'email'] }),
      chain: [made.self],
      ...refused('anchor.purpose', '/purposes'),
    },
    {
      name: 'for one of several purposes',
      document: entry(made.self, { purposes: ['client', 'server'] }),
      chain: [made.self],
      purpose: 'client',
      expect: trusted,
    },
    {
      name: 'until now',
      document: entry(made.self, { useUntil: '2026-06-01T12:00:00Z' }),
      chain: [made.self],
      expect: trusted,
    },
    {
      name: 'until a second ago',
      document: entry(made.self, { useUntil: '2026-06-01T11:59:59Z' }),
      chain: [made.self],
      ...refused('anchor.use_until', '/useUntil'),
    },
    {
      name: 'expired',
      document: entry(made.selfExpired),
      chain: [made.selfExpired],
      ...refused('validity.expired'),
    },
    {
      name: 'a CA is trusted for its own name',
      document: entry(made.caWithName),
      chain: [made.caWithName],
      purpose: 'any',
      expect: trusted,
    },
    {
      name: 'a CA that is trusted for its own name has issued nothing by that',
      document: entry(made.caWithName),
      chain: [made.leafOfCaWithName, made.caWithName],
      expect: 'notTrusted',
      first: 'path.issuer_not_found',
    },
    {
      name: 'rules count for it too',
      document: {
        ...entry(made.self),
        rules: { 'validity.end_entity': { action: 'deny', maximumDays: 90 } },
      },
      chain: [made.self],
      expect: 'notTrusted',
      first: 'validity.end_entity',
      at: '/rules/validity.end_entity',
    },
  ];
};
