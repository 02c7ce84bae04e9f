import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { storedFile } from '../../../lib/engine/local/services/stored-archive';
import { PROJECT } from '../../render/example-fleet';
import { changedKeys, contentOf, DeployedFleet } from './deployed-fleet';
import { reasonOf, renderedOf } from './workbench';

jest.setTimeout(60_000);

let fleet: DeployedFleet;

beforeAll(async () => {
  fleet = await DeployedFleet.open();
});

afterAll(() => fleet.close());

test('the whole example fleet is deployed, each tenant with its items, brand and names (11, 19, 22)', async () => {
  expect(fleet.failures).toEqual([]);
  const all = await fleet.items();
  for (const { id } of fleet.stacks.fleet.tenants) {
    const keys = Object.keys(all).filter((key) => key.startsWith(`TENANT#${id} `));
    expect(keys.map((key) => key.split(' ')[1] ?? '').sort()).toEqual([
      'CATALOGUE',
      'CONFIGURATION',
      'ENTITLEMENTS',
      'HOMEPAGE',
      'PROVISIONER#BRAND',
      'PROVISIONER#PARTITION',
    ]);
    const bucket = fleet.physicalId(`tenants/${id}`, 'BrandingBucket');
    const files = Object.keys(fleet.objects()).filter((path) => path.startsWith(`${bucket}/`));
    expect(files.map((path) => path.split('/').at(-1) ?? '').sort()).toEqual([
      'current.json',
      'favicon.svg',
      'logo.svg',
      'theme.css',
    ]);
  }
});

test('parameters of the contract have the values that the cell gave them, and outputs are evaluated (11)', () => {
  const { parameters, outputs } = fleet.record('tenants/rally-north');
  expect(parameters['CellTableName']).toBe(fleet.physicalId('cells/us-1', 'Table'));
  expect(parameters['CellWebAclArn']).toMatch(
    /^arn:aws:wafv2:us-east-1:111122223333:global\/webacl\/cell--us-1\//,
  );
  expect(outputs['DistributionId']).toBe(fleet.physicalId('tenants/rally-north', 'EdgeDistribution'));
});

test('the code that runs is that of the release (19)', () => {
  const { release } = fleet.stacks.fleet.cells.find(({ id }) => id === 'us-1') ?? { release: '' };
  const [archive] = fleet.rendered('cells/us-1').archives;
  const published = readFileSync(
    join(fleet.folder, 'buckets', 'cdk-hnb659fds-assets-111122223333-us-east-1', `${archive?.digest}.zip`),
  );
  const code = readFileSync(join(PROJECT, 'releases', release, 'handlers', 'provisioner.js'));
  expect(storedFile(published, 'provisioner.js').equals(code)).toBe(true);
  const log = readdirSync(join(fleet.folder, 'logs')).find((file) => file.startsWith('cell--us-1'));
  const lines = readFileSync(join(fleet.folder, 'logs', String(log)), 'utf8')
    .split('\n')
    .filter(Boolean);
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.filter(({ event }) => event === 'answer.delivered').length).toBeGreaterThan(10);
  expect(new Set(events.map(({ cell }) => cell))).toEqual(new Set(['us-1']));
});

test('another colour changes the configuration and the brand of one tenant, and nothing else', async () => {
  const tenant = fleet.stacks.tenant('rally-east');
  const [beforeItems, beforeObjects, events] = [
    await fleet.items(),
    fleet.objects(),
    fleet.engine.events(fleet.stacks.put(fleet.rendered('tenants/rally-east'), undefined)).length,
  ];
  const after = await fleet.stacks.recoloured(tenant, '#123456');
  const change = fleet.stacks.put(after, fleet.rendered('tenants/rally-east').digest);
  expect(await fleet.engine.apply(change)).toMatchObject({ kind: 'succeeded', digest: after.digest });
  fleet.deployed.set('tenants/rally-east', after);
  const touched = fleet.engine
    .events(change)
    .slice(events)
    .map(({ logicalId }) => logicalId);
  expect(new Set(touched.map((id) => id.replace(/[0-9A-F]{8}$/, '')))).toEqual(
    new Set(['tenant--rally-east', 'BrandingPublication', 'PartitionItems']),
  );
  const nowItems = await fleet.items();
  expect(changedKeys(beforeItems, nowItems)).toEqual([
    'TENANT#rally-east CONFIGURATION',
    'TENANT#rally-east PROVISIONER#BRAND',
    'TENANT#rally-east PROVISIONER#PARTITION',
  ]);
  expect(contentOf(nowItems, 'TENANT#rally-east CONFIGURATION')).toContain('#123456');
  const bucket = fleet.physicalId('tenants/rally-east', 'BrandingBucket');
  const changed = changedKeys(beforeObjects, fleet.objects());
  expect(changed.every((path) => path.startsWith(`${bucket}/brand/`))).toBe(true);
  expect(changed.map((path) => path.split('/').at(-1) ?? '').sort()).toEqual([
    'current.json',
    'favicon.svg',
    'logo.svg',
    'theme.css',
  ]);
});

