import { exampleWith, problemLines } from '../../fixtures/fleet-files';

const TENANT = 'tenants/rally-north/tenant.yaml';

test.each([
  ['a secret that CloudFormation would fetch', '{{resolve:secretsmanager:payments:SecretString:key}}'],
  ['a mark of the CDK', 'Rally ${Token[TOKEN.12]}'],
  ['a mark of the CDK for a list', '#{Token[TOKEN.12]}'],
])('%s is refused wherever a client could write it', (_, text) => {
  const lines = problemLines(exampleWith(TENANT, 'name: Rally North', `name: '${text}'`));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^tenants\/rally-north\/tenant\.yaml:\d+:7 TENANT-050 text /);
});

test('it is seen when YAML spells it with escapes', () => {
  const [line] = problemLines(exampleWith(TENANT, 'name: Rally North', 'name: "\\u007b{resolve:ssm:/a}}"'));
  expect(line).toContain('TENANT-050');
});

test('braces and dollars that mean nothing to anyone are text like any other', () => {
  expect(
    problemLines(exampleWith(TENANT, 'name: Rally North', "name: '${AWS::Region} {{mustache}} #{x}'")),
  ).toEqual([]);
});
