import { breaks, holds } from '../proof';
import { contractText } from '../scope';
import type { Scope } from '../scope';
import { isMapping } from '../template';
import { textOf } from '../text';
import { ownName, ownTags } from './named';
import { each, isAccepted, oneOf, setting } from './property-rule';
import type { Accepted, PropertyRule } from './property-rule';
import type { TypeRule } from './type-rule';

const alarmTopic = each(
  oneOf('alarm-topic', 'the cell’s alarm topic or one of this stack', {
    texts: ({ subject }) => (subject.kind === 'tenant' ? [contractText('alarm-topic-arn')] : []),
    own: { 'AWS::SNS::Topic': ['', 'TopicArn'] },
  }),
);

/** Dimensions whose value is no name of a resource. */
const PLAIN_DIMENSIONS: Readonly<Record<string, string>> = { Region: 'Global' };

/** A metric is of whatever its dimensions name; each must be of the same stack. */
const dimensions: PropertyRule = each((value, at) => {
  const name = isMapping(value) ? textOf(value['Name'], at.scope) : '';
  const text = isMapping(value) ? textOf(value['Value'], at.scope) : '';
  if (text === PLAIN_DIMENSIONS[name] || isOwnReference(text, at.scope)) {
    holds(at, 'own-metrics', `${name} is of this stack, or of all`, { target: text });
  } else {
    breaks(at, 'own-metrics', `${name} is not of this stack`, { target: text });
  }
});

const MEASURED: Accepted = {
  own: {
    'AWS::CloudFront::Distribution': ['Id', ''],
    'AWS::DynamoDB::Table': [''],
    'AWS::Lambda::Function': [''],
  },
};

function isOwnReference(text: string, scope: Scope): boolean {
  return isAccepted(text, MEASURED, scope);
}

export const ALARM: TypeRule = {
  reaches: 'the metric that it reads, whom it tells',
  required: ['Dimensions'],
  properties: {
    AlarmActions: alarmTopic,
    AlarmDescription: setting,
    AlarmName: ownName,
    ComparisonOperator: setting,
    DatapointsToAlarm: setting,
    Dimensions: dimensions,
    EvaluationPeriods: setting,
    ExtendedStatistic: setting,
    InsufficientDataActions: alarmTopic,
    MetricName: setting,
    Namespace: setting,
    OKActions: alarmTopic,
    Period: setting,
    Statistic: setting,
    Tags: ownTags,
    Threshold: setting,
    TreatMissingData: setting,
  },
};

/**
 * A dashboard is text. Every widget's metrics must name the own distribution, and a widget without metrics (a search,
 * an expression, a log query) reads whatever it says.
 */
const dashboardBody: PropertyRule = (value, at) => {
  const text = textOf(value, at.scope);
  const fault = dashboardFault(text, at.scope);
  if (fault === undefined) {
    holds(at, 'own-metrics', 'every metric of every widget is of the own distribution');
  } else {
    breaks(at, 'own-metrics', fault.why, { target: fault.target });
  }
};

interface DashboardFault {
  readonly why: string;
  readonly target: string;
}

function dashboardFault(text: string, scope: Scope): DashboardFault | undefined {
  const widgets = widgetsOf(text);
  if (widgets === undefined) {
    return { why: 'the body is no list of widgets', target: text.slice(0, 80) };
  }
  for (const widget of widgets) {
    const fault = widgetFault(widget, scope);
    if (fault !== undefined) {
      return fault;
    }
  }
  return undefined;
}

function widgetsOf(text: string): readonly unknown[] | undefined {
  try {
    const { widgets } = JSON.parse(text) as { readonly widgets?: unknown };
    return Array.isArray(widgets) ? widgets : undefined;
  } catch {
    return undefined;
  }
}

function widgetFault(widget: unknown, scope: Scope): DashboardFault | undefined {
  const { type, properties } = widget as {
    readonly type?: unknown;
    readonly properties?: { readonly metrics?: unknown };
  };
  const metrics = properties?.metrics;
  if (type !== 'metric' || !Array.isArray(metrics)) {
    return { why: 'a widget is not of listed metrics', target: JSON.stringify(widget).slice(0, 80) };
  }
  const foreign = metrics.find((metric: unknown) => !isOwnMetric(metric, scope));
  return foreign === undefined
    ? undefined
    : { why: 'a metric is not of the own distribution', target: JSON.stringify(foreign).slice(0, 80) };
}

/** `["AWS/CloudFront", "Requests", "Region", "Global", "DistributionId", "⟨Distribution.Id⟩"]`. */
function isOwnMetric(metric: unknown, scope: Scope): boolean {
  if (!Array.isArray(metric) || metric.some((part) => typeof part !== 'string')) {
    return false;
  }
  const at = metric.indexOf('DistributionId');
  return at > 1 && isOwnReference(String(metric[at + 1]), scope);
}

export const DASHBOARD: TypeRule = {
  reaches: 'the metrics that it shows',
  required: ['DashboardBody'],
  properties: { DashboardBody: dashboardBody, DashboardName: ownName, Tags: ownTags },
};
