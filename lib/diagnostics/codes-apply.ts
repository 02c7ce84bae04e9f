import type { CatalogueEntry } from './catalogue-entry';

/** Why a plan is not applied. */
export const APPLY_CODES = {
  'APPLY-001': {
    title: 'No plan in the file',
    meaning:
      'The file is not what `multiplex plan --out` writes: it cannot be read, is no JSON, or has other fields. Plans of an older version are no plans of this one.',
  },
  'APPLY-002': {
    title: 'The plan was changed',
    meaning:
      'What the plan says does not have the digest that it carries, so somebody or something edited it after it was made. What was approved is not what the file says now.',
  },
  'APPLY-003': {
    title: 'The plan is refused',
    meaning:
      'A refusal of the plan stands. Only a plan that is clear is applied: change the fleet, or plan again and override the refusal with a reason, which then is part of the plan and of the ledger.',
  },
  'APPLY-004': {
    title: 'The files render something else',
    meaning:
      'The working tree no longer gives the bytes that the plan names by their digest. What was reviewed is not what would be deployed, so nothing is. Check the commit out that was planned, or plan again.',
  },
  'APPLY-005': {
    title: 'Something else is deployed',
    meaning:
      'The stack is not at the template that the plan starts from: somebody changed it since, or the plan was made against a commit that was never deployed. Plan again with `--deployed`.',
  },
  'APPLY-006': {
    title: 'A release would change',
    meaning:
      '`deploy` changes the configuration of a tenant at the release that it runs. To move a tenant to another release is another act, with rings, windows and notice: `multiplex rollout start`, or `multiplex rollback`.',
  },
  'APPLY-007': {
    title: 'No release to go back to',
    meaning:
      'The ledger knows of no other release that the stack ran before. Say which one is meant: `multiplex rollback <tenant> --to <release>`.',
  },
  'APPLY-008': {
    title: 'Somebody else has the fleet',
    meaning:
      'Another process changes the fleet at the moment, or ended without letting it go. It is free again at the time that is said; nothing was done.',
  },
  'APPLY-009': {
    title: 'No way back to a newer release',
    meaning:
      'A rollback goes to an older release, or to one that the ledger says the stack ran before, at once and without notice. To a newer one leads a roll-out, which begins with a canary.',
  },
  'APPLY-010': {
    title: 'The roles of a tenant are missing',
    meaning:
      'The tenant is deployed with roles of its own, as `access` in fleet.yaml says, and the stack that holds them is not there. Who deploys a tenant cannot make it: whoever looks after the account does, with `multiplex deploy access/<tenant>`, or a plan that holds both is applied.',
  },
} satisfies Record<`APPLY-${number}`, CatalogueEntry>;
