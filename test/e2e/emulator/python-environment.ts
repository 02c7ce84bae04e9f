import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT } from '../project';
import { runCommand } from '../run-command';

const REQUIREMENTS = join(PROJECT, 'test', 'e2e', 'requirements.txt');
const ENVIRONMENTS = join(PROJECT, '.multiplex', 'emulator', 'venv');

/** The oldest Python that the pinned versions are complete for. */
const PYTHON_MIN = [3, 11] as const;

const QUICK_MILLISECONDS = 30_000;
const INSTALL_MILLISECONDS = 240_000;
const DIGEST_LENGTH = 16;

export type PythonEnvironment =
  | { readonly kind: 'ready'; readonly python: string }
  /** There is no Python that would do, or the package index cannot be reached: nobody's fault here. */
  | { readonly kind: 'unavailable'; readonly why: string };

/** The pinned version of a package of the emulator's environment. */
export function pinnedVersion(name: string): string {
  const line = readFileSync(REQUIREMENTS, 'utf8')
    .split('\n')
    .find((candidate) => candidate.startsWith(`${name}==`));
  return line?.slice(name.length + 2) ?? 'unknown';
}

/**
 * A Python with exactly the packages of `requirements.txt`. The folder is named by what it holds, so one that is there
 * is right, and two runs that install at once do not meet: each fills a folder of its own, and the first one counts.
 */
export async function pythonEnvironment(): Promise<PythonEnvironment> {
  const version = await python('python3', ['-c', 'import sys; print(*sys.version_info[:2])']);
  if (version.status !== 0) {
    return unavailable('python3 is not installed');
  }
  const [major = 0, minor = 0] = version.output.trim().split(' ').map(Number);
  if (major !== PYTHON_MIN[0] || minor < PYTHON_MIN[1]) {
    return unavailable(
      `python3 is ${major}.${minor}, and the emulator needs ${PYTHON_MIN.join('.')} or newer`,
    );
  }
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).update(version.output).digest('hex');
  const folder = join(ENVIRONMENTS, wanted.slice(0, DIGEST_LENGTH));
  return existsSync(folder) && (await works(folder)) ? ready(folder) : install(folder);
}

async function install(folder: string): Promise<PythonEnvironment> {
  mkdirSync(ENVIRONMENTS, { recursive: true });
  const draft = mkdtempSync(join(ENVIRONMENTS, 'draft-'));
  try {
    const made = await python('python3', ['-m', 'venv', draft]);
    if (made.status !== 0) {
      return unavailable(`python3 cannot make a virtual environment: ${lastLine(made.output)}`);
    }
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--no-deps', '--quiet'];
    const installed = await python(
      interpreter(draft),
      [...pip, '--requirement', REQUIREMENTS],
      INSTALL_MILLISECONDS,
    );
    if (installed.status !== 0) {
      return unavailable(`pip cannot install the emulator: ${lastLine(installed.output)}`);
    }
    if (!(await works(draft))) {
      return unavailable('the emulator was installed, but Python cannot import it');
    }
    keep(draft, folder);
    return ready(folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Puts the draft in the place of whatever there is; a run that was faster has put the same there. */
function keep(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch {
    if (!existsSync(interpreter(folder))) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(draft, folder);
    }
  }
}

async function works(folder: string): Promise<boolean> {
  const code = 'import ministack.app, importlib.metadata as m; print(m.version("ministack"))';
  const { status, output } = await python(interpreter(folder), ['-c', code]);
  return status === 0 && output.trim().endsWith(pinnedVersion('ministack'));
}

function interpreter(folder: string): string {
  return join(folder, 'bin', 'python');
}

function python(
  command: string,
  args: readonly string[],
  timeoutMilliseconds = QUICK_MILLISECONDS,
): ReturnType<typeof runCommand> {
  return runCommand({ command, args, cwd: PROJECT, env: process.env }, timeoutMilliseconds);
}

function ready(folder: string): PythonEnvironment {
  return { kind: 'ready', python: interpreter(folder) };
}

function unavailable(why: string): PythonEnvironment {
  return { kind: 'unavailable', why };
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
