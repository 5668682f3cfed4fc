// The ways in which `openssl ca` revokes, and what lists and responses are to say of each.

export const ways = [
  { name: 'unspecified', how: ['-crl_reason', 'unspecified'], reason: 'unspecified' },
  { name: 'key', how: ['-crl_reason', 'keyCompromise'], reason: 'keyCompromise' },
  { name: 'ca', how: ['-crl_reason', 'CACompromise'], reason: 'cACompromise' },
  { name: 'affiliation', how: ['-crl_reason', 'affiliationChanged'], reason: 'affiliationChanged' },
  { name: 'superseded', how: ['-crl_reason', 'superseded'], reason: 'superseded' },
  { name: 'cessation', how: ['-crl_reason', 'cessationOfOperation'], reason: 'cessationOfOperation' },
  { name: 'hold', how: ['-crl_hold', 'holdInstructionReject'], reason: 'certificateHold' },
  {
    name: 'compromised',
    how: ['-crl_compromise', '20260102030405Z'],
    reason: 'keyCompromise',
    invalidityDate: '2026-01-02T03:04:05Z',
  },
];

/** A certificate of an authority that revoked it, and what the only source is to say of it. */
export function revokedCertificate(authority, { name, how, reason, invalidityDate }) {
  const certificate = authority.issue(name);
  const revocationDate = authority.revoke(certificate, ...how);
  return { certificate, expected: { reason, revocationDate, invalidityDate, source: 0 } };
}
