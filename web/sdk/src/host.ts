import { AnchorlightError } from './error.js';
import { shape } from './shape.js';

/**
 * The host in ASCII. The engine judges ASCII names itself and names the character
 * that does not belong; other scripts become their xn-- form (IDNA) through the platform's URL.
 */
export function asciiHost(host: unknown): string | undefined {
  if (host === undefined) return undefined;
  if (typeof host !== 'string') throw shape('host', host, 'a DNS name or an IP address as a string');
  if (/^[\0-\x7f]*$/.test(host)) return host;
  // URL would take these for a port, a path or an escape, or drop them without a word.
  const stray = host.search(/[^\w.\-\u0080-\uffff]/);
  if (stray >= 0) {
    throw bad(host, `the character at offset ${stray} does not belong in a host name`);
  }
  try {
    return new URL(`https://${host}`).hostname;
  } catch (cause) {
    throw bad(host, 'it has no xn-- form (IDNA)', cause);
  }
}

function bad(host: string, why: string, cause?: unknown): AnchorlightError {
  const shown = JSON.stringify(host.slice(0, 80));
  return new AnchorlightError('request.host', `host ${shown} cannot be asked for: ${why}`, cause);
}
