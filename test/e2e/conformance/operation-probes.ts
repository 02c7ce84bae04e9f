import {
  CreateChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import type { DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';

import { MAY_MAKE_ROLES, settledStack, stackEvents } from '../cloud/stacks';
import { clientConfig } from '../target';
import { idOf, isRefused } from './probe';
import type { Probe, ProbeContext } from './probe';
import { TinyStack } from './tiny-stack';

const BUCKET = { Type: 'AWS::S3::Bucket' };
const TOPIC = { Type: 'AWS::SNS::Topic' };

/** A role that is not there: the update fails after the topic was made. */
const REFUSED = {
  Type: 'AWS::IAM::Policy',
  DependsOn: ['Topic'],
  Properties: {
    PolicyName: 'refused',
    Roles: ['nobody'],
    PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] },
  },
};

/** A stack of a bucket, to make change sets of. */
class ChangedStack extends TinyStack {
  private readonly cloudFormation;

  constructor(context: ProbeContext, name: string) {
    super(context, name);
    this.cloudFormation = context.lane.cloud.cloudFormation;
  }

  async changeSet(changeSet: string, resources: object): Promise<void> {
    const template = JSON.stringify({ Resources: resources });
    const input = { StackName: this.name, ChangeSetName: changeSet, TemplateBody: template };
    await this.cloudFormation.send(new CreateChangeSetCommand({ ...MAY_MAKE_ROLES, ...input }));
  }

  describe(changeSet: string): Promise<DescribeChangeSetOutput> {
    const place = { StackName: this.name, ChangeSetName: changeSet };
    return this.cloudFormation.send(new DescribeChangeSetCommand(place));
  }

  async execute(changeSet: string, token: string): Promise<void> {
    const place = { StackName: this.name, ChangeSetName: changeSet, ClientRequestToken: token };
    await this.cloudFormation.send(new ExecuteChangeSetCommand(place));
    await settledStack(this.cloudFormation, this.name);
  }

  async tokens(stack = this.name): Promise<readonly (string | undefined)[]> {
    return (await stackEvents(this.cloudFormation, stack)).map(({ ClientRequestToken: token }) => token);
  }
}

