import { join } from 'node:path';

import type { CustomizationReport } from '../customization/customization-report';
import { reviewCustomizations } from '../customization/review-fleet';
import { diagnosticJson } from '../diagnostics/render';
import { invariant } from '../diagnostics/invariant';
import { nextStepFor } from '../diagnostics/suggest';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import type { Fleet, Tenant } from '../fleet/fleet';
import { FleetSource } from '../plan/causes/fleet-source';
import { Variants } from '../plan/causes/variant';
import type { Variant } from '../plan/causes/variant';
import { tenantDisplayName } from '../render/rendered-stack';
import { Workshop } from '../render/render-fleet';
import { tenantInput } from '../render/stack-input';
import { customizationsMarkdown } from '../report/customizations-markdown';
import { customizationsText } from '../report/customizations-text';
import { problemList } from '../report/problem-list';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { refuseUnknown } from './known-release';
import { loadFleet } from './load-fleet';
import type { LoadedFleet } from './load-fleet';

export interface CustomizationsOptions {
  readonly fleet: string;
  readonly release?: string;
  readonly markdown: boolean;
  readonly json: boolean;
}

/** What can be made again, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

/** `multiplex customizations [tenant…]`: what tenants set, and what an upgrade does to it. */
export async function customizations(
  names: readonly string[],
  options: CustomizationsOptions,
  host: Host,
): Promise<ExitCode> {
  const loaded = await loadFleet(host, options.fleet);
  const { fleet, catalogues, diagnostics } = loaded;
  const releases = [...catalogues.keys()].filter((version) => version !== NEXT_RELEASE);
  if (options.release !== undefined && refuseUnknown([options.release], releases, options.json, host)) {
    return EXIT.usage;
  }
  host.stderr(problemList(diagnostics));
  if (fleet === undefined) {
    host.stdout(options.json ? json({ ok: false, diagnostics: diagnostics.map(diagnosticJson) }) : '');
    return EXIT.no;
  }
  const tenants = namedTenants(names, fleet);
  if (tenants.kind === 'unknown') {
    host.stderr(`${tenants.message}\n`);
    return EXIT.usage;
  }
  const report = await reviewed(tenants.tenants, { ...loaded, fleet }, options.release);
  host.stdout(
    options.json
      ? json(report)
      : options.markdown
        ? customizationsMarkdown(report)
        : customizationsText(report),
  );
  return EXIT.fine;
}

type NamedTenants =
  | { readonly kind: 'tenants'; readonly tenants: readonly Tenant[] }
  | { readonly kind: 'unknown'; readonly message: string };

/** By id or display name; all where none is named. */
function namedTenants(names: readonly string[], { tenants }: Fleet): NamedTenants {
  const byName = new Map(
    tenants.flatMap((tenant) => [
      [tenant.id, tenant] as const,
      [tenantDisplayName(tenant.id), tenant] as const,
    ]),
  );
  const unknown = names.find((name) => !byName.has(name));
  if (unknown !== undefined) {
    const next = nextStepFor(
      unknown,
      tenants.map(({ id }) => id),
    );
    return { kind: 'unknown', message: `"${unknown}" is not a tenant of this fleet. ${next}` };
  }
  const named = new Set(names.flatMap((name) => byName.get(name) ?? []));
  return { kind: 'tenants', tenants: names.length === 0 ? tenants : [...named] };
}

function reviewed(
  tenants: readonly Tenant[],
  { rootFolder, files, fleet, catalogues }: LoadedFleet & { readonly fleet: Fleet },
  release: string | undefined,
): Promise<CustomizationReport> {
  const workshop = new Workshop(join(rootFolder, CACHE_FOLDER));
  return reviewCustomizations(tenants, {
    fleet,
    source: new FleetSource(files),
    catalogues,
    ports: {
      variants: new Variants(catalogues),
      inputOf: (variant) => JSON.stringify(inputOf(variant, rootFolder)),
      render: (variant) => workshop.renderTenant(variant.tenant?.release ?? '', inputOf(variant, rootFolder)),
    },
    ...(release === undefined ? {} : { release }),
  });
}

function inputOf({ fleet, tenant }: Variant, rootFolder: string): ReturnType<typeof tenantInput> {
  invariant(tenant !== undefined, 'what is tried is a tenant');
  return tenantInput(fleet, tenant, rootFolder);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
