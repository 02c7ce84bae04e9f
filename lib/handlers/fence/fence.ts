import { isContentMap, type Content, type ContentMap } from '../partition/content';
import type { ProvisionedKind, ProvisioningRequest } from '../protocol/provisioning-request';

/**
 * The record of who may write. One item for each tenant and kind of resource, `PROVISIONER#PARTITION` and
 * `PROVISIONER#BRAND`, holds the latest request that was let in. Its version counts the runs: each invocation that is
 * let in takes the next number, and only the holder of the latest number may go on writing.
 */
export interface Fence {
  readonly requestId: string;
  /** ISO 8601, UTC, whole seconds: from the clock that signed the request's ResponseURL. */
  readonly issuedAt: string;
  /** ISO 8601, UTC, milliseconds: our own clock. Decides between two requests issued in the same second. */
  readonly arrivedAt: string;
  readonly stackId: string;
  /** Logical ids of the resources in that stack that stand for this tenant. Nearly always one. */
  readonly holders: readonly string[];
  /** `open` from the moment a run is let in until all it had to write is written. */
  readonly state: 'open' | 'done';
  /** Requests that this one followed, the latest first. */
  readonly earlier: readonly string[];
  /** What a finished request answered, for its duplicates. */
  readonly data: Readonly<Record<string, string>>;
}

/** How a request stands to the fence. */
export type Standing =
  | { readonly kind: 'next' }
  /** The very request that was let in last, again: its first run failed, or is still under way. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'finished'; readonly data: Readonly<Record<string, string>> }
  | { readonly kind: 'stale'; readonly reason: string };

/** Earlier requests that are remembered. Lambda repeats an event at most twice, within six hours. */
const EARLIER_REQUESTS_KEPT = 32;

export const FENCE_SORT_KEYS: Readonly<Record<ProvisionedKind, string>> = {
  partition: 'PROVISIONER#PARTITION',
  brand: 'PROVISIONER#BRAND',
};

/** Decides whether `request` may write, from the fence alone. */
export function judge(fence: Fence | undefined, request: ProvisioningRequest): Standing {
  if (fence === undefined) {
    return { kind: 'next' };
  }
  if (fence.requestId === request.requestId) {
    return fence.state === 'done' ? { kind: 'finished', data: fence.data } : { kind: 'repeated' };
  }
  return fence.earlier.includes(request.requestId) || isBefore(request, fence)
    ? {
        kind: 'stale',
        reason: 'A later request for this tenant was already let in, so this one may not write.',
      }
    : { kind: 'next' };
}

function isBefore(request: ProvisioningRequest, fence: Fence): boolean {
  const issuedAt = isoTime(request.issuedAt);
  if (issuedAt !== fence.issuedAt) {
    return issuedAt < fence.issuedAt;
  }
  return isoTime(request.arrivedAt) < fence.arrivedAt;
}

/** The fence once `request` is let in. */
export function fenceFor(fence: Fence | undefined, request: ProvisioningRequest): Fence {
  const { requestId, stackId } = request;
  const repeated = fence?.requestId === requestId ? fence : undefined;
  const followed = fence === undefined || repeated !== undefined ? [] : [fence.requestId];
  return {
    requestId,
    issuedAt: repeated?.issuedAt ?? isoTime(request.issuedAt),
    arrivedAt: repeated?.arrivedAt ?? isoTime(request.arrivedAt),
    stackId,
    holders: holdersAfter(fence, request),
    state: 'open',
    earlier: [...followed, ...(fence?.earlier ?? [])].slice(0, EARLIER_REQUESTS_KEPT),
    data: {},
  };
}

function holdersAfter(fence: Fence | undefined, { type, stackId, logicalId }: ProvisioningRequest): string[] {
  const others = fence?.stackId === stackId ? fence.holders.filter((holder) => holder !== logicalId) : [];
  return type === 'Delete' ? others : [...others, logicalId];
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

export function fenceContent(fence: Fence): ContentMap {
  return { ...fence };
}

/** The fence that an item's content holds; `undefined` when the content has another form. */
export function parseFence(content: ContentMap): Fence | undefined {
  const { requestId, issuedAt, arrivedAt, stackId, state, data } = content;
  if (!isText(requestId) || !isText(issuedAt) || !isText(arrivedAt) || !isText(stackId)) {
    return undefined;
  }
  if (state !== 'open' && state !== 'done') {
    return undefined;
  }
  return {
    requestId,
    issuedAt,
    arrivedAt,
    stackId,
    holders: textsOf(content['holders']),
    state,
    earlier: textsOf(content['earlier']),
    data: isContentMap(data) ? textMembers(data) : {},
  };
}

function isText(content: Content | undefined): content is string {
  return typeof content === 'string';
}

function textsOf(content: Content | undefined): string[] {
  return Array.isArray(content) ? content.filter(isText) : [];
}

function textMembers(content: ContentMap): Record<string, string> {
  return Object.fromEntries(
    Object.entries(content).flatMap(([name, part]) => (isText(part) ? [[name, part]] : [])),
  );
}
