import { TENANT, added, plantingsIn, property } from '../planting';
import type { Editable, Planting, Row } from '../planting';

const POOL = 'AWS::Cognito::UserPool';
const CLIENT = 'AWS::Cognito::UserPoolClient';

function set(path: string, value: Editable): Planting['plant'] {
  return (edit) => {
    edit.set(path, value);
  };
}

const ROWS: readonly Row[] = [
  ['a type is unknown', added('AWS::Kinesis::Stream'), 'known-type', 'no rule examines AWS::Kinesis::Stream'],
  [
    'a type that holds policies is unknown',
    added('AWS::S3::AccessPoint'),
    'known-type',
    'no rule examines AWS::S3::AccessPoint',
  ],
  [
    'a managed policy is made',
    added('AWS::IAM::ManagedPolicy', { PolicyDocument: {} }),
    'known-type',
    'no rule examines AWS::IAM::ManagedPolicy',
  ],
  ['a user is made', added('AWS::IAM::User'), 'known-type', 'no rule examines AWS::IAM::User'],
  [
    'a stack is nested',
    added('AWS::CloudFormation::Stack', { TemplateURL: 'https://x.example' }),
    'known-type',
    'no rule examines AWS::CloudFormation::Stack',
  ],
  [
    'a custom resource is of another kind',
    added('Custom::Anything', { ServiceToken: { Ref: 'CellProvisionerArn' } }),
    'known-type',
    'no rule examines Custom::Anything',
  ],
  [
    'an identity pool hands out roles',
    added('AWS::Cognito::IdentityPoolRoleAttachment'),
    'known-type',
    'no rule examines AWS::Cognito::IdentityPoolRoleAttachment',
  ],
  [
    'a parameter of the cell’s contract is written',
    added('AWS::SSM::Parameter', { Name: '/multiplex/northlight/cells/us-1/v1/table-name', Value: 'x' }),
    'known-type',
    'in a tenant’s stack',
  ],
  ['a type is that of every object', added('constructor'), 'known-type', 'no rule examines constructor'],
  [
    'a resource has no type',
    set('Resources.Planted', { Properties: {} }),
    'known-type',
    'no resource with a type',
  ],
  [
    'a resource is there under a condition',
    (edit) => {
      edit.set(`Resources.${edit.idOf(POOL)}.Condition`, 'Sometimes');
    },
    'known-property',
    'no rule examines the attribute Condition',
  ],
  [
    'the properties come from a macro',
    (edit) => {
      edit.set(`Resources.${edit.idOf(POOL)}.Properties`, { 'Fn::Transform': { Name: 'AWS::Include' } });
    },
    'no-ties',
    'it takes what another stack or service gives',
  ],
  [
    'the pool has a trigger',
    property(POOL, 'LambdaConfig', { PreSignUp: 'arn:aws:lambda:us-east-1:111122223333:function:x' }),
    'known-property',
    'no rule examines LambdaConfig',
  ],
  [
    'the pool sends mail as somebody else',
    property(POOL, 'EmailConfiguration', { SourceArn: 'arn:aws:ses:us-east-1:111122223333:identity/x' }),
    'known-property',
    'no rule examines EmailConfiguration',
  ],
  [
    'the client is of another pool',
    property(CLIENT, 'UserPoolId', 'us-east-1_AbCdEfGhI'),
    'own-settings',
    'it is not a user pool of this stack',
  ],
  [
    'the client takes another directory',
    property(CLIENT, 'SupportedIdentityProviders', ['COGNITO', 'RallyNorth']),
    'own-settings',
    'it is not the pool’s own directory',
  ],
  [
    'the client sends people elsewhere after signing in',
    property(CLIENT, 'CallbackURLs', ['https://rival.example']),
    'known-property',
    'no rule examines CallbackURLs',
  ],
  [
    'a web ACL reads a set of addresses of elsewhere',
    property('AWS::WAFv2::WebACL', 'Rules.0.Statement', {
      IPSetReferenceStatement: { Arn: 'arn:aws:wafv2:us-east-1:111122223333:global/ipset/x/1' },
    }),
    'own-settings',
    'it reaches beyond the stack',
  ],
  [
    'a setting holds a value of the cell',
    property(POOL, 'EmailVerificationMessage', { Ref: 'CellTableName' }),
    'own-settings',
    'it reaches beyond the stack',
  ],
];

/** Faults by types and properties that nobody examined. */
export const TYPE_PLANTINGS = plantingsIn(TENANT, ROWS);
