import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import { fakeHost } from './fake-host';
import { scratchFleet } from './scratch-fleet';
import type { ScratchFleet } from './scratch-fleet';

let fleet: ScratchFleet;

beforeEach(() => {
  fleet = scratchFleet();
});

afterEach(() => {
  fleet.remove();
});

describe('the command line as a whole', () => {
  test('help shows every command, an example a command, and what the exit status means', async () => {
    const host = fakeHost(fleet.folder);
    expect(await run(['--help'], host)).toBe(0);
    for (const word of ['validate', 'render', 'onboard', 'schema', 'Exit status']) {
      expect(host.printed.out).toContain(word);
    }
    for (const command of ['validate', 'render', 'onboard', 'schema']) {
      const own = fakeHost(fleet.folder);
      expect(await run([command, '--help'], own)).toBe(0);
      expect(own.printed.out).toContain(`$ npx multiplex ${command}`);
    }
  });

  test.each([
    [['validat'], 'validate'],
    [['validat', '--help'], 'validate'],
    [['render', '--jsn'], '--json'],
  ])('%j is wrong usage, exits with 2 and says what was probably meant', async (argv, meant) => {
    const host = fakeHost(fleet.folder);
    expect(await run(argv, host)).toBe(2);
    expect(host.printed.err).toContain(meant);
    expect(host.printed.out).toBe('');
  });

  test('on a terminal no line is longer than it is wide, and programs get theirs whole', async () => {
    const longest = async (...argv: readonly string[]): Promise<number> => {
      const host = { ...fakeHost(fleet.folder), width: 70 };
      await run(argv, host);
      return Math.max(...host.printed.out.split('\n').map((line) => line.length));
    };
    expect(await longest('validate')).toBeLessThanOrEqual(70);
    expect(await longest('completion', 'zsh')).toBeGreaterThan(70);
  });

  test('what the system refuses exits with 3 and is said in one line', async () => {
    const host = fakeHost(fleet.folder);
    expect(await run(['render', 'rally-north', '--out', 'fleet.yaml'], host)).toBe(3);
    expect(host.printed.err.trim().split('\n')).toHaveLength(1);
    expect(host.printed.err).toContain('fleet.yaml');
  });
});

describe('multiplex validate', () => {
  test('says that a valid fleet is valid, with every cell and tenant', async () => {
    const host = fakeHost(fleet.folder);
    expect(await run(['validate'], host)).toBe(0);
    expect(host.printed.out).toContain('3 cells, 12 tenants');
    expect(host.printed.out).toMatch(/rally-north +us-1 +premium +early +2026\.11\.1/);
    expect(host.printed.err).toBe('');
  });

  test('names file, line, column, value and next step of each problem, and exits with 1', async () => {
    fleet.edit('tenants/rally-north/tenant.yaml', 'tier: premium', 'tier: premum');
    fleet.edit('tenants/rally-south/tenant.yaml', 'cell: us-1', 'cell: us-9');
    const host = fakeHost(fleet.folder);
    expect(await run(['validate'], host)).toBe(1);
    expect(host.printed.out).toBe('');
    expect(host.printed.err).toMatch(
      /^tenants\/rally-north\/tenant\.yaml:6:7 TENANT-\d+ .*"premum".*Did you mean "premium"\?/m,
    );
    expect(host.printed.err).toMatch(/^tenants\/rally-south\/tenant\.yaml:\d+:7 TENANT-\d+ .*"us-9"/m);
    expect(host.printed.err).toContain('2 errors.');
  });

  test('gives the same to programs as JSON', async () => {
    fleet.edit('tenants/rally-north/tenant.yaml', 'tier: premium', 'tier: premum');
    const host = fakeHost(fleet.folder);
    expect(await run(['validate', '--json'], host)).toBe(1);
    expect(JSON.parse(host.printed.out)).toMatchObject({
      ok: false,
      diagnostics: [
        { severity: 'error', file: 'tenants/rally-north/tenant.yaml', line: 6, column: 7, value: 'premum' },
      ],
    });
  });

  test('in a folder without a fleet it says which file is missing', async () => {
    const host = fakeHost(join(fleet.folder, 'tenants', 'rally-north'));
    expect(await run(['validate'], host)).toBe(1);
    expect(host.printed.err).toContain('fleet.yaml');
  });
});

describe('multiplex render', () => {
  test('writes the assembly of the stacks that are named, by either name', async () => {
    const host = fakeHost(fleet.folder);
    expect(await run(['render', 'rally-north', 'cells/us-1', '--json'], host)).toBe(0);
    const report = JSON.parse(host.printed.out) as { stacks: { displayName: string; digest: string }[] };
    expect(report.stacks.map(({ displayName }) => displayName)).toEqual([
      'cells/us-1',
      'tenants/rally-north',
    ]);
    expect(existsSync(join(fleet.folder, 'cdk.out', 'tenant--rally-north.template.json'))).toBe(true);
  });

  test('with --verify it says how many stacks were synthesised as well and are the same bytes', async () => {
    const host = fakeHost(fleet.folder);
    expect(await run(['render', '--verify'], host)).toBe(0);
    expect(host.printed.out).toContain('15 stacks synthesised as well: the same bytes.');
  });

  test('writes nothing at all when any file has an error', async () => {
    fleet.edit('tenants/alpenkino/tenant.yaml', 'ring: general', 'ring: wedding');
    const host = fakeHost(fleet.folder);
    expect(await run(['render', 'rally-north'], host)).toBe(1);
    expect(existsSync(join(fleet.folder, 'cdk.out'))).toBe(false);
  });

  test('a name that is no stack is wrong usage, with the nearest one', async () => {
    const host = fakeHost(fleet.folder);
    expect(await run(['render', 'rally-nroth'], host)).toBe(2);
    expect(host.printed.err).toContain('Did you mean "rally-north"?');
  });
});

