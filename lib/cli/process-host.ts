import { isatty } from 'node:tty';

import type { Host, Question } from './host';

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;

/** The process itself: its streams, its terminal, its folder. */
export function processHost(): Host {
  process.stdout.on('error', endWhenNobodyReads);
  return {
    cwd: process.cwd(),
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    isInteractive: isatty(STDIN) && isatty(STDERR),
    hasColors: isatty(STDOUT) && process.env['NO_COLOR'] === undefined,
    ...(isatty(STDOUT) ? { width: process.stdout.columns } : {}),
    ...(isatty(STDERR) ? { columns: process.stderr.columns } : {}),
    ask: askOnTerminal,
    untilStopped,
  };
}

/** `multiplex … | head` closes the pipe when it has seen enough, and that is no fault. */
function endWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit();
}

/** The second Ctrl-C ends the process as it would have without this. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
}

/** Questions go to standard error, so that what a command prints can still be piped. */
async function askOnTerminal({ message, fallback, choices }: Question): Promise<string> {
  const { input, select } = await import('@inquirer/prompts');
  const streams = { output: process.stderr };
  if (choices !== undefined) {
    const options = { message, choices: choices.map((value) => ({ value })) };
    return select(fallback === undefined ? options : { ...options, default: fallback }, streams);
  }
  const options = { message, required: fallback === undefined };
  return input(fallback === undefined ? options : { ...options, default: fallback }, streams);
}
