/** One stack, as the texts that are written into a cloud assembly. */
export interface RenderedStack {
  /** What `cdk` calls it: `tenants/rally-north`, `cells/us-1`. */
  readonly displayName: string;
  /** What CloudFormation calls it: `tenant--rally-north`, `cell--us-1`. */
  readonly stackName: string;
  /** Text of `<stackName>.template.json`, as it is deployed. */
  readonly template: string;
  /** SHA-256 of the template's text, as 64 hexadecimal digits. */
  readonly digest: string;
  readonly resourceCount: number;
  /** Text of `<stackName>.assets.json`: what is published before the stack is deployed. */
  readonly assets: string;
  /** Archives that the assembly must hold. */
  readonly archives: readonly AssetArchive[];
  /** Text of a JSON object with the stack's entries in `artifacts` of the assembly's manifest. */
  readonly artifacts: string;
  /** Version of the cloud assembly schema. */
  readonly manifestVersion: string;
}

/** A zip archive that is published with a stack. */
export interface AssetArchive {
  /** `asset.<digest>.zip`. */
  readonly name: string;
  /** Absolute path of the folder whose files it holds. */
  readonly from: string;
  /** SHA-256 of those files as `filesDigest` gives it. */
  readonly digest: string;
}

/** Files of a stack in the assembly. */
export function templateFile(stackName: string): string {
  return `${stackName}.template.json`;
}

export function assetsFile(stackName: string): string {
  return `${stackName}.assets.json`;
}

/** `tenants/rally-north` for a tenant, `cells/us-1` for a cell. */
export function tenantDisplayName(tenant: string): string {
  return `tenants/${tenant}`;
}

/** `access/rally-north`: the roles that the tenant is deployed with. */
export function accessDisplayName(tenant: string): string {
  return `access/${tenant}`;
}

export function cellDisplayName(cell: string): string {
  return `cells/${cell}`;
}

/** JSON as every file of an assembly is written, but for the line end. */
export function assemblyJson(value: unknown): string {
  return JSON.stringify(value, undefined, 1);
}
