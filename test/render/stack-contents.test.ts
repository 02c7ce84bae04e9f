import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { countsOf } from '../../lib/capacity/meter';
import { BOOTSTRAP } from '../../lib/capacity/quotas';
import { renderFleet } from '../../lib/render/render-fleet';
import { StackCounter } from '../../lib/render/stack-contents';
import type { StackContents } from '../../lib/render/stack-contents';
import { exampleFleet, PROJECT, withAccess } from './example-fleet';

const cacheFolder = mkdtempSync(join(tmpdir(), 'multiplex-contents-'));
const options = { rootFolder: PROJECT, cacheFolder };

afterAll(() => {
  rmSync(cacheFolder, { recursive: true });
});

function counts(stacks: readonly StackContents[], stack: string): ReturnType<typeof countsOf> | undefined {
  const contents = stacks.find((each) => each.stack === stack);
  return contents === undefined ? undefined : countsOf(contents);
}

test('every stack of the example fleet is counted as its own template has it', async () => {
  const { fleet } = await exampleFleet();
  const stacks = await new StackCounter(options).fleet(fleet);
  const rendered = await renderFleet(fleet, options);
  expect(stacks.map(({ stack }) => stack)).toEqual(rendered.map(({ displayName }) => displayName));
  rendered.forEach(({ displayName, resourceCount, template }) => {
    expect(counts(stacks, displayName)).toMatchObject({
      templateResources: resourceCount,
      templateBytes: Buffer.byteLength(template),
      distributions: template.split('"AWS::CloudFront::Distribution"').length - 1,
      roles: template.split('"AWS::IAM::Role"').length - 1,
    });
  });
});

test('a tenant with integrations has response headers of its own, and one without has none', async () => {
  const { fleet } = await exampleFleet();
  const stacks = await new StackCounter(options).fleet(fleet);
  expect(counts(stacks, 'tenants/rally-north')?.responseHeadersPolicies).toBe(1);
  expect(counts(stacks, 'tenants/little-lanterns')?.responseHeadersPolicies).toBe(0);
  expect(counts(stacks, 'cells/us-1')?.responseHeadersPolicies).toBe(1);
});

test('a tenant with roles of its own has a second stack and two roles more', async () => {
  const { fleet } = await exampleFleet();
  const stacks = await new StackCounter(options).fleet(withAccess(fleet));
  expect(counts(stacks, 'access/rally-north')).toMatchObject({ stacks: 1, roles: 2 });
});

test('the bootstrap is counted as the pinned command line has it', () => {
  const template = readFileSync(
    join(PROJECT, 'node_modules', 'aws-cdk', 'lib', 'api', 'bootstrap', 'bootstrap-template.yaml'),
    'utf8',
  );
  const ofType = (type: string): number => template.split(`    Type: ${type}\n`).length - 1;
  expect(BOOTSTRAP).toEqual({
    stacks: 1,
    buckets: ofType('AWS::S3::Bucket'),
    roles: ofType('AWS::IAM::Role'),
  });
});
