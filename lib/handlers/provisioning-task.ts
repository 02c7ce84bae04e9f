import type { EdgeCache } from './brand/edge-cache';
import type { BrandBucket } from './brand/brand-bucket';
import type { Patience } from './fence/persistence';
import type { ProvisioningRequest } from './protocol/provisioning-request';
import type { Log } from './protocol/structured-log';
import type { TenantItems } from './partition/tenant-items';

/** What the credentials of one tenant's role open. Every effect outside Lambda goes through these. */
export interface TenantServices {
  readonly items: TenantItems;
  readonly edge: EdgeCache;
  bucket(name: string): BrandBucket;
  /** Lets the connections go. */
  close(): void;
}

/** One request under way: what is asked, and everything that performing it needs. */
export interface ProvisioningTask {
  readonly request: ProvisioningRequest;
  readonly patience: Patience;
  readonly services: TenantServices;
  readonly log: Log;
}
