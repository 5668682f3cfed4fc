import type { Certificate } from 'anchorlight';
import { formatBytes } from '../format.js';
import { Short } from '../text.js';

export function Extensions({ certificate }: { certificate: Certificate }) {
  if (certificate.extensions.length === 0) return null;
  return (
    <table class="extensions">
      <caption>Extensions</caption>
      <thead>
        <tr>
          <th scope="col">Name and identifier</th>
          <th scope="col">Critical</th>
          <th scope="col">Length</th>
        </tr>
      </thead>
      <tbody>
        {certificate.extensions.map((extension, index) => (
          // The extensions of a certificate never move.
          <tr key={index}>
            <td>
              {extension.name ?? 'not known'}
              <span class="extension-oid">
                <Short text={extension.oid} />
              </span>
            </td>
            <td>{extension.critical ? 'critical' : 'no'}</td>
            <td>{formatBytes(extension.length)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
