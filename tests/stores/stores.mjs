// Trust stores, and the servers that a browser and the engine are asked about under each of them.

/** Each a server with the chain that it sends, and the host it is asked by. */
export const questions = (made) => {
  const ask = (name, host, ...chain) => ({
    name: `${name} as ${host}`,
    host,
    chain: chain.map((one) => made[one]),
  });
  return [
    ask('site', 'localhost', 'site', 'issuing'),
    ask('site', '127.0.0.1', 'site', 'issuing'),
    ask('site', 'www.stores.test', 'site', 'issuing'),
    ask('site', 'www.elsewhere.test', 'site', 'issuing'),
    ask('site with its root', 'localhost', 'site', 'issuing', 'root'),
    ask('site alone', 'localhost', 'site'),
    ask('site of lower', 'localhost', 'siteOfLower', 'lower', 'issuing'),
    ask('site of lower without issuing', 'localhost', 'siteOfLower', 'lower'),
    ask('expired', 'localhost', 'expired', 'issuing'),
    ask('elsewhere', 'www.elsewhere.test', 'elsewhere', 'issuing'),
    ask('two domains', 'www.stores.test', 'twoDomains', 'issuing'),
    ask('address only', '127.0.0.1', 'addressOnly', 'issuing'),
    ask('for clients', 'localhost', 'forClients', 'issuing'),
    ask('without names', 'localhost', 'withoutNames', 'issuing'),
    ask('self-signed', 'localhost', 'selfSigned'),
    // What a certificate says of itself weighs the same under every store.
    ...[
      ask('wildcard', 'www.stores.test', 'wildcard', 'issuing'),
      ask('wildcard', 'a.b.stores.test', 'wildcard', 'issuing'),
      ask('underscore', 'localhost', 'underscore', 'issuing'),
      ask('any purpose', 'localhost', 'noPurpose', 'issuing'),
      ask('signed with SHA-1', 'localhost', 'weakHash', 'issuing'),
      ask('a CA as server', 'localhost', 'caAsServer', 'issuing'),
      ask('without key usage and purpose', 'localhost', 'plainServer', 'issuing'),
      ask('a key for signing certificates', 'localhost', 'signingServer', 'issuing'),
      ask('an unknown critical extension', 'localhost', 'criticalServer', 'issuing'),
      ask('a CA for clients', 'localhost', 'siteOfClients', 'issuingForClients'),
      ask('a CA for a domain with a dot', 'www.stores.test', 'siteOfDot', 'issuingOfDot'),
      ask('a CA for mail of a domain', 'localhost', 'siteOfMail', 'issuingOfMail'),
      ask('a CA with an unknown critical extension', 'localhost', 'siteOfUnknown', 'issuingUnknown'),
      ask('a CA that wants a policy', 'localhost', 'siteOfPolicy', 'issuingPolicy'),
      ask('an issuer that is no CA', 'localhost', 'siteOfNotCa', 'notCa'),
    ].map((question) => ({ ...question, only: 'plain' })),
    ask('site with both issuing', 'localhost', 'site', 'issuing', 'issuingByOther'),
    ask('site of other', 'localhost', 'siteOfOther'),
    ask('site of constrained', 'localhost', 'siteOfConstrained'),
    ask('site of expired', 'localhost', 'siteOfExpired'),
    ask('site of short', 'localhost', 'siteOfShort', 'issuingOfShort'),
    ask('site of silent', 'localhost', 'siteOfSilent'),
  ];
};

/** Documents by name: what each adds to a store that is otherwise empty. */
export const stores = (made) => {
  const anchor = (name, more) => ({ certificate: made[name].base64, purposes: ['server'], ...more });
  const permitted = (name, subtrees) => anchor(name, { constraints: { permitted: subtrees } });
  const hint = (name) => ({ certificate: made[name].base64 });
  // A browser is told whom to distrust by certificate, which the document must have: as a hint where as nothing else.
  const distrust = (name) => ({ keys: [{ sha256: made[name].key256 }] });
  const anchors = [anchor('root')];
  return {
    plain: { anchors },
    'two roots': { anchors: [anchor('root'), anchor('otherRoot')] },
    'an intermediate as anchor': { anchors: [anchor('issuing')] },
    'a lower intermediate as anchor': { anchors: [anchor('lower')] },
    'a domain': { anchors: [permitted('root', { dns: ['stores.test', 'localhost'] })] },
    'another domain': { anchors: [permitted('root', { dns: ['elsewhere.test'] })] },
    'a block of addresses': { anchors: [permitted('root', { ip: ['127.0.0.0/8'] })] },
    'another block of addresses': { anchors: [permitted('root', { ip: ['10.0.0.0/8', '::1/128'] })] },
    'a domain and a block': {
      anchors: [permitted('root', { dns: ['stores.test', 'localhost'], ip: ['127.0.0.1/32'] })],
    },
    'a constrained intermediate beside its root': {
      anchors: [anchor('root'), permitted('issuing', { dns: ['elsewhere.test'] })],
    },
    'a constrained root beside its intermediate': {
      anchors: [permitted('root', { dns: ['elsewhere.test'] }), anchor('issuing')],
    },
    'a distrusted root': { anchors, distrusted: distrust('root') },
    'a distrusted intermediate': { anchors, hints: [hint('issuing')], distrusted: distrust('issuing') },
    'a distrusted server': { anchors, hints: [hint('site')], distrusted: distrust('site') },
    'a distrusted root above an anchor': {
      anchors: [anchor('issuing')],
      hints: [hint('root')],
      distrusted: distrust('root'),
    },
    'a hint alone': { hints: [hint('root'), hint('issuing')] },
    'a hint that is needed': { anchors, hints: [hint('issuing')] },
    'a hint to another root': { anchors: [anchor('otherRoot')], hints: [hint('issuingByOther')] },
    'roots that say more': {
      anchors: [anchor('constrainedRoot'), anchor('expiredRoot'), anchor('shortRoot')],
    },
    'a root that does not say that it is a CA': {
      anchors: [anchor('silentRoot', { enforce: { basicConstraints: false } })],
    },
    'a server as anchor': {
      anchors: [anchor('selfSigned', { enforce: { basicConstraints: false } })],
    },
  };
};
