import { APPLY_CODES } from './codes-apply';
import { BASE_CODES } from './codes-base';
import { BRAND_CODES } from './codes-brand';
import { CAPACITY_CODES } from './codes-capacity';
import { DEDICATE_CODES } from './codes-dedicate';
import { DOMAIN_CODES } from './codes-domain';
import { ENGINE_CODES } from './codes-engine';
import { FILE_CODES } from './codes-file';
import { FLEET_CODES } from './codes-fleet';
import { ISOLATION_CODES } from './codes-isolation';
import { LEDGER_CODES } from './codes-ledger';
import { PLAN_CODES } from './codes-plan';
import { PREVIEW_CODES } from './codes-preview';
import { RELEASE_CODES } from './codes-release';
import { RENDER_CODES } from './codes-render';
import { ROLLOUT_CODES } from './codes-rollout';
import { SCHEMA_CODES } from './codes-schema';
import { TENANT_CODES } from './codes-tenant';
import { TOUR_CODES } from './codes-tour';

/** Every code that a diagnostic can have, in the order of the page about them. */
export const CATALOGUE = {
  ...FILE_CODES,
  ...SCHEMA_CODES,
  ...FLEET_CODES,
  ...CAPACITY_CODES,
  ...TENANT_CODES,
  ...DOMAIN_CODES,
  ...BRAND_CODES,
  ...ISOLATION_CODES,
  ...RELEASE_CODES,
  ...RENDER_CODES,
  ...BASE_CODES,
  ...PLAN_CODES,
  ...APPLY_CODES,
  ...DEDICATE_CODES,
  ...ENGINE_CODES,
  ...LEDGER_CODES,
  ...PREVIEW_CODES,
  ...ROLLOUT_CODES,
  ...TOUR_CODES,
};

export type DiagnosticCode = keyof typeof CATALOGUE;
