import type { Extension } from 'anchorlight';
import { formatBytes } from '../format.js';
import { Short } from '../text.js';

export function Extensions({ extensions }: { extensions: Extension[] }) {
  if (extensions.length === 0) return null;
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
        {extensions.map((extension, index) => (
          // Extensions never move.
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
