import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

import type { HostNames } from '../host-names';
import { faultPage } from '../pages/fault-page';
import { PREVIEW_PREFIX } from '../pages/page';
import type { Screens } from '../screens';
import type { Site } from '../site';
import { streamEvents } from './event-stream';
import { edgeRequest, sendAnswer } from './http-message';

const LOOPBACK_ADDRESSES: readonly (string | undefined)[] = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];
const EVENTS_PATH = `${PREVIEW_PREFIX}events`;

export interface PreviewServerProps {
  readonly hosts: HostNames;
  readonly site: Site;
  readonly screens: Screens;
  /** Told of what is wrong with the preview itself. */
  readonly onFault: (error: unknown) => void;
}

/** The server of a preview, which does not listen yet. */
export function previewServer(props: PreviewServerProps): Server {
  return createServer((message, response) => {
    answer(message, response, props).catch((error: unknown) => {
      props.onFault(error);
      if (!response.headersSent) {
        sendAnswer(response, faultPage(500, 'The preview itself failed. The terminal says how.'));
      }
    });
  });
}

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  { hosts, site, screens }: PreviewServerProps,
): Promise<void> {
  if (!LOOPBACK_ADDRESSES.includes(message.socket.remoteAddress)) {
    message.destroy();
    return;
  }
  const request = edgeRequest(message);
  const host = message.headers.host ?? '';
  const meaning = hosts.meaningOf(host);
  switch (meaning.kind) {
    case 'foreign':
      sendAnswer(response, faultPage(421, `${host} is no host of this fleet.`));
      return;
    case 'fleet':
      sendAnswer(response, site.answerFleet(request));
      return;
    case 'tenant':
      if (request.path === EVENTS_PATH) {
        await streamEvents(meaning.id, screens, response);
      } else {
        sendAnswer(response, await site.answerTenant(meaning.id, request));
      }
  }
}
