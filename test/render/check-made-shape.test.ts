import { createHash } from 'node:crypto';

import type { Release } from '../../lib/release/release';
import { checkMadeShape } from '../../lib/render/check-made-shape';
import type { ShapeMade } from '../../lib/render/check-made-shape';

const SOUND = { Resources: { Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } } } };
const MISSPELT = { Resources: { Files: { Type: 'AWS::S3::Bucket', Properties: { BucketNam: 'files' } } } };

function release(golden: readonly string[] = []): Release {
  return {
    version: '2026.11.0',
    digest: 'd',
    provisioner: { folder: '/handlers', digest: 'd' },
    loadBlueprint: () => Promise.reject(new Error('nothing is synthesised here')),
    golden: new Set(golden),
    carried: () => undefined,
    cdk: { kind: 'recorded' },
  };
}

function made(template: object): ShapeMade {
  const text = JSON.stringify(template);
  return {
    markedDigest: createHash('sha256').update(text).digest('hex'),
    first: {
      displayName: 'tenants/alder',
      stackName: 'tenant--alder',
      template: text,
      digest: 'd'.repeat(64),
      resourceCount: 1,
      assets: '{}',
      archives: [],
      artifacts: '{}',
      manifestVersion: '55.0.0',
    },
  };
}

test('a shape that CloudFormation would take passes', async () => {
  await expect(checkMadeShape(release(), made(SOUND))).resolves.toBeUndefined();
});

test('a shape that it would not is refused, with the rule, the resource and the property', async () => {
  await expect(checkMadeShape(release(), made(MISSPELT))).rejects.toThrow(
    /^releases\/2026\.11\.0 RENDER-001 the template of tenants\/alder breaks rule F3002 .* at Files: BucketNam:/,
  );
});

test('a shape that the golden digests vouch for is not validated again', async () => {
  const shape = made(MISSPELT);
  await expect(checkMadeShape(release([shape.markedDigest]), shape)).resolves.toBeUndefined();
});
