// Makes the golden inputs with OpenSSL, and accepts the engine's reports on them.
//
//   node tests/golden/make.mjs            new certificates and reports
//   node tests/golden/make.mjs --accept   reports alone: after a change of the report, to be read in the diff
//
// The certificates are in the repository, so that native and WebAssembly tests include the same bytes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extensions, signing, Workshop } from '../chains/openssl.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const golden = join(root, 'tests/golden');
const host = 'intranet.corp.example';
const now = '2026-06-01T12:00:00Z';

if (!process.argv.includes('--accept')) makeInputs();
acceptReports();

function makeInputs() {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  const workshop = new Workshop(folder);
  const certificate = (name, kind, by, rest = {}) =>
    workshop.certificate({
      name,
      subject: `/O=Corp/CN=${name}`,
      key: workshop.key(rest.keyName ?? name, kind),
      by,
      sign: signing.sha256,
      from: '2026-01-01T00:00:00Z',
      to: '2036-01-01T00:00:00Z',
      extensions: by ? extensions.ca(0) : extensions.root,
      ...rest,
    });
  const leaf = (name, by, rest) =>
    certificate(name, 'p256', by, {
      to: '2027-01-01T00:00:00Z',
      extensions: extensions.server(`DNS:${host}`, 'IP:10.1.2.3'),
      ...rest,
    });
  const rootCa = certificate('Corp Root', 'p256');
  const oldRoot = certificate('Corp Old Root', 'rsa', undefined, {
    from: '2006-01-01T00:00:00Z',
    to: '2026-02-01T00:00:00Z',
  });
  const issuing = { subject: '/O=Corp/CN=Corp Issuing CA', keyName: 'issuing' };
  const issuingCa = certificate('issuing', 'p256', rootCa, issuing);
  const crossSigned = certificate('issuing-by-old', 'p256', oldRoot, issuing);
  const server = leaf('server', issuingCa);
  const pssRoot = certificate('Corp PSS Root', 'rsa', undefined, { sign: signing.pss('sha384') });
  const pssLeaf = leaf('pss-server', pssRoot, { sign: signing.pss('sha384') });

  write('trusted', [server, issuingCa], [rootCa]);
  write('expired', [server, issuingCa], [rootCa], { time: '2027-01-02T00:00:00Z' });
  write('wrong-host', [server, issuingCa], [rootCa], { host: 'mail.corp.example' });
  write('missing-intermediate', [server], [rootCa]);
  write('cross-signed', [crossSigned, server, issuingCa], [oldRoot, rootCa]);
  write('rsa-pss', [pssLeaf], [pssRoot], { host: '10.1.2.3' });
  const broken = issuingCa.pem.replace(/^(.{40})./m, '$1!');
  write('malformed', [server, { pem: broken.replace('-----BEGIN', 'text\n-----BEGIN') }], [rootCa]);
  rmSync(folder, { recursive: true });
}

function write(name, chain, store, { host: asked = host, time = now } = {}) {
  const folder = join(golden, name);
  mkdirSync(folder, { recursive: true });
  const pem = (certificates) => certificates.map((certificate) => certificate.pem).join('');
  writeFileSync(join(folder, 'chain.pem'), pem(chain));
  writeFileSync(join(folder, 'store.pem'), pem(store));
  const request = { host: asked, time: Date.parse(time) / 1000 };
  writeFileSync(join(folder, 'request.json'), `${JSON.stringify(request)}\n`);
}

function acceptReports() {
  execFileSync('cargo', ['build', '--quiet', '--package', 'anchorlight-cli'], {
    cwd: root,
    stdio: 'inherit',
  });
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  for (const entry of readdirSync(golden, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const folder = join(golden, entry.name);
    const { host, time } = JSON.parse(readFileSync(join(folder, 'request.json'), 'utf8'));
    const at = new Date(time * 1000).toISOString();
    const args = ['check', '--json', '--store', 'store.pem', '--host', host, '--time', at, 'chain.pem'];
    writeFileSync(join(folder, 'report.json'), report(join(target, 'debug/anchorlight'), args, folder));
  }
}

/** Exit code 1 is an answer too. */
function report(command, args, cwd) {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8' });
  } catch (error) {
    if (error.status !== 1) throw error;
    return error.stdout;
  }
}
