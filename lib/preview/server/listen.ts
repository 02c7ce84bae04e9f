import { once } from 'node:events';
import type { Server } from 'node:http';

/** The only address that a preview is at: nobody but this machine sees what a client has not approved yet. */
const LOOPBACK = '127.0.0.1';

/**
 * Has the server listen on loopback and gives the port.
 *
 * @param port 0 for any free one.
 * @throws the error of the operating system, such as EADDRINUSE.
 */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  const isListening = once(server, 'listening');
  server.listen({ host: LOOPBACK, port, exclusive: true });
  await isListening;
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** The same; any free port where that one is taken. */
export async function listenNear(server: Server, port: number): Promise<number> {
  try {
    return await listenOnLoopback(server, port);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return listenOnLoopback(server, 0);
    }
    throw error;
  }
}