test('a failing update puts items and brand back (14, 21)', async () => {
  const tenant = fleet.stacks.tenant('rally-west');
  const [beforeItems, beforeObjects] = [await fleet.items(), fleet.objects()];
  const after = await fleet.stacks.recoloured(tenant, '#654321');
  const resource = Object.keys(fleet.record('tenants/rally-west').resources).find((id) =>
    id.startsWith('PartitionItems'),
  );
  fleet.engine.plant({
    stack: 'tenants/rally-west',
    resource: String(resource),
    reason: 'The provisioner was cut off',
  });
  const change = fleet.stacks.put(after, fleet.rendered('tenants/rally-west').digest);
  const outcome = await fleet.engine.apply(change);
  expect(outcome).toMatchObject({ kind: 'failed', digest: fleet.rendered('tenants/rally-west').digest });
  expect(reasonOf(outcome)).toBe(`${resource}: The provisioner was cut off`);
  expect(fleet.record('tenants/rally-west')).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
  const nowItems = await fleet.items();
  for (const part of ['CATALOGUE', 'CONFIGURATION', 'ENTITLEMENTS', 'HOMEPAGE']) {
    const key = `TENANT#rally-west ${part}`;
    expect(contentOf(nowItems, key)).toBe(contentOf(beforeItems, key));
  }
  const bucket = fleet.physicalId('tenants/rally-west', 'BrandingBucket');
  const version = (all: Readonly<Record<string, string>>): unknown =>
    (JSON.parse(all[`${bucket}/brand/current.json`] ?? '{}') as { version?: unknown }).version;
  expect(version(fleet.objects())).toBe(version(beforeObjects));
  // The failed version's files were written meanwhile: the provisioner never deletes.
  expect(changedKeys(beforeObjects, fleet.objects()).every((path) => path.startsWith(`${bucket}/`))).toBe(
    true,
  );
});

test("a tenant's own role cannot reach another tenant's bucket, whatever its template says (20)", async () => {
  const own = fleet.rendered('tenants/rally-south');
  const other = fleet.physicalId('tenants/rally-plains', 'BrandingBucket');
  const template = JSON.parse(own.template) as {
    Resources: Record<string, { Type: string; Properties: object }>;
  };
  for (const resource of Object.values(template.Resources)) {
    if (resource.Type === 'Custom::TenantBranding') {
      resource.Properties = { ...resource.Properties, Bucket: other };
    }
  }
  const [before, foreign] = [
    fleet.objects(),
    { ...own, ...renderedOf(template, own.stackName), archives: own.archives, assets: own.assets },
  ];
  const outcome = await fleet.engine.apply(
    fleet.stacks.put({ ...foreign, displayName: own.displayName }, own.digest),
  );
  expect(outcome).toMatchObject({ kind: 'failed', digest: own.digest });
  expect(reasonOf(outcome)).toContain('AccessDenied');
  expect(reasonOf(outcome)).toContain(`assumed-role/tenant--rally-south--data/rally-south@`);
  const neighbours = (all: Readonly<Record<string, string>>): object =>
    Object.fromEntries(Object.entries(all).filter(([path]) => path.startsWith(other)));
  expect(neighbours(fleet.objects())).toEqual(neighbours(before));
});

test('two tenants cannot have one alias (17)', async () => {
  const tenant = fleet.stacks.tenant('open-water');
  const taken = await fleet.stacks.render({
    ...tenant,
    domains: ['watch.example'],
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/c',
  });
  const also = await fleet.stacks.render({
    ...fleet.stacks.tenant('harbor-training'),
    domains: ['watch.example'],
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/c',
  });
  expect(
    await fleet.engine.apply(fleet.stacks.put(taken, fleet.rendered('tenants/open-water').digest)),
  ).toMatchObject({
    kind: 'succeeded',
  });
  const outcome = await fleet.engine.apply(
    fleet.stacks.put(also, fleet.rendered('tenants/harbor-training').digest),
  );
  expect(outcome).toMatchObject({ kind: 'failed', digest: fleet.rendered('tenants/harbor-training').digest });
  expect(reasonOf(outcome)).toContain("'watch.example' already exists in stack tenant--open-water");
});

