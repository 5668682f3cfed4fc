// A server of a test's own on loopback: it answers what the test wants.
import { once } from 'node:events';
import { createServer } from 'node:https';

/** `{ close, origin, requests, server }`; `requests` are `{ method, url, headers }`, the oldest first. */
export async function serve({ cert, key, host = 'portal.corp.example', address = '127.0.0.1' }, answer) {
  const requests = [];
  const server = createServer({ cert, key }, (request, response) => {
    const { method, url, headers } = request;
    requests.push({ method, url, headers });
    answer(request, response);
  });
  server.unref();
  server.listen(0, address);
  await once(server, 'listening');
  return {
    ...{ requests, server },
    origin: `https://${host}:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The chain of these certificates, with the key of the first. */
export function chainOf(certificates, ...names) {
  return {
    cert: names.map((name) => certificates[name].pem).join(''),
    key: certificates[names[0]].privateKey,
  };
}
