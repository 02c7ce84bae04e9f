import { diagnosticJson } from '../diagnostics/render';
import { cutRelease } from '../release/cut-release';
import { PROJECT_FOLDER } from '../release/project-folder';
import { releasePath } from '../release/read-release';
import { findSampleFaults } from '../render/sample-faults';
import { markedShape, shapeOutput, shapeSamples } from '../render/golden-shapes';
import { problemList } from '../report/problem-list';
import { cutSummary } from '../report/release-summary';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import { readFleetCells } from './fleet-cells';
import type { Host } from './host';

export interface ReleaseCutOptions {
  readonly note: readonly string[];
  readonly json: boolean;
}

/** `multiplex release cut <version>`: writes `releases/<version>/`, or nothing. */
export async function releaseCut(
  version: string,
  options: ReleaseCutOptions,
  host: Host,
  projectFolder: string = PROJECT_FOLDER,
  findFaults: typeof findSampleFaults = findSampleFaults,
): Promise<ExitCode> {
  const fleet = readFleetCells(projectFolder);
  const cut =
    fleet.kind === 'refused'
      ? fleet
      : await cutRelease({
          version,
          notes: options.note,
          projectFolder,
          shapesOf: async (blueprint, { features }) => {
            const samples = shapeSamples(fleet.cells, features, blueprint);
            const problems = await findFaults(blueprint, samples);
            return { shapes: samples.map(markedShape), problems };
          },
          synthesize: shapeOutput,
        });
  if (cut.kind === 'refused') {
    const { problems } = cut;
    if (options.json) {
      host.stdout(json({ ok: false, diagnostics: problems.map(diagnosticJson) }));
    } else {
      host.stderr(`${problemList(problems)}Nothing was written.\n`);
    }
    return EXIT.no;
  }
  const { content, kind, shapes, size } = cut;
  const { date, commit, packages } = content;
  const report = {
    ok: true,
    version,
    folder: releasePath(version),
    kind,
    date,
    commit,
    packages,
    shapes,
    size,
  };
  host.stdout(options.json ? json(report) : cutSummary(report));
  return EXIT.fine;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
