import { ZodError } from 'zod';

import { diagnostic, isError } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { invariant } from '../diagnostics/invariant';
import { ProblemError } from '../diagnostics/problem-error';
import { missingFileProblem } from '../fleet/file-problems';
import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import { tenantFilePath } from '../fleet/fleet-files';
import type { TenantFolder } from '../fleet/fleet-files';
import { readTenantFolder } from '../fleet/read-tenant';
import { resolveTenant, reviewTenant } from '../fleet/review-tenant';
import { withReleases } from '../fleet/with-releases';
import type { Workshop } from '../render/render-fleet';
import { tenantInput } from '../render/stack-input';
import { tenantDisplayName } from '../render/rendered-stack';
import type { RenderedStack } from '../render/rendered-stack';
import { brandBucket } from './brand-bucket';
import type { Bucket } from './bucket';
import { describeEdge, UnknownEdge } from './edge/edge-description';
import type { EdgeDescription, EdgeOrigin } from './edge/edge-description';
import type { EdgeDataPlane } from './edge/edge-data-plane';
import type { Origin } from './edge/origin';
import { RenderedEdge } from './edge/rendered-edge';
import { StackTemplates } from './edge/stack-templates';
import type { ViewerFunctions } from './edge/viewer-function';
import type { FleetBasis } from './fleet-basis';
import { absentOrigin } from './pages/absent-page';
import { faultPage } from './pages/fault-page';
import { PlatformApi } from './platform-api';

/** What a tenant's viewers would see, as its files were when it was made. */
export interface Screen {
  readonly tenant: Tenant;
  readonly cell: Cell;
  /** Digest of the tenant's template, 64 hexadecimal digits. */
  readonly digest: string;
  readonly edge: EdgeDescription;
  readonly plane: EdgeDataPlane;
  /** Equal for screens on which everything is the same. */
  readonly revision: string;
}

/** A screen, or none; and what is wrong with the tenant's folder, warnings included. */
export interface MadeScreen {
  readonly screen: Screen | undefined;
  readonly problems: readonly Diagnostic[];
}

/** What screens are made with. */
export interface Studio {
  /** Folder that holds `fleet.yaml` and `tenants/`, as an absolute path. */
  readonly rootFolder: string;
  readonly maker: Pick<Workshop, 'renderCell' | 'renderTenant'>;
  /** The app bucket that every cell is given. */
  readonly app: Bucket;
  readonly functions: ViewerFunctions;
}

/**
 * Reads one tenant, checks it in view of `fleet.yaml`, and renders its stack and that of its cell. Whatever is wrong with
 * the files or the release is a problem; nothing of the world's is thrown.
 */
export async function makeScreen(
  id: string,
  { fleet, context, defaults, release }: FleetBasis,
  studio: Studio,
): Promise<MadeScreen> {
  const { folder: written, diagnostics } = readTenantFolder(studio.rootFolder, id);
  if (written === undefined) {
    return { screen: undefined, problems: [...diagnostics, missingFileProblem(tenantFilePath(id))] };
  }
  const folder = release === undefined ? written : atRelease(written, release);
  const review = reviewTenant(folder, context);
  const problems = [...diagnostics, ...review.diagnostics];
  const tenant = problems.some(isError) ? undefined : resolveTenant(review, defaults);
  if (tenant === undefined) {
    return { screen: undefined, problems };
  }
  try {
    return { screen: await renderScreen(tenant, folder, fleet, studio), problems };
  } catch (error) {
    return { screen: undefined, problems: [...problems, ...problemsOf(error, tenant)] };
  }
}

function atRelease(folder: TenantFolder, release: string): TenantFolder {
  const releases = new Map([[tenantDisplayName(folder.id), release]]);
  return withReleases({ fleet: undefined, tenants: [folder] }, releases).tenants[0] ?? folder;
}

async function renderScreen(
  tenant: Tenant,
  folder: TenantFolder,
  fleet: Fleet,
  studio: Studio,
): Promise<Screen> {
  const cell = fleet.cells.find(({ id }) => id === tenant.cell);
  invariant(cell !== undefined, 'a checked tenant is of a cell that there is');
  const { maker, rootFolder } = studio;
  const stack = await maker.renderTenant(tenant.release, tenantInput(fleet, tenant, rootFolder));
  const cellStack = await maker.renderCell(fleet, cell);
  const templates = new StackTemplates(stack.template, cellStack.template);
  const edge = describeEdge(templates);
  const brand = brandBucket(folder.brand, folder.brandDigest);
  const originOf = (origin: EdgeOrigin): Origin => {
    const { source } = origin;
    if (source.kind === 'host') {
      const absent = absentOrigin(origin);
      return source.host === cell.apiDomain ? new PlatformApi(templates, absent) : absent;
    }
    return { app: studio.app, brand, media: absentOrigin(origin) }[source.bucket];
  };
  const origins = new Map([...edge.origins.values()].map((origin) => [origin, originOf(origin)]));
  return {
    tenant,
    cell,
    digest: stack.digest,
    edge,
    plane: new RenderedEdge({ edge, origins, fault: faultPage, functions: studio.functions }),
    revision: revisionOf(stack, cellStack),
  };
}

/** The template names the brand's archive by its digest, so that a brand that changes changes it. */
function revisionOf(...stacks: readonly RenderedStack[]): string {
  return stacks.map(({ digest }) => digest.slice(0, 16)).join('.');
}

function problemsOf(error: unknown, { id, release }: Tenant): readonly Diagnostic[] {
  if (error instanceof ProblemError) {
    return error.diagnostics;
  }
  if (!(error instanceof UnknownEdge || error instanceof ZodError)) {
    throw error;
  }
  return [
    diagnostic({
      code: 'PREVIEW-001',
      place: { file: tenantFilePath(id) },
      message: `the stack that release ${release} gives cannot be previewed: ${reason(error)}.`,
      next: 'Look at the template with multiplex render; the preview has to learn what is new in it.',
      value: release,
    }),
  ];
}

function reason(error: UnknownEdge | ZodError): string {
  const [issue] = error instanceof ZodError ? error.issues : [];
  return issue === undefined ? error.message : `${issue.path.join('.')}: ${issue.message}`;
}
