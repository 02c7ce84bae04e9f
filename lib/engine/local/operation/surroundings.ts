import type { RenderedStack } from '../../../render/rendered-stack';
import type { Clock } from '../../../rollout/ports';
import type { Existing } from '../resources/resource-type';
import type { CustomAnswer, CustomRequest } from '../services/custom-resource';
import type { StackDirectory } from '../stack-directory';
import type { StackAddress, StackEvent } from '../state/stack-record';
import type { StateFolder } from '../state/state-folder';
import type { ReplacementRules } from './replacement-rule';

/** What operations act on. */
export interface Surroundings {
  readonly state: StateFolder;
  readonly directory: StackDirectory;
  readonly rules: ReplacementRules;
  readonly clock: Clock;
  /** How long a resource takes to be made, changed or deleted. */
  readonly secondsPerResource: number;
  readonly services: ResourceServices;
  /** @throws Refused when an archive of the stack cannot be published. */
  readonly publish: (rendered: RenderedStack) => void;
  /** Told each event as it happens. */
  readonly onEvent: (address: StackAddress, event: StackEvent) => void;
}

/** What there is of a resource outside its stack. */
export interface ResourceServices {
  /** Makes it, or finds it made already. */
  create(type: string, resource: Existing): Promise<void>;
  /** @throws Refused when it is protected, or something is in it. */
  delete(type: string, resource: Pick<Existing, 'physicalId' | 'properties'>): Promise<void>;
  /** @throws CustomResourceFailed when it says no, or says nothing. */
  request(request: CustomRequest): Promise<CustomAnswer>;
}
