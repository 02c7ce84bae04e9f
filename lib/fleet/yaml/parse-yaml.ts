import { load, YAMLException } from 'js-yaml';

import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import type { Place } from '../../diagnostics/place';
import { shown } from '../../diagnostics/printable';
import { decodeText } from './decode-text';
import { isMapping } from './field-path';
import { sizeProblem } from '../file-problems';
import type { SourceFile } from '../fleet-files';
import { YAML_ALIASES_MAX, YAML_DEPTH_MAX, YAML_VALUES_MAX } from '../limits';
import { locator, type Locate } from './locate';
import { parsePlainYaml } from './plain-yaml';
import { textPosition } from './text-position';
import { findStructureProblem, type StructureProblem } from './yaml-structure';
import { findSyntaxProblems, isEmptyYaml, tabProblem } from './yaml-syntax';

/** A YAML file whose top level is a mapping, with a way to find the place of every field. */
export interface YamlDocument {
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly locate: Locate;
}

/** The document, or why there is none. A document comes without problems. */
export type ParsedYaml =
  | { readonly document: YamlDocument; readonly diagnostics: readonly [] }
  | { readonly document: undefined; readonly diagnostics: readonly Diagnostic[] };

/** Parses one YAML file of at most `bytesMax` bytes. Any bytes may come in; nothing is thrown. */
export function parseYaml(source: SourceFile, bytesMax: number): ParsedYaml {
  const file = source.path;
  if (source.bytes.length > bytesMax) {
    return refused(sizeProblem('FILE-002', file, source.bytes.length, bytesMax));
  }
  const decoded = decodeText(source.bytes);
  if (decoded.kind === 'malformed') {
    return refused(encodingProblem(file, decoded));
  }
  const loaded = loadYaml(decoded.text);
  if (loaded.kind === 'failed') {
    return { document: undefined, diagnostics: loadProblems(file, decoded.text, loaded.error) };
  }
  return documentOf(file, decoded.text, loaded.value);
}

function documentOf(file: string, text: string, value: unknown): ParsedYaml {
  const locate = locator(file, text);
  if (value === null || value === undefined) {
    return refused(emptyProblem(file));
  }
  if (!isMapping(value)) {
    return refused(topLevelProblem(locate([]), value));
  }
  const structure = findStructureProblem(value);
  if (structure !== undefined) {
    return refused(structureProblem(structure, locate));
  }
  return { document: { file, value, locate }, diagnostics: [] };
}

function refused(problem: Diagnostic): ParsedYaml {
  return { document: undefined, diagnostics: [problem] };
}

type Loaded =
  | { readonly kind: 'loaded'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: unknown };

function loadYaml(text: string): Loaded {
  const plain = parsePlainYaml(text);
  if (plain !== undefined) {
    return { kind: 'loaded', value: plain };
  }
  try {
    return { kind: 'loaded', value: load(text, { maxAliases: YAML_ALIASES_MAX, maxDepth: YAML_DEPTH_MAX }) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

function loadProblems(file: string, text: string, error: unknown): readonly Diagnostic[] {
  if (isEmptyYaml(text)) {
    return [emptyProblem(file)];
  }
  const reason = error instanceof YAMLException ? error.reason : 'it cannot be parsed';
  const mark = error instanceof YAMLException ? error.mark : undefined;
  // Its lines end at carriage returns too, unlike those of editors, so only its offset is of use.
  const place = mark === undefined ? { file } : { file, ...textPosition(text, mark.position) };
  // The parser tells its two limits apart only in words; the tests of both keep this true.
  if (reason.includes('maxDepth')) {
    return [depthProblem(place)];
  }
  if (reason.includes('maxAliases')) {
    return [aliasesProblem(place)];
  }
  const found = findSyntaxProblems(file, text);
  return found.length > 0 ? found : [reasonProblem(place, reason)];
}

function reasonProblem(place: Place, reason: string): Diagnostic {
  if (reason.startsWith('tab ')) {
    return tabProblem(place.file, place.line ?? 1, place.column ?? 1);
  }
  return diagnostic({
    code: 'FILE-012',
    place,
    message: `the YAML is malformed: ${reason}.`,
    next: 'Correct the YAML here.',
  });
}

function depthProblem(place: Place): Diagnostic {
  return diagnostic({
    code: 'FILE-020',
    place,
    message: `the value lies more than ${YAML_DEPTH_MAX} levels deep.`,
    next: 'Flatten it; no file of a fleet needs as many levels.',
  });
}

function aliasesProblem(place: Place): Diagnostic {
  return diagnostic({
    code: 'FILE-017',
    place,
    message: `the file has more than ${YAML_ALIASES_MAX} aliases.`,
    next: 'Write the values out.',
  });
}

function encodingProblem(file: string, at: { line: number; column: number; byte: number }): Diagnostic {
  const byte = `0x${at.byte.toString(16).padStart(2, '0')}`;
  return diagnostic({
    code: 'FILE-010',
    place: { file, line: at.line, column: at.column },
    message: `byte ${byte} is not UTF-8.`,
    next: 'Save the file as UTF-8.',
    value: byte,
  });
}

function emptyProblem(file: string): Diagnostic {
  return diagnostic({
    code: 'FILE-011',
    place: { file },
    message: 'the file is empty.',
    next: 'Write a mapping of keys to values, or remove the file.',
  });
}

function topLevelProblem(place: Place, value: unknown): Diagnostic {
  return diagnostic({
    code: 'FILE-016',
    place,
    message: `the top level is ${shown(value)}, not a mapping.`,
    next: 'Write keys and values, such as "name: …".',
    value,
  });
}

function structureProblem(problem: StructureProblem, locate: Locate): Diagnostic {
  switch (problem.kind) {
    case 'cycle':
      return diagnostic({
        code: 'FILE-018',
        place: locate(problem.path),
        message: 'the alias contains itself.',
        next: 'Write the value out.',
      });
    case 'explosion':
      return diagnostic({
        code: 'FILE-019',
        place: locate(problem.path, 'key'),
        message: `the file has more than ${YAML_VALUES_MAX} values, aliases written out.`,
        next: 'Shorten it; aliases that repeat other aliases multiply.',
      });
    case 'prototype-key':
      return diagnostic({
        code: 'FILE-021',
        place: locate(problem.path, 'key'),
        message: 'key "__proto__" is not allowed.',
        next: 'Remove it.',
        value: '__proto__',
      });
  }
}
