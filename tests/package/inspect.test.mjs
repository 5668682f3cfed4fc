// Inspection through the package says what the command line says, in Node and in Chromium.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createEngine } from 'anchorlight';
import { openssl } from '../chains/openssl.mjs';
import { pemBlocks } from '../engine/pem.mjs';
import { inspectTogether } from '../inspect/inspect.mjs';
import { Maker } from '../inspect/made.mjs';
import { launch, noBrowser } from './lib/browser.mjs';
import { serve } from './lib/serve.mjs';

const sdk = fileURLToPath(new URL('../../web/sdk/', import.meta.url));
const files = makeFiles();
const maker = new Maker();
const expected = inspectTogether(
  files.map(({ label, data }) => maker.write(label, data)),
  '--tree',
);

/** One file of each kind, damaged ones and a private key among them. */
function makeFiles() {
  const maker = new Maker();
  const revocation = (name) =>
    readFileSync(new URL(`../../crate/engine/testdata/revocation/${name}.der`, import.meta.url));
  const key = maker.key('ec');
  const certificate = maker.certificate({ key, lines: ['subjectAltName = DNS:a.example'] });
  const path = maker.write('certificate.pem', certificate);
  const kinds = {
    certificate,
    'several.pem': certificate + certificate + readFileSync(key, 'utf8'),
    'request.csr': maker.request({ key, subject: '/CN=Asks', lines: ['subjectAltName = DNS:a.example'] }),
    'public.pem': openssl('pkey', '-in', key, '-pubout'),
    'signed.p7b': openssl('crl2pkcs7', '-nocrl', '-certfile', path),
    'list.crl': revocation('list'),
    'response.ors': revocation('response'),
    'cut.der': revocation('issuer').subarray(0, 200),
    'ber.bin': Buffer.from('308004020102020100000', 'hex'),
    'private.key': readFileSync(key, 'utf8'),
    'nothing.txt': 'nothing of the kind',
    empty: '',
  };
  return Object.entries(kinds).map(([label, data]) => ({ label, data: new Uint8Array(Buffer.from(data)) }));
}

/** What the command line prints, from what the package gives: each object with its tree. */
async function printed({ label, objects, problems, tree }) {
  const whole = objects.map((object, index) => (tree[index] ? { ...object, tree: tree[index] } : object));
  return { label, objects: whole, problems };
}

async function withTrees(file) {
  const tree = await Promise.all(file.objects.map((_, index) => file.tree(index)));
  return { ...JSON.parse(JSON.stringify(file)), tree };
}

async function judge({ files: all, relations }) {
  assert.equal(all.length, files.length);
  for (const [index, file] of all.entries()) {
    const { objects, problems } = expected.inputs[index];
    assert.deepEqual(await printed(file), { label: files[index].label, objects, problems });
  }
  assert.ok(relations.keys.length > 0, 'the certificate and its key belong together');
  assert.deepEqual(relations, expected.relations);
}

/** The same with the trees. */
async function judgeWithTrees({ files, relations }) {
  await judge({ files: await Promise.all(files.map(withTrees)), relations });
}

