import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import type { Maintenance } from '../fleet/schema/maintenance';
import { canonicalJson } from '../plan/plan-digest';
import type { Freeze, MoveCalendar } from './rollout-plan';

/** Calendars by a short key; equal ones have one. */
export class CalendarKeys {
  readonly #keys = new Map<string, string>();
  readonly #calendars: Record<string, MoveCalendar> = {};

  keyOf(calendar: MoveCalendar): string {
    const text = canonicalJson(calendar);
    const known = this.#keys.get(text);
    if (known !== undefined) {
      return known;
    }
    const key = `c${this.#keys.size + 1}`;
    this.#keys.set(text, key);
    this.#calendars[key] = calendar;
    return key;
  }

  get calendars(): Readonly<Record<string, MoveCalendar>> {
    return this.#calendars;
  }
}

/** When a tenant may be moved: in its own window, but not in its freezes and those of the fleet. */
export function tenantCalendar(fleet: Fleet, tenant: Tenant): MoveCalendar {
  const ofFleet = fleet.freezes.filter(
    ({ tenants, cells }) =>
      (tenants === undefined && cells === undefined) ||
      tenants?.includes(tenant.id) === true ||
      cells?.includes(tenant.cell) === true,
  );
  return { maintenance: tenant.maintenance, freezes: [...ofFleet.map(plainFreeze), ...tenant.freezes] };
}

/**
 * When a cell may be moved: in the window of the fleet, since its tenants agree on none; a dedicated cell in that of its
 * only tenant. Clients are told of their own move, and nobody waits for that of a cell.
 */
export function cellCalendar(fleet: Fleet, cell: Cell): MoveCalendar {
  const only =
    cell.kind === 'dedicated' ? fleet.tenants.find((tenant) => tenant.cell === cell.id) : undefined;
  if (only !== undefined) {
    const { maintenance, freezes } = tenantCalendar(fleet, only);
    return { maintenance: untold(maintenance), freezes };
  }
  const freezes = fleet.freezes.filter(
    ({ tenants, cells }) =>
      (tenants === undefined && cells === undefined) || cells?.includes(cell.id) === true,
  );
  return { maintenance: untold(fleet.defaults.maintenance), freezes: freezes.map(plainFreeze) };
}

function untold(maintenance: Maintenance): Maintenance {
  return { ...maintenance, noticeDays: 0 };
}

function plainFreeze({ name, from, to }: Freeze): Freeze {
  return { name, from, to };
}
