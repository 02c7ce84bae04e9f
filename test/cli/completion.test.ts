import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import { PROJECT } from '../render/example-fleet';
import { fakeHost } from './fake-host';

async function completed(...words: readonly string[]): Promise<readonly string[]> {
  const host = fakeHost(PROJECT);
  expect(await run(['complete', '--', ...words], host)).toBe(0);
  return host.printed.out.split('\n').filter((line) => line !== '');
}

describe('what may stand in the place of a word', () => {
  test.each([
    ['a command', ['pl'], ['plan']],
    ['a command of a command', ['rollout', 's'], ['start', 'simulate', 'skip', 'status']],
    ['an option', ['plan', '--sc'], ['--scope']],
    ['a release', ['rollout', 'start', '--to', '2026.11.1'], ['2026.11.1']],
    ['a tenant', ['deploy', 'rally-n'], ['rally-north']],
    ['one more tenant', ['notices', 'sent', 'rally-north', 'rally-w'], ['rally-west']],
    ['a cell', ['render', 'cells/us'], ['cells/us-1', 'cells/us-2']],
    ['a tenant as a stack', ['plan', '--scope', 'tenants/vela'], ['tenants/vela-stream']],
    ['one of a few words', ['audit', '--engine', ''], ['local', 'cloudformation']],
    ['a shell', ['completion', ''], ['bash', 'zsh', 'fish']],
  ])('%s: %j', async (_, words, expected) => {
    expect(await completed(...words)).toEqual(expected);
  });

  test.each([
    ['a file', ['apply', '']],
    ['a name that is new', ['onboard', '']],
    ['the value of an option', ['plan', '--base', '']],
    ['a word after one that is no command', ['nonsense', '']],
  ])('only the user knows %s: %j', async (_, words) => {
    expect(await completed(...words)).toEqual([]);
  });

  test('no help shows what shells call', async () => {
    expect(await completed('comp')).toEqual(['completion']);
    const host = fakeHost(PROJECT);
    await run(['--help'], host);
    expect(host.printed.out).not.toMatch(/^ {2}complete /m);
  });

  test('a folder that is no fleet has no tenants, and that is no error', async () => {
    expect(await completed('deploy', '--fleet', 'no-such-folder', 'rally')).toEqual([]);
  });
});

test('bash takes the script, and completes with it', () => {
  const program = join(PROJECT, 'bin', 'multiplex.cjs');
  const script = `
    multiplex() { '${process.execPath}' '${program}' "$@"; }
    source <(multiplex completion bash)
    COMP_WORDS=(multiplex deploy rally-n) COMP_CWORD=2
    _multiplex
    echo "\${COMPREPLY[*]}"
    complete -p multiplex`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: PROJECT, encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({
    stdout: 'rally-north\ncomplete -o default -F _multiplex multiplex\n',
    stderr: '',
  });
});

test('a shell that there is no script for is wrong usage, which names those that there are', async () => {
  const host = fakeHost(PROJECT);
  expect(await run(['completion', 'tcsh'], host)).toBe(2);
  expect(host.printed.err).toContain('Allowed choices are bash, zsh, fish');
});
