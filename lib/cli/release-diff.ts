import { join } from 'node:path';

import type { Diagnostic } from '../diagnostics/diagnostic';
import { diagnosticJson } from '../diagnostics/render';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import type { Cell } from '../fleet/fleet';
import { compareReleases } from '../fleet/release-version';
import type { ShapePair } from '../plan/release-changes';
import type { Json } from '../plan/value-changes';
import { describeNextRelease } from '../release/next-release';
import type { GoldenShape } from '../release/golden-shape';
import { openRelease } from '../release/open-release';
import { PROJECT_FOLDER } from '../release/project-folder';
import { readGolden, readReleaseFile, readReleaseVersions } from '../release/read-release';
import type { Blueprint, Release } from '../release/release';
import { unvouched } from '../release/unvouched';
import type { MadeShape } from '../release/unvouched';
import { goldenShape, shapeSamples, synthesizeShape } from '../render/golden-shapes';
import { problemList } from '../report/problem-list';
import { releaseDiff as diffText } from '../report/release-diff';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import { readFleetCells } from './fleet-cells';
import type { Host } from './host';
import { refuseUnknown } from './known-release';

export interface ReleaseDiffOptions {
  readonly json: boolean;
}

/** `multiplex release diff <from> <to>`: for each shape, resource by resource, what the one changes in the other. */
export async function releaseDiff(
  [before, after]: readonly [string, string],
  options: ReleaseDiffOptions,
  host: Host,
  projectFolder: string = PROJECT_FOLDER,
): Promise<ExitCode> {
  const known = [...readReleaseVersions(projectFolder), NEXT_RELEASE];
  if (refuseUnknown([before, after], known, options.json, host)) {
    return EXIT.usage;
  }
  const fleet = readFleetCells(projectFolder);
  if (fleet.kind === 'refused') {
    return refuse(fleet.problems, options.json, host);
  }
  const left = await readSide(before, projectFolder, fleet.cells);
  const right = await readSide(after, projectFolder, fleet.cells);
  const { pairs, problems } = pairsOf(left, right);
  if (problems.length > 0) {
    return refuse(problems, options.json, host);
  }
  const { releaseChanges } = await import('../plan/release-changes');
  const changes = releaseChanges(pairs);
  const notes = known
    .filter((version) => version !== NEXT_RELEASE)
    .filter((version) => compareReleases(version, before) > 0 && compareReleases(version, after) <= 0)
    .map((version) => ({ version, notes: readReleaseFile(projectFolder, version).notes }));
  const report = { before, after, notes, changes };
  host.stdout(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : diffText(report));
  return EXIT.fine;
}

interface Side {
  readonly release: Release;
  readonly blueprint: Blueprint;
  /** By name. */
  readonly shapes: ReadonlyMap<string, GoldenShape>;
}

async function readSide(version: string, projectFolder: string, cells: readonly Cell[]): Promise<Side> {
  const release = await openRelease(version, join(projectFolder, '.multiplex'), projectFolder);
  const blueprint = await release.loadBlueprint();
  const shapes =
    version === NEXT_RELEASE
      ? shapeSamples(cells, (await describeNextRelease()).features, blueprint).map((sample) =>
          goldenShape(blueprint, sample),
        )
      : (readGolden(projectFolder, version) ?? []);
  return { release, blueprint, shapes: new Map(shapes.map((shape) => [shape.name, shape])) };
}

interface Pairs {
  readonly pairs: readonly ShapePair[];
  /** Why one of the releases cannot be rendered here. */
  readonly problems: readonly Diagnostic[];
}

function pairsOf(left: Side, right: Side): Pairs {
  const problems = new Map<string, Diagnostic>();
  const note = (side: Side, made: MadeShape): void => {
    const problem = unvouched(side.release, made);
    if (problem !== undefined) {
      problems.set(problem.message, problem);
    }
  };
  const templateOf = (side: Side, shape: GoldenShape): Template => {
    const { template, digest } = synthesizeShape(side.blueprint, shape);
    note(side, { displayName: shape.name, digest });
    return JSON.parse(template) as Template;
  };
  const names = [...new Set([...left.shapes.keys(), ...right.shapes.keys()])];
  const pairs = names.map((name): ShapePair => {
    const [before, after] = [left.shapes.get(name), right.shapes.get(name)];
    if (before === undefined || after === undefined) {
      return { name, ...(before === undefined ? { after: {} } : { before: {} }) };
    }
    // Equal digests are of equal templates, and there is nothing to look for in them.
    return before.digest === after.digest
      ? { name, before: UNCHANGED, after: UNCHANGED }
      : { name, before: templateOf(left, before), after: templateOf(right, after) };
  });
  return { pairs, problems: [...problems.values()] };
}

type Template = Readonly<Record<string, Json>>;

const UNCHANGED: Template = {};

function refuse(problems: readonly Diagnostic[], json: boolean, host: Host): ExitCode {
  if (json) {
    host.stdout(
      `${JSON.stringify({ ok: false, diagnostics: problems.map(diagnosticJson) }, undefined, 2)}\n`,
    );
  } else {
    host.stderr(problemList(problems));
  }
  return EXIT.no;
}
