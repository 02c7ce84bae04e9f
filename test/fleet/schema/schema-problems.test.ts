import { z } from 'zod';

import { diagnosticText } from '../../../lib/diagnostics/render';
import { parseYaml } from '../../../lib/fleet/yaml/parse-yaml';
import { schemaProblems } from '../../../lib/fleet/schema/schema-problems';
import { exampleFiles, exampleWith, problemLines } from '../../fixtures/fleet-files';
import { SCHEMA_PROBLEMS_MAX } from '../../../lib/fleet/limits';

const TENANT = 'tenants/rally-north/tenant.yaml';
const FLEET = 'fleet.yaml';

function tenantWith(passage: string, replacement: string): string[] {
  return problemLines(exampleWith(TENANT, passage, replacement));
}

test('an unknown key is refused at the key, with what was probably meant and is not yet written', () => {
  expect(tenantWith('    accent:', '    acent:')).toEqual([
    `${TENANT}:14:5 SCHEMA-001 key "acent" is not known in branding.colors. Did you mean "accent"? Use one of: accent.`,
  ]);
  expect(tenantWith('name: Rally North\n', 'name: Rally North\ncolour: red\n')).toEqual([
    `${TENANT}:2:1 SCHEMA-001 key "colour" is not known. Remove it.`,
  ]);
});

test('a missing key is refused at the mapping that lacks it, with what it means', () => {
  expect(tenantWith("    primary: '#0b3d91'\n", '')).toEqual([
    `${TENANT}:12:3 SCHEMA-002 branding.colors.primary is missing. Add "primary:". Colour of buttons and links.`,
  ]);
  expect(tenantWith('name: Rally North\n', '')).toEqual([
    `${TENANT}:1:1 SCHEMA-002 name is missing. Add "name:". The brand as people know it.`,
  ]);
  expect(tenantWith('role: operations, ', '')).toEqual([
    `${TENANT}:34:5 SCHEMA-002 contacts[0].role is missing. Add "role:". What the contact is asked or told about. Use one of: operations, business, security.`,
  ]);
});

test('text that YAML reads as a number is to be put in quotes', () => {
  expect(tenantWith('release: 2026.11.0', 'release: 2026.11')).toEqual([
    `${TENANT}:6:10 SCHEMA-003 release 2026.11 is a number, not text. Put it in quotes: "2026.11".`,
  ]);
  expect(problemLines(exampleWith(FLEET, "account: '111122223333'", 'account: 111122223333'))).toEqual([
    `${FLEET}:4:14 SCHEMA-003 cells.us-1.account 111122223333 is a number, not text. Write the account id in quotes, so that YAML keeps it as text: "111122223333".`,
  ]);
});

test('a colour without quotes is empty, and the next step says why', () => {
  expect(tenantWith("primary: '#0b3d91'", 'primary: #0b3d91')).toEqual([
    `${TENANT}:13:5 SCHEMA-003 branding.colors.primary is empty, not text. Write a colour in quotes, since # starts a comment in YAML: "#0b3d91".`,
  ]);
});

test('a value of the wrong type is one problem, whatever other rules it breaks', () => {
  expect(tenantWith("owners: ['@northlight/rally']", "owners: '@northlight/rally'")).toEqual([
    `${TENANT}:2:9 SCHEMA-003 owners "@northlight/rally" is text, not a list. Write a list: ["@northlight/rally"].`,
  ]);
  expect(tenantWith('noticeDays: 7', 'noticeDays: 7.5')).toEqual([
    `${TENANT}:32:15 SCHEMA-003 maintenance.noticeDays 7.5 is not a whole number. Write a whole number.`,
  ]);
  expect(tenantWith('noticeDays: 7', 'noticeDays: true')).toEqual([
    `${TENANT}:32:15 SCHEMA-003 maintenance.noticeDays true is true or false, not a number. Write a number.`,
  ]);
  expect(tenantWith('  ads:\n    host: ads.spotlane.example', '  - ads')).toEqual([
    `${TENANT}:28:3 SCHEMA-003 features is a list, not a mapping. Write a mapping.`,
  ]);
});

