// Chains that RFC 5280 allows and on which rustls-webpki, the second judge, says something else.
import { extensions, signing } from './openssl.mjs';
import { host, maker } from './sets.mjs';

/** Sets like those of sets.mjs; what the second judge says of each is in its tests. */
export function makeSecondJudgeSets(workshop) {
  return Object.entries(sets).map(([id, make]) => {
    const kind = id.startsWith('pss') ? 'rsa' : 'p256';
    return { id, ...make(maker(workshop, id, kind, signing.sha256)) };
  });
}

const sets = {
  'ca-as-end-entity': (make) => {
    const root = make.root();
    const leaf = make.leaf(root, {
      extensions: [
        'basicConstraints=critical,CA:TRUE',
        'keyUsage=critical,digitalSignature,keyCertSign',
        `subjectAltName=DNS:${host}`,
      ],
    });
    return { leaf, intermediates: [], roots: [root] };
  },
  'leaf-in-store': (make) => {
    const leaf = make.leaf(make.root());
    return { leaf, intermediates: [], roots: [leaf] };
  },
  // The leaf was issued by the same key under a name in capitals.
  'name-in-capitals': (make) => {
    const root = make.root();
    const intermediate = make.intermediate(root, { subject: '/O=Chains/CN=Intermediate' });
    const capitals = { subject: '/O=CHAINS/CN=INTERMEDIATE', key: 'intermediate' };
    const leaf = make.leaf(make.intermediate(root, capitals, 'capitals'));
    return { leaf, intermediates: [intermediate], roots: [root] };
  },
  'seven-intermediates': (make) => {
    const root = make.root();
    const intermediates = [];
    for (let number = 1; number <= 7; number += 1) {
      const above = intermediates[0] ?? root;
      const subject = `/O=Chains/CN=Intermediate ${number}`;
      intermediates.unshift(make.intermediate(above, { subject }, `intermediate-${number}`));
    }
    return { leaf: make.leaf(intermediates[0]), intermediates, roots: [root] };
  },
  // A CA that renewed its key under its own name does not count for the path length (RFC 5280 §6.1.4 (l)).
  'self-issued': (make) => {
    const root = make.root();
    const before = make.intermediate(root, { extensions: extensions.ca(0) });
    const after = make.intermediate(before, { extensions: extensions.ca(0) }, 'intermediate-renewed');
    return { leaf: make.leaf(after), intermediates: [after, before], roots: [root] };
  },
  // The new key is of another kind: the second judge then sees nothing amiss with the old one but the count.
  'self-issued-other-kind': (make) => {
    const root = make.root();
    const before = make.intermediate(root, { kind: 'rsa', extensions: extensions.ca(0) });
    const after = make.intermediate(before, { extensions: extensions.ca(0) }, 'intermediate-renewed');
    return { leaf: make.leaf(after), intermediates: [after, before], roots: [root] };
  },
  'pss-short-salt': (make) => {
    const root = make.root();
    const leaf = make.leaf(root, { sign: signing.pss('sha256', '20') });
    return { leaf, intermediates: [], roots: [root] };
  },
  'pss-only-key': (make) => {
    const root = make.root();
    const intermediate = make.intermediate(root, { kind: 'pssOnly' });
    const leaf = make.leaf(intermediate, { sign: signing.pss('sha256') });
    return { leaf, intermediates: [intermediate], roots: [root] };
  },
  'critical-policies': (make) => {
    const root = make.root();
    const leaf = make.leaf(root, {
      extensions: [...extensions.server(`DNS:${host}`), 'certificatePolicies=critical,2.23.140.1.2.2'],
    });
    return { leaf, intermediates: [], roots: [root] };
  },
  'email-constraint': (make) => {
    const root = make.root();
    const constrained = [...extensions.ca(), 'nameConstraints=critical,permitted;email:chains.example'];
    const intermediate = make.intermediate(root, { extensions: constrained });
    const names = extensions.server(`DNS:${host}`, 'email:desk@chains.example');
    const leaf = make.leaf(intermediate, { extensions: names });
    return { leaf, intermediates: [intermediate], roots: [root] };
  },
  // 1965: UTCTime reaches back to 1950.
  'before-1970': (make) => {
    const root = make.root();
    const leaf = make.leaf(root, { from: '1965-01-01T00:00:00Z' });
    return { leaf, intermediates: [], roots: [root] };
  },
  'name-constraints': (make) => {
    const root = make.root();
    const constrained = [...extensions.ca(), 'nameConstraints=permitted;DNS:other.example'];
    const intermediate = make.intermediate(root, { extensions: constrained });
    return { leaf: make.leaf(intermediate), intermediates: [intermediate], roots: [root] };
  },
  // rustls-webpki reads no certificate over 64 KiB.
  'over-64-kib': (make) => {
    const root = make.root();
    const names = Array.from({ length: 4000 }, (_, index) => `DNS.${index + 2}=host-${index}.chains.example`);
    const leaf = make.leaf(root, {
      extensions: [
        ...extensions.ca().slice(3),
        'subjectAltName=@names',
        '[names]',
        `DNS.1=${host}`,
        ...names,
      ],
    });
    return { leaf, intermediates: [], roots: [root] };
  },
};
