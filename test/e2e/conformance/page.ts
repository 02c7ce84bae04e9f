import { ALL_ADAPTATIONS } from '../adapt-template';
import type { BehaviourFinding, Findings, TypeFinding } from './findings';

/** The page `docs/emulator.md`. There is nothing in it that differs from run to run. */
export function conformancePage(version: string, findings: Findings): string {
  const { types, groups } = findings;
  return [
    '# What the emulator shows',
    '',
    `\`npm run e2e\` runs against ministack ${version}, which is pinned. This page says how far that carries: what the`,
    'emulator does as AWS does, what it drops, and what therefore remains to be shown on AWS. It is written by',
    '`npm run e2e -- --write-conformance`, which tries each line, and every run compares what it finds with the page: a line',
    'that is no longer true fails the run. How to run the lane is in [Running it](#running-it).',
    '',
    ...adaptationSection(),
    ...typeSection(types),
    ...groups.flatMap(({ title, behaviours }) => behaviourSection(title, behaviours)),
    ...remainsSection(findings),
    ...RUNNING,
    '',
  ].join('\n');
}

/** What is open, each the rest of a sentence. */
export function openQuestions({ types, groups }: Findings): readonly string[] {
  const dropped = types.flatMap(({ type, dropped: properties }) =>
    properties.map((property) => `\`${type}\` comes with its template’s ${property}`),
  );
  const behaviours = groups.flatMap((group) => group.behaviours.filter(({ holds }) => !holds));
  return [
    ...ALL_ADAPTATIONS.map(({ remains }) => remains),
    ...dropped,
    ...behaviours.map(({ remains }) => remains),
    ...ALWAYS_OPEN,
  ];
}

/** What no run on one machine can show, whatever the emulator does. */
const ALWAYS_OPEN: readonly string[] = [
  'a role that was made seconds ago is waited for until IAM knows it everywhere',
  'throttling of CloudFormation, DynamoDB and CloudFront is stood through',
  'quotas are what the fleet’s limits take them to be',
];

function adaptationSection(): readonly string[] {
  return [
    '## What is changed in templates for it',
    '',
    'The templates are what AWS gets. For the emulator alone, `test/e2e/adapt-template.ts` changes these things, and each run',
    'says which resources were concerned.',
    '',
    ...table(
      ['what', 'why'],
      ALL_ADAPTATIONS.map(({ what, reason }) => [what, reason]),
    ),
    '',
  ];
}

function typeSection(types: readonly TypeFinding[]): readonly string[] {
  return [
    '## Resource types',
    '',
    'Every type of the cell’s and the tenants’ templates, made from those templates; and properties that matter here, read',
    'back. A dash says that there was nothing to read, or nothing missing.',
    '',
    ...table(
      ['type', 'made', 'kept', 'dropped'],
      types.map(({ type, isKnown, kept, dropped }) => [
        `\`${type}\``,
        isKnown ? 'yes' : '**no**',
        kept.join(', ') || '–',
        dropped.length === 0 ? '–' : `**${dropped.join(', ')}**`,
      ]),
    ),
    '',
  ];
}

function behaviourSection(title: string, behaviours: readonly BehaviourFinding[]): readonly string[] {
  return [
    `## ${title}`,
    '',
    ...table(
      ['at AWS', 'at the emulator'],
      behaviours.map(({ behaviour, holds }) => [behaviour, holds ? 'the same' : '**not so**']),
    ),
    '',
  ];
}

function remainsSection(findings: Findings): readonly string[] {
  return [
    '## What remains to be shown on AWS',
    '',
    'That',
    '',
    ...openQuestions(findings).map((sentence) => `- ${sentence};`),
    '',
  ].map((line, index, lines) => (index === lines.length - 2 ? line.replace(/;$/, '.') : line));
}

/** A table as the formatter writes it: columns of one width. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, column) =>
    Math.max(MARKDOWN_RULE_MIN, title.length, ...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], fill = ' '): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...rows.map((cells) => line(cells)),
  ];
}

const MARKDOWN_RULE_MIN = 3;

const COMMANDS = [
  [
    '`npm run e2e`',
    'an emulator of its own, on the loopback interface and a free port, gone when the run ends. It needs Python 3.11 or newer with `venv` and, the first time, a package index; the packages of `test/e2e/requirements.txt` go to `.multiplex/emulator/venv`',
  ],
  [
    '`AWS_ENDPOINT_URL=http://127.0.0.1:4566 npm run e2e`',
    'an emulator that is there already. Its functions must find the AWS SDK: start it with `NODE_PATH` set to the project’s `node_modules`, and with `AUTH=true` for policies to be enforced',
  ],
  [
    '`npm run e2e -- --account --domain … --hosted-zone-id … --certificate-arn …`',
    'the AWS account of the present credentials. Account, Region and what will be made and deleted are shown first, and the account’s id must be typed, or given with `--yes-touch-account`',
  ],
];

const EXIT_STATUSES = [
  ['0', 'everything was shown'],
  ['1', 'something was not'],
  ['2', 'used wrongly, or the use of an account was not confirmed'],
  ['3', 'the emulator could not be installed; the last line begins with `E2E DID NOT RUN`'],
];

const RUNNING: readonly string[] = [
  '## Running it',
  '',
  ...table(['command', 'where it works'], COMMANDS),
  '',
  'Every name ends in a suffix of the run’s own, so runs may share an account, an emulator or a machine. What a run did not',
  'start itself it leaves as it was, but for what a deleted stack retains and the run cannot delete, which it names. The run',
  'ends by itself and leaves no process and no file behind, also when it is killed.',
  '',
  ...table(['exit status', 'meaning'], EXIT_STATUSES),
];
