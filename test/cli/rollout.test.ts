import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { atFirstRelease, linesOf, ScratchDeployment } from './scratch-deployment';

/** A fleet is deployed first, and roll-outs take days of time that passes by itself. */
jest.setTimeout(60_000);

const AT_ONCE = ['--set-aside', 'window', 'notice', '--reason', 'The player crashes.'];

let deployment: ScratchDeployment;

beforeAll(async () => {
  deployment = await ScratchDeployment.open((repository) => {
    atFirstRelease(repository);
    const fleet = readFileSync(join(repository.folder, 'fleet.yaml'), 'utf8');
    repository.write(
      'fleet.yaml',
      `${fleet.replaceAll(/bakeMinutes: .*/g, 'bakeMinutes: 60')}\nrollout: { sampleMinutes: 20 }\n`,
    );
  });
});

afterEach(() => {
  deployment.restore();
});

afterAll(() => {
  deployment.close();
});

/** Runs a command, and `resume` whenever something is due, until nothing is any more; gives the last line and the status. */
async function runOut(
  ...args: readonly string[]
): Promise<{ readonly status: number; readonly last: object }> {
  let { status, out } = await deployment.run('rollout', ...args, '--stay', '0', '--json');
  for (;;) {
    const last = linesOf(out).at(-1) ?? {};
    if (last['kind'] !== 'asleep') {
      return { status, last };
    }
    deployment.clock.passUntil(Date.parse(String(last['until'])));
    ({ status, out } = await deployment.run(...resumeLike(args)));
  }
}

function resumeLike(args: readonly string[]): readonly string[] {
  const commit = args.includes('--commit') ? ['--commit'] : [];
  return ['rollout', 'resume', ...commit, '--stay', '0', '--json'];
}

async function sentence(): Promise<string> {
  const { out } = await deployment.run('rollout', 'status');
  return out.split('\n')[0] ?? '';
}

function releaseOf(tenant: string): string {
  const text = readFileSync(join(deployment.folder, 'tenants', tenant, 'tenant.yaml'), 'utf8');
  return /^release: (.*)$/m.exec(text)?.[1] ?? '';
}

