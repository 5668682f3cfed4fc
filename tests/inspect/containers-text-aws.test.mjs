// What commands of the AWS command line print: the keys are those of the service models.
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { test } from 'node:test';
import { der, held, keepsSecret, pair, sound } from './held.mjs';
import { inspectData } from './inspect.mjs';
import { Maker } from './made.mjs';

const maker = new Maker();
const leaf = pair(maker, 'ec', '/CN=Leaf');
const root = pair(maker, 'rsa', '/CN=Root');
const base64 = (text) => Buffer.from(text).toString('base64');
const arn = 'arn:aws:example:eu-west-1:111122223333:thing/11111111-2222-3333-4444-555555555555';
const certificate = ['certificate'];

const commands = {
  'acm export-certificate': [
    { Certificate: leaf.pem, CertificateChain: root.pem, PrivateKey: leaf.keyPem },
    { '/Certificate': certificate, '/CertificateChain': certificate, '/PrivateKey': ['privateKey'] },
  ],
  'acm get-certificate, acm-pca get-certificate, acm-pca get-certificate-authority-certificate': [
    { Certificate: leaf.pem, CertificateChain: root.pem + leaf.pem },
    { '/Certificate': certificate, '/CertificateChain': ['certificate', 'certificate'] },
  ],
  'acm-pca get-certificate-authority-certificate': [
    { Certificate: root.pem },
    { '/Certificate': certificate },
  ],
  'acm describe-certificate': [{ Certificate: { CertificateArn: arn, Serial: '01:02' } }, {}],
  'acm list-certificates': [{ CertificateSummaryList: [{ CertificateArn: arn }] }, {}],
  'acm-pca issue-certificate, acm import-certificate, acm request-certificate': [{ CertificateArn: arn }, {}],
  'acm-pca list-certificate-authorities': [{ CertificateAuthorities: [] }, {}],
  'acm-pca describe-certificate-authority': [{ CertificateAuthority: { Arn: arn } }, {}],
  'acm-pca get-certificate-authority-csr': [
    { Csr: maker.request({ subject: '/CN=Asks', lines: [] }) },
    { '/Csr': ['certificationRequest'] },
  ],
  'iam list-server-certificates': [{ ServerCertificateMetadataList: [{ Arn: arn }] }, {}],
  'iam get-server-certificate': [
    { ServerCertificate: { CertificateBody: leaf.pem, CertificateChain: root.pem } },
    {
      '/ServerCertificate/CertificateBody': certificate,
      '/ServerCertificate/CertificateChain': certificate,
    },
  ],
  'rolesanywhere list-trust-anchors': [
    {
      trustAnchors: [
        { name: 'bundle', source: { sourceData: { x509CertificateData: root.pem } } },
        { name: 'private', source: { sourceData: { acmPcaArn: arn } } },
      ],
    },
    { '/trustAnchors/0/source/sourceData/x509CertificateData': certificate },
  ],
  'rolesanywhere get-trust-anchor': [
    { trustAnchor: { source: { sourceData: { x509CertificateData: root.pem } } } },
    { '/trustAnchor/source/sourceData/x509CertificateData': certificate },
  ],
  'rolesanywhere get-subject': [
    { subject: { credentials: [{ x509CertificateData: leaf.pem }] } },
    { '/subject/credentials/0/x509CertificateData': certificate },
  ],
  'elbv2 describe-trust-stores': [{ TrustStores: [{ TrustStoreArn: arn }] }, {}],
  'elbv2 describe-trust-store-revocations': [{ TrustStoreRevocations: [] }, {}],
  'elbv2 get-trust-store-ca-certificates-bundle, elbv2 get-trust-store-revocation-content': [
    { Location: 'https://bucket.example/?X-Amz-Signature=0123' },
    {},
  ],
  'workspaces-web get-trust-store-certificate': [
    { trustStoreArn: arn, certificate: { thumbprint: '00'.repeat(32), body: base64(root.pem) } },
    { '/certificate/body': certificate },
  ],
  'workspaces-web list-trust-store-certificates': [
    { trustStoreArn: arn, certificateList: [{ thumbprint: '00'.repeat(32) }] },
    {},
  ],
  'workspaces-web create-trust-store': [
    { certificateList: [base64(root.pem), base64(leaf.pem)] },
    { '/certificateList/0': certificate, '/certificateList/1': certificate },
  ],
  'workspaces-web update-trust-store': [
    { certificatesToAdd: [base64(root.pem)] },
    { '/certificatesToAdd/0': certificate },
  ],
  'cloudfront get-trust-store': [{ TrustStore: { Id: 'ts' }, ETag: 'E1' }, {}],
  'apigateway get-domain-name': [
    { domainName: 'api.example', mutualTlsAuthentication: { truststoreUri: 's3://a/b' } },
    {},
  ],
  'apigatewayv2 get-domain-name': [{ MutualTlsAuthentication: { TruststoreUri: 's3://a/b' } }, {}],
  'apigateway get-client-certificate': [
    { clientCertificateId: 'a', pemEncodedCertificate: leaf.pem },
    { '/pemEncodedCertificate': certificate },
  ],
  'iot describe-ca-certificate': [
    { certificateDescription: { certificatePem: root.pem } },
    { '/certificateDescription/certificatePem': certificate },
  ],
  'secretsmanager get-secret-value': [{ ARN: arn, SecretString: root.pem }, { '/SecretString': certificate }],
};

