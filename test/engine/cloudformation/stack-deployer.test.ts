import { bootstrapRoleArn } from '../../../lib/engine/cloudformation/bootstrap-roles';
import type { PutChange } from '../../../lib/engine/cloudformation/put-stack';
import { notRendered } from '../../../lib/rollout/runner/unrenderable';
import { withDeployerRoles } from '../../../lib/render/deployer-roles';
import { digestOf, FakeCloud, putChange, removal, TARGET, templateOf } from './fakes/fake-cloud';

const ROLES = 'arn:aws:iam::111122223333:role/multiplex/northlight/eu-1/deployers/tenant--alpha';
const OWN = { deploy: `${ROLES}--deploy`, execution: `${ROLES}--execution` };
const BOOTSTRAP_EXECUTION = bootstrapRoleArn(TARGET, 'cfn-exec');

/** A template whose data role is held to the boundary of its cell. */
function bounded(word: string): string {
  return JSON.stringify({ word, PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary' });
}

/** Puts a stack that is deployed with roles of its own. */
function ownChange(from: string | undefined, word: string): PutChange {
  const change = putChange('move-1', undefined, word);
  const template = bounded(word);
  const digest = digestOf(template);
  return {
    ...change,
    expected: from === undefined ? undefined : digestOf(from),
    to: { ...change.to, digest },
    rendered: { ...withDeployerRoles(change.rendered, OWN), template, digest },
  };
}

let cloud: FakeCloud;

beforeEach(() => {
  cloud = new FakeCloud();
});

test('a tenant with roles of its own is made with those, and nothing is done under others', async () => {
  expect(await cloud.engine().apply(ownChange(undefined, 'new'))).toMatchObject({ kind: 'succeeded' });
  expect(new Set(cloud.taken)).toEqual(new Set([OWN.deploy]));
  expect(cloud.passed).toEqual([OWN.execution]);
});

test('one that its own roles made is changed with them', async () => {
  cloud.cloudFormation.add(TARGET.stackName, bounded('old'), 'UPDATE_COMPLETE');
  expect(await cloud.engine().apply(ownChange(bounded('old'), 'new'))).toMatchObject({ kind: 'succeeded' });
  expect(new Set(cloud.taken)).toEqual(new Set([OWN.deploy]));
  expect(cloud.passed).toEqual([OWN.execution]);
});

test('one that the bootstrap made comes to its own roles by one change with those of the bootstrap', async () => {
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'UPDATE_COMPLETE');
  const first = await cloud.engine().apply(ownChange(templateOf('old'), 'new'));
  expect(first).toMatchObject({ kind: 'succeeded' });
  expect(cloud.taken.at(-1)).toBe('bootstrap');
  expect(cloud.passed).toEqual([BOOTSTRAP_EXECUTION]);
  await cloud.engine().apply({ ...ownChange(bounded('new'), 'newer'), token: 'move-2' });
  expect(cloud.passed).toEqual([BOOTSTRAP_EXECUTION, OWN.execution]);
});

test('a change that came too late is withdrawn with the role without which a deployer may make no change set', async () => {
  cloud.cloudFormation.add(TARGET.stackName, bounded('old'), 'UPDATE_COMPLETE');
  const late = { ...ownChange(bounded('old'), 'new'), onlyIfStarted: true };
  expect(await cloud.engine().apply(late)).toMatchObject({ kind: 'not-started' });
  expect(cloud.cloudFormation.withdrawnWith).toEqual([OWN.execution]);
});

test('one that cannot be rendered any more, so that nobody knows its roles, is withdrawn by the bootstrap', async () => {
  cloud.cloudFormation.add(TARGET.stackName, bounded('old'), 'UPDATE_COMPLETE');
  const { to, ...change } = ownChange(bounded('old'), 'new');
  const lost = { ...change, to, rendered: notRendered(TARGET, to), onlyIfStarted: true };
  expect(await cloud.engine().apply(lost)).toMatchObject({ kind: 'not-started' });
  expect(cloud.cloudFormation.withdrawnWith).toEqual(['whichever it has']);
});

test('whatever names no roles of a tenant is changed with those of the bootstrap: cells, and the roles themselves', async () => {
  await cloud.engine().apply(putChange('move-1', undefined, 'new'));
  expect(new Set(cloud.taken)).toEqual(new Set(['bootstrap']));
  expect(cloud.passed).toEqual([BOOTSTRAP_EXECUTION]);
});

test('a stack is taken away by whoever looks after the account', async () => {
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'UPDATE_COMPLETE');
  expect(await cloud.engine().apply(removal('leave-1', 'old'))).toMatchObject({ kind: 'succeeded' });
  expect(cloud.taken).toEqual(['bootstrap']);
});
