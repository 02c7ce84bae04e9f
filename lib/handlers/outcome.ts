/**
 * What came of checking something that others supplied: the value, or a short reason why it is refused. A refusal is
 * the world's fault and is answered; only our own mistakes and failing services throw.
 */
export type Outcome<T> = Accepted<T> | Refused;

export interface Accepted<T> {
  readonly kind: 'accepted';
  readonly value: T;
}

export interface Refused {
  readonly kind: 'refused';
  /** One short sentence for the person who reads the stack's events. */
  readonly reason: string;
}

export function accepted<T>(value: T): Accepted<T> {
  return { kind: 'accepted', value };
}

export function refused(reason: string): Refused {
  return { kind: 'refused', reason };
}
