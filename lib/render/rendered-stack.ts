/** One stack, ready to be written into a cloud assembly. */
export interface RenderedStack {
  /** What `cdk` calls it: `tenants/rally-north`, `cells/us-1`. */
  readonly displayName: string;
  /** What CloudFormation calls it: `tenant--rally-north`, `cell--us-1`. */
  readonly stackName: string;
  /** The template's text, as it is deployed. */
  readonly template: string;
  /** SHA-256 of the template's text, as 64 hexadecimal digits. */
  readonly digest: string;
  readonly resourceCount: number;
  /** The entry of the stack in the assembly's manifest, but for the names of files. */
  readonly stackArtifact: ManifestArtifact;
  /** The entry of its assets in the assembly's manifest, but for the names of files. */
  readonly assetsArtifact: ManifestArtifact;
  /** Version of the cloud assembly schema. */
  readonly manifestVersion: string;
  readonly assets: AssetManifest;
}

/** An entry of `manifest.json`, as far as this project reads it. */
export interface ManifestArtifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly dependencies?: readonly string[];
  readonly displayName?: string;
}

/** `<stack>.assets.json`: what is published before the stack is deployed. */
export interface AssetManifest {
  readonly version: string;
  readonly files: Readonly<Record<string, FileAsset>>;
  readonly dockerImages: Readonly<Record<string, unknown>>;
}

export interface FileAsset {
  readonly displayName?: string;
  readonly source: { readonly path: string; readonly packaging: 'file' | 'zip' };
  readonly destinations: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** `tenants/rally-north` for a tenant, `cells/us-1` for a cell. */
export function tenantDisplayName(tenant: string): string {
  return `tenants/${tenant}`;
}

export function cellDisplayName(cell: string): string {
  return `cells/${cell}`;
}
