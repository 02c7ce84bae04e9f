import { breaks, holds } from '../proof';
import type { At } from '../proof';
import type { RuleName } from '../rule-catalogue';
import { contractText } from '../scope';
import type { Scope } from '../scope';
import type { TenantSubject } from '../subject';
import { isMapping, listOf } from '../template';
import type { Mapping, Value } from '../template';
import { textOf } from '../text';
import { examineMembers, isAccepted, setting } from './property-rule';
import type { Accepted, PropertyRule, PropertyRules } from './property-rule';

/** Tells the platform API whose viewer is calling. CloudFront replaces what a viewer sends under this name. */
const TENANT_HEADER = 'x-multiplex-tenant';

const IDENTITY: PropertyRules = { DomainName: () => undefined, Id: setting };

const noIdentity: PropertyRule = (value, at) => {
  if (!isMapping(value) || Object.keys(value).some((key) => key !== 'OriginAccessIdentity')) {
    breaks(at, 'shared-edge', 'it is more than an empty origin access identity');
  } else if (value['OriginAccessIdentity'] !== '') {
    breaks(at, 'shared-edge', 'an origin access identity may be anybody’s; write an origin access control');
  }
};

const ACCESS_CONTROLS: Accepted = {
  texts: [contractText('origin-access-control-id')],
  own: { 'AWS::CloudFront::OriginAccessControl': ['Id', ''] },
};

const accessControl: PropertyRule = (value, at) => {
  const text = textOf(value, at.scope);
  if (!isAccepted(text, ACCESS_CONTROLS, at.scope)) {
    breaks(at, 'shared-edge', 'it is neither the cell’s origin access control nor one of this stack', {
      target: text,
    });
  }
};

const BUCKET: PropertyRules = {
  ...IDENTITY,
  OriginAccessControlId: accessControl,
  S3OriginConfig: noIdentity,
};

const MEDIA: PropertyRules = { ...BUCKET, OriginPath: () => undefined };

const HOST: PropertyRules = { ...IDENTITY, CustomOriginConfig: setting };

const API: PropertyRules = { ...HOST, OriginCustomHeaders: () => undefined };

/** Where a distribution fetches what it serves. Each kind of origin has a rule; a host that has none is a violation. */
export const origin: PropertyRule = (value, at) => {
  const { subject } = at.scope;
  if (!isMapping(value) || subject.kind !== 'tenant') {
    breaks(at, 'known-property', 'it is no origin of a tenant');
    return;
  }
  const domain = textOf(value['DomainName'], at.scope);
  const kind = originKind(domain, subject, at.scope);
  switch (kind) {
    case 'brand-origin':
      judge(value, { kind, domain, rules: BUCKET, fault: undefined }, at);
      return;
    case 'app-origin':
      judge(value, { kind, domain, rules: BUCKET, fault: undefined }, at);
      return;
    case 'media-origin':
      judge(value, { kind, domain, rules: MEDIA, fault: mediaFault(value, at.scope) }, at);
      return;
    case 'api-origin':
      judge(
        value,
        { kind, domain, rules: API, fault: headerFault(value['OriginCustomHeaders'], at.scope) },
        at,
      );
      return;
    case 'integration-origin':
      judge(value, { kind, domain, rules: HOST, fault: integrationFault(domain, subject) }, at);
  }
};

type OriginKind = Extract<RuleName, `${string}-origin`>;

interface Judgement {
  readonly kind: OriginKind;
  readonly domain: string;
  readonly rules: PropertyRules;
  readonly fault: string | undefined;
}

function judge(value: Mapping, { kind, domain, rules, fault }: Judgement, at: At): void {
  if (fault === undefined) {
    holds(at, kind, `it is ${domain}${textAt(value, 'OriginPath', at.scope)}`, { target: domain });
  } else {
    breaks(at, kind, fault, { target: `${domain}${textAt(value, 'OriginPath', at.scope)}` });
  }
  examineMembers(value, rules, at);
}

const OWN_BUCKETS: Accepted = { own: { 'AWS::S3::Bucket': ['RegionalDomainName', 'DomainName'] } };

/** The rule that an origin of this domain is held to: that of the bucket or host it is, or of a third party's. */
function originKind(domain: string, subject: TenantSubject, scope: Scope): OriginKind {
  const { region, apiDomain } = subject.cell;
  if (isAccepted(domain, OWN_BUCKETS, scope)) {
    return 'brand-origin';
  }
  switch (domain) {
    case `${contractText('media-bucket-name')}.s3.${region}.amazonaws.com`:
      return 'media-origin';
    case `${contractText('app-bucket-name')}.s3.${region}.amazonaws.com`:
      return 'app-origin';
    case apiDomain:
      return 'api-origin';
    default:
      return 'integration-origin';
  }
}

function mediaFault(value: Mapping, scope: Scope): string | undefined {
  const own = `/${scope.names.objectPrefix.slice(0, -1)}`;
  const path = textAt(value, 'OriginPath', scope);
  return path === own || path.startsWith(`${own}/`) ? undefined : `its path is "${path}", not ${own}`;
}

function headerFault(headers: Value | undefined, scope: Scope): string | undefined {
  const [header, ...more] = listOf(headers);
  if (!isMapping(header) || more.length > 0) {
    return `it is not sent ${TENANT_HEADER} and nothing else`;
  }
  const name = textOf(header['HeaderName'], scope);
  const value = textOf(header['HeaderValue'], scope);
  if (name.toLowerCase() !== TENANT_HEADER) {
    return `it is sent ${name}, not ${TENANT_HEADER}`;
  }
  const tenant = scope.subject.kind === 'tenant' ? scope.subject.tenant : '';
  return value === tenant ? undefined : `it is told ${TENANT_HEADER}: ${value}, not ${tenant}`;
}

function integrationFault(domain: string, { integrationHosts, cell }: TenantSubject): string | undefined {
  if (!integrationHosts.includes(domain)) {
    return 'it is no host that the tenant’s own settings name';
  }
  const isOfPlatform = domain === cell.domain || domain.endsWith(`.${cell.domain}`);
  return isOfPlatform
    ? 'it is a host of the platform, which an integration would reach past its edge'
    : undefined;
}

function textAt(value: Mapping, key: string, scope: Scope): string {
  return value[key] === undefined ? '' : textOf(value[key], scope);
}
