import { atFirstRelease, linesOf, ScratchDeployment } from './scratch-deployment';

/** A fleet is deployed first. */
jest.setTimeout(60_000);

let deployment: ScratchDeployment;

beforeAll(async () => {
  deployment = await ScratchDeployment.open(atFirstRelease);
});

afterEach(() => {
  deployment.restore();
});

afterAll(() => {
  deployment.close();
});

/** A roll-out that waits for a window, and nobody who runs it. */
async function started(): Promise<void> {
  const { status } = await deployment.run(
    ...['rollout', 'start', '--to', '2026.11.1', '--set-aside', 'notice', '--reason', 'All were told.'],
    ...['--yes', '--stay', '0'],
  );
  expect(status).toBe(0);
}

async function sentence(): Promise<string> {
  const { out } = await deployment.run('rollout', 'status');
  return out.split('\n')[0] ?? '';
}

describe('what operators say to a roll-out', () => {
  test('a pause holds until somebody resumes it', async () => {
    await started();
    const paused = await deployment.run('rollout', 'pause', '--reason', 'Lunch.');
    expect(paused).toMatchObject({ status: 0, out: '' });
    expect(paused.err).toMatch(/^Recorded: pause\. Paused in canary, wave 1 of 2 by local:\S+: Lunch\. /);
    expect(await sentence()).toMatch(/^Paused in canary/);
    const resumed = await deployment.run('rollout', 'resume', '--stay', '0');
    expect(resumed.status).toBe(0);
    expect(resumed.err).toMatch(/^Recorded: resume\. Waiting in canary/);
  });

  test('a halt stops the line and puts nothing back', async () => {
    await started();
    await deployment.run('rollout', 'halt', '--reason', 'A bug was found.');
    expect(await sentence()).toMatch(
      /^Halted in canary, wave 1 of 2: local:\S+ stopped the line: A bug was found\. /,
    );
  });

  test('who is skipped stays, with the reason', async () => {
    await started();
    const skipped = await deployment.run('rollout', 'skip', 'rally-south', '--reason', 'It is their final.');
    expect(skipped).toMatchObject({ status: 0 });
    const { out } = await deployment.run('rollout', 'status', '--json');
    expect(JSON.parse(out)).toMatchObject({ hasEnded: false, phase: { kind: 'waiting' } });
    expect(out).toContain('It is their final.');
  });

  test('an abort is for good, and the last roll-out can still be looked at', async () => {
    await started();
    expect(await deployment.run('rollout', 'abort', '--reason', 'Not this one.')).toMatchObject({
      status: 0,
    });
    await deployment.run('rollout', 'resume', '--stay', '0');
    expect(await sentence()).toMatch(/^Aborted in canary, wave 1 of 2 by local:\S+: Not this one\. /);
    const { status, err } = await deployment.run('rollout', 'retry', '--reason', 'Or was it?');
    expect(status).toBe(1);
    expect(err).toMatch(
      /^ledger ROLLOUT-007 no roll-out of this fleet is under way\. The last one was [0-9a-f]{12}: npx multiplex rollout status /,
    );
  });

  test('who asks while somebody has the fleet is told that it waits', async () => {
    await started();
    await deployment.takenFor(600);
    const { status, err } = await deployment.run('rollout', 'pause', '--reason', 'Lunch.');
    expect(status).toBe(0);
    expect(err).toMatch(
      /^local:somebody@elsewhere has the fleet until .* and has not taken note yet; pause waits for it\.\n$/,
    );
    deployment.clock.passUntil(deployment.clock.now() + 600_000);
    await deployment.run('rollout', 'resume', '--stay', '0');
    expect((await deployment.recorded()).filter((line) => line.includes('says'))).toEqual([
      expect.stringMatching(/says pause: "Lunch\."/),
      expect.stringMatching(/says resume: ""/),
    ]);
  });

  test.each(['pause', 'halt', 'abort', 'skip rally-south'])('%s needs a reason', async (words) => {
    const { status, err } = await deployment.run('rollout', ...words.split(' '));
    expect(status).toBe(2);
    expect(err).toMatch(/^error: required option '--reason <text>' not specified/);
  });

  test.each(['status', 'pause --reason x', 'resume', 'retry', 'status 0123456789ab'])(
    '%s says that there is no roll-out',
    async (words) => {
      const { status, out, err } = await deployment.run('rollout', ...words.split(' '), '--json');
      expect(status).toBe(1);
      expect(err).toMatch(/ROLLOUT-007 .* Start one: npx multiplex rollout start --to <release>/);
      expect(linesOf(out)).toMatchObject([{ ok: false, diagnostics: [{ code: 'ROLLOUT-007' }] }]);
    },
  );
});

