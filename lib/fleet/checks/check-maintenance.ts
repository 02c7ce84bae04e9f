import type { DiagnosticCode } from '../../diagnostics/catalogue';
import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { checkFreeze } from './check-freezes';
import { nearest } from '../../diagnostics/suggest';
import { DAY_MINUTES, opensOutside, spanMinutes, type Span } from '../schema/clock-time';
import { fieldText, type FieldPath } from '../yaml/field-path';
import { mergedMaintenance, type Maintenance, type MaintenanceChanges } from '../schema/maintenance';
import type { YamlDocument } from '../yaml/parse-yaml';
import { isTimeZone, timeZones } from '../schema/time-zone';

/** Where maintenance is written: the fleet's defaults, or what a tenant changes of them. */
export interface WrittenMaintenance {
  readonly document: YamlDocument;
  readonly at: FieldPath;
  readonly changes: MaintenanceChanges;
  /** What holds for the keys that are not written; undefined when that is not known. */
  readonly defaults: Maintenance | undefined;
}

/** Checks time zone and spans, and that the window opens at some minute of the week. */
export function checkMaintenance(written: WrittenMaintenance): readonly Diagnostic[] {
  const { at, changes } = written;
  const spans: readonly (readonly [FieldPath, Span])[] = [
    ...(changes.window === undefined ? [] : [[[...at, 'window'], changes.window] as const]),
    ...(changes.quietHours ?? []).map((span, index) => [[...at, 'quietHours', index], span] as const),
  ];
  const spanProblems = spans.flatMap(([path, span]) => checkSpan(written.document, path, span));
  return [
    ...checkTimeZone(written),
    ...(changes.freezes ?? []).flatMap((freeze, index) =>
      checkFreeze(written.document, [...at, 'freezes', index], freeze),
    ),
    ...spanProblems,
    ...(spanProblems.length === 0 ? checkOpening(written) : []),
  ];
}

function checkTimeZone({ document, at, changes: { timeZone } }: WrittenMaintenance): readonly Diagnostic[] {
  if (timeZone === undefined || isTimeZone(timeZone)) {
    return [];
  }
  const near = nearest(timeZone, timeZones());
  const example = 'Write a zone of the IANA database, such as America/Chicago.';
  return [
    diagnostic({
      code: 'TENANT-030',
      place: document.locate([...at, 'timeZone']),
      message: `timeZone ${quoted(timeZone)} is not a time zone.`,
      next: near === undefined ? example : `Did you mean ${quoted(near)}? ${example}`,
      value: timeZone,
    }),
  ];
}

function checkSpan(document: YamlDocument, path: FieldPath, span: Span): readonly Diagnostic[] {
  const fault = spanFault(span);
  if (fault === undefined) {
    return [];
  }
  return [
    diagnostic({
      code: fault.code,
      place: document.locate([...path, 'to']),
      message: `${fieldText(path)} from ${quoted(span.from)} to ${quoted(span.to)} ${fault.says}.`,
      next: fault.next,
      value: span.to,
    }),
  ];
}

interface SpanFault {
  readonly code: DiagnosticCode;
  readonly says: string;
  readonly next: string;
}

function spanFault(span: Span): SpanFault | undefined {
  const minutes = spanMinutes(span);
  if (minutes === 0) {
    return {
      code: 'TENANT-031',
      says: 'is empty',
      next: 'Write a later "to"; a whole day is from "00:00" to "24:00".',
    };
  }
  if (minutes < 0) {
    return {
      code: 'TENANT-032',
      says: 'ends before it begins',
      next: `Write "${span.to}+1" if it ends on the day after.`,
    };
  }
  if (minutes > DAY_MINUTES) {
    return {
      code: 'TENANT-033',
      says: 'is longer than 24 hours',
      next: 'Write an earlier "to", and more days.',
    };
  }
  return undefined;
}

function checkOpening({ document, at, changes, defaults }: WrittenMaintenance): readonly Diagnostic[] {
  if (defaults === undefined || (changes.window === undefined && changes.quietHours === undefined)) {
    return [];
  }
  const { window, quietHours } = mergedMaintenance(defaults, changes);
  const sound = [window, ...quietHours].every((span) => spanFault(span) === undefined);
  if (!sound || quietHours.length === 0 || opensOutside(window, quietHours)) {
    return [];
  }
  const field = changes.window === undefined ? 'quietHours' : 'window';
  return [
    diagnostic({
      code: 'TENANT-034',
      place: document.locate([...at, field], 'key'),
      message: `the maintenance window (${window.days.join(', ')} from ${window.from} to ${window.to}) lies wholly in quiet hours.`,
      next: 'Move the window or shorten the quiet hours, so that the tenant can be changed at some time.',
    }),
  ];
}
