import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import { PROJECT } from '../render/example-fleet';
import { fakeHost } from './fake-host';
import { scratchFleet } from './scratch-fleet';

const CODEOWNERS = '.github/CODEOWNERS';

describe('multiplex access', () => {
  test('says of every tenant who owns it, what approves a deployment, and who deploys', async () => {
    const host = fakeHost(PROJECT);
    expect(await run(['access'], host)).toBe(0);
    const [headings, first] = host.printed.out.split('\n');
    expect(headings).toMatch(/^TENANT +CELL +OWNERS +ENVIRONMENT +DEPLOYED BY$/);
    expect(first).toMatch(
      /^alpenkino +eu-1 +@northlight\/europe +tenants\/alpenkino +whoever takes the bootstrap’s/,
    );
  });

  test.each(['rally-north', 'tenants/rally-north'])(
    'says of %s why its roles are what they are',
    async (name) => {
      const host = fakeHost(PROJECT);
      expect(await run(['access', name, '--json'], host)).toBe(0);
      expect(JSON.parse(host.printed.out)).toMatchObject({
        tenants: [
          { tenant: 'rally-north', deployment: { kind: 'bootstrap-roles', account: '111122223333' } },
        ],
      });
      const human = fakeHost(PROJECT);
      expect(await run(['access', name], human)).toBe(0);
      expect(human.printed.out).toMatch(/^Who may change tenants\/rally-north of cell us-1:\n/);
      expect(human.printed.out).toContain('these roles may change every stack of the account');
    },
  );

  test('says what an owner may change', async () => {
    const host = fakeHost(PROJECT);
    expect(await run(['access', '@northlight/education'], host)).toBe(0);
    expect(host.printed.out).toMatch(/^@northlight\/education may change 1 tenant:\n/);
  });

  test('refuses a name that stands nowhere, and says which is like it', async () => {
    const host = fakeHost(PROJECT);
    expect(await run(['access', '@northlight/sport'], host)).toBe(2);
    expect(host.printed.err).toMatch(/nobody who is named in it\. Did you mean "@northlight\/sports"\?/);
  });
});

describe('multiplex access --codeowners', () => {
  test('is current in this project', async () => {
    const host = fakeHost(PROJECT);
    expect(await run(['access', '--codeowners', '--check'], host)).toBe(0);
    expect(host.printed.out).toBe('.github/CODEOWNERS is current.\n');
  });

  test('writes the owners of every tenant, and says afterwards when they have changed', async () => {
    const fleet = scratchFleet();
    try {
      const file = join(fleet.folder, CODEOWNERS);
      expect(await run(['access', '--codeowners', '--check'], fakeHost(fleet.folder))).toBe(1);
      expect(existsSync(file)).toBe(false);
      expect(await run(['access', '--codeowners'], fakeHost(fleet.folder))).toBe(0);
      expect(readFileSync(file, 'utf8')).toContain('/tenants/rally-north/ @northlight/sports\n');
      expect(await run(['access', '--codeowners', '--check'], fakeHost(fleet.folder))).toBe(0);
      fleet.edit('tenants/rally-north/tenant.yaml', '@northlight/sports', '@northlight/others');
      const host = fakeHost(fleet.folder);
      expect(await run(['access', '--codeowners', '--check', '--json'], host)).toBe(1);
      expect(JSON.parse(host.printed.out)).toEqual({ check: true, file: CODEOWNERS, current: false });
    } finally {
      fleet.remove();
    }
  });
});
