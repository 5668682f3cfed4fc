import type { WrittenName } from './engine-request.js';
import { AnchorlightError, type ErrorId } from './error.js';
import { shape } from './shape.js';

/**
 * The host in ASCII. The engine judges ASCII names itself and names the character
 * that does not belong; other scripts become their xn-- form (IDNA) through the platform's URL.
 */
export function asciiHost(host: unknown): string | undefined {
  if (host === undefined) return undefined;
  if (typeof host !== 'string') throw shape('host', host, 'a DNS name or an IP address as a string');
  return ascii('request.host', host);
}

/** The name with its domain in ASCII, where it has one. */
export function asciiName(name: unknown): WrittenName | undefined {
  if (name === undefined) return undefined;
  const { kind, value } = Object(name) as Partial<WrittenName>;
  const known = KINDS.find((one) => one === kind);
  if (known === undefined || typeof value !== 'string')
    throw shape('name', name, `{ kind, value } with a kind of ${KINDS.map((one) => `"${one}"`).join(', ')}`);
  if (known === 'dns') return { kind: known, value: ascii('request.name', value) };
  if (known !== 'email') return { kind: known, value };
  const domain = value.lastIndexOf('@') + 1;
  return { kind: known, value: value.slice(0, domain) + ascii('request.name', value.slice(domain)) };
}

const KINDS = ['dns', 'email', 'uri', 'ip', 'directory'] as const;

function ascii(id: 'request.host' | 'request.name', host: string): string {
  if (/^[\0-\x7f]*$/.test(host)) return host;
  // URL would take these for a port, a path or an escape, or drop them without a word.
  const stray = host.search(/[^\w.\-\u0080-\uffff]/);
  if (stray >= 0) {
    throw bad(id, host, `the character at offset ${stray} does not belong in a host name`);
  }
  try {
    return new URL(`https://${host}`).hostname;
  } catch (cause) {
    throw bad(id, host, 'it has no xn-- form (IDNA)', cause);
  }
}

function bad(id: ErrorId, host: string, why: string, cause?: unknown): AnchorlightError {
  const shown = JSON.stringify(host.slice(0, 80));
  return new AnchorlightError(id, `host ${shown} cannot be asked for: ${why}`, cause);
}
