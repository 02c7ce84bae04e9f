import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { unfolded } from '../../lib/notice/content-line';
import { atFirstRelease, linesOf, ScratchDeployment } from './scratch-deployment';

/** A fleet is deployed first. */
jest.setTimeout(60_000);

const NEWER = ['--release', '2026.11.1'];

let deployment: ScratchDeployment;

beforeAll(async () => {
  deployment = await ScratchDeployment.open((repository) => {
    atFirstRelease(repository);
    const held = join('tenants', 'rally-east', 'tenant.yaml');
    const text = readFileSync(join(repository.folder, held), 'utf8');
    repository.write(held, `${text}hold: { reason: Their cup final }\n`);
  });
});

afterEach(() => {
  deployment.restore();
});

afterAll(() => {
  deployment.close();
});

function letterOf(tenant: string, file: string): string {
  return readFileSync(join(deployment.folder, 'letters', tenant, file), 'utf8');
}

function fileOf(tenant: string): string {
  return readFileSync(join(deployment.folder, 'tenants', tenant, 'tenant.yaml'), 'utf8');
}

function datesOf(tenant: string) {
  const lines = unfolded(letterOf(tenant, 'change.ics'));
  const valuesOf = (property: string) => lines.filter((line) => line.startsWith(property));
  return { uids: valuesOf('UID:'), sequences: valuesOf('SEQUENCE:'), starts: valuesOf('DTSTART;TZID=') };
}

