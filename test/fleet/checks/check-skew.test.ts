import type { ReleaseDescriptions } from '../../../lib/fleet/release-description';
import { edited, exampleCatalogues, exampleFiles, problemLines } from '../../fixtures/fleet-files';

const NORTH = 'tenants/rally-north/tenant.yaml';
const SOUTH = 'tenants/rally-south/tenant.yaml';

/** The example fleet with its cell and both tenants at the given releases. */
function filesAt(cell: string, north: string, south: string): ReturnType<typeof exampleFiles> {
  return exampleFiles({
    'fleet.yaml': edited('fleet.yaml', 'release: next', `release: ${cell}`),
    [NORTH]: edited(NORTH, 'release: 2026.11.0', `release: ${north}`),
    [SOUTH]: edited(SOUTH, 'release: next', `release: ${south}`),
  });
}

test('a cell may be ahead of its tenants and beside them', () => {
  expect(problemLines(filesAt('next', '2026.10.0', 'next'))).toEqual([]);
  expect(problemLines(filesAt('2026.11.0', '2026.10.0', '2026.11.0'))).toEqual([]);
});

test('a tenant that is ahead of its cell is refused, with what to move first', () => {
  expect(problemLines(filesAt('2026.10.0', '2026.11.0', '2026.10.0'))).toEqual([
    `${NORTH}:6:10 TENANT-018 release "2026.11.0" is newer than "2026.10.0", the release of cell "us-1". Move the cell to 2026.11.0 first, or pin 2026.10.0 or older.`,
  ]);
});

test('next is newer than every release', () => {
  expect(problemLines(filesAt('2026.11.0', '2026.11.0', 'next'))).toEqual([
    `${SOUTH}:6:10 TENANT-018 release "next" is newer than "2026.11.0", the release of cell "us-1". Move the cell to next first, or pin 2026.11.0 or older.`,
  ]);
});

test('a tenant that reads what its cell no longer provides is refused, with what is missing', () => {
  const moved: ReleaseDescriptions = new Map(
    [...exampleCatalogues].map(([version, release]) => [
      version,
      version === 'next'
        ? {
            ...release,
            contract: { version: 'v2', provides: ['v1/media-bucket-name', 'v2/table-name'], reads: [] },
          }
        : release,
    ]),
  );
  expect(problemLines(filesAt('next', '2026.11.0', 'next'), moved)).toEqual([
    `${NORTH}:6:10 TENANT-019 release "2026.11.0" reads what cell "us-1" no longer provides at release "next": v1/table-name. Move the tenant to a release that reads only what the cell provides, or the cell back to one that provides it.`,
  ]);
});

test('nothing is said of a cell or a release that is not known', () => {
  const codes = problemLines(filesAt('2026.10.0', '2026.99.0', '2026.10.0')).map(
    (line) => line.split(' ')[1],
  );
  expect(codes).toEqual(['TENANT-016']);
});
