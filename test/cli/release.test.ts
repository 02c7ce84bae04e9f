import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import { releaseDiff } from '../../lib/cli/release-diff';
import { diagnostic } from '../../lib/diagnostics/diagnostic';
import { PROJECT } from '../render/example-fleet';
import { cloneOf } from '../release/scratch-project';
import type { ScratchProject } from '../release/scratch-project';
import { fakeHost } from './fake-host';
import {
  FOLDER,
  VERSION,
  about,
  cut,
  filesOf,
  golden,
  projectWithRelease,
  tenantShapes,
} from './scratch-release';

/** A project with one release, made once. */
let pristine: ScratchProject;
/** The same, or a clone of it that a test may change: a folder of its own, since code is loaded once from each path. */
let project: ScratchProject;

beforeAll(async () => {
  pristine = await projectWithRelease();
  project = pristine;
});

afterEach(() => {
  if (project !== pristine) {
    project.remove();
    project = pristine;
  }
});

function workOnClone(): void {
  project = cloneOf(pristine);
}

afterAll(() => {
  pristine.remove();
});

describe('multiplex release cut', () => {
  test('writes the compiled code, what it gives, and what it says of itself', () => {
    expect(Object.keys(filesOf(project)).sort()).toEqual([
      'blueprint.js',
      'golden.json',
      'handlers/provisioner.js',
      'release.json',
      'shapes.json',
    ]);
    const { version, date, commit, notes, packages, contract, features } = about(project);
    expect({ version, notes }).toEqual({ version: VERSION, notes: ['The first one.'] });
    expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
    expect(Object.keys(packages)).toEqual(['aws-cdk-lib', 'constructs', 'zod', 'esbuild']);
    expect(contract.provides).toEqual(expect.arrayContaining([...contract.reads]));
    expect(Object.keys(features)).toContain('ads');
    expect(golden(project).map(({ name }) => name)).toContain(
      'tenant in eu-west-1, shared cell, own hosts, ads',
    );
  });

  test('puts our own code alone into what is compiled', () => {
    const { 'blueprint.js': blueprint = '', 'handlers/provisioner.js': provisioner = '' } = filesOf(project);
    for (const code of [blueprint, provisioner]) {
      expect(code).not.toContain('node_modules');
      expect(code).not.toContain(project.folder);
    }
    expect(blueprint).toContain('require("aws-cdk-lib")');
    expect(provisioner).toContain('require("@aws-sdk/');
  });

  test('gives the same bytes from the same commit, in another folder as in this one', async () => {
    workOnClone();
    const clone = cloneOf(pristine);
    try {
      await cut(project, '2026.11.1', 'The same.');
      await cut(clone, '2026.11.1', 'The same.');
      expect(filesOf(clone, '2026.11.1')).toEqual(filesOf(project, '2026.11.1'));
      const again = await cut(project, '2026.11.1', 'The same.');
      expect(again.status).toBe(0);
      expect(again.out).toContain('is there already, with the same bytes');
    } finally {
      clone.remove();
    }
  });

  test('never touches a release that is there, when it would come out otherwise', async () => {
    workOnClone();
    const before = filesOf(project);
    const { status, err } = await cut(project, VERSION, 'Another note.');
    expect(status).toBe(1);
    expect(err).toContain(`${FOLDER} RELEASE-022 release ${VERSION} is there already`);
    expect(filesOf(project)).toEqual(before);
    expect(readdirSync(join(project.folder, 'releases'))).toEqual([VERSION]);
  });

  test('takes nothing that is not committed', async () => {
    workOnClone();
    project.write('lib/blueprint/note.ts', '// Not committed.\n');
    const { status, err } = await cut(project, '2026.11.1', 'No.');
    expect(status).toBe(1);
    expect(err).toContain(
      'lib/blueprint/note.ts RELEASE-021 release 2026.11.1 would hold what no commit has: lib/blueprint/note.ts.',
    );
    expect(readdirSync(join(project.folder, 'releases'))).toEqual([VERSION]);
  });

  test('records no template that breaks a rule of the CDK', async () => {
    const fault = diagnostic({
      code: 'RENDER-001',
      place: { file: 'lib/blueprint' },
      message: 'a shape breaks rule F3002 of the CDK.',
      next: 'Correct the blueprint.',
    });
    workOnClone();
    const { status, err } = await cut(project, '2026.11.1', 'No.', [fault]);
    expect(status).toBe(1);
    expect(err).toContain('lib/blueprint RENDER-001 a shape breaks rule F3002');
    expect(readdirSync(join(project.folder, 'releases'))).toEqual([VERSION]);
  });

  test('takes no feature for one that shows in no template when it does for some tenants', async () => {
    workOnClone();
    project.edit(
      'lib/blueprint/tenant/tenant-stack.ts',
      "if (input.hosts.kind === 'cell') {",
      "if (input.hosts.kind === 'own' && 'watchlist' in tenant.features) Tags.of(this).add('watchlist', 'on');\n    if (input.hosts.kind === 'cell') {",
    );
    project.commit();
    const { status, err } = await cut(project, '2026.11.1', 'No.');
    expect(status).toBe(1);
    expect(err).toContain('RELEASE-003 the shape “tenant in eu-west-1, shared cell, own hosts” of release');
    expect(err).toContain('(live-restart, watchlist are on)');
    expect(err).not.toContain('host of the cell');
  });

  test('needs a commit to name', async () => {
    workOnClone();
    rmSync(join(project.folder, '.git'), { recursive: true });
    const { status, err } = await cut(project, '2026.11.1', 'No.');
    expect(status).toBe(1);
    expect(err).toContain('RELEASE-021 release 2026.11.1 would name no commit');
  });

  test.each(['next', '2026.13.0', '2026.011.0', 'v1', '../2026.11.0'])(
    'takes %s for no version',
    async (version) => {
      const { status, err } = await cut(project, version, 'No.');
      expect(status).toBe(1);
      expect(err).toContain('RELEASE-020');
      expect(err).toContain('such as 2026.11.0');
    },
  );
});

