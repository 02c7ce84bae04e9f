/**
 * The files of a fleet as plain data, before anything is known of what they say. What could not or must not be read
 * is data as well, so that every problem is found by the pure code and reported in one list.
 */
export interface FleetFiles {
  /** `fleet.yaml`; undefined when there is none. */
  readonly fleet: FileEntry | undefined;
  /** One for each folder under `tenants/`, ordered by id. */
  readonly tenants: readonly TenantFolder[];
}

/** A file with its bytes, or why there are none. Paths are relative to the root of the fleet, with forward slashes. */
export type FileEntry = SourceFile | UnreadEntry;

export interface SourceFile {
  readonly kind: 'file';
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type UnreadEntry =
  /** Over the size limit of its place, so not read; `size` in bytes. */
  | { readonly kind: 'large'; readonly path: string; readonly size: number }
  /** A symbolic link; never followed. */
  | { readonly kind: 'link'; readonly path: string }
  /** Neither a file nor a link: a folder, socket or device. */
  | { readonly kind: 'other'; readonly path: string }
  /** `reason` is the code of the operating system, such as EACCES. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

/** One folder under `tenants/`. */
export interface TenantFolder {
  /** The name of the folder. */
  readonly id: string;
  /** `tenant.yaml`; undefined when there is none. */
  readonly file: FileEntry | undefined;
  /** What is under `brand/`, ordered by path; at most one entry more than a brand may have files. */
  readonly brand: readonly BrandEntry[];
  /** SHA-256 over the regular files of `brand`, as 64 hexadecimal digits. */
  readonly brandDigest: string;
}

/** Like {@link FileEntry}, but the path is relative to the brand folder; the folder itself is the empty path. */
export type BrandEntry = FileEntry;

/** The path of a tenant's folder. */
export function tenantFolderPath(id: string): string {
  return `tenants/${id}`;
}

/** The path of a tenant's own file. */
export function tenantFilePath(id: string): string {
  return `tenants/${id}/tenant.yaml`;
}

/** The path of a tenant's brand folder. */
export function brandFolderPath(id: string): string {
  return `tenants/${id}/brand`;
}

/** The path of `fleet.yaml`. */
export const FLEET_FILE_PATH = 'fleet.yaml';

/** The folder that holds the folders of tenants. */
export const TENANTS_FOLDER_PATH = 'tenants';
