import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { filesDigest } from '../fleet/files-digest';
import { readFolderFiles } from '../fleet/read-folder';
import { assetsFile, templateFile } from './rendered-stack';
import type { AssetArchive, RenderedStack } from './rendered-stack';
import { fileMark } from './file-mark';
import { zipArchive } from './zip';

/** What earlier runs wrote: by name, the digest of the content and the mark of the file that got it. */
export type WrittenFiles = Readonly<Record<string, readonly [digest: string, mark: string]>>;

/**
 * The files of stacks in the folder of an assembly. A file that holds what it should is not written: one that an earlier
 * run of ours wrote and nobody touched since is known by its mark, any other is read and compared.
 */
export class OutputFolder {
  /** Files whose bytes were not there before. */
  written = 0;
  /** Files that already held what they should. */
  kept = 0;
  private readonly folder: string;
  private readonly earlier: WrittenFiles;
  private readonly current: Record<string, WrittenFiles[string]> = {};

  constructor(folder: string, earlier: WrittenFiles = {}) {
    this.folder = folder;
    this.earlier = earlier;
  }

  /** Whether the next run can know more of the files than this one did. */
  get hasNews(): boolean {
    return Object.entries(this.current).some(([name, file]) => this.earlier[name] !== file);
  }

  /** What is there now, for the next run. */
  get files(): WrittenFiles {
    return this.current;
  }

  /** Writes the template, the asset manifest and the archives of a stack. */
  writeStack({ stackName, template, digest, assets, archives }: RenderedStack): void {
    for (const archive of archives) {
      this.writeArchive(archive);
    }
    this.writeText(templateFile(stackName), template, digest);
    const text = `${assets}\n`;
    this.writeText(assetsFile(stackName), text, createHash('sha256').update(text).digest('hex'));
  }

  private writeArchive({ name, from, digest }: AssetArchive): void {
    // Two stacks may publish the same folder.
    if (Object.hasOwn(this.current, name) || this.isUntouched(name, digest)) {
      this.kept += 1;
      return;
    }
    const files = readFolderFiles(from);
    if (filesDigest(files) !== digest) {
      throw new ProblemError([changedProblem(from)]);
    }
    this.write(name, Buffer.from(zipArchive(files)), digest);
  }

  private writeText(name: string, text: string, digest: string): void {
    if (this.isUntouched(name, digest)) {
      this.kept += 1;
      return;
    }
    this.write(name, Buffer.from(text), digest);
  }

  private isUntouched(name: string, digest: string): boolean {
    const earlier = this.earlier[name];
    if (earlier === undefined || earlier[0] !== digest) {
      return false;
    }
    const stats = lstatSync(join(this.folder, name), { throwIfNoEntry: false });
    if (stats === undefined || fileMark(stats) !== earlier[1]) {
      return false;
    }
    this.current[name] = earlier;
    return true;
  }

  /** A file that was cut off while it was written differs from its bytes, and is written again. */
  private write(name: string, bytes: Buffer, digest: string): void {
    const path = join(this.folder, name);
    const before = lstatSync(path, { throwIfNoEntry: false });
    if (before?.isFile() === true && before.size === bytes.length && readFileSync(path).equals(bytes)) {
      this.kept += 1;
    } else {
      writeFileSync(path, bytes);
      this.written += 1;
    }
    this.current[name] = [digest, fileMark(lstatSync(path))];
  }
}

function changedProblem(folder: string): ReturnType<typeof diagnostic> {
  return diagnostic({
    code: 'FILE-022',
    place: { file: folder },
    message: 'the folder changed while it was being read.',
    next: 'Run the command again when nothing writes there.',
  });
}
