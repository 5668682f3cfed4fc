// The organisation's trust store that the extension is tried with.

/** A document with anchors of the test's certificates; `more` replaces members of it. */
export function storeOf(certificates, more = {}) {
  const anchor = (name, constraints) => ({
    certificate: certificates[name].base64,
    purposes: ['server'],
    ...(constraints && { constraints }),
  });
  return {
    name: 'Corp',
    version: 1,
    issued: '2026-01-01T00:00:00Z',
    expires: '2034-01-01T00:00:00Z',
    anchors: [
      anchor('root'),
      anchor('secondRoot'),
      anchor('constrainedRoot', { permitted: { dns: ['wiki.corp.example'] } }),
      anchor('distrustedRoot'),
    ],
    distrusted: { keys: [{ sha256: certificates.distrustedRoot.key256, note: 'The key was copied' }] },
    ...more,
  };
}
