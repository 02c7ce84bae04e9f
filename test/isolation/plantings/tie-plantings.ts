import { TENANT, plantingsIn, property } from '../planting';
import type { Editable, Planting, Row } from '../planting';

const POOL = 'AWS::Cognito::UserPool';
const PARTITION = 'Custom::TenantPartition';

function set(path: string, value: Editable): Planting['plant'] {
  return (edit) => {
    edit.set(path, value);
  };
}

function parameter(path: string): Planting['plant'] {
  return set('Parameters.CellTableName.Default', path);
}

const ROWS: readonly Row[] = [
  [
    'an output is exported',
    set('Outputs.UserPoolId.Export', { Name: 'shared-pool' }),
    'no-ties',
    'an export ties every stack',
  ],
  [
    'a value is imported',
    property(POOL, 'EmailVerificationSubject', { 'Fn::ImportValue': 'x' }),
    'no-ties',
    'it takes what another stack or service gives',
  ],
  [
    'a value is imported inside another',
    property(POOL, 'EmailVerificationSubject', { 'Fn::Join': ['', ['a', { 'Fn::ImportValue': 'x' }]] }),
    'no-ties',
    'it takes what another stack or service gives',
  ],
  [
    'an output shows a value of the cell',
    set('Outputs.UserPoolId.Value', { Ref: 'CellTableName' }),
    'own-settings',
    'it reaches beyond the stack',
  ],
  [
    'a parameter of another tenant is fetched',
    property(POOL, 'EmailVerificationSubject', '{{resolve:ssm:/multiplex/rally-north/secret}}'),
    'no-ties',
    'a dynamic reference fetches',
  ],
  [
    'a secret is fetched in the middle of a text',
    property(POOL, 'EmailVerificationSubject', 'a {{resolve:secretsmanager:x}} b'),
    'no-ties',
    'a dynamic reference fetches',
  ],
  [
    'a macro rewrites the template',
    set('Transform', 'AWS::LanguageExtensions'),
    'no-ties',
    'a macro may rewrite',
  ],
  [
    'the template has conditions',
    set('Conditions', { Wide: { 'Fn::Equals': ['a', 'b'] } }),
    'known-intrinsics',
    'the section Conditions is not read',
  ],
  ['the template has mappings', set('Mappings', {}), 'known-intrinsics', 'the section Mappings is not read'],
  [
    'the contract is of another cell',
    parameter('/multiplex/northlight/cells/us-2/v1/table-name'),
    'cell-contract',
    'nothing that the contract below /multiplex/northlight/cells/us-1/',
  ],
  [
    'the contract is of another fleet',
    parameter('/multiplex/southlight/cells/us-1/v1/table-name'),
    'cell-contract',
    'nothing that the contract below',
  ],
  [
    'the contract has no such name',
    parameter('/multiplex/northlight/cells/us-1/v1/master-key'),
    'cell-contract',
    'nothing that the contract below',
  ],
  [
    'the contract is of another version',
    parameter('/multiplex/northlight/cells/us-1/v2/table-name'),
    'cell-contract',
    'nothing that the contract below',
  ],
  [
    'a parameter is read of somebody else',
    parameter('/multiplex/northlight/tenants/rally-north/secret'),
    'cell-contract',
    'nothing that the contract below',
  ],
  [
    'a parameter is given by whoever deploys',
    set('Parameters.CellTableName', { Type: 'String', Default: 'table' }),
    'cell-contract',
    'given by whoever deploys',
  ],
  [
    'the table is that of another name of the contract',
    parameter('/multiplex/northlight/cells/us-1/v1/log-bucket-name'),
    'own-items',
    'table/⟨cell:log-bucket-name⟩ is not',
  ],
  [
    'a reference names nothing',
    property(POOL, 'EmailVerificationSubject', { Ref: 'Nothing' }),
    'known-intrinsics',
    'refers to nothing in the stack',
  ],
  [
    'an attribute is of nothing',
    property(POOL, 'EmailVerificationSubject', { 'Fn::GetAtt': ['Nothing', 'Arn'] }),
    'known-intrinsics',
    'refers to nothing in the stack',
  ],
  [
    'a function is unknown',
    property(POOL, 'EmailVerificationSubject', { 'Fn::Base64': 'eA==' }),
    'known-intrinsics',
    'Fn::Base64 is not read',
  ],
  [
    'a text uses the brackets of the proof',
    property(PARTITION, 'ServiceToken', '⟨cell:provisioner-arn⟩'),
    'own-request',
    'it is not the provisioner of the own cell',
  ],
];

/** Faults that tie a stack to something outside. */
export const TIE_PLANTINGS = plantingsIn(TENANT, ROWS);
