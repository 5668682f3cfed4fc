// Servers on loopback: one for each chain that is sent, all with the same pages, each with a log of what it was asked.
import { once } from 'node:events';
import { createServer as createPlainServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer } from 'node:https';
import { makeCertificates } from './certificates.mjs';

/** What each server sends, the end entity first. */
const chains = {
  good: ['site', 'issuing'],
  expired: ['expired', 'issuing'],
  wrongHost: ['elsewhere', 'issuing'],
  incomplete: ['siteOfSeldom'],
  unknown: ['siteOfUnknown'],
  selfSigned: ['selfSigned'],
  distrusted: ['siteOfDistrusted'],
  constrained: ['siteOfConstrained'],
  within: ['siteWithin'],
  hostile: ['hostile', 'issuing'],
  lasting: ['lasting', 'issuing'],
  public: ['siteOfPublic'],
  own: ['siteOfOwn'],
  renewed: ['renewed', 'issuing'],
  moved: ['moved'],
};

/** Of the roots that servers lead to, those that the browser is told to trust. */
export const browserRoots = [
  ...['root', 'secondRoot', 'distrustedRoot', 'constrainedRoot'],
  ...['publicRoot', 'ownRoot'],
];

const frames = '<iframe sandbox src="/"></iframe><iframe sandbox="allow-scripts" srcdoc="inside"></iframe>';

/** The icon that browsers ask for by themselves is all that it allows. */
const FORBIDDING = "default-src 'none'; connect-src 'none'; img-src 'self'; report-uri /report";

/** By path; any other path is a plain page. */
const pages = {
  '/csp': { headers: { 'content-security-policy': FORBIDDING } },
  '/sandbox': { headers: { 'content-security-policy': `sandbox; ${FORBIDDING}` } },
  // Does what its own policy forbids, and so it is reported.
  '/forbidden': { headers: { 'content-security-policy': FORBIDDING }, body: '<script>1</script>' },
  '/frames': { body: frames },
  // To the address that follows the question mark.
  '/redirect': { status: 302 },
  '/slow': { wait: 1500 },
  // Asks for /ran once its script runs.
  '/script': { body: "<script>fetch('/ran')</script>" },
  '/cached': { headers: { 'cache-control': 'max-age=600' } },
};

/**
 * Starts them: `{ certificates, url(name, { host, path }), requests(name), close }`, the names being those of the
 * chains above, `plain` (without TLS), `http2` and `swapped`, whose chain `swap(name)` changes. Requests are
 * `{ method, url, host, headers }`.
 */
export async function startServers() {
  const certificates = makeCertificates();
  const secure = (name) => ({
    cert: chains[name].map((each) => certificates[each].pem).join(''),
    key: certificates[chains[name][0]].privateKey,
  });
  const logs = new Map();
  const servers = new Map();
  const icons = new Map();
  const files = new Map();
  const holds = new Map();
  const start = async (name, create) => {
    const log = [];
    const server = create((request, response) =>
      answer(log, request, response, { icon: icons.get(name), files, hold: holds.get(name) }),
    );
    server.unref();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    logs.set(name, log);
    servers.set(name, server);
    return server;
  };
  for (const name of Object.keys(chains))
    await start(name, (listener) => createServer(secure(name), listener));
  await start('plain', createPlainServer);
  await start('http2', (listener) => createSecureServer(secure('good'), listener));
  const swapped = await start('swapped', (listener) => createServer(secure('good'), listener));
  return {
    certificates,
    url(name, { host = 'portal.corp.example', path = '/' } = {}) {
      const scheme = name === 'plain' ? 'http' : 'https';
      return `${scheme}://${host}:${servers.get(name).address().port}${path}`;
    },
    /** What a server sends: base64 of each certificate. */
    sent: (name) => (chains[name] ?? chains.good).map((each) => certificates[each].base64),
    /** What was asked since the last time. */
    requests: (name) => logs.get(name).splice(0),
    /** Where a server's icon leads; nothing for where every path leads. */
    redirectIcons: (name, url) => icons.set(name, url),
    /** What every server answers at a path. */
    put: (path, body) => files.set(path, body),
    /**
     * From now on a server answers no HEAD request until `release`; `came` resolves with the first that it holds.
     */
    hold(name) {
      const held = [];
      let told;
      const came = new Promise((resolve) => {
        told = resolve;
      });
      holds.set(name, (answer) => {
        held.push(answer);
        told();
      });
      const release = () => {
        holds.delete(name);
        for (const answer of held.splice(0)) answer();
      };
      return { came, release };
    },
    /** From the next connection on. */
    swap(name) {
      swapped.setSecureContext(secure(name));
      // A connection that is open would go on with the old one.
      swapped.closeAllConnections();
    },
    close() {
      for (const server of servers.values()) {
        server.closeAllConnections?.();
        server.close();
      }
    },
  };
}

function answer(log, request, response, { icon, files, hold }) {
  const { method, url, headers } = request;
  log.push({ method, url, host: headers.host ?? headers[':authority'], headers: { ...headers } });
  if (hold && method === 'HEAD') return hold(() => response.end());
  const file = files.get(url);
  if (file !== undefined) return response.end(file);
  const isIcon = icon !== undefined && url === '/favicon.ico';
  const [path, question = ''] = isIcon ? ['/redirect', encodeURIComponent(icon)] : url.split('?');
  const { status = 200, headers: own = {}, body = '', wait = 0 } = pages[path] ?? {};
  const more = status === 302 ? { location: decodeURIComponent(question) } : own;
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...more });
  setTimeout(() => response.end(`<!doctype html><title>${escape(url)}</title>${body}<p>hello</p>`), wait);
}

function escape(text) {
  return text.replace(/[<&]/g, (character) => `&#${character.charCodeAt(0)};`);
}
