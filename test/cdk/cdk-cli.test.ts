import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PROJECT, exampleFleet } from '../render/example-fleet';

const CDK = join(PROJECT, 'node_modules', '.bin', 'cdk');
const TIMEOUT_MILLISECONDS = 60_000;

let scratch: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'multiplex-cdk-'));
});

afterEach(() => {
  rmSync(scratch, { recursive: true });
});

/** The real `cdk`, away from any account, home and earlier output. */
function cdk(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(CDK, [...args, '--output', join(scratch, 'out')], {
    cwd: PROJECT,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: scratch,
      CDK_HOME: scratch,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
  });
}

describe('the unmodified cdk command line', () => {
  test(
    'cdk ls prints every cell and tenant by the name that people use',
    async () => {
      const { fleet } = await exampleFleet();
      const { status, stdout } = cdk('ls');
      expect(status).toBe(0);
      expect(stdout.trim().split('\n').sort()).toEqual(
        [
          ...fleet.cells.map(({ id }) => `cells/${id}`),
          ...fleet.tenants.map(({ id }) => `tenants/${id}`),
        ].sort(),
      );
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'with -c tenants only what is named is rendered',
    () => {
      const { status, stdout } = cdk('ls', '-c', 'tenants=rally-north,cells/us-1');
      expect({ status, stacks: stdout.trim().split('\n') }).toEqual({
        status: 0,
        stacks: ['cells/us-1', 'tenants/rally-north'],
      });
      expect(cdk('ls', '-c', 'tenants=rally-nroth').stderr).toContain('Did you mean "rally-north"?');
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'cdk synth of one tenant prints its template and complains of nothing',
    () => {
      const { status, stdout, stderr } = cdk('synth', 'tenants/rally-north', '--json');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const written = readFileSync(join(scratch, 'out', 'tenant--rally-north.template.json'), 'utf8');
      // The rule that checks the bootstrap stack is for deploying, so `cdk synth` leaves it out of what it prints.
      const { Rules: rules, ...template } = JSON.parse(written) as Record<string, object>;
      expect(rules).toBeDefined();
      expect(JSON.parse(stdout)).toMatchObject(template);
    },
    TIMEOUT_MILLISECONDS,
  );
});
