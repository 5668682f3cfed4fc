// The guide's commands, in its order, in one folder; and the page's engine decides by the file that comes out.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { test } from 'node:test';
import { createEngine } from 'anchorlight';
import { extensions, signing, Workshop } from '../chains/openssl.mjs';
import { commandLine } from '../engine/native.mjs';
import { folder } from './command.mjs';

const guide = readFileSync(new URL('../../docs/trust-store.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/^```(sh|json)\n(.*?)^```$/gms)].map(([, kind, text]) => ({ kind, text }));

/** What is printed where the guide says so. */
const SAID = {
  '--dry-run': /anchor/,
  'store lint': /^0 problems, 0 pieces of advice$/m,
  'store diff': /partner/i,
  '! anchorlight check partner-elsewhere': /\/anchors\/1\/constraints\/permitted\/dns/,
  '! anchorlight check partner-address': /\/anchors\/1\/constraints\/excluded\/ip/,
  '! anchorlight store update': /older|rollback|version/i,
};

test('every command of the guide does what the guide says', async () => {
  const dir = folder();
  certificates(dir);
  assert.ok(blocks.length > 8, 'the guide has no commands');
  let environment = {
    ...process.env,
    PATH: `${dirname(commandLine)}${delimiter}${process.env.PATH}`,
    NO_COLOR: '1',
  };
  for (const { kind, text } of blocks) {
    if (kind === 'json') merge(join(dir, 'corp.json'), JSON.parse(text));
    else environment = run(dir, text, environment);
  }
  assert.match(readFileSync(join(dir, 'expiring.ics'), 'utf8'), /BEGIN:VEVENT/);
  assert.equal(JSON.parse(readFileSync(join(dir, 'chromium.json'), 'utf8')).CACertificates.length, 1);
  assert.ok(existsSync(join(dir, 'anchors.pem')));
  await decides(dir);
});

/** Each line must succeed, or fail where it begins with an exclamation mark; variables live on. */
function run(dir, text, environment) {
  for (const line of text.trim().split('\n')) {
    const assigned = /^([A-Z]+)=\$\((.*)\)$/.exec(line);
    const command = assigned?.[2] ?? line.replace(/^! /, '');
    const { status, stdout, stderr } = spawnSync('sh', ['-ec', command], {
      cwd: dir,
      env: environment,
      encoding: 'utf8',
    });
    assert.equal(status, line.startsWith('! ') ? 1 : 0, `${line}\n${stdout}${stderr}`);
    for (const [part, said] of Object.entries(SAID))
      if (line.includes(part)) assert.match(stdout + stderr, said, line);
    if (assigned) environment = { ...environment, [assigned[1]]: stdout.trim() };
  }
  return environment;
}

function merge(path, more) {
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...more }, null, 2));
}

/** The engine of page and package, by the signed file that the guide published. */
async function decides(dir) {
  const read = (name) => readFileSync(join(dir, name));
  const engine = await createEngine();
  const store = await engine.openStore({ document: read('published.json') });
  assert.equal(store.store.signed.valid.length, 2);
  const verdict = async (name, host) => {
    const report = await engine.check({
      certificates: read(name),
      store,
      host,
      time: '2026-11-02T00:00:00Z',
    });
    return [report.verdict.outcome, report.findings[0]?.clause?.pointer];
  };
  assert.deepEqual(await verdict('site.pem', 'www.northmoor.example'), ['trusted', undefined]);
  assert.deepEqual(await verdict('partner-site.pem', 'www.partner.example'), ['trusted', undefined]);
  assert.deepEqual(await verdict('partner-elsewhere.pem', 'www.bank.example'), [
    'notTrusted',
    '/anchors/1/constraints/permitted/dns',
  ]);
  assert.deepEqual(await verdict('partner-address.pem', '192.0.2.7'), [
    'notTrusted',
    '/anchors/1/constraints/excluded/ip',
  ]);
  engine.close();
}

/** The files that the guide begins with, and the certificates of servers. */
function certificates(dir) {
  const workshop = new Workshop(dir);
  const dates = { from: '2026-01-01T00:00:00Z', to: '2036-01-01T00:00:00Z' };
  const short = { from: '2026-10-01T00:00:00Z', to: '2027-10-01T00:00:00Z' };
  const make = (name, by, extensions, when = dates) =>
    workshop.certificate({
      ...{ name, by, extensions, sign: signing.sha256, key: workshop.key(name, 'p256'), ...when },
      subject: `/O=Northmoor/CN=${name}`,
    });
  const root = make('root', undefined, extensions.root);
  const partner = make('partner', undefined, extensions.root);
  const issuing = make('issuing', root, extensions.ca());
  make('site', issuing, extensions.server('DNS:www.northmoor.example'), short);
  make('partner-site', partner, extensions.server('DNS:www.partner.example'), short);
  make('partner-address', partner, extensions.server('IP:192.0.2.7'), short);
  make('partner-elsewhere', partner, extensions.server('DNS:www.bank.example'), short);
}