/** What the engine for AWS rests on. */
export const OPERATION_PROBES: readonly Probe[] = [
  {
    behaviour: 'Every event of an operation has the token that it was asked for with, a rollback’s as well.',
    remains: 'an operation is told from every other by its token',
    holds: async (context) => {
      const stack = new ChangedStack(context, 'token');
      await stack.create({ Bucket: BUCKET });
      const before = (await stack.events()).length;
      await stack.changeSet('fails', { Bucket: BUCKET, Topic: TOPIC, Refused: REFUSED });
      await stack.execute('fails', 'a-token');
      const tokens = await stack.tokens();
      const { StackStatus: status } = (await stack.find()) ?? {};
      const own = tokens.slice(0, tokens.length - before);
      return status === 'UPDATE_ROLLBACK_COMPLETE' && own.every((token) => token === 'a-token');
    },
  },
  {
    behaviour: 'The events of a deleted stack can be read by its ARN, with the token of the deletion.',
    remains: 'a removal that was cut off is found again',
    holds: async (context) => {
      const stack = new ChangedStack(context, 'gone');
      const { StackId: arn = '' } = await stack.create({ Bucket: BUCKET });
      const deletion = { StackName: arn, ClientRequestToken: 'a-deletion' };
      await context.lane.cloud.cloudFormation.send(new DeleteStackCommand(deletion));
      await stack.delete();
      return (await stack.tokens(arn)).includes('a-deletion');
    },
  },
  {
    behaviour: 'A change set is carried out once; a second time is refused.',
    remains: 'no change set is carried out twice',
    holds: async (context) => {
      const stack = new ChangedStack(context, 'once');
      await stack.create({ Bucket: BUCKET });
      await stack.changeSet('adds', { Bucket: BUCKET, Topic: TOPIC });
      await stack.execute('adds', 'first');
      return (
        (await isRefused(() => stack.execute('adds', 'second'))) && !(await stack.tokens()).includes('second')
      );
    },
  },
  {
    behaviour: 'A change set is refused when its stack was changed after it was made.',
    remains: 'nobody’s change is overwritten by one that was reviewed before',
    holds: async (context) => {
      const stack = new ChangedStack(context, 'overtaken');
      await stack.create({ Bucket: BUCKET });
      await stack.changeSet('late', { Bucket: BUCKET, Topic: TOPIC });
      await stack.changeSet('early', { Bucket: BUCKET, Queue: { Type: 'AWS::SQS::Queue' } });
      await stack.execute('early', 'early');
      const isGone = await isRefused(() => stack.execute('late', 'late'));
      await stack.changeSet('later', { Bucket: BUCKET, Topic: TOPIC });
      await stack.update({ Bucket: BUCKET });
      return isGone && (await isRefused(() => stack.execute('later', 'later')));
    },
  },
  {
    behaviour: 'A change set without a change fails, and says that it is for that.',
    remains: 'a change that changes nothing is known as such',
    holds: async (context) => {
      const stack = new ChangedStack(context, 'empty');
      await stack.create({ Bucket: BUCKET });
      await stack.changeSet('nothing', { Bucket: BUCKET });
      const { Status: status, StatusReason: reason = '' } = await stack.describe('nothing');
      return status === 'FAILED' && reason.startsWith('The submitted information didn');
    },
  },
  {
    behaviour: 'A change set takes a moment to be made.',
    remains: 'a change set that is still being made is waited for',
    holds: async (context) => {
      const stack = new ChangedStack(context, 'moment');
      await stack.create({ Bucket: BUCKET });
      await stack.changeSet('adds', { Bucket: BUCKET, Topic: TOPIC });
      return (await stack.describe('adds')).Status?.startsWith('CREATE_COMPLETE') !== true;
    },
  },
  {
    behaviour: 'A template in ASCII is given back in the very bytes that were sent.',
    remains: 'what is deployed is known by the digest of its template',
    holds: (context) => isGivenBack(context, 'ascii', { Name: String.raw`sch\u00f6n, "so" \\u00f6` }),
  },
  {
    behaviour: 'Characters of a template beyond ASCII are given back as question marks.',
    remains:
      'a template with characters beyond ASCII, which are sent as escapes, is given back as it was sent',
    holds: async (context) => !(await isGivenBack(context, 'beyond', { Name: 'schön' })),
  },
  {
    behaviour: 'What viewers ask of a distribution is counted by CloudWatch in us-east-1.',
    remains: 'a roll-out sees the requests and the errors of a tenant’s viewers',
    holds: async (context) => {
      const cloudWatch = new CloudWatch({ ...clientConfig(context.lane.target), region: 'us-east-1' });
      const now = Date.now();
      const dimensions = [
        { Name: 'DistributionId', Value: idOf(context.tenant, 'AWS::CloudFront::Distribution') },
        { Name: 'Region', Value: 'Global' },
      ];
      const metric = { Namespace: 'AWS/CloudFront', MetricName: 'Requests', Dimensions: dimensions };
      const { MetricDataResults: results = [] } = await cloudWatch.getMetricData({
        StartTime: new Date(now - 60 * 60_000),
        EndTime: new Date(now),
        MetricDataQueries: [{ Id: 'requests', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } }],
      });
      return results.some(({ Values: values = [] }) => values.length > 0);
    },
  },
];

async function isGivenBack(context: ProbeContext, name: string, metadata: object): Promise<boolean> {
  const stack = new ChangedStack(context, name);
  const resources = { Bucket: BUCKET };
  await stack.create(resources, { Metadata: metadata });
  const sent = JSON.stringify({ Resources: resources, Metadata: metadata });
  const command = new GetTemplateCommand({ StackName: stack.name, TemplateStage: 'Original' });
  return (await context.lane.cloud.cloudFormation.send(command)).TemplateBody === sent;
}
