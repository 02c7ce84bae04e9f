import type { Cell } from '../../lib/fleet/fleet';
import { accessTarget, rolloutTargets, targetIn } from '../../lib/rollout/stack-target';
import { planOf } from './plans';

const US_1: Cell = {
  id: 'us-1',
  account: '111122223333',
  region: 'us-east-1',
  kind: 'shared',
  release: '2026.11.0',
  domain: 'us-1.northlight.example',
  hostedZoneId: 'Z0111111111111111111',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1',
  apiDomain: 'api.us-1.northlight.example',
};

describe('where the stacks of a roll-out are', () => {
  const plan = planOf(
    { canary: { waves: [['cells/us-1'], ['canary']] }, early: { waves: [['west']] } },
    { cellOf: { 'tenants/west': 'cells/us-2' } },
  );

  test('a cell and its tenants are in the account and Region of the cell', () => {
    const targetOf = rolloutTargets(plan, [US_1]);
    expect(targetOf('cells/us-1')).toEqual({
      stack: 'cells/us-1',
      stackName: 'cell--us-1',
      account: '111122223333',
      region: 'us-east-1',
    });
    expect(targetOf('tenants/canary')).toEqual({
      stack: 'tenants/canary',
      stackName: 'tenant--canary',
      account: '111122223333',
      region: 'us-east-1',
    });
  });

  test('a stack of a plan is in the environment that the plan names, and the roles of a tenant are beside it', () => {
    const canary = targetIn('aws://111122223333/us-east-1', 'tenants/canary');
    expect(canary).toEqual(rolloutTargets(plan, [US_1])('tenants/canary'));
    expect(accessTarget(canary)).toEqual({
      ...canary,
      stack: 'access/canary',
      stackName: 'access--canary',
    });
  });

  test('nobody knows where a stack is whose cell is gone, or that the plan does not have', () => {
    const targetOf = rolloutTargets(plan, [US_1]);
    expect(() => targetOf('tenants/west')).toThrow(/tenants\/west ROLLOUT-006 .*rollout skip tenants\/west/);
    expect(() => targetOf('tenants/stranger')).toThrow(/ROLLOUT-006/);
  });
});
