import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';

import { diagnostic } from '../../../diagnostics/diagnostic';
import { ProblemError } from '../../../diagnostics/problem-error';

/** A JSON file that people may write at any time; it is read again when it looks different. */
export class JsonFile<T> {
  private readonly path: string;
  private readonly schema: z.ZodType<T>;
  private readonly absent: T;
  private last: { readonly mark: string; readonly value: T } | undefined;

  /** @param absent Value where there is no file. */
  constructor(folder: string, name: string, schema: z.ZodType<T>, absent: T) {
    this.path = join(folder, name);
    this.schema = schema;
    this.absent = absent;
  }

  /** @throws ProblemError when it is not JSON, or not what the schema says. */
  read(): T {
    if (!existsSync(this.path)) {
      return this.absent;
    }
    const { mtimeMs, size, ino } = statSync(this.path);
    const mark = `${mtimeMs} ${size} ${ino}`;
    if (this.last?.mark !== mark) {
      this.last = { mark, value: this.parse(readFileSync(this.path, 'utf8')) };
    }
    return this.last.value;
  }

  write(value: T): void {
    writeFileSync(`${this.path}.draft`, `${JSON.stringify(value, undefined, 2)}\n`);
    renameSync(`${this.path}.draft`, this.path);
  }

  private parse(text: string): T {
    const parsed = this.schema.safeParse(jsonOf(text));
    if (parsed.success) {
      return parsed.data;
    }
    const [issue] = parsed.error.issues;
    throw new ProblemError([
      diagnostic({
        code: 'ENGINE-003',
        place: { file: this.path },
        message: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it is not as it should be'}.`,
        next: 'Mend it, or remove the file.',
      }),
    ]);
  }
}

/** Undefined for what is no JSON, which no schema takes. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
