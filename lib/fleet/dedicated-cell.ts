import { invariant } from '../diagnostics/invariant';
import type { Cell } from './fleet';
import { FLEET_FILE_PATH, tenantFilePath } from './fleet-files';
import type { FileEntry, FleetFiles } from './fleet-files';
import { addEntry } from './yaml/add-entry';
import { replaceScalar } from './yaml/replace-scalar';

/** What is written of a cell of one. */
export type DedicatedCell = Omit<Cell, 'access' | 'kind'>;

export interface CellMove {
  readonly tenant: string;
  readonly cell: DedicatedCell;
  /** Certificate of the tenant's own domains in the new account; left out where it keeps the one it has. */
  readonly certificateArn?: string;
}

/** The files with a tenant in a new cell of its own, or the file that cannot be edited so, with what to write there. */
export type EditedFiles =
  | {
      readonly kind: 'edited';
      readonly files: FleetFiles;
      /** New texts, by path relative to the root of the fleet. */
      readonly texts: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'unedited'; readonly file: string; readonly line: string };

/** Adds the cell to `fleet.yaml` and has the tenant's file name it; comments, order and layout stay as they are. */
export function filesWithCell(files: FleetFiles, move: CellMove): EditedFiles {
  const { tenant: id, cell } = move;
  const fleet = addEntry(textOf(files.fleet), ['cells'], cellLines(move));
  if (fleet === undefined) {
    return { kind: 'unedited', file: FLEET_FILE_PATH, line: `cells: ${cell.id}: …` };
  }
  const file = tenantFilePath(id);
  let text = textOf(files.tenants.find((folder) => folder.id === id)?.file);
  for (const [key, value] of Object.entries(linesToReplace(move))) {
    const replaced = replaceScalar(text, [key], value);
    if (replaced === undefined) {
      return { kind: 'unedited', file, line: `${key}: ${value}` };
    }
    text = replaced;
  }
  return {
    kind: 'edited',
    texts: { [FLEET_FILE_PATH]: fleet, [file]: text },
    files: {
      fleet: written(FLEET_FILE_PATH, fleet),
      tenants: files.tenants.map((folder) =>
        folder.id === id ? { ...folder, file: written(file, text) } : folder,
      ),
    },
  };
}

function linesToReplace({ cell, certificateArn }: CellMove): Readonly<Record<string, string>> {
  return { cell: cell.id, ...(certificateArn === undefined ? {} : { certificateArn }) };
}

function cellLines({ tenant, cell }: CellMove): readonly string[] {
  const { id, account, region, release, domain, hostedZoneId, certificateArn, apiDomain, webAclArn } = cell;
  const values = {
    account: `'${account}'`,
    region: plainly(region),
    kind: 'dedicated',
    release: plainly(release),
    domain: plainly(domain),
    hostedZoneId: plainly(hostedZoneId),
    certificateArn: plainly(certificateArn),
    apiDomain: plainly(apiDomain),
    ...(webAclArn === undefined ? {} : { webAclArn: plainly(webAclArn) }),
  };
  return [
    `# ${tenant}, alone.`,
    `${id}:`,
    ...Object.entries(values).map(([key, value]) => `  ${key}: ${value}`),
  ];
}

/** JSON's strings are YAML's; what needs none is written without quotes. */
function plainly(value: string): string {
  return /^[A-Za-z][\w./:-]*[\w/]$|^\d+\.\d+\.\d+$/.test(value) && !value.includes(': ')
    ? value
    : JSON.stringify(value);
}

function textOf(file: FileEntry | undefined): string {
  invariant(file?.kind === 'file', 'the files of a sound fleet were read');
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
}

function written(path: string, text: string): FileEntry {
  return { kind: 'file', path, bytes: new TextEncoder().encode(text) };
}
