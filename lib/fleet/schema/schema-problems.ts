import type { z } from 'zod';

import type { DiagnosticCode } from '../../diagnostics/catalogue';
import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted, shown } from '../../diagnostics/printable';
import { nearest, nextStepFor } from '../../diagnostics/suggest';
import { fieldText, isMapping, valueAt, type FieldPath } from '../yaml/field-path';
import { SCHEMA_PROBLEMS_MAX } from '../limits';
import type { YamlDocument } from '../yaml/parse-yaml';
import { descriptionOf, keysOf, schemaAt } from './schema-at';
import { allowedStep, boundText, sizeText, typeStep, typeText } from './schema-wording';

/** A part of a document that its schema refused. */
export interface RefusedPart {
  readonly document: YamlDocument;
  /** Where the part is in the document; the empty path is all of it. */
  readonly at: FieldPath;
  readonly schema: z.ZodType;
  /** The code that all problems of the part get; without one, each gets that of its kind. */
  readonly code?: DiagnosticCode;
}

/**
 * The problems that the schema has with the part, at most {@link SCHEMA_PROBLEMS_MAX}. A schema's own `error` text
 * becomes the next step.
 */
export function schemaProblems(part: RefusedPart): readonly Diagnostic[] {
  const value = valueAt(part.document.value, part.at);
  // Messages of the schema itself come before this one, so a text that is empty is none of its own.
  const { error } = part.schema.safeParse(value, { error: () => '' });
  const findings = (error?.issues ?? []).flatMap((issue) =>
    findingsOf(issue, { part, value, path: issue.path.map(pathStep) }),
  );
  return distinct(findings)
    .slice(0, SCHEMA_PROBLEMS_MAX)
    .map((finding) => problemOf(part, finding));
}

/**
 * Leaves out what only repeats another finding: two rules with one explanation, as for the length and the pattern of
 * an id; the size of a value of the wrong type; and a missing key that stands there misspelt.
 */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const identities = new Set<string>();
  const mistyped = new Set(
    findings.flatMap(({ code, path }) => (code === 'SCHEMA-003' ? [fieldText(path)] : [])),
  );
  const misspelt = new Set(findings.flatMap(({ meant }) => (meant === undefined ? [] : [fieldText(meant)])));
  return findings.filter(({ code, path, next }) => {
    const field = fieldText(path);
    const identity = `${field} ${next}`;
    const repeats =
      identities.has(identity) ||
      (code !== 'SCHEMA-003' && mistyped.has(field)) ||
      (code === 'SCHEMA-002' && misspelt.has(field));
    identities.add(identity);
    return !repeats;
  });
}

interface Finding {
  readonly code: DiagnosticCode;
  /** Relative to the part. */
  readonly path: FieldPath;
  readonly pointAt: 'key' | 'value';
  readonly message: string;
  readonly next: string;
  readonly value?: unknown;
  /** For an unknown key, the path of the key that was probably meant. */
  readonly meant?: FieldPath;
}

interface IssueContext {
  readonly part: RefusedPart;
  readonly value: unknown;
  /** Relative to the part. */
  readonly path: FieldPath;
}

function problemOf(part: RefusedPart, finding: Finding): Diagnostic {
  return diagnostic({
    code: part.code ?? finding.code,
    place: part.document.locate([...part.at, ...finding.path], finding.pointAt),
    message: finding.message,
    next: finding.next,
    value: finding.value,
  });
}

function pathStep(step: PropertyKey): string | number {
  return typeof step === 'symbol' ? String(step) : step;
}

function findingsOf(issue: z.core.$ZodIssue, context: IssueContext): readonly Finding[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, context));
  }
  if (issue.code === 'invalid_key') {
    return [unfitName(issue, context)];
  }
  const found = valueAt(context.value, context.path);
  return found === undefined && context.path.length > 0
    ? [missingKey(issue, context)]
    : [unfitValue(issue, found, context)];
}

