import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

import { EDGE_REGION } from '../../fleet/schema/fleet-file';
import type { Cell } from '../../fleet/fleet';
import type { ContractReader } from '../contract';
import { tenantStackName } from '../names';

const PERIOD_SECONDS = 300;
const PERIODS_TO_ALARM = 2;
const PERIODS_LOOKED_AT = 3;

export interface EdgeAlarmProps {
  readonly tenant: string;
  readonly cell: Cell;
  readonly contract: ContractReader;
  readonly distributionId: string;
  readonly metricName: '4xxErrorRate' | '5xxErrorRate' | 'OriginLatency';
  /** `Average`, or a percentile such as `p90`. */
  readonly statistic: string;
  /** In the unit of the metric: per cent for a rate, milliseconds for latency. */
  readonly threshold: number;
  readonly description: string;
}

/**
 * An alarm on a metric of the tenant's distribution. CloudFront's metrics are in us-east-1 only and an alarm reads
 * its own Region, so a cell elsewhere has none: there, whoever watches health reads the metrics from us-east-1.
 */
export function edgeAlarm(scope: Construct, id: string, props: EdgeAlarmProps): void {
  if (props.cell.region !== EDGE_REGION) {
    return;
  }
  new cloudwatch.CfnAlarm(scope, id, {
    ...(props.cell.access === undefined
      ? {}
      : // The tenant's own execution role is limited to its names.
        { alarmName: `${tenantStackName(props.tenant)}--${id.toLowerCase()}` }),
    alarmDescription: props.description,
    alarmActions: [props.contract.read('alarm-topic-arn')],
    namespace: 'AWS/CloudFront',
    metricName: props.metricName,
    dimensions: [
      { name: 'DistributionId', value: props.distributionId },
      { name: 'Region', value: 'Global' },
    ],
    ...(props.statistic === 'Average'
      ? { statistic: props.statistic }
      : { extendedStatistic: props.statistic }),
    period: PERIOD_SECONDS,
    datapointsToAlarm: PERIODS_TO_ALARM,
    evaluationPeriods: PERIODS_LOOKED_AT,
    threshold: props.threshold,
    comparisonOperator: 'GreaterThanThreshold',
    treatMissingData: 'notBreaching',
  });
}
