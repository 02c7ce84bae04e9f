import { describeEdge } from '../../../lib/preview/edge/edge-description';
import type { EdgeOrigin } from '../../../lib/preview/edge/edge-description';
import type { EdgeAnswer } from '../../../lib/preview/edge/edge-data-plane';
import type { Origin, OriginRequest } from '../../../lib/preview/edge/origin';
import { RenderedEdge } from '../../../lib/preview/edge/rendered-edge';
import { ViewerFunctions } from '../../../lib/preview/edge/viewer-function';
import { StackTemplates } from '../../../lib/preview/edge/stack-templates';

/** Their threads are let go when the test file has ended. */
const FUNCTIONS = new ViewerFunctions();

afterAll(() => FUNCTIONS.close());

type Json = Readonly<Record<string, unknown>>;

/** What of a tenant's distribution a test is about; the rest is as small as can be. */
export interface DrawnEdge {
  readonly behaviors?: readonly Json[];
  readonly defaultBehavior?: Json;
  readonly distribution?: Json;
  readonly functionCode?: string;
  readonly policy?: Json;
  /** What origins answer, by the path that they are asked for. @default 200 for everything */
  readonly answers?: (origin: string, path: string) => Partial<EdgeAnswer>;
}

/** A tenant's template and that of its cell, with an app bucket and one host as origins. */
export function edgeStacks({
  behaviors = [],
  defaultBehavior,
  distribution,
  functionCode,
  policy,
}: DrawnEdge): StackTemplates {
  const contract = (name: string): Json => ({
    Type: 'AWS::SSM::Parameter::Value<String>',
    Default: `/cell/v1/${name}`,
  });
  const given = (name: string, value: unknown): Json => ({
    Type: 'AWS::SSM::Parameter',
    Properties: { Name: `/cell/v1/${name}`, Value: value },
  });
  const tenant = {
    Parameters: {
      App: contract('app-bucket-name'),
      Function: contract('viewer-request-function-arn'),
      Policy: contract('response-headers-policy-id'),
    },
    Resources: {
      Distribution: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            DefaultRootObject: 'index.html',
            Origins: [
              {
                Id: 'app',
                DomainName: { 'Fn::Join': ['', [{ Ref: 'App' }, '.s3.eu-west-1.amazonaws.com']] },
              },
              {
                Id: 'api',
                DomainName: 'api.cell.example',
                OriginPath: '/v7',
                OriginCustomHeaders: [{ HeaderName: 'X-Tenant', HeaderValue: 'rally-north' }],
              },
            ],
            CacheBehaviors: behaviors,
            DefaultCacheBehavior: {
              TargetOriginId: 'app',
              ...(policy === undefined ? {} : { ResponseHeadersPolicyId: { Ref: 'Policy' } }),
              ...(functionCode === undefined
                ? {}
                : {
                    FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: { Ref: 'Function' } }],
                  }),
              ...defaultBehavior,
            },
            ...distribution,
          },
        },
      },
    },
  };
  const cell = {
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket' },
      Code: { Type: 'AWS::CloudFront::Function', Properties: { FunctionCode: functionCode } },
      Headers: {
        Type: 'AWS::CloudFront::ResponseHeadersPolicy',
        Properties: { ResponseHeadersPolicyConfig: policy },
      },
      A: given('app-bucket-name', { Ref: 'Bucket' }),
      B: given('viewer-request-function-arn', { 'Fn::GetAtt': ['Code', 'FunctionARN'] }),
      C: given('response-headers-policy-id', { 'Fn::GetAtt': ['Headers', 'Id'] }),
    },
  };
  return new StackTemplates(JSON.stringify(tenant), JSON.stringify(cell));
}

/** The edge of those stacks, and everything that its origins were asked for. */
export function drawnEdge(drawn: DrawnEdge): {
  readonly ask: (
    path: string,
    request?: { method?: string; headers?: Record<string, string> },
  ) => Promise<EdgeAnswer>;
  readonly asked: readonly (OriginRequest & { readonly origin: string })[];
} {
  const edge = describeEdge(edgeStacks(drawn));
  const asked: (OriginRequest & { readonly origin: string })[] = [];
  const originOf = ({ id }: EdgeOrigin): Origin => ({
    fetch: (request) => {
      asked.push({ ...request, origin: id });
      const answer = drawn.answers?.(id, request.path);
      return { status: 200, headers: {}, body: Buffer.from(`${id} ${request.path}`), ...answer };
    },
  });
  const origins = new Map([...edge.origins.values()].map((origin) => [origin, originOf(origin)]));
  const plane = new RenderedEdge({
    edge,
    origins,
    functions: FUNCTIONS,
    fault: (status, says) => ({ status, headers: {}, body: Buffer.from(says) }),
  });
  return {
    asked,
    ask: (target, { method = 'GET', headers = {} } = {}) => {
      const [path = '', query = ''] = target.split('?');
      return plane.answer({ method, path, query, headers, viewer: '127.0.0.1' });
    },
  };
}
