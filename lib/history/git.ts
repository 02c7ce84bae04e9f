import { spawnSync } from 'node:child_process';

import { diagnostic } from '../diagnostics/diagnostic';
import { firstLine } from '../diagnostics/first-line';
import { ProblemError } from '../diagnostics/problem-error';

/** Most bytes of one answer: a fleet of 10,000 tenants has some 200 MB of brand files. */
const ANSWER_BYTES_MAX = 1024 ** 3;

export interface GitAnswer {
  readonly ok: boolean;
  readonly stdout: Buffer;
  /** The standard output as text, without the line end. */
  readonly text: string;
  /** The first line of what git said went wrong. */
  readonly trouble: string;
}

/** Runs git in a folder, so that it writes nothing: objects are read, and the index is not refreshed. */
export class Git {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** @throws ProblemError when there is no git. */
  run(args: readonly string[], input = ''): GitAnswer {
    const { error, status, stdout, stderr } = spawnSync('git', [...args], {
      cwd: this.folder,
      input,
      maxBuffer: ANSWER_BYTES_MAX,
      env: environment(),
    });
    if (error !== undefined) {
      throw new ProblemError([
        diagnostic({
          code: 'BASE-001',
          place: { file: this.folder },
          message: `git could not be run: ${error.message}.`,
          next: 'Install git, or put it on the path.',
        }),
      ]);
    }
    return {
      ok: status === 0,
      stdout,
      text: stdout.toString('utf8').trimEnd(),
      trouble: firstLine(new Error(stderr.toString('utf8').trim())),
    };
  }
}

/** The folder says which repository is meant, and not variables that a hook of another one set. */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...rest } = process.env;
  return { ...rest, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_NO_REPLACE_OBJECTS: '1' };
}
