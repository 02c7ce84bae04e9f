import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { run } from '../../lib/cli/main';
import { fakeHost } from '../cli/fake-host';
import { scratchRepository } from '../plan/scratch-repository';
import { PROJECT } from '../render/example-fleet';
import type { Circumstances } from './circumstances';
import { words } from './words';

/** Whom git takes for the author; a machine may know nobody. */
const SOMEBODY = {
  GIT_AUTHOR_NAME: 'Operator',
  GIT_AUTHOR_EMAIL: 'operator@northlight.example',
  GIT_COMMITTER_NAME: 'Operator',
  GIT_COMMITTER_EMAIL: 'operator@northlight.example',
};

/** A copy of the example fleet, in a repository of its own, in which the commands of one document are run. */
export class ScratchConsole {
  private readonly repository: ReturnType<typeof scratchRepository>;

  constructor(shapes: string) {
    this.repository = scratchRepository(shapes);
    this.repository.git('checkout', '--quiet', 'main');
    const programs = join(this.repository.folder, '.multiplex', 'programs');
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(programs, 'npx'), `#!/bin/sh\nshift\nexec node ${PROJECT}/bin/multiplex.cjs "$@"\n`);
    chmodSync(join(programs, 'npx'), 0o755);
  }

  async arrange({ shell }: Circumstances): Promise<void> {
    if (shell !== undefined) {
      await this.shell(shell);
    }
  }

  /** What is printed, whether on standard output or on standard error. */
  async print(command: string): Promise<string> {
    const [npx, multiplex, ...argv] = words(command);
    if (npx !== 'npx' || multiplex !== 'multiplex' || /[|>;]/.test(command)) {
      return this.shell(command);
    }
    const { folder: cwd } = this.repository;
    let printed = '';
    const write = (text: string): void => {
      printed += text;
    };
    await run(argv, { ...fakeHost(cwd), stdout: write, stderr: write });
    return printed;
  }

  remove(): void {
    this.repository.remove();
  }

  private async shell(command: string): Promise<string> {
    const { folder: cwd } = this.repository;
    const PATH = `${join(cwd, '.multiplex', 'programs')}:${process.env['PATH'] ?? ''}`;
    const env = { ...process.env, ...SOMEBODY, PATH };
    const result = await promisify(execFile)('bash', ['-c', `{ ${command}\n} 2>&1`], { cwd, env }).catch(
      failed,
    );
    return result.stdout;
  }
}

/** A command may be stopped, as one that a document stops; its output says whether it is the right one. */
function failed(error: unknown): { stdout: string } {
  if (typeof error === 'object' && error !== null && 'stdout' in error && typeof error.stdout === 'string') {
    return { stdout: error.stdout };
  }
  throw error;
}
