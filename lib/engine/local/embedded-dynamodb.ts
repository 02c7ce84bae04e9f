import { randomBytes } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { diagnostic } from '../../diagnostics/diagnostic';
import { firstLine } from '../../diagnostics/first-line';
import { invariant } from '../../diagnostics/invariant';
import { ProblemError } from '../../diagnostics/problem-error';
import { readEndpoint, removeEndpoint, writeEndpoint } from './endpoint-file';
import type { Endpoint } from './endpoint-file';

/** A DynamoDB of this machine. Tables, items and conditions are as in the service; what it lacks is in `docs/local-engine.md`. */
export interface EmbeddedDynamoDb {
  /** For `new DynamoDBClient(…)`. */
  readonly config: EmbeddedClientConfig;
  /** `guest`: another process has the files open, and the database is reached through it for as long as that runs. */
  readonly role: 'host' | 'guest';
  /** Destroy the clients first. Resolves when everything is written and the files are free. */
  close(): Promise<void>;
}

export interface EmbeddedClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Of no meaning here: a client wants one. */
const REGION = 'us-east-1';

/** How long a process that is just starting or ending is waited for. */
const PATIENCE_MILLISECONDS = 3000;
const PAUSE_MILLISECONDS = 50;
const ANSWER_MILLISECONDS_MAX = 1000;

const pause = promisify(setTimeout);

/**
 * Folders that this process has open. LevelDB must not be asked for one of them again: it opens and closes its lock file
 * to say that it is locked, and where a process closes such a file in any way, its lock on it is gone.
 */
const hosted = new Set<string>();

/** A database that is gone when it is closed. */
export async function memoryDynamoDb(): Promise<EmbeddedDynamoDb> {
  const { memoryDynalite } = await import('./crash-safe-dynalite');
  const served = await serve(memoryDynalite());
  return { config: clientConfig(served.endpoint), role: 'host', close: () => served.close() };
}

/**
 * The database in `folder`, made when there is none. The first process to open it serves the others, on a loopback port
 * and with a key that is known to whoever may read the folder. A write that was answered outlives the process,
 * however that ends.
 *
 * @throws ProblemError LEDGER-001 when another process has it and does not answer, LEDGER-002 when it cannot be opened.
 */
export async function embeddedDynamoDb(
  folder: string,
  patienceMilliseconds = PATIENCE_MILLISECONDS,
): Promise<EmbeddedDynamoDb> {
  for (let waited = 0; waited <= patienceMilliseconds; waited += PAUSE_MILLISECONDS) {
    const opened = (await openAsHost(folder)) ?? (await openAsGuest(folder));
    if (opened !== undefined) {
      return opened;
    }
    await pause(PAUSE_MILLISECONDS);
  }
  throw new ProblemError([
    diagnostic({
      code: 'LEDGER-001',
      place: { file: folder },
      message: 'Another process has the local database open and does not answer.',
      next: 'Wait until it has ended, or end it, and run the command again.',
    }),
  ]);
}

/** Undefined where another process has the files. */
async function openAsHost(folder: string): Promise<EmbeddedDynamoDb | undefined> {
  const { crashSafeDynalite } = await import('./crash-safe-dynalite');
  const path = realFolder(folder);
  if (hosted.has(path)) {
    return undefined;
  }
  hosted.add(path);
  try {
    const dynalite = crashSafeDynalite(join(folder, 'level'));
    await dynalite.open();
    const served = await serve(dynalite.server);
    await writeEndpoint(folder, served.endpoint);
    return {
      config: clientConfig(served.endpoint),
      role: 'host',
      close: async () => {
        await removeEndpoint(folder);
        await served.close();
        hosted.delete(path);
      },
    };
  } catch (error) {
    hosted.delete(path);
    if (isLocked(error)) {
      return undefined;
    }
    throw cannotOpen(folder, error);
  }
}

/** The folder, made where there is none, under the one name that it has in every process. */
function realFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true });
    return realpathSync(folder);
  } catch (error) {
    throw cannotOpen(folder, error);
  }
}

/** Undefined where nobody answers. */
async function openAsGuest(folder: string): Promise<EmbeddedDynamoDb | undefined> {
  const endpoint = await readEndpoint(folder);
  if (endpoint === undefined || !(await answers(endpoint))) {
    return undefined;
  }
  return { config: clientConfig(endpoint), role: 'guest', close: () => Promise.resolve() };
}

interface Served {
  readonly endpoint: Endpoint;
  close(): Promise<void>;
}

/**
 * Answers those who know the key, so that neither another user of the machine nor a page in a browser gets in: dynalite
 * itself asks nobody who they are.
 */
async function serve(server: Server): Promise<Served> {
  const key = randomBytes(16).toString('hex');
  const [answer] = server.listeners('request');
  let isClosing = false;
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    response.once('finish', () => {
      if (isClosing) {
        request.socket.end();
      }
    });
    if (!isFromKeyHolder(request.headers, key)) {
      response.writeHead(403).end();
      return;
    }
    answer?.call(server, request, response);
    // A client that is killed in the middle of its request is no reason to end with it.
    request.removeAllListeners('error').on('error', () => {});
  });
  // A connection that the server closed just when the next request was sent looks like a fault.
  server.keepAliveTimeout = 0;
  const port = await listen(server);
  return {
    endpoint: { port, key },
    close: () => {
      isClosing = true;
      return closed(server);
    },
  };
}

function isFromKeyHolder({ authorization }: IncomingHttpHeaders, key: string): boolean {
  return authorization?.includes(` Credential=${key}/`) ?? false;
}

async function answers({ port, key }: Endpoint): Promise<boolean> {
  try {
    const { ok } = await fetch(`http://127.0.0.1:${port}/`, {
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=${key}/` },
      signal: AbortSignal.timeout(ANSWER_MILLISECONDS_MAX),
    });
    return ok;
  } catch {
    return false;
  }
}

function clientConfig({ port, key }: Endpoint): EmbeddedClientConfig {
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: REGION,
    credentials: { accessKeyId: key, secretAccessKey: key },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      invariant(typeof address === 'object' && address !== null, 'a server on a port has an address');
      resolve(address.port);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error instanceof Error ? reject(error) : resolve()));
  });
}

/** LevelDB says so of another process and of this one alike. */
function isLocked(error: unknown): boolean {
  return causes(error).some((cause) => 'code' in cause && cause.code === 'LEVEL_LOCKED');
}

function cannotOpen(folder: string, error: unknown): ProblemError {
  const cause = causes(error).at(-1);
  return new ProblemError([
    diagnostic({
      code: 'LEDGER-002',
      place: { file: folder },
      message: `The local database cannot be opened: ${cause !== undefined && 'message' in cause ? firstLine(cause.message) : 'no reason given'}.`,
      next: 'Make the folder writable, or move it away: what it holds is the state of the local engine and its ledger.',
    }),
  ]);
}

/** The error, what caused it, and so on. Those of a native module may be of no class that is known here. */
function causes(error: unknown): readonly object[] {
  if (typeof error !== 'object' || error === null) {
    return [];
  }
  return [error, ...('cause' in error ? causes(error.cause) : [])];
}
