import type { Refusal } from '../plan-document';
import type { ComparedStack } from './compared-stack';
import { resourcesOf, text } from './compared-stack';
import type { Grant } from './grants';
import { policiesOf } from './grants';
import { refuse } from './refusal-catalogue';

/**
 * What is allowed that was not. A grant is covered by an earlier one of the same holder that is as wide or wider: in
 * its action and resource, where `*` stands for anything, in its principal, and with no condition more.
 */
export function permissionRefusals({ stack, before, after }: ComparedStack): readonly Refusal[] {
  const [earlier, now] = [policiesOf(before), policiesOf(after)];
  const grants = byHolder(earlier.grants);
  const wider = now.grants.flatMap((grant) => {
    const own = grants.get(grant.holder) ?? [];
    return own.some((other) => covers(other, grant)) ? [] : widened(grant, own);
  });
  const resources = resourcesOf(after);
  const lost = [...earlier.denials].flatMap(([holder, statements]) =>
    statements
      .filter((statement) => resources.has(holder) && !now.denials.get(holder)?.includes(statement))
      .map((statement) =>
        refuse('permission-widened', stack, `Resources.${holder}`, `it no longer denies ${statement}.`),
      ),
  );
  const inverted = [...now.inverted].flatMap(([holder, statements]) =>
    statements
      .filter((statement) => !earlier.inverted.get(holder)?.includes(statement))
      .map((statement) =>
        refuse(
          'permission-widened',
          stack,
          `Resources.${holder}`,
          `it allows all but what is named: ${statement}.`,
        ),
      ),
  );
  return [
    ...together(wider).map((one) => widenedRefusal(stack, one)),
    ...lost,
    ...inverted,
    ...boundaryRefusals({ stack, before, after }),
  ];
}

function boundaryRefusals({
  stack,
  before,
  after,
}: Pick<ComparedStack, 'stack' | 'before' | 'after'>): readonly Refusal[] {
  const now = resourcesOf(after);
  return [...resourcesOf(before)].flatMap(([id, { properties }]) => {
    const [was, is] = [properties, now.get(id)?.properties].map((some) =>
      text(some?.['PermissionsBoundary']),
    );
    return was === '' || was === is || !now.has(id)
      ? []
      : refuse(
          'permission-widened',
          stack,
          `Resources.${id}.Properties.PermissionsBoundary`,
          `the permissions boundary ${was ?? ''} is ${is === '' ? 'removed' : 'another one'}.`,
        );
  });
}

/** A statement that allows more than before, with all of its actions of which the same is to be said. */
interface Widened {
  readonly place: string;
  readonly how: string;
  readonly actions: readonly string[];
  /** What they are on, by whom, and without which condition. */
  readonly rest: string;
}

/** Names the one thing that is new where there is one. */
function widened(grant: Grant, own: readonly Grant[]): Widened {
  const { holder, place, action, resource, principal, conditions } = grant;
  const isWider = (change: Partial<Grant>): Grant | undefined =>
    own.find((other) => covers({ ...other, ...change }, grant));
  const looser = isWider({ conditions });
  const gone = looser?.conditions.filter((condition) => !conditions.includes(condition)) ?? [];
  const how =
    looser !== undefined
      ? 'condition removed'
      : isWider({ resource }) !== undefined
        ? 'resource added'
        : isWider({ action }) !== undefined
          ? 'action added'
          : isWider({ principal }) !== undefined
            ? 'principal added'
            : 'new';
  const on = ` on ${resource === '' ? 'what holds the policy' : resource}`;
  const by = principal === '' ? '' : ` by ${principal}`;
  const without = gone.length === 0 ? '' : ` without ${gone.join(' and ')}`;
  return { place: `Resources.${holder}.${place}`, how, actions: [action], rest: `${on}${by}${without}` };
}

function together(found: readonly Widened[]): readonly Widened[] {
  const groups = new Map<string, Widened>();
  for (const one of found) {
    const key = [one.place, one.how, one.rest].join('\n');
    groups.set(key, { ...one, actions: [...(groups.get(key)?.actions ?? []), ...one.actions] });
  }
  return [...groups.values()];
}

function widenedRefusal(stack: string, { place, how, actions, rest }: Widened): Refusal {
  return refuse('permission-widened', stack, place, `${how}: it allows ${actions.join(', ')}${rest}.`);
}

function covers(other: Grant, grant: Grant): boolean {
  return (
    matches(other.action, grant.action) &&
    matches(other.resource, grant.resource) &&
    (other.principal === grant.principal || other.principal === '*') &&
    other.conditions.every((condition) => grant.conditions.includes(condition))
  );
}

/** Whether the pattern is as wide as the value, which may be a pattern too. References are only equal to themselves. */
function matches(pattern: string, value: string): boolean {
  if (pattern === value) {
    return true;
  }
  if (!pattern.includes('*') || pattern.startsWith('{')) {
    return false;
  }
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(value);
}

function byHolder(grants: readonly Grant[]): ReadonlyMap<string, readonly Grant[]> {
  const holders = new Map<string, Grant[]>();
  for (const grant of grants) {
    holders.set(grant.holder, [...(holders.get(grant.holder) ?? []), grant]);
  }
  return holders;
}
