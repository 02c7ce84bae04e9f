import { GetDistributionCommand, GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';

import { objectVersions } from '../cloud/objects';
import { view } from '../cloud/view';
import { tenantPlace } from '../lane';
import { callJson, callRest } from '../emulator/emulator-call';
import { idOf } from './probe';
import type { Probe, ProbeContext } from './probe';
import { TinyStack } from './tiny-stack';

function distribution(comment: string, more: object = {}): object {
  const behavior = {
    TargetOriginId: 'web',
    ViewerProtocolPolicy: 'https-only',
    CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  };
  const origin = {
    Id: 'web',
    DomainName: 'origin.e2e.example',
    CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
  };
  const config = {
    Enabled: true,
    Comment: comment,
    Origins: [origin],
    DefaultCacheBehavior: behavior,
    ...more,
  };
  return { Edge: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: config } } };
}

/** Aliases, under a certificate that nobody has. */
function under(...aliases: readonly string[]): object {
  const arn = 'arn:aws:acm:us-east-1:000000000000:certificate/22222222-2222-4222-8222-222222222222';
  return { Aliases: aliases, ViewerCertificate: { AcmCertificateArn: arn, SslSupportMethod: 'sni-only' } };
}

/** A file of the player app, for as long as the work takes. */
async function withAppFile<T>(context: ProbeContext, key: string, work: () => Promise<T>): Promise<T> {
  const { s3 } = context.lane.cloud;
  const bucket = (context.cell.get('AWS::S3::Bucket') ?? []).find((name) => name.includes('bucketsapp'));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: `the file ${key}` }));
  try {
    return await work();
  } finally {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  }
}

async function domainOf({ lane, tenantId }: ProbeContext): Promise<string> {
  return (await tenantPlace(lane, tenantId)).distributionDomain;
}

/** What CloudFront does, and what comes of it. */
export const EDGE_PROBES: readonly Probe[] = [
  {
    behaviour: 'A changed distribution keeps its id.',
    remains: 'a distribution is changed in place',
    holds: async (context) => {
      const stack = new TinyStack(context, 'in-place');
      await stack.create(distribution('before'));
      const before = await stack.physicalId('AWS::CloudFront::Distribution');
      await stack.update(distribution('after'));
      const after = await stack.physicalId('AWS::CloudFront::Distribution');
      const { cloudFront } = context.lane.cloud;
      const read = await cloudFront.send(new GetDistributionConfigCommand({ Id: after }));
      return before === after && read.DistributionConfig?.Comment === 'after';
    },
  },
  {
    behaviour: 'A changed distribution is in progress for minutes.',
    remains: 'a deployment waits for the edge; timeouts and roll-outs stand that',
    holds: async (context) => {
      const stack = new TinyStack(context, 'progress');
      await stack.create(distribution('before'));
      await stack.update(distribution('after'));
      const id = await stack.physicalId('AWS::CloudFront::Distribution');
      const read = await context.lane.cloud.cloudFront.send(new GetDistributionCommand({ Id: id }));
      return read.Distribution?.Status === 'InProgress';
    },
  },
  {
    behaviour: 'A distribution with names of its own needs a certificate that exists and covers them.',
    remains: 'the certificates that a fleet names exist and cover its hosts',
    holds: async (context) => {
      const stack = new TinyStack(context, 'certificate');
      const { StackStatus: status } = await stack.create(
        distribution('certificate', under(`certificate.${context.prefix}.example`)),
      );
      return status !== 'CREATE_COMPLETE';
    },
  },
  {
    behaviour: 'A name belongs to one distribution; a second one with it is refused.',
    remains: 'two tenants cannot answer under one name',
    holds: async (context) => {
      const name = `taken.${context.prefix}.example`;
      await new TinyStack(context, 'first-alias').create(distribution('first', under(name)));
      const second = await new TinyStack(context, 'second-alias').create(distribution('second', under(name)));
      return second.StackStatus !== 'CREATE_COMPLETE';
    },
  },
  {
    behaviour: 'The viewer-request function runs, and its path is the one that is served.',
    remains: 'every screen of the player is its one document',
    holds: (context) =>
      withAppFile(context, 'index.html', async () => {
        const viewed = await view(context.endpoint, await domainOf(context), '/some/screen');
        return viewed.status === 200 && viewed.body === 'the file index.html';
      }),
  },
  {
    behaviour: 'The second request for an object is served from the edge’s cache.',
    remains: 'objects are cached for as long as they say, and an invalidation ends that',
    holds: (context) =>
      withAppFile(context, 'cached.txt', async () => {
        const domain = await domainOf(context);
        await view(context.endpoint, domain, '/cached.txt');
        const again = await view(context.endpoint, domain, '/cached.txt');
        return String(again.headers['x-cache']).startsWith('Hit');
      }),
  },
  {
    behaviour: 'A distribution answers under its own names.',
    remains: 'viewers reach a tenant under its names, by DNS and TLS',
    holds: (context) =>
      withAppFile(context, 'named.txt', async () => {
        const path = `/2020-05-31/distribution/${idOf(context.tenant, 'AWS::CloudFront::Distribution')}`;
        const alias = /<CNAME>([^<]+)<\/CNAME>/.exec(
          await callRest(context.endpoint, 'cloudfront', path),
        )?.[1];
        return (await view(context.endpoint, alias ?? '', '/named.txt')).status === 200;
      }),
  },
  {
    behaviour: 'A distribution’s access logs arrive in the log bucket, under the tenant’s prefix.',
    remains: 'access logs arrive under the prefix of their tenant',
    holds: async ({ lane, cell }) => {
      const bucket = (cell.get('AWS::S3::Bucket') ?? []).find((name) => name.includes('bucketslogs'));
      return (await objectVersions(lane.cloud.s3, bucket ?? '')).length > 0;
    },
  },
  {
    behaviour: 'A failing viewer function or origin raises the tenant’s alarm.',
    remains: 'a tenant’s alarms go off when its viewers get errors',
    holds: async (context) => {
      await view(context.endpoint, await domainOf(context), '/api/anything');
      const filter = { Namespace: 'AWS/CloudFront', MetricName: '5xxErrorRate' };
      const listed = await callJson(
        context.endpoint,
        'monitoring',
        'GraniteServiceVersion20100801.ListMetrics',
        filter,
      );
      return Array.isArray(listed['Metrics']) && listed['Metrics'].length > 0;
    },
  },
];
