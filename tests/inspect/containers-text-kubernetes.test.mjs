// Objects of Kubernetes in YAML 1.2 and JSON: Secret, ConfigMap, trust-manager's bundles, kubeconfig.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { held, keepsSecret, pair, sound } from './held.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';

const maker = new Maker();
const leaf = pair(maker, 'ec', '/CN=Leaf');
const ca = pair(maker, 'rsa', '/CN=CA');
const base64 = (text) => Buffer.from(text).toString('base64');
const indented = (pem, spaces) => pem.trim().replace(/^/gm, ' '.repeat(spaces));

const secret = `apiVersion: v1
kind: Secret
metadata:
  name: corp-tls
  labels: { app: portal }
type: kubernetes.io/tls
data:
  ca.crt: ${base64(ca.pem)}
  tls.crt: ${base64(leaf.pem + ca.pem)}
  tls.key: ${base64(leaf.keyPem)}
  password: ${base64('correct horse battery staple, correct horse')}
`;

const configMap = `apiVersion: v1
kind: ConfigMap
metadata: { name: corp-trust }
data:
  ca.crt: |
${indented(ca.pem, 4)}
  both.pem: "${(leaf.pem + ca.pem).replaceAll('\n', '\\n')}"
  note: nothing to see
`;

test('a Secret of TLS: certificates by their pointers, the key named, other values left alone', () => {
  const { format, details, entries, problem, problems } = held(secret);
  assert.equal(format, 'kubernetes');
  assert.deepEqual(details, [{ said: 'object', text: 'v1 Secret kubernetes.io/tls corp-tls' }]);
  assert.deepEqual(entries, {
    '/data/ca.crt': ['certificate'],
    '/data/tls.crt': ['certificate', 'certificate'],
    '/data/tls.key': ['privateKey'],
  });
  assert.deepEqual([problem, problems], [undefined, []]);
  for (const output of keepsSecret(secret, leaf.keyPem)) {
    assert.ok(!output.includes('correct') && !output.includes(base64('correct horse').slice(0, 12)));
    assert.ok(!output.includes(Buffer.from('correct horse').toString('hex')));
  }
});

test('stringData, a ConfigMap, and several documents in one file', () => {
  const strings = `apiVersion: v1\nkind: Secret\nstringData:\n  tls.key: |\n${indented(leaf.keyPem, 4)}\n`;
  assert.deepEqual(held(strings).entries, { '/stringData/tls.key': ['privateKey'] });
  keepsSecret(strings, leaf.keyPem);
  const map = sound(configMap);
  assert.deepEqual(map.entries, {
    '/data/ca.crt': ['certificate'],
    '/data/both.pem': ['certificate', 'certificate'],
  });
  const { entries, details } = held(`# of one kustomization\n---\n${secret}---\n${configMap}...\n`);
  assert.deepEqual(Object.keys(entries), [
    '1#/data/ca.crt',
    '1#/data/tls.crt',
    '1#/data/tls.key',
    '2#/data/ca.crt',
    '2#/data/both.pem',
  ]);
  assert.deepEqual(
    details.map(({ entry }) => entry),
    ['1#', '2#'],
  );
});

test("trust-manager's Bundle and ClusterBundle, a ClusterTrustBundle, a kubeconfig", () => {
  const bundle = `apiVersion: trust.cert-manager.io/v1alpha1
kind: Bundle
metadata: { name: corp-trust }
spec:
  sources:
    - useDefaultCAs: true
    - inLine: |
${indented(ca.pem, 8)}
  target:
    configMap: { key: ca.crt }
    additionalFormats:
      jks: { key: trust.jks, password: changeit }
`;
  assert.deepEqual(sound(bundle).entries, { '/spec/sources/1/inLine': ['certificate'] });
  const cluster = `kind: ClusterBundle\napiVersion: trust-manager.io/v1alpha2\nspec:\n  inLineCAs: |\n${indented(ca.pem, 4)}\n`;
  assert.deepEqual(sound(cluster).entries, { '/spec/inLineCAs': ['certificate'] });
  const native = `apiVersion: certificates.k8s.io/v1beta1\nkind: ClusterTrustBundle\nspec:\n  trustBundle: |\n${indented(ca.pem, 4)}\n`;
  assert.deepEqual(sound(native).entries, { '/spec/trustBundle': ['certificate'] });
  const config = `apiVersion: v1
kind: Config
clusters:
- name: c
  cluster: { server: "https://api.example", certificate-authority-data: ${base64(ca.pem)} }
users:
- name: u
  user:
    client-certificate-data: ${base64(leaf.pem)}
    client-key-data: ${base64(leaf.keyPem)}
`;
  assert.deepEqual(held(config).entries, {
    '/clusters/0/cluster/certificate-authority-data': ['certificate'],
    '/users/0/user/client-certificate-data': ['certificate'],
    '/users/0/user/client-key-data': ['privateKey'],
  });
  keepsSecret(config, leaf.keyPem);
});

