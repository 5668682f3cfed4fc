// What may stand in no path, whatever else is said of it.
import { anchor } from '../run.mjs';

const colons = (hex) => hex.toUpperCase().match(/../g).join(':');

export const cases = (made) => {
  const { root, ca, leaf } = made;
  const of = (distrusted, more) => ({ anchors: [anchor(root)], distrusted, ...more });
  const refused = (place) => ({ expect: 'notTrusted', first: 'path.distrusted', at: `/distrusted/${place}` });
  const places = { root, ca, leaf };
  return [
    ...Object.entries(places).flatMap(([name, certificate]) => [
      {
        name: `the certificate of ${name}`,
        document: of({ certificates: [{ sha256: certificate.sha256, note: 'lost key' }] }),
        ...refused('certificates/0'),
        values: { by: 'certificate' },
      },
      {
        name: `the key of ${name}`,
        document: of({ keys: [{ sha256: colons(certificate.key256), note: 'lost key' }] }),
        ...refused('keys/0'),
        values: { by: 'key' },
      },
    ]),
    {
      name: 'the serial number of ca',
      document: of({ serials: [{ issuer: 'CN=root,O=Cases', serial: `00${ca.serial}`, note: 'lost key' }] }),
      ...refused('serials/0'),
      values: { by: 'serial' },
    },
    {
      name: 'the serial number of leaf, written otherwise',
      document: of({ serials: [{ issuer: 'cn=CA, o=cases', serial: colons(leaf.serial) }] }),
      ...refused('serials/0'),
    },
    {
      name: 'the same serial number of another issuer',
      document: of({ serials: [{ issuer: 'CN=root,O=Cases', serial: leaf.serial }] }),
      expect: 'trusted',
    },
    {
      name: 'others',
      document: of({
        certificates: [{ sha256: made.other.sha256 }],
        keys: [{ sha256: made.other.key256 }],
        serials: [{ issuer: 'CN=other,O=Cases', serial: '01' }],
      }),
      expect: 'trusted',
    },
    {
      name: 'distrust beats trust',
      document: {
        endEntities: [{ certificate: made.self.base64, hosts: ['www.cases.example'], purposes: ['server'] }],
        distrusted: { certificates: [{ sha256: made.self.sha256 }] },
      },
      chain: [made.self],
      ...refused('certificates/0'),
    },
    {
      name: 'no rule switches distrust off',
      document: of(
        { keys: [{ sha256: '00'.repeat(32) }, { sha256: leaf.key256 }] },
        {
          hosts: [
            { hosts: ['www.cases.example'], rules: { profile: { action: 'warn', profile: 'private' } } },
          ],
        },
      ),
      ...refused('keys/1'),
    },
  ];
};
