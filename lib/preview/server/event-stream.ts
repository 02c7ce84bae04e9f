import type { ServerResponse } from 'node:http';

import { isError } from '../../diagnostics/diagnostic';
import { diagnosticText } from '../../diagnostics/render';
import type { Screens, ShownTenant } from '../screens';

const EVENT_STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** Tells a tenant's page what is shown now, and again whenever that changes, until the page is left. */
export async function streamEvents(id: string, screens: Screens, response: ServerResponse): Promise<void> {
  const shown = await screens.show(id);
  if (response.destroyed) {
    return;
  }
  response.writeHead(200, EVENT_STREAM);
  response.write(eventText(shown));
  response.on(
    'close',
    screens.follow(id, (changed) => void response.write(eventText(changed))),
  );
}

function eventText({ screen, problems }: ShownTenant): string {
  const state = {
    revision: screen?.revision ?? '',
    isSound: !problems.some(isError),
    problems: problems.map(diagnosticText),
  };
  return `data: ${JSON.stringify(state)}\n\n`;
}
