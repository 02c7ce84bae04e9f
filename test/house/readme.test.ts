import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import { fakeHost } from '../cli/fake-host';
import { scratchFleet } from '../cli/scratch-fleet';
import { PROJECT } from '../render/example-fleet';

const README = readFileSync(join(PROJECT, 'README.md'), 'utf8');

test('the problem that the README shows is what the command prints for it', async () => {
  const fleet = scratchFleet();
  try {
    fleet.edit('tenants/rally-north/tenant.yaml', 'tier: premium', 'tier: premum');
    const host = fakeHost(fleet.folder);
    await run(['validate'], host);
    const [line = 'nothing was printed'] = host.printed.err.split('\n');
    expect(README).toContain(`\n${line}\n`);
  } finally {
    fleet.remove();
  }
});

test('the tenant that the README shows is the one that is shipped, but for what it leaves out', () => {
  const shown = /# (tenants\/[a-z-]+\/tenant\.yaml)\n([\s\S]*?)```/.exec(README);
  const file = readFileSync(join(PROJECT, shown?.[1] ?? ''), 'utf8');
  const lines = (shown?.[2] ?? '').split('\n').filter((line) => line.trim() !== '' && line.trim() !== '…');
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines) {
    expect(file.split('\n')).toContain(line);
  }
});

test('every command of the README is one that there is', async () => {
  const commands = [...README.matchAll(/npx multiplex ([a-z]+)/g)].map((match) => match[1] ?? '');
  expect(commands.length).toBeGreaterThan(3);
  for (const command of new Set(commands)) {
    expect(await run([command, '--help'], fakeHost(PROJECT))).toBe(0);
  }
});

test('every script that the documents name is one that there is', () => {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { scripts: object };
  const documents = ['README.md', 'CONTRIBUTING.md']
    .map((file) => readFileSync(join(PROJECT, file), 'utf8'))
    .join('\n');
  const named = [...documents.matchAll(/npm run ([a-z0-9:]+)/g)].map((match) => match[1] ?? '');
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});
