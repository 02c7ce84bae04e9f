import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import { parseFleetFile } from '../fleet/fleet-draft';
import { readFleetFile } from '../fleet/read-fleet';
import { DynamoDbStore } from '../ledger/dynamodb-store';
import type { Head } from '../ledger/entry-chain';
import type { LedgerStore } from '../ledger/ledger-store';
import { storedLines, verifyStored } from '../ledger/stored-lines';
import type { StoredLine } from '../ledger/stored-lines';
import { auditLine, stackOf, unreadableLine, verdictLine } from '../report/audit-text';
import { problemList } from '../report/problem-list';
import { databaseFolder } from './engine-options';
import type { EngineOptions } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { openLedgerTable } from './open-ledger-table';

export interface AuditOptions extends EngineOptions {
  readonly fleet: string;
  readonly json: boolean;
  readonly verify: boolean;
  /** An earlier answer of `--verify`: sequence number, colon, digest. */
  readonly head?: readonly string[];
  /** `2026-11-01`, `2026-11-01T09:00Z`. */
  readonly since?: string;
}

/** `multiplex audit [tenant]`: tells what was done, or whether the record of it is whole, and exits with 1 when it is not. */
export async function audit(name: string | undefined, options: AuditOptions, host: Host): Promise<ExitCode> {
  const since = options.since === undefined ? 0 : Date.parse(options.since);
  const heads = (options.head ?? []).map(parseHead);
  if (Number.isNaN(since) || heads.includes(undefined)) {
    host.stderr('--since takes a date such as 2026-11-01, --head what --verify answered: 1234:<digest>.\n');
    return EXIT.usage;
  }
  const rootFolder = resolve(host.cwd, options.fleet);
  const { fields, diagnostics } = parseFleetFile(readFleetFile(rootFolder));
  if (fields.name === undefined) {
    host.stderr(problemList(diagnostics));
    return EXIT.no;
  }
  if (options.engine === 'local' && !existsSync(databaseFolder(rootFolder, options))) {
    host.stderr('Nothing was done here yet with the local engine.\n');
    return EXIT.fine;
  }
  const table = await openLedgerTable(rootFolder, options);
  const store = new DynamoDbStore({ ...table, fleet: fields.name });
  try {
    return options.verify
      ? await verify(
          fields.name,
          store,
          { heads: heads.flatMap((head) => head ?? []), json: options.json },
          host,
        )
      : await tell(store, { stack: stackNamed(name), since, json: options.json }, host);
  } finally {
    await table.close();
  }
}

interface Question {
  readonly stack: string | undefined;
  readonly since: number;
  readonly json: boolean;
}

async function tell(store: LedgerStore, question: Question, host: Host): Promise<ExitCode> {
  let isFirst = true;
  host.stdout(question.json ? '[' : '');
  for await (const line of storedLines(store)) {
    if (isAskedFor(line, question)) {
      host.stdout(
        question.json ? `${isFirst ? '' : ','}\n${JSON.stringify(lineValue(line))}` : `${lineText(line)}\n`,
      );
      isFirst = false;
    }
  }
  host.stdout(question.json ? '\n]\n' : '');
  return EXIT.fine;
}

/** What cannot be read is about nobody, and nobody can say that it is not. */
function isAskedFor(line: StoredLine, { stack, since }: Question): boolean {
  if (line.kind === 'unreadable') {
    return true;
  }
  return line.entry.at >= since && (stack === undefined || stackOf(line.entry.record) === stack);
}

function lineText(line: StoredLine): string {
  return line.kind === 'entry' ? auditLine(line.entry) : unreadableLine(line.seq);
}

function lineValue(line: StoredLine): unknown {
  return line.kind === 'entry' ? line.entry : { seq: line.seq, unreadable: line.text };
}

async function verify(
  fleet: string,
  store: LedgerStore,
  { heads, json }: { readonly heads: readonly Head[]; readonly json: boolean },
  host: Host,
): Promise<ExitCode> {
  const verdict = await verifyStored(store, heads);
  const ok = verdict.faults.length === 0;
  if (json) {
    host.stdout(`${JSON.stringify({ fleet, ok, ...verdict }, undefined, 2)}\n`);
    return ok ? EXIT.fine : EXIT.no;
  }
  if (ok) {
    host.stdout(verdictLine(verdict));
    return EXIT.fine;
  }
  host.stderr(
    problemList(
      verdict.faults.map(({ seq, message }) =>
        diagnostic({
          code: 'LEDGER-005',
          place: { file: `entry ${seq} of ${fleet}` },
          message: `${message}.`,
          next: 'Compare with a backup of the table; docs/ledger.md says how.',
        }),
      ),
    ),
  );
  return EXIT.no;
}

/** Of a tenant that is gone too, so nobody asks the fleet. */
function stackNamed(name: string | undefined): string | undefined {
  return name === undefined || name.includes('/') ? name : `tenants/${name}`;
}

function parseHead(text: string): Head | undefined {
  const [, seq, digest] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq === undefined || digest === undefined ? undefined : { seq: Number(seq), digest };
}