test('another release moves a tenant and goes back again, with the same data', async () => {
  const tenant = fleet.stacks.tenant('vela-stream');
  const [here, there] =
    tenant.release === '2026.11.0' ? ['2026.11.0', '2026.11.1'] : ['2026.11.1', '2026.11.0'];
  const [old, moved] = [
    fleet.rendered('tenants/vela-stream'),
    await fleet.stacks.render({ ...tenant, release: there }),
  ];
  const before = await fleet.items();
  expect(await fleet.engine.apply(fleet.stacks.put(moved, old.digest, there))).toMatchObject({
    kind: 'succeeded',
  });
  expect(fleet.record('tenants/vela-stream')).toMatchObject({ status: 'UPDATE_COMPLETE', release: there });
  expect(await fleet.engine.apply(fleet.stacks.put(old, moved.digest, here))).toMatchObject({
    kind: 'succeeded',
  });
  const after = await fleet.items();
  expect(contentOf(after, 'TENANT#vela-stream CONFIGURATION')).toBe(
    contentOf(before, 'TENANT#vela-stream CONFIGURATION'),
  );
});

test('a tenant that is removed leaves its bucket and accounts, and its items are retired (16)', async () => {
  const own = fleet.rendered('tenants/little-lanterns');
  const [bucket, before] = [fleet.physicalId('tenants/little-lanterns', 'BrandingBucket'), fleet.objects()];
  expect(await fleet.engine.apply(fleet.stacks.remove(own))).toMatchObject({ kind: 'succeeded' });
  expect(await fleet.engine.describe(fleet.stacks.put(own, undefined))).toEqual({ kind: 'absent' });
  const skipped = fleet.engine
    .events(fleet.stacks.put(own, undefined))
    .filter(({ status }) => status === 'DELETE_SKIPPED');
  expect(skipped.map(({ type }) => type).sort()).toEqual(['AWS::Cognito::UserPool', 'AWS::S3::Bucket']);
  expect(fleet.objects()).toEqual(before);
  expect(Object.keys(before).some((path) => path.startsWith(bucket))).toBe(true);
  expect((await fleet.items())['TENANT#little-lanterns CONFIGURATION']?.['retired']).toBeDefined();
});

test('a brand that changed after it was rendered is not published, and nothing is touched (6, 22)', async () => {
  const tenant = fleet.stacks.tenant('rally-coast');
  const after = await fleet.stacks.recoloured(tenant, '#abcdef');
  mkdirSync(join(fleet.folder, 'scratch', 'abcdef', tenant.brand.folder, 'more'), { recursive: true });
  const [archive] = after.archives;
  const broken = {
    ...after,
    archives: archive === undefined ? [] : [{ ...archive, from: join(fleet.folder, 'scratch', '123456') }],
  };
  const outcome = await fleet.engine.apply(
    fleet.stacks.put(broken, fleet.rendered('tenants/rally-coast').digest),
  );
  expect(outcome).toMatchObject({ kind: 'failed', digest: fleet.rendered('tenants/rally-coast').digest });
  expect(reasonOf(outcome)).toContain('is not what it was when the stack was rendered');
  expect(fleet.record('tenants/rally-coast').status).toBe('CREATE_COMPLETE');
});

test('the data of a stack is where it was deployed, and of one that is not, nobody knows', async () => {
  const { account, region, stackName, stack } = fleet.record('tenants/rally-north');
  const objects: string[] = [];
  for await (const { bucket, key } of (
    await fleet.engine.tenantData({ account, region, stackName, stack })
  ).objects()) {
    objects.push(`${bucket} ${key.split('/').at(-1)}`);
  }
  expect(objects).toEqual(['branding favicon.svg', 'branding logo.svg', 'branding theme.css']);
  await expect(
    fleet.engine.tenantData({ account: '222233334444', region, stackName, stack }),
  ).rejects.toMatchObject({ diagnostics: [{ code: 'DEDICATE-003' }] });
});
