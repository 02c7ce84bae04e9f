import { join } from 'node:path';

import { bootstrapRoleArn } from '../../../lib/engine/cloudformation/bootstrap-roles';
import { renderFleet } from '../../../lib/render/render-fleet';
import { PROJECT, exampleFleet } from '../../render/example-fleet';

test('the roles that the engine takes are those that a rendered stack names', async () => {
  const { fleet } = await exampleFleet();
  const [cell] = fleet.cells;
  if (cell === undefined) {
    throw new Error('the example fleet has a cell');
  }
  const [stack] = await renderFleet(fleet, {
    rootFolder: PROJECT,
    cacheFolder: join(PROJECT, '.multiplex'),
    only: [`cells/${cell.id}`],
  });
  const artifacts = stack?.artifacts.replaceAll('${AWS::Partition}', 'aws');
  expect(artifacts).toContain(`"assumeRoleArn": "${bootstrapRoleArn(cell, 'deploy')}"`);
  expect(artifacts).toContain(`"cloudFormationExecutionRoleArn": "${bootstrapRoleArn(cell, 'cfn-exec')}"`);
  expect(artifacts).toContain(`"arn": "${bootstrapRoleArn(cell, 'lookup')}"`);
});

test.each([
  ['cn-north-1', 'arn:aws-cn:'],
  ['us-gov-west-1', 'arn:aws-us-gov:'],
  ['eu-west-1', 'arn:aws:'],
])('a role in %s begins with %s', (region, start) => {
  expect(bootstrapRoleArn({ account: '111122223333', region }, 'deploy').startsWith(start)).toBe(true);
});
