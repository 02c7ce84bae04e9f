import { FLEET_FILE_PATH } from './fleet-files';
import type { FileEntry, FleetFiles } from './fleet-files';
import type { FieldPath } from './yaml/field-path';
import { replaceScalar } from './yaml/replace-scalar';

/** A line of its own that can only be the release of a tenant: what is inside other values is indented. */
const RELEASE_LINE = /^(release:[ \t]+)[\w.-]+([ \t]*(?:#.*)?\r?)$/m;
const RELEASE_KEY = /^["']?release/gm;

/**
 * The files as they would be with other releases in them, and nothing else different. A file in which there is no release
 * that could be replaced alone stays as it is.
 *
 * @param releases By stack: `tenants/rally-north`, `cells/us-1`.
 */
export function withReleases(files: FleetFiles, releases: ReadonlyMap<string, string>): FleetFiles {
  const cells = [...releases].filter(([stack]) => stack.startsWith('cells/'));
  return {
    fleet: cells.reduce<FileEntry | undefined>(
      (file, [stack, release]) =>
        rewritten(file, ['cells', stack.slice('cells/'.length), 'release'], release),
      files.fleet,
    ),
    tenants: files.tenants.map((tenant) => {
      const release = releases.get(`tenants/${tenant.id}`);
      return release === undefined
        ? tenant
        : { ...tenant, file: rewritten(tenant.file, ['release'], release) };
    }),
  };
}

function rewritten(file: FileEntry | undefined, path: FieldPath, release: string): FileEntry | undefined {
  if (file?.kind !== 'file') {
    return file;
  }
  const text = new TextDecoder().decode(file.bytes);
  const isPlain =
    file.path !== FLEET_FILE_PATH && text.match(RELEASE_KEY)?.length === 1 && RELEASE_LINE.test(text);
  // Thousands of tenants are rewritten at once; what is written like most of them need not be parsed for it.
  const after = isPlain
    ? text.replace(RELEASE_LINE, (_line, key: string, rest: string) => `${key}${release}${rest}`)
    : replaceScalar(text, path, release);
  return after === undefined ? file : { ...file, bytes: new TextEncoder().encode(after) };
}
