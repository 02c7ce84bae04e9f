import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { filesDigest } from '../fleet/files-digest';
import type { FolderFile } from '../fleet/files-digest';
import { readFolderFiles } from '../fleet/read-folder';
import { fileMark } from './file-mark';
import { assetsFile, templateFile } from './rendered-stack';
import type { AssetArchive, RenderedStack } from './rendered-stack';
import { zipArchive } from './zip';

/** A file of the assembly: its name, and the mark of the file that got its content. */
export type WrittenFile = readonly [name: string, mark: string];

/** The files of stacks in the folder of an assembly. A file that holds what it should is not written. */
export class OutputFolder {
  /** Files whose bytes were not there before. */
  written = 0;
  /** Files that already held what they should. */
  kept = 0;
  private readonly folder: string;
  /** What was there at the beginning. */
  private present: ReadonlySet<string> | undefined;
  /** Archives that are there by now: two stacks may publish the same folder. */
  private readonly archives = new Map<string, WrittenFile>();

  /** @param folder Absolute path of a folder that is there. */
  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Writes the template, the asset manifest and the archives of a stack.
   *
   * @param readFiles Reads the files of an archive's folder.
   * @param templateBytes The template as UTF-8.
   * @throws ProblemError when they are not what they were when their digest was taken.
   */
  writeStack(
    { stackName, template, assets, archives }: RenderedStack,
    readFiles: (from: string) => readonly FolderFile[] = readFolderFiles,
    templateBytes: Buffer = Buffer.from(template),
  ): readonly WrittenFile[] {
    return [
      ...archives.map((archive) => this.writeArchive(archive, readFiles)),
      this.write(templateFile(stackName), templateBytes),
      this.write(assetsFile(stackName), Buffer.from(`${assets}\n`)),
    ];
  }

  /** Whether nobody has touched these files since they were written. If so, they count as kept. */
  keep(files: readonly WrittenFile[]): boolean {
    const isUntouched = files.every(([name, mark]) => {
      const stats = lstatSync(join(this.folder, name), { throwIfNoEntry: false });
      return stats !== undefined && fileMark(stats) === mark;
    });
    this.kept += isUntouched ? files.length : 0;
    return isUntouched;
  }

  private writeArchive(
    { name, from, digest }: AssetArchive,
    readFiles: (from: string) => readonly FolderFile[],
  ): WrittenFile {
    const earlier = this.archives.get(name);
    if (earlier !== undefined) {
      this.kept += 1;
      return earlier;
    }
    const files = readFiles(from);
    if (filesDigest(files) !== digest) {
      throw new ProblemError([changedProblem(from)]);
    }
    const written = this.write(name, zipArchive(files));
    this.archives.set(name, written);
    return written;
  }

  /** A file that was cut off while it was written differs from its bytes, and is written again. */
  private write(name: string, bytes: Buffer): WrittenFile {
    const path = join(this.folder, name);
    this.present ??= new Set(readdirSync(this.folder));
    if (this.present.has(name) && holds(path, bytes)) {
      this.kept += 1;
      return [name, fileMark(lstatSync(path))];
    }
    this.written += 1;
    const descriptor = openSync(path, 'w');
    try {
      writeWhole(descriptor, bytes);
      return [name, fileMark(fstatSync(descriptor))];
    } finally {
      closeSync(descriptor);
    }
  }
}

function holds(path: string, bytes: Buffer): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === bytes.length && readFileSync(path).equals(bytes);
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written);
  }
}

function changedProblem(folder: string): Diagnostic {
  return diagnostic({
    code: 'FILE-022',
    place: { file: folder },
    message: 'the folder changed while it was being read.',
    next: 'Run the command again when nothing writes there.',
  });
}
