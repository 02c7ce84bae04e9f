import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { linesOf, ScratchDeployment } from './scratch-deployment';

/** A fleet is deployed first. */
jest.setTimeout(30_000);

const NORTH = 'tenants/rally-north/tenant.yaml';

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

function recolour(from = '#0b3d91', to = '#0b3d92'): void {
  deployment.repository.edit(NORTH, from, to);
}

/** Tenants of the fleet that differ in their name from what is deployed. */
function rename(...tenants: readonly string[]): void {
  for (const id of tenants) {
    const file = `tenants/${id}/tenant.yaml`;
    const [line = ''] = /^name: .*$/m.exec(readFileSync(join(deployment.folder, file), 'utf8')) ?? [];
    deployment.repository.edit(file, line, `${line} again`);
  }
}

async function planned(...args: readonly string[]): Promise<void> {
  await deployment.run('plan', '--deployed', '--out', 'plan.json', ...args);
}

describe('multiplex apply', () => {
  test('makes what was planned, and nothing when it is called again', async () => {
    recolour();
    await planned();
    const first = await deployment.run('apply', 'plan.json');
    expect(first.err).toMatch(/tenants\/rally-north {2}starts\n.* {2}tenants\/rally-north {2}is done\n$/);
    expect(first).toMatchObject({ status: 0, out: '1 stack of 1 is as planned.\n' });
    expect(await deployment.differing()).toEqual([]);
    const again = await deployment.run('apply', 'plan.json');
    expect(again).toMatchObject({ status: 0, out: '1 stack of 1 is as planned.\n' });
    expect(again.err).toContain('tenants/rally-north  is there already');
  });

  test('tells machines each step as a line of JSON, and nothing else', async () => {
    recolour();
    await planned();
    const { out, err } = await deployment.run('apply', 'plan.json', '--json');
    expect(linesOf(out)).toMatchObject([
      { kind: 'started', stack: 'tenants/rally-north' },
      { kind: 'settled', stack: 'tenants/rally-north', result: { kind: 'succeeded' } },
      { kind: 'ended', results: { 'tenants/rally-north': { kind: 'succeeded' } } },
    ]);
    expect(err).toBe('');
  });

  test('keeps one line for what is under way on a terminal, and clears it at the end', async () => {
    recolour();
    await planned();
    const { err } = await deployment.runOn({ columns: 40 }, 'apply', 'plan.json');
    expect(err).toContain('\r\u001B[K0 of 1 stack settled; under way: tenan…');
    expect(err.endsWith('\r\u001B[K1 of 1 stack settled\r\u001B[K')).toBe(true);
  });

  test.each([
    ['is not there', undefined, /^plan\.json APPLY-001 the plan cannot be read: .*ENOENT/],
    ['is no JSON', '{', /^plan\.json APPLY-001 the plan cannot be read: /],
    [
      'is something else',
      '{"version":1}',
      /^plan\.json APPLY-001 the file is no plan of this version: digest: /,
    ],
  ])('refuses a file that %s', async (_, text, message) => {
    if (text !== undefined) {
      deployment.repository.write('plan.json', text);
    }
    const { status, out, err } = await deployment.run('apply', 'plan.json', '--json');
    expect(status).toBe(1);
    expect(err).toMatch(message);
    expect(linesOf(out)).toMatchObject([{ ok: false, diagnostics: [{ code: 'APPLY-001' }] }]);
  });

  test('refuses a plan that somebody edited', async () => {
    recolour();
    await planned();
    const path = join(deployment.folder, 'plan.json');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('tenants/rally-north', 'tenants/rally-south'));
    const { status, err } = await deployment.run('apply', 'plan.json');
    expect(status).toBe(1);
    expect(err).toMatch(/APPLY-002 the plan says that its digest is [0-9a-f]{12}, and it is [0-9a-f]{12}\./);
    recolour('#0b3d92', '#0b3d91');
    expect(await deployment.differing()).toEqual([]);
  });

  test('refuses a plan that is refused, and says what no override lets pass', async () => {
    recolour();
    await planned('--scope', 'tenants/rally-south');
    const { status, err } = await deployment.run('apply', 'plan.json');
    expect(status).toBe(1);
    expect(err).toContain(
      'plan.json APPLY-003 the plan is refused: scope-exceeded. Change the fleet: what is said above cannot be overridden.',
    );
  });

  test('refuses files that render something else than what was planned, and does nothing', async () => {
    recolour();
    await planned();
    recolour('#0b3d92', '#0b3d93');
    const before = await deployment.recorded();
    const { status, err } = await deployment.run('apply', 'plan.json');
    expect(status).toBe(1);
    expect(err).toMatch(
      /^tenants\/rally-north APPLY-004 the files do not render the template [0-9a-f]{12} at release 2026\.11\.1/,
    );
    expect(await deployment.recorded()).toEqual(before);
  });

  test('makes what is committed where the working tree was edited since', async () => {
    recolour();
    await planned();
    deployment.repository.commit();
    recolour('#0b3d92', '#0b3d93');
    expect(await deployment.run('apply', 'plan.json')).toMatchObject({ status: 0 });
    recolour('#0b3d93', '#0b3d92');
    expect(await deployment.differing()).toEqual([]);
  });

  test('leaves a stack alone that somebody changed since', async () => {
    recolour();
    await planned();
    const plan = readFileSync(join(deployment.folder, 'plan.json'), 'utf8');
    recolour('#0b3d92', '#0b3d93');
    await deployment.run('deploy', 'rally-north');
    recolour('#0b3d93', '#0b3d92');
    deployment.repository.write('plan.json', plan);
    const { status, out, err } = await deployment.run('apply', 'plan.json');
    expect(err).toContain('is left alone: it is not what the plan starts from (APPLY-005)');
    expect({ status, out }).toEqual({ status: 1, out: '0 stacks of 1 are as planned.\n' });
    recolour('#0b3d92', '#0b3d93');
    expect(await deployment.differing()).toEqual([]);
  });

  test('starts nothing new after a failure, and goes on with the same plan when that is mended', async () => {
    rename('alpenkino', 'harbor-training', 'little-lanterns', 'open-water', 'rally-west');
    await planned('--scope', 'fleet');
    deployment.tellEngine('faults.json', [
      { stack: 'tenants/alpenkino', resource: 'PartitionItemsF8A69497', reason: 'The table said no.' },
    ]);
    const failed = await deployment.run('apply', 'plan.json');
    expect(failed.err).toMatch(/tenants\/alpenkino {2}failed and is as it was: .*The table said no\./);
    expect(failed).toMatchObject({
      status: 1,
      out: '3 stacks of 5 are as planned; 1 was not touched.\n',
    });
    expect(await deployment.run('apply', 'plan.json')).toMatchObject({
      status: 0,
      out: '5 stacks of 5 are as planned.\n',
    });
    expect(await deployment.differing()).toEqual([]);
  });

  test('starts nothing once somebody wants it to stop', async () => {
    recolour();
    await planned();
    const { status, out, err } = await deployment.runOn(
      { untilStopped: () => Promise.resolve() },
      'apply',
      'plan.json',
    );
    expect({ status, out, err }).toEqual({
      status: 1,
      out: '0 stacks of 1 are as planned; 1 was not touched.\n',
      err: 'Stopping: nothing new is started, and what runs is waited for.\n',
    });
  });

  test('says who has the fleet, and until when', async () => {
    recolour();
    await planned();
    await deployment.takenFor(120);
    const { status, err } = await deployment.run('apply', 'plan.json');
    expect(status).toBe(1);
    expect(err).toMatch(
      /^ledger APPLY-008 local:somebody@elsewhere has the fleet, until 2026-11-02 .*Z unless it goes on\./,
    );
  });
});
