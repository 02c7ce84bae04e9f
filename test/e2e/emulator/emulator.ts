import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { endServer, startServer } from '../owned-processes';
import { NODE_MODULES } from '../project';
import { LOOPBACK, freePort } from './free-port';

const PORTS_TRIED_MAX = 5;
const START_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 50;

/** Where the emulator answers that it is there; nothing at AWS does. */
const HEALTH_PATH = '/_ministack/health';

export interface Emulator {
  readonly endpoint: string;
  readonly port: number;
  /** Ports that turned out to be taken before this one. */
  readonly portsRefused: readonly number[];
  /** Process group of everything that belongs to it. */
  readonly group: number;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the emulator on the loopback interface, with its other listeners off and its files in `scratch`. A port is
 * free only until somebody takes it, so another one is tried when it is gone.
 *
 * @param firstPort The port to try first. @default one that is free
 * @throws Error with the end of the emulator's log when it does not come up.
 */
export async function startEmulator(python: string, scratch: string, firstPort?: number): Promise<Emulator> {
  const portsRefused: number[] = [];
  for (let attempt = 0; attempt < PORTS_TRIED_MAX; attempt += 1) {
    const port = attempt === 0 && firstPort !== undefined ? firstPort : await freePort();
    const logFile = join(scratch, `emulator-${attempt}.log`);
    const server = start(python, scratch, port, logFile);
    const log = (): string => readFileSync(logFile, 'utf8');
    const state = await settled(server, port, log);
    if (state === 'up') {
      const group = server.pid ?? 0;
      return { endpoint: endpointOf(port), port, portsRefused, group, log, stop: () => endServer(server) };
    }
    await endServer(server);
    if (state !== 'port-taken') {
      throw new Error(`the emulator did not come up:\n${log().slice(-2000)}`);
    }
    portsRefused.push(port);
  }
  throw new Error(`the emulator found each of ${PORTS_TRIED_MAX} ports taken`);
}

export interface EmulatorState {
  /** Whether policies are enforced. */
  readonly enforcesIam: boolean;
}

/** What the emulator at an endpoint says of itself; `undefined` when there is none. */
export async function emulatorState(endpoint: string): Promise<EmulatorState | undefined> {
  try {
    const response = await fetch(new URL(HEALTH_PATH, endpoint), { signal: AbortSignal.timeout(2_000) });
    const text = await response.text();
    return response.ok && text.includes('"services"')
      ? { enforcesIam: /"auth":\s*"enabled"/.test(text) }
      : undefined;
  } catch {
    return undefined;
  }
}

function start(python: string, scratch: string, port: number, logFile: string): ChildProcess {
  const folder = join(scratch, 'emulator');
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  const descriptor = openSync(logFile, 'w');
  try {
    const server = {
      command: python,
      args: ['-m', 'ministack'],
      cwd: folder,
      env: environment(folder, port),
    };
    return startServer(server, descriptor, scratch);
  } finally {
    closeSync(descriptor);
  }
}

function environment(folder: string, port: number): Record<string, string | undefined> {
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    TMPDIR: join(folder, 'tmp'),
    STATE_DIR: join(folder, 'state'),
    S3_DATA_DIR: join(folder, 's3'),
    GATEWAY_PORT: String(port),
    BIND_HOST: LOOPBACK,
    MINISTACK_HOST: LOOPBACK,
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    // Without this, anybody may do anything.
    AUTH: 'true',
    // Functions run as child processes; a daemon that happens to be there must not be given any.
    DOCKER_HOST: `unix://${join(folder, 'no-docker.sock')}`,
    LAMBDA_EXECUTOR: 'local',
    // Lambda brings the AWS SDK; here the function takes the project's.
    NODE_PATH: NODE_MODULES,
    NODE_NO_WARNINGS: '1',
  };
}

async function settled(
  server: ChildProcess,
  port: number,
  log: () => string,
): Promise<'up' | 'port-taken' | 'down'> {
  const deadline = Date.now() + START_MILLISECONDS;
  while (Date.now() < deadline) {
    // Whoever answers on a port that is taken is somebody else's, so the process is asked first.
    if (server.exitCode !== null || server.signalCode !== null) {
      return /already in use|Address already in use/.test(log()) ? 'port-taken' : 'down';
    }
    if (
      log().includes(`Running on ${endpointOf(port)}`) &&
      (await emulatorState(endpointOf(port))) !== undefined
    ) {
      return 'up';
    }
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MILLISECONDS);
    });
  }
  return 'down';
}

function endpointOf(port: number): string {
  return `http://${LOOPBACK}:${port}`;
}
