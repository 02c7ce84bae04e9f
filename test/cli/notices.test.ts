import { linesOf, ScratchDeployment } from './scratch-deployment';

/** A fleet is deployed first. */
jest.setTimeout(30_000);

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

async function noticesTold(): Promise<readonly string[]> {
  return (await deployment.recorded()).filter((line) => line.includes('notice of'));
}

describe('multiplex notices', () => {
  test('writes down who was told, and what they answered', async () => {
    const sent = await deployment.run(
      ...[
        'notices',
        'sent',
        'rally-west',
        'tenants/alpenkino',
        '--release',
        '2026.11.1',
        '--note',
        'By mail.',
      ],
    );
    expect(sent).toEqual({
      status: 0,
      out: 'tenants/rally-west: notice of 2026.11.1 sent.\ntenants/alpenkino: notice of 2026.11.1 sent.\n',
      err: '',
    });
    const answered = await deployment.run(
      ...['notices', 'object', 'rally-west', '--release', '2026.11.1', '--json'],
    );
    expect(linesOf(answered.out)).toEqual([
      [{ kind: 'notice', stack: 'tenants/rally-west', release: '2026.11.1', act: 'objected', note: '' }],
    ]);
    expect(await noticesTold()).toEqual([
      'tenants/rally-west: notice of 2026.11.1 sent: "By mail."',
      'tenants/alpenkino: notice of 2026.11.1 sent: "By mail."',
      'tenants/rally-west: notice of 2026.11.1 objected',
    ]);
  });

  test('who was told is moved when the time of notice is over, and who waived it in the next window', async () => {
    const plan = ['rollout', 'simulate', '--to', '2026.11.1', '--only', 'rally-west', 'rally-east'];
    const untold = await deployment.run(...plan);
    expect(untold.status).toBe(1);
    expect(untold.out).toContain(
      'Tell them, and write it down: npx multiplex notices sent rally-east --release 2026.11.1',
    );
    await deployment.run('notices', 'sent', 'rally-east', '--release', '2026.11.1');
    await deployment.run('notices', 'waive', 'rally-west', '--release', '2026.11.1');
    const told = await deployment.run(...plan);
    expect(told.status).toBe(0);
    expect(told.out).toMatch(
      /Tuesday 2026-11-03 02:00 \S+ +tenants\/rally-west +general, wave 1 +its window opens/,
    );
    expect(told.out).toMatch(
      /Thursday 2026-11-05 .* tenants\/rally-east +general, wave 2 +its notice is over/,
    );
  });

  test('waits for a fleet that somebody has for a moment', async () => {
    await deployment.takenFor(10);
    expect(await deployment.run('notices', 'sent', 'rally-west', '--release', '2026.11.1')).toMatchObject({
      status: 0,
    });
    expect(await noticesTold()).toHaveLength(1);
  });

  test('says who has the fleet for longer', async () => {
    await deployment.takenFor(600);
    const { status, err } = await deployment.run('notices', 'sent', 'rally-west', '--release', '2026.11.1');
    expect(status).toBe(1);
    expect(err).toMatch(/^ledger APPLY-008 local:somebody@elsewhere has the fleet, until /);
    expect(await noticesTold()).toEqual([]);
  });

  test.each([
    [['sent', 'nobody', '--release', '2026.11.1'], /^"nobody" is not a stack of this fleet\./],
    [['sent', 'cells/us-1', '--release', '2026.11.1'], /^"cells\/us-1" is not a stack of this fleet\./],
    [['sent', 'rally-west', '--release', '2026.12.0'], /^"2026\.12\.0" is not a release of this project\./],
    [['sent', 'rally-west'], /required option '--release <release>' not specified/],
  ])('%j is used wrongly', async (args, message) => {
    const { status, out, err } = await deployment.run('notices', ...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });
});

describe('while a roll-out is under way', () => {
  const release = ['--release', '2026.11.1'];

  /** It waits for a window, and nobody runs it. */
  async function started(...setAside: readonly string[]): Promise<void> {
    const { status } = await deployment.run(
      ...['rollout', 'start', '--to', '2026.11.1', '--only', 'rally-west', 'rally-east'],
      ...['--set-aside', 'notice', ...setAside, '--reason', 'All were told.', '--yes', '--stay', '0'],
    );
    expect(status).toBe(0);
  }

  test('an objection is left with who has the fleet, who writes down whose it is and holds the client', async () => {
    await started();
    await deployment.takenFor(600);
    const objected = await deployment.run('notices', 'object', 'rally-west', ...release);
    expect(objected).toMatchObject({
      status: 0,
      out: 'tenants/rally-west: notice of 2026.11.1 objected, not written down yet.\n',
    });
    expect(objected.err).toMatch(/^local:somebody@elsewhere has the fleet until .* not taken note yet;/);
    deployment.clock.passUntil(deployment.clock.now() + 600_000);
    await deployment.run('rollout', 'resume', '--stay', '0');
    expect(await noticesTold()).toEqual([
      expect.stringMatching(/^tenants\/rally-west: notice of 2026\.11\.1 objected by local:/),
    ]);
    const { out } = await deployment.run('rollout', 'status', '--json');
    expect(out).toContain('objected');
  });

  test('an objection to a move that is over is told so by name', async () => {
    await started('window');
    const late = await deployment.run('notices', 'object', 'rally-west', 'rally-east', ...release);
    expect(late.status).toBe(1);
    expect(late.err).toMatch(/^tenants\/rally-\w+ was moved already: its objection came too late\.\n/);
    expect(await noticesTold()).toHaveLength(2);
  });
});
