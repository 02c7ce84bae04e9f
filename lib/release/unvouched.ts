import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { listText } from '../diagnostics/suggest';
import { bringBack } from './difference';
import { releasePath } from './read-release';
import type { Release } from './release';
import { FILES } from './release-file';

/** What was made with a release, once for all stacks of a kind. */
export interface MadeShape {
  /** A stack of the kind, as it is shown: `tenants/rally-north`. */
  readonly displayName: string;
  /** SHA-256 of the template that real synthesis gave for marked values, as 64 hexadecimal digits. */
  readonly digest: string;
}

/**
 * Why a shape must not be rendered with a release; undefined when it may. A release gives the templates that were
 * recorded when it was cut, whatever has become of the CDK since. A shape that was not recorded is new, and fine
 * as long as the CDK is the one that it was cut with.
 */
export function unvouched(
  { version, golden, cdk, edited }: Pick<Release, 'version' | 'golden' | 'cdk' | 'edited'>,
  { displayName, digest }: MadeShape,
): Diagnostic | undefined {
  const folder = releasePath(version);
  if (edited.length > 0) {
    return diagnostic({
      code: 'RELEASE-002',
      place: { file: folder },
      message: `release ${version} is not what was cut: ${listText(edited)}.`,
      next: bringBack(version),
      value: version,
    });
  }
  if (golden.has(digest) || cdk.kind === 'recorded') {
    return undefined;
  }
  return diagnostic({
    code: 'RELEASE-010',
    place: { file: `${folder}/${FILES.golden}` },
    message: `release ${version} does not give what it gave when it was cut for the shape of ${displayName}: it was cut with ${cdk.recorded}, and ${cdk.installed} is installed.`,
    next: `Install what it was cut with beside it: npx multiplex release install ${version}`,
    value: version,
  });
}
