import { once } from 'node:events';
import { join } from 'node:path';

import { FLEET_FILE_PATH, tenantFolderPath } from '../fleet/fleet-files';
import { listTenants } from '../fleet/read-fleet';
import type { ReleaseDescriptions } from '../fleet/release-description';
import { Workshop } from '../render/render-fleet';
import { readAppBucket } from './app-bucket';
import { ViewerFunctions } from './edge/viewer-function';
import { readFleetBasis } from './fleet-basis';
import type { FleetBasis } from './fleet-basis';
import { watchFile, watchFolder } from './folder-watch';
import { HostNames } from './host-names';
import { makeScreen } from './make-screen';
import { readPreviewAssets } from './preview-assets';
import { Screens } from './screens';
import type { ShownTenant } from './screens';
import { listenNear, listenOnLoopback } from './server/listen';
import { previewServer } from './server/preview-server';
import { Site } from './site';
import { readTenantDomains, readTenantLine } from './tenant-line';
import type { TenantLine } from './tenant-line';

/** The port when none is named, so that a page that is open finds the next preview again. */
const USUAL_PORT = 4400;

export interface PreviewRequest {
  /** Folder that holds `fleet.yaml` and `tenants/`, as an absolute path. */
  readonly rootFolder: string;
  /** Folder for what can be made again, as an absolute path. */
  readonly cacheFolder: string;
  readonly catalogues: ReleaseDescriptions;
  /** What `fleet.yaml` says; it is read again when it changes. */
  readonly basis: FleetBasis;
  /** 0 for any free one. @default 4400, or any free one where that is taken */
  readonly port?: number;
  /** Told, in a line, of what is wrong with the preview itself. */
  readonly tell: (line: string) => void;
  /** What makes stacks. @default one workshop for all */
  readonly maker?: Pick<Workshop, 'renderCell' | 'renderTenant'>;
}

/** A preview that answers. */
export interface Preview {
  readonly port: number;
  /** Where a tenant is shown, or with no id the fleet: `http://rally-north.localhost:4400/`. */
  readonly urlOf: (id?: string) => string;
  /** Ids of the tenants, as their folders are now. */
  readonly ids: () => readonly string[];
  /** Makes a tenant ready, and says what is wrong with it. */
  readonly show: (id: string) => Promise<ShownTenant>;
  readonly close: () => Promise<void>;
}

/**
 * Starts to serve the screens of a fleet on loopback. No tenant is read before somebody asks for it.
 *
 * @throws the error of the operating system when a port that was named is taken.
 */
export async function startPreview(request: PreviewRequest): Promise<Preview> {
  const { rootFolder, tell } = request;
  const fleet = new CurrentBasis(request);
  const functions = new ViewerFunctions();
  const screens = screensOf(request, fleet, functions);
  const ids = (): readonly string[] => listTenants(rootFolder).ids;
  let port = 0;
  const urlOf = (id?: string): string => `http://${id === undefined ? '' : `${id}.`}localhost:${port}/`;
  const site = new Site({
    fleet: request.basis.fleet.name,
    ids,
    lineOf: (id) => lineAt(readTenantLine(rootFolder, id), request.basis.release),
    screens,
    assets: readPreviewAssets(),
    urlOf,
  });
  const hosts = new HostNames({
    ids,
    cellDomains: () => fleet.current.fleet.cells.map(({ domain }) => domain),
    domainsOf: (id) => readTenantDomains(rootFolder, id),
  });
  const server = previewServer({ hosts, site, screens, onFault: (error) => tell(faultText(error)) });
  port = await (request.port === undefined
    ? listenNear(server, USUAL_PORT)
    : listenOnLoopback(server, request.port));
  const unwatch = watchFile(
    join(rootFolder, FLEET_FILE_PATH),
    () => void screens.renewAll().catch(tell),
    tell,
  );
  return {
    port,
    urlOf,
    ids,
    show: (id) => screens.show(id),
    close: async () => {
      unwatch();
      screens.close();
      functions.close();
      const isClosed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await isClosed;
    },
  };
}

function lineAt(line: TenantLine, release: string | undefined): TenantLine {
  return release === undefined ? line : { ...line, fields: { ...line.fields, release } };
}

/** What `fleet.yaml` says now, or said when it last was sound. */
class CurrentBasis {
  current: FleetBasis;
  readonly #request: PreviewRequest;

  constructor(request: PreviewRequest) {
    this.#request = request;
    this.current = request.basis;
  }

  read(): ReturnType<typeof readFleetBasis> {
    const { rootFolder, catalogues, basis } = this.#request;
    const read = readFleetBasis(rootFolder, catalogues, basis.release);
    this.current = read.kind === 'basis' ? read.basis : this.current;
    return read;
  }
}

function screensOf(request: PreviewRequest, fleet: CurrentBasis, functions: ViewerFunctions): Screens {
  const { rootFolder, cacheFolder, tell } = request;
  const maker = request.maker ?? new Workshop(cacheFolder);
  const studio = { rootFolder, maker, app: readAppBucket(), functions };
  return new Screens({
    make: (id) => {
      const read = fleet.read();
      return read.kind === 'basis'
        ? makeScreen(id, read.basis, studio)
        : Promise.resolve({ screen: undefined, problems: read.problems });
    },
    watch: (id, onChange) => watchFolder(join(rootFolder, tenantFolderPath(id)), onChange, tell),
  });
}

function faultText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
