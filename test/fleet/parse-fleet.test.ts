import { parseFleet } from '../../lib/fleet/parse-fleet';
import {
  anotherTenant,
  edited,
  exampleCatalogues,
  exampleFiles,
  exampleWith,
  fleetFilesOf,
  problemLines,
} from '../fixtures/fleet-files';

const NORTH = 'tenants/rally-north/tenant.yaml';
const SOUTH = 'tenants/rally-south/tenant.yaml';
const LOGO = 'tenants/rally-south/brand/logo.svg';

test('a valid fleet comes out whole, with cells and tenants ordered by id', () => {
  const { fleet, tenants, diagnostics } = parseFleet(exampleFiles(), exampleCatalogues);
  expect(diagnostics).toEqual([]);
  expect(fleet?.name).toBe('northlight');
  expect(fleet?.cells).toEqual([
    {
      id: 'us-1',
      account: '111122223333',
      region: 'us-east-1',
      kind: 'shared',
      release: 'next',
      domain: 'us-1.northlight.example',
      hostedZoneId: 'Z0111111111111111111',
      certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-1111-4111-8111-111111111111',
      apiDomain: 'api.us-1.northlight.example',
    },
  ]);
  expect(fleet?.tenants.map(({ id }) => id)).toEqual(['rally-north', 'rally-south']);
  expect(tenants).toBe(fleet?.tenants);
  expect(Object.keys(fleet?.tiers ?? {})).toEqual(['foundational', 'premium', 'enterprise']);
});

test('the order in which folders were found makes no difference', () => {
  const files = exampleFiles(anotherTenant('rally-east'));
  const reversed = { ...files, tenants: files.tenants.toReversed() };
  expect(parseFleet(reversed, exampleCatalogues)).toEqual(parseFleet(files, exampleCatalogues));
});

test('a fleet without tenants is valid', () => {
  const fleet = edited('fleet.yaml', '', '');
  expect(parseFleet(fleetFilesOf({ 'fleet.yaml': fleet }), exampleCatalogues).fleet?.tenants).toEqual([]);
});

test('twelve mistakes in four files are reported together, in order, and none hides another', () => {
  const files = exampleFiles({
    'fleet.yaml': edited('fleet.yaml', 'order: 2', 'order: 1')
      .replace('extends: premium', 'extends: premim')
      .replace("account: '111122223333'", 'account: 111122223333'),
    [NORTH]: edited(NORTH, 'tier: premium', 'tier: gold')
      .replace("'#0b3d91'", "'#0B3D91'")
      .replace('category: archive', 'category: archiv')
      .replace('America/Chicago', 'Chicago')
      .replace('www.rally-north.example', 'https://www.rally-north.example'),
    [SOUTH]: edited(SOUTH, 'ring: canary', 'ring: canry')
      .replace('logo.svg', 'logo.png')
      .replace('role: operations', 'role: operation'),
    [LOGO]: '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
  });
  expect(problemLines(files)).toEqual([
    'fleet.yaml:4:14 SCHEMA-003 cells.us-1.account 111122223333 is a number, not text. Write the account id in quotes, so that YAML keeps it as text: "111122223333".',
    'fleet.yaml:19:14 FLEET-020 tier "enterprise" extends "premim", which is not a tier of this fleet. Did you mean "premium"? Use one of: foundational, premium.',
    'fleet.yaml:23:21 FLEET-030 ring "general" has order 1, like ring "canary". Give each ring an order of its own; the lowest goes first.',
    `${NORTH}:4:7 TENANT-014 tier "gold" is not a tier of this fleet. Use one of: foundational, premium, enterprise.`,
    `${NORTH}:8:5 DOMAIN-001 domain "https://www.rally-north.example" is not a domain. Write a host name without scheme, port or path, such as www.example.com or *.example.com.`,
    `${NORTH}:13:14 SCHEMA-005 branding.colors.primary "#0B3D91" does not have the right form. Write a colour as # and six lower-case hexadecimal digits: "#0b3d91".`,
    `${NORTH}:22:39 TENANT-040 category "archiv" is not one of catalogue.categories. Did you mean "archive"? Use one of: live, archive.`,
    `${NORTH}:31:13 TENANT-030 timeZone "Chicago" is not a time zone. Write a zone of the IANA database, such as America/Chicago.`,
    `${LOGO}:1:41 BRAND-021 the SVG contains script. Remove the element.`,
    `${SOUTH}:5:7 TENANT-015 ring "canry" is not a ring of this fleet. Did you mean "canary"? Use one of: canary, general.`,
    `${SOUTH}:13:9 BRAND-001 logo "brand/logo.png" does not exist. Did you mean "brand/logo.svg"? Use one of: brand/favicon.svg, brand/logo.svg.`,
    `${SOUTH}:21:13 SCHEMA-004 contacts[0].role "operation" is not a value that it takes. Did you mean "operations"? Use one of: operations, business, security.`,
  ]);
});

test('a bad tenant leaves the others valid, and no fleet is given', () => {
  const { fleet, tenants } = parseFleet(exampleWith(NORTH, 'tier: premium', 'tier: gold'), exampleCatalogues);
  expect(fleet).toBeUndefined();
  expect(tenants.map(({ id }) => id)).toEqual(['rally-south']);
});

test('a tenant whose domain another has is not among the valid ones', () => {
  const claim = `release: next
domains: [www.rally-north.example]
certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/33333333-3333-4333-8333-333333333333`;
  const files = exampleFiles(anotherTenant('rally-west', 'release: next', claim));
  expect(parseFleet(files, exampleCatalogues).tenants.map(({ id }) => id)).toEqual([
    'rally-north',
    'rally-south',
  ]);
});

test('while fleet.yaml has an error no tenant is valid, and all tenants are still checked', () => {
  const files = exampleFiles({
    'fleet.yaml': edited('fleet.yaml', 'order: 2', 'order: 1'),
    [NORTH]: edited(NORTH, 'tier: premium', 'tier: gold'),
  });
  expect(parseFleet(files, exampleCatalogues).tenants).toEqual([]);
  expect(problemLines(files).map((line) => line.split(' ')[1])).toEqual(['FLEET-030', 'TENANT-014']);
});

test('without fleet.yaml, tenants are checked for what does not depend on it', () => {
  const files = exampleFiles({
    'fleet.yaml': undefined,
    [NORTH]: edited(NORTH, 'tier: premium', 'tier: gold').replace("'#0b3d91'", 'blue'),
  });
  expect(problemLines(files).map((line) => line.split(' ')[1])).toEqual(['FILE-001', 'SCHEMA-005']);
});

test('a warning does not stop the fleet', () => {
  const files = exampleWith('fleet.yaml', '[dashboard]', '[dashboard, ads]');
  const { fleet, diagnostics } = parseFleet(files, exampleCatalogues);
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['FLEET-024', 'warning']]);
  expect(fleet?.tenants).toHaveLength(2);
});

test('tiers, cells and rings may be called like properties that every object has', () => {
  const fleet = edited('fleet.yaml', 'rings:\n', 'rings:\n')
    .replaceAll('premium', 'constructor')
    .replaceAll('us-1:', 'valueof:');
  const files = exampleFiles({
    'fleet.yaml': fleet,
    [NORTH]: edited(NORTH, 'tier: premium', 'tier: constructor').replace('cell: us-1', 'cell: valueof'),
    [SOUTH]: edited(SOUTH, 'cell: us-1', 'cell: valueof'),
  });
  expect(problemLines(files)).toEqual([]);
  expect(Object.keys(parseFleet(files, exampleCatalogues).fleet?.tenants[0]?.features ?? {})).toContain(
    'ads',
  );
});
