import type { CatalogueEntry } from './catalogue-entry';

/** Engines, where changes are made. 001 to 049 are of the local one, 050 to 099 of CloudFormation. */
export const ENGINE_CODES = {
  'ENGINE-001': {
    title: 'The local engine is in use',
    meaning:
      'Another process has the folder that the local engine keeps its state in, and two would spoil it for each other. Wait until that one has ended. If the process of that number has nothing to do with Multiplex, as after a crash of the machine, remove the file `lock`.',
  },
  'ENGINE-002': {
    title: 'The state of the local engine cannot be read',
    meaning:
      'The file holds something that no version of the local engine wrote there, or that another version wrote in another form. Move the folder away; the local engine starts with an empty one.',
  },
  'ENGINE-003': {
    title: 'A file for the local engine is not as it should be',
    meaning:
      '`faults.json` and `traffic.json` are written by people. The message says what is wrong in them; `docs/local-engine.md` says what they hold.',
  },
  'ENGINE-050': {
    title: 'AWS takes no credentials',
    meaning:
      'There are no credentials, or they have expired, as those of a sign-in do after some hours. Nothing is lost: what was started goes on by itself, and the same command takes it up again. Sign in and run it once more.',
  },
  'ENGINE-051': {
    title: 'AWS denies a call',
    meaning:
      'The role that the engine works with may not do what it must. `docs/rollout-engines.md` lists the actions; the roles of `cdk bootstrap` allow them all. What was started goes on by itself, and the same command takes it up again.',
  },
  'ENGINE-052': {
    title: 'An account is not prepared for the CDK',
    meaning:
      'Stacks are deployed by way of a bucket and roles that `cdk bootstrap` makes once in every account and Region. They are not there, or from too old a version of the CDK.',
  },
  'ENGINE-053': {
    title: 'The credentials are for another account',
    meaning:
      'The roles of `cdk bootstrap` in the account of the stack cannot be taken, and the credentials of the process are for another account, where a stack of the same name would be somebody else’s.',
  },
} satisfies Record<`ENGINE-${number}`, CatalogueEntry>;
