import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { load } from 'js-yaml';

import { chainedLines, NOTHING_BEFORE } from '../../lib/ledger/entry-chain';
import { PARTITIONS } from '../../lib/ledger/item-keys';
import { ledgerTable } from '../../lib/ledger/ledger-table';
import { PROJECT } from '../render/example-fleet';
import { intent, outcome } from './ledger-records';

/** The script of docs/ledger.md that checks lines. */
const SCRIPT =
  /```bash\n([\s\S]*?)```/.exec(readFileSync(join(PROJECT, 'docs/ledger.md'), 'utf8'))?.[1] ?? '';

const LINES = chainedLines(
  NOTHING_BEFORE,
  { at: 1, fleet: 'rally', actor: { caller: 'local:kim', author: 'Ki\\m  "K" {Ö} <kim@a.example>' } },
  [{ kind: 'taken', owner: ' two  spaces ' }, intent(1), outcome(1)],
);

function check(lines: readonly string[]): readonly string[] {
  const { stdout } = spawnSync('bash', ['-c', SCRIPT], { input: `${lines.join('\n')}\n`, encoding: 'utf8' });
  return stdout.trim().split('\n');
}

describe('the script of the docs, which needs nothing of this program', () => {
  test('finds a sound chain sound, and gives its head', () => {
    expect(check(LINES)).toEqual([`3:${LINES[2]?.split(' ')[0]}`]);
  });

  test('finds an entry that was changed', () => {
    expect(check(LINES.map((line) => line.replace('"at":1,', '"at":2,')))).toContain('entry 2 was changed');
  });

  test('finds an entry that was changed together with its digest', () => {
    const json = (LINES[1] ?? '').slice(65).replace('"at":1,', '"at":2,');
    const resealed = `${createHash('sha256').update(json).digest('hex')} ${json}`;
    expect(check(LINES.with(1, resealed))).toContain('entry 3 does not follow the one before it');
  });

  test('finds an entry that was removed', () => {
    expect(check(LINES.toSpliced(1, 1))).toContain('entry 2 does not follow the one before it');
  });
});

interface Policy {
  readonly Properties: { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
}

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describe('the template of the docs', () => {
  const { Resources } = load(readFileSync(join(PROJECT, 'docs/ledger-table.yaml'), 'utf8')) as {
    readonly Resources: { Table: { Properties: Record<string, unknown> }; Writer: Policy; Reader: Policy };
  };

  function statements(policy: Policy): readonly Statement[] {
    return policy.Properties.PolicyDocument.Statement;
  }

  test('makes the table that the program makes for itself', () => {
    const { TableName: _, ...made } = ledgerTable('any');
    expect(Resources.Table.Properties).toMatchObject(made);
  });

  test('lets a writer change no item in place, and delete requests alone', () => {
    const actions = statements(Resources.Writer).map(({ Action }) => Action);
    expect(actions).toEqual([
      ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'],
      ['dynamodb:DeleteItem'],
    ]);
    expect(statements(Resources.Writer)[1]?.Condition['ForAllValues:StringEquals']).toEqual({
      'dynamodb:LeadingKeys': [{ 'Fn::Sub': PARTITIONS.requests('${Fleet}') }],
    });
  });

  test('lets a reader read', () => {
    expect(statements(Resources.Reader).map(({ Action }) => Action)).toEqual([
      ['dynamodb:GetItem', 'dynamodb:Query'],
    ]);
  });

  test('keeps both to the partitions of the fleet', () => {
    const keys = Object.values(PARTITIONS).map((partition) => ({ 'Fn::Sub': partition('${Fleet}') }));
    for (const [all] of [statements(Resources.Writer), statements(Resources.Reader)]) {
      expect(new Set(Object.values(all?.Condition['ForAllValues:StringEquals'] ?? {}).flat())).toEqual(
        new Set(keys),
      );
      expect(all?.Condition['Null']).toEqual({ 'dynamodb:LeadingKeys': 'false' });
    }
  });
});
