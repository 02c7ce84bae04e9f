import { parseFleet } from '../../../lib/fleet/parse-fleet';
import { exampleCatalogues, exampleWith, problemLines } from '../../fixtures/fleet-files';

function withAccess(text: string): Parameters<typeof problemLines>[0] {
  return exampleWith('fleet.yaml', '\ntiers:', `\naccess: ${text}\ntiers:`);
}

/** As if the release of the cell knew of roles of tenants. */
const ABLE: typeof exampleCatalogues = new Map(
  [...exampleCatalogues].map(([version, { features, contract }]) => [
    version,
    { features, contract: { ...contract, tenantRoles: true } },
  ]),
);

test('a repository is enough, and the provider is that of GitHub in the account of each cell', () => {
  const { fleet } = parseFleet(withAccess('{ github: { repository: northlight/fleet } }'), ABLE);
  expect(fleet?.cells.map(({ account, access }) => [account, access])).toEqual([
    [
      '111122223333',
      {
        github: {
          repository: 'northlight/fleet',
          provider: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
        },
      },
    ],
  ]);
});

test('a cell says for itself what it says at all', () => {
  const role = 'arn:aws:iam::999900001111:role/deployer';
  const files = exampleWith(
    'fleet.yaml',
    'kind: shared',
    `kind: shared\n    access: { principals: ['${role}'] }`,
  );
  const { fleet } = parseFleet(files, ABLE);
  expect(fleet?.cells[0]?.access).toEqual({ principals: [role] });
});

test('a fleet that says nothing has no roles of tenants', () => {
  const { fleet } = parseFleet(exampleWith('fleet.yaml', '\ntiers:', '\ntiers:'), ABLE);
  expect(fleet?.cells.some((cell) => 'access' in cell)).toBe(false);
});

test.each([
  ['{}', /^fleet\.yaml:12:1 FLEET-050 access names nobody who may deploy\./],
  [
    '{ github: { repository: northlight/fleet, provider: "arn:aws:iam::444455556666:oidc-provider/x.example" } }',
    /FLEET-051 the provider is in account 444455556666, and cell "us-1" in 111122223333\./,
  ],
  ['{ github: { repository: northlight } }', /SCHEMA-\d+ .*northlight\/fleet/],
  ['{ principals: ["arn:aws:iam::111122223333:role/*"] }', /SCHEMA-\d+ .*without any wildcard/],
  ['{ principals: [] }', /SCHEMA-\d+/],
])('%s is refused', (text, line) => {
  expect(problemLines(withAccess(text), ABLE).join('\n')).toMatch(line);
});

test('a cell whose release knows of no roles cannot give its tenants any', () => {
  expect(problemLines(withAccess('{ github: { repository: northlight/fleet } }'))).toEqual([
    expect.stringMatching(/FLEET-052 release ".*" of cell "us-1" knows of no roles of tenants/),
  ]);
});
