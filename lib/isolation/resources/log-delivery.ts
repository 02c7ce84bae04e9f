import { breaks, holds, inside } from '../proof';
import { contractText } from '../scope';
import { isMapping } from '../template';
import { textOf } from '../text';
import { examineMembers, isAccepted, oneOf, setting } from './property-rule';
import type { PropertyRule } from './property-rule';

const LOG_BUCKET = contractText('log-bucket-name');

/** A prefix in the log bucket, which `before` begins. The tenant's own part of it ends in a slash. */
function logPrefix(before: string): PropertyRule {
  return (value, at) => {
    const own = `${before}${at.scope.names.objectPrefix}`;
    const prefix = textOf(value, at.scope);
    if (prefix.startsWith(own)) {
      holds(at, 'own-logs', `it is below ${own}`, { target: prefix });
    } else {
      breaks(at, 'own-logs', `it is not below ${own}`, { target: prefix });
    }
  };
}

/** Where requests to a bucket are recorded. */
export const bucketLogging: PropertyRule = (value, at) => {
  if (!isMapping(value)) {
    breaks(at, 'own-logs', 'it is no destination');
    return;
  }
  if (at.scope.subject.kind === 'tenant') {
    examineMembers(value, { DestinationBucketName: cellLogBucket, LogFilePrefix: logPrefix('s3/') }, at);
    requirePrefix(value['LogFilePrefix'] !== undefined, at);
    return;
  }
  const destination = textOf(value['DestinationBucketName'], at.scope);
  if (isAccepted(destination, { own: { 'AWS::S3::Bucket': [''] } }, at.scope)) {
    holds(at, 'own-logs', 'the log bucket is of this stack', { target: destination });
  } else {
    breaks(at, 'own-logs', 'the log bucket is not of this stack', { target: destination });
  }
  examineMembers(value, { DestinationBucketName: setting, LogFilePrefix: setting }, at);
};

const cellLogBucket: PropertyRule = oneOf('own-logs', 'the cell’s log bucket', { texts: [LOG_BUCKET] });

/** Where requests to a distribution are recorded. */
export const distributionLogging: PropertyRule = (value, at) => {
  if (!isMapping(value)) {
    breaks(at, 'own-logs', 'it is no destination');
    return;
  }
  const bucket = oneOf('own-logs', 'the cell’s log bucket', {
    texts: ({ subject }) => [`${LOG_BUCKET}.s3.${subject.cell.region}.amazonaws.com`],
  });
  examineMembers(value, { Bucket: bucket, IncludeCookies: setting, Prefix: logPrefix('') }, at);
  requirePrefix(value['Prefix'] !== undefined, at);
};

function requirePrefix(isThere: boolean, at: Parameters<PropertyRule>[1]): void {
  if (!isThere) {
    breaks(inside(at, 'Prefix'), 'own-logs', 'there is no prefix, so the logs of all tenants would mix');
  }
}
