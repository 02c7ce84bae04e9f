import type { Attribution } from './causes/attribution';
import type { StackChange } from './plan-document';
import type { ComparedStack } from './refusals/compared-stack';
import { manifestDigest } from './stack-pair';
import type { StackSide } from './stack-pair';

/** What becomes of one stack, with the cause of each change; where it reaches is said by the whole fleet. */
export function changedStack(
  { pair, changes }: ComparedStack,
  { causes, causesOf }: Pick<Attribution, 'causes' | 'causesOf'>,
): Omit<StackChange, 'reach'> {
  const { stack, before, after } = pair;
  const whole = before === undefined || after === undefined;
  const others = [...changes.parameters, ...changes.outputs, ...changes.conditions, ...changes.others];
  return {
    stack,
    kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
    environment: (after ?? before)?.environment ?? '',
    release: both(before, after, ({ release }) => release),
    template: both(before, after, ({ rendered }) => rendered.digest),
    manifest: both(wholly(before), after, ({ rendered }) => manifestDigest(rendered)),
    assets: assetChanges(before, after),
    resources: changes.resources.map((resource) => {
      const { logicalId, properties } = resource;
      const named = properties.map((property) => ({
        ...property,
        causes: [...causesOf({ logicalId, path: property.path })],
      }));
      const own =
        properties.length === 0 ? causesOf({ logicalId, path: '' }) : named.flatMap((one) => one.causes);
      return { ...resource, properties: named, causes: [...new Set(own)] };
    }),
    // Of a whole stack, its parameters are no news.
    others: whole
      ? []
      : others.map((change) => ({ ...change, causes: [...causesOf({ logicalId: '', path: change.path })] })),
    causes: [...causes],
  };
}

function both(
  before: StackSide | undefined,
  after: StackSide | undefined,
  valueOf: (side: StackSide) => string,
): StackChange['release'] {
  return {
    ...(before === undefined ? {} : { before: valueOf(before) }),
    ...(after === undefined ? {} : { after: valueOf(after) }),
  };
}

function wholly(side: StackSide | undefined): StackSide | undefined {
  return side?.onlyTemplate === true ? undefined : side;
}

function assetChanges(before: StackSide | undefined, after: StackSide | undefined): StackChange['assets'] {
  const has = digestsOf(after);
  const had = before?.onlyTemplate === true ? has.filter(isNamedIn(before)) : digestsOf(before);
  return {
    added: has.filter((digest) => !had.includes(digest)),
    removed: had.filter((digest) => !has.includes(digest)),
  };
}

/** A template names the archives that it is published with. */
function isNamedIn({ rendered }: StackSide): (digest: string) => boolean {
  return (digest) => rendered.template.includes(digest);
}

/** Archives of a stack, by digest: its template, which is published too, is compared by itself. */
function digestsOf(side: StackSide | undefined): readonly string[] {
  return side?.rendered.archives.map(({ digest }) => digest).sort() ?? [];
}
