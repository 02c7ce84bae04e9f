import { RESERVED_IDS } from '../../../lib/fleet/schema/id';
import { anotherTenant, exampleFiles, exampleWith, problemLines } from '../../fixtures/fleet-files';

function withTenant(id: string): string[] {
  return problemLines(exampleFiles(anotherTenant(id)));
}

test('a folder whose name breaks the pattern is refused, with a name that would do', () => {
  expect(withTenant('Rally West')).toEqual([
    'tenants/Rally West TENANT-001 the folder "Rally West" does not have the name of a tenant. Rename it to lower-case letters, digits and single hyphens, 3 to 24 characters. "rally-west" would do.',
  ]);
});

test.each(['ab', 'a--b-c', '-abc', 'abc-', 'x'.repeat(25), 'rälly', 'a#b-c', 'a:b-c'])(
  'an id that could be taken for two, or has no fit length, is refused: %s',
  (id) => {
    expect(withTenant(id)[0]).toContain(`TENANT-001 the folder "${id}" does not have the name of a tenant.`);
  },
);

test('a folder with a name that acts on a terminal is shown, not sent', () => {
  expect(withTenant('a\u001b[2Jb')[0]).toContain(String.raw`tenants/a\u001b[2Jb TENANT-001`);
});

test.each(RESERVED_IDS)('a reserved id is refused: %s', (id) => {
  expect(withTenant(id).filter((line) => line.includes('TENANT-'))).toEqual([
    `tenants/${id} TENANT-002 the id "${id}" is reserved. Rename the folder, for example after the brand.`,
  ]);
});

test('an id in the file that differs from the folder is refused, and the same one is allowed', () => {
  const path = 'tenants/rally-north/tenant.yaml';
  expect(problemLines(exampleWith(path, 'name: Rally', 'id: rally-west\nname: Rally'))).toEqual([
    `${path}:1:5 TENANT-003 id "rally-west" differs from the folder "rally-north". Remove the line; the folder says the id.`,
  ]);
  expect(problemLines(exampleWith(path, 'name: Rally', 'id: rally-north\nname: Rally'))).toEqual([]);
});
