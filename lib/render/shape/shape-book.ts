import { hash } from 'node:crypto';
import { join } from 'node:path';

import { readCacheFile, writeCacheFile } from '../cache-file';
import type { RenderedStack } from '../rendered-stack';
import { markedInput } from './marked-input';
import { cutShape, stampShape } from './shape';
import type { Shape } from './shape';
import { shapeKey } from './slots';
import type { Json } from './slots';

/** Stacks of one kind, rendered by one release: what shapes are made with. */
export interface ShapeSource {
  /** Names the kind and the release, with all that decides what it gives. */
  readonly digest: string;
  /** The stack of marked values: by real synthesis, or as the release carries it. */
  readonly make: (marked: Json) => Promise<RenderedStack>;
  /** Asked once for each shape that is made. Fails with a ProblemError when stacks of it must not be rendered. */
  readonly check: (made: CheckedShape) => Promise<void>;
}

/** A shape that was just made, as stacks of it. */
interface CheckedShape {
  /** The stack of marked values. */
  readonly marked: RenderedStack;
  /** The stack of the input that the shape was found by. */
  readonly stamped: RenderedStack;
  readonly input: Json;
}

/** Every shape that a run needs, each made once or taken from what an earlier run kept. */
export class ShapeBook {
  private readonly folder: string;
  private readonly program: string;
  private readonly shapes = new Map<string, Promise<Shape>>();

  /**
   * @param cacheFolder Absolute path of a folder for what can be made again.
   * @param program Digest of the code that makes shapes.
   */
  constructor(cacheFolder: string, program: string) {
    this.folder = join(cacheFolder, 'shapes');
    this.program = program;
  }

  /** The shape of the input. */
  shapeOf(source: ShapeSource, input: Json): Promise<Shape> {
    const name = hash('sha256', `${this.program}\n${source.digest}\n${shapeKey(input)}`);
    const found = this.shapes.get(name) ?? this.open(name, source, input);
    this.shapes.set(name, found);
    return found;
  }

  private async open(name: string, source: ShapeSource, input: Json): Promise<Shape> {
    const path = join(this.folder, `${name}.json`);
    const kept = readCacheFile(path, name);
    if (kept !== undefined) {
      // What is kept was written by this very code, and its checksum holds.
      return JSON.parse(kept) as Shape;
    }
    const marks = markedInput(input);
    const marked = await source.make(marks.input);
    const shape = cutShape(marks, marked, name);
    await source.check({ marked, stamped: stampShape(shape, input), input });
    writeCacheFile(path, name, JSON.stringify(shape));
    return shape;
  }
}
