import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { releaseInstall } from '../../lib/cli/release-install';
import { releaseVerify } from '../../lib/cli/release-verify';
import { ProblemError } from '../../lib/diagnostics/problem-error';
import { openRelease } from '../../lib/release/open-release';
import type { GoldenShape } from '../../lib/release/golden-shape';
import { releaseText, sha256 } from '../../lib/release/release-file';
import type { ReleaseFile } from '../../lib/release/release-file';
import { unvouched } from '../../lib/release/unvouched';
import { synthesizeShape } from '../../lib/render/golden-shapes';
import { cloneOf, linkPackages } from '../release/scratch-project';
import type { ScratchProject } from '../release/scratch-project';
import { fakeHost } from './fake-host';
import { FOLDER, VERSION, about, cut, golden, projectWithRelease, tenantShapes } from './scratch-release';
import type { Answer } from './scratch-release';

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

async function verify(): Promise<Answer> {
  const host = fakeHost(project.folder);
  const status = await releaseVerify([VERSION], { json: false }, host, project.folder);
  return { status, ...host.printed };
}

async function differences(): Promise<readonly Found[]> {
  const host = fakeHost(project.folder);
  expect(await releaseVerify([VERSION], { json: true }, host, project.folder)).toBe(1);
  const report = JSON.parse(host.printed.out) as { releases: { differences: Found[] }[] };
  return report.releases.flatMap(({ differences: found }) => found);
}

interface Found {
  readonly code: string;
  readonly file: string;
  readonly shape?: string;
  readonly expected?: string;
  readonly actual?: string;
}

/** Writes a release.json whose digest is right for what it says. */
function forge(changes: Partial<ReleaseFile>): void {
  const { digest: _, ...content } = { ...about(project), ...changes };
  project.write(`${FOLDER}/release.json`, releaseText(content));
}

