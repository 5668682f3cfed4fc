// TLS servers on loopback, one for each chain that is sent.
import { once } from 'node:events';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';

// What a browser refuses must be sent first: SHA-1 too.
const ciphers = 'DEFAULT:@SECLEVEL=0';

const answer = (_, response) => {
  response.setHeader('access-control-allow-origin', '*');
  response.end('ok');
};

/**
 * Starts one server per different chain: `{ plain, port, close }`. `port` is of a question's server, `plain` the
 * address of an empty page without TLS.
 */
export async function startServers(questions) {
  const servers = new Map();
  for (const { chain } of questions) {
    const cert = chain.map(({ pem }) => pem).join('');
    if (servers.has(cert)) continue;
    const server = createServer({ cert, key: chain[0].privateKey, ciphers }, answer);
    server.unref();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.set(cert, server);
  }
  const page = createPlainServer((_, response) => response.end());
  page.unref();
  page.listen(0, '127.0.0.1');
  await once(page, 'listening');
  return {
    plain: `http://localhost:${page.address().port}/`,
    port: ({ chain }) => servers.get(chain.map(({ pem }) => pem).join('')).address().port,
    close: () => {
      for (const server of [page, ...servers.values()]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
