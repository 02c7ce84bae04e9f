import { Construct } from 'constructs';

import { edgeAlarm } from './edge-alarm';
import type { EdgeAlarmProps } from './edge-alarm';

const ERROR_PER_CENT_MAX = 5;

/** What every tenant is watched by; its access logs are part of its distribution. */
export class TenantAnalytics extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: Pick<EdgeAlarmProps, 'cell' | 'contract' | 'distributionId'>,
  ) {
    super(scope, id);
    edgeAlarm(this, 'Errors', {
      ...props,
      metricName: '5xxErrorRate',
      statistic: 'Average',
      threshold: ERROR_PER_CENT_MAX,
      description: `More than ${ERROR_PER_CENT_MAX} % of requests failed at the server`,
    });
  }
}
