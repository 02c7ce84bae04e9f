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
} satisfies Record<`ROLLOUT-${number}`, CatalogueEntry>;
