// One chain, and what its CAs say of revocation: lists by `openssl ca -gencrl`, each with one thing to it.
import { extensions, signing } from './openssl.mjs';
import { host, maker, time } from './sets.mjs';

const earlier = '2026-05-20T08:30:00Z';
const point = (part) => `http://crl.chains.example/part-${part}.crl`;

/**
 * `{ leaf, issuing, root, stranger, lists }`: the leaf is below the issuing CA, that below the root.
 * Lists are by name; `root` and `issuing` have nothing on them and are in force.
 */
export function makeRevocation(workshop) {
  const make = maker(workshop, 'revocation', 'p256', signing.sha256);
  const root = make.root();
  const stranger = make.root({ subject: '/O=Strangers/CN=Stranger' }, 'stranger');
  const issuing = make.intermediate(root);
  const leaf = make.leaf(issuing, {
    extensions: [
      ...extensions.server(`DNS:${host}`),
      `crlDistributionPoints=URI:${point(1)}`,
      'authorityInfoAccess=OCSP;URI:http://ocsp.chains.example/',
    ],
  });
  const lists = {};
  const list = (name, by, changes = {}) => {
    const dates = { from: '2026-05-30T00:00:00Z', to: '2026-06-30T00:00:00Z' };
    const file = { name: `revocation-list-${name}`, by, sign: signing.sha256, ...dates };
    lists[name] = workshop.revocationList({ ...file, ...changes });
  };
  const scoped = (...lines) => ['issuingDistributionPoint=critical,@scope', '[scope]', ...lines];

  list('root', root);
  list('issuing', issuing, { number: '1000', extensions: [`freshestCRL=URI:${point('delta')}`] });
  for (const reason of ['keyCompromise', 'superseded'])
    list(reason, issuing, { revoked: [[leaf, earlier, reason]] });
  list('no-reason', issuing, { revoked: [[leaf, earlier]] });
  list('hold', issuing, { revoked: [[leaf, earlier, 'holdInstruction,holdInstructionReject']] });
  list('key-time', issuing, { revoked: [[leaf, earlier, 'keyTime,20260501000000Z']] });
  list('root-revokes', root, { revoked: [[issuing, earlier, 'CACompromise']] });
  list('stale', issuing, { from: '2026-03-01T00:00:00Z', to: '2026-05-01T00:00:00Z' });
  list('future', issuing, { from: '2026-06-15T00:00:00Z', to: '2026-07-15T00:00:00Z' });
  list('stranger', stranger);
  list('part-1', issuing, { extensions: scoped(`fullname=URI:${point(1)}`) });
  list('part-2', issuing, { extensions: scoped(`fullname=URI:${point(2)}`) });
  list('part-1-revokes', issuing, {
    revoked: [[leaf, earlier, 'superseded']],
    extensions: scoped(`fullname=URI:${point(1)}`),
  });
  list('only-ca', issuing, { extensions: scoped('onlyCA=TRUE') });
  list('only-user', issuing, { extensions: scoped('onlyuser=TRUE') });
  list('some-reasons', issuing, {
    extensions: scoped(`fullname=URI:${point(1)}`, 'onlysomereasons=keyCompromise,CACompromise'),
  });
  // The base is list 1000, above.
  list('delta', issuing, {
    number: '1001',
    revoked: [[leaf, earlier, 'keyCompromise']],
    extensions: ['2.5.29.27=critical,DER:02021000'],
  });
  list('unknown-critical', issuing, { extensions: ['1.3.6.1.4.1.99999.1=critical,DER:0500'] });
  return { leaf, issuing, root, stranger, lists, host, time };
}
