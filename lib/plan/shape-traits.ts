/** Between the parts of a shape's name, each of which says one thing of it. */
const PART_SEPARATOR = ', ';

/** What tells some shapes from all others. */
export interface Traits {
  /** Parts that each of their names has. */
  readonly present: readonly string[];
  /** Parts that none of their names has. */
  readonly absent: readonly string[];
}

/**
 * The fewest parts of names that pick exactly these shapes out of all; undefined when no parts do, as for shapes that
 * have one or the other.
 */
export function traitsOf(shapes: readonly string[], all: readonly string[]): Traits | undefined {
  const parts = new Map(all.map((name) => [name, new Set(name.split(PART_SEPARATOR))]));
  const vocabulary = [...new Set([...parts.values()].flatMap((own) => [...own]))];
  const have = (name: string, part: string): boolean => parts.get(name)?.has(part) ?? false;
  const picks = ({ present, absent }: Traits): boolean =>
    all.filter(
      (name) => present.every((part) => have(name, part)) && absent.every((part) => !have(name, part)),
    ).length === shapes.length;
  let traits: Traits = {
    present: vocabulary.filter((part) => shapes.every((name) => have(name, part))),
    absent: vocabulary.filter((part) => shapes.every((name) => !have(name, part))),
  };
  if (!picks(traits)) {
    return undefined;
  }
  // What is absent goes first: that something is there says more.
  for (const part of traits.absent) {
    const fewer = { ...traits, absent: traits.absent.filter((other) => other !== part) };
    traits = picks(fewer) ? fewer : traits;
  }
  for (const part of traits.present.toReversed()) {
    const fewer = { ...traits, present: traits.present.filter((other) => other !== part) };
    traits = picks(fewer) ? fewer : traits;
  }
  return traits;
}
