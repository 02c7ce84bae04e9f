import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { dedicationJsonSchema } from '../dedication/dedication-document';
import { diagnosticsPage } from '../diagnostics/page';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import { fleetJsonSchema, tenantJsonSchema } from '../fleet/schema/json-schema';
import { isolationPage } from '../isolation/page';
import { planJsonSchema } from '../plan/plan-document';
import { CONTRACT_FILE, FEATURES_FILE, readCutReleases } from '../release/feature-catalogues';
import { describeNextRelease } from '../release/next-release';
import { PROJECT_FOLDER } from '../release/project-folder';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';

export interface SchemaOptions {
  readonly check: boolean;
  readonly json: boolean;
}

/** `multiplex schema`: writes what is generated from the code, or with `--check` says which of it is out of date. */
export async function schema(options: SchemaOptions, host: Host): Promise<ExitCode> {
  const stale: string[] = [];
  for (const [file, text] of Object.entries(await generatedFiles())) {
    const path = join(PROJECT_FOLDER, file);
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
      stale.push(file);
      if (!options.check) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    }
  }
  if (options.json) {
    host.stdout(`${JSON.stringify({ check: options.check, stale }, undefined, 2)}\n`);
  } else if (stale.length === 0) {
    host.stdout('Every generated file is current.\n');
  } else {
    host.stdout(stale.map((file) => `${file} ${options.check ? 'is out of date' : 'written'}\n`).join(''));
    host.stdout(options.check ? 'Next: npx multiplex schema\n' : '');
  }
  return options.check && stale.length > 0 ? EXIT.no : EXIT.fine;
}

/** Every generated file by its path in the project, with the text it should have. */
export async function generatedFiles(): Promise<Readonly<Record<string, string>>> {
  const next = await describeNextRelease();
  const releases = new Map([...readCutReleases(PROJECT_FOLDER), [NEXT_RELEASE, next]]);
  return {
    [FEATURES_FILE]: json(next.features),
    [CONTRACT_FILE]: json(next.contract),
    'schema/dedication.schema.json': json(dedicationJsonSchema()),
    'schema/fleet.schema.json': json(fleetJsonSchema()),
    'schema/plan.schema.json': json(planJsonSchema()),
    'schema/tenant.schema.json': json(tenantJsonSchema(releases)),
    'docs/diagnostics.md': diagnosticsPage(),
    'docs/isolation.md': isolationPage(),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