describe('in Node', () => {
  for (const entry of ['anchorlight', 'anchorlight/inline']) {
    test(`${entry} says what the command line says`, async () => {
      const engine = await (await import(entry)).createEngine();
      const { files: inspected } = await engine.inspect(files);
      await judgeWithTrees({ files: inspected, relations: await engine.relate(inspected) });
      engine.close();
    });
  }

  test('what belongs together is the same of files that were read one by one', async () => {
    const engine = await createEngine();
    const inspected = [];
    for (const file of files) inspected.push(...(await engine.inspect(file)).files);
    // What callers do to the objects changes nothing.
    for (const { objects } of inspected) objects.length = 0;
    assert.deepEqual(await engine.relate(inspected), expected.relations);
    assert.deepEqual((await engine.relate([])).chains, []);
    engine.close();
  });

  test('objects of several files are written as one, in the order asked for, without private keys', async () => {
    const engine = await createEngine();
    const pick = (name) => files.find(({ label }) => label === name);
    const [several, request] = (await engine.inspect(['several.pem', 'request.csr'].map(pick))).files;
    const objects = [
      { file: request, index: 0 },
      { file: several, index: 2 },
      { file: several, index: 0 },
    ];
    const blocks = pemBlocks(Buffer.from(await engine.exportObjects(objects, 'pem')).toString());
    assert.deepEqual(
      blocks,
      [request, several].map((file) => Buffer.from(file.der(0))),
    );
    assert.equal(await engine.exportObjects(objects, 'der'), undefined, 'two do not fit into one');
    assert.equal(await engine.exportObjects([], 'pem'), undefined);
    for (const asked of [engine.exportObjects([{ file: {}, index: 0 }], 'pem'), engine.relate([{}])])
      await assert.rejects(asked, { id: 'request.shape' });
    engine.close();
    await assert.rejects(engine.relate([several]), { id: 'engine.closed' });
    await assert.rejects(engine.exportObjects(objects, 'pem'), { id: 'engine.closed' });
  });

  test('encodings are those of the objects, and a private key has none', async () => {
    const engine = await createEngine();
    const [pem, key] = ['several.pem', 'private.key'].map((name) =>
      files.find(({ label }) => label === name),
    );
    const [several, secret] = (await engine.inspect([pem, key])).files;
    const der = Buffer.from(Buffer.from(pem.data).toString().split('-----')[2].replace(/\s/g, ''), 'base64');
    assert.deepEqual(
      several.objects.map(({ content }) => content.kind),
      ['certificate', 'certificate', 'privateKey'],
    );
    for (const index of [0, 1]) assert.deepEqual(Buffer.from(several.der(index)), der);
    for (const [file, index] of [
      [several, 2],
      [several, 3],
      [several, -1],
      [secret, 0],
    ]) {
      assert.equal(file.der(index), undefined);
      assert.equal(await file.tree(index), undefined);
    }
    const text = (octets) => Buffer.from(octets).toString();
    const block = text(await several.export(1, 'pem'));
    assert.match(block, /^-----BEGIN CERTIFICATE-----\n/);
    assert.deepEqual(Buffer.from(block.replace(/-----[^-]+-----|\s/g, ''), 'base64'), der);
    assert.match(text(await several.export(0, 'opensslText')), /^Certificate:\n/);
    assert.equal(await several.export(2, 'pem'), undefined);
    await assert.rejects(several.export(0, 'docx'), { id: 'request.shape' });
    engine.close();
    await assert.rejects(several.tree(0), { id: 'engine.closed' });
    await assert.rejects(engine.inspect(pem), { id: 'engine.closed' });
  });

  test('what is asked wrongly is a typed error, and no password is repeated', async () => {
    const engine = await createEngine();
    for (const [asked, options] of [
      [7, {}],
      [[new Blob([])], {}],
      ['', { passwords: 'secret' }],
      ['', { passwords: [['secret']] }],
      ['', { password: 'secret' }],
      ['', { weakKeys: 1 }],
    ]) {
      await assert.rejects(engine.inspect(asked, options), (error) => {
        assert.equal(error.id, 'request.shape');
        assert.doesNotMatch(error.message, /"secret/);
        return true;
      });
    }
    engine.close();
  });

  test('keys are looked at for weaknesses unless that is not wanted', async () => {
    const engine = await createEngine();
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const weaknesses = async (options) => {
      const { files } = await engine.inspect(publicKey.export({ type: 'spki', format: 'pem' }), options);
      return files[0].objects[0].content.data.weaknesses?.map(({ id }) => id);
    };
    assert.deepEqual(await weaknesses(), ['key.short']);
    assert.deepEqual(await weaknesses({ weakKeys: true }), ['key.short']);
    assert.equal(await weaknesses({ weakKeys: false }), undefined);
    engine.close();
  });

  test('after a trap the module is replaced and the next inspection works', async (t) => {
    t.mock.method(console, 'error', () => {});
    const engine = await createEngine();
    // As in web/sdk/test/trap.test.mjs: more than a Vec can hold on wasm32.
    await assert.rejects(engine.inspect(new Uint8Array(2 ** 31)), { id: 'engine.trap' });
    const { files: inspected } = await engine.inspect(files);
    await judgeWithTrees({ files: inspected, relations: await engine.relate(inspected) });
    engine.close();
  });
});

describe('in Chromium', { skip: noBrowser }, () => {
  let site;
  let browser;
  let page;

  before(async () => {
    site = await serve(sdk, { pages: { '/': '<!doctype html><title>inspect</title>' } });
    browser = await launch();
    page = await browser.newPage();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  const asked = files.map(({ label, data }) => ({ label, data: [...data] }));

  for (const entry of ['web', 'client', 'inline', 'worker-inline']) {
    test(`${entry}.js says what the command line says`, async () => {
      await page.goto(`${site.origin}/`);
      const all = await page.evaluate(
        async ([entry, asked]) => {
          const { createEngine } = await import(`/dist/${entry}.js`);
          const engine = await createEngine();
          const files = asked.map(({ label, data }) => ({ label, data: new Uint8Array(data) }));
          const { files: inspected } = await engine.inspect(files);
          const relations = await engine.relate(inspected);
          const lengths = files.map(({ data }) => data.length);
          const answer = [];
          for (const file of inspected) {
            const tree = [];
            for (const index of file.objects.keys()) tree.push(await file.tree(index));
            answer.push({ ...JSON.parse(JSON.stringify(file)), tree });
          }
          engine.close();
          return { files: answer, relations, lengths };
        },
        [entry, asked],
      );
      await judge(all);
      assert.deepEqual(
        all.lengths,
        files.map(({ data }) => data.length),
        'the bytes stay with the caller',
      );
    });
  }

  test('the module is loaded by the first inspection, and by no check', async () => {
    const requested = [];
    const listen = (request) => requested.push(new URL(request.url()).pathname);
    await page.goto(`${site.origin}/`);
    page.context().on('request', listen);
    const before = await page.evaluate(async () => {
      const { createEngine } = await import('/dist/client.js');
      window.engine = await createEngine();
      const told = window.engine.check({ certificates: '', anchors: '' }).then(
        ({ verdict }) => verdict.outcome,
        (error) => error.id,
      );
      return told;
    });
    assert.equal(before, 'cannotSay');
    assert.ok(!requested.some((path) => path.includes('inspector_bg')), String(requested));
    await page.evaluate(async () => window.engine.inspect('x'));
    await page.evaluate(async () => window.engine.inspect('x'));
    page.context().off('request', listen);
    const modules = requested.filter((path) => path.includes('inspector_bg'));
    assert.deepEqual(modules, ['/dist/inspector_bg.wasm']);
  });

  test('an inspection can be given up, and a tree outlives the worker', async () => {
    await page.goto(`${site.origin}/`);
    const outcome = await page.evaluate(async (data) => {
      const { createEngine } = await import('/dist/client.js');
      const engine = await createEngine();
      const { files } = await engine.inspect(new Uint8Array(data));
      const controller = new AbortController();
      const given = engine.inspect('x', { signal: controller.signal }).catch((error) => error.id);
      // The question is with the worker by now; ending it ends the worker.
      await Promise.resolve();
      controller.abort();
      const tree = await files[0].tree(0);
      return { given: await given, nodes: tree.nodes.length };
    }, asked[0].data);
    assert.equal(outcome.given, 'check.aborted');
    assert.equal(outcome.nodes, expected.inputs[0].objects[0].tree.nodes.length);
  });

  test('where the module is missing, that is said, and checks go on', async () => {
    await page.goto(`${site.origin}/`);
    const outcome = await page.evaluate(async () => {
      const { createEngine } = await import('/dist/client.js');
      const engine = await createEngine({ inspectorWasm: '/nothing.wasm' });
      const inspected = await engine.inspect('x').catch(({ id, message }) => `${id} ${message}`);
      const { verdict } = await engine.check({ certificates: '', anchors: '' });
      return [inspected, verdict.outcome];
    });
    assert.match(outcome[0], /^engine\.load .*`inspectorWasm`/);
    assert.equal(outcome[1], 'cannotSay');
  });
});
