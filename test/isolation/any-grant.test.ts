import fc from 'fast-check';

import { violationsOf } from '../../lib/isolation/proof';
import { proveStack } from '../../lib/isolation/prove-stack';
import { tenantSubject } from '../../lib/isolation/subject';
import type { Template } from '../../lib/isolation/template';
import { tenantInput } from '../blueprint/inputs';
import { tenantTemplate } from '../blueprint/synthesized';
import { Edit } from './planting';
import type { EditableTemplate } from './planting';
import { ROLE, allow, join } from './role-edits';

const SEED = 20261122;
const RUNS = 300;

const INPUT = tenantInput();
const SUBJECT = tenantSubject(INPUT);
const TEMPLATE = JSON.stringify(tenantTemplate(INPUT).toJSON());

/** What a path may be made of: parts of the own id, its delimiters, wildcards, another's id. */
const path = fc
  .array(
    fc.constantFrom(
      'rally-north',
      'rally',
      '-north',
      'rally-south',
      'tenants',
      '/',
      '-',
      '--',
      '#',
      '*',
      '?',
      '2',
      '${aws:userid}',
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

const bucket = fc.constantFrom(
  { 'Fn::GetAtt': ['BrandingBucketA74D134E', 'Arn'] },
  { 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: 'CellMediaBucketName' }]] },
  { 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: 'CellLogBucketName' }]] },
  'arn:aws:s3:::somebody',
  '*',
);

const resource = fc.tuple(
  bucket,
  fc.oneof(
    path,
    path.map((rest) => `/tenants/rally-north${rest}`),
    path.map((rest) => `/tenants/rally-north/${rest}`),
  ),
);

type Drawn = typeof resource extends fc.Arbitrary<infer Value> ? Value : never;

/** What IAM would make of it, said in another way than the rules say it. */
function isOwn([name, rest]: Drawn): boolean {
  const written = JSON.stringify(name);
  if (written.includes('BrandingBucket')) {
    return rest === '' || rest.startsWith('/');
  }
  return written.includes('CellMediaBucketName') && rest.startsWith('/tenants/rally-north/');
}

test('whatever a role is granted on whatever object, it is a violation just when it is not below the tenant’s own', () => {
  fc.assert(
    fc.property(resource, (drawn) => {
      const edit = new Edit(JSON.parse(TEMPLATE) as EditableTemplate);
      allow('s3:GetObject', drawn[1] === '' ? drawn[0] : join(drawn[0], drawn[1]))(edit);
      const role = edit.idOf(ROLE);
      // The same fault may also be found by what it names.
      const found = violationsOf(proveStack(edit.template as Template, SUBJECT)).filter(
        (verdict) => verdict.resource === role && verdict.action !== undefined,
      );
      expect({ drawn, found: found.length }).toEqual({ drawn, found: isOwn(drawn) ? 0 : 1 });
    }),
    { seed: SEED, numRuns: RUNS },
  );
});

const key = fc
  .array(
    fc.constantFrom('TENANT#', 'rally-north', 'rally', '-north', '#', '-', '*', '?', '2', '${aws:userid}'),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));

test('whatever keys a role is held to, it is a violation just when one of them is not the tenant’s own', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          key,
          key.map((rest) => `TENANT#rally-north${rest}`),
        ),
        { minLength: 1, maxLength: 3 },
      ),
      (keys) => {
        const edit = new Edit(JSON.parse(TEMPLATE) as EditableTemplate);
        const statement = `Resources.${edit.idOf(ROLE)}.Properties.Policies.0.PolicyDocument.Statement.0`;
        edit.set(`${statement}.Condition.ForAllValues:StringLike`, { 'dynamodb:LeadingKeys': keys });
        const isOwnKey = keys.every((one) => /^TENANT#rally-north(?:#|$)/.test(one));
        const found = violationsOf(proveStack(edit.template as Template, SUBJECT)).filter(
          ({ rule }) => rule === 'own-items',
        );
        expect({ keys, found: found.length > 0 }).toEqual({ keys, found: !isOwnKey });
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
});
