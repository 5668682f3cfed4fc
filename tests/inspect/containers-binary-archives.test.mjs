// ZIP, gzip and tar, made by Python and by tar: what is in them, what is not as it should be, and bombs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { openssl } from '../chains/openssl.mjs';
import { commandLine } from '../engine/command-line.mjs';
import { inspectData, inspectFiles } from './inspect.mjs';
import { Maker } from './made.mjs';
import { lacks, python, run } from './tools.mjs';

const maker = new Maker();
const noPython = lacks('python3', '--version');
const noTar = lacks('tar', '--version');
const pem = (name) => maker.certificate({ subject: `/CN=${name}`, lines: [] });
const first = maker.write('first.pem', pem('First'));
const second = maker.write('second.pem', pem('Second'));
const both = maker.write('both.pem', pem('One') + pem('Two'));
const bundle = maker.path('chain.p7b');
openssl('crl2pkcs7', '-nocrl', '-outform', 'DER', '-certfile', both, '-out', bundle);
const readme = maker.write('README.txt', 'Nothing of the kind\n');
const picture = maker.write('picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));

/** What is shown of each object, in order. */
const shown = ({ objects }) =>
  objects.map(({ within, entry, content, problem }) => [
    within,
    entry,
    content.kind === 'container' ? content.data.format : content.kind,
    content.data?.subject?.rfc4514 ?? problem?.kind.id,
  ]);
const inside = [
  [0, 'first.pem', 'certificate', 'CN=First'],
  [0, 'chain.p7b', 'signedData', undefined],
  [2, undefined, 'certificate', 'CN=One'],
  [2, undefined, 'certificate', 'CN=Two'],
  [0, 'README.txt', 'unopened', 'container.entry_unrecognised'],
  [0, 'picture.png', 'unopened', 'container.entry_unrecognised'],
];

/** A ZIP of files under their own names. */
function zip(name, files, more = '') {
  const path = maker.path(name);
  python(
    `import os, zipfile\nz = zipfile.ZipFile(argv[0], 'w', zipfile.ZIP_DEFLATED)\n` +
      `for f in argv[1:]: z.write(f, os.path.basename(f))\n${more}\nz.close()`,
    path,
    ...files,
  );
  return path;
}

function tar(name, files, ...options) {
  const path = maker.path(name);
  run('tar', [...options, '-cf', path, '-C', maker.path('.'), ...files.map((file) => basename(file))]);
  return path;
}

test('a ZIP (APPNOTE 4.3), packed and not, with what is no certificate only named', {
  skip: noPython,
}, () => {
  const files = [first, bundle, readme, picture];
  const stored = maker.path('stored.zip');
  python(
    `import os, zipfile\nz = zipfile.ZipFile(argv[0], 'w')\n` +
      `z.mkdir('d') if hasattr(z, 'mkdir') else z.writestr('d/', '')\n` +
      `for f in argv[1:]: z.write(f, os.path.basename(f))\nz.close()`,
    stored,
    ...files,
  );
  for (const path of [zip('packed.zip', files), stored]) {
    const [one] = inspectFiles([path]);
    assert.deepEqual(shown(one), [[undefined, undefined, 'zip', undefined], ...inside]);
    assert.deepEqual([one.objects[0].content.data.entries, one.problems], [4, []]);
  }
  assert.deepEqual(shown(inspectFiles([zip('empty.zip', [])])[0]), [
    [undefined, undefined, 'zip', undefined],
  ]);
});

test('a ZIP written to a pipe has its sizes after its data (APPNOTE 4.3.9)', { skip: noPython }, () => {
  const path = maker.path('piped.zip');
  const program = `import sys, zipfile
class Pipe:
  def __init__(self, f): self.f = f
  def write(self, b): return self.f.write(b)
  def flush(self): self.f.flush()
z = zipfile.ZipFile(Pipe(open(argv[0], 'wb')), 'w', zipfile.ZIP_DEFLATED)
z.write(argv[1], 'first.pem')
z.close()`;
  python(program, path, first);
  assert.deepEqual(shown(inspectFiles([path])[0])[1], inside[0]);
});

test('tar of every form (POSIX.1 pax; ustar; GNU; version 7), and what gzip makes of it (RFC 1952)', {
  skip: noTar,
}, () => {
  const deep = maker.write(`${'long-'.repeat(40)}.pem`, readFileSync(first));
  for (const format of ['pax', 'ustar', 'gnu', 'v7']) {
    const files = [first, bundle, readme, picture];
    const plain = tar(`${format}.tar`, files, `--format=${format}`);
    const [one] = inspectFiles([plain]);
    assert.deepEqual(shown(one), [[undefined, undefined, 'tar', undefined], ...inside], format);
    const packed = tar(`${format}.tgz`, files, `--format=${format}`, '-z');
    const [again] = inspectFiles([packed]);
    assert.deepEqual(shown(again).slice(0, 3), [
      [undefined, undefined, 'gzip', undefined],
      [0, undefined, 'tar', undefined],
      [1, 'first.pem', 'certificate', 'CN=First'],
    ]);
    if (format === 'pax' || format === 'gnu')
      assert.equal(
        inspectFiles([tar('deep.tar', [deep], `--format=${format}`)])[0].objects[1].entry,
        basename(deep),
      );
  }
});

test('the way to an object in words', { skip: noPython }, () => {
  const path = zip('bundle.zip', [both, bundle, first]);
  const text = run(commandLine, ['inspect', path]);
  const heads = text.match(/^\/.*bundle\.zip.*$/gm).map((line) => line.slice(line.indexOf('bundle.zip')));
  assert.deepEqual(heads, [
    'bundle.zip: ZIP archive',
    'bundle.zip › both.pem › certificate 1',
    'bundle.zip › both.pem › certificate 2',
    'bundle.zip › chain.p7b: signed data (PKCS #7, CMS)',
    'bundle.zip › chain.p7b › certificate 1',
    'bundle.zip › chain.p7b › certificate 2',
    'bundle.zip › first.pem: certificate',
  ]);
});

test('names in an archive are text and nothing else', { skip: noPython }, () => {
  const hostile = '../../etc/\u202Epasswd\u0007<b>';
  const path = zip('hostile.zip', [], `z.write('${first}', ${JSON.stringify(hostile)})`);
  const { stdout } = spawnSync(commandLine, ['inspect', path], { encoding: 'utf8' });
  assert.match(stdout, / › \.\.\/\.\.\/etc\//);
  assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
  assert.equal(inspectFiles([path])[0].objects[1].entry, hostile);
});

test('what is damaged is told, and what is not is read', { skip: noPython || noTar }, () => {
  const archive = readFileSync(zip('whole.zip', [first, second]));
  // One octet of the first file's packed contents.
  const changed = Buffer.from(archive);
  changed[100] ^= 0xff;
  const one = inspectData(changed);
  assert.deepEqual(shown(one)[1], [0, 'first.pem', 'unopened', 'container.damaged']);
  assert.deepEqual(shown(one).at(-1), [0, 'second.pem', 'certificate', 'CN=Second']);
  const cut = inspectData(archive.subarray(0, -30));
  assert.deepEqual(cut.objects[0].problem, {
    kind: { id: 'container.damaged' },
    offset: archive.length - 30,
    fatal: true,
  });
  const plain = readFileSync(tar('whole.tar', [first, second]));
  const half = inspectData(plain.subarray(0, 1024 + statSync(first).size + 300));
  assert.deepEqual(shown(half)[1], [0, 'first.pem', 'certificate', 'CN=First']);
  const packed = readFileSync(tar('whole.tgz', [first, second], '-z'));
  const cutOff = inspectData(packed.subarray(0, -60));
  assert.equal(cutOff.objects[0].problem.kind.id, 'container.damaged');
  assert.deepEqual(shown(cutOff)[2], [1, 'first.pem', 'certificate', 'CN=First']);
});

test('an encrypted entry and a method that is not read are named', { skip: noPython }, () => {
  const more = `
z.filelist[0].flag_bits |= 1
z.filelist[1].compress_type = 95`;
  const { objects } = inspectFiles([zip('encrypted.zip', [first, second], more)])[0];
  assert.deepEqual(objects[1].problem.kind, { id: 'container.encrypted' });
  assert.deepEqual(objects[2].problem.kind, { id: 'container.method_unsupported', method: 'ZIP method 95' });
});

test('a ZIP that declares 10 GB, one that lies about it, and entries that share their octets', {
  skip: noPython,
}, () => {
  const open = (...args) => inspectFiles([zip(...args)])[0];
  const declared = open('ten.zip', [first, second], 'z.filelist[0].file_size = 10 * 2**30');
  assert.deepEqual(shown(declared).slice(1), [
    [0, 'first.pem', 'unopened', 'container.too_large'],
    [0, 'second.pem', 'certificate', 'CN=Second'],
  ]);
  const lies = `
z.writestr('zeros', bytes(300 * 2**20))
z.filelist[1].file_size = 100`;
  assert.deepEqual(shown(open('lies.zip', [second], lies)).slice(1), [
    [0, 'second.pem', 'certificate', 'CN=Second'],
    [0, 'zeros', 'unopened', 'container.damaged'],
  ]);
  const same = `
import copy
z.writestr(zipfile.ZipInfo('zeros'), bytes(2**20))
for n in range(3000):
  z.filelist.append(copy.copy(z.filelist[-1]))
  z.filelist[-1].filename = f'zeros-{n}'`;
  const shared = open('same.zip', [first], same).objects;
  const tooLarge = shared.filter(({ problem }) => problem?.kind.id === 'container.too_large');
  assert.deepEqual([shared[0].content.data.entries, tooLarge.length], [3002, 3001 - 63]);
  const zeros = maker.path('zeros.gz');
  python(
    `import gzip\nf = gzip.open(argv[0], 'wb')\nfor n in range(300): f.write(bytes(2**20))\nf.close()`,
    zeros,
  );
  assert.equal(inspectFiles([zeros])[0].objects[0].problem.kind.id, 'container.too_large');
});

test('containers in containers: eight are opened, 5,000 are not', { skip: noPython }, () => {
  const nested = (levels) => {
    const path = maker.path(`nested-${levels}.zip`);
    const program = `import io, zipfile
data = open(argv[0], 'rb').read()
for n in range(${levels}):
  out = io.BytesIO()
  z = zipfile.ZipFile(out, 'w')
  z.writestr('x', data)
  z.close()
  data = out.getvalue()
open(argv[1], 'wb').write(data)`;
    python(program, first, path);
    return inspectFiles([path])[0];
  };
  const open = nested(8);
  assert.deepEqual([open.objects.length, open.objects[8].content.kind], [9, 'certificate']);
  assert.deepEqual(open.objects[8].within, 7);
  for (const levels of [9, 5_000]) {
    const { objects } = nested(levels);
    const last = objects.at(-1);
    assert.deepEqual(
      [objects.length, last.content.kind, last.problem.kind],
      [10, 'unopened', { id: 'container.too_deep', limit: 8 }],
    );
  }
});

/** What is said of a file by a process that has 700 MB of memory and no more. */
function limited(file) {
  const script = 'ulimit -v 700000; exec "$0" inspect --json "$1"';
  const { stdout, stderr } = spawnSync('bash', ['-c', script, commandLine, file], { encoding: 'utf8' });
  assert.equal(stderr, '');
  return JSON.parse(stdout).inputs[0];
}

test('an archive of 100 MB and a text of 100 MB in bounded memory', { skip: noPython }, () => {
  const more = `
z.writestr(zipfile.ZipInfo('random'), os.urandom(100_000_000))
z.write('${first}', 'last.pem')`;
  const large = zip('large.zip', [second], more);
  const text = maker.write('large.pem', `${'Nothing. '.repeat(11_000_000)}\n${readFileSync(first)}`);
  assert.deepEqual(shown(limited(large)).slice(1), [
    [0, 'second.pem', 'certificate', 'CN=Second'],
    [0, 'random', 'unopened', 'container.too_large'],
    [0, 'last.pem', 'certificate', 'CN=First'],
  ]);
  assert.deepEqual(shown(limited(text)), [[undefined, undefined, 'certificate', 'CN=First']]);
});

test('what declares 10 GB, what unpacks to 10 GB and 100 MB of ASN.1, in bounded memory', {
  skip: noPython,
}, () => {
  const declared = limited(zip('declared.zip', [first], 'z.filelist[0].file_size = 10 * 2**30'));
  assert.deepEqual(shown(declared).slice(1), [[0, 'first.pem', 'unopened', 'container.too_large']]);
  // Members of gzip end to end are one file (RFC 1952 §2.2).
  const bomb = maker.path('bomb.gz');
  const program = `import gzip
member = gzip.compress(bytes(2**28))
with open(argv[0], 'wb') as f:
  for n in range(40): f.write(member)`;
  python(program, bomb);
  assert.equal(limited(bomb).objects[0].problem.kind.id, 'container.too_large');
  // One OCTET STRING, and values in values without an end.
  const head = Buffer.from('3084060000060484060000', 'hex');
  const whole = Buffer.concat([head, Buffer.of(0), Buffer.alloc(0x6000000, 7)]);
  const [object] = limited(maker.write('large.der', whole)).objects;
  assert.deepEqual([object.content.kind, object.length], ['other', whole.length]);
  const deep = limited(maker.write('deep.der', Buffer.alloc(100_000_000, '3080', 'hex')));
  assert.equal(deep.objects[0].content.kind, 'other');
});
