// Chromium's managed policy for a document, and the file that it is read from.
// https://chromeenterprise.google/policies/#CertificateManagement
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = '/etc/chromium/policies/managed';
const file = join(folder, 'anchorlight-test.json');

/** The policy that says the same; `byKey` gives the certificate of a key's SHA-256. */
export function policyOf({ anchors = [], hints = [], distrusted = {} }, byKey) {
  const isConstrained = ({ constraints }) => constraints?.permitted !== undefined;
  return {
    CACertificates: anchors.filter((one) => !isConstrained(one)).map(({ certificate }) => certificate),
    CACertificatesWithConstraints: anchors.filter(isConstrained).map(({ certificate, constraints }) => ({
      certificate,
      constraints: {
        permitted_dns_names: constraints.permitted.dns ?? [],
        permitted_cidrs: constraints.permitted.ip ?? [],
      },
    })),
    CAHintCertificates: hints.map(({ certificate }) => certificate),
    CADistrustedCertificates: (distrusted.keys ?? []).map(({ sha256 }) => byKey(sha256)),
  };
}

/** Why no policy can be set here; undefined where it can. */
export function hindrance() {
  if (process.platform !== 'linux' || process.getuid() !== 0)
    return 'skipped: Chromium under managed policy (it is read from /etc/chromium, which takes root on Linux)';
  const present = existsSync(folder) ? readdirSync(folder) : [];
  const other = present.find((name) => /CA[A-Z]/.test(readFileSync(join(folder, name), 'utf8')));
  return (
    other && `skipped: Chromium under managed policy (${join(folder, other)} says whom it trusts already)`
  );
}

/** Sets a policy for the time of `work`. What was there before is there afterwards. */
export async function withPolicy(policy, work) {
  const made = [];
  for (let path = folder; !existsSync(path); path = dirname(path)) made.push(path);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(policy), { flag: 'wx' });
  const restore = () => {
    rmSync(file);
    for (const path of made) rmdirSync(path);
  };
  const stopped = () => process.exit(1);
  process.once('exit', restore);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stopped);
  try {
    return await work();
  } finally {
    process.off('exit', restore);
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stopped);
    restore();
  }
}
