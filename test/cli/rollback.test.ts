import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { linesOf, ScratchDeployment } from './scratch-deployment';

/** A fleet is deployed first. */
jest.setTimeout(30_000);

const SOUTH = 'tenants/rally-south/tenant.yaml';
const PASSED = ['--override', 'protection-removed', '--reason', 'The client cannot log in.'];

let deployment: ScratchDeployment;

beforeAll(async () => {
  deployment = await ScratchDeployment.open();
});

afterEach(() => {
  deployment.restore();
});

afterAll(() => {
  deployment.close();
});

function changedLines(): readonly string[] {
  const diff = deployment.repository.git('diff', '--unified=0').split('\n');
  return diff.filter((line) => /^[+-][^+-]/.test(line));
}

describe('multiplex rollback', () => {
  test('says what is lost, and exactly what to type to go back all the same', async () => {
    const { status, out, err } = await deployment.run('rollback', 'rally-north', '--to', '2026.11.0');
    expect(status).toBe(1);
    expect(out).toContain(
      'PLAN-007 protection-removed tenants/rally-north Resources.AnalyticsRefusals352CFF01',
    );
    expect(err).toContain(
      'tenants/rally-north APPLY-003 the plan is refused: protection-removed. Go back all the same: npx multiplex rollback rally-north --to 2026.11.0 --override protection-removed --reason "…"',
    );
    expect(changedLines()).toEqual([]);
  });

  test('goes to the release that is named, pins it, and goes back from there to what ran before', async () => {
    const away = await deployment.run('rollback', 'rally-south', '--to', '2026.11.0', ...PASSED);
    expect(away).toMatchObject({ status: 0 });
    expect(away.err).toMatch(
      /tenants\/rally-south\/tenant\.yaml pins 2026\.11\.0 now\. Next: commit it\.\n$/,
    );
    expect(changedLines()).toEqual(['-release: 2026.11.1', '+release: 2026.11.0']);
    expect(await deployment.differing()).toEqual([]);
    deployment.clock.passUntil(deployment.clock.now() + 3_600_000);
    const home = await deployment.run('rollback', 'rally-south', '--json');
    expect(home).toMatchObject({ status: 0 });
    expect(linesOf(home.out).at(-1)).toMatchObject({
      kind: 'ended',
      results: { 'tenants/rally-south': { kind: 'succeeded' } },
    });
    expect(changedLines()).toEqual([]);
    expect(await deployment.differing()).toEqual([]);
  });

  test('leaves the file alone where the stack could not be put back', async () => {
    deployment.tellEngine('faults.json', [
      { stack: 'tenants/rally-south', resource: 'PartitionItemsF8A69497', reason: 'The table said no.' },
    ]);
    const before = readFileSync(join(deployment.folder, SOUTH), 'utf8');
    const { status, err } = await deployment.run('rollback', 'rally-south', '--to', '2026.11.0', ...PASSED);
    expect(status).toBe(1);
    expect(err).toContain('failed and is as it was: PartitionItemsF8A69497: The table said no.');
    expect(readFileSync(join(deployment.folder, SOUTH), 'utf8')).toBe(before);
    expect(await deployment.differing()).toEqual([]);
  });

  test('does not guess where the ledger knows of no release before', async () => {
    const { status, err } = await deployment.run('rollback', 'rally-north');
    expect(status).toBe(1);
    expect(err).toContain(
      'tenants/rally-north APPLY-007 the ledger knows of no other release that it ran before. Say which one: npx multiplex rollback rally-north --to <release>',
    );
  });

  test('is no way around a roll-out', async () => {
    const { status, err } = await deployment.run('rollback', 'rally-west', '--to', '2026.11.1');
    expect(status).toBe(1);
    expect(err).toContain(
      'tenants/rally-west APPLY-009 it runs 2026.11.0, and never ran 2026.11.1, which is newer. Move it forward by a roll-out: npx multiplex rollout start --to 2026.11.1 --only rally-west',
    );
  });

  test('says why the older release does not take what the file says now', async () => {
    const { status, err } = await deployment.run('rollback', 'northlight-canary', '--to', '2026.11.0');
    expect(status).toBe(1);
    expect(err).toContain('TENANT-026 key "measurementHost" is not known in features.ads.');
  });

  test.each([
    [['nobody'], /^"nobody" is not a stack of this fleet\./],
    [['rally-north', '--to', '2026.11.9'], /^"2026\.11\.9" is not a release of this project\. Did you mean/],
  ])('%j is used wrongly', async (args, message) => {
    const { status, out, err } = await deployment.run('rollback', ...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });
});
