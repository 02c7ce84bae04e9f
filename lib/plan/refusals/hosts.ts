import type { Refusal } from '../plan-document';
import type { Json } from '../value-changes';
import { list, resourcesOf, text, valueAt } from './compared-stack';
import type { Template } from './compared-stack';
import { refuse } from './refusal-catalogue';

/** Each host that a template answers to, with the place that says so. */
export function hostsOf(template: Template): ReadonlyMap<string, string> {
  const hosts = new Map<string, string>();
  const add = (name: string, place: string): void => {
    const host = name.replace(/\.$/, '').toLowerCase();
    hosts.set(host, hosts.get(host) ?? place);
  };
  for (const [id, { type, properties }] of resourcesOf(template)) {
    for (const host of list(hostPartOf(type, properties))) {
      add(text(host), `Resources.${id}.Properties.${HOST_PATHS.get(type) ?? ''}`);
    }
  }
  return hosts;
}

/** Where types of resources say which hosts they answer to. */
const HOST_PATHS: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFront::Distribution', 'DistributionConfig.Aliases'],
  ['AWS::Route53::RecordSet', 'Name'],
]);

/** What says which hosts a resource of the type answers to; undefined where it answers to none. */
export function hostPartOf(type: string, properties: Template): Json | undefined {
  const path = HOST_PATHS.get(type);
  return path === undefined ? undefined : valueAt(properties, path);
}

/** Hosts that a stack answers to before and after a change. */
export interface HostChange {
  readonly had: ReadonlyMap<string, string>;
  readonly has: ReadonlyMap<string, string>;
}

/** Hosts that a stack no longer answers to. `newOwners` are the stacks that begin to answer, by host. */
export function hostRefusals(
  stack: string,
  { had, has }: HostChange,
  newOwners: ReadonlyMap<string, string>,
): readonly Refusal[] {
  return [...had].flatMap(([host, place]) => {
    const owner = newOwners.get(host);
    return has.has(host)
      ? []
      : refuse(
          'host-removed',
          stack,
          place,
          owner === undefined
            ? `it no longer answers to ${host}.`
            : `${host} moves to ${owner}: CloudFront refuses a name that two distributions have, so it is dark between the two updates.`,
        );
  });
}
