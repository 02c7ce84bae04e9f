import { hash } from 'node:crypto';

import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import type { BaseCommit } from './base-commit';

/** An entry of a commit's tree. */
export interface CommittedFile {
  /** Relative to the folder of the fleet, with forward slashes. */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'other';
  /** Id of the content: SHA-1 or SHA-256 in hexadecimal digits, as the repository has it. */
  readonly id: string;
  /** Bytes. */
  readonly size: number;
}

/** `100644 blob <id>     512<tab>path`, as `ls-tree --long` writes it. */
const ENTRY = /^([0-7]{6}) ([a-z]+) ([0-9a-f]+) +([0-9-]+)\t([\s\S]+)$/;

const SHA1_DIGITS = 40;

/** The files of the commit at or below the paths, which are relative to the fleet. Nothing of their content is read. */
export function listCommitted(base: BaseCommit, paths: readonly string[]): readonly CommittedFile[] {
  const { git, commit, prefix } = base;
  const args = ['ls-tree', '-r', '-z', '--long', '--full-tree', commit, '--'];
  const { ok, stdout } = git.run([...args, ...paths.map((path) => `${prefix}${path}`)]);
  if (!ok) {
    throw missing(base, paths.join(', '));
  }
  return stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line): readonly CommittedFile[] => {
      const [, mode = '', type = '', id = '', size = '', path = ''] = ENTRY.exec(line) ?? [];
      const kind = type !== 'blob' ? 'other' : mode === '120000' ? 'link' : 'file';
      return path === '' ? [] : [{ path: path.slice(prefix.length), kind, id, size: Number(size) || 0 }];
    });
}

/**
 * The content of files of the commit, by id. What is at hand with the same id already is not read again.
 *
 * @param known Content by the id that {@link contentId} gives it.
 * @throws ProblemError when the clone does not have one of them.
 */
export function readCommitted(
  base: BaseCommit,
  files: readonly CommittedFile[],
  known: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Uint8Array> {
  const wanted = new Map(files.filter(({ id }) => !known.has(id)).map((file) => [file.id, file]));
  const contents = new Map(known);
  if (wanted.size === 0) {
    return contents;
  }
  const { stdout } = base.git.run(
    ['cat-file', '--batch'],
    [...wanted.keys()].map((id) => `${id}\n`).join(''),
  );
  let offset = 0;
  for (const [id, { path }] of wanted) {
    const end = stdout.indexOf('\n', offset);
    const [answered, type, size] = stdout.toString('latin1', offset, Math.max(end, offset)).split(' ');
    if (end === -1 || answered !== id || type !== 'blob') {
      throw missing(base, path);
    }
    const start = end + 1;
    contents.set(id, stdout.subarray(start, start + Number(size)));
    offset = start + Number(size) + 1;
  }
  return contents;
}

/** The id that git gives this content; `like` is one of the same repository. */
export function contentId(bytes: Uint8Array, like: string): string {
  return objectId('blob', bytes, like);
}

/** The id that git gives an object with these bytes; `like` is one of the same repository. */
export function objectId(type: 'blob' | 'tree', bytes: Uint8Array, like: string): string {
  const framed = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
  return hash(like.length === SHA1_DIGITS ? 'sha1' : 'sha256', framed);
}

/** What the commit has at paths relative to the fleet, without what is below: one that ends in `/` stands for all in it. */
export function listEntries(base: BaseCommit, paths: readonly string[]): readonly CommittedEntry[] {
  const { git, commit, prefix } = base;
  const args = ['ls-tree', '-z', '--full-tree', commit, '--'];
  const { ok, stdout } = git.run([...args, ...paths.map((path) => `${prefix}${path}`)]);
  if (!ok) {
    throw missing(base, paths.join(', '));
  }
  return stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line): readonly CommittedEntry[] => {
      const [, mode = '', id = '', path = ''] = /^([0-7]{6}) [a-z]+ ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
      return path === '' ? [] : [{ path: path.slice(prefix.length), mode, id }];
    });
}

/** A file or a folder of a commit's tree. */
export interface CommittedEntry {
  /** Relative to the folder of the fleet. */
  readonly path: string;
  /** `100644` is a file and `040000` a folder. */
  readonly mode: string;
  /** Of a folder, it stands for all that is in it. */
  readonly id: string;
}

function missing({ commit }: BaseCommit, path: string): ProblemError {
  return new ProblemError([
    diagnostic({
      code: 'BASE-006',
      place: { file: `${commit}:${path}` },
      message: 'this clone does not have the content of the file.',
      next: 'Clone again, without --filter.',
    }),
  ]);
}
