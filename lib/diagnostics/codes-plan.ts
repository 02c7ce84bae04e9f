import type { CatalogueEntry } from './catalogue-entry';

/** What a plan refuses. Each can be overridden by its name, but for the two that say otherwise. */
export const PLAN_CODES = {
  'PLAN-001': {
    title: 'A resource that holds data is replaced',
    meaning:
      'CloudFormation would make a new table, bucket, user pool, log group or key and go on with that one, empty. The old one is deleted, or stays behind without a stack. Find a way to change it in place, or move the data first. Override: `data-replaced`.',
  },
  'PLAN-002': {
    title: 'A resource that holds data is removed',
    meaning:
      'The stack would give up a table, bucket, user pool, log group or key. Even where it stays in the account, nothing looks after it any more. Override: `data-removed`.',
  },
  'PLAN-003': {
    title: 'A value of the contract changes',
    meaning:
      'Tenants read what their cell promises under a name of the contract whenever they are deployed, so another value under the same name is a change of every tenant, at a time that nobody chose. Values are written once: add `v2` beside `v1`. Override: `contract-changed`.',
  },
  'PLAN-004': {
    title: 'A host name goes',
    meaning:
      'Viewers come by this name, from bookmarks, apps and televisions that nobody can recall. Afterwards the stack does not answer to it. Override: `host-removed`.',
  },
  'PLAN-005': {
    title: 'A permission is wider than before',
    meaning:
      'A policy allows an action, a resource or a principal that it did not, or under fewer conditions. The message says which. Override: `permission-widened`.',
  },
  'PLAN-006': {
    title: 'A tenant could reach another',
    meaning:
      'The proof of isolation fails for a stack that changes; `docs/isolation.md` has the rules. There is no way to override it.',
  },
  'PLAN-007': {
    title: 'A protection is removed',
    meaning:
      'A guard against loss, exposure or blindness is gone or weaker than before: a retention policy, deletion protection, backups, versioning, encryption, a block on public access, a web ACL, an alarm. Override: `protection-removed`.',
  },
  'PLAN-008': {
    title: 'A tenant or a cell is removed',
    meaning:
      'Its stack would be deleted and its hosts go dark. A changed folder name is a removal too: the new stack starts with no data, no accounts and another address. Override: `stack-removed`.',
  },
  'PLAN-009': {
    title: 'A stack moves to another account, Region or cell',
    meaning:
      'A stack is where it was made. In another account or Region there is a new one, empty, and the old one stays; in another cell the items of the tenant stay in the old table. `multiplex dedicate` moves a tenant with its data to a cell of its own. Override: `stack-moved`.',
  },
  'PLAN-010': {
    title: 'More changes than was meant',
    meaning:
      'Stacks change that are outside the declared scope: what `--scope` says, or what the changed files are about. Either the change does more than it should, or the scope is wider: declare it. There is no other override.',
  },
  'PLAN-011': {
    title: 'An override without effect',
    meaning:
      'An override names no refusal of this plan, or one that cannot be overridden. An override that waits for a refusal to come would let it pass unread.',
  },
  'PLAN-012': {
    title: 'Accounts of viewers stay behind',
    meaning:
      'A tenant that moves to a cell of its own gets a new user pool. Cognito gives nobody the passwords of the old one, and accounts that are made anew have other ids, by which applications may keep things. Import the users and have them set a new password, or migrate each at the next sign-in; then say so. Override: `accounts-left`.',
  },
} satisfies Record<`PLAN-${number}`, CatalogueEntry>;
