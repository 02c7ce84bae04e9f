import type { Measured } from './measure/measure-command';
import { median } from './measure/median';
import type { SubjectName } from './subjects/subject';

const BYTES_PER_MEGABYTE = 1_000_000;

/** What was measured, by subject and size of fleet. */
export class Samples {
  private readonly bySubject = new Map<string, Measured[]>();

  add(subject: SubjectName, size: number, measured: Measured): void {
    const key = keyOf(subject, size);
    this.bySubject.set(key, [...(this.bySubject.get(key) ?? []), measured]);
  }

  /** The median of all runs. */
  seconds(subject: SubjectName, size: number): number {
    return median(this.of(subject, size).map(({ seconds }) => seconds));
  }

  /** The median of what the runs measured by themselves. */
  figure(subject: SubjectName, size: number): number {
    return median(this.of(subject, size).flatMap(({ figure }) => figure ?? []));
  }

  /** The most that any run took: memory that is needed once has to be there. */
  megabytes(subject: SubjectName, size: number): number {
    return Math.max(...this.of(subject, size).map(({ bytes }) => bytes)) / BYTES_PER_MEGABYTE;
  }

  private of(subject: SubjectName, size: number): readonly Measured[] {
    const measured = this.bySubject.get(keyOf(subject, size));
    if (measured === undefined) {
      throw new RangeError(`${subject} was not run with ${size} tenants`);
    }
    return measured;
  }
}

function keyOf(subject: SubjectName, size: number): string {
  return `${subject} ${size}`;
}
