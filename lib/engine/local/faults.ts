import { z } from 'zod';

import type { Fault } from './state/stack-record';
import { JsonFile } from './state/json-file';

const FAULT = z.strictObject({
  stack: z.string(),
  resource: z.string(),
  reason: z.string(),
  operation: z.enum(['create', 'update', 'delete']).exactOptional(),
  how: z.enum(['fails', 'hangs']).exactOptional(),
  rollbackFails: z.boolean().exactOptional(),
});

/** Faults that were planted and have not happened yet: a file that people may write too. */
export class Faults {
  private readonly file: JsonFile<readonly Fault[]>;

  /** @param folder State folder of the engine. */
  constructor(folder: string) {
    this.file = new JsonFile(folder, 'faults.json', z.array(FAULT), []);
  }

  /** @throws ProblemError when the file is not as it should be. */
  planted(): readonly Fault[] {
    return this.file.read();
  }

  plant(fault: Fault): void {
    this.file.write([...this.planted(), fault]);
  }

  /** A fault happens once. */
  remove(fault: Fault): void {
    const text = JSON.stringify(fault);
    const planted = this.planted();
    const at = planted.findIndex((other) => JSON.stringify(other) === text);
    if (at >= 0) {
      this.file.write(planted.toSpliced(at, 1));
    }
  }
}
