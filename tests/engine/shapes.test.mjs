// Chains with a shape of their own: several ways up, anchors in unusual places, files in any order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { madeCases, request } from './cases.mjs';
import { certificate, extension, isCa, newKey, oid, sequence } from './der.mjs';
import { check, checkBoth, first, ids } from './engine.mjs';
import { opensslVerify } from './openssl-judge.mjs';

const cases = madeCases();
const [p256, crossSigned] = ['p256', 'cross-signed'].map((id) => cases.find((one) => one.id === id));

const subjects = (report, path) => path.certificates.map((index) => report.certificates[index].subject.short);

test('a cross-signed intermediate gives two paths, and both are explained', async () => {
  const report = await checkBoth(request(crossSigned));
  assert.equal(report.verdict.outcome, 'trusted');
  assert.equal(report.certificates[report.verdict.anchor].subject.short, 'Root');
  assert.deepEqual(
    report.paths.map((path) => [path.trusted, path.anchored, subjects(report, path).join(' < ')]),
    [
      [true, true, `${crossSigned.host} < Intermediate < Root`],
      [false, true, `${crossSigned.host} < Intermediate < Old root`],
    ],
  );
  for (const path of report.paths) {
    const checked = new Set(path.checks.map((check) => check.certificate));
    assert.deepEqual(checked, new Set(path.certificates), 'every certificate of the path is checked');
  }
  const failed = report.paths[1].checks.filter(({ passed }) => !passed);
  assert.deepEqual(
    failed.map(({ fault, certificate }) => [fault.id, report.certificates[certificate].subject.short]),
    [['validity.expired', 'Old root']],
  );
  assert.deepEqual(ids(report), ['validity.expired']);
  assert.equal(report.findings[0].severity, 'info', 'what is wrong with another path does not decide');
  assert.deepEqual(report.findings[0].paths, [1]);
});

test('with the expired root alone, the cross-signed chain is refused for that root', async () => {
  const onlyOld = { ...crossSigned, roots: crossSigned.roots.slice(0, 1) };
  const report = await checkBoth(request(onlyOld));
  assert.equal(report.verdict.outcome, 'notTrusted');
  assert.equal(opensslVerify(onlyOld).trusted, false);
  assert.equal(first(report), 'validity.expired');
  assert.equal(report.certificates[report.findings[0].certificate].subject.short, 'Old root');
});

test('an intermediate in the trust store is an anchor', async () => {
  const anchored = { ...p256, roots: p256.intermediates, intermediates: [] };
  const report = await checkBoth(request(anchored));
  assert.equal(report.verdict.outcome, 'trusted');
  assert.equal(opensslVerify(anchored).trusted, true);
  assert.equal(report.certificates[report.verdict.anchor].subject.short, 'Intermediate');
});

test('a root that is not in the store is named', async () => {
  const other = cases.find((one) => one.id === 'p384');
  const stranger = { ...p256, intermediates: [...p256.intermediates, ...p256.roots], roots: other.roots };
  const report = await checkBoth(request(stranger));
  assert.equal(report.verdict.outcome, 'notTrusted');
  assert.equal(opensslVerify(stranger).trusted, false);
  assert.equal(first(report), 'path.root_not_trusted');
});

test('the order of the files does not matter', async () => {
  const { leaf, intermediates, roots } = p256;
  for (const chain of [
    [leaf, ...intermediates, ...roots],
    [...roots, ...intermediates, leaf],
    [...intermediates, leaf],
    [Buffer.concat([...intermediates, leaf, ...intermediates, leaf])],
  ]) {
    const report = await checkBoth(request(p256, { chain }));
    assert.equal(report.verdict.outcome, 'trusted');
    assert.equal(report.certificates[report.verdict.endEntity].subject.short, p256.host);
    assert.equal(report.paths.length, 1);
  }
});

test('endEntity first takes the first certificate, whatever it is', async () => {
  const chain = [...p256.intermediates, p256.leaf];
  const report = await checkBoth(request(p256, { chain, endEntity: 'first' }));
  assert.equal(report.certificates[report.verdict.endEntity].subject.short, 'Intermediate');
  assert.equal(report.verdict.outcome, 'notTrusted');
});

test('an empty trust store is named first', async () => {
  for (const store of [[], [Buffer.alloc(0)]]) {
    const report = await check(request(p256, { store }));
    assert.equal(report.verdict.outcome, 'notTrusted');
    assert.equal(first(report), 'input.no_anchor');
  }
});

test('each purpose is judged by the extended key usage', async () => {
  const [rootKey, key] = [newKey(), newKey()];
  const by = { issuer: 'Root', signer: rootKey };
  const root = certificate({ subject: 'Root', key: rootKey, extensions: [isCa], ...by });
  const forClients = extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.2')));
  const leaf = certificate({ subject: 'Leaf', key, extensions: [forClients], ...by });
  const asked = { chain: [leaf], store: [root], time: p256.time };
  const outcomes = { serverAuth: 'notTrusted', clientAuth: 'trusted', any: 'trusted' };
  for (const [purpose, outcome] of Object.entries(outcomes)) {
    const report = await checkBoth({ ...asked, purpose });
    assert.equal(report.verdict.outcome, outcome, purpose);
    if (outcome === 'notTrusted') assert.equal(first(report), 'extended_key_usage.purpose_missing');
  }
});

test('the same request gives the same report, byte for byte', async () => {
  const asked = [p256, crossSigned, { ...p256, host: 'other.invalid' }].map((one) => request(one));
  const before = [];
  for (const one of asked) before.push(JSON.stringify(await check(one)));
  const after = [];
  for (const one of asked.toReversed()) after.unshift(JSON.stringify(await check(one)));
  assert.deepEqual(after, before);
});
