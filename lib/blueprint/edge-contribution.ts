import type { ContentSources } from './security-headers';

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
