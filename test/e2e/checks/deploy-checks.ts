import { strict as assert } from 'node:assert';

import { adaptBootstrap } from '../adapt-template';
import { Assembly } from '../assembly';
import { difference, describeChanges } from '../cloud/difference';
import { takeSnapshot } from '../cloud/snapshot';
import { findStack, physicalIds } from '../cloud/stacks';
import { cellStack, render, succeeded, tenantPlace } from '../lane';
import type { Lane } from '../lane';
import { brandIsPublished } from './brand-state';
import { partitionIsAsWritten } from './partition-state';

/** From nothing to a cell with three tenants, next to another run that does the same. */
export async function deployChecks(lane: Lane, account: string): Promise<void> {
  const { checks, fleet, neighbour, cdk } = lane;
  await checks.need('cdk bootstrap prepares the account', () => bootstrap(lane, account));
  await checks.need('the app renders both fleets for cdk', async () => {
    await Promise.all([render(lane, fleet), render(lane, neighbour)]);
  });
  await checks.need('two cells of two runs deploy at the same time', () =>
    Promise.all(
      [fleet, neighbour].map(async ({ folder, cell }) =>
        succeeded(await cdk.deploy(folder, `cells/${cell}`)),
      ),
    ),
  );
  await checks.need('three tenants deploy at once, and a tenant of the other run beside them', () =>
    Promise.all(
      [fleet, neighbour].map(async ({ folder, tenants }) =>
        succeeded(await cdk.deploy(folder, ...tenants.map((tenant) => `tenants/${tenant}`))),
      ),
    ),
  );
  for (const tenant of fleet.tenants) {
    await checks.check(`${tenant} has the items that its files say`, () =>
      partitionIsAsWritten(lane, fleet, tenant),
    );
    await checks.check(`${tenant} has the brand files of its folder, byte for byte`, async () => {
      await brandIsPublished(lane, fleet, tenant, (await tenantPlace(lane, tenant)).bucket);
    });
  }
  await protectionChecks(lane);
  await checks.check('a second deploy of everything changes nothing and writes nothing', () => noOp(lane));
}

/** Another run may be doing the same in this account; what it has made will do. */
async function bootstrap({ cdk, cloud, target, scratch, used }: Lane, account: string): Promise<void> {
  const exists = async (): Promise<boolean> =>
    (await findStack(cloud.cloudFormation, 'CDKToolkit'))?.StackStatus?.endsWith('_COMPLETE') === true;
  if (!(await exists())) {
    const result = await cdk.bootstrap(scratch, account, target.region);
    if (!(await exists())) {
      succeeded(result);
    }
  }
  if (target.emulated) {
    const assets = (await physicalIds(cloud.cloudFormation, 'CDKToolkit')).get('AWS::S3::Bucket')?.[0];
    assert.ok(assets, 'the bootstrap stack has no bucket');
    await adaptBootstrap(cloud.s3, assets, used);
  }
}

async function protectionChecks({ checks, cdk, fleet, cloud }: Lane): Promise<void> {
  await checks.check('no template takes anything from another stack', () => {
    const assembly = new Assembly(fleet.folder);
    for (const name of assembly.stackNames()) {
      const text = JSON.stringify(assembly.template(name));
      assert.doesNotMatch(text, /Fn::ImportValue|"Export"/, `${name} is tied to another stack`);
    }
  });
  await checks.check('the cell cannot be destroyed by mistake', async () => {
    const { status } = await cdk.destroy(fleet.folder, `cells/${fleet.cell}`);
    assert.notEqual(status, 0, 'cdk destroyed the cell');
    const stack = await findStack(cloud.cloudFormation, cellStack(fleet));
    assert.equal(stack?.StackStatus, 'CREATE_COMPLETE');
  });
}

async function noOp(lane: Lane): Promise<void> {
  const { cdk, cloud, fleet, inScope } = lane;
  const before = await takeSnapshot(cloud, inScope);
  await render(lane, fleet);
  const stacks = [`cells/${fleet.cell}`, ...fleet.tenants.map((tenant) => `tenants/${tenant}`)];
  succeeded(await cdk.deploy(fleet.folder, ...stacks));
  const changes = difference(before, await takeSnapshot(cloud, inScope));
  assert.equal(changes.length, 0, describeChanges(changes));
}
