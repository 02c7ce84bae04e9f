import { invariant } from '../diagnostics/invariant';
import type { TenantContext } from '../fleet/checks/check-tenant';
import type { Fleet, Tenant } from '../fleet/fleet';
import type { FleetFiles, TenantFolder } from '../fleet/fleet-files';
import { resolveFleet, tenantContext } from '../fleet/parse-fleet';
import type { ReleaseDescriptions } from '../fleet/release-description';
import { resolveTenant, reviewTenant } from '../fleet/review-tenant';
import { withReleases } from '../fleet/with-releases';
import type { RenderedStack } from '../render/rendered-stack';
import { stackNamed } from '../render/stack-name';
import type { Workshop } from '../render/render-fleet';
import { tenantInput } from '../render/stack-input';
import type { StackVersion } from '../rollout/rollout-plan';

/** The files of a fleet at some time. */
export interface FleetSnapshot {
  readonly files: FleetFiles;
  /** Folder that holds `tenants/<id>/brand` as the files have it, as an absolute path. */
  readonly brandRoot: (tenant: string) => string;
}

export interface VersionRendererProps {
  /** Looked through in turn, each read when it is needed: the working tree, and then what a commit has. */
  readonly snapshots: readonly (() => FleetSnapshot)[];
  readonly catalogues: ReleaseDescriptions;
  readonly maker: Pick<Workshop, 'renderCell' | 'renderAccess' | 'renderTenant'>;
}

interface OpenSnapshot extends FleetSnapshot {
  /** By id. */
  readonly tenants: ReadonlyMap<string, TenantFolder>;
}

/** `fleet.yaml` of a snapshot, as stacks of one release see it. */
interface OpenContext {
  readonly context: TenantContext;
  /** Without its tenants; undefined when the file is not sound. */
  readonly fleet: Fleet | undefined;
}

/**
 * Renders stacks at releases other than those that the files pin, and answers only with the bytes that were asked for: a
 * plan names them by digest, and files that were edited since give others.
 */
export class VersionRenderer {
  readonly #props: VersionRendererProps;
  readonly #snapshots = new Map<number, OpenSnapshot>();
  readonly #contexts = new Map<string, OpenContext>();

  constructor(props: VersionRendererProps) {
    this.#props = props;
  }

  /**
   * @param stack `tenants/rally-north`, `access/rally-north`, `cells/us-1`.
   * @returns undefined when no snapshot gives a template with the digest of that version.
   * @throws ProblemError when the release must not be rendered with.
   */
  async render(stack: string, version: StackVersion): Promise<RenderedStack | undefined> {
    for (const index of this.#props.snapshots.keys()) {
      const rendered = await this.#renderFrom(index, stack, version.release);
      if (rendered?.digest === version.digest) {
        return rendered;
      }
    }
    return undefined;
  }

  /** The stack at that release, as the first snapshot has it; undefined when that is not sound. */
  async renderLatest(stack: string, release: string): Promise<RenderedStack | undefined> {
    return this.#renderFrom(0, stack, release);
  }

  async #renderFrom(index: number, stack: string, release: string): Promise<RenderedStack | undefined> {
    const { maker } = this.#props;
    const open = this.#contextAt(index, release);
    const { fleet } = open;
    if (fleet === undefined) {
      return undefined;
    }
    const { kind, id } = stackNamed(stack);
    if (kind === 'cell') {
      const cell = fleet.cells.find((candidate) => candidate.id === id);
      return cell === undefined ? undefined : maker.renderCell(fleet, cell);
    }
    // Of roles no tenant is of that release: they go with the cell, and the tenant may be behind it.
    const tenant = this.#tenantAt(index, id, new Map([[stack, release]]), open);
    if (tenant === undefined) {
      return undefined;
    }
    return kind === 'access'
      ? (await maker.renderAccess(fleet, [tenant]))[0]
      : maker.renderTenant(release, tenantInput(fleet, tenant, this.#snapshotAt(index).brandRoot(id)));
  }

  /** The tenant as a snapshot has it, at these releases; undefined when it is not sound there. */
  #tenantAt(
    index: number,
    id: string,
    releases: ReadonlyMap<string, string>,
    { context, fleet }: OpenContext,
  ): Tenant | undefined {
    const written = this.#snapshotAt(index).tenants.get(id);
    if (written === undefined || fleet === undefined) {
      return undefined;
    }
    const [folder = written] = withReleases({ fleet: undefined, tenants: [written] }, releases).tenants;
    return resolveTenant(reviewTenant(folder, context), fleet.defaults);
  }

  #snapshotAt(index: number): OpenSnapshot {
    const open = this.#snapshots.get(index);
    if (open !== undefined) {
      return open;
    }
    const read = this.#props.snapshots[index];
    invariant(read !== undefined, 'a snapshot is looked through that there is');
    const snapshot = read();
    const tenants = new Map(snapshot.files.tenants.map((tenant) => [tenant.id, tenant]));
    this.#snapshots.set(index, { ...snapshot, tenants });
    return { ...snapshot, tenants };
  }

  /** `fleet.yaml` with every cell at the release: a tenant at that release stands in no cell that is behind it. */
  #contextAt(index: number, release: string): OpenContext {
    const key = `${index} ${release}`;
    const known = this.#contexts.get(key);
    if (known !== undefined) {
      return known;
    }
    const { catalogues } = this.#props;
    const { fleet } = this.#snapshotAt(index).files;
    const cells = Object.keys(tenantContext(fleet, catalogues).fleet.fields.cells ?? {});
    const releases = new Map(cells.map((cell) => [`cells/${cell}`, release]));
    const context = tenantContext(withReleases({ fleet, tenants: [] }, releases).fleet, catalogues);
    const { file } = context.fleet;
    const open = { context, fleet: file === undefined ? undefined : resolveFleet(file, []) };
    this.#contexts.set(key, open);
    return open;
  }
}
