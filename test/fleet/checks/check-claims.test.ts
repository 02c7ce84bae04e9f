import { anotherTenant, exampleFiles, edited, problemLines } from '../../fixtures/fleet-files';

const NORTH = 'tenants/rally-north/tenant.yaml';
const SOUTH = 'tenants/rally-south/tenant.yaml';
const CERTIFICATE =
  'certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/33333333-3333-4333-8333-333333333333';

function southClaiming(...domains: string[]): string[] {
  const list = domains.map((domain) => `  - ${JSON.stringify(domain)}\n`).join('');
  const text = edited(SOUTH, 'release: next\n', `release: next\ndomains:\n${list}${CERTIFICATE}\n`);
  return problemLines(exampleFiles({ [SOUTH]: text }));
}

test('a domain of its own is no conflict', () => {
  expect(southClaiming('www.rally-south.example', '*.watch.rally-south.example')).toEqual([]);
});

test('a domain claimed by two tenants is refused, and names the other tenant and where', () => {
  expect(southClaiming('www.rally-north.example')).toEqual([
    `${SOUTH}:8:5 DOMAIN-002 domain "www.rally-north.example" is claimed by tenant "rally-north" at ${NORTH}:8:5. Leave it with one of the two tenants.`,
  ]);
});

test.each([['WWW.Rally-North.example'], ['www.rally-north.example.'], ['WWW.rally-north.EXAMPLE.']])(
  'a domain claimed twice is refused even when it is spelt %s',
  (spelling) => {
    expect(southClaiming(spelling)).toEqual([
      `${SOUTH}:8:5 DOMAIN-002 domain "${spelling}" (www.rally-north.example) is claimed by tenant "rally-north" at ${NORTH}:8:5. Leave it with one of the two tenants.`,
    ]);
  },
);

test('a domain claimed twice is refused even when one spelling is punycode', () => {
  expect(southClaiming('bücher.example', 'xn--bcher-kva.example')).toEqual([
    `${SOUTH}:9:5 DOMAIN-002 domain "xn--bcher-kva.example" is claimed by this tenant at ${SOUTH}:8:5. Remove one of the two.`,
  ]);
});

test('a wildcard is refused when another tenant has a domain that it covers', () => {
  expect(southClaiming('*.rally-north.example')).toEqual([
    `${SOUTH}:8:5 DOMAIN-003 domain "*.rally-north.example" covers "www.rally-north.example", which is claimed by tenant "rally-north" at ${NORTH}:8:5. Name the domains one by one, or remove the other.`,
  ]);
});

test('a domain is refused when the wildcard of an earlier tenant covers it', () => {
  const wildcard = edited(NORTH, '  - watch.rally-north.example', '  - "*.Rally.example"');
  const claim = edited(
    SOUTH,
    'release: next\n',
    `release: next\ndomains: [south.rally.example]\n${CERTIFICATE}\n`,
  );
  expect(problemLines(exampleFiles({ [NORTH]: wildcard, [SOUTH]: claim }))).toEqual([
    `${SOUTH}:7:11 DOMAIN-003 domain "south.rally.example" is covered by "*.Rally.example", which is claimed by tenant "rally-north" at ${NORTH}:9:5. Remove it, or name the domains one by one.`,
  ]);
});

test('a wildcard covers one label, not the name itself and not names two labels deep', () => {
  expect(southClaiming('*.south.example', 'south.example', 'a.b.south.example')).toEqual([]);
});

test('a tenant may not claim a domain and its wildcard, in either order', () => {
  expect(southClaiming('*.south.example', 'www.south.example')[0]).toContain(
    'DOMAIN-003 domain "www.south.example" is covered by "*.south.example", which is claimed by this tenant',
  );
  expect(southClaiming('www.south.example', '*.south.example')[0]).toContain(
    'DOMAIN-003 domain "*.south.example" covers "www.south.example", which is claimed by this tenant',
  );
});

test('of many claims to one domain, each later one names the first', () => {
  const claim = `release: next\ndomains: [www.rally-north.example]\n${CERTIFICATE}`;
  const others = {
    ...anotherTenant('rally-west', 'release: next', claim),
    ...anotherTenant('rally-zenith', 'release: next', claim),
  };
  const lines = problemLines(exampleFiles(others));
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line).toContain(`DOMAIN-002 domain "www.rally-north.example" is claimed by tenant "rally-north"`);
  }
});

test('a domain stays claimed by a tenant that is refused for something else', () => {
  const bad = edited(NORTH, 'tier: premium', 'tier: gold');
  const claim = edited(
    SOUTH,
    'release: next\n',
    `release: next\ndomains: [www.rally-north.example]\n${CERTIFICATE}\n`,
  );
  const codes = problemLines(exampleFiles({ [NORTH]: bad, [SOUTH]: claim })).map(
    (line) => line.split(' ')[1],
  );
  expect(codes).toEqual(['TENANT-014', 'DOMAIN-002']);
});