describe('multiplex release verify', () => {
  beforeEach(workOnClone);

  test('says of a release that is as it was cut what was done again', async () => {
    const { status, out } = await verify();
    expect(status).toBe(0);
    expect(out).toBe(
      `Release ${VERSION} is as it was cut: ${golden(project).length} shapes synthesised again, compiled again from its commit.\n`,
    );
  });

  test('names a compiled file that was edited, and every shape that comes out otherwise for it', async () => {
    project.edit(`${FOLDER}/blueprint.js`, 'http2and3', 'http2');
    const found = await differences();
    expect(found[0]).toMatchObject({
      code: 'RELEASE-002',
      file: `${FOLDER}/blueprint.js`,
      expected: about(project).files['blueprint.js'],
    });
    const shapes = found.filter(({ code }) => code === 'RELEASE-003');
    const changed = tenantShapes(project);
    expect(shapes).toHaveLength(changed);
    expect(shapes[0]).toMatchObject({
      shape: golden(project)[1]?.name,
      expected: golden(project)[1]?.digest,
    });
    const { status, out } = await verify();
    expect(status).toBe(1);
    expect(out).toContain(`git checkout -- ${FOLDER}`);
    expect(out).toContain(
      `Release ${VERSION} has ${changed + 1} differences: ${changed + 1} shapes synthesised again`,
    );
  });

  test('names the shape whose recorded digest was edited', async () => {
    const [, shape] = golden(project);
    const forged = 'f'.repeat(64);
    project.edit(`${FOLDER}/golden.json`, shape?.digest ?? '', forged);
    const found = await differences();
    expect(found.map(({ code, file }) => [code, file])).toEqual([
      ['RELEASE-002', `${FOLDER}/golden.json`],
      ['RELEASE-003', `${FOLDER}/golden.json`],
    ]);
    expect(found[1]).toMatchObject({ shape: shape?.name, expected: forged, actual: shape?.digest });
  });

  test('names a shape that is carried otherwise than it comes out, though its seal fits', async () => {
    const text = project
      .read(`${FOLDER}/shapes.json`)
      .replace('"terminationProtection":true', '"terminationProtection":false');
    const content = text.slice(text.indexOf('\n', 2) + 1);
    const seal = sha256(`${sha256(project.read(`${FOLDER}/golden.json`))}\n${content}`);
    project.write(`${FOLDER}/shapes.json`, `{\n"seal": "${seal}",\n${content}`);
    const found = await differences();
    expect(found.map(({ code, file, shape }) => [code, file, shape])).toEqual([
      ['RELEASE-006', `${FOLDER}/shapes.json`, 'cell in eu-west-1, shared cell'],
    ]);
  });

  test('names the file of carried shapes when it was edited, and does without it', async () => {
    project.edit(`${FOLDER}/shapes.json`, 'http2and3', 'http2');
    expect((await differences())[0]).toMatchObject({ code: 'RELEASE-006', file: `${FOLDER}/shapes.json` });
    rmSync(join(project.folder, FOLDER, 'shapes.json'));
    expect((await verify()).status).toBe(0);
  });

  test('names a note that was edited, a file that is missing and one that was never part of it', async () => {
    project.edit(`${FOLDER}/release.json`, 'The first one.', 'The best one.');
    rmSync(join(project.folder, FOLDER, 'handlers/provisioner.js'));
    project.write(`${FOLDER}/handlers/extra.js`, '');
    const found = await differences();
    expect(found.map(({ code, file }) => [code, file])).toEqual([
      ['RELEASE-002', `${FOLDER}/release.json`],
      ['RELEASE-002', `${FOLDER}/handlers/provisioner.js`],
      ['RELEASE-002', `${FOLDER}/handlers/extra.js`],
    ]);
  });

  test('finds out a release whose files and digests were forged together, by its commit and its blueprint', async () => {
    const forged = 'e'.repeat(64);
    forge({
      files: { ...about(project).files, 'blueprint.js': forged },
      features: {},
      date: '2020-01-01T00:00:00Z',
    });
    const found = await differences();
    expect(found.map(({ code }) => code)).toEqual([
      'RELEASE-002',
      'RELEASE-005',
      'RELEASE-005',
      'RELEASE-004',
    ]);
    expect(found[3]).toMatchObject({ file: `${FOLDER}/blueprint.js`, expected: forged });
  });

  test('says so when a release cannot be read at all, and no command goes on without it', async () => {
    project.edit(`${FOLDER}/release.json`, '{', '<<<<<<< ours\n{');
    const found = await differences();
    expect(found.map(({ code, file }) => [code, file])).toEqual([['RELEASE-001', `${FOLDER}/release.json`]]);
    await expect(openRelease(VERSION, '/cache', project.folder)).rejects.toThrow('RELEASE-001');
  });

  test('says so when the blueprint cannot even be loaded', async () => {
    project.write(`${FOLDER}/blueprint.js`, 'throw new Error("No blueprint.");\n');
    const { out } = await verify();
    expect(out).toContain(`${FOLDER}/blueprint.js RELEASE-002`);
    expect(out).toContain(`${FOLDER}/blueprint.js RELEASE-003`);
    expect(out).toContain('cannot be loaded: No blueprint.');
  });

  test('says why sources were not compared: the clone lacks the commit, or the compiler is another one', async () => {
    const { commit } = about(project);
    forge({ commit: 'a'.repeat(40) });
    expect((await verify()).out).toContain(
      `not compiled again: commit ${'a'.repeat(40)} is not in this clone`,
    );
    forge({ commit, packages: { ...about(project).packages, esbuild: '0.1.0' } });
    expect((await verify()).out).toContain('not compiled again: it was compiled with esbuild 0.1.0');
  });

  test('takes an unknown release for wrong usage, with those that there are', async () => {
    const host = fakeHost(project.folder);
    expect(await releaseVerify(['2026.11.9'], { json: false }, host, project.folder)).toBe(2);
    expect(host.printed.err).toContain('RELEASE-023 "2026.11.9" is not a release of this project.');
    expect(host.printed.err).toContain('Use one of: 2026.11.0.');
  });
});