describe('multiplex notices --release', () => {
  test('says who is to be told, who first, and who stays with what to do', async () => {
    const { status, out, err } = await deployment.run('notices', ...NEWER);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const lines = out.split('\n');
    expect(lines[0]).toBe('2026.11.1: 10 clients to tell, 11 clients to move.');
    expect(lines[2]).toMatch(
      /^tenants\/vela-stream +operations operations@vela\.example +Wednesday 2026-11-04 03:00 America\/New_York +Wednesday 11 November 2026, 03:00 to 07:00 \(America\/New_York\) +not told$/,
    );
    expect(out).toMatch(/^tenants\/rally-east stays: Their cup final\. Take the hold out of /m);
  });

  test('writes letters, and writes again only what is different', async () => {
    const written = await deployment.run('notices', 'rally-west', ...NEWER, '--out', 'letters');
    expect(written.out).toMatch(/3 files written below letters\.\n$/);
    expect(letterOf('rally-west', 'notice.md')).toContain(
      '# Update of Rally West on Wednesday 11 November 2026',
    );
    expect(letterOf('rally-west', 'notice.txt')).toContain('features.ads.measurementHost');
    const { mtimeMs } = statSync(join(deployment.folder, 'letters', 'rally-west', 'change.ics'));
    deployment.clock.passUntil(deployment.clock.now() + 3_600_000);
    const again = await deployment.run('notices', 'rally-west', ...NEWER, '--out', 'letters');
    expect(again.out).toMatch(/Every letter in letters is as it was\.\n$/);
    expect(statSync(join(deployment.folder, 'letters', 'rally-west', 'change.ics')).mtimeMs).toBe(mtimeMs);
  });

  test('writes down what the letters told, and sends a change of date for the same events', async () => {
    await deployment.run('notices', 'rally-west', ...NEWER, '--out', 'letters');
    const first = datesOf('rally-west');
    const sent = await deployment.run(
      'notices',
      'sent',
      'rally-west',
      ...NEWER,
      '--letters',
      'letters',
      '--json',
    );
    expect(linesOf(sent.out)).toMatchObject([[{ stack: 'tenants/rally-west', told: { sequence: 0 } }]]);
    const told = await deployment.run(
      'notices',
      'rally-west',
      ...NEWER,
      '--start',
      '2026-12-01',
      '--out',
      'letters',
    );
    expect(told.out).toMatch(/Tuesday 8 December 2026, .* told, of another date$/m);
    const second = datesOf('rally-west');
    expect(second.uids).toEqual(first.uids);
    expect([first.sequences, second.sequences]).toEqual([
      ['SEQUENCE:0', 'SEQUENCE:0'],
      ['SEQUENCE:1', 'SEQUENCE:1'],
    ]);
    expect(second.starts).not.toEqual(first.starts);
    expect(letterOf('rally-west', 'notice.txt')).toContain('Subject: New date for the update of Rally West');
  });

  test('a roll-out moves nobody before the slot that they were told of', async () => {
    await deployment.run('notices', 'rally-west', ...NEWER, '--start', '2026-11-10', '--out', 'letters');
    await deployment.run('notices', 'sent', 'rally-west', ...NEWER, '--letters', 'letters');
    const { out } = await deployment.run(
      ...['rollout', 'simulate', '--to', '2026.11.1', '--only', 'northlight-canary', 'rally-west'],
    );
    expect(out).toMatch(/Tuesday 2026-11-17 02:00 \S+ +tenants\/rally-west .* its notice is over/);
  });

  test('looks into the roll-out that is under way', async () => {
    await deployment.run(
      ...['rollout', 'start', '--to', '2026.11.1', '--only', 'rally-west', 'rally-south'],
      ...['--set-aside', 'notice', '--reason', 'All were told.', '--yes', '--stay', '0'],
    );
    const { status, out } = await deployment.run('notices', ...NEWER);
    expect(status).toBe(0);
    expect(out).toMatch(/^Roll-out [0-9a-f]{12} is under way; this is what remains of it\.\n/);
    expect(out).toMatch(/^tenants\/vela-stream stays: it is not part of roll-out /m);
    const fixed = await deployment.run('notices', ...NEWER, '--start', '2026-12-01');
    expect(fixed.status).toBe(2);
  });

  test('prints JSON for programs', async () => {
    const { out } = await deployment.run('notices', 'rally-west', 'rally-east', ...NEWER, '--json');
    expect(JSON.parse(out)).toMatchObject({
      release: '2026.11.1',
      notices: [{ tenant: 'rally-west', standing: 'not-told', dates: { sequence: 0 } }],
      staying: [{ tenant: 'rally-east', why: 'held' }],
    });
  });

  test('an objection holds a roll-out back, and a waiver lets it go and gives its reason', async () => {
    const move = ['rollout', 'start', '--to', '2026.11.1', '--only', 'rally-west', '--yes', '--stay', '0'];
    const aside = ['--set-aside', 'window', '--reason', 'Practice.'];
    await deployment.run('notices', 'sent', 'rally-west', ...NEWER);
    await deployment.run('notices', 'object', 'rally-west', ...NEWER, '--note', 'Not in the cup week.');
    const due = await deployment.run('notices', 'rally-west', ...NEWER);
    expect(due.out).toMatch(/^tenants\/rally-west stays: the client objected\. Agree with it/m);
    const held = await deployment.run(...move, ...aside);
    expect(held.status).toBe(1);
    expect(fileOf('rally-west')).toContain('release: 2026.11.0');
    await deployment.run('rollout', 'abort', '--reason', 'The client objected.');
    await deployment.run('rollout', 'resume', '--stay', '0');
    await deployment.run('notices', 'waive', 'rally-west', ...NEWER, '--note', 'The cup is over.');
    await deployment.run(...move, ...aside);
    const recorded = await deployment.recorded();
    expect(recorded).toContain('tenants/rally-west: notice of 2026.11.1 waived: "The cup is over."');
    expect(fileOf('rally-west')).toContain('release: 2026.11.1');
  });

  test.each([
    [['nobody', ...NEWER], /^"nobody" is not a stack of this fleet\./],
    [['--release', '2026.12.0'], /RELEASE-023 "2026\.12\.0" is not a release of this project\./],
    [[...NEWER, '--answer-to', 'a@b\nSTATUS:CANCELLED'], /Write an e-mail address\./],
    [[...NEWER, '--start', 'soon'], /Write a day, as 2026-12-01/],
    [[...NEWER, '--start', '2026-10-01'], /^The start of the roll-out is over already\./],
    [
      ['sent', 'rally-west', ...NEWER, '--letters', 'none'],
      /^There is no letter of 2026\.11\.1 to tenants\/rally-west/,
    ],
    [[], /required option '--release <release>' not specified/],
  ])('%j is used wrongly', async (args, message) => {
    const { status, out, err } = await deployment.run('notices', ...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });
});
