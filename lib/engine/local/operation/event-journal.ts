import type { Clock } from '../../../rollout/ports';
import type { StackAddress, StackEvent } from '../state/stack-record';
import type { StackStatus } from '../state/stack-status';
import type { Surroundings } from './surroundings';

/** Collects the events of an operation until they are written. */
export class EventJournal {
  private readonly address: StackAddress & { readonly stackId: string };
  private readonly clock: Clock;
  private readonly onEvent: Surroundings['onEvent'];
  private events: StackEvent[] = [];

  constructor(address: StackAddress & { readonly stackId: string }, { clock, onEvent }: Surroundings) {
    this.address = address;
    this.clock = clock;
    this.onEvent = onEvent;
  }

  stack(status: StackStatus, reason?: string): void {
    const { stackName, stackId } = this.address;
    this.add(
      { logicalId: stackName, physicalId: stackId, type: 'AWS::CloudFormation::Stack' },
      status,
      reason,
    );
  }

  resource(subject: EventSubject, status: string, reason?: string): void {
    this.add(subject, status, reason);
  }

  /** Those since the last call, for writing. */
  take(): readonly StackEvent[] {
    const taken = this.events;
    this.events = [];
    return taken;
  }

  private add(subject: EventSubject, status: string, reason?: string): void {
    const { logicalId, physicalId, type } = subject;
    const event = {
      at: this.clock.now(),
      logicalId,
      ...(physicalId === undefined ? {} : { physicalId }),
      type,
      status,
      ...(reason === undefined ? {} : { reason }),
    };
    this.events.push(event);
    this.onEvent(this.address, event);
  }
}

export interface EventSubject {
  readonly logicalId: string;
  readonly physicalId?: string | undefined;
  readonly type: string;
}
