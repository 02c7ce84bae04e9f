import { startOwned } from './owned-processes';
import type { OwnedCommand } from './owned-processes';

export interface CommandResult {
  /** Exit status; null when it was ended by a signal or never ran. */
  readonly status: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Runs a command to its end. It is ended with its whole group after `timeoutMilliseconds`. */
export function runCommand(command: OwnedCommand, timeoutMilliseconds: number): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = startOwned(command);
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => {
      chunks.push(Buffer.from(`\nended after ${timeoutMilliseconds} ms\n`));
      if (child.pid !== undefined) {
        process.kill(-child.pid, 'SIGKILL');
      }
    }, timeoutMilliseconds);
    const finish = (status: number | null): void => {
      clearTimeout(timer);
      resolve({ status, output: Buffer.concat(chunks).toString('utf8') });
    };
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error) => {
      chunks.push(Buffer.from(error.message));
      finish(null);
    });
    child.once('close', finish);
  });
}
