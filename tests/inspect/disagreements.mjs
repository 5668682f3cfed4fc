// Where an outside judge reads something else.
import assert from 'node:assert/strict';

/** Which judge, in which suite and field, of which certificates, and why that is so. */
const listed = [
  {
    judge: 'pyca',
    suite: 'pkilint',
    field: 'key.pin',
    sha256: ['a6af7800077efd3d4579d3e9fb4e70767733a2b6252a3d8f2179e8efe4a33525'],
    reason:
      'an RSA key without the NULL that RFC 3279 2.3.1 asks for: ours hashes what is in the certificate, pyca what it writes anew',
  },
  {
    judge: 'pyca',
    suite: 'limbo',
    field: 'of.alternativeNames',
    sha256: ['66316f360285b177a03580a7ed28294667182c077a15581e8faa4360594c7b3d'],
    reason:
      'an address of 8 octets: RFC 5280 4.2.1.6 allows 4 and 16, so ours shows the extension as malformed; pyca takes it for a block, as in name constraints',
  },
  {
    judge: 'pyca',
    suite: 'limbo',
    field: 'of.alternativeNames',
    sha256: ['91b5fa26edf2eb12206edb8520b18e16485bd216a5b346036bb3e19d10684399'],
    reason: 'control characters in a mailbox: ours shows them escaped, pyca as they are',
  },
  {
    judge: 'OpenSSL',
    suite: 'pkilint',
    field: 'key.pin',
    sha256: ['a6af7800077efd3d4579d3e9fb4e70767733a2b6252a3d8f2179e8efe4a33525'],
    reason:
      'an RSA key without the NULL that RFC 3279 2.3.1 asks for: OpenSSL adds it before it hashes the key',
  },
  {
    judge: 'OpenSSL',
    suite: 'pkilint',
    field: 'keyUsage',
    sha256: ['dccf0f1abbc4d31e496c0870ea17a357389b73f0c2d08ab392470dffeb5c0e70'],
    reason:
      'an octet after the BIT STRING, which RFC 5280 4.1 leaves no room for: ours shows it as malformed',
  },
  {
    judge: 'OpenSSL',
    suite: 'limbo',
    field: 'extendedKeyUsage',
    sha256: ['1279155287bfca3b8a97ac9b6a186dbb68ed3eee6248581a69ba0dffd05ab36b'],
    reason: 'no purpose at all: RFC 5280 4.2.1.12 asks for one, so ours shows the extension as malformed',
  },
];

/** The same in every suite, told by what ours says: what is made on the spot has another digest each time. */
const always = [
  {
    judge: 'pyca',
    field: 'key.pin',
    when: (ours) => ours?.publicKey?.algorithm.name === 'RSASSA-PSS',
    reason: 'a key for RSASSA-PSS alone (RFC 4055 1.2): pyca reads it as any RSA key and writes that',
  },
  {
    judge: 'pyca',
    field: 'key.pin',
    when: (ours) => ours?.publicKey?.key.explicit !== undefined,
    reason:
      'a curve in explicit parameters: ours hashes what is in the certificate, pyca writes the name of the curve instead',
  },
];

/** Fails for differences without a reason, and for reasons without a difference. `contents` is what ours says of all. */
export function explain(judge, suite, differ, contents, count) {
  const own = listed
    .filter((row) => row.judge === judge && row.suite === suite)
    .flatMap((row) => row.sha256.map((sha256) => ({ ...row, sha256 })));
  const ruled = always
    .filter((row) => row.judge === judge)
    .flatMap((row) =>
      contents
        .filter(({ data }) => row.when(data))
        .map(({ data }) => ({ ...row, sha256: data.fingerprints.sha256 })),
    );
  const rows = [...own, ...ruled];
  const isOf = (one) => (other) => one.field === other.field && one.sha256 === other.sha256;
  const unexplained = differ.filter((one) => !rows.some(isOf(one)));
  assert.deepEqual(unexplained.slice(0, 5), [], `${unexplained.length} differ from ${judge}`);
  const stale = rows.filter((row) => !differ.some(isOf(row)));
  assert.deepEqual(stale, [], `${judge} agrees by now`);
  for (const row of rows) count(`field that differs: ${row.reason}`);
}

/** Numbers of what was seen, told when it is over. */
export class Counts {
  of = {};
  add = (what, more = 1) => {
    this.of[what] = (this.of[what] ?? 0) + more;
  };

  tell(context) {
    for (const [what, number] of Object.entries(this.of).sort()) context.diagnostic(`${number} ${what}`);
  }
}