describe('a roll-out', () => {
  test('halts where a tenant is unwell, puts it back, and goes on to the end when that is mended', async () => {
    deployment.tellEngine('traffic.json', {
      'tenants/rally-south': { errorPercent: 4.1, release: '2026.11.1' },
    });
    const halted = await runOut('start', '--to', '2026.11.1', ...AT_ONCE, '--yes', '--commit');
    expect(halted).toMatchObject({ status: 1, last: { kind: 'resting' } });
    expect(await sentence()).toMatch(
      /^Halted in early, wave 3 of 3: rally-south answered 4(\.\d)? % errors after \d+ requests \(limit 1 %\)\. 1 tenant was put back to 2026\.11\.0; 3 tenants and 2 cells are at 2026\.11\.1; 9 were not touched\.$/,
    );
    expect([releaseOf('rally-north'), releaseOf('rally-south')]).toEqual(['2026.11.1', '2026.11.0']);
    expect(await deployment.differing()).toEqual([]);

    deployment.tellEngine('traffic.json', {});
    const done = await runOut('retry', '--reason', 'The origin was mended.', '--commit');
    expect(done).toMatchObject({ status: 0, last: { kind: 'ended' } });
    expect(await sentence()).toBe('Finished: 12 tenants and 3 cells are at 2026.11.1.');
    expect(await deployment.differing()).toEqual([]);
    expect(deployment.repository.git('status', '--porcelain')).toBe('');
    // One tenant was put back and moved again.
    const log = deployment.repository.git('log', '--format=%s', 'main..').split('\n');
    expect(log).toHaveLength(15 + 2);
    expect(log.at(-1)).toBe('Move cells/us-1 to 2026.11.1');
    expect(await deployment.run('audit', '--verify')).toMatchObject({ status: 0 });
  });

  test('asks for its windows: nothing is moved before, and the calendar said when', async () => {
    const only = ['--to', '2026.11.1', '--only', 'northlight-canary'];
    const simulated = await deployment.run('rollout', 'simulate', ...only, '--json');
    const { calendar } = JSON.parse(simulated.out) as {
      calendar: { moves: { stack: string; at: number }[] };
    };
    const [first] = calendar.moves;
    const { out, status } = await deployment.run(
      ...['rollout', 'start', ...only, '--yes', '--stay', '0', '--json'],
    );
    expect(status).toBe(0);
    expect(linesOf(out).at(-1)).toMatchObject({
      kind: 'asleep',
      until: new Date(first?.at ?? 0).toISOString(),
    });
    expect(await sentence()).toMatch(/^Waiting in canary, wave 1 of 2, until Tuesday 2026-11-03 02:00 /);
    expect(await runOut('resume')).toMatchObject({ status: 0 });
    expect(await sentence()).toBe('Finished: 1 tenant and 1 cell are at 2026.11.1.');
  });

  test('pauses when somebody stops it, and goes on where it was', async () => {
    const only = ['--only', 'northlight-canary', ...AT_ONCE, '--yes'];
    const stopped = await deployment.runOn(
      { untilStopped: () => Promise.resolve() },
      ...['rollout', 'start', '--to', '2026.11.1', ...only],
    );
    expect(stopped.status).toBe(1);
    expect(stopped.err).toContain('Pausing: nothing new is started, and what runs is waited for.\n');
    expect(stopped.out).toMatch(/Paused in canary, wave 1 of 2 by .*\nNext: npx multiplex rollout resume\n$/);
    expect(releaseOf('northlight-canary')).toBe('2026.11.0');
    expect(await runOut('resume')).toMatchObject({ status: 0, last: { kind: 'ended' } });
    expect(releaseOf('northlight-canary')).toBe('2026.11.1');
  });

  test('leaves a stack alone that is not what its files say', async () => {
    deployment.repository.edit('tenants/northlight-canary/tenant.yaml', 'name: ', 'name: Old ');
    await deployment.run('deploy', 'northlight-canary');
    deployment.repository.restore();
    const { status } = await runOut(
      ...['start', '--to', '2026.11.1', '--only', 'northlight-canary', ...AT_ONCE, '--yes'],
    );
    expect(status).toBe(1);
    expect(await sentence()).toMatch(
      /^Halted in canary, wave 2 of 2: the canary northlight-canary does not show/,
    );
    expect(releaseOf('northlight-canary')).toBe('2026.11.0');
  });

  test('tells each step on one line, and where that leaves it', async () => {
    const { out, err } = await deployment.run(
      ...['rollout', 'start', '--to', '2026.11.1', '--only', 'northlight-canary', ...AT_ONCE, '--yes'],
      ...['--stay', '0'],
    );
    expect(err).toMatch(
      /Z {2}cells\/us-1: rollout [0-9a-f]{12} begins 2026\.11\.0 [0-9a-f]{12} → 2026\.11\.1 /,
    );
    expect(err).toMatch(/Z {2}tenants\/northlight-canary: succeeded, now /);
    expect(err).not.toContain('\r');
    expect(out).toMatch(/Nothing is due before 2026-11-02 .*Z\. Next: npx multiplex rollout resume\n$/);
  });

  test('rewrites one line on a terminal', async () => {
    const { err } = await deployment.runOn(
      { columns: 60 },
      ...['rollout', 'start', '--to', '2026.11.1', '--only', 'northlight-canary', ...AT_ONCE, '--yes'],
      ...['--stay', '0'],
    );
    expect(err).toContain('\r\u001B[KMoving in canary, wave 1 of 2: cell us-1. 0 of 2 are at 20…');
    expect(err.endsWith('\r\u001B[K')).toBe(true);
    expect(existsSync(join(deployment.folder, '.multiplex', 'local', 'lock'))).toBe(false);
  });
});
