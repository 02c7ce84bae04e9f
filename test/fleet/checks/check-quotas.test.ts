import { CELL_TENANTS_MAX } from '../../../lib/fleet/limits';
import { parseFleet } from '../../../lib/fleet/parse-fleet';
import {
  anotherTenant,
  edited,
  exampleCatalogues,
  exampleFiles,
  exampleWith,
  problemLines,
} from '../../fixtures/fleet-files';

function withQuotas(quotas: string): ReturnType<typeof exampleWith> {
  return exampleWith('fleet.yaml', '\ntiers:', `\nquotas: ${quotas}\ntiers:`);
}

test('a fleet that says nothing of quotas has those of AWS', () => {
  expect(parseFleet(exampleFiles(), exampleCatalogues).fleet?.quotas).toEqual({
    everyAccount: {},
    accounts: {},
  });
});

test('a quota is written for every account or for one, above or below the default', () => {
  const files = withQuotas(
    `{ everyAccount: { distributions: 2000 }, accounts: { '111122223333': { roles: 10 } } }`,
  );
  expect(parseFleet(files, exampleCatalogues).fleet?.quotas).toEqual({
    everyAccount: { distributions: 2000 },
    accounts: { '111122223333': { roles: 10 } },
  });
});

test('a quota is a whole number above zero, and one that is known', () => {
  expect(problemLines(withQuotas('{ everyAccount: { roles: 0 } }'))).toHaveLength(1);
  expect(problemLines(withQuotas('{ everyAccount: { roles: 1.5 } }'))).toHaveLength(1);
  expect(problemLines(withQuotas('{ everyAccount: { roles: many } }'))).toHaveLength(1);
  expect(problemLines(withQuotas('{ everyAccount: { rolls: 10 } }'))[0]).toContain('rolls');
});

test('a quota for an account without a cell is refused', () => {
  expect(problemLines(withQuotas(`{ accounts: { '111122223334': { roles: 10 } } }`))).toEqual([
    expect.stringContaining(
      'FLEET-060 no cell is in account 111122223334, for which quotas are written. Did you mean "111122223333"?',
    ),
  ]);
});

describe('with another number of distributions that may share a part', () => {
  const ids = Array.from({ length: CELL_TENANTS_MAX - 1 }, (_, index) => `brand-${index}`);
  const tenants = Object.assign({}, ...ids.map((id) => anotherTenant(id)));

  test('a cell holds nine tenths of it, so 91 tenants of 102', () => {
    const quotas = `\nquotas: { everyAccount: { distributionsPerSharedPart: 102 } }\ntiers:`;
    const fleet = edited('fleet.yaml', '\ntiers:', quotas);
    expect(problemLines(exampleFiles({ ...tenants, 'fleet.yaml': fleet }))).toEqual([]);
  });

  test('the number for its account goes before the one for every account', () => {
    const quotas = `\nquotas:
  everyAccount: { distributionsPerSharedPart: 200 }
  accounts: { '111122223333': { distributionsPerSharedPart: 50 } }
tiers:`;
    const fleet = edited('fleet.yaml', '\ntiers:', quotas);
    expect(problemLines(exampleFiles({ ...tenants, 'fleet.yaml': fleet }))).toEqual([
      expect.stringContaining('cell "us-1" has 91 tenants; a cell holds at most 45.'),
    ]);
  });
});
