// What a document needs beside itself, and what of that is kept with it.
import type { CertificateInput, Engine, StoreFiles } from './api.js';
import { readFiles } from './request.js';
import { canDigest, sha256 } from './sha256.js';
import type { KeptDocument } from './shelf.js';

/** What a store's documents need beside themselves. */
export type StoreContext = Pick<StoreFiles, 'included' | 'publicWebRoots'>;

type Included = NonNullable<KeptDocument['included']>[number];

/** Those of the given documents that a document includes. Without WebCrypto they cannot be told, and none is kept. */
export async function includedIn(
  engine: Engine,
  document: CertificateInput,
  context: StoreContext,
): Promise<Included[]> {
  const { included = [] } = context;
  const given = readFiles(included);
  if (given.length === 0 || !canDigest()) return [];
  const { includes = [] } = (await engine.describeStore({ document, ...context })).document;
  const named = new Set(includes.map((one) => one.document?.replaceAll(':', '').toLowerCase()));
  const found = new Map<string, Included>();
  for (const { data } of given) {
    const digest = await sha256(data);
    if (named.has(digest)) found.set(digest, { digest, bytes: data });
  }
  return [...found.values()];
}