describe('multiplex release diff', () => {
  beforeEach(workOnClone);

  test('shows once what an upgrade changes in the same way everywhere, with the route to each value', async () => {
    project.edit('lib/blueprint/tenant/tenant-edge.ts', "httpVersion: 'http2and3'", "httpVersion: 'http3'");
    project.commit();
    await cut(project, '2026.11.1', 'Faster.');
    const tenants = tenantShapes(project);
    const host = fakeHost(project.folder);
    expect(await releaseDiff([VERSION, '2026.11.1'], { json: false }, host, project.folder)).toBe(0);
    expect(host.printed.out).toMatch(
      new RegExp(
        [
          `^From release 2026\\.11\\.0 to 2026\\.11\\.1: 1 cell shape and ${tenants} tenant shapes compared, 1 unchanged\\.`,
          `2026\\.11\\.1: Faster\\.`,
          ``,
          `In all ${tenants} tenant shapes:`,
          ` {2}\\[~\\] changed in place {2}AWS::CloudFront::Distribution EdgeDistribution\\w+`,
          ` {8}DistributionConfig\\.HttpVersion: "http2and3" → "http3"`,
          `$`,
        ].join('\n'),
      ),
    );
    const json = fakeHost(project.folder);
    await releaseDiff(['2026.11.1', VERSION], { json: true }, json, project.folder);
    expect(JSON.parse(json.printed.out)).toMatchObject({
      before: '2026.11.1',
      changes: { groups: [{ resources: [{ change: 'changed' }] }] },
    });
  });

  test('is refused for a release that cannot be rendered here', async () => {
    project.edit(`${FOLDER}/blueprint.js`, 'http2and3', 'http2');
    await cut(project, '2026.11.2', 'Any.');
    const host = fakeHost(project.folder);
    await expect(releaseDiff([VERSION, '2026.11.2'], { json: false }, host, project.folder)).rejects.toThrow(
      `${FOLDER}/blueprint.js RELEASE-002`,
    );
  });
});

describe('the command line of releases', () => {
  test('shows every release with who is on it', async () => {
    const host = fakeHost(PROJECT);
    expect(await run(['release', 'list'], host)).toBe(0);
    expect(host.printed.out).toMatch(/^RELEASE +DATE +COMMIT +AWS-CDK-LIB +CELLS +TENANTS$/m);
    expect(host.printed.out).toMatch(/^next +working tree/m);
  });

  test.each(['cut', 'verify', 'list', 'diff', 'install'])('%s shows an example of itself', async (name) => {
    const host = fakeHost(PROJECT);
    expect(await run(['release', name, '--help'], host)).toBe(0);
    expect(host.printed.out).toContain(`$ npx multiplex release ${name}`);
  });
});
