import type { FleetFiles, TenantFolder } from '../../fleet/fleet-files';
import { FLEET_FILE_BYTES_MAX, TENANT_FILE_BYTES_MAX } from '../../fleet/limits';
import { parseYaml } from '../../fleet/yaml/parse-yaml';
import type { FileEntry } from '../../fleet/fleet-files';
import type { StackKind } from '../../render/stack-name';
import type { Json } from '../value-changes';

/** What one stack is made of, as it is written: values of YAML and files of a brand. */
export interface StackSource {
  readonly kind: StackKind;
  readonly fleet: JsonMapping;
  /** Left out for a cell. */
  readonly tenant?: TenantSource;
}

export interface TenantSource {
  readonly id: string;
  readonly value: JsonMapping;
  /** Text of `tenant.yaml`; left out for a source that is made up. */
  readonly text?: string;
  /** By path relative to the brand folder. */
  readonly brand: ReadonlyMap<string, Uint8Array>;
}

export type JsonMapping = Readonly<Record<string, Json>>;

const UTF_8 = new TextDecoder();

/** The values of one state of a fleet, whose files have been checked. */
export class FleetSource {
  readonly fleet: JsonMapping;
  private readonly folders: ReadonlyMap<string, TenantFolder>;

  constructor({ fleet, tenants }: FleetFiles) {
    this.fleet = valueOf(fleet, FLEET_FILE_BYTES_MAX);
    this.folders = new Map(tenants.map((folder) => [folder.id, folder]));
  }

  cell(): StackSource {
    return { kind: 'cell', fleet: this.fleet };
  }

  /** What the stack of a tenant is made of, or that of the roles that it is deployed with. */
  tenant(id: string, kind: Exclude<StackKind, 'cell'> = 'tenant'): StackSource | undefined {
    const folder = this.folders.get(id);
    if (folder === undefined) {
      return undefined;
    }
    const brand = folder.brand.flatMap((entry) =>
      entry.kind === 'file' ? [[entry.path, entry.bytes] as const] : [],
    );
    const { file } = folder;
    return {
      kind,
      fleet: this.fleet,
      tenant: {
        id,
        // Parsing takes the longest, and most changes are told by the text.
        get value() {
          return valueOf(file, TENANT_FILE_BYTES_MAX);
        },
        ...(file?.kind === 'file' ? { text: UTF_8.decode(file.bytes) } : {}),
        brand: new Map(brand),
      },
    };
  }
}

/** Dates and the like are no values of a checked file. */
function valueOf(entry: FileEntry | undefined, bytesMax: number): JsonMapping {
  const parsed = entry?.kind === 'file' ? parseYaml(entry, bytesMax) : undefined;
  return (parsed?.document?.value ?? {}) as JsonMapping;
}
