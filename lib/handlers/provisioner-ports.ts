import type { AnswerChannel } from './protocol/answer-channel';
import type { AssetStore } from './brand/asset-store';
import type { Chance } from './chance';
import type { Clock } from './clock';
import type { Outcome } from './outcome';
import type { TenantServices } from './provisioning-task';
import type { LogSink } from './protocol/structured-log';
import type { RoleDesk, TenantCredentials } from './tenant-role';

/** The cell that the function serves, and what reaches its tenants. */
export interface CellAccess {
  readonly fleet: string;
  readonly cell: string;
  /** Prefix of the tenants' role ARNs; ends in `/tenants/`. */
  readonly rolePathArn: string;
  readonly roles: RoleDesk;
  readonly assets: AssetStore;
  connect(credentials: TenantCredentials): TenantServices;
}

/** Everything outside that the provisioner touches. Without a usable `cell` it still answers, and says why not. */
export interface ProvisionerPorts {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly sink: LogSink;
  readonly answers: AnswerChannel;
  readonly cell: Outcome<CellAccess>;
}
