import { ACCOUNT, TENANT, plantingsIn } from '../planting';
import type { Row } from '../planting';
import { ID, role, withoutOfRole } from '../role-edits';

const TRUST = 'AssumeRolePolicyDocument.Statement.0';

const ROWS: readonly Row[] = [
  ['everyone may take the role', role(`${TRUST}.Principal`, '*'), 'no-everyone', 'it names everyone'],
  [
    'every account may take the role',
    role(`${TRUST}.Principal`, { AWS: '*' }),
    'no-everyone',
    'it names everyone',
  ],
  [
    'one of several principals is everyone',
    role(`${TRUST}.Principal`, { AWS: [`arn:aws:iam::${ACCOUNT}:root`, '*'] }),
    'no-everyone',
    'it names everyone',
  ],
  [
    'another account may take the role',
    role(`${TRUST}.Principal`, { AWS: 'arn:aws:iam::999988887777:root' }),
    'services-of-the-cell',
    'is not the root of the own account',
  ],
  [
    'the whole account may take the role',
    withoutOfRole(`${TRUST}.Condition`),
    'services-of-the-cell',
    'no condition holds each aws:PrincipalArn',
  ],
  [
    'services of another cell may take the role',
    role(`${TRUST}.Condition.ArnLike`, {
      'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/multiplex/northlight/us-2/services/*`,
    }),
    'services-of-the-cell',
    'no condition holds each aws:PrincipalArn',
  ],
  [
    'the path of the services lacks its slash',
    role(`${TRUST}.Condition.ArnLike`, {
      'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/multiplex/northlight/us-1/services*`,
    }),
    'services-of-the-cell',
    'no condition holds each aws:PrincipalArn',
  ],
  [
    'tenants may take the role',
    role(`${TRUST}.Condition.ArnLike`, {
      'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/multiplex/northlight/us-1/*`,
    }),
    'services-of-the-cell',
    'no condition holds each aws:PrincipalArn',
  ],
  [
    'a service of AWS may take the role',
    role(`${TRUST}.Principal`, { Service: 'ec2.amazonaws.com' }),
    'services-of-the-cell',
    'ec2.amazonaws.com is not the root',
  ],
  [
    'a web identity may take the role',
    role(`${TRUST}.Principal`, { Federated: 'cognito-identity.amazonaws.com' }),
    'services-of-the-cell',
    'Federated cognito-identity.amazonaws.com',
  ],
  [
    'the session may be tagged by whoever takes it',
    role(`${TRUST}.Action`, ['sts:AssumeRole', 'sts:TagSession']),
    'services-of-the-cell',
    'sts:TagSession is not sts:AssumeRole',
  ],
  [
    'all but one may take the role',
    role(TRUST, { Effect: 'Allow', NotPrincipal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' }),
    'readable-policy',
    'NotPrincipal says what is left out',
  ],
  [
    'the role stands on the path of the services',
    role('Path', '/multiplex/northlight/us-1/services/'),
    'own-role-path',
    'it is not /multiplex/northlight/us-1/tenants/',
  ],
  [
    'the role stands on the path of another cell',
    role('Path', '/multiplex/northlight/us-2/tenants/'),
    'own-role-path',
    'it is not /multiplex/northlight/us-1/tenants/',
  ],
  [
    'the role has the name of another tenant’s',
    role('RoleName', 'tenant--rally-north--data'),
    'own-name',
    'neither tenant--northlight-canary nor begins',
  ],
  [
    'the role has a name with one hyphen after the id',
    role('RoleName', `tenant--${ID}-data`),
    'own-name',
    'neither tenant--northlight-canary nor begins',
  ],
];

/** Faults in who may take the role of a tenant. */
export const TRUST_PLANTINGS = plantingsIn(TENANT, ROWS);
