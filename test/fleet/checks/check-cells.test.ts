import { CELL_TENANTS_MAX } from '../../../lib/fleet/limits';
import { anotherTenant, edited, exampleFiles, exampleWith, problemLines } from '../../fixtures/fleet-files';

const FLEET = 'fleet.yaml';
const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-1111-4111-8111-111111111111';
const WEB_ACL = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/us/11111111-1111-4111-8111-111111111111';

function secondCell(kind: string, domain: string): string {
  return `  us-2:
    account: '111122223333'
    region: us-west-2
    kind: ${kind}
    release: next
    domain: ${domain}
    hostedZoneId: Z0111111111111111111
    certificateArn: ${CERTIFICATE}
    apiDomain: api.${domain}
tiers:
`;
}

function withSecondCell(kind: string, domain = 'us-2.northlight.example'): string {
  return edited(FLEET, 'tiers:\n', secondCell(kind, domain));
}

test('a fleet without cells is refused', () => {
  const cells = /cells:\n( .*\n)+/.exec(edited(FLEET, '', ''))?.[0] ?? '';
  expect(problemLines(exampleFiles({ 'fleet.yaml': edited(FLEET, cells, 'cells: {}\n') }))[0]).toBe(
    'fleet.yaml:2:1 FLEET-001 the fleet has no cell. Add one; tenants live in cells.',
  );
});

test('a cell with an unknown release is refused', () => {
  expect(problemLines(exampleWith(FLEET, 'release: next', 'release: 2025.1.0'))).toEqual([
    'fleet.yaml:7:14 FLEET-010 release "2025.1.0" of cell "us-1" is not a release of this project. Did you mean "2026.10.0"? Use one of: 2026.10.0, 2026.11.0, next.',
  ]);
});

test('two cells with one domain are refused', () => {
  expect(
    problemLines(exampleFiles({ [FLEET]: withSecondCell('shared', 'us-1.northlight.example') })),
  ).toEqual([
    'fleet.yaml:17:13 FLEET-011 domain "us-1.northlight.example" of cell "us-2" is that of cell "us-1" as well. Give each cell a domain of its own.',
  ]);
});

test('the certificate of a cell in another account than the cell is refused', () => {
  expect(
    problemLines(exampleWith(FLEET, 'acm:us-east-1:111122223333', 'acm:us-east-1:444455556666')),
  ).toEqual([
    'fleet.yaml:10:21 FLEET-012 certificateArn of cell "us-1" is in account 444455556666, and the cell in 111122223333. Name one in account 111122223333: CloudFront takes no other.',
  ]);
});

test('a web ACL for a cell in us-east-1 is refused', () => {
  const fleet = edited(FLEET, '    apiDomain:', `    webAclArn: ${WEB_ACL}\n    apiDomain:`);
  expect(problemLines(exampleFiles({ [FLEET]: fleet }))).toEqual([
    'fleet.yaml:11:5 FLEET-013 cell "us-1" is in us-east-1 and makes its own web ACL. Remove webAclArn.',
  ]);
});

test('the web ACL of a cell elsewhere is allowed from its own account only', () => {
  const allowed = withSecondCell('shared').replace('tiers:\n', `    webAclArn: ${WEB_ACL}\ntiers:\n`);
  expect(problemLines(exampleFiles({ [FLEET]: allowed }))).toEqual([]);
  const foreign = allowed.replace('wafv2:us-east-1:111122223333', 'wafv2:us-east-1:444455556666');
  expect(problemLines(exampleFiles({ [FLEET]: foreign }))).toEqual([
    'fleet.yaml:21:16 FLEET-014 webAclArn of cell "us-2" is in account 444455556666, and the cell in 111122223333. Name one in account 111122223333: CloudFront takes no other.',
  ]);
});

test('a cell takes as many tenants as the limit says, and not one more', () => {
  const ids = Array.from({ length: CELL_TENANTS_MAX - 2 }, (_, index) => `brand-${index}`);
  const full = Object.assign({}, ...ids.map((id) => anotherTenant(id)));
  expect(problemLines(exampleFiles(full))).toEqual([]);
  expect(problemLines(exampleFiles({ ...full, ...anotherTenant('one-more') }))).toEqual([
    'fleet.yaml:3:3 FLEET-015 cell "us-1" has 91 tenants; a cell holds at most 90. Move 1 of them to another cell.',
  ]);
});

test('two tenants in a dedicated cell are refused, by name', () => {
  expect(problemLines(exampleWith(FLEET, 'kind: shared', 'kind: dedicated'))).toEqual([
    'fleet.yaml:3:3 FLEET-016 cell "us-1" is dedicated and has 2 tenants: rally-north, rally-south. Leave one of them here, and move the others to other cells.',
  ]);
});

test('a dedicated cell without a tenant is a warning', () => {
  expect(problemLines(exampleFiles({ [FLEET]: withSecondCell('dedicated') }))).toEqual([
    'fleet.yaml:12:3 warning FLEET-017 cell "us-2" is dedicated and has no tenant. Add its tenant, or remove the cell.',
  ]);
});

test('a dedicated cell is not called empty while the cell of some tenant is unknown', () => {
  const files = exampleFiles({
    [FLEET]: withSecondCell('dedicated'),
    'tenants/rally-north/tenant.yaml': 'name: [',
  });
  expect(problemLines(files).filter((line) => line.includes('FLEET-017'))).toEqual([]);
});
