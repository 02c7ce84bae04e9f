import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { firstLine } from '../diagnostics/first-line';
import { releasePath } from './read-release';
import type { CdkInUse, Release } from './release';
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
  { version, golden, cdk }: Pick<Release, 'version' | 'golden' | 'cdk'>,
  { displayName, digest }: MadeShape,
): Diagnostic | undefined {
  if (golden.has(digest) || cdk.kind === 'recorded') {
    return undefined;
  }
  return otherCdk(
    version,
    cdk,
    `release ${version} does not give what it gave when it was cut for the shape of ${displayName}`,
  );
}

/** What it comes to that a blueprint fails with a CDK that it was not cut with. */
export function failsWithOther(
  version: string,
  cdk: CdkInUse & { readonly kind: 'other' },
  error: unknown,
): Diagnostic {
  return otherCdk(version, cdk, `the blueprint of release ${version} fails (${firstLine(error)})`);
}

function otherCdk(version: string, cdk: CdkInUse & { readonly kind: 'other' }, fault: string): Diagnostic {
  return diagnostic({
    code: 'RELEASE-010',
    place: { file: `${releasePath(version)}/${FILES.golden}` },
    message: `${fault}: it was cut with ${cdk.recorded}, and ${cdk.installed} is installed.`,
    next: `Install what it was cut with beside it: npx multiplex release install ${version}`,
    value: version,
  });
}
