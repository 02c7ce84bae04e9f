import { parseFleet } from '../../../lib/fleet/parse-fleet';
import {
  anotherTenant,
  edited,
  exampleCatalogues,
  exampleFiles,
  exampleWith,
  problemLines,
} from '../../fixtures/fleet-files';

const TENANT = 'tenants/rally-north/tenant.yaml';
const CERTIFICATE =
  'certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/22222222-2222-4222-8222-222222222222\n';
const DOMAINS = 'domains:\n  - www.rally-north.example\n  - watch.rally-north.example\n';

function claiming(domain: string): string[] {
  return problemLines(exampleWith(TENANT, 'www.rally-north.example', JSON.stringify(domain)));
}

test('domains come out in their canonical spelling, in the order written', () => {
  const files = exampleWith(TENANT, 'www.rally-north.example', '"*.BÜCHER.example."');
  const { fleet } = parseFleet(files, exampleCatalogues);
  expect(fleet?.tenants[0]?.domains).toEqual(['*.xn--bcher-kva.example', 'watch.rally-north.example']);
});

test.each([
  'https://www.rally-north.example',
  'www.rally-north.example:443',
  'www.rally-north.example/tv',
  'localhost',
  'www..example',
  '-a.example',
  'a_b.example',
  '*.*.example',
  'w*.rally-north.example',
  '192.0.2.1',
  '0x7f.1',
  '',
])('what is not a domain is refused: %s', (domain) => {
  expect(claiming(domain)).toEqual([
    `${TENANT}:8:5 DOMAIN-001 domain "${domain}" is not a domain. Write a host name without scheme, port or path, such as www.example.com or *.example.com.`,
  ]);
});

test('a domain with an invisible character is refused, and the character is shown', () => {
  expect(claiming('www.rally\u200b-north.example')[0]).toContain(
    String.raw`DOMAIN-001 domain "www.rally\u200b-north.example" is not a domain.`,
  );
});

test.each([
  'rally-south.us-1.northlight.example',
  'a.b.us-1.northlight.example',
  '*.us-1.northlight.example',
])('a domain in the zone of a cell is refused, because it is the default host of a tenant: %s', (domain) => {
  expect(claiming(domain)[0]).toContain(
    `${TENANT}:8:5 DOMAIN-004 domain "${domain}" lies under "us-1.northlight.example", the domain of cell "us-1".`,
  );
});

test('the domain of a cell and that of the platform API are refused', () => {
  expect(claiming('US-1.northlight.example')).toEqual([
    `${TENANT}:8:5 DOMAIN-005 domain "US-1.northlight.example" is the domain of cell "us-1". Use a domain of the client.`,
  ]);
  expect(claiming('api.us-1.northlight.example')).toEqual([
    `${TENANT}:8:5 DOMAIN-005 domain "api.us-1.northlight.example" is the platform API of cell "us-1". Use a domain of the client.`,
  ]);
});

test('a wildcard that covers a host of the platform is refused', () => {
  expect(claiming('*.northlight.example')).toEqual([
    `${TENANT}:8:5 DOMAIN-005 domain "*.northlight.example" covers "us-1.northlight.example", the domain of cell "us-1". Use a domain of the client.`,
  ]);
});

test('domains without a certificate are refused', () => {
  expect(problemLines(exampleWith(TENANT, CERTIFICATE, ''))).toEqual([
    `${TENANT}:7:1 DOMAIN-006 the tenant has domains and no certificate for them. Add "certificateArn:" with the ARN of a certificate in us-east-1 that covers all of them.`,
  ]);
});

test('a certificate without domains is refused', () => {
  expect(problemLines(exampleWith(TENANT, DOMAINS, ''))).toEqual([
    `${TENANT}:7:1 DOMAIN-007 the tenant has a certificate and no domains. Add "domains:", or remove the certificate.`,
  ]);
});

test('a malformed certificate is not called missing as well', () => {
  const lines = problemLines(exampleWith(TENANT, 'arn:aws:acm:us-east-1:', 'arn:aws:acm:eu-west-1:'));
  expect(lines.map((line) => line.split(' ')[1])).toEqual(['SCHEMA-005']);
  expect(lines[0]).toContain('Write the ARN of a certificate in us-east-1: CloudFront takes no other.');
});

test('a certificate of another account than the cell is refused', () => {
  expect(problemLines(exampleWith(TENANT, ':111122223333:', ':999922223333:'))).toEqual([
    `${TENANT}:10:17 DOMAIN-008 the certificate is in account 999922223333, and cell "us-1" in 111122223333. Name a certificate in account 111122223333: CloudFront takes no other.`,
  ]);
});

test('a tenant whose default host is one of the platform is refused', () => {
  const fleet = edited('fleet.yaml', 'api.us-1.northlight.example', 'gateway.us-1.northlight.example');
  expect(problemLines(exampleFiles({ 'fleet.yaml': fleet, ...anotherTenant('gateway') }))).toEqual([
    'tenants/gateway/tenant.yaml:3:7 DOMAIN-009 the tenant would answer at "gateway.us-1.northlight.example", which is the platform API of cell "us-1". Rename the folder, or move the tenant to another cell.',
  ]);
});
