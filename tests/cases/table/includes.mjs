// Anchors that are kept elsewhere.
import { createHash } from 'node:crypto';
import { onlineCases } from '../../engine/cases.mjs';
import { toPem } from '../../engine/pem.mjs';
import { host } from '../certificates.mjs';
import { anchor, documentOf, keep } from '../run.mjs';

/** A chain of the public web, where the suite that has it is at hand. */
function publicWeb() {
  const one = onlineCases().find(({ id }) => id === 'online::google.com');
  if (!one) return [];
  const chain = [keep('public.pem', toPem([one.leaf, ...one.intermediates]))];
  const root = { base64: Buffer.from(one.roots[0]).toString('base64') };
  return [{ chain, root, host: one.host, time: one.time }];
}

export const cases = (made) => {
  const { root, ca, leaf } = made;
  /** A case with a document that includes another, given as an object. */
  const including = (inner, { more, constraints, purposes, ...one }) => {
    const text = JSON.stringify(documentOf({ name: 'Partner', ...inner }));
    const sha256 = createHash('sha256').update(text).digest('hex');
    const include = { document: sha256, note: 'partner', ...(constraints && { constraints }) };
    const document = { includes: [{ ...include, ...(purposes && { purposes }) }], ...more };
    const of = one.inner ? sha256 : undefined;
    const { inner: _, ...rest } = one;
    return { ...rest, document, included: [text], of };
  };
  const anchors = { anchors: [anchor(root, { purposes: ['server', 'email'] })] };
  const trusted = 'trusted';
  const notTrusted = 'notTrusted';
  return [
    including(anchors, { name: 'anchors of another document', expect: trusted }),
    including(
      { anchors: [], hints: [{ certificate: ca.base64 }] },
      { name: 'hints of another document', more: anchors, chain: [leaf], expect: trusted },
    ),
    including(
      {
        endEntities: [{ certificate: made.self.base64, hosts: ['www.cases.example'], purposes: ['server'] }],
      },
      { name: 'end entities of another document', chain: [made.self], expect: trusted },
    ),
    including(
      { distrusted: { keys: [{ sha256: leaf.key256 }] } },
      {
        name: 'what another document distrusts',
        more: anchors,
        expect: notTrusted,
        first: 'path.distrusted',
        at: '/distrusted/keys/0',
        inner: true,
      },
    ),
    including(
      { anchors: [anchor(root, { purposes: ['email'] })] },
      {
        name: 'purposes of another document',
        expect: notTrusted,
        first: 'anchor.purpose',
        at: '/anchors/0/purposes',
        inner: true,
      },
    ),
    including(anchors, {
      name: 'purposes of the include',
      purposes: ['email'],
      expect: notTrusted,
      first: 'anchor.purpose',
      at: '/includes/0/purposes',
    }),
    including(anchors, { name: 'purposes of both', purposes: ['server'], expect: trusted }),
    including(anchors, {
      name: 'constraints of the include',
      constraints: { permitted: { dns: ['other.example'] } },
      expect: notTrusted,
      first: 'name.not_permitted',
      at: '/includes/0/constraints/permitted/dns',
    }),
    including(anchors, {
      name: 'constraints of the include that hold',
      constraints: { permitted: { dns: ['cases.example'] }, pathLength: 1 },
      expect: trusted,
    }),
    including(anchors, {
      name: "the document's own word counts before that of one it includes",
      constraints: { pathLength: 0 },
      more: anchors,
      expect: trusted,
    }),
    including(
      { ...anchors, rules: { 'name.common_name': { action: 'deny' } }, revocation: { mode: 'require' } },
      { name: 'rules and revocation of another document stay behind', expect: trusted },
    ),
    // Of two documents that list the same certificate the earlier include counts, whatever the later one says.
    ...['strict first', 'free first'].map((order) => {
      const [free, strict] = [{}, { constraints: { pathLength: 0 } }].map((more) =>
        JSON.stringify(documentOf({ name: 'Partner', anchors: [anchor(root, more)] })),
      );
      const included = order === 'strict first' ? [strict, free] : [free, strict];
      const digest = (text) => createHash('sha256').update(text).digest('hex');
      const refused = { expect: notTrusted, first: 'path_length.exceeded', of: digest(strict) };
      return {
        name: `two documents with the same anchor: ${order}`,
        document: { includes: included.map((text) => ({ document: digest(text) })) },
        included: included.toReversed(),
        ...(order === 'strict first'
          ? { ...refused, at: '/anchors/0/constraints/pathLength' }
          : { expect: trusted }),
      };
    }),
    including(
      { ...anchors, issued: '2025-01-01T00:00:00Z', expires: '2025-06-01T00:00:00Z' },
      { name: 'a document that has expired counts where it is included', expect: trusted },
    ),
    including(
      { anchors: [anchor(made.rootExpired, { enforce: { dates: true } })] },
      {
        name: 'an expired anchor of another document',
        chain: [made.leafOfExpired],
        expect: notTrusted,
        first: 'validity.expired',
        at: '/anchors/0/enforce/dates',
        inner: true,
      },
    ),
    ...[
      { what: 'made here', chain: [leaf, ca], roots: [made.root], root },
      ...publicWeb().map((question) => ({ what: 'as they are', ...question })),
    ].flatMap(({ what, ...question }) => [
      {
        name: `the public web's roots, ${what}`,
        document: { includes: [{ publicWebRoots: true, note: 'the web' }] },
        ...question,
        expect: trusted,
      },
      {
        name: `the public web's roots with constraints, ${what}`,
        document: {
          includes: [{ publicWebRoots: true, constraints: { excluded: { dns: [question.host ?? host] } } }],
        },
        ...question,
        expect: notTrusted,
        first: 'name.excluded_subtree',
        at: '/includes/0/constraints/excluded/dns',
      },
      {
        name: `the public web's roots for something else, ${what}`,
        document: { includes: [{ publicWebRoots: true, purposes: ['email'] }] },
        ...question,
        expect: notTrusted,
        first: 'anchor.purpose',
        at: '/includes/0/purposes',
      },
      {
        name: `an own anchor's constraints count before those of the public web's roots, ${what}`,
        document: {
          anchors: [anchor(question.root, { constraints: { pathLength: 0 } })],
          includes: [{ publicWebRoots: true }],
        },
        ...question,
        expect: notTrusted,
        first: 'path_length.exceeded',
        at: '/anchors/0/constraints/pathLength',
      },
    ]),
  ];
};
