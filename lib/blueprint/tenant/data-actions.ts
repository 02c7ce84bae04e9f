/** Every item action that carries `dynamodb:LeadingKeys`. Scan and the PartiQL actions do not, so they are not here. */
export const ITEM_ACTIONS = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:ConditionCheckItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
];

export const MEDIA_ACTIONS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];
