import type { IncomingMessage, ServerResponse } from 'node:http';

import type { EdgeAnswer, EdgeRequest } from '../edge/edge-data-plane';

/** A request as an edge takes it. The body is not read: nothing here takes one. */
export function edgeRequest(message: IncomingMessage): EdgeRequest {
  message.resume();
  const target = message.url ?? '';
  const mark = target.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    viewer: message.socket.remoteAddress ?? '',
  };
}

export function sendAnswer(response: ServerResponse, { status, headers, body }: EdgeAnswer): void {
  const length = { 'content-length': String(body.length) };
  // Node.js leaves the body out for HEAD by itself.
  response.writeHead(status, { ...headers, ...length }).end(body);
}
