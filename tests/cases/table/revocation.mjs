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
      covers: ['Revocation.scope'],
    },
    {
      name: 'revoked',
      document: of({ mode: 'prefer' }),
      crl: [made.listRevokes],
      expect: 'notTrusted',
      first: 'revocation.revoked',
    },
    {
      name: 'revoked, and nobody looks',
      document: of({ mode: 'off' }),
      crl: [made.listRevokes],
      expect: trusted,
    },
    {
      name: 'a CA is revoked',
      document: of({}),
      crl: [made.listRevokesCa],
      expect: 'notTrusted',
      first: 'revocation.issuer_revoked',
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
      covers: ['Revocation.sources', 'NamedSource.data', 'NamedSource.name'],
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
      expect: trusted,
      first: 'store.source_missing',
      at: '/revocation/sources/0',
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
      covers: ['Revocation.grace'],
    },
  ];
};
