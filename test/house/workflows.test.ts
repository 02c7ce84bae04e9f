import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { load } from 'js-yaml';

import { PROJECT } from '../render/example-fleet';

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly needs?: string | readonly string[];
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

function workflow(name: string): Workflow {
  return load(readFileSync(join(PROJECT, '.github', 'workflows', `${name}.yml`), 'utf8')) as Workflow;
}

function stepsOf(name: string): readonly Step[] {
  return Object.values(workflow(name).jobs).flatMap(({ steps }) => steps);
}

function scriptOf(name: string, id: string): string {
  return stepsOf(name).find((step) => step.id === id)?.run ?? '';
}

describe.each(['plan', 'deploy'])('the workflow %s', (name) => {
  test('may read and no more, but for the jobs that say so', () => {
    const { permissions, jobs } = workflow(name);
    expect(permissions).toEqual({ contents: 'read' });
    const writes = Object.entries(jobs).flatMap(([job, { permissions: own }]) =>
      Object.entries(own ?? {}).flatMap(([what, how]) => (how === 'write' ? `${job} ${what}` : [])),
    );
    expect(writes).toEqual(
      name === 'plan' ? ['plan pull-requests'] : ['cells id-token', 'access id-token', 'tenants id-token'],
    );
  });

  test('puts nothing that somebody wrote into a script, and every script is one', () => {
    for (const { run } of stepsOf(name).filter((step) => step.run !== undefined)) {
      expect(run).not.toContain('${{');
      expect(spawnSync('bash', ['-n'], { input: run ?? '' }).status).toBe(0);
    }
  });

  test('uses actions of one major version, and every job ends', () => {
    for (const { uses } of stepsOf(name).filter((step) => step.uses !== undefined)) {
      expect(uses).toMatch(/^(actions|aws-actions)\/[a-z-]+@v[0-9]+$/);
    }
    for (const job of Object.values(workflow(name).jobs)) {
      expect(job['timeout-minutes']).toBeGreaterThan(0);
    }
  });
});

test('each job that deploys has the environment of its stack or of the cell, and renders and deploys nothing else', () => {
  const { cells, access, tenants } = workflow('deploy').jobs;
  for (const job of [cells, access, tenants]) {
    expect(job?.environment).toBe(job === access ? '${{ matrix.cell }}' : '${{ matrix.stack }}');
    const commands = (job?.steps ?? []).flatMap(({ run }) => run ?? []).filter((run) => run.includes('cdk'));
    expect(commands).toEqual(['npx cdk deploy "$STACK" --context tenants="$STACK" --require-approval never']);
  }
});

test('the roles of a tenant are deployed before it, from the environment of its cell and not from its own', () => {
  const { access, tenants } = workflow('deploy').jobs;
  expect(access?.environment).not.toBe(tenants?.environment);
  expect(access?.needs).toContain('cells');
  expect(tenants?.needs).toContain('access');
});

describe('the scripts call the command as they are told', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'multiplex-workflow-'));
    mkdirSync(join(folder, 'bin'));
    stub(
      'npx',
      'printf "%s\\n" "$@" > called; echo \'{"include":[{"stack":"tenants/a","kind":"tenant"}]}\'; exit 1',
    );
    stub('git', 'echo fork');
    stub('gh', 'echo last');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function stub(name: string, script: string): void {
    const path = join(folder, 'bin', name);
    writeFileSync(path, `#!/usr/bin/env bash\n${script}\n`);
    chmodSync(path, 0o755);
  }

  /** Runs a script as a step is run, and gives the arguments of the command and what the step put out. */
  function call(script: string, env: Readonly<Record<string, string>>): readonly string[] {
    spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: folder,
      env: {
        PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
        GITHUB_OUTPUT: join(folder, 'output'),
        GITHUB_STEP_SUMMARY: join(folder, 'summary'),
        ...env,
      },
    });
    return readFileSync(join(folder, 'called'), 'utf8').trim().split('\n');
  }

  test('with the scope and the overrides of a pull request, none of which is taken for a flag', () => {
    const body = [
      'A change.',
      'Plan-Scope: --out',
      'Plan-Override: host-removed=tenants/vela-stream: The client: let "it" go $(touch x).',
    ].join('\r\n');
    expect(call(scriptOf('plan', 'plan'), { BASE_BRANCH: 'main', BODY: body })).toEqual([
      ...['multiplex', 'plan', '--base', 'fork', '--scope=--out'],
      '--override=host-removed=tenants/vela-stream',
      '--reason=The client: let "it" go $(touch x).',
      ...['--markdown', '--out', 'plan.json', '--attest', 'statement.json'],
    ]);
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('status=1\n');
  });

  test('with what was deployed last, and what a person overrides', () => {
    const env = { NAMED: '', BEFORE: 'before', REPOSITORY: 'a/b', OVERRIDE: 'x=y', REASON: 'because' };
    expect(call(scriptOf('deploy', 'affected'), env)).toEqual([
      ...['multiplex', 'affected', '--base=last', '--override=x=y', '--reason=because', '--json'],
    ]);
    stub('gh', 'true');
    expect(call(scriptOf('deploy', 'affected'), { ...env, OVERRIDE: '' })).toContain('--base=before');
  });

  test('with one list of stacks for the jobs of each kind', () => {
    stub('npx', 'touch called');
    // It is asked for the kind, and filters by it.
    stub('jq', 'echo "$4"');
    call(scriptOf('deploy', 'affected'), { NAMED: 'base', OVERRIDE: '' });
    const outputs = readFileSync(join(folder, 'output'), 'utf8').trim().split('\n');
    expect(outputs).toEqual(['cell=cell', 'access=access', 'tenant=tenant']);
    const used = Object.values(workflow('deploy').jobs['affected']?.outputs ?? {});
    expect(used).toEqual(outputs.map((line) => `\${{ steps.affected.outputs.${line.split('=')[0]} }}`));
  });
});
