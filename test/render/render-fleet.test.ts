import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { compileHandlers } from '../../lib/release/compile-handlers';
import { openRelease } from '../../lib/release/open-release';
import type { RenderedStack } from '../../lib/render/rendered-stack';
import { renderFleet } from '../../lib/render/render-fleet';
import { synthesizerOfCells, synthesizerOfTenants } from '../../lib/render/shape-sources';
import { cellInput, tenantInput } from '../../lib/render/stack-input';
import { verifyFleet } from '../../lib/render/verify-fleet';
import { PROJECT, exampleFleet } from './example-fleet';

let cacheFolder: string;

beforeEach(() => {
  cacheFolder = mkdtempSync(join(tmpdir(), 'multiplex-cache-'));
});

afterEach(() => {
  rmSync(cacheFolder, { recursive: true });
});

test('every stack of the example fleet is, byte for byte, what real synthesis gives', async () => {
  const { fleet } = await exampleFleet();
  const reference: RenderedStack[] = [];
  for (const cell of fleet.cells) {
    const { loadBlueprint, provisioner } = await openRelease(cell.release, cacheFolder);
    reference.push(synthesizerOfCells(await loadBlueprint())(cellInput(fleet, cell, provisioner)));
  }
  for (const tenant of fleet.tenants) {
    const { loadBlueprint } = await openRelease(tenant.release, cacheFolder);
    reference.push(synthesizerOfTenants(await loadBlueprint())(tenantInput(fleet, tenant, PROJECT)));
  }
  expect(await renderFleet(fleet, { rootFolder: PROJECT, cacheFolder })).toEqual(reference);
});

test('a blueprint that knows one tenant by its id is found out by the comparison, with the line', async () => {
  const { fleet } = await exampleFleet();
  const options = { rootFolder: PROJECT, cacheFolder };
  const stamped = (await renderFleet(fleet, options)).map((stack) =>
    stack.displayName === 'tenants/vela-stream'
      ? { ...stack, template: stack.template.replace('http2and3', 'http2') }
      : stack,
  );
  const { compared, faults } = await verifyFleet(fleet, stamped, options);
  expect(compared).toHaveLength(15);
  expect(faults).toEqual([
    {
      displayName: 'tenants/vela-stream',
      fault: {
        part: 'template',
        line: expect.any(Number) as number,
        stamped: '     "HttpVersion": "http2",',
        synthesized: '     "HttpVersion": "http2and3",',
      },
    },
  ]);
});

test('only what is named is rendered, and it comes out the same as with all the others', async () => {
  const { fleet } = await exampleFleet();
  const all = await renderFleet(fleet, { rootFolder: PROJECT, cacheFolder });
  const only = ['cells/us-1', 'tenants/vela-stream'];
  const some = await renderFleet(fleet, { rootFolder: PROJECT, cacheFolder, only });
  expect(some).toEqual(all.filter(({ displayName }) => only.includes(displayName)));
  expect(some).toHaveLength(2);
});

test('the provisioner is compiled to the same bytes each time', async () => {
  const first = await compileHandlers(cacheFolder);
  expect(await compileHandlers(join(cacheFolder, 'elsewhere'))).toMatchObject({ digest: first.digest });
});
