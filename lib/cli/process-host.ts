import { isatty } from 'node:tty';

import type { Host, Question } from './host';

const STDIN = 0;
const STDERR = 2;

/** The process itself: its streams, its terminal, its folder. */
export function processHost(): Host {
  return {
    cwd: process.cwd(),
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    isInteractive: isatty(STDIN) && isatty(STDERR),
    ask: askOnTerminal,
  };
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
