import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface CellAlarmsProps {
  readonly table: dynamodb.Table;
  readonly provisioner: lambda.Function;
}

/** The topic that the alarms of the cell and of its tenants speak to, and the alarms of what tenants share. */
export class CellAlarms extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, props: CellAlarmsProps) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', { enforceSSL: true, masterKey: this.topicKey() });
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        actions: ['sns:Publish'],
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.topic.env.account } },
      }),
    );
    this.alarm(
      'ProvisionerErrors',
      'The provisioner failed',
      props.provisioner.metricErrors(everyFiveMinutes),
    );
    this.alarm(
      'ProvisionerThrottles',
      'The provisioner was refused capacity, so deployments of tenants wait',
      props.provisioner.metricThrottles(everyFiveMinutes),
    );
    this.alarm(
      'TableThrottles',
      'The shared table refused requests, which every tenant of the cell feels',
      props.table.metric('ThrottledRequests', { statistic: 'Sum', ...everyFiveMinutes }),
    );
  }

  /** Alarms cannot publish to a topic under the key that AWS manages for SNS, so the topic has a key of its own. */
  private topicKey(): kms.Key {
    const key = new kms.Key(this, 'Key', {
      description: 'Alarms of a Multiplex cell',
      enableKeyRotation: true,
    });
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': key.env.account } },
      }),
    );
    return key;
  }

  private alarm(id: string, description: string, metric: cloudwatch.IMetric): void {
    const alarm = new cloudwatch.Alarm(this, id, {
      alarmDescription: description,
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}

const everyFiveMinutes = { period: Duration.minutes(5) };
