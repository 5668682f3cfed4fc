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
        <li>
          {isChromium
            ? 'To look at a site’s chain, one HEAD request goes to the site’s own origin, from the page, with the cookies that the page itself would send: for /favicon.ico, or for the page’s own address with its query where that is not answered.'
            : 'A site’s chain comes with its page. Where the browser does not tell of that any more (after “Look again”, or when a page is shown again), one HEAD request for /favicon.ico goes to the site’s own origin, from the extension, without cookies. Not in private windows.'}{' '}
          Nobody else gets it.
        </li>
        <li>No revocation list, OCSP response or intermediate certificate is fetched.</li>
      </ul>
    </Option>
  );
}
