import { invariant } from '../../lib/diagnostics/invariant';
import type { FeatureCatalogue } from '../../lib/fleet/feature-catalogue';
import type { ReleaseDescriptions } from '../../lib/fleet/release-description';

/** The release that tenants are at, and one that nobody cut: the same with what is planted in it. */
export const PRESENT = '2026.11.1';
export const PLANTED = '2026.12.0';

type Properties = Record<string, unknown>;

/** Changes a template of {@link PRESENT} as the planted release does. */
export type PlantedChange = (template: TenantTemplate) => void;

/** A template of a tenant of the example fleet, as far as something is planted in it. */
interface TenantTemplate {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Properties }>;
}

/**
 * The releases there are, and the planted one.
 *
 * @param hasOtherSettings Whether it takes 5 breaks an hour at most, and 3 where nothing is said.
 */
export function withPlanted(catalogues: ReleaseDescriptions, hasOtherSettings: boolean): ReleaseDescriptions {
  const present = catalogues.get(PRESENT);
  const ads = present?.features['ads'];
  invariant(present !== undefined && ads !== undefined, 'the project has the release, and it has ads');
  const properties = {
    ...(ads.settings?.['properties'] as Properties),
    ...(hasOtherSettings ? { breaksPerHour: { type: 'integer', minimum: 1, maximum: 5, default: 3 } } : {}),
  };
  const features: FeatureCatalogue = {
    ...present.features,
    ads: { ...ads, settings: { ...ads.settings, properties } },
  };
  return new Map([...catalogues, [PLANTED, { ...present, features }]]);
}

/** What a release makes of a template that {@link PRESENT} rendered. */
export function asRenderedBy(release: string, text: string, changes: readonly PlantedChange[]): string {
  const template = JSON.parse(text) as TenantTemplate;
  // At both releases, so that there is JSON inside a text.
  const items = propertiesOf(template, 'Custom::TenantPartition');
  items['Entitlements'] = JSON.stringify(items['Entitlements']);
  if (release === PLANTED) {
    changes.forEach((change) => {
      change(template);
    });
  }
  return JSON.stringify(template);
}

/** Three interactions show in templates, and two in the settings of ads. */
export const waitLessForPayments: PlantedChange = (template) => {
  const origin = edgeOf(template).Origins.find(({ Id: id }) => id === '/payments/*');
  Object.assign(origin ?? {}, { ConnectionTimeout: 5 });
};

export const askMoreOfOwnCertificates: PlantedChange = (template) => {
  const { ViewerCertificate: certificate } = edgeOf(template);
  if (typeof certificate['AcmCertificateArn'] === 'string') {
    certificate['MinimumProtocolVersion'] = 'TLSv1.3_2025';
  }
};

export const takeNoReports: PlantedChange = (template) => {
  const edge = edgeOf(template);
  edge.CacheBehaviors = edge.CacheBehaviors.filter(({ PathPattern: path }) => path !== '/ads-measurement/*');
};

/** By what each adds or changes. */
export const HARMLESS: Readonly<Record<string, PlantedChange>> = {
  'a behaviour in front of all others': (template) => {
    putInFront(template, '/status/*');
  },
  'a source in the directives of a text that integrations add sources to': ({ Resources: resources }) => {
    const policies = Object.values(resources).filter(({ Type: type }) =>
      type.endsWith('ResponseHeadersPolicy'),
    );
    for (const { Properties: headers } of policies) {
      const written = JSON.stringify(headers['ResponseHeadersPolicyConfig']);
      const allowed = written.replace("img-src 'self'", "img-src 'self' https://images.northlight.example");
      invariant(allowed !== written, 'the policy says where images come from');
      headers['ResponseHeadersPolicyConfig'] = JSON.parse(allowed);
    }
  },
  'an entry in JSON that is a text, and that features add entries to': (template) => {
    const items = propertiesOf(template, 'Custom::TenantPartition');
    const entitlements = JSON.parse(String(items['Entitlements'])) as Properties;
    items['Entitlements'] = JSON.stringify({ 'a-new-one': {}, ...entitlements });
  },
  'another property of a distribution that domains shape': (template) => {
    edgeOf(template)['HttpVersion'] = 'http2';
  },
  'a tag in front of the others': (template) => {
    const edge = propertiesOf(template, 'AWS::CloudFront::Distribution');
    edge['Tags'] = [{ Key: 'a-tag', Value: 'planted' }, ...(edge['Tags'] as readonly Properties[])];
  },
};

/** Adds a behaviour that is asked before all others. */
export function putInFront(template: TenantTemplate, pattern: string): void {
  const edge = edgeOf(template);
  const behavior = { PathPattern: pattern, TargetOriginId: 'app', ViewerProtocolPolicy: 'https-only' };
  edge.CacheBehaviors = [behavior, ...edge.CacheBehaviors];
}

interface Edge extends Properties {
  CacheBehaviors: readonly Properties[];
  readonly Origins: readonly Properties[];
  readonly ViewerCertificate: Properties;
}

function edgeOf(template: TenantTemplate): Edge {
  return propertiesOf(template, 'AWS::CloudFront::Distribution')['DistributionConfig'] as Edge;
}

function propertiesOf({ Resources: resources }: TenantTemplate, type: string): Properties {
  const found = Object.values(resources).find((resource) => resource.Type === type);
  invariant(found !== undefined, `the stack of a tenant has a ${type}`);
  return found.Properties;
}
