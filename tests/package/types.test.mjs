// The packed package's types in strict TypeScript projects, with the DOM's types or Node's.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeProject } from './lib/project.mjs';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));

const local = `
import { AnchorlightError, createEngine, DamagedStoreError, keepStores, type CheckRequest, type Engine, type ErrorId, type Inspected, type inspection, type KeptDocument, type OpenFiles, type Report, type Shelf, type StoreDocument, TrustStore } from 'anchorlight';
import { count, loadPublicRoots } from 'anchorlight/public-roots';

export async function verdict(pem: string): Promise<string> {
  const engine: Engine = await createEngine();
  const anchors = await loadPublicRoots();
  const request: CheckRequest = { certificates: [pem, { label: 'x', data: new Uint8Array(1) }], anchors };
  const report: Report = await engine.check({ ...request, time: new Date(), host: 'a.example', purpose: 'any' });
  for (const { fault, severity } of report.findings) {
    if (fault.id === 'validity.expired') return fault.notAfter + severity + count;
    if (fault.id === 'name.mismatch') return fault.asked.value;
    if (fault.id === 'revocation.revoked') return fault.revocationDate + fault.reason;
    if (fault.id === 'revocation.unknown') return fault.why.map(({ id, source }) => id + source).join();
  }
  return report.verdict.outcome;
}

export async function keep(engine: Engine, pem: string): Promise<number> {
  const store: OpenFiles = await engine.open([pem, { label: 'x', data: new Uint8Array(1) }]);
  await engine.check({ certificates: store, anchors: [store, pem], intermediates: store });
  store.close();
  return store.files.reduce((sum, { certificates }) => sum + certificates, 0);
}

export async function shelve(document: StoreDocument): Promise<string> {
  const shelf: Shelf = await keepStores({ versions: 3 });
  const current: KeptDocument | undefined = await shelf.current(document.name);
  try {
    await shelf.put(document, { expected: current?.revision ?? null });
  } catch (error) {
    if (error instanceof DamagedStoreError) return error.previous?.revision ?? error.id;
  }
  shelf.subscribe(({ current }) => current?.version.toFixed())();
  // @ts-expect-error what is expected must be said
  await shelf.put(document);
  const stores = await shelf.readExport(await shelf.exportAll());
  await shelf.putAll(stores.map(({ documents }) => ({ documents, expected: null })));
  return stores.map(({ name, documents: [{ version }] }) => name + version).join();
}

export async function follow(engine: Engine, shelf: Shelf, file: Uint8Array): Promise<string> {
  const store = new TrustStore(engine, shelf, 'Corp');
  const draft: string = await store.new({ portals: [{ id: 'https://portal.example' }] });
  await store.lint({ document: draft });
  const ics: string = await store.calendar({ ics: ({ days, uid }) => ({ summary: days + uid, description: '' }) });
  const report = await TrustStore.importAll(engine, shelf, file, { first: new Map([['Corp', { accepted: { digest: '' } }]]) });
  if (report.outcome === 'refused') return report.refused.map(({ refusal }) => refusal.id).join();
  // @ts-expect-error signing is the command line's
  store.sign();
  return ics + report.stores.map(({ outcome }) => outcome).join() + (await store.calendar()).name;
}

export async function look(engine: Engine, file: Uint8Array): Promise<string | undefined> {
  const { files }: Inspected = await engine.inspect([{ label: 'a.p12', data: file }], { passwords: ['secret'] });
  const object: inspection.Object | undefined = files[0]?.objects[0];
  const tree: inspection.Tree | undefined = await files[0]?.tree(0);
  if (object?.content.kind === 'certificate') return object.content.data.subject.rfc4514 + tree?.nodes.length;
  // @ts-expect-error passwords are a list
  await engine.inspect(file, { passwords: 'secret' });
  return files[0]?.der(0)?.length.toFixed();
}

export function explain(error: unknown): ErrorId | undefined {
  return error instanceof AnchorlightError ? error.id : undefined;
}

export async function mistakes(engine: Engine): Promise<void> {
  // @ts-expect-error a host is text
  await engine.check({ certificates: '', anchors: '', host: 7 });
  // @ts-expect-error no such purpose
  await engine.check({ certificates: '', anchors: '', purpose: 'signing' });
  // @ts-expect-error bytes are not a list of numbers
  await engine.check({ certificates: { data: [1, 2] }, anchors: '' });
  await engine.check({ certificates: '', anchors: '', revocation: { sources: await engine.open(''), grace: 60 } });
  // @ts-expect-error no such mode
  await engine.check({ certificates: '', anchors: '', revocation: { mode: 'maybe' } });
  // @ts-expect-error open files cannot be opened
  await engine.open(await engine.open(''));
  // @ts-expect-error no such option
  await createEngine({ module: '/engine_bg.wasm' });
}
`;

const browser = `
import { createEngine, type ClientEngine } from 'anchorlight/client';
import * as inline from 'anchorlight/inline';
import { createInlineWorker, createEngine as createInlineEngine, inlineWorkerUrl } from 'anchorlight/worker-inline';

export async function check(signal: AbortSignal): Promise<string> {
  const engines: ClientEngine[] = [
    await createEngine(),
    await createEngine({ worker: createInlineWorker, wasm: new URL(inlineWorkerUrl()) }),
    await createInlineEngine(),
  ];
  await engines[0]?.inspect('', { signal, passwords: [] });
  const reports = await Promise.all(engines.map((engine) => engine.check({ certificates: '', anchors: '' }, { signal })));
  const local = await inline.createEngine({ wasm: fetch('/engine_bg.wasm') });
  return [local.version, ...reports.map(({ verdict }) => verdict.outcome)].join();
}
`;

let project;
before(() => {
  project = makeProject({ 'local.ts': local, 'browser.ts': browser });
});
after(() => project?.remove());

const consumers = {
  'the DOM and a bundler': {
    options: { module: 'ESNext', moduleResolution: 'bundler', lib: ['ES2022', 'DOM'], types: [] },
    files: ['local.ts', 'browser.ts'],
  },
  'the DOM and Node resolution': {
    options: { module: 'NodeNext', lib: ['ES2022', 'DOM'], types: [] },
    files: ['local.ts', 'browser.ts'],
  },
  'Node alone': {
    options: { module: 'NodeNext', lib: ['ES2022'], types: ['node'], typeRoots: [join(modules, '@types')] },
    files: ['local.ts'],
  },
};
for (const [name, { options, files }] of Object.entries(consumers)) {
  test(`the types compile with ${name}`, () => {
    const strict = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      skipLibCheck: false,
      noEmit: true,
    };
    const config = join(project.folder, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({ compilerOptions: { ...strict, ...options }, files }));
    const tsc = join(modules, 'typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', config], { encoding: 'utf8' });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });
}
