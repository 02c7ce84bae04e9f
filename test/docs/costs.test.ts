import { join } from 'node:path';

import { renderFleet } from '../../lib/render/render-fleet';
import { exampleFleet, PROJECT } from '../render/example-fleet';
import { documentText } from './documents';

const TENANTS = ['rally-south', 'rally-north', 'northlight-canary'];

test('what a tenant is said to have is what its template has', async () => {
  const { fleet } = await exampleFleet();
  const only = TENANTS.map((id) => `tenants/${id}`);
  const stacks = await renderFleet(fleet, {
    rootFolder: PROJECT,
    cacheFolder: join(PROJECT, '.multiplex'),
    only,
  });
  const templates = TENANTS.map((id) => {
    const stack = stacks.find(({ displayName }) => displayName === `tenants/${id}`);
    return JSON.parse(stack?.template ?? '{}') as { Resources: Record<string, { Type: string }> };
  });
  const rows = tableRows().filter(([name = '']) => name.startsWith('`AWS::'));
  expect(rows.length).toBeGreaterThan(5);
  for (const [name = '', ...counts] of rows) {
    const type = name.replaceAll('`', '');
    const found = templates.map(
      ({ Resources }) => Object.values(Resources).filter((resource) => resource.Type === type).length,
    );
    expect([type, ...counts]).toEqual([type, ...found.map(String)]);
  }
});

test('what a tenant is said to cost adds up', () => {
  const sums: number[][] = [];
  let open = [0, 0, 0];
  for (const [name = '', arithmetic = '', ...amounts] of rowsOfCosts()) {
    const cents = amounts.map((amount) =>
      amount === '–' ? 0 : Math.round(Number(amount.replaceAll('*', '')) * 100),
    );
    if (name === '**in all**') {
      const all = [0, 1, 2].map((tier) => sums.reduce((sum, one) => sum + (one[tier] ?? 0), open[tier] ?? 0));
      expect([name, ...cents]).toEqual([name, ...all]);
    } else if (name.startsWith('**')) {
      expect([name, ...cents]).toEqual([name, ...open]);
      sums.push(cents);
      open = [0, 0, 0];
    } else {
      expect(arithmetic).not.toBe('');
      open = open.map((sum, tier) => sum + (cents[tier] ?? 0));
    }
  }
  expect(sums).toHaveLength(2);
});

function rowsOfCosts(): readonly (readonly string[])[] {
  const rows = tableRows();
  const first = rows.findIndex(([, second]) => second === 'arithmetic');
  return rows.slice(first + 1).filter((row) => row.length === 5 && !/^[-: ]+$/.test(row[0] ?? ''));
}

function tableRows(): readonly (readonly string[])[] {
  return documentText('docs/deploying.md')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}