function unfitValue(issue: z.core.$ZodIssue, value: unknown, context: IssueContext): Finding {
  const name = fieldText([...context.part.at, ...context.path]);
  const { code, says, next } = verdictOn(issue, value, context);
  return {
    code,
    path: context.path,
    pointAt: 'value',
    message: `${name} ${says}.`,
    next: issue.message === '' ? next : issue.message.replace(/[^.]$/, '$&.'),
    value,
  };
}

interface Verdict {
  readonly code: DiagnosticCode;
  /** The rest of a sentence that begins with the name of the field. */
  readonly says: string;
  /** The next step, for a schema that names none. */
  readonly next: string;
}

function verdictOn(issue: z.core.$ZodIssue, value: unknown, context: IssueContext): Verdict {
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: 'SCHEMA-003',
        says: typeText(value, issue.expected),
        next: typeStep(value, issue.expected),
      };
    case 'invalid_value':
      return {
        code: 'SCHEMA-004',
        says: `${shown(value)} is not a value that it takes`,
        next: allowedStep(value, issue.values),
      };
    case 'invalid_format':
      return {
        code: 'SCHEMA-005',
        says: `${shown(value)} does not have the right form`,
        next: formStep(issue, context),
      };
    case 'too_small':
      return {
        code: 'SCHEMA-006',
        says: `${sizeText(value)} is under the least that it takes`,
        next: boundText(issue.origin, Number(issue.minimum), 'least'),
      };
    case 'too_big':
      return {
        code: 'SCHEMA-007',
        says: `${sizeText(value)} is over the most that it takes`,
        next: boundText(issue.origin, Number(issue.maximum), 'most'),
      };
    default:
      return {
        code: 'SCHEMA-009',
        says: `${shown(value)} breaks a rule of its schema`,
        next: formStep(issue, context),
      };
  }
}

function unknownKey(key: string, { part, value, path }: IssueContext): Finding {
  const mapping = valueAt(value, path);
  const allowed = keysOf(schemaAt(part.schema, path));
  const unused = isMapping(mapping) ? allowed.filter((name) => !Object.hasOwn(mapping, name)) : allowed;
  const inside = fieldText([...part.at, ...path]);
  const near = nearest(key, unused);
  return {
    ...(near === undefined ? {} : { meant: [...path, near] }),
    code: 'SCHEMA-001',
    path: [...path, key],
    pointAt: 'key',
    message: `key ${quoted(key)} is not known${inside === '' ? '' : ` in ${inside}`}.`,
    next: nearest(key, unused) === undefined ? 'Remove it.' : nextStepFor(key, unused),
    value: key,
  };
}

function missingKey(issue: z.core.$ZodIssue, { part, path }: IssueContext): Finding {
  const key = fieldText([path.at(-1) ?? '']);
  const description = descriptionOf(schemaAt(part.schema, path));
  const choices =
    issue.code === 'invalid_value' ? ` Use one of: ${issue.values.map(String).join(', ')}.` : '';
  const meaning = description === undefined ? '' : ` ${description.replace(/[^.]$/, '$&.')}`;
  return {
    code: 'SCHEMA-002',
    path,
    pointAt: 'key',
    message: `${fieldText([...part.at, ...path])} is missing.`,
    next: `Add "${key}:".${meaning}${choices}`,
  };
}

function unfitName(issue: z.core.$ZodIssueInvalidKey, { part, path }: IssueContext): Finding {
  const key = path.at(-1) ?? '';
  const own = issue.issues.map(({ message }) => message).find((message) => message !== '');
  return {
    code: 'SCHEMA-008',
    path,
    pointAt: 'key',
    message: `${fieldText([...part.at, ...path.slice(0, -1)])} has the name ${shown(key)}, which breaks the pattern.`,
    next: own ?? 'Rename it.',
    value: key,
  };
}

function formStep(issue: z.core.$ZodIssue, { part, path }: IssueContext): string {
  const description = descriptionOf(schemaAt(part.schema, path));
  const pattern =
    issue.code === 'invalid_format' && issue.pattern !== undefined ? ` It matches ${issue.pattern}.` : '';
  return `${description?.replace(/[^.]$/, '$&.') ?? 'Correct it.'}${pattern}`;
}
