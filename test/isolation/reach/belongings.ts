import type { IamRequest } from './iam-request';

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';
const DOMAIN = 'us-1.northlight.example';

/** Something that belongs to a tenant of cell us-1, with what IAM knows of it whoever asks. */
export interface Belonging {
  readonly what: string;
  readonly resource: string;
  readonly context: IamRequest['context'];
}

/** All that a tenant has in its account once it is deployed. */
export function belongingsOf(tenant: string): readonly Belonging[] {
  const iam = `arn:aws:iam::${ACCOUNT}:role/multiplex/northlight/us-1`;
  const assets = `arn:aws:s3:::cdk-hnb659fds-assets-${ACCOUNT}-${REGION}`;
  const bucket = `arn:aws:s3:::tenant--${tenant}--${ACCOUNT}-${REGION}`;
  const tagged = { 'aws:resourcetag/multiplex:tenant': tenant };
  const plain: readonly (readonly [string, string])[] = [
    ['stack', `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/tenant--${tenant}/0a1b2c3d`],
    [
      'stack of its deployers',
      `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/access--${tenant}/0a1b2c3d`,
    ],
    ['data role', `${iam}/tenants/tenant--${tenant}--data`],
    ['deploy role', `${iam}/deployers/tenant--${tenant}--deploy`],
    ['execution role', `${iam}/deployers/tenant--${tenant}--execution`],
    ['bucket', bucket],
    ['file of its brand', `${bucket}/brand/current.json`],
    ['media', `arn:aws:s3:::cell-media/tenants/${tenant}/film.mp4`],
    ['published archive', `${assets}/tenants/${tenant}/${'a'.repeat(64)}.zip`],
    ['alarm', `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:tenant--${tenant}--errors`],
    ['dashboard', `arn:aws:cloudwatch::${ACCOUNT}:dashboard/tenant--${tenant}`],
    ['web ACL', `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/tenant--${tenant}/0a1b2c3d`],
  ];
  return [
    ...plain.map(([what, resource]) => ({ what, resource, context: {} })),
    {
      what: 'distribution',
      resource: `arn:aws:cloudfront::${ACCOUNT}:distribution/E0123456789ABC`,
      context: tagged,
    },
    {
      what: 'user pool',
      resource: `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${REGION}_0a1b2c3d4`,
      context: tagged,
    },
    {
      what: 'items',
      resource: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/cell-items`,
      context: { 'dynamodb:leadingkeys': [`TENANT#${tenant}`] },
    },
    {
      what: 'list of its media',
      resource: 'arn:aws:s3:::cell-media',
      context: { 's3:prefix': `tenants/${tenant}/` },
    },
    {
      what: 'list of its archives',
      resource: assets,
      context: { 's3:prefix': `tenants/${tenant}/` },
    },
    {
      what: 'record',
      resource: 'arn:aws:route53:::hostedzone/Z0111111111111111111',
      context: { 'route53:changeresourcerecordsetsnormalizedrecordnames': [`${tenant}.${DOMAIN}`] },
    },
  ];
}

/** What is of the cell and of the account, and of no tenant. */
export const SHARED: readonly Belonging[] = [
  ['the cell’s stack', `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/cell--us-1/0a1b2c3d`],
  ['the table', `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/cell-items`],
  ['the media bucket', 'arn:aws:s3:::cell-media'],
  ['the app bucket', 'arn:aws:s3:::cell-app'],
  ['a file of the player', 'arn:aws:s3:::cell-app/index.html'],
  ['an access log', 'arn:aws:s3:::cell-logs/tenants/acme/0.gz'],
  ['the boundary', `arn:aws:iam::${ACCOUNT}:policy/multiplex/northlight/us-1/cell--us-1--tenant-boundary`],
  ['a service’s role', `arn:aws:iam::${ACCOUNT}:role/multiplex/northlight/us-1/services/provisioner`],
  ['the bootstrap’s role', `arn:aws:iam::${ACCOUNT}:role/cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-${REGION}`],
  ['the cell’s alarms', `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:cell--us-1-ProvisionerErrors`],
  ['the cell’s cache policy', `arn:aws:cloudfront::${ACCOUNT}:cache-policy/0a1b2c3d`],
  ['an archive of the cell', `arn:aws:s3:::cdk-hnb659fds-assets-${ACCOUNT}-${REGION}/${'b'.repeat(64)}.zip`],
].map(([what = '', resource = '']) => ({ what, resource, context: {} }));

/** Whatever a deployer of the tenant may choose to say with a request. */
export function choicesOf(tenant: string): readonly IamRequest['context'][] {
  const execution = `arn:aws:iam::${ACCOUNT}:role/multiplex/northlight/us-1/deployers/tenant--${tenant}--execution`;
  const always = {
    'cloudformation:rolearn': execution,
    'iam:passedtoservice': 'cloudformation.amazonaws.com',
    'iam:permissionsboundary': `arn:aws:iam::${ACCOUNT}:policy/multiplex/northlight/us-1/cell--us-1--tenant-boundary`,
  };
  return [always, { ...always, 'aws:requesttag/multiplex:tenant': tenant }];
}