test('a word that is not among the allowed ones is refused, with all of them', () => {
  expect(tenantWith('role: operations', 'role: operation')).toEqual([
    `${TENANT}:34:13 SCHEMA-004 contacts[0].role "operation" is not a value that it takes. Did you mean "operations"? Use one of: operations, business, security.`,
  ]);
});

test('malformed text is refused with the schema’s own next step', () => {
  expect(tenantWith("'#0b3d91'", "'#ABC'")).toEqual([
    `${TENANT}:13:14 SCHEMA-005 branding.colors.primary "#ABC" does not have the right form. Write a colour as # and six lower-case hexadecimal digits: "#0b3d91".`,
  ]);
});

test('an id that is too short and breaks the pattern is one problem', () => {
  expect(problemLines(exampleWith(FLEET, 'name: northlight', 'name: N'))).toEqual([
    `${FLEET}:1:7 SCHEMA-006 name "N" of 1 characters is under the least that it takes. Write lower-case letters, digits and single hyphens, 3 to 24 characters.`,
  ]);
});

test('numbers and lists out of bounds are refused with the bound', () => {
  expect(problemLines(exampleWith(FLEET, 'order: 2', 'order: 12'))).toEqual([
    `${FLEET}:23:21 SCHEMA-007 rings.general.order 12 is over the most that it takes. Write a number of at most 9.`,
  ]);
  const rows = /homepage:\n( {4}- .*\n)+/.exec(new TextDecoder().decode(northBytes()))?.[0] ?? '';
  expect(tenantWith(rows, 'homepage: []\n')).toEqual([
    `${TENANT}:20:13 SCHEMA-006 branding.homepage with 0 items is under the least that it takes. Write at least 1 items.`,
  ]);
});

function northBytes(): Uint8Array {
  const file = exampleFiles().tenants[0]?.file;
  return file?.kind === 'file' ? file.bytes : new Uint8Array();
}

test('the name of a cell, tier or ring that breaks the pattern is refused at the name', () => {
  expect(problemLines(exampleWith(FLEET, '  general:', '  General:'))).toEqual([
    `${FLEET}:23:3 SCHEMA-008 rings has the name "General", which breaks the pattern. Write lower-case letters, digits and single hyphens, 3 to 24 characters.`,
    `${TENANT}:5:7 TENANT-015 ring "general" is not a ring of this fleet. Did you mean "General"? Use one of: canary, General.`,
  ]);
});

test('a bad cell, tier or ring does not make the others unknown', () => {
  const lines = problemLines(exampleWith(FLEET, 'order: 1,', 'order: first,'));
  expect(lines).toEqual([
    `${FLEET}:22:20 SCHEMA-003 rings.canary.order "first" is text, not a number. Write a number.`,
  ]);
});

test('a file with more faults than anybody reads is cut off at a named number', () => {
  const many = Array.from({ length: 500 }, (_, index) => `key${index}: 1\n`).join('');
  expect(tenantWith('name: Rally North\n', `name: Rally North\n${many}`)).toHaveLength(SCHEMA_PROBLEMS_MAX);
});

test('a rule of a schema that has no code of its own is reported with its own words', () => {
  const bytes = new TextEncoder().encode('list: [one, one]\neither: 7\n');
  const { document } = parseYaml({ kind: 'file', path: 'settings.yaml', bytes }, 1024);
  const schema = z.fromJSONSchema({
    type: 'object',
    properties: {
      list: { type: 'array', uniqueItems: true },
      either: { anyOf: [{ type: 'string' }, { type: 'boolean' }], description: 'A word or a choice.' },
    },
  });
  const found = document === undefined ? [] : schemaProblems({ document, at: [], schema });
  expect(found.map(diagnosticText)).toEqual([
    'settings.yaml:1:13 SCHEMA-009 list[1] "one" breaks a rule of its schema. Array items must be unique: element at index 1 duplicates the one at index 0.',
    'settings.yaml:2:9 SCHEMA-009 either 7 breaks a rule of its schema. A word or a choice.',
  ]);
});
