import { printable } from '../diagnostics/printable';
import type { Json } from '../plan/value-changes';
import type { PropertyInteraction } from './customization-report';

/** Longest value that is written out. */
const VALUE_LENGTH_MAX = 60;

/** What kinds of resources are to who runs a brand. */
const TYPES: Readonly<Record<string, string>> = {
  'AWS::CloudFront::Distribution': 'the delivery of your site',
  'AWS::CloudFront::MonitoringSubscription': 'the measurements of your site',
  'AWS::CloudWatch::Alarm': 'an alarm of your site',
  'AWS::CloudWatch::Dashboard': 'the dashboard of your site',
  'AWS::Cognito::UserPool': 'the accounts of your viewers',
  'AWS::Cognito::UserPoolClient': 'how viewers sign in',
  'AWS::Route53::RecordSet': 'the address of your site',
  'AWS::S3::Bucket': 'the store of your brand files',
  'AWS::WAFv2::WebACL': 'the protection of your site',
  'Custom::TenantBranding': 'the publication of your brand files',
  'Custom::TenantPartition': 'what apps are told of your brand',
};

/** `"breaks per hour" of ads (features.ads.breaksPerHour)`. */
export function keyWords(key: string): string {
  const [first = '', second = '', ...rest] = key.split('.');
  const words =
    first === 'features' && rest.length > 0
      ? `"${separated(rest.join(' '))}" of ${separated(second)}`
      : `"${separated(second === '' ? first : [second, ...rest].join(' '))}"`;
  return printable(`${words} (${key})`);
}

/** A value for people: lists and mappings as what they hold, cut where they are long. */
export function valueWords(value: Json | undefined): string {
  const text = printable(written(value));
  return text.length > VALUE_LENGTH_MAX ? `${text.slice(0, VALUE_LENGTH_MAX - 1)}…` : text;
}

/** `origin keepalive timeout of ads, in the delivery of your site`. */
export function placeWords({ type, path, logicalId }: PropertyInteraction): string {
  const where = TYPES[type] ?? (type === '' ? 'the set-up of your site' : `${type} ${logicalId}`);
  const steps = path.split(/\.(?![^[]*\])/);
  const last = separated((steps.at(-1) ?? '').replace(/\[.*$/, ''));
  const item = /\[([^\]=]+)\](?!.*\[[^\]=]+\])/.exec(path)?.[1];
  return printable(last === '' ? where : `${last}${item === undefined ? '' : ` of ${item}`}, in ${where}`);
}

function written(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') {
    return 'nothing';
  }
  if (typeof value !== 'object') {
    return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
  }
  const parts = isList(value)
    ? value.map(written)
    : Object.entries(value).map(([key, part]) => `${separated(key)} ${written(part)}`);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

/** `breaksPerHour`, `OriginKeepaliveTimeout`: the words that they are run together of. */
function separated(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
