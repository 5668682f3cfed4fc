// Lists: what it takes to believe a certificate, and lists that belong to the store.
import { readFileSync } from 'node:fs';
import { anchor } from '../run.mjs';

export const cases = (made) => {
  const of = (revocation) => ({ anchors: [anchor(made.root)], revocation });
  const embedded = (...names) => names.map((name) => ({ name, data: made[name].pem }));
  const trusted = 'trusted';
  const unknown = { expect: 'notTrusted', first: 'revocation.unknown', at: '/revocation/mode' };
  const both = [made.listOfRoot, made.listOfCa];
  return [
    { name: 'nothing is known, and nothing need be', document: of({}), expect: trusted },
    { name: 'a status is preferred and none is known', document: of({ mode: 'prefer' }), expect: trusted },
    { name: 'a status is required and none is known', document: of({ mode: 'require' }), ...unknown },
    {
      name: 'a status is required and lists are brought',
      document: of({ mode: 'require' }),
      crl: both,
      expect: trusted,
    },
    {
      name: 'a status is required and one list is brought',
      document: of({ mode: 'require' }),
      crl: [made.listOfCa],
      ...unknown,
    },
    {
      name: 'of the end entity alone',
      document: of({ mode: 'require', scope: 'endEntity' }),
      crl: [made.listOfCa],
      expect: trusted,
    },
    {
      name: 'of the whole path',
      document: of({ mode: 'require', scope: 'path' }),
      crl: [made.listOfCa],
      ...unknown,
    },
    {
      name: 'revoked',
      document: of({ mode: 'prefer' }),
      crl: [made.listRevokes],
      expect: 'notTrusted',
      first: 'revocation.revoked',
      at: '/revocation/mode',
    },
    {
      name: 'revoked, and nobody looks',
      document: of({ mode: 'off' }),
      crl: [made.listRevokes],
      expect: trusted,
    },
    {
      name: 'a CA is revoked',
      document: of({ mode: 'require' }),
      crl: [made.listRevokesCa, made.listOfCa],
      expect: 'notTrusted',
      first: 'revocation.issuer_revoked',
      at: '/revocation/mode',
    },
    {
      name: 'a CA is revoked by a list of the store',
      document: of({ sources: embedded('listOfCa', 'listRevokesCa') }),
      expect: 'notTrusted',
      first: 'revocation.issuer_revoked',
      at: '/revocation/sources/1',
    },
    {
      name: 'a list that the store names is brought and revokes',
      document: of({
        sources: [{ name: 'another', data: made.listOfRoot.pem }, { name: made.listRevokes.path }],
      }),
      crl: [made.listRevokes],
      expect: 'notTrusted',
      first: 'revocation.revoked',
      at: '/revocation/sources/1',
    },
    {
      name: 'lists that belong to the store',
      document: of({ mode: 'require', sources: embedded('listOfRoot', 'listOfCa') }),
      expect: trusted,
    },
    {
      name: 'a list of the store revokes',
      document: of({ sources: embedded('listRevokes') }),
      expect: 'notTrusted',
      first: 'revocation.revoked',
      at: '/revocation/sources/0',
    },
    {
      name: 'a list of the store in base64',
      document: of({
        mode: 'require',
        scope: 'endEntity',
        sources: [
          { name: 'base64', data: readFileSync(made.listOfCa.path, 'utf8').replace(/-----.*-----/g, '') },
        ],
      }),
      expect: trusted,
    },
    {
      name: 'a list that the store names is brought',
      document: of({ mode: 'require', scope: 'endEntity', sources: [{ name: made.listOfCa.path }] }),
      crl: [made.listOfCa],
      expect: trusted,
    },
    {
      name: 'a list that the store names is not brought',
      document: of({ sources: [{ name: 'issuing.crl' }] }),
      expect: 'trustedWithWarnings',
      first: 'store.source_missing',
      at: '/revocation/sources/0',
    },
    {
      name: 'a list that the store names is not brought, and nobody looks',
      document: of({ mode: 'off', sources: [{ name: 'issuing.crl' }] }),
      expect: trusted,
    },
    {
      name: 'an hour out of date, and as much allowed',
      document: of({ mode: 'require', scope: 'endEntity', grace: 3600 }),
      crl: [made.listStale],
      expect: trusted,
    },
    {
      name: 'an hour out of date, and a second less allowed',
      document: of({ mode: 'require', scope: 'endEntity', grace: 3599 }),
      crl: [made.listStale],
      ...unknown,
      at: '/revocation/grace',
    },
    {
      name: 'a list of the store is out of date and nothing is said of that',
      document: of({ mode: 'require', scope: 'endEntity', sources: embedded('listOfRoot', 'listStale') }),
      ...unknown,
      at: '/revocation/sources/1',
    },
    {
      name: 'a list that is brought is out of date and nothing is said of that',
      document: of({ mode: 'require', scope: 'endEntity' }),
      crl: [made.listStale],
      ...unknown,
    },
    ...answers(made, of),
  ];
};

/** The same with OCSP responses, which are in force from when they were made, for an hour. */
function answers(made, of) {
  const after = (minutes) => {
    const time = new Date(Date.parse(made.answerGood.begins) + minutes * 60_000);
    return { time: `${time.toISOString().slice(0, 19)}Z`, chain: [made.answered, made.ca] };
  };
  const asked = (revocation) => ({
    ...of({ mode: 'require', scope: 'endEntity', ...revocation }),
    issued: '2022-01-01T00:00:00Z',
    expires: '2035-01-01T00:00:00Z',
  });
  const holds = (name) => ({ sources: [{ name, data: made[name].base64 }] });
  const names = (name) => ({ sources: [{ name: made[name].path }] });
  const unknown = { expect: 'notTrusted', first: 'revocation.unknown' };
  const revoked = { expect: 'notTrusted', first: 'revocation.revoked', at: '/revocation/sources/0' };
  return [
    {
      name: 'a response of the store',
      document: asked(holds('answerGood')),
      ...after(1),
      expect: 'trusted',
    },
    {
      name: 'a response of the store, of the end entity alone',
      document: asked({ ...holds('answerGood'), scope: 'path' }),
      ...after(1),
      ...unknown,
      at: '/revocation/mode',
    },
    {
      name: 'a response of the store revokes',
      document: asked(holds('answerRevoked')),
      ...after(1),
      ...revoked,
      values: { reason: 'keyCompromise' },
    },
    {
      name: 'a response that the store names is brought',
      document: asked(names('answerGood')),
      crl: [made.answerGood],
      ...after(1),
      expect: 'trusted',
    },
    {
      name: 'a response that the store names is brought and revokes',
      document: asked({ ...names('answerRevoked'), mode: 'prefer' }),
      crl: [made.answerRevoked],
      ...after(1),
      ...revoked,
    },
    {
      name: 'a response that the store names is not brought',
      document: asked(names('answerGood')),
      ...after(1),
      ...unknown,
      at: '/revocation/mode',
    },
    {
      name: 'a response is an hour out of date, and as much allowed',
      document: asked({ ...holds('answerGood'), grace: 3600 }),
      ...after(120),
      expect: 'trusted',
    },
    {
      name: 'a response is an hour out of date, and a second less allowed',
      document: asked({ ...holds('answerGood'), grace: 3599 }),
      ...after(120),
      ...unknown,
      at: '/revocation/grace',
    },
    {
      name: 'a response of the store is out of date and nothing is said of that',
      document: asked(holds('answerGood')),
      ...after(120),
      ...unknown,
      at: '/revocation/sources/0',
    },
  ];
}
