// A proxy for all that a browser asks of anybody: what leads to loopback goes there, all else is refused, and everything
// is written down.
import { once } from 'node:events';
import { request as ask, createServer } from 'node:http';
import { connect } from 'node:net';

/**
 * Starts it: `{ port, asked(), close }`. `asked` gives what came since the last time, as `host:port` for TLS and as the
 * method and the whole address without it.
 */
export async function startProxy() {
  const log = [];
  const server = createServer((request, response) => {
    log.push(`${request.method} ${request.url}`);
    const { hostname, port } = new URL(request.url);
    if (!isLocal(hostname)) return response.writeHead(502).end();
    const { method, headers, url } = request;
    const path = url.slice(new URL(url).origin.length);
    const onward = ask({ host: '127.0.0.1', port, method, headers, path }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  const sockets = new Set();
  server.on('connect', (request, socket, head) => {
    log.push(request.url);
    const { hostname, port } = new URL(`https://${request.url}`);
    socket.on('error', () => {});
    if (!isLocal(hostname)) return socket.end('HTTP/1.1 502 Refused\r\n\r\n');
    const onward = connect(Number(port || 443), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) {
      sockets.add(end);
      end.on('close', () => sockets.delete(end));
    }
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  server.unref();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: server.address().port,
    asked: () => log.splice(0),
    close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Whether a name is one of the tests': all other requests are the browser's own, or strangers (who-asked.mjs). */
export function isLocal(host) {
  return host === 'localhost' || host === '127.0.0.1' || host.endsWith('.example');
}
