import { CATALOGUE } from '../../lib/diagnostics/catalogue';
import { diagnosticsPage } from '../../lib/diagnostics/page';

test('the page has one heading for every code, under the heading of its prefix', () => {
  const page = diagnosticsPage();
  const headings = page.split('\n').filter((line) => line.startsWith('### '));
  expect(headings.map((line) => line.slice(4).split(':')[0])).toEqual(Object.keys(CATALOGUE));
  expect(page).toContain('## TENANT\n');
  expect(page).toContain('### TENANT-014: Unknown tier\n');
  expect(page).toContain('### FLEET-017: A dedicated cell has no tenant (warning)\n');
});

test('the page ends with one line feed and has no empty paragraph', () => {
  const page = diagnosticsPage();
  expect(page).toMatch(/[^\n]\n$/);
  expect(page).not.toContain('\n\n\n');
});
