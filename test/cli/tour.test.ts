import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import { lookAtStacks, STATE_FOLDER } from '../../lib/cli/tour/local-state';
import { readRollout } from '../../lib/cli/tour/rollout-facts';
import { rolloutMoves } from '../../lib/cli/tour/rollout-moves';
import type { RunCommand } from '../../lib/cli/tour/stage';
import { tour } from '../../lib/cli/tour/tour';
import { SYSTEM_CLOCK } from '../../lib/engine/system-clock';
import { PROJECT } from '../render/example-fleet';
import { fakeHost } from './fake-host';
import type { FakeHost } from './fake-host';
import { scratchFleet } from './scratch-fleet';
import type { ScratchFleet } from './scratch-fleet';

/** A whole tour takes seconds on an idle machine, and more beside other tests. */
jest.setTimeout(120_000);

const NEWER = '2026.11.1';
const OLDER = '2026.11.0';

/** Names of what tours left behind. */
function left(fleet: ScratchFleet): readonly string[] {
  return readdirSync(join(fleet.folder, '.multiplex')).filter((name) => name.startsWith('tour-'));
}

/** The fleet's own files, without what programs keep below it. */
function own(fleet: ScratchFleet): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fleet.contents()).filter(([file]) => !file.startsWith('.multiplex/')),
  );
}

