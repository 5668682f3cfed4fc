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
          <th scope="col">Name</th>
          <th scope="col">Identifier</th>
          <th scope="col">Critical</th>
          <th scope="col">Length</th>
        </tr>
      </thead>
      <tbody>
        {certificate.extensions.map((extension, index) => (
          // The extensions of a certificate never move.
          <tr key={index}>
            <td>{extension.name ?? 'not known'}</td>
            <td>
              <Short text={extension.oid} />
            </td>
            <td>{extension.critical ? 'critical' : 'no'}</td>
            <td>{formatBytes(extension.length)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
