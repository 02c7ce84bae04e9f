import { ACCOUNT, TENANT, plantingsIn } from '../planting';
import type { Editable, Planting, Row } from '../planting';
import { ID, ROLE, STATEMENT, allow, join, role, withoutOfRole } from '../role-edits';

function keys(...values: readonly Editable[]): Planting['plant'] {
  return (edit) => {
    edit.property(ROLE, `${STATEMENT.items}.Condition.ForAllValues:StringLike`, {
      'dynamodb:LeadingKeys': [...values],
    });
  };
}

function operator(name: string): Planting['plant'] {
  return (edit) => {
    edit.property(ROLE, `${STATEMENT.items}.Condition`, {
      [name]: { 'dynamodb:LeadingKeys': [`TENANT#${ID}`] },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    });
  };
}

const ROWS: readonly Row[] = [
  [
    'the Null condition is dropped',
    withoutOfRole(`${STATEMENT.items}.Condition.Null`),
    'own-items',
    'Null dynamodb:LeadingKeys "false" is missing',
  ],
  [
    'the Null condition asks for the opposite',
    role(`${STATEMENT.items}.Condition.Null`, { 'dynamodb:LeadingKeys': 'true' }),
    'own-items',
    'Null dynamodb:LeadingKeys',
  ],
  [
    'the Null condition is of another key',
    role(`${STATEMENT.items}.Condition.Null`, { 'dynamodb:Attributes': 'false' }),
    'own-items',
    'Null dynamodb:LeadingKeys',
  ],
  [
    'there is no condition on the items at all',
    withoutOfRole(`${STATEMENT.items}.Condition`),
    'own-items',
    'no ForAllValues condition',
  ],
  ['a key prefix lacks its delimiter', keys(`TENANT#${ID}*`), 'own-items', 'no ForAllValues condition'],
  [
    'a key prefix ends in a hyphen',
    keys(`TENANT#${ID}`, `TENANT#${ID}-*`),
    'own-items',
    'no ForAllValues condition',
  ],
  [
    'a key is of another tenant',
    keys(`TENANT#${ID}`, 'TENANT#rally-north'),
    'own-items',
    'no ForAllValues condition',
  ],
  ['every key is allowed', keys('TENANT#*'), 'own-items', 'no ForAllValues condition'],
  [
    'a key is a policy variable',
    keys('TENANT#${aws:PrincipalTag/tenant}'),
    'own-items',
    'no ForAllValues condition',
  ],
  [
    'a single character of the key is a wildcard',
    keys(`TENANT#northlight?canary`),
    'own-items',
    'no ForAllValues condition',
  ],
  ['no key is named, which matches nothing today', keys(), 'own-items', 'no ForAllValues condition'],
  [
    'ForAnyValue stands in place of ForAllValues',
    operator('ForAnyValue:StringEquals'),
    'own-items',
    'ForAnyValue:StringEquals lets keys of others pass',
  ],
  [
    'there is no set operator',
    operator('StringEquals'),
    'own-items',
    'StringEquals lets keys of others pass',
  ],
  [
    'the operator lets a request without the key pass',
    operator('ForAllValues:StringLikeIfExists'),
    'own-items',
    'no ForAllValues condition',
  ],
  [
    'the operator is negated',
    operator('ForAllValues:StringNotEquals'),
    'own-items',
    'no ForAllValues condition',
  ],
  [
    'the condition is written twice in different case',
    role(`${STATEMENT.items}.Condition.forallvalues:stringlike`, { 'dynamodb:leadingkeys': ['TENANT#*'] }),
    'readable-policy',
    'twice, in different spellings',
  ],
  [
    'Scan is added',
    role(`${STATEMENT.items}.Action`, ['dynamodb:GetItem', 'dynamodb:Scan']),
    'own-items',
    'dynamodb:Scan is not an item action',
  ],
  [
    'a PartiQL action is added',
    role(`${STATEMENT.items}.Action`, ['dynamodb:PartiQLSelect']),
    'own-items',
    'PartiQLSelect is not an item action',
  ],
  [
    'an action of the table is added',
    role(`${STATEMENT.items}.Action`, 'dynamodb:UpdateTable'),
    'own-items',
    'UpdateTable is not an item action',
  ],
  [
    'all actions on the table are granted',
    role(`${STATEMENT.items}.Action`, 'dynamodb:*'),
    'own-items',
    'dynamodb:* is not an item action',
  ],
  [
    'an action has a wildcard at its end',
    role(`${STATEMENT.items}.Action`, 'dynamodb:Get*'),
    'own-items',
    'dynamodb:Get* is not an item action',
  ],
  [
    'an action is in odd case',
    role(`${STATEMENT.items}.Action`, 'DynamoDB:SCAN'),
    'own-items',
    'DynamoDB:SCAN is not an item action',
  ],
  [
    'every table is granted',
    role(`${STATEMENT.items}.Resource`, `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/*`),
    'own-items',
    'is not arn:aws:dynamodb',
  ],
  [
    'the indexes of the table are granted as well',
    role(`${STATEMENT.items}.Resource`, [
      join(`arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/`, { Ref: 'CellTableName' }, '/index/*'),
    ]),
    'own-items',
    'is not arn:aws:dynamodb',
  ],
  [
    'the stream of the table is granted',
    allow(
      'dynamodb:GetRecords',
      join(`arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/`, { Ref: 'CellTableName' }, '/stream/*'),
    ),
    'own-items',
    '/stream/* is not arn:aws:dynamodb',
  ],
];

/** Faults in what the role of a tenant may do with the table. */
export const ITEM_PLANTINGS = plantingsIn(TENANT, ROWS);