describe('another CDK than a release was cut with', () => {
  beforeEach(workOnClone);

  const first = (): GoldenShape => {
    const shape = golden(project).find(({ kind }) => kind === 'tenant');
    if (shape === undefined) {
      throw new Error('a release has shapes of tenants');
    }
    return shape;
  };

  test('is named with the shape that it changes and the command that helps, by verify and before rendering', async () => {
    project.plantCdk('2.999.0');
    expect((await differences()).map(({ code }) => code)).toEqual(
      Array(tenantShapes(project)).fill('RELEASE-010'),
    );
    const { out } = await verify();
    const recorded = about(project).packages['aws-cdk-lib'];
    expect(out).toContain(`it was cut with aws-cdk-lib ${recorded}, and aws-cdk-lib 2.999.0 is installed`);
    const release = await openRelease(VERSION, '/cache', project.folder);
    const { digest } = synthesizeShape(await release.loadBlueprint(), first());
    const refusal = unvouched(release, { displayName: 'tenants/rally-north', digest });
    expect(refusal?.message).toContain('the shape of tenants/rally-north');
    expect(refusal?.next).toContain(`npx multiplex release install ${VERSION}`);
  });

  test('is named as well when the blueprint fails with it, once for all shapes', async () => {
    project.plantCdk('2.1.0', 'none');
    const { out } = await verify();
    expect(out).toContain(
      `RELEASE-010 the blueprint of release ${VERSION} fails (This CDK knows no distributions): it was cut with`,
    );
    expect(out).toContain(`npx multiplex release install ${VERSION} (${tenantShapes(project)} shapes)\n`);
    const release = await openRelease(VERSION, '/cache', project.folder);
    const blueprint = await release.loadBlueprint();
    expect(() => synthesizeShape(blueprint, first())).toThrow(ProblemError);
  });

  test('is fine for a shape that it does not change', async () => {
    project.plantCdk('2.999.0');
    const release = await openRelease(VERSION, '/cache', project.folder);
    const cell = golden(project).find(({ kind }) => kind === 'cell');
    const { digest } = synthesizeShape(await release.loadBlueprint(), cell ?? first());
    expect(release.cdk).toMatchObject({ kind: 'other', installed: 'aws-cdk-lib 2.999.0' });
    expect(unvouched(release, { displayName: 'cells/eu-1', digest })).toBeUndefined();
  });

  test('stays out of a release that has its own beside it, and in use for every other', async () => {
    project.plantCdk('2.999.0');
    await cut(project, '2026.11.1', 'Cut with the other one.');
    const host = fakeHost(project.folder);
    expect(releaseInstall(VERSION, { json: false }, host, project.folder, installByLink)).toBe(0);
    expect(host.printed.out).toContain('gives every template that it gave when it was cut');
    for (const version of [VERSION, '2026.11.1']) {
      const release = await openRelease(version, '/cache', project.folder);
      expect(release.cdk).toEqual({ kind: 'recorded' });
      const blueprint = await release.loadBlueprint();
      for (const shape of golden(project, version).slice(0, 3)) {
        expect(synthesizeShape(blueprint, shape).digest).toBe(shape.digest);
      }
    }
    expect(golden(project, '2026.11.1')[1]?.digest).not.toBe(golden(project)[1]?.digest);
    const again = fakeHost(project.folder);
    expect(releaseInstall(VERSION, { json: false }, again, project.folder, installByLink)).toBe(0);
    expect(again.printed.out).toContain('already');
  });

  test('is left in use when npm fails, which says what npm said and exits with 3', () => {
    project.plantCdk('2.999.0');
    const host = fakeHost(project.folder);
    const offline = (): string => 'code ENOTFOUND; network request failed';
    expect(releaseInstall(VERSION, { json: false }, host, project.folder, offline)).toBe(3);
    expect(host.printed.err).toContain('RELEASE-011');
    expect(host.printed.err).toContain('npm says: code ENOTFOUND');
    expect(readdirSync(join(project.folder, '.multiplex/releases'))).toEqual([]);
  });

  test('is not taken for the recorded one, wherever it was installed', () => {
    project.plantCdk('2.999.0');
    const other = (folder: string): undefined => {
      cpSync(join(project.folder, 'node_modules'), join(folder, 'node_modules'), {
        recursive: true,
        verbatimSymlinks: true,
      });
    };
    const host = fakeHost(project.folder);
    expect(releaseInstall(VERSION, { json: false }, host, project.folder, other)).toBe(3);
    expect(host.printed.err).toContain('npm installed aws-cdk-lib 2.999.0 and not');
  });

  test('needs nothing installed when it is the recorded one', () => {
    const host = fakeHost(project.folder);
    const never = (): string => 'npm was called';
    expect(releaseInstall(VERSION, { json: false }, host, project.folder, never)).toBe(0);
    expect(host.printed.out).toContain('There is nothing to install.');
    expect(existsSync(join(project.folder, '.multiplex/releases'))).toBe(false);
  });

  function installByLink(folder: string): undefined {
    linkPackages(folder);
  }
});
