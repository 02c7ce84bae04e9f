import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';

import { invariant } from '../../lib/diagnostics/invariant';
import { readFleetBasis } from '../../lib/preview/fleet-basis';
import { startPreview } from '../../lib/preview/preview';
import type { Preview } from '../../lib/preview/preview';
import { readFeatureCatalogues } from '../../lib/release/feature-catalogues';
import { Workshop } from '../../lib/render/render-fleet';
import { scratchFleet } from '../cli/scratch-fleet';
import type { ScratchFleet } from '../cli/scratch-fleet';

/** A preview of a copy of the example fleet, on a free port. */
export interface ScratchPreview {
  readonly fleet: ScratchFleet;
  readonly preview: Preview;
  /** Ids of tenants and cells in the order in which they were rendered. */
  readonly rendered: string[];
  /** What the preview said was wrong with itself. */
  readonly told: string[];
  readonly get: (host: string, path: string, options?: Asking) => Promise<Answer>;
  readonly follow: (host: string) => Promise<EventReader>;
  readonly end: () => Promise<void>;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

interface PageState {
  readonly revision: string;
  readonly problems: readonly string[];
}

interface EventReader {
  /** The next state that the page is told of. */
  readonly next: () => Promise<PageState>;
  readonly end: () => void;
}

export async function scratchPreview(
  prepare: (fleet: ScratchFleet) => void = () => undefined,
): Promise<ScratchPreview> {
  const fleet = scratchFleet();
  prepare(fleet);
  const catalogues = readFeatureCatalogues();
  const read = readFleetBasis(fleet.folder, catalogues);
  invariant(read.kind === 'basis', 'the example fleet is valid');
  const cacheFolder = join(fleet.folder, '.multiplex');
  const workshop = new Workshop(cacheFolder);
  const rendered: string[] = [];
  const told: string[] = [];
  const preview = await startPreview({
    rootFolder: fleet.folder,
    cacheFolder,
    catalogues,
    basis: read.basis,
    port: 0,
    tell: (line) => void told.push(line),
    maker: {
      renderCell: (of, cell) => {
        rendered.push(cell.id);
        return workshop.renderCell(of, cell);
      },
      renderTenant: (release, input) => {
        rendered.push(input.tenant.id);
        return workshop.renderTenant(release, input);
      },
    },
  });
  const ask = (host: string, path: string, options: Asking = {}): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const sent = {
        host: '127.0.0.1',
        port: preview.port,
        path,
        ...options,
        headers: { host, ...options.headers },
      };
      request(sent, resolve).on('error', reject).end();
    });
  return {
    fleet,
    preview,
    rendered,
    told,
    get: async (host, path, options) => answerOf(await ask(host, path, options)),
    follow: async (host) => eventReader(await ask(host, '/.preview/events')),
    end: async () => {
      await preview.close();
      fleet.remove();
    },
  };
}

async function answerOf(message: IncomingMessage): Promise<Answer> {
  let text = '';
  for await (const chunk of message.setEncoding('utf8')) {
    text += String(chunk);
  }
  return { status: message.statusCode ?? 0, headers: message.headers, text };
}

function eventReader(message: IncomingMessage): EventReader {
  const states: PageState[] = [];
  const waiting: ((state: PageState) => void)[] = [];
  message.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter((part) => part.startsWith('data: '))) {
      const state = JSON.parse(line.slice('data: '.length)) as PageState;
      const next = waiting.shift();
      if (next === undefined) {
        states.push(state);
      } else {
        next(state);
      }
    }
  });
  message.on('error', () => undefined);
  return {
    next: () => {
      const state = states.shift();
      return state === undefined
        ? new Promise((resolve) => void waiting.push(resolve))
        : Promise.resolve(state);
    },
    end: () => void message.destroy(),
  };
}