describe('the start of a roll-out', () => {
  test('needs somebody who agrees', async () => {
    const { status, out, err } = await deployment.run(
      ...['rollout', 'start', '--to', '2026.11.1', '--set-aside', 'notice', '--reason', 'All were told.'],
    );
    expect(status).toBe(2);
    expect(out).toMatch(/^15 stacks change: .*\nRoll-out [0-9a-f]{12} to 2026\.11\.1: 15 moves, over by /);
    expect(err).toBe('Nothing was started. Next: the same with --yes\n');
    const refused = await deployment.runOn(
      { isInteractive: true, ask: () => Promise.resolve('no') },
      ...['rollout', 'start', '--to', '2026.11.1', '--set-aside', 'notice', '--reason', 'All were told.'],
    );
    expect(refused).toMatchObject({ status: 1, err: 'Nothing was started.\n' });
    expect((await deployment.run('rollout', 'status')).status).toBe(1);
  });

  test('is refused while another roll-out is not over', async () => {
    await started();
    const { status, out, err } = await deployment.run('rollout', 'start', '--to', '2026.11.1', '--yes');
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^ledger ROLLOUT-005 roll-out [0-9a-f]{12} of this fleet is not over\. /);
  });

  test('leaves tenants where they are that are held, and says why', async () => {
    deployment.repository.write(
      'tenants/rally-south/tenant.yaml',
      `${deployment.repository.git('show', 'HEAD:tenants/rally-south/tenant.yaml')}\nhold: { reason: Their final is on Friday. }\n`,
    );
    const { out } = await deployment.run(
      ...['rollout', 'simulate', '--to', '2026.11.1', '--set-aside', 'notice', '--reason', 'All were told.'],
    );
    expect(out).toContain('tenants/rally-south stays: Their final is on Friday.\n');
  });

  test.each([
    [['--to', '2026.11.9'], /^"2026\.11\.9" is not a release of this project\./],
    [['--to', '2026.11.1', '--only', 'nobody'], /^"nobody" is not a stack of this fleet\./],
    [
      ['--to', '2026.11.1', '--set-aside', 'windov', '--reason', 'x'],
      /^"windov" is no rule that can be set aside\. Did you mean "window"\?/,
    ],
    [['--to', '2026.11.1', '--set-aside', 'window'], /^Setting a rule aside needs a reason/],
    [
      ['--to', '2026.11.1', '--stay', 'long'],
      /argument 'long' is invalid\. Say a number of minutes, such as 30\./,
    ],
    [[], /required option '--to <release>' not specified/],
  ])('%j is used wrongly', async (args, message) => {
    const { status, out, err } = await deployment.run('rollout', 'start', ...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('refuses to move nobody, and rules set aside for nobody', async () => {
    const nobody = await deployment.run('rollout', 'simulate', '--to', '2026.11.0');
    expect(nobody.status).toBe(1);
    expect(nobody.err).toContain('fleet.yaml ROLLOUT-001 nobody would move to 2026.11.0');
    const stranger = await deployment.run(
      ...[
        'rollout',
        'simulate',
        '--to',
        '2026.11.1',
        '--set-aside',
        'window=tenants/nobody',
        '--reason',
        'x',
      ],
    );
    expect(stranger.status).toBe(1);
    expect(stranger.err).toContain('fleet.yaml ROLLOUT-003 ');
  });
});
