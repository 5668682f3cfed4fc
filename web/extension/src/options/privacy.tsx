import { Short } from '@anchorlight/ui/views';
import type { Settings } from '../messages.js';
import { isChromium } from './manifest.js';
import { Option } from './parts.js';

export function Privacy({ settings }: { settings: Settings }) {
  const { trustStoreUrl } = settings;
  return (
    <Option id="privacy" title="What leaves the browser">
      <p>
        Nothing of what you visit, of your certificates or of the verdicts is sent anywhere. Every chain is
        judged on this device.
      </p>
      <ul class="plain-list">
        <li>
          {trustStoreUrl ? (
            <>
              The trust store is asked for at <Short text={trustStoreUrl} longest={200} />, the address that
              your administrator set: when the browser starts and once a day, without cookies.
            </>
          ) : (
            'No address of a trust store is set, so none is asked for.'
          )}
        </li>
        {isChromium && (
          <li>
            To look at a site’s chain, one HEAD request goes to the site’s own origin, from the page, with the
            cookies that the page itself would send. Nobody else gets it.
          </li>
        )}
        <li>No revocation list, OCSP response or intermediate certificate is fetched.</li>
      </ul>
    </Option>
  );
}
