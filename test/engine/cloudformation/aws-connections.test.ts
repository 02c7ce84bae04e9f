import { createServer } from 'node:http';
import type { Server } from 'node:http';

import { AwsConnections } from '../../../lib/engine/cloudformation/aws-connections';
import { ProblemError } from '../../../lib/diagnostics/problem-error';

const PLACE = { account: '111122223333', region: 'eu-west-1' };

/** Just enough of STS, CloudFormation and CloudWatch to see who asks, and where. */
interface FakeAws {
  readonly server: Server;
  /** `<access key> <Region> <action>`. */
  readonly asked: string[];
  readonly endpoint: string;
}

let aws: FakeAws;
const environment = { ...process.env };

async function startAws(
  answer: (action: string) => { status: number; body: string },
  roles: string[],
): Promise<FakeAws> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const [, key = '', region = ''] =
        /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
      const target =
        String(request.headers['x-amz-target'] ?? '')
          .split('.')
          .at(-1) ?? '';
      const action = new URLSearchParams(body).get('Action') ?? target;
      asked.push(`${key} ${region} ${action}`);
      roles.push(...new URLSearchParams(body).getAll('RoleArn'));
      const { status, body: text } = answer(action);
      response.writeHead(status).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { server, asked, endpoint: `http://127.0.0.1:${port}` };
}

/** @param roles Takes the ARNs of the roles that are asked for. */
async function use(
  answer: (action: string) => { status: number; body: string },
  roles: string[] = [],
): Promise<void> {
  aws = await startAws(answer, roles);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ACCESS_KEY_ID: 'own',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
}

afterEach(async () => {
  process.env = { ...environment };
  await new Promise((resolve) => aws.server.close(resolve));
  aws.server.closeAllConnections();
});

const TAKEN = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>role</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
const NO_STACKS =
  '<DescribeStacksResponse><DescribeStacksResult><Stacks/></DescribeStacksResult></DescribeStacksResponse>';
const DENIED =
  '<ErrorResponse><Error><Code>AccessDenied</Code><Message>not yours</Message></Error></ErrorResponse>';

function caller(account: string): string {
  return `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
}

test('calls are made in the Region of the stack under the role of the bootstrap, which is taken once', async () => {
  await use((action) => ({ status: 200, body: action === 'AssumeRole' ? TAKEN : NO_STACKS }));
  const connections = new AwsConnections();
  await (await connections.stacks(PLACE)).describeStacks({});
  await (await connections.stacks(PLACE)).describeStacks({});
  expect(aws.asked).toEqual([
    'own eu-west-1 AssumeRole',
    'role eu-west-1 DescribeStacks',
    'role eu-west-1 DescribeStacks',
  ]);
});

test('a role of its own is taken for a stack that names one, beside that of the bootstrap', async () => {
  const wanted: string[] = [];
  await use((action) => ({ status: 200, body: action === 'AssumeRole' ? TAKEN : NO_STACKS }), wanted);
  const connections = new AwsConnections();
  const role = 'arn:aws:iam::111122223333:role/multiplex/northlight/eu-1/deployers/tenant--alpha--deploy';
  await (await connections.stacks(PLACE, role)).describeStacks({});
  await (await connections.stacks(PLACE)).describeStacks({});
  await (await connections.stacks(PLACE, role)).describeStacks({});
  expect(wanted).toEqual([role, expect.stringContaining(':role/cdk-hnb659fds-deploy-role-')]);
});

test('metrics are read in us-east-1, wherever the stack is', async () => {
  await use((action) => ({ status: 200, body: action === 'AssumeRole' ? TAKEN : '{}' }));
  const metrics = await new AwsConnections().metrics(PLACE);
  await metrics.getMetricData({ StartTime: new Date(0), EndTime: new Date(60_000), MetricDataQueries: [] });
  expect(aws.asked.at(-1)).toMatch(/^role us-east-1 /);
});

test('where the role may not be taken, the credentials of the account itself do', async () => {
  const answers: Record<string, { status: number; body: string }> = {
    AssumeRole: { status: 403, body: DENIED },
    GetCallerIdentity: { status: 200, body: caller(PLACE.account) },
    DescribeStacks: { status: 200, body: NO_STACKS },
  };
  await use((action) => answers[action] ?? { status: 500, body: '' });
  await (await new AwsConnections().stacks(PLACE)).describeStacks({});
  expect(aws.asked.at(-1)).toBe('own eu-west-1 DescribeStacks');
});

test('credentials of another account are never used, though a stack of the name may be there', async () => {
  const answers: Record<string, { status: number; body: string }> = {
    AssumeRole: { status: 403, body: DENIED },
    GetCallerIdentity: { status: 200, body: caller('999988887777') },
  };
  await use((action) => answers[action] ?? { status: 500, body: '' });
  const calls = await new AwsConnections().stacks(PLACE);
  const failure = await Promise.resolve(calls.describeStacks({})).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ProblemError);
  expect(failure).toMatchObject({ diagnostics: [{ code: 'ENGINE-053', value: '999988887777' }] });
});