describe('multiplex onboard', () => {
  const FLAGS = [
    '--name',
    'Rally Lakes',
    '--owner',
    '@northlight/sports',
    '--contact',
    'operations@rally-lakes.example',
  ];

  test('with flags it asks nothing and writes a folder that is valid and touches no other file', async () => {
    const before = fleet.contents();
    const host = fakeHost(fleet.folder);
    expect(await run(['onboard', 'rally-lakes', ...FLAGS], host)).toBe(0);
    expect(host.asked).toEqual([]);
    const { added, kept } = difference(before, fleet.contents());
    expect(kept).toEqual(before);
    expect(added.filter((file) => !file.startsWith('.multiplex/'))).toEqual([
      'tenants/rally-lakes/brand/favicon.svg',
      'tenants/rally-lakes/brand/logo.svg',
      'tenants/rally-lakes/brand/theme.css',
      'tenants/rally-lakes/tenant.yaml',
    ]);
    expect(await run(['validate'], fakeHost(fleet.folder))).toBe(0);
    expect(await run(['render', 'rally-lakes'], fakeHost(fleet.folder))).toBe(0);
  });

  test('on a terminal it asks for what no flag says', async () => {
    const host = fakeHost(fleet.folder, [
      'Rally Lakes',
      '@northlight/sports',
      'operations@rally-lakes.example',
      'premium',
      '',
    ]);
    expect(await run(['onboard', 'rally-lakes'], host)).toBe(0);
    expect(host.asked).toHaveLength(5);
    expect(fleet.contents()['tenants/rally-lakes/tenant.yaml']).toContain('tier: "premium"');
  });

  test('with nobody to ask it names the flags that are missing and writes nothing', async () => {
    const before = fleet.contents();
    const host = fakeHost(fleet.folder);
    expect(await run(['onboard', 'rally-lakes', '--name', 'Rally Lakes'], host)).toBe(2);
    expect(host.printed.err).toContain('--owner, --contact');
    expect(fleet.contents()).toEqual(before);
  });

  test('breaking off a question writes nothing and says so in one line', async () => {
    const before = fleet.contents();
    const host = fakeHost(fleet.folder, []);
    const brokenOff = Object.assign(new Error('closed'), { name: 'ExitPromptError' });
    expect(await run(['onboard', 'rally-lakes'], { ...host, ask: () => Promise.reject(brokenOff) })).toBe(1);
    expect(host.printed.err).toBe('Stopped; nothing was written.\n');
    expect(fleet.contents()).toEqual(before);
  });

  test('a folder that is there is never touched', async () => {
    const before = fleet.contents();
    const host = fakeHost(fleet.folder);
    expect(await run(['onboard', 'rally-north', ...FLAGS], host)).toBe(1);
    expect(host.printed.err).toContain('tenants/rally-north');
    expect(fleet.contents()).toEqual(before);
  });

  test.each(['../evil', 'Rally', 'a', 'rally--lakes', 'rally/lakes', 'tenant#one'])(
    'an id such as %s is refused before anything is looked at',
    async (id) => {
      const before = fleet.contents();
      expect(await run(['onboard', id, ...FLAGS], fakeHost(fleet.folder))).toBe(2);
      expect(fleet.contents()).toEqual(before);
    },
  );

  test('answers that would make an invalid tenant are refused with their problems, and nothing is written', async () => {
    const before = fleet.contents();
    const host = fakeHost(fleet.folder);
    const flags = [
      ...FLAGS,
      '--tier',
      'gold',
      '--time-zone',
      'Europe/Atlantis',
      '--domain',
      'watch.vela.example',
    ];
    expect(await run(['onboard', 'rally-lakes', ...flags], host)).toBe(1);
    for (const word of ['gold', 'Europe/Atlantis', 'watch.vela.example', 'Nothing was written']) {
      expect(host.printed.err).toContain(word);
    }
    expect(fleet.contents()).toEqual(before);
  });

  test('text that means something to YAML, XML or a shell comes out as it was typed', async () => {
    const name = 'A "quoted" & <b>: # name\\';
    const host = fakeHost(fleet.folder);
    expect(await run(['onboard', 'odd-name', ...FLAGS.with(1, name)], host)).toBe(0);
    expect(await run(['render', 'odd-name'], fakeHost(fleet.folder))).toBe(0);
    const template = JSON.parse(fleet.contents()['cdk.out/tenant--odd-name.template.json'] ?? '{}') as {
      Resources: Record<string, { Type: string; Properties: { Configuration?: { name: string } } }>;
    };
    const partition = Object.values(template.Resources).find(
      ({ Type }) => Type === 'Custom::TenantPartition',
    );
    expect(partition?.Properties.Configuration?.name).toBe(name);
  });

  test('a new tenant goes to the shared cell with the most room', async () => {
    expect(await run(['onboard', 'rally-lakes', ...FLAGS], fakeHost(fleet.folder))).toBe(0);
    expect(fleet.contents()['tenants/rally-lakes/tenant.yaml']).toContain('cell: "us-2"');
  });
});

function difference(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): { added: readonly string[]; kept: Readonly<Record<string, string>> } {
  return {
    added: Object.keys(after).filter((file) => !(file in before)),
    kept: Object.fromEntries(Object.entries(after).filter(([file]) => file in before)),
  };
}
