/** The rooms of the house and who may import whom: what the lint rule is generated from and the house tests check. */
export interface Room {
  /** Folders inside the room, which may import each other freely. @default none */
  readonly folders?: readonly string[];
  /** Other rooms whose files may be imported. */
  readonly rooms: readonly string[];
  /** Packages, each with its subpaths. */
  readonly packages: readonly string[];
  /** Files that may use `node:*`, by name without ending; `all` for a room that does I/O. */
  readonly node: 'all' | readonly string[];
}

export const ROOMS: Readonly<Record<string, Room>> = {
  diagnostics: { rooms: [], packages: [], node: [] },
  fleet: {
    folders: ['brand', 'checks', 'schema', 'yaml'],
    rooms: ['diagnostics'],
    packages: ['zod', 'js-yaml', 'yaml', 'saxes'],
    node: [
      'files-digest',
      'pin-release',
      'read-entry',
      'read-fleet',
      'read-folder',
      'read-tenant',
      'write-at-once',
    ],
  },
  access: { rooms: ['fleet', 'diagnostics'], packages: [], node: [] },
  blueprint: {
    folders: ['access', 'cell', 'tenant', 'features'],
    rooms: ['diagnostics', 'fleet'],
    packages: ['aws-cdk-lib', 'constructs', 'zod'],
    node: ['isolation-plugin'],
  },
  handlers: {
    folders: ['brand', 'fence', 'partition', 'protocol', 'zip'],
    rooms: [],
    packages: ['@aws-sdk'],
    node: 'all',
  },
  release: { rooms: ['blueprint', 'fleet', 'diagnostics'], packages: ['esbuild', 'zod'], node: 'all' },
  render: {
    folders: ['assemble', 'shape'],
    rooms: ['release', 'isolation', 'blueprint', 'fleet', 'diagnostics'],
    packages: [],
    node: 'all',
  },
  plan: {
    folders: ['causes', 'refusals'],
    rooms: ['render', 'isolation', 'fleet', 'diagnostics'],
    packages: ['@aws-cdk/cloudformation-diff', 'zod'],
    node: ['plan-digest'],
  },
  customization: { rooms: ['plan', 'render', 'fleet', 'diagnostics'], packages: [], node: [] },
  history: {
    rooms: ['rollout', 'plan', 'render', 'release', 'fleet', 'diagnostics'],
    packages: [],
    node: 'all',
  },
  isolation: {
    folders: ['policy', 'resources', 'strings'],
    rooms: ['fleet', 'diagnostics'],
    packages: [],
    node: [],
  },
  rollout: {
    folders: ['calendar', 'runner'],
    rooms: ['plan', 'render', 'fleet', 'diagnostics'],
    packages: [],
    node: [],
  },
  notice: { rooms: ['rollout', 'fleet', 'diagnostics'], packages: ['zod'], node: [] },
  capacity: { rooms: ['rollout', 'render', 'fleet', 'diagnostics'], packages: [], node: [] },
  dedication: {
    rooms: ['rollout', 'plan', 'isolation', 'render', 'fleet', 'diagnostics'],
    packages: ['zod'],
    node: [],
  },
  engine: {
    folders: [
      'cloudformation',
      'data',
      'local',
      'local/operation',
      'local/resources',
      'local/services',
      'local/state',
      'local/template',
    ],
    rooms: ['dedication', 'rollout', 'plan', 'render', 'release', 'fleet', 'diagnostics'],
    packages: [
      '@aws-sdk',
      '@smithy',
      '@aws-cdk/toolkit-lib',
      '@aws-cdk/cloudformation-diff',
      '@aws-cdk/cloudformation-diff/lib/diff',
      'dynalite',
      'zod',
    ],
    node: 'all',
  },
  ledger: {
    rooms: ['rollout', 'plan', 'fleet', 'diagnostics'],
    packages: ['@aws-sdk', 'dynalite', 'zod'],
    node: 'all',
  },
  report: {
    folders: ['html'],
    rooms: [
      'access',
      'capacity',
      'customization',
      'dedication',
      'isolation',
      'notice',
      'plan',
      'rollout',
      'fleet',
      'render',
      'release',
      'diagnostics',
    ],
    packages: [],
    node: [],
  },
  preview: {
    folders: ['edge', 'pages', 'server'],
    rooms: ['report', 'render', 'release', 'fleet', 'diagnostics'],
    packages: ['zod'],
    node: 'all',
  },
  cli: {
    folders: ['rollout', 'tour'],
    rooms: [
      'access',
      'capacity',
      'customization',
      'dedication',
      'engine',
      'history',
      'isolation',
      'ledger',
      'notice',
      'plan',
      'preview',
      'render',
      'release',
      'report',
      'rollout',
      'fleet',
      'diagnostics',
    ],
    packages: ['commander', '@inquirer/prompts'],
    node: 'all',
  },
};

/** Rooms that decide and never act: no clock, no chance, no process, no output. */
export const PURE_ROOMS = [
  'diagnostics',
  'fleet',
  'access',
  'plan',
  'customization',
  'dedication',
  'isolation',
  'capacity',
  'notice',
  'rollout',
  'report',
];
