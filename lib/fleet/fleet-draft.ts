import type { z } from 'zod';

import type { Diagnostic } from '../diagnostics/diagnostic';
import { isMapping } from './yaml/field-path';
import { tierFeatures } from './fleet';
import { fleetFileSchema, type FleetFile } from './schema/fleet-file';
import type { FileEntry } from './fleet-files';
import { FLEET_FILE_PATH } from './fleet-files';
import { missingFileProblem, unreadProblem } from './file-problems';
import { FLEET_FILE_BYTES_MAX } from './limits';
import { parseYaml, type YamlDocument } from './yaml/parse-yaml';
import { schemaProblems } from './schema/schema-problems';
import { soundPart } from './schema/sound-part';

/** As much of `fleet.yaml` as can be relied on, so that one mistake in it hides no other. */
export interface FleetDraft {
  /** Undefined when the file could not be parsed at all. */
  readonly document: YamlDocument | undefined;
  /** The valid fields; of cells, tiers and rings, the valid ones. */
  readonly fields: FleetFields;
  /** The whole file; undefined when its schema refuses any of it. */
  readonly file: FleetFile | undefined;
  /** Names of what is written, valid or not; undefined when unknown, so that nothing can be called unknown by it. */
  readonly cellIds: readonly string[] | undefined;
  readonly tierIds: readonly string[] | undefined;
  readonly ringIds: readonly string[] | undefined;
  /** The features that each tier grants, own and inherited, sorted; of tiers that are valid down to the last they extend. */
  readonly grants: ReadonlyMap<string, readonly string[]>;
  /** Problems of the file by itself. */
  readonly diagnostics: readonly Diagnostic[];
}

const fieldsSchema = fleetFileSchema.partial();
type FleetFields = Readonly<z.infer<typeof fieldsSchema>>;

/** The mappings whose entries stand alone: a bad cell does not make the others unknown. */
const MAPPINGS_OF_ENTRIES: readonly string[] = ['cells', 'tiers', 'rings'];

/** Parses `fleet.yaml` and checks it against its schema; what refers to other things is checked later. */
export function parseFleetFile(entry: FileEntry | undefined): FleetDraft {
  if (entry === undefined) {
    return emptyDraft([missingFileProblem(FLEET_FILE_PATH)]);
  }
  if (entry.kind !== 'file') {
    return emptyDraft([unreadProblem(entry)]);
  }
  const { document, diagnostics } = parseYaml(entry, FLEET_FILE_BYTES_MAX);
  return document === undefined ? emptyDraft(diagnostics) : draftOf(document);
}

function draftOf(document: YamlDocument): FleetDraft {
  const whole = fleetFileSchema.safeParse(document.value);
  const fields = whole.success
    ? whole.data
    : soundPart(document.value, fieldsSchema, whole.error.issues, MAPPINGS_OF_ENTRIES);
  const tiers = fields?.tiers ?? {};
  return {
    document,
    fields: fields ?? {},
    file: whole.data,
    cellIds: namesIn(document, 'cells'),
    tierIds: namesIn(document, 'tiers'),
    ringIds: namesIn(document, 'rings'),
    grants: grantsOf(tiers),
    diagnostics: whole.success ? [] : schemaProblems({ document, at: [], schema: fleetFileSchema }),
  };
}

function grantsOf(tiers: FleetFile['tiers']): FleetDraft['grants'] {
  const sound = Object.keys(tiers).filter((tier) => extendsOnlyKnown(tiers, tier));
  return new Map(sound.map((tier) => [tier, tierFeatures(tiers, tier)]));
}

/** Whether every tier that this one extends, directly or not, is there. A circle is; it is reported elsewhere. */
function extendsOnlyKnown(tiers: FleetFile['tiers'], tier: string): boolean {
  const seen = new Set<string>();
  let current: string | undefined = tier;
  while (current !== undefined && !seen.has(current)) {
    if (!Object.hasOwn(tiers, current)) {
      return false;
    }
    seen.add(current);
    current = tiers[current]?.extends;
  }
  return true;
}

function namesIn(document: YamlDocument, field: string): readonly string[] | undefined {
  const written = document.value[field];
  return isMapping(written) ? Object.keys(written) : undefined;
}

function emptyDraft(diagnostics: readonly Diagnostic[]): FleetDraft {
  return {
    document: undefined,
    fields: {},
    file: undefined,
    cellIds: undefined,
    tierIds: undefined,
    ringIds: undefined,
    grants: new Map(),
    diagnostics,
  };
}
