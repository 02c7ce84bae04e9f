import { Construct } from 'constructs';

import { edgeAlarm } from './edge-alarm';
import type { EdgeAlarmProps } from './edge-alarm';

const ERROR_PER_CENT_MAX = 5;

/** Strangers ask for what is not there all the time; a player that does is far above them. */
const REFUSAL_PER_CENT_MAX = 30;

/** What every tenant is watched by; its access logs are part of its distribution. */
export class TenantAnalytics extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: Pick<EdgeAlarmProps, 'tenant' | 'cell' | 'contract' | 'distributionId'>,
  ) {
    super(scope, id);
    edgeAlarm(this, 'Errors', {
      ...props,
      metricName: '5xxErrorRate',
      statistic: 'Average',
      threshold: ERROR_PER_CENT_MAX,
      description: `More than ${ERROR_PER_CENT_MAX} % of requests failed at the server`,
    });
    edgeAlarm(this, 'Refusals', {
      ...props,
      metricName: '4xxErrorRate',
      statistic: 'Average',
      threshold: REFUSAL_PER_CENT_MAX,
      description: `More than ${REFUSAL_PER_CENT_MAX} % of requests were for what is not there or not allowed`,
    });
  }
}
