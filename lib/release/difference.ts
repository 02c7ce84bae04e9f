import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { releasePath } from './read-release';
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
