/** What may become of a call. */
export type Fault = 'throttled' | 'lost' | 'denied' | 'expired';

/** Decides for each call, and counts them. */
export class Faults {
  readonly calls: string[] = [];
  /** What becomes of the call of that name, the so-manieth of all. @default it is answered */
  fate: (call: string, index: number) => Fault | undefined = () => undefined;
  /** What happens just before that call is served. */
  before: (call: string) => void = () => undefined;

  async around<T>(call: string, work: () => T): Promise<T> {
    const fate = this.fate(call, this.calls.length);
    this.calls.push(call);
    this.before(call);
    switch (fate) {
      case 'throttled':
        throw awsError('Throttling', 'try again later');
      case 'denied':
        throw awsError('AccessDenied', `not authorized to perform: cloudformation:${call}`);
      case 'expired':
        throw awsError('ExpiredToken', 'The security token included in the request is expired');
      case 'lost':
        work();
        throw new Error('socket hang up');
      case undefined:
        return Promise.resolve(work());
    }
  }
}

/** An error as the AWS SDK throws it. */
export function awsError(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