test('the same objects as JSON, alone and in a list', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'one' },
    data: { 'tls.crt': base64(leaf.pem), 'tls.key': 'bm90IGEga2V5' },
  };
  const list = { apiVersion: 'v1', kind: 'List', items: [object] };
  const { format, entries, details, objects } = held(JSON.stringify(list));
  assert.equal(format, 'kubernetes');
  assert.deepEqual(entries, { '/items/0/data/tls.crt': ['certificate'] });
  assert.deepEqual(
    details.map(({ text }) => text),
    ['v1 List', 'v1 Secret one'],
  );
  const [{ kind }] = objects[0].content.data.problems;
  assert.deepEqual(kind, { id: 'container.entry_unread', entry: '/items/0/data/tls.key' });
});

test('what PyYAML writes, in each of its styles', (t) => {
  const script = `
import json, sys
try:
    import yaml
except ImportError:
    sys.exit(3)
value = json.load(sys.stdin)
styles = [dict(), dict(default_flow_style=False, width=40), dict(default_style='"'), dict(default_style="|"), dict(default_style="'")]
print(json.dumps([yaml.safe_dump(value, sort_keys=False, **style) for style in styles]))`;
  const value = { apiVersion: 'v1', kind: 'ConfigMap', data: { 'ca.crt': ca.pem, 'b/c': [leaf.pem] } };
  const run = spawnSync('python3', ['-c', script], { input: JSON.stringify(value), encoding: 'utf8' });
  if (run.error || run.status === 3) return t.skip('PyYAML is missing');
  assert.equal(run.status, 0, run.stderr);
  const texts = JSON.parse(run.stdout);
  // With quoted keys, only the whole says what it is.
  for (const text of texts)
    assert.deepEqual(
      sound(text).entries,
      { '/data/ca.crt': ['certificate'], '/data/b~1c/0': ['certificate'] },
      text.slice(0, 60),
    );
});

test('an anchor is shown where it stands; bombs of aliases are as small as they are written', () => {
  const shared = `apiVersion: v1\nkind: ConfigMap\ndata:\n  a: &ca |\n${indented(ca.pem, 4)}\n  b: *ca\n`;
  assert.deepEqual(sound(shared).entries, { '/data/a': ['certificate'] });
  const lines = ['apiVersion: v1', 'kind: ConfigMap', 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 100; at++)
    lines.push(
      `a${at}: &a${at} [${Array(10)
        .fill(`*a${at - 1}`)
        .join(', ')}]`,
    );
  lines.push('ca: |', indented(ca.pem, 2), '');
  assert.deepEqual(sound(lines.join('\n')).entries, { '/ca': ['certificate'] });
});

test('YAML of other kinds stays what it was: PEM with text around it (RFC 7468 §2)', () => {
  const text = `certificates:\n  - |\n${indented(ca.pem, 4)}\n`;
  const { objects, problems } = inspectData(text);
  assert.deepEqual([objects.map(({ content }) => content.kind), problems], [['certificate'], []]);
  const prose = 'apiVersion: or\nkind: are words\n: too\n';
  assert.equal(inspectData('kind: of text').problems[0].kind.id, 'input.unrecognised');
  assert.ok(inspectData(prose).objects.length <= 1);
});

test('damage: what stands before it is read', () => {
  const cut = `${configMap}\n\t- tabs: [\n`;
  const { entries, problem } = held(cut);
  assert.deepEqual(entries['/data/ca.crt'], ['certificate']);
  assert.equal(problem.kind.id, 'container.yaml');
  assert.ok(problem.offset >= configMap.length - 40 && problem.offset <= cut.length, problem.offset);
  const twice = `${configMap}kind: Other\n`;
  assert.deepEqual(held(twice).objects[0].content.data.problems[0].kind, {
    id: 'container.duplicate_key',
    entry: '/kind',
  });
});
