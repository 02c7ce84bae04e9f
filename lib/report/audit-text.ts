import { printable, quoted } from '../diagnostics/printable';
import type { Actor, LedgerEntry, LedgerRecord } from '../rollout/ports';
import type { OperationOutcome } from '../rollout/rollout-event';
import type { StackVersion } from '../rollout/rollout-plan';
import { plural } from './plural';
import { utcTime } from './utc-time';

/** How much of a digest is shown to people. */
const DIGEST_SHOWN = 12;

/** One entry as one line: when, who, what. */
export function auditLine({ seq, at, actor, record }: LedgerEntry): string {
  return printable(`${String(seq).padStart(6)}  ${utcTime(at)}  ${actorText(actor)}  ${recordText(record)}`);
}

export function unreadableLine(seq: number): string {
  return `${String(seq).padStart(6)}  cannot be read; multiplex audit --verify says more`;
}

/** What a ledger that is whole is said to be, with what to keep of it. */
export function verdictLine({
  entries,
  head,
}: {
  entries: number;
  head: { seq: number; digest: string };
}): string {
  return entries === 0
    ? 'The ledger is empty.\n'
    : `The ledger is whole: ${entries} ${entries === 1 ? 'entry' : 'entries'}, each as it was written. Keep its head elsewhere, for --head:\n${head.seq}:${head.digest}\n`;
}

/** The stack that a record is about, where it is about one. */
export function stackOf(record: LedgerRecord): string | undefined {
  const about = record.kind === 'rollout-event' ? record.event : record;
  return 'stack' in about && typeof about.stack === 'string' ? about.stack : undefined;
}

function actorText({ caller, author, commit }: Actor): string {
  const source = [author, commit?.slice(0, DIGEST_SHOWN)].flatMap((part) => part ?? []);
  return source.length === 0 ? caller : `${caller} (${source.join(', ')})`;
}

/** What a record says, without when and by whom. */
export function recordText(record: LedgerRecord): string {
  switch (record.kind) {
    case 'taken':
      return `takes the fleet, as ${record.owner}`;
    case 'intent':
      return intentText(record);
    case 'outcome':
      return `${record.stack}: ${outcomeText(record.outcome)}`;
    case 'rollout-started':
      return `roll-out ${record.rollout} starts, plan ${record.plan.slice(0, DIGEST_SHOWN)}`;
    case 'rollout-event':
      return `roll-out ${record.rollout}: ${eventText(record.event)}`;
    case 'rollout-ended':
      return `roll-out ${record.rollout} ends: ${record.summary}`;
    case 'notice':
      return noticeText(record);
    case 'dedication':
      return `${record.stack}: step ${record.step} of the move from cells/${record.from} to cells/${record.to} is done: ${record.result}`;
    default:
      return unknownText(record);
  }
}

function noticeText({ stack, release, act, note, by }: Extract<LedgerRecord, { kind: 'notice' }>): string {
  const what = `${stack}: notice of ${release} ${act}`;
  return [by === undefined ? what : `${what} by ${by}`, ...(note === '' ? [] : [quoted(note)])].join(': ');
}

function intentText(record: Extract<LedgerRecord, { kind: 'intent' }>): string {
  const { purpose, rollout, stack, from, to, plan, agreed = plan, overrides } = record;
  const why = rollout === undefined ? purpose : `${purpose} ${rollout}`;
  return [
    `${stack}: ${why} begins ${moveText(from, to)}`,
    ...(agreed === undefined ? [] : [`plan ${agreed.slice(0, DIGEST_SHOWN)}`]),
    ...overrides.map(({ refusal, reason }) => `${refusal} overridden: ${quoted(reason)}`),
  ].join(', ');
}

/** A change of a tenant's own configuration stays at its release: the digests tell the difference. */
function moveText(from: StackVersion | undefined, to: StackVersion | undefined): string {
  return `${versionText(from)} → ${versionText(to)}`;
}

function versionText(version: StackVersion | undefined): string {
  return version === undefined ? 'nothing' : `${version.release} ${version.digest.slice(0, DIGEST_SHOWN)}`;
}

function outcomeText(outcome: OperationOutcome): string {
  switch (outcome.kind) {
    case 'succeeded':
      return `succeeded, now ${outcome.digest.slice(0, DIGEST_SHOWN)} (${outcome.operation})`;
    case 'failed':
      return `failed, ${outcome.digest === undefined ? 'not there' : `back at ${outcome.digest.slice(0, DIGEST_SHOWN)}`}: ${outcome.reason} (${outcome.operation})`;
    case 'not-started':
      return `was not started: ${outcome.reason}`;
    case 'stuck':
      return `is stuck in ${outcome.status}: ${outcome.next} (${outcome.operation})`;
    default:
      return unknownText(outcome);
  }
}

function eventText(event: Extract<LedgerRecord, { kind: 'rollout-event' }>['event']): string {
  switch (event.kind) {
    case 'found':
      return `${event.stack} was found ${event.as}, and is left`;
    case 'left':
      return `${event.stack} is left (${event.why}): ${event.detail}`;
    case 'sampled':
      return `${plural(event.requests, 'request')} seen in ring ${event.ring + 1}, wave ${event.wave + 1}; ${event.bad.length === 0 ? 'all healthy' : badText(event.bad)}`;
    case 'pinned':
      return `${event.stack} is pinned to ${event.release}`;
    case 'overridden':
      return `${event.override.rule} is set aside for ${event.override.stack ?? 'every stack'} by ${event.override.by}: ${quoted(event.override.reason)}`;
    case 'skip':
      return `${event.by} skips ${event.stack}: ${quoted(event.reason)}`;
    case 'pause':
    case 'resume':
    case 'abort':
    case 'halt':
    case 'retry':
      return `${event.by} says ${event.kind}: ${quoted(event.reason)}`;
    default:
      return unknownText(event);
  }
}

function badText(bad: readonly { stack: string; requests: number; errorPercent: number }[]): string {
  return bad
    .map(
      ({ stack, requests, errorPercent }) =>
        `${stack} failed ${errorPercent} % of ${plural(requests, 'request')}`,
    )
    .join(', ');
}

/** What a newer version wrote is shown as it is. */
function unknownText(unknown: never): string {
  return JSON.stringify(unknown);
}
