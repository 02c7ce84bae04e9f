import type { Construct } from 'constructs';
import type { z } from 'zod';

import type { Cell } from '../fleet/fleet';
import type { ContractReader } from './contract';
import type { EdgeContribution } from './edge-contribution';
import type { TenantEdge } from './tenant/tenant-edge';

/** What a feature's resources may stand on. */
interface FeatureContext {
  readonly tenant: string;
  readonly cell: Cell;
  readonly contract: ContractReader;
  readonly edge: TenantEdge;
}

/**
 * One thing that a tier can grant. With `settings` it is on as soon as the tenant gives some; without, as soon as
 * the tier grants it. Every feature is also written to the tenant's partition as an entitlement, which is all that
 * some of them do.
 */
export interface Feature<Settings = unknown> {
  /** Equal to the name of its file. */
  readonly name: string;
  /** One line for operators; shown while they type. */
  readonly summary: string;
  /** Must survive a round trip through JSON Schema: no refinements and no transforms. */
  readonly settings?: z.ZodType<Settings>;
  /** The one AWS Region that can have it. @default every Region */
  readonly region?: string;
  /** The key of a cell that stands in for it in other Regions. @default nothing does */
  readonly standIn?: 'webAclArn';
  /** @default nothing is added to the distribution */
  readonly edge?: (settings: Settings) => EdgeContribution;
  /** @default no resources of its own */
  readonly resources?: (scope: Construct, context: FeatureContext, settings: Settings) => void;
}

/**
 * Infers the type of the settings from their schema. What comes back forgets that type: whoever hands a feature its
 * settings has had them checked by the schema.
 */
export function defineFeature<Settings = Record<string, never>>(feature: Feature<Settings>): Feature {
  return feature as Feature;
}
