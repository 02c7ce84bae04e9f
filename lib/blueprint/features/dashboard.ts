import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

import { EDGE_REGION } from '../../fleet/schema/fleet-file';
import { defineFeature } from '../feature';
import { tenantStackName } from '../names';

const METRICS = [
  'Requests',
  'BytesDownloaded',
  '4xxErrorRate',
  '5xxErrorRate',
  'CacheHitRate',
  'OriginLatency',
];
const WIDGET_WIDTH = 8;
const WIDGET_HEIGHT = 6;
const WIDGETS_A_ROW = 3;

/** One screen of the tenant's edge. A dashboard reads across Regions, so a cell anywhere can have it. */
export const dashboard = defineFeature({
  name: 'dashboard',
  summary: 'A CloudWatch dashboard of the tenant’s edge.',
  resources: (scope, { tenant, edge }) => {
    new cloudwatch.CfnDashboard(scope, 'Dashboard', {
      dashboardName: tenantStackName(tenant),
      dashboardBody: JSON.stringify({
        widgets: METRICS.map((metric, index) => ({
          type: 'metric',
          x: (index % WIDGETS_A_ROW) * WIDGET_WIDTH,
          y: Math.floor(index / WIDGETS_A_ROW) * WIDGET_HEIGHT,
          width: WIDGET_WIDTH,
          height: WIDGET_HEIGHT,
          properties: {
            title: metric,
            region: EDGE_REGION,
            stat: metric === 'Requests' || metric === 'BytesDownloaded' ? 'Sum' : 'Average',
            metrics: [['AWS/CloudFront', metric, 'Region', 'Global', 'DistributionId', edge.distributionId]],
          },
        })),
      }),
    });
  },
});
