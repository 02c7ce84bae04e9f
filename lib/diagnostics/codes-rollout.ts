import type { CatalogueEntry } from './catalogue-entry';

/** Why a roll-out cannot be planned. */
export const ROLLOUT_CODES = {
  'ROLLOUT-001': {
    title: 'Nobody would move',
    meaning:
      'Every tenant of the fleet is at the release or beyond it, is held, or is not deployed. A roll-out never moves a tenant backwards: that is what `multiplex rollback` is for.',
  },
  'ROLLOUT-002': {
    title: 'A cell that has to move first is not deployed',
    meaning:
      'A cell is never behind its tenants, so it moves before them. It cannot be moved while it is not there.',
  },
  'ROLLOUT-003': {
    title: 'An override is for nobody',
    meaning: 'The override names a stack that the fleet does not have, so it would set nothing aside.',
  },
  'ROLLOUT-004': {
    title: 'An override without a reason',
    meaning:
      'Whoever sets a rule aside says why. The reason is part of the plan and stays in the ledger for good.',
  },
  'ROLLOUT-005': {
    title: 'A roll-out is not over',
    meaning:
      'A fleet has one roll-out at a time, so that nobody has to work out what two of them do to a tenant. Go on with the one that there is, or abort it: what it moved stays where it is.',
  },
  'ROLLOUT-006': {
    title: 'A cell of a roll-out is gone',
    meaning:
      'The roll-out was planned for a cell that fleet.yaml no longer has, so nobody knows in which account and Region its stacks are.',
  },
  'ROLLOUT-007': {
    title: 'No roll-out',
    meaning: 'The ledger has no roll-out that is not over, or none with that id.',
  },
  'ROLLOUT-010': {
    title: 'An override of traffic for one stack',
    meaning:
      'The requests of a bake are those of all tenants of a ring together, so they can be set aside only for everybody.',
  },
  'ROLLOUT-011': {
    title: 'A release has other roles for tenants',
    meaning:
      'The roles that tenants are deployed with are rendered at the release of their cell, and this release has others. A roll-out moves tenants and the cells that they need, and never changes who may deploy: that is a plan of its own, which comes first.',
  },
  'ROLLOUT-012': {
    title: 'The roles of a tenant are missing',
    meaning:
      'The tenant would be moved with roles of its own, as `access` in fleet.yaml says, and `access/<tenant>` is not deployed, or is not what the release of its cell makes. Nothing was started. `multiplex deploy access/<tenant>` makes it, by whoever looks after the account.',
  },
} satisfies Record<`ROLLOUT-${number}`, CatalogueEntry>;
