import { CreateInvalidationCommand, type CloudFrontClient } from '@aws-sdk/client-cloudfront';

/** The caches of CloudFront, through the credentials of one tenant. */
export interface EdgeCache {
  /** Drops `paths` from the caches. A `reference` used before, with the same paths, does nothing more. */
  invalidate(
    distributionId: string,
    paths: readonly string[],
    reference: string,
    signal: AbortSignal,
  ): Promise<void>;
}

export function cloudFrontEdgeCache(client: CloudFrontClient): EdgeCache {
  return {
    invalidate: async (distributionId, paths, reference, signal) => {
      const command = new CreateInvalidationCommand({
        DistributionId: distributionId,
        InvalidationBatch: {
          CallerReference: reference,
          Paths: { Quantity: paths.length, Items: [...paths] },
        },
      });
      await client.send(command, { abortSignal: signal });
    },
  };
}