for (const [command, [output, expected]] of Object.entries(commands))
  test(command, () => {
    const { format, details, entries, problems, problem } = held(JSON.stringify(output, null, 4));
    assert.equal(format, 'aws');
    assert.deepEqual(details, [{ said: 'command', text: command }]);
    assert.deepEqual(entries, expected);
    assert.deepEqual([problems, problem], [[], undefined]);
  });

test('lists are base64 of PEM (RFC 4648 §4, RFC 7468 §6; `rolesanywhere list-crls`)', async () => {
  const { Workshop, extensions, signing } = await import('../chains/openssl.mjs');
  const shop = new Workshop(maker.path('shop'));
  const [from, to] = ['2026-01-01T00:00:00Z', '2036-01-01T00:00:00Z'];
  const by = shop.certificate({
    ...{ name: 'ca', subject: '/CN=CA', key: shop.key('ca', 'p256'), sign: signing.sha256, from, to },
    extensions: extensions.root,
  });
  const { pem } = shop.revocationList({ name: 'list', by, sign: signing.sha256, from, to });
  const { entries } = sound(JSON.stringify({ crls: [{ crlData: base64(pem), enabled: true }] }));
  assert.deepEqual(entries, { '/crls/0/crlData': ['revocationList'] });
  assert.deepEqual(sound(JSON.stringify({ crl: { crlData: base64(pem) } })).entries, {
    '/crl/crlData': ['revocationList'],
  });
});

test('a secret may hold JSON or a PKCS #8 key, which is named and no more', () => {
  const bundle = JSON.stringify({ format: 'pem', bundle: root.pem, password: 'correct horse' });
  const { objects } = sound(JSON.stringify({ ARN: arn, Name: 'store', SecretString: bundle }));
  assert.deepEqual(
    objects.map(({ content, entry }) => [content.kind, entry]),
    [
      ['container', undefined],
      ['container', '/SecretString'],
      ['certificate', '/bundle'],
    ],
  );
  const SecretBinary = der(leaf.keyPem).toString('base64');
  const binary = JSON.stringify({ ARN: arn, SecretBinary });
  assert.deepEqual(held(binary).entries, { '/SecretBinary': ['privateKey'] });
  for (const text of [binary, JSON.stringify(commands['acm export-certificate'][0])])
    for (const output of keepsSecret(text, leaf.keyPem)) assert.ok(!output.includes('correct horse'));
});

test('an encrypted key of `acm export-certificate` is named', () => {
  const PrivateKey = createPrivateKey(leaf.keyPem).export({
    ...{ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
  });
  const { objects } = held(JSON.stringify({ Certificate: leaf.pem, PrivateKey }));
  assert.deepEqual(objects[2].content.data, { label: 'ENCRYPTED PRIVATE KEY', encrypted: true });
});

test('a body that is no certificate is told by its pointer', () => {
  const { problems } = inspectData(JSON.stringify({ certificateList: [base64(root.pem), 'aGVsbG8='] }))
    .objects[0].content.data;
  assert.deepEqual(problems, [
    { kind: { id: 'container.entry_unread', entry: '/certificateList/1' }, offset: 0, fatal: false },
  ]);
});

test('`--output text` glues certificate and chain with a tab or a space', () => {
  for (const glue of ['\t', ' ', '']) {
    const text = `${leaf.pem.trim()}${glue}${root.pem.trim()}\n`;
    const { objects, problems } = inspectData(text);
    assert.deepEqual(
      [objects.map(({ content }) => content.kind), problems],
      [['certificate', 'certificate'], []],
    );
    // Line ends that became spaces on the way through a terminal.
    assert.equal(inspectData(text.replaceAll('\n', ' ')).objects.length, 2);
  }
});
