import type { Construct } from 'constructs';
import type { z } from 'zod';

import type { Cell } from '../fleet/fleet';
import type { ContractReader } from './contract';
import type { ContentSources } from './security-headers';
import type { TenantEdge } from './tenant/tenant-edge';

/** A third party that the tenant's own distribution passes requests on to. */
export interface IntegrationBehavior {
  /** Path pattern below the tenant's hosts, such as `/ads/*`. */
  readonly pathPattern: string;
  /** Host name of the third party, reached over TLS only. */
  readonly originHost: string;
  readonly methods: 'read' | 'all';
}

/** What a feature adds to the tenant's distribution, as data: the distribution is made once, knowing all of it. */
export interface EdgeContribution {
  readonly behaviors: readonly IntegrationBehavior[];
  readonly contentSources: ContentSources;
}

/** What a feature's resources may stand on. */
export interface FeatureContext {
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
  /** @default nothing is added to the distribution */
  readonly edge?: (settings: Settings) => EdgeContribution;
  /** @default no resources of its own */
  readonly resources?: (scope: Construct, context: FeatureContext, settings: Settings) => void;
}

/** Infers the type of the settings from their schema. */
export function defineFeature<Settings = Record<string, never>>(
  feature: Feature<Settings>,
): Feature<Settings> {
  return feature;
}
