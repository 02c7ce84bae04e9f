/** What is so before a command of a document is run, and which are not run. */
export interface Circumstances {
  /** A line of shell, in the folder of the fleet. */
  readonly shell?: string;
  /** Why the command is not run. Its name and options are checked all the same. */
  readonly notRun?: string;
}

/** By document, then by the beginning of the command. Where a command is shown twice, in the order of the document. */
export const CIRCUMSTANCES: Readonly<Record<string, readonly (readonly [string, Circumstances])[]>> = {
  'README.md': [
    [
      'npx multiplex validate',
      { shell: "sed -i 's/tier: premium/tier: premum/' tenants/rally-north/tenant.yaml" },
    ],
    [
      'npx multiplex plan',
      { shell: "git checkout -q . && sed -i 's/#0b3d91/#0b3d92/' tenants/rally-north/tenant.yaml" },
    ],
    ['npx multiplex deploy', { shell: "sed -i 's/#0b3d92/#0b3d93/' tenants/rally-north/tenant.yaml" }],
    ['npx multiplex preview', { notRun: 'it serves until it is stopped; test/preview does that' }],
  ],
  'docs/ledger.md': [
    ['npx multiplex audit', { notRun: 'it shows a ledger in AWS; the runbook shows one of this machine' }],
    ['npx multiplex audit', { notRun: 'it shows a ledger in AWS; the runbook shows one of this machine' }],
  ],
  'docs/plan.md': [
    ['npx multiplex plan', { shell: "sed -i 's/#0b3d91/#0b3d92/' tenants/rally-north/tenant.yaml" }],
  ],
  'docs/preview.md': [
    ['npx multiplex preview', { notRun: 'it serves until it is stopped; test/preview does that' }],
  ],
  'docs/releases.md': [
    [
      'npx multiplex release diff',
      { notRun: 'it makes 260 shapes, for ten seconds; test/cli/release.test.ts does that' },
    ],
    ['npx multiplex release verify', { notRun: 'it makes every shape again; npm run releases does that' }],
  ],
};
