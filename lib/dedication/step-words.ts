import { listText } from '../diagnostics/suggest';
import type { Place, StepId } from './dedication-document';

/** What a step does, and what is lost if nothing follows it. */
export interface StepWords {
  readonly does: string;
  readonly ifStopped: string;
}

export interface StepFacts {
  readonly tenant: string;
  readonly from: Place;
  readonly to: Place;
  /** Host names of the tenant's own, which move; none where it has only those that cells give it. */
  readonly hosts: readonly string[];
  /** Host that the cell it leaves gives it. */
  readonly oldHost: string;
  /** Host that the new cell gives it. */
  readonly newHost: string;
}

/** The words of a step, for people who decide whether it may begin. */
export function stepWords(id: StepId, facts: StepFacts): StepWords {
  const { tenant, from, to, hosts, oldHost, newHost } = facts;
  const [old, fresh] = [`cells/${from.cell}`, `cells/${to.cell}`];
  const names = listText(hosts);
  switch (id) {
    case 'cell':
      return {
        does: `Makes ${fresh} in account ${to.account}, ${to.region}, for this tenant alone.`,
        ifStopped: `Nothing is lost. An empty cell stands there, and costs what an idle one does.`,
      };
    case 'access':
      return {
        does: `Makes access/${tenant} there: the roles that the tenant is deployed with.`,
        ifStopped: 'Nothing is lost. Roles stand there that change no stack yet.',
      };
    case 'stack':
      return {
        does: `Makes tenants/${tenant} in ${fresh}, beside the one in ${old}. It answers to ${newHost} only.`,
        ifStopped: 'Nothing is lost. Viewers are served by the old stack, which is not touched.',
      };
    case 'export':
      return {
        does: `Reads the items and objects of the stack in ${old}: items are written to a file, objects are listed with their digests.`,
        ifStopped: 'Nothing is lost. Everything is where it was; what was written is a copy.',
      };
    case 'import':
      return {
        does: `Writes them to the stack in ${fresh}. What is there already and the same is left.`,
        ifStopped: 'Nothing is lost. Some copies are in the new stack; going on writes the others.',
      };
    case 'check':
      return {
        does: `Compares what was exported with what the stack in ${fresh} holds, item by item and object by object.`,
        ifStopped:
          'Nothing is lost. What viewers write from now on goes to the old stack, and is carried over last.',
      };
    case 'free-hosts':
      return {
        does: `Takes ${names} off the stack in ${old}, which keeps ${oldHost}.`,
        ifStopped: `${names} ${hosts.length === 1 ? 'is' : 'are'} dark: no stack answers there until the next step is done. No data is lost.`,
      };
    case 'take-hosts':
      return {
        does: `Gives ${names} to the stack in ${fresh}.`,
        ifStopped:
          'Viewers are served by the new stack. What they wrote to the old one after the export is not there yet; the old one keeps it.',
      };
    case 'late-writes':
      return {
        does: `Carries over what was written to the stack in ${old} after the export, where the new one was not written to as well.`,
        ifStopped: 'Nothing is lost. What both stacks were given is in a file, for somebody to look at.',
      };
    case 'keep-old':
      return {
        does: `Leaves the stack in ${old} as it is, with all its data, and writes down that the tenant has moved.`,
        ifStopped: 'Nothing is lost. Remove the old stack when nobody needs to go back any more.',
      };
  }
}
