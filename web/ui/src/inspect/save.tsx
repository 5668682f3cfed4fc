import type { InspectedFile, inspection } from 'anchorlight';
import { Copy } from '../copy.js';
import { download } from '../files-view.js';

const LABELS: Record<string, string> = {
  certificate: 'CERTIFICATE',
  revocationList: 'X509 CRL',
  certificationRequest: 'CERTIFICATE REQUEST',
  publicKey: 'PUBLIC KEY',
  signedData: 'CMS',
};

/** An object for other tools. */
export function Save({ file, index }: { file: InspectedFile; index: number }) {
  const object = file.objects[index] as inspection.Object;
  const der = file.der(index);
  const label = LABELS[object.content.kind];
  const json = () => `${JSON.stringify(object, null, 2)}\n`;
  const name = `${object.content.kind}-${index + 1}`;
  return (
    <div class="row">
      {der && label && <Copy text={() => pem(der, label)} words="Copy PEM" />}
      <Copy text={json} words="Copy JSON" />
      {der && label && (
        <button type="button" class="quiet" onClick={() => download(`${name}.pem`, pem(der, label))}>
          Download PEM
        </button>
      )}
      {der && (
        <button
          type="button"
          class="quiet"
          onClick={() => download(`${name}.der`, der, 'application/octet-stream')}
        >
          Download DER
        </button>
      )}
      <button type="button" class="quiet" onClick={() => download(`${name}.json`, json())}>
        Download JSON
      </button>
    </div>
  );
}

/** RFC 7468. */
function pem(der: Uint8Array, label: string): string {
  let binary = '';
  for (const octet of der) binary += String.fromCharCode(octet);
  const lines = btoa(binary).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
