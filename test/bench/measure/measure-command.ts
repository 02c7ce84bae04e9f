import { performance } from 'node:perf_hooks';

import { startOwned } from '../../e2e/owned-processes';
import type { OwnedCommand } from '../../e2e/owned-processes';
import { GroupMemory } from './group-memory';

const LOOK_MILLISECONDS = 20;
const OUTPUT_TAIL_LENGTH = 2_000;

/** One run of a command with everything that it started. */
export interface Measured {
  /** From before the process is made until it has ended, by a clock that is never set. */
  readonly seconds: number;
  /** Peak resident memory of the process and its children. */
  readonly bytes: number;
  /** What the command measured by itself, in a unit of its own. */
  readonly figure?: number;
}

/** The command could not be measured: it is not the renderer that is slow. */
export class CommandFailed extends Error {}

/** @throws CommandFailed when the command does not end well, or not within `timeoutMilliseconds`. */
export function measureCommand(command: OwnedCommand, timeoutMilliseconds: number): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = startOwned(command);
    const group = child.pid;
    let tail = '';
    const keep = (chunk: Buffer): void => {
      tail = (tail + chunk.toString('utf8')).slice(-OUTPUT_TAIL_LENGTH);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const memory = new GroupMemory(group ?? 0);
    const looking = setInterval(() => memory.look(), LOOK_MILLISECONDS);
    const timer = setTimeout(() => {
      keep(Buffer.from(`\nended after ${timeoutMilliseconds} ms`));
      if (group !== undefined) {
        process.kill(-group, 'SIGKILL');
      }
    }, timeoutMilliseconds);
    let end = start;
    const fail = (why: string): void => {
      const line = [command.command, ...command.args].join(' ');
      reject(new CommandFailed(`${line}\n${tail}\n${why}`));
    };
    child.once('error', (error) => fail(error.message));
    child.once('exit', () => {
      end = performance.now();
    });
    child.once('close', (status, signal) => {
      clearInterval(looking);
      clearTimeout(timer);
      if (status === 0) {
        resolve({ seconds: (end - start) / 1_000, bytes: memory.peak });
      } else {
        fail(`It ended with ${signal ?? `status ${String(status)}`}.`);
      }
    });
  });
}
