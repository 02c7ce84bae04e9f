import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { releasePath } from './read-release';
import type { EditedFile } from './read-release';
import { FILES } from './release-file';

/** One thing of a release that is not as it was recorded. */
export interface Difference {
  readonly problem: Diagnostic;
  /** The name of the shape, where it is one. */
  readonly shape?: string;
  /** SHA-256 that is recorded, and that of what is there or came out; left out where there is none. */
  readonly expected?: string;
  readonly actual?: string;
}

/** A file that is not as it was cut. */
export function editedFile(version: string, { file, expected, actual }: EditedFile): Difference {
  const what =
    expected === undefined
      ? 'was never part of it'
      : actual === undefined
        ? 'is missing'
        : `has SHA-256 ${actual}, and ${expected} is recorded`;
  return {
    problem: diagnostic({
      code: 'RELEASE-002',
      place: { file: `${releasePath(version)}/${file}` },
      message: `${file} of release ${version} ${what}.`,
      next: expected === undefined ? 'Remove it.' : bringBack(version),
      value: file,
    }),
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
  };
}

/** What `release.json` says and is not so. */
export function misstated(version: string, fault: string): Difference {
  return {
    problem: diagnostic({
      code: 'RELEASE-005',
      place: { file: `${releasePath(version)}/${FILES.about}` },
      message: `what release ${version} says of itself is not so: ${fault}.`,
      next: bringBack(version),
      value: version,
    }),
  };
}

/** The next step for whoever has an edited release. */
export function bringBack(version: string): string {
  return `Bring it back as it was committed: git checkout -- ${releasePath(version)}`;
}
