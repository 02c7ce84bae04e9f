import { fleetSubjects } from '../../lib/cli/fleet-subjects';
import type { Fleet } from '../../lib/fleet/fleet';
import { subjectName } from '../../lib/isolation/subject';
import { directProver } from '../../lib/plan/refusals/isolation';
import { exampleFleet, PROJECT } from '../render/example-fleet';

const ACCESS = { principals: ['arn:aws:iam::111122223333:role/platform/deployer'] };

/** The example, with roles of their own for the tenants of its first cell. */
async function fleet(): Promise<Fleet> {
  const { fleet: example } = await exampleFleet();
  const [first, ...others] = example.cells;
  return first === undefined ? example : { ...example, cells: [{ ...first, access: ACCESS }, ...others] };
}

test('the roles of tenants are proved like all else, where a cell gives them some', async () => {
  const subjects = fleetSubjects(await fleet(), 'concrete', PROJECT);
  const names = subjects.map(subjectName).filter((name) => name.startsWith('access/'));
  expect(names).toEqual(['access/alpenkino']);
  const prover = directProver(subjects);
  const anybody = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' };
  const role = {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [anybody] } },
  };
  prover.take({ stack: 'access/alpenkino', source: JSON.stringify({ Resources: { Deploy: role } }) });
  const refusals = await prover.refusals();
  expect(refusals.map(({ refusal, stack }) => `${stack} ${refusal}`)).toContain(
    'access/alpenkino isolation-broken',
  );
});
