/** Where pyca reads something else: in which field, of which certificates, and why that is so. */
export const disagreements = [
  {
    field: 'key.pin',
    sha256: ['a6af7800077efd3d4579d3e9fb4e70767733a2b6252a3d8f2179e8efe4a33525'],
    reason:
      'an RSA key without the NULL that RFC 3279 2.3.1 asks for: ours hashes what is in the certificate, pyca what it writes anew',
  },
  {
    field: 'key.pin',
    sha256: [
      'abde6ac5d8acf346a464b5539cc3eed5aa709479e421498f856cafc7c877b8b1',
      'fb4f14ff32f076451388dc64d14c53e91d20a0d151ac40bc9890f16243750c09',
    ],
    reason:
      'a curve in explicit parameters: ours hashes what is in the certificate, pyca writes the name of the curve instead',
  },
  {
    field: 'of.alternativeNames',
    sha256: ['66316f360285b177a03580a7ed28294667182c077a15581e8faa4360594c7b3d'],
    reason:
      'an address of 8 octets: RFC 5280 4.2.1.6 allows 4 and 16, so ours shows the extension as malformed; pyca takes it for a block, as in name constraints',
  },
  {
    field: 'of.alternativeNames',
    sha256: ['91b5fa26edf2eb12206edb8520b18e16485bd216a5b346036bb3e19d10684399'],
    reason: 'control characters in a mailbox: ours shows them escaped, pyca as they are',
  },
];
