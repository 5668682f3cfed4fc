import { Short } from '@anchorlight/ui/views';
import { toUnicode } from 'punycode/punycode.es6.js';

/** A host as certificates have it, and in its own script where that is another one. */
export function Host({ host }: { host: string }) {
  const unicode = unicodeOf(host);
  return (
    <>
      <Short text={host} longest={255} />
      {unicode !== undefined && (
        <span class="host-unicode">
          {' '}
          in Unicode: <Short text={unicode} longest={255} />
        </span>
      )}
    </>
  );
}

/** Only where the browser would make the same host of it again. */
export function unicodeOf(host: string): string | undefined {
  try {
    const unicode = toUnicode(host);
    return unicode !== host && new URL(`https://${unicode}`).hostname === host ? unicode : undefined;
  } catch {
    return undefined;
  }
}
