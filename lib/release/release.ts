import type { AccessInput, CellInput, FileInput, TenantInput } from '../blueprint/input';
import type { MarkedStack } from './carried-shapes';
import type { ShapeOutput } from './shape-output';

/** What a release can do: turn plain data into the cloud assembly of one stack. */
export interface Blueprint {
  readonly synthesizeCell: (input: CellInput, outdir: string) => void;
  readonly synthesizeTenant: (input: TenantInput, outdir: string) => void;
  /** @default tenants of the release have no roles of their own */
  readonly synthesizeAccess?: (input: AccessInput, outdir: string) => void;
}

/** A version of the blueprint that is there to be rendered with. */
export interface Release {
  /** `2026.11.0`, or `next` for the working tree. */
  readonly version: string;
  /** SHA-256 of all that decides what the blueprint gives, the CDK's version included; 64 hexadecimal digits. */
  readonly digest: string;
  /** The compiled handlers that a cell of this release runs. */
  readonly provisioner: FileInput;
  /** Loads the blueprint. The CDK is large, so this is done only when something has to be synthesised. */
  readonly loadBlueprint: () => Promise<Blueprint>;
  /** SHA-256 of every template that the release is known to give for marked values; empty for `next`. */
  readonly golden: ReadonlySet<string>;
  /**
   * What the blueprint gave for marked values when the release was cut, of a template in `golden`; undefined where
   * that was not kept, and the blueprint has to be asked.
   */
  readonly carried: (stack: MarkedStack) => ShapeOutput | undefined;
  /** What the blueprint is run with. */
  readonly cdk: CdkInUse;
}

/** The packages that a template comes from: those that the release was cut with, or others. */
export type CdkInUse =
  | { readonly kind: 'recorded' }
  /** `aws-cdk-lib 2.276.0`, of the packages that differ. */
  | { readonly kind: 'other'; readonly recorded: string; readonly installed: string };
