import { z } from 'zod';

import { sha256 } from './release-file';
import type { ShapeOutput } from './shape-output';

/**
 * `shapes.json`: what a release gives for each of its shapes, so that nothing has to be synthesised to render with it.
 * Templates have most of their parts in common, and each part is there once.
 */
const schema = z.strictObject({
  seal: z.string(),
  packaging: z.array(z.unknown()),
  /** Values somewhere in a template, each with the keys that lead to it. */
  parts: z.array(z.tuple([z.array(z.string()), z.unknown()])),
  /** Of each shape the digest of its template, the index of its packaging, and those of its parts in their order. */
  shapes: z.array(z.tuple([z.string(), z.int(), z.array(z.int())])),
});

type Part = readonly [path: readonly string[], value: unknown];

/** Stands for the template's own digest in a packaging. */
const TEMPLATE_DIGEST = '<digest of the template>';

/** An object that is written longer than this is stored as its members, some of which others have as well. */
const PART_CHARACTERS_MAX = 2000;

/**
 * The text of `shapes.json`: one part and one shape a line. Equal outputs in the same order give equal bytes.
 *
 * @param golden Text of the `golden.json` that it belongs to.
 */
export function shapesText(golden: string, outputs: readonly ShapeOutput[]): string {
  const packaging = new Numbered();
  const parts = new Numbered();
  const shapes = outputs.map(({ digest, template, packaging: text }) =>
    JSON.stringify([
      digest,
      packaging.numberOf(text.replaceAll(digest, TEMPLATE_DIGEST)),
      partsOf(JSON.parse(template), []).map((part) => parts.numberOf(JSON.stringify(part))),
    ]),
  );
  const content = [
    `"packaging": ${listText(packaging.texts)}`,
    `"parts": ${listText(parts.texts)}`,
    `"shapes": ${listText(shapes)}`,
  ].join(',\n');
  return `${sealLine(golden, `${content}\n}\n`)}${content}\n}\n`;
}

/** Every output in a `shapes.json`, made when it is asked for. */
export interface CarriedOutputs {
  /** The output whose template has this digest; undefined when none has. */
  readonly outputOf: (digest: string) => ShapeOutput | undefined;
}

/** Undefined for what `shapesText` has not written for this `golden.json`, or what was edited since. */
export function parseShapes(golden: string, text: string): CarriedOutputs | undefined {
  const content = text.slice(text.indexOf('\n', '{\n'.length) + 1);
  if (!text.startsWith(sealLine(golden, content))) {
    return undefined;
  }
  const parsed = schema.safeParse(tryJson(text));
  if (!parsed.success) {
    return undefined;
  }
  const { packaging, parts, shapes } = parsed.data;
  const byDigest = new Map(shapes.map((shape) => [shape[0], shape]));
  return {
    outputOf: (digest) => {
      const [, packagingIndex, partIndexes] = byDigest.get(digest) ?? [];
      const own = partIndexes?.flatMap((index): readonly Part[] => parts.slice(index, index + 1)) ?? [];
      const template = JSON.stringify(assembled(own), undefined, 1);
      const found = packaging[packagingIndex ?? -1];
      // Whatever the file says, a template is what its digest says.
      return found === undefined || sha256(template) !== digest
        ? undefined
        : {
            digest,
            template,
            packaging: JSON.stringify(found).replaceAll(TEMPLATE_DIGEST, digest),
          };
    },
  };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Tells at once that something was edited, though not that somebody did so who knows how to make a seal. */
function sealLine(golden: string, content: string): string {
  return `{\n"seal": "${sha256(`${sha256(golden)}\n${content}`)}",\n`;
}

function listText(lines: readonly string[]): string {
  return `[\n${lines.join(',\n')}\n]`;
}

/** Texts, each there once, by the order in which they came. */
class Numbered {
  private readonly numbers = new Map<string, number>();

  get texts(): readonly string[] {
    return [...this.numbers.keys()];
  }

  numberOf(text: string): number {
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    return number;
  }
}

/** Sections of a template are always split: what they hold are the things that templates have in common. */
function partsOf(value: unknown, path: readonly string[]): readonly Part[] {
  const isSplit = isObject(value) && (path.length < 2 || JSON.stringify(value).length > PART_CHARACTERS_MAX);
  return isSplit
    ? Object.entries(value).flatMap(([key, member]) => partsOf(member, [...path, key]))
    : [[path, value]];
}

interface Tree {
  [key: string]: unknown;
}

function assembled(parts: readonly Part[]): Tree {
  const root = emptyTree();
  for (const [path, value] of parts) {
    let tree = root;
    for (const key of path.slice(0, -1)) {
      const branch = tree[key];
      const next = isObject(branch) ? branch : emptyTree();
      tree[key] = next;
      tree = next;
    }
    tree[path.at(-1) ?? ''] = value;
  }
  return root;
}

/** Without a prototype, so that no key is more than a key. */
function emptyTree(): Tree {
  return Object.create(null) as Tree;
}

/** Not empty: one without members has no parts either. */
function isObject(value: unknown): value is Tree {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}
