import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';

import { defineFeature } from '../feature';
import { edgeAlarm } from '../tenant/edge-alarm';

const ORIGIN_LATENCY_MILLISECONDS_MAX = 2000;

/** CloudFront's paid metrics, which alone tell cache hits and latency, and the alarm that needs them. */
export const additionalMetrics = defineFeature({
  name: 'additional-metrics',
  summary: 'Cache hit rate, origin latency and error rates by status code.',
  resources: (scope, { tenant, cell, contract, edge }) => {
    new cloudfront.CfnMonitoringSubscription(scope, 'Subscription', {
      distributionId: edge.distributionId,
      monitoringSubscription: {
        realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus: 'Enabled' },
      },
    });
    edgeAlarm(scope, 'Latency', {
      tenant,
      cell,
      contract,
      distributionId: edge.distributionId,
      metricName: 'OriginLatency',
      statistic: 'p90',
      threshold: ORIGIN_LATENCY_MILLISECONDS_MAX,
      description: `Nine in ten requests to the origins took longer than ${ORIGIN_LATENCY_MILLISECONDS_MAX} ms`,
    });
  },
});
