// Rules for some hosts, and which of several rules counts: specific beats general, deny beats warn.
import { anchor } from '../run.mjs';

export const cases = (made) => {
  const action = (word) => ({ 'validity.end_entity': { action: word, maximumDays: 1 } });
  const of = (rules, ...hosts) => ({
    anchors: [anchor(made.root)],
    rules,
    hosts: hosts.map(([patterns, rules]) => ({ hosts: [patterns].flat(), rules, note: 'by agreement' })),
  });
  const trusted = { expect: 'trusted' };
  const denied = (place) => ({
    expect: 'notTrusted',
    first: 'validity.end_entity',
    at: `${place}/rules/validity.end_entity`,
  });
  const warned = (place) => ({ ...denied(place), expect: 'trustedWithWarnings' });
  const deep = { host: 'deep.sub.cases.example' };
  return [
    {
      name: 'off for a host beats deny for all',
      document: of(action('deny'), ['www.cases.example', action('off')]),
      ...trusted,
    },
    {
      name: 'and only for that host',
      document: of(action('deny'), ['www.cases.example', action('off')]),
      host: 'api.cases.example',
      ...denied(''),
    },
    {
      name: 'deny for a host beats off for all',
      document: of(action('off'), ['www.cases.example', action('deny')]),
      ...denied('/hosts/0'),
    },
    {
      name: 'a name beats a domain, wherever they stand',
      document: of(
        {},
        ['www.cases.example', action('warn')],
        ['*.cases.example', action('deny')],
        ['*', action('deny')],
      ),
      ...warned('/hosts/0'),
    },
    {
      name: 'a longer domain beats a shorter one',
      document: of({}, ['*.cases.example', action('off')], ['*.sub.cases.example', action('deny')]),
      ...deep,
      ...denied('/hosts/1'),
    },
    {
      name: 'a domain beats every host',
      document: of({}, ['*', action('deny')], ['*.cases.example', action('off')]),
      ...trusted,
    },
    {
      name: 'every host beats all, and is a host',
      document: of(action('off'), ['*', action('deny')]),
      ...denied('/hosts/0'),
    },
    {
      name: 'every host is not no host',
      document: of(action('off'), ['*', action('deny')]),
      host: null,
      ...trusted,
    },
    {
      name: 'no host is asked and all rules count',
      document: of(action('deny'), ['www.cases.example', action('off')]),
      host: null,
      ...denied(''),
    },
    {
      name: 'a domain is not below itself',
      document: of({}, ['*.www.cases.example', action('deny')]),
      ...trusted,
    },
    {
      name: 'capitals do not matter',
      document: of({}, ['WWW.Cases.Example', action('deny')]),
      ...denied('/hosts/0'),
    },
    {
      name: 'an address beats its block',
      document: of({}, ['192.0.2.0/24', action('deny')], ['192.0.2.7', action('off')]),
      host: '192.0.2.7',
      ...trusted,
    },
    {
      name: 'the block holds its other addresses',
      document: of({}, ['192.0.2.0/24', action('deny')], ['192.0.2.7', action('off')]),
      host: '192.0.2.8',
      ...denied('/hosts/0'),
    },
    {
      name: 'a block of the other family holds none of them',
      document: of({}, ['::/0', action('deny')]),
      host: '192.0.2.7',
      ...trusted,
    },
    {
      name: 'an address of version 6',
      document: of({}, ['2001:db8::/32', action('deny')]),
      host: '2001:db8::7',
      ...denied('/hosts/0'),
    },
    ...['deny warn', 'warn deny', 'off deny', 'deny off'].map((order) => {
      const [one, other] = order.split(' ');
      return {
        name: `of equals the strictest counts: ${order}`,
        document: of({}, ['www.cases.example', action(one)], ['www.cases.example', action(other)]),
        ...denied(one === 'deny' ? '/hosts/0' : '/hosts/1'),
      };
    }),
    {
      name: 'warn beats off among equals',
      document: of({}, ['*.cases.example', action('off')], ['*.cases.example', action('warn')]),
      ...warned('/hosts/1'),
    },
    {
      name: 'the best of several patterns counts',
      document: of({}, ['*.cases.example', action('deny')], [['*', 'www.cases.example'], action('off')]),
      ...trusted,
    },
    {
      name: 'a rule with another id stays in force',
      document: of(action('deny'), ['www.cases.example', { 'name.common_name': { action: 'off' } }]),
      ...denied(''),
    },
    // A host binding: this host only under these anchors.
    {
      name: 'a host under its own anchor',
      document: of({}, [
        '*.cases.example',
        { 'anchor.bound': { action: 'deny', anchors: [made.root.sha256] } },
      ]),
      ...trusted,
    },
    {
      name: 'a host under another anchor',
      document: of({}, [
        '*.cases.example',
        { 'anchor.bound': { action: 'deny', anchors: [made.other.sha256] } },
      ]),
      expect: 'notTrusted',
      first: 'anchor.bound',
      at: '/hosts/0/rules/anchor.bound',
    },
    // Pins for a host.
    ...[
      ['the pinned key', made.ca.key256, trusted],
      [
        'another key than the pinned one',
        made.other.key256,
        { expect: 'notTrusted', first: 'key.pinned', at: '/hosts/0/rules/key.pinned' },
      ],
    ].map(([what, pin, expected]) => ({
      name: `a host with ${what}`,
      document: of({}, ['www.cases.example', { 'key.pinned': { action: 'deny', keys: [pin] } }]),
      ...expected,
    })),
    {
      name: 'a pin for another host',
      document: of({}, [
        'api.cases.example',
        { 'key.pinned': { action: 'deny', keys: [made.other.key256] } },
      ]),
      ...trusted,
    },
    {
      name: 'a pin for a host replaces that for all',
      document: of({ 'key.pinned': { action: 'deny', keys: [made.other.key256] } }, [
        '*.cases.example',
        { 'key.pinned': { action: 'deny', keys: [made.leaf.key256] } },
      ]),
      ...trusted,
    },
    // A path is validated by one profile.
    {
      name: 'the strictest of equally specific profiles counts',
      document: of(
        {},
        ['www.cases.example', { profile: { action: 'warn', profile: 'private' } }],
        ['www.cases.example', { profile: { action: 'deny', profile: 'webpki' } }],
      ),
      chain: [made.noPurpose, made.ca],
      expect: 'notTrusted',
      first: 'profile.rule',
      at: '/hosts/1/rules/profile',
    },
    {
      name: 'the profile for a host replaces that for all',
      document: of({ profile: { action: 'deny', profile: 'webpki' } }, [
        'www.cases.example',
        { profile: { action: 'deny', profile: 'private' } },
      ]),
      chain: [made.noPurpose, made.ca],
      ...trusted,
    },
  ];
};
