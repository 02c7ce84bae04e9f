import { z } from 'zod';

import type { EdgeAnswer } from './edge/edge-data-plane';
import type { Origin, OriginRequest } from './edge/origin';
import { UnknownEdge } from './edge/edge-description';
import type { StackTemplates } from './edge/stack-templates';

/** The header by which a distribution says whose viewer is calling. */
const TENANT_HEADER = 'x-multiplex-tenant';

const CONFIGURATION_PATH = '/api/configuration';

const partitionSchema = z.looseObject({
  Tenant: z.string(),
  Configuration: z.record(z.string(), z.unknown()),
  Entitlements: z.record(z.string(), z.unknown()),
  Catalogue: z.record(z.string(), z.unknown()),
  Homepage: z.array(z.unknown()),
});

/**
 * A stand-in for the operator's API, which is no part of this project: it answers with what the tenant's items in the
 * cell's table hold once its stack is deployed, and with nothing else.
 */
export class PlatformApi implements Origin {
  readonly #tenant: string;
  readonly #configuration: Uint8Array;
  readonly #absent: Origin;

  /**
   * @param absent Who answers for everything else of the API.
   * @throws UnknownEdge when the stack writes no items, or several tenants'.
   */
  constructor(templates: StackTemplates, absent: Origin) {
    const [partition, ...more] = templates.ofType('Custom::TenantPartition');
    if (partition === undefined || more.length > 0) {
      throw new UnknownEdge(`it has ${partition === undefined ? 0 : more.length + 1} partitions`);
    }
    const { Tenant, Configuration, Entitlements, Catalogue, Homepage } = partitionSchema.parse(
      partition.Properties,
    );
    this.#tenant = Tenant;
    this.#absent = absent;
    this.#configuration = Buffer.from(
      JSON.stringify({
        tenant: Tenant,
        settings: Configuration,
        entitlements: Entitlements,
        catalogue: Catalogue,
        homepage: { rows: Homepage },
      }),
    );
  }

  fetch(request: OriginRequest): EdgeAnswer {
    if (request.headers[TENANT_HEADER] !== this.#tenant) {
      return json(403, Buffer.from('{"error":"the request came through no distribution of a tenant"}'));
    }
    return request.path === CONFIGURATION_PATH ? json(200, this.#configuration) : this.#absent.fetch(request);
  }
}

function json(status: number, body: Uint8Array): EdgeAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}
