import { exampleWith, problemLines } from '../../fixtures/fleet-files';

const TENANT = 'tenants/rally-north/tenant.yaml';

test('a row of the home screen with an unknown category is refused', () => {
  expect(problemLines(exampleWith(TENANT, 'category: archive', 'category: archiv'))).toEqual([
    `${TENANT}:22:39 TENANT-040 category "archiv" is not one of catalogue.categories. Did you mean "archive"? Use one of: live, archive.`,
  ]);
});

test('two categories with one id are refused, at the second', () => {
  const line = '    - { id: archive, title: Archive }';
  expect(problemLines(exampleWith(TENANT, line, `${line}\n    - { id: live, title: Live again }`))).toEqual([
    `${TENANT}:27:13 TENANT-041 category "live" exists already, as catalogue.categories[0]. Give it another id, or remove one of the two.`,
  ]);
});
