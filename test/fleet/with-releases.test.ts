import { parseFleet } from '../../lib/fleet/parse-fleet';
import { withReleases } from '../../lib/fleet/with-releases';
import { exampleCatalogues, exampleFiles } from '../fixtures/fleet-files';

const FILES = exampleFiles();
const FLEET = parseFleet(FILES, exampleCatalogues).fleet;

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

describe('the files of a fleet with other releases', () => {
  test('every tenant and cell that is named has the other release, and nothing else differs', () => {
    const stacks = [
      ...(FLEET?.tenants ?? []).map(({ id }) => `tenants/${id}`),
      ...(FLEET?.cells ?? []).map(({ id }) => `cells/${id}`),
    ];
    const moved = withReleases(FILES, new Map(stacks.map((stack) => [stack, '2026.11.0'])));
    const { fleet } = parseFleet(moved, exampleCatalogues);
    const ringsAside = (fleet?.tenants ?? []).map((tenant) => ({ ...tenant, release: '' }));
    expect(ringsAside).toEqual((FLEET?.tenants ?? []).map((tenant) => ({ ...tenant, release: '' })));
    for (const { release } of [...(fleet?.tenants ?? []), ...(fleet?.cells ?? [])]) {
      expect(release).toBe('2026.11.0');
    }
  });

  test('a tenant that is not named is the very same', () => {
    const [first] = FILES.tenants;
    const moved = withReleases(FILES, new Map([[`tenants/${FILES.tenants[1]?.id}`, 'next']]));
    expect(moved.tenants[0]).toBe(first);
    expect(moved.fleet).toBe(FILES.fleet);
  });

  test.each([
    ['name: x\nrelease: 2026.11.0 # why\n', 'name: x\nrelease: next # why\n'],
    ['name: x\r\nrelease: 2026.11.0\r\nring: a\r\n', 'name: x\r\nrelease: next\r\nring: a\r\n'],
    ['"release": 2026.11.0\n', '"release": next\n'],
    ["release: '2026.11.0'\n", "release: 'next'\n"],
    ['{ release: 2026.11.0 }', '{ release: next }'],
    ['name: |\n release: no\nrelease: 2026.11.0\n', 'name: |\n release: no\nrelease: next\n'],
    ['name: x\n', 'name: x\n'],
  ])('%j becomes %j', (before, after) => {
    const file = {
      kind: 'file',
      path: 'tenants/x/tenant.yaml',
      bytes: new TextEncoder().encode(before),
    } as const;
    const files = { fleet: undefined, tenants: [{ id: 'x', file, brand: [], brandDigest: '' }] };
    const moved = withReleases(files, new Map([['tenants/x', 'next']])).tenants[0]?.file;
    expect(moved?.kind === 'file' && textOf(moved.bytes)).toBe(after);
  });
});
