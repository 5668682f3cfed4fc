import { Short } from '@anchorlight/ui/views';
import { isChromium, optional, optionalHosts, required, requiredHosts } from './manifest.js';
import { Option } from './parts.js';
import { reasonOf } from './reasons.js';

/** Everything that this build asks the browser for, and why. */
export function Permissions() {
  const rows: [string, boolean][] = [
    ...[...required, ...requiredHosts].map((name): [string, boolean] => [name, false]),
    ...[...optional, ...optionalHosts].map((name): [string, boolean] => [name, true]),
  ];
  return (
    <Option id="permissions" title="Permissions">
      <table class="reasons">
        <thead>
          <tr>
            <th scope="col">Permission</th>
            <th scope="col">Why</th>
            <th scope="col">Given</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, isOptional]) => (
            <tr key={name}>
              <th scope="row">
                <code>
                  <Short text={name} />
                </code>
              </th>
              <td>{reasonOf(name)}</td>
              <td>{isOptional ? 'when you allow it' : 'by the installation'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isChromium && <Debugger />}
    </Option>
  );
}

function Debugger() {
  return (
    <div class="option-part">
      <h3>What the debugger is for</h3>
      <p>
        Chromium gives certificates to nobody else. When a page of a site that may be looked at is there, it
        is attached to the tab for some 25 to 50 milliseconds, and for three seconds at most where the site
        does not answer. It is asked for three things, and is detached:
      </p>
      <ol class="plain-list numbered">
        <li>
          <code>Network.enable</code>: to keep the certificates of what is loaded from now on;
        </li>
        <li>
          one HEAD request from the page to its own origin: for <code>/favicon.ico</code>, or, where that
          leads elsewhere or is not answered, for the page’s own address with its query. It goes over the
          page’s own connection and carries its cookies, as any request of the page would;
        </li>
        <li>
          <code>Network.getCertificate</code>: for the chain of that origin.
        </li>
      </ol>
      <p>
        No page is read, changed or stopped by it. While it is attached the browser may say so in a bar below
        the toolbar; where an administrator installed the extension it does not.
      </p>
    </div>
  );
}
