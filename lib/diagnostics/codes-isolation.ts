import type { CatalogueEntry } from './catalogue-entry';

/** What the prover finds in a template before it is deployed. Each is an error: nothing is written. */
export const ISOLATION_CODES = {
  'ISOLATION-001': {
    title: 'A role is granted more than the tenant’s own',
    meaning:
      'No rule covers the action on the resource, so the role could reach what belongs to another tenant, of today or to come. The message names the nearest rule and what is missing. Narrow the statement; where it is right as it is, write a rule for it in `lib/isolation/policy`.',
  },
  'ISOLATION-002': {
    title: 'A policy that cannot be read',
    meaning:
      'A policy must say what it grants. `NotAction`, `NotResource` and `NotPrincipal` say what is left out; a managed policy may say something else tomorrow; an intrinsic function that this proof does not know may give anything. Write the statements out, in the stack.',
  },
  'ISOLATION-003': {
    title: 'A stranger may take a role or use a resource',
    meaning:
      'Only the cell’s services take the role of a tenant, and nobody is everybody: a condition beside `Principal: "*"` does not make up for it. Name the principal.',
  },
  'ISOLATION-004': {
    title: 'The policy of a resource lets others in',
    meaning:
      'A policy that sits on a bucket, key, topic, queue or function names somebody whom no rule covers. A service must act for a resource of the same stack, which `aws:SourceArn` says; the account alone is not enough for a tenant, since its neighbours are in it.',
  },
  'ISOLATION-005': {
    title: 'A type of resource that nobody has examined',
    meaning:
      'The proof has a table of resource types and of what each can reach. A type that is not in it may reach anything. Add it to `lib/isolation/resources`, with a rule for every property that can name something outside the stack.',
  },
  'ISOLATION-006': {
    title: 'A property that no rule examines',
    meaning:
      'The property is not in the table of what the type may have, or it refers to something beyond the stack where no rule expects it. Leave it out, or add it to `lib/isolation/resources` with a rule.',
  },
  'ISOLATION-007': {
    title: 'A distribution or record beyond the tenant’s own',
    meaning:
      'A distribution serves its tenant’s hosts from its own bucket, from its prefix of the cell’s media bucket, from the cell’s player app, from the platform API under its own id, and from hosts that its own settings name. This one does something else.',
  },
  'ISOLATION-008': {
    title: 'Two tenants answer for the same host',
    meaning:
      'CloudFront refuses a host name that two distributions claim, or sends viewers of one brand to the other. Leave the host with one of the two.',
  },
  'ISOLATION-009': {
    title: 'Logs, metrics or alarms of somebody else',
    meaning:
      'Logs of a tenant lie below its own prefix of the cell’s log bucket, and its alarms and dashboards read metrics of its own resources.',
  },
  'ISOLATION-010': {
    title: 'The provisioner is asked for something that is not the tenant’s',
    meaning:
      'The cell’s provisioner serves all of its tenants, so what a stack asks of it must name that stack’s tenant and resources; and what the client wrote must reach it as text, with nothing in it that CloudFormation would resolve.',
  },
  'ISOLATION-011': {
    title: 'A name of another tenant',
    meaning:
      'A name, tag or text of the stack names a tenant that is not its own, or holds the id or a domain of another tenant of the fleet. If an id happens to be a word that the blueprint itself says, add the word to `lib/isolation/strings/words.ts`.',
  },
  'ISOLATION-012': {
    title: 'A tie to another stack, cell or account',
    meaning:
      'Stacks are tied by the versioned contract of their cell and by nothing else: no export, no import, no dynamic reference, no macro, no ARN of another account. A tie makes a change of one stack a change of another.',
  },
} satisfies Record<`ISOLATION-${number}`, CatalogueEntry>;