describe('a tour that is kept', () => {
  const fleet = scratchFleet();
  const before = own(fleet);
  let host: FakeHost;
  let exitCode: number;
  let folder: string;

  beforeAll(async () => {
    host = fakeHost(fleet.folder);
    exitCode = await run(['tour', '--keep', '--step'], host);
    folder = join(fleet.folder, '.multiplex', left(fleet)[0] ?? 'none');
  });

  afterAll(() => {
    fleet.remove();
  });

  test('ends well, with every claim told', () => {
    expect(host.printed.err).toBe('');
    expect(exitCode).toBe(0);
    expect(host.printed.out.match(/^ {2}✓ /gm)?.length).toBeGreaterThan(15);
  });

  test('asks nobody where there is no terminal', () => {
    expect(host.asked).toEqual([]);
  });

  test('fits a terminal of 80 characters, in plain text', () => {
    const [story = ''] = host.printed.out.split('── All of it is still there');
    expect(story.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(host.printed.out).not.toContain('\u001B');
  });

  test('prints what the README shows of it, but for the day', () => {
    const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
    const shown = /```text\n([\s\S]*?)```/.exec(readme)?.[1]?.split('\n') ?? [];
    const anyDay = (line: string): string => line.replace(/ \d\d-\d\d (?=\d\d:\d\d )/, ' MM-DD ');
    const printed = new Set(host.printed.out.split('\n').map(anyDay));
    const lines = shown.filter((line) => line !== '' && line !== '…');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !printed.has(anyDay(line)))).toEqual([]);
  });

  test('changes nothing outside its copy', () => {
    expect(own(fleet)).toEqual(before);
  });

  test('leaves the canary and its cells on the newer release, and everybody else where they were', async () => {
    const stacks = await lookAtStacks(folder);
    const at = (release: string): readonly string[] =>
      [...stacks.keys()].filter((name) => stacks.get(name)?.release === release).toSorted();
    expect(at(NEWER)).toEqual(['cells/us-1', 'cells/us-2', 'tenants/northlight-canary']);
    // The client with a cell of its own has two stacks, and that cell.
    expect(at(OLDER)).toHaveLength(14);
  });

  test('changes the homepage of one tenant, and writes to no item of any other a second time, but for who moved', async () => {
    const stacks = await lookAtStacks(folder);
    const rewritten = [...stacks].filter(([, { items }]) =>
      items.some(({ text }) => !text.includes('["version",{"N":"1"}]') && !text.includes('PROVISIONER#')),
    );
    expect(rewritten.map(([name]) => name)).toEqual([
      'tenants/rally-north',
      'tenants/vela-stream in 111122223333/us-east-1',
      'tenants/vela-stream in 222233334444/us-east-1',
    ]);
    const homepages = [...stacks].filter(([, { items }]) =>
      items.some(({ key, content }) => key === 'HOMEPAGE' && content.includes('Tonight live')),
    );
    expect(homepages.map(([name]) => name)).toEqual(['tenants/rally-north']);
  });

  test('moves a cell, its canary, a cell and the second ring, and puts the second ring back', async () => {
    const { state, entries } = await readRollout({ folder, clock: SYSTEM_CLOCK });
    const moves = rolloutMoves(entries, state.plan.id);
    const names = (direction: string): readonly string[] =>
      moves.filter((move) => move.direction === direction).map(({ stack }) => stack);
    expect(moves.every(({ outcome }) => outcome === 'succeeded')).toBe(true);
    expect(names('forward').slice(0, 3)).toEqual(['cells/us-1', 'tenants/northlight-canary', 'cells/us-2']);
    expect(names('forward').slice(3).toSorted()).toEqual(['tenants/rally-north', 'tenants/rally-south']);
    expect(names('back').toSorted()).toEqual(['tenants/rally-north', 'tenants/rally-south']);
    expect(state.halt).toMatchObject({ kind: 'health', ring: 1, bad: [{ stack: 'tenants/rally-south' }] });
  });

  test('has everything happen in the past, so that it can be gone on with', async () => {
    const { entries } = await readRollout({ folder, clock: SYSTEM_CLOCK });
    expect(entries.at(-1)?.at).toBeLessThan(Date.now());
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  test('leaves a roll-out that other commands know', async () => {
    const asked = fakeHost(fleet.folder);
    expect(await run(['rollout', 'status', '--fleet', folder], asked)).toBe(0);
    expect(asked.printed.out).toContain('2 tenants were put back');
    expect(await run(['audit', '--verify', '--fleet', folder], asked)).toBe(0);
  });

  test('names only commands that there are', async () => {
    const commands = [...host.printed.out.matchAll(/npx multiplex ([a-z]+)/g)].map(([, name = '']) => name);
    expect(new Set(commands).size).toBeGreaterThan(4);
    for (const command of new Set(commands)) {
      const asked = fakeHost(fleet.folder);
      await run([command, '--help'], asked);
      expect(asked.printed.out).toContain(`Usage: multiplex ${command} `);
    }
  });

  test('can be taken again, chapter by chapter, and leaves nothing then', async () => {
    const again = fakeHost(fleet.folder, []);
    const kept = left(fleet);
    expect(await run(['tour', '--step'], again)).toBe(0);
    expect(again.asked).toHaveLength(9);
    expect(left(fleet)).toEqual(kept);
  });
});

describe('a tour of something that is not so', () => {
  const fleet = scratchFleet();

  afterAll(() => {
    fleet.remove();
  });

  /** Takes the tour with commands that are run by `runCommand`, and gives what it fails with. */
  async function failureOf(runCommand: RunCommand): Promise<string> {
    const options = { fleet: '.', keep: false, step: false };
    return tour(options, fakeHost(fleet.folder), runCommand).then(
      () => 'it ended well',
      (error: unknown) => JSON.stringify(error),
    );
  }

  test('ends at a command that says that it did something and did not', async () => {
    const failure = await failureOf((argv, host) =>
      argv[0] === 'apply' ? Promise.resolve(0) : run(argv, host),
    );
    expect(failure).toContain('TOUR-002');
    expect(failure).toContain('the template of the plan');
  });

  test('ends where a neighbour was touched, whatever the plan said', async () => {
    let applied = 0;
    const failure = await failureOf(async (argv, host) => {
      const exitCode = await run(argv, host);
      if (argv[0] === 'apply' && (applied += 1) === 2) {
        touchNeighbour(host.cwd);
      }
      return exitCode;
    });
    expect(failure).toContain('TOUR-002');
    expect(failure).toContain('the other 13 stacks');
  });

  test('keeps what it worked on, to be looked at', () => {
    expect(left(fleet)).toHaveLength(2);
  });

  test('says that a fleet is another one, and leaves nothing', async () => {
    fleet.edit('tenants/northlight-canary/tenant.yaml', 'measurementHost: count.', 'measurementHost: other.');
    const host = fakeHost(fleet.folder);
    const kept = left(fleet);
    expect(await run(['tour'], host)).toBe(1);
    expect(host.printed.err).toContain('TOUR-001');
    expect(left(fleet)).toEqual(kept);
  });

  test('says that there is no git before it makes anything', async () => {
    const host = fakeHost(fleet.folder);
    const kept = left(fleet);
    const path = process.env['PATH'];
    process.env['PATH'] = fleet.folder;
    try {
      expect(await run(['tour'], host)).toBe(1);
    } finally {
      process.env['PATH'] = path;
    }
    expect(host.printed.err).toContain('BASE-001');
    expect(host.printed.out).toBe('');
    expect(left(fleet)).toEqual(kept);
  });
});

/** Adds a byte to an object of a tenant that nobody changes. */
function touchNeighbour(folder: string): void {
  const buckets = join(folder, STATE_FOLDER, 'buckets');
  const bucket = readdirSync(buckets).find((name) => name.startsWith('tenant--rally-west')) ?? '';
  const file = join(buckets, bucket, 'brand', 'current.json');
  writeFileSync(file, `${readFileSync(file, 'utf8')} `);
}
