import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { codeownersText } from '../access/codeowners';
import { principalsOf, reachOf } from '../access/principal';
import { tenantAccesses } from '../access/tenant-access';
import type { TenantAccess } from '../access/tenant-access';
import { nextStepFor } from '../diagnostics/suggest';
import type { Fleet } from '../fleet/fleet';
import { accessTable, reachText, tenantAccessText } from '../report/access-text';
import { problemList } from '../report/problem-list';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';

/** Relative to the folder of the fleet. */
const CODEOWNERS_FILE = '.github/CODEOWNERS';

export interface AccessOptions {
  readonly fleet: string;
  readonly json: boolean;
  readonly codeowners: boolean;
  readonly check: boolean;
}

/** `multiplex access [tenant|principal]`: who may change what, from the files of the fleet alone. */
export async function access(
  name: string | undefined,
  options: AccessOptions,
  host: Host,
): Promise<ExitCode> {
  const { rootFolder, fleet, catalogues, diagnostics } = await loadFleet(host, options.fleet);
  host.stderr(problemList(diagnostics));
  if (fleet === undefined) {
    return EXIT.no;
  }
  if (options.codeowners) {
    return writeCodeowners(fleet, join(rootFolder, CODEOWNERS_FILE), options, host);
  }
  const answer = answerTo(name, tenantAccesses(fleet, catalogues));
  if (answer.kind === 'unknown') {
    host.stderr(`${answer.message}\n`);
    return EXIT.usage;
  }
  host.stdout(options.json ? `${JSON.stringify(answer.data, undefined, 2)}\n` : answer.text);
  return EXIT.fine;
}

type Answer =
  | { readonly kind: 'known'; readonly data: object; readonly text: string }
  | { readonly kind: 'unknown'; readonly message: string };

function answerTo(name: string | undefined, accesses: readonly TenantAccess[]): Answer {
  if (name === undefined) {
    return { kind: 'known', data: { tenants: accesses }, text: accessTable(accesses) };
  }
  const found = accesses.find(({ tenant, environment }) => name === tenant || name === environment);
  if (found !== undefined) {
    return { kind: 'known', data: { tenants: [found] }, text: tenantAccessText(found) };
  }
  const reaches = reachOf(name, accesses);
  if (reaches.length > 0) {
    return { kind: 'known', data: { principal: name, reaches }, text: reachText(name, reaches) };
  }
  const known = [...accesses.map(({ tenant }) => tenant), ...principalsOf(accesses)];
  return {
    kind: 'unknown',
    message: `"${name}" is no tenant of this fleet, and nobody who is named in it. ${nextStepFor(name, known)}`,
  };
}

function writeCodeowners(fleet: Fleet, path: string, { check, json }: AccessOptions, host: Host): ExitCode {
  const present = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const text = codeownersText(fleet.tenants, present);
  const isCurrent = present === text;
  if (!isCurrent && !check) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (json) {
    host.stdout(`${JSON.stringify({ check, file: CODEOWNERS_FILE, current: isCurrent }, undefined, 2)}\n`);
  } else if (isCurrent) {
    host.stdout(`${CODEOWNERS_FILE} is current.\n`);
  } else {
    host.stdout(
      check
        ? `${CODEOWNERS_FILE} is out of date.\nNext: npx multiplex access --codeowners\n`
        : `${CODEOWNERS_FILE} written\n`,
    );
  }
  return check && !isCurrent ? EXIT.no : EXIT.fine;
}
