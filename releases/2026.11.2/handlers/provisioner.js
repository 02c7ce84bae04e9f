"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// lib/handlers/provisioner.ts
var provisioner_exports = {};
__export(provisioner_exports, {
  handler: () => handler
});
module.exports = __toCommonJS(provisioner_exports);
var import_client_cloudfront2 = require("@aws-sdk/client-cloudfront");
var import_client_dynamodb2 = require("@aws-sdk/client-dynamodb");
var import_client_s33 = require("@aws-sdk/client-s3");

// lib/handlers/protocol/answer-channel.ts
var import_node_http = require("node:http");
var import_node_https = require("node:https");
function httpAnswerChannel(plainHttp) {
  return {
    put: async (address, body, timeoutMs) => {
      if (address.protocol !== "https:" && !plainHttp) {
        throw new Error("the answer address is not HTTPS");
      }
      return send(address, body, timeoutMs);
    }
  };
}
function send(address, body, timeoutMs) {
  const request = address.protocol === "https:" ? import_node_https.request : import_node_http.request;
  return new Promise((resolve, reject) => {
    const sent = request(
      address,
      {
        method: "PUT",
        // The signature of the address covers an empty content type, so no other may be sent.
        headers: { "content-type": "", "content-length": Buffer.byteLength(body) },
        signal: AbortSignal.timeout(timeoutMs)
      },
      (response) => {
        response.resume();
        response.on("error", reject);
        response.on("end", () => resolve(response.statusCode ?? 0));
      }
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

// lib/handlers/brand/asset-store.ts
var import_client_s3 = require("@aws-sdk/client-s3");

// lib/handlers/outcome.ts
function accepted(value) {
  return { kind: "accepted", value };
}
function refused(reason) {
  return { kind: "refused", reason };
}

// lib/handlers/json-record.ts
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function memberOf(record, name) {
  return Object.hasOwn(record, name) ? record[name] : void 0;
}

// lib/handlers/service-error.ts
var TRANSIENT_NAMES = /* @__PURE__ */ new Set([
  "BandwidthLimitExceeded",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "InternalServerError",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "RequestTimeout",
  "RequestTimeoutException",
  "ServiceUnavailable",
  "SlowDown",
  "Throttling",
  "ThrottlingException",
  "TimeoutError",
  "TooManyInvalidationsInProgress",
  "TooManyRequestsException"
]);
var DENIED_NAMES = /* @__PURE__ */ new Set(["AccessDenied", "AccessDeniedException"]);
function isTransient(error) {
  if (TRANSIENT_NAMES.has(errorName(error)) || TRANSIENT_NAMES.has(textMember(error, "code"))) {
    return true;
  }
  return httpStatus(error) >= 500;
}
function isDenied(error) {
  return DENIED_NAMES.has(errorName(error));
}
function errorName(error) {
  return textMember(error, "name");
}
function errorText(error) {
  const name = errorName(error);
  const message = textMember(error, "message");
  return [name, message].filter((part) => part !== "").join(": ") || "an error without a message";
}
function httpStatus(error) {
  const metadata = isRecord(error) ? error["$metadata"] : void 0;
  const status = isRecord(metadata) ? metadata["httpStatusCode"] : void 0;
  return typeof status === "number" ? status : 0;
}
function textMember(error, name) {
  const value = isRecord(error) ? error[name] : void 0;
  return typeof value === "string" ? value : "";
}

// lib/handlers/zip/zip-limits.ts
var ARCHIVE_BYTES_MAX = 20 * 1024 * 1024;
var ARCHIVE_ENTRIES_MAX = 200;
var FILE_BYTES_MAX = 5 * 1024 * 1024;
var TOTAL_BYTES_MAX = 20 * 1024 * 1024;
var INFLATION_RATIO_MAX = 200;
var PATH_LENGTH_MAX = 200;

// lib/handlers/brand/asset-store.ts
function s3AssetStore(config, bucket) {
  const client = new import_client_s3.S3Client(config);
  return {
    read: async (key, signal) => {
      try {
        const command = new import_client_s3.GetObjectCommand({ Bucket: bucket, Key: key });
        const { Body: body, ContentLength: length } = await client.send(command, { abortSignal: signal });
        if (body === void 0 || length === void 0 || length > ARCHIVE_BYTES_MAX) {
          return refused(`The archive is larger than ${ARCHIVE_BYTES_MAX} bytes.`);
        }
        return accepted(Buffer.from(await body.transformToByteArray()));
      } catch (error) {
        if (errorName(error) === "NoSuchKey") {
          return refused(`No archive is stored under ${key}.`);
        }
        if (isDenied(error)) {
          return refused(`No archive under ${key} can be read.`);
        }
        throw error;
      }
    }
  };
}

// lib/handlers/brand/brand-bucket.ts
var import_client_s32 = require("@aws-sdk/client-s3");

// lib/handlers/brand/brand-plan.ts
var BRAND_POINTER_KEY = "brand/current.json";
var BRAND_POINTER_PATH = `/${BRAND_POINTER_KEY}`;
var BRAND_FILE_CACHE_CONTROL = "public, max-age=31536000, immutable";
var BRAND_POINTER_CACHE_CONTROL = "public, max-age=60, must-revalidate";
function brandPrefix(version) {
  return `brand/${version}/`;
}
function planUploads(brand, present) {
  return brand.files.map(({ path, content, contentType }) => ({
    key: `${brandPrefix(brand.version)}${path}`,
    body: content,
    contentType,
    cacheControl: BRAND_FILE_CACHE_CONTROL
  })).filter(({ key, body }) => present.get(key) !== body.length);
}
function planPointer(brand, current, run, sealing) {
  const shown = shownBrand(current?.text);
  const unchanged = shown?.version === brand.version;
  if (unchanged && !(sealing && shown.run !== run)) {
    return void 0;
  }
  const pointer = { version: brand.version, run, files: brand.files.map(({ path }) => path) };
  return {
    object: {
      key: BRAND_POINTER_KEY,
      body: Buffer.from(JSON.stringify(pointer)),
      contentType: "application/json; charset=utf-8",
      cacheControl: BRAND_POINTER_CACHE_CONTROL
    },
    expected: current?.etag ?? "absent"
  };
}
function shownBrand(text) {
  if (text === void 0) {
    return void 0;
  }
  try {
    const pointer = JSON.parse(text);
    return isRecord(pointer) && Array.isArray(pointer["files"]) ? { version: pointer["version"], run: pointer["run"] } : void 0;
  } catch {
    return void 0;
  }
}

// lib/handlers/brand/brand-bucket.ts
var CONFLICT_NAMES = ["PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"];
function s3BrandBucket(client, bucket) {
  return {
    list: (prefix, signal) => listAll(client, bucket, prefix, signal),
    put: async (object, signal) => {
      await client.send(new import_client_s32.PutObjectCommand(putInput(bucket, object)), { abortSignal: signal });
    },
    readPointer: async (signal) => {
      try {
        const command = new import_client_s32.GetObjectCommand({ Bucket: bucket, Key: BRAND_POINTER_KEY });
        const { Body: body, ETag: etag } = await client.send(command, { abortSignal: signal });
        return body && etag ? { text: await body.transformToString(), etag } : void 0;
      } catch (error) {
        if (errorName(error) === "NoSuchKey") {
          return void 0;
        }
        throw error;
      }
    },
    writePointer: async ({ object, expected }, signal) => {
      const condition = expected === "absent" ? { IfNoneMatch: "*" } : { IfMatch: expected };
      const command = new import_client_s32.PutObjectCommand({ ...putInput(bucket, object), ...condition });
      try {
        await client.send(command, { abortSignal: signal });
        return "written";
      } catch (error) {
        if (httpStatus(error) === 412 || CONFLICT_NAMES.includes(errorName(error))) {
          return "conflict";
        }
        throw error;
      }
    }
  };
}
function putInput(bucket, object) {
  return {
    Bucket: bucket,
    Key: object.key,
    Body: object.body,
    ContentType: object.contentType,
    CacheControl: object.cacheControl
  };
}
async function listAll(client, bucket, prefix, signal) {
  const sizes = /* @__PURE__ */ new Map();
  let next;
  do {
    const command = new import_client_s32.ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      ...next === void 0 ? {} : { ContinuationToken: next }
    });
    const page = await client.send(command, { abortSignal: signal });
    for (const { Key: key, Size: size } of page.Contents ?? []) {
      if (key) {
        sizes.set(key, size ?? 0);
      }
    }
    next = page.NextContinuationToken;
  } while (next !== void 0);
  return sizes;
}

// lib/handlers/chance.ts
var systemChance = { fraction: Math.random };

// lib/handlers/clock.ts
var systemClock = {
  now: () => Date.now(),
  sleep: waitFor,
  alarm: (at, signal) => waitFor(at - Date.now(), signal)
};
function waitFor(milliseconds, signal) {
  return new Promise((resolve) => {
    if (signal.aborted) {
      return resolve();
    }
    const finish2 = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish2);
      resolve();
    };
    const timer = setTimeout(finish2, Math.max(0, milliseconds));
    signal.addEventListener("abort", finish2);
  });
}

// lib/handlers/partition/dynamodb-items.ts
var import_client_dynamodb = require("@aws-sdk/client-dynamodb");

// lib/handlers/partition/content.ts
var import_node_crypto = require("node:crypto");
var CONTENT_DEPTH_MAX = 16;
var CONTENT_BYTES_MAX = 3e5;
var LONE_SURROGATE = new RegExp("\\p{Surrogate}", "u");
function parseContent(value, name) {
  const fault = faultIn(value, 0);
  if (fault !== void 0) {
    return refused(`${name} ${fault}.`);
  }
  const content = withTextLeaves(value);
  return Buffer.byteLength(canonicalText(content)) > CONTENT_BYTES_MAX ? refused(`${name} is larger than ${CONTENT_BYTES_MAX} bytes.`) : accepted(content);
}
function faultIn(value, depth) {
  if (depth > CONTENT_DEPTH_MAX) {
    return `is nested deeper than ${CONTENT_DEPTH_MAX} levels`;
  }
  if (typeof value === "string") {
    return textFault(value);
  }
  if (typeof value === "number" || typeof value === "boolean") {
    return void 0;
  }
  if (Array.isArray(value)) {
    return firstFault(value, depth);
  }
  if (!isRecord(value)) {
    return "holds a value that is neither text, a list nor an object";
  }
  return Object.keys(value).map(nameFault).find(isText) ?? firstFault(Object.values(value), depth);
}
function firstFault(values, depth) {
  for (const value of values) {
    const fault = faultIn(value, depth + 1);
    if (fault !== void 0) {
      return fault;
    }
  }
  return void 0;
}
function textFault(text) {
  return LONE_SURROGATE.test(text) ? "holds text that is not valid Unicode" : void 0;
}
function nameFault(name) {
  if (name === "__proto__") {
    return "holds a member named __proto__";
  }
  return name === "" ? "holds a member without a name" : textFault(name);
}
function isText(value) {
  return value !== void 0;
}
function withTextLeaves(value) {
  if (Array.isArray(value)) {
    return value.map(withTextLeaves);
  }
  if (!isRecord(value)) {
    return String(value);
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withTextLeaves(member)]));
}
function isContentMap(content) {
  return isRecord(content);
}
function canonicalText(content) {
  if (typeof content === "string") {
    return JSON.stringify(content);
  }
  if (!isContentMap(content)) {
    return `[${content.map(canonicalText).join(",")}]`;
  }
  const members = Object.entries(content).sort(([left], [right]) => left < right ? -1 : 1);
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`).join(",")}}`;
}
function contentDigest(content) {
  return (0, import_node_crypto.createHash)("sha256").update(canonicalText(content)).digest("hex");
}

// lib/handlers/partition/attribute-value.ts
var OWNER = "multiplex";
function itemAttributes(item) {
  return {
    pk: { S: item.pk },
    sk: { S: item.sk },
    owner: { S: OWNER },
    version: { N: String(item.version) },
    run: { N: String(item.run) },
    release: { S: item.release },
    digest: { S: item.digest },
    updatedAt: { S: item.updatedAt },
    content: contentAttribute(item.content),
    ...item.retiredAt === void 0 ? {} : { retired: { BOOL: true }, retiredAt: { S: item.retiredAt } }
  };
}
function parseItem(attributes) {
  if (attributes["owner"]?.S !== OWNER) {
    return void 0;
  }
  const { pk, sk, release, digest, updatedAt, retiredAt } = attributes;
  const version = Number(attributes["version"]?.N);
  const run = Number(attributes["run"]?.N);
  const content = parseContentAttribute(attributes["content"]);
  if (!pk?.S || !sk?.S || !Number.isSafeInteger(version) || !Number.isSafeInteger(run)) {
    return void 0;
  }
  if (!isContentMap(content)) {
    return void 0;
  }
  return {
    pk: pk.S,
    sk: sk.S,
    version,
    run,
    release: release?.S ?? "",
    digest: digest?.S ?? "",
    updatedAt: updatedAt?.S ?? "",
    content,
    ...retiredAt?.S === void 0 ? {} : { retiredAt: retiredAt.S }
  };
}
function contentAttribute(content) {
  if (typeof content === "string") {
    return { S: content };
  }
  return isContentMap(content) ? { M: Object.fromEntries(Object.entries(content).map(([name, part]) => [name, contentAttribute(part)])) } : { L: content.map(contentAttribute) };
}
function parseContentAttribute(attribute) {
  if (attribute?.S !== void 0) {
    return attribute.S;
  }
  if (attribute?.L !== void 0) {
    return parseList(attribute.L);
  }
  return attribute?.M === void 0 ? void 0 : parseMap(attribute.M);
}
function parseList(attributes) {
  const parts = attributes.map(parseContentAttribute).filter((part) => part !== void 0);
  return parts.length === attributes.length ? parts : void 0;
}
function parseMap(attributes) {
  const members = [];
  for (const [name, attribute] of Object.entries(attributes)) {
    const part = parseContentAttribute(attribute);
    if (part === void 0) {
      return void 0;
    }
    members.push([name, part]);
  }
  return Object.fromEntries(members);
}

// lib/handlers/partition/dynamodb-items.ts
function dynamoDbItems(client, table) {
  return {
    read: async ({ pk, sk }, signal) => {
      const command = new import_client_dynamodb.GetItemCommand({
        TableName: table,
        Key: { pk: { S: pk }, sk: { S: sk } },
        ConsistentRead: true
      });
      const { Item: attributes } = await client.send(command, { abortSignal: signal });
      if (attributes === void 0) {
        return { kind: "absent" };
      }
      const item = parseItem(attributes);
      return item === void 0 ? { kind: "foreign" } : { kind: "owned", item };
    },
    write: async (write, signal) => {
      try {
        await client.send(putCommand(table, write), { abortSignal: signal });
        return "written";
      } catch (error) {
        if (error instanceof import_client_dynamodb.ConditionalCheckFailedException) {
          return "conflict";
        }
        throw error;
      }
    }
  };
}
function putCommand(table, { item, expected }) {
  const condition = expected === "absent" ? { ConditionExpression: "attribute_not_exists(pk)" } : {
    ConditionExpression: "#owner = :owner AND #version = :version",
    ExpressionAttributeNames: { "#owner": "owner", "#version": "version" },
    ExpressionAttributeValues: { ":owner": { S: OWNER }, ":version": { N: String(expected) } }
  };
  return new import_client_dynamodb.PutItemCommand({ TableName: table, Item: itemAttributes(item), ...condition });
}

// lib/handlers/brand/edge-cache.ts
var import_client_cloudfront = require("@aws-sdk/client-cloudfront");
function cloudFrontEdgeCache(client) {
  return {
    invalidate: async (distributionId, paths, reference, signal) => {
      const command = new import_client_cloudfront.CreateInvalidationCommand({
        DistributionId: distributionId,
        InvalidationBatch: {
          CallerReference: reference,
          Paths: { Quantity: paths.length, Items: [...paths] }
        }
      });
      await client.send(command, { abortSignal: signal });
    }
  };
}

// lib/handlers/protocol/issue-time.ts
var ISSUE_TIME_AHEAD_MAX_MS = 5 * 6e4;
var SIGNING_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
var SECOND_MS = 1e3;
function issueTime(responseUrl, arrival) {
  const fallback = { issuedAt: Math.floor(arrival / SECOND_MS) * SECOND_MS };
  const issuedAt = signingTime(responseUrl.searchParams.get("X-Amz-Date") ?? "");
  if (issuedAt === void 0 || issuedAt > arrival + ISSUE_TIME_AHEAD_MAX_MS) {
    return fallback;
  }
  const seconds = Number(responseUrl.searchParams.get("X-Amz-Expires") ?? "none");
  return Number.isInteger(seconds) && seconds > 0 ? { issuedAt, expiresAt: issuedAt + seconds * SECOND_MS } : { issuedAt };
}
function signingTime(text) {
  const parts = SIGNING_DATE.exec(text);
  if (parts === null) {
    return void 0;
  }
  const [, year, month, day, hour, minute, second] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? void 0 : time;
}

// lib/handlers/tenant-id.ts
var TENANT_ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
var TENANT_ID_LENGTH_MIN = 3;
var TENANT_ID_LENGTH_MAX = 24;
var TENANT_STACK_PATTERN = /^arn:aws[a-z-]*:cloudformation:[a-z0-9-]+:[0-9]{12}:stack\/tenant--([^/]{1,128})\/[A-Za-z0-9-]{1,64}$/;
function isTenantId(value) {
  return typeof value === "string" && value.length >= TENANT_ID_LENGTH_MIN && value.length <= TENANT_ID_LENGTH_MAX && TENANT_ID_PATTERN.test(value);
}
function tenantOfStack(stackId) {
  const id = TENANT_STACK_PATTERN.exec(stackId)?.[1];
  return isTenantId(id) ? id : void 0;
}

// lib/handlers/partition/tenant-items.ts
function partitionKey(tenant) {
  return `TENANT#${tenant}`;
}

// lib/handlers/protocol/provisioning-request.ts
var KINDS = /* @__PURE__ */ new Map([
  ["Custom::TenantPartition", "partition"],
  ["Custom::TenantBranding", "brand"]
]);
var RELEASE_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
function parseRequest(envelope, arrival) {
  const kind = KINDS.get(envelope.resourceType);
  if (kind === void 0) {
    return refused("The resource type is none that the provisioner serves.");
  }
  if (envelope.requestType === "unknown") {
    return refused("The request type is not Create, Update or Delete.");
  }
  if (envelope.requestId === "" || envelope.logicalId === "") {
    return refused("The request has no usable RequestId or LogicalResourceId.");
  }
  const tenant = parseTenant(envelope);
  if (tenant.kind === "refused") {
    return tenant;
  }
  const release = memberOf(envelope.properties, "Release");
  if (typeof release !== "string" || !RELEASE_PATTERN.test(release)) {
    return refused("Release is not the name of a release.");
  }
  const { requestId, stackId, logicalId, properties } = envelope;
  const type = envelope.requestType;
  return accepted({
    kind,
    type,
    tenant: tenant.value,
    release,
    requestId,
    stackId,
    logicalId,
    ...issueTime(envelope.responseUrl, arrival),
    arrivedAt: arrival,
    wasCreated: wasCreated(envelope),
    properties
  });
}
function parseTenant(envelope) {
  const tenant = tenantOfStack(envelope.stackId);
  if (tenant === void 0) {
    return refused("The stack is not a tenant's: its name is not tenant--<id>.");
  }
  const claimed = memberOf(envelope.properties, "Tenant");
  if (claimed === tenant) {
    return accepted(tenant);
  }
  return isTenantId(claimed) ? refused(`Tenant is "${claimed}", but the stack is that of tenant "${tenant}".`) : refused(`Tenant is not the id of tenant "${tenant}", whose stack this is.`);
}
function physicalIdOf(envelope) {
  return envelope.physicalId ?? ownPhysicalId(envelope) ?? `refused--${envelope.logicalId || "resource"}`;
}
function wasCreated(envelope) {
  return envelope.physicalId !== void 0 && envelope.physicalId === ownPhysicalId(envelope);
}
function ownPhysicalId(envelope) {
  const tenant = tenantOfStack(envelope.stackId);
  const kind = KINDS.get(envelope.resourceType);
  if (tenant === void 0 || kind === void 0) {
    return void 0;
  }
  return kind === "partition" ? partitionKey(tenant) : `brand--${tenant}`;
}

// lib/handlers/protocol/custom-resource-answer.ts
function succeeded(data = {}) {
  return { kind: "succeeded", data };
}
function failed(reason) {
  return { kind: "failed", reason };
}
var REASON_LENGTH_MAX = 400;
function answerBody(envelope, ending) {
  const result = ending.kind === "succeeded" ? { Status: "SUCCESS", Data: ending.data } : { Status: "FAILED", Reason: shorten(ending.reason) };
  return JSON.stringify({
    ...result,
    PhysicalResourceId: physicalIdOf(envelope),
    StackId: envelope.stackId,
    RequestId: envelope.requestId,
    LogicalResourceId: envelope.logicalId
  });
}
function shorten(reason) {
  const characters = Array.from(reason);
  return characters.length <= REASON_LENGTH_MAX ? reason : `${characters.slice(0, REASON_LENGTH_MAX - 1).join("")}…`;
}

// lib/handlers/protocol/custom-resource-event.ts
var ECHO_PATTERN = /^[\x20-\x7e]{1,300}$/;
var PHYSICAL_ID_PATTERN = /^[\x20-\x7e]{1,1024}$/;
var REQUEST_TYPES = ["Create", "Update", "Delete"];
function parseEnvelope(event) {
  if (!isRecord(event)) {
    return void 0;
  }
  const responseUrl = parseAddress(memberOf(event, "ResponseURL"));
  if (responseUrl === void 0) {
    return void 0;
  }
  const properties = memberOf(event, "ResourceProperties");
  const physicalId = textIn(event, "PhysicalResourceId", PHYSICAL_ID_PATTERN);
  return {
    responseUrl,
    requestType: REQUEST_TYPES.find((type) => type === memberOf(event, "RequestType")) ?? "unknown",
    resourceType: textIn(event, "ResourceType", ECHO_PATTERN),
    requestId: textIn(event, "RequestId", ECHO_PATTERN),
    stackId: textIn(event, "StackId", ECHO_PATTERN),
    logicalId: textIn(event, "LogicalResourceId", ECHO_PATTERN),
    ...physicalId === "" ? {} : { physicalId },
    properties: isRecord(properties) ? properties : {}
  };
}
function parseAddress(value) {
  if (typeof value !== "string" || !URL.canParse(value)) {
    return void 0;
  }
  const address = new URL(value);
  return ["https:", "http:"].includes(address.protocol) ? address : void 0;
}
function textIn(event, name, pattern) {
  const value = memberOf(event, name);
  return typeof value === "string" && pattern.test(value) ? value : "";
}

// lib/handlers/fence/persistence.ts
var SERVICE_RETRIES = { attempts: 6, firstDelayMs: 200, longestDelayMs: 5e3 };
function retryDelayMs(limits, attempt, fraction) {
  const full = Math.min(limits.longestDelayMs, limits.firstDelayMs * 2 ** (attempt - 1));
  return Math.round(full / 2 + full / 2 * fraction);
}
async function persist(patience, call, limits = SERVICE_RETRIES, mayRetry = isTransient) {
  for (let attempt = 1; ; attempt += 1) {
    patience.signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      patience.signal.throwIfAborted();
      if (attempt >= limits.attempts || !mayRetry(error)) {
        throw error;
      }
    }
    await patience.clock.sleep(retryDelayMs(limits, attempt, patience.chance.fraction()), patience.signal);
  }
}

// lib/handlers/protocol/deliver-answer.ts
var ANSWER_RETRIES = { attempts: 6, firstDelayMs: 200, longestDelayMs: 2e3 };
var ANSWER_TIMEOUT_MS = 3e3;
async function deliverAnswer(channel, address, body, patience, log) {
  for (let attempt = 1; attempt <= ANSWER_RETRIES.attempts && !patience.signal.aborted; attempt += 1) {
    const result = await tryPut(channel, address, body);
    if (result === "delivered") {
      return log("info", "answer.delivered", { attempt });
    }
    log("warn", "answer.not-delivered", { attempt, problem: result.problem });
    if (result.final) {
      break;
    }
    await patience.clock.sleep(
      retryDelayMs(ANSWER_RETRIES, attempt, patience.chance.fraction()),
      patience.signal
    );
  }
  log("error", "answer.given-up");
}
async function tryPut(channel, address, body) {
  try {
    const status = await channel.put(address, body, ANSWER_TIMEOUT_MS);
    if (status >= 200 && status < 300) {
      return "delivered";
    }
    return { problem: `status ${status}`, final: status >= 400 && status < 500 && status !== 429 };
  } catch (error) {
    return { problem: errorName(error) || "no connection", final: false };
  }
}

// lib/handlers/brand/brand-files.ts
var import_node_crypto2 = require("node:crypto");
var CONTENT_TYPES = /* @__PURE__ */ new Map([
  ["svg", "image/svg+xml"],
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["webp", "image/webp"],
  ["ico", "image/x-icon"],
  ["css", "text/css; charset=utf-8"],
  ["woff2", "font/woff2"],
  ["json", "application/json; charset=utf-8"]
]);
var VERSION_DIGITS = 32;
function parseBrand(archived) {
  if (archived.length === 0) {
    return refused("The archive holds no file.");
  }
  const files = [];
  for (const { path, content } of archived) {
    const contentType = CONTENT_TYPES.get(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
    if (contentType === void 0) {
      return refused(`The archive's file "${path}" is of a kind that brands do not have.`);
    }
    files.push({ path, content, contentType });
  }
  files.sort((left, right) => left.path < right.path ? -1 : 1);
  return accepted({ version: brandVersion(files), files });
}
function brandVersion(files) {
  const hash = (0, import_node_crypto2.createHash)("sha256");
  for (const { path, content, contentType } of files) {
    const digest = (0, import_node_crypto2.createHash)("sha256").update(content).digest("hex");
    hash.update(`${JSON.stringify([path, contentType, digest])}
`);
  }
  return hash.digest("hex").slice(0, VERSION_DIGITS);
}

// lib/handlers/brand/brand-properties.ts
var BUCKET_PATTERN = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
var SOURCE_KEY_PATTERN = /^[0-9a-f]{64}\.zip$/;
var DISTRIBUTION_PATTERN = /^[A-Z0-9]{8,32}$/;
function parseBrandProperties(properties, tenant) {
  const bucket = textMatching(properties, "Bucket", BUCKET_PATTERN);
  if (bucket === void 0) {
    return refused("Bucket is not the name of a bucket.");
  }
  const sourceKey = parseSourceKey(memberOf(properties, "SourceKey"), tenant);
  if (sourceKey === void 0) {
    return refused(
      "SourceKey is not 64 hexadecimal digits and .zip, alone or below the prefix of the tenant."
    );
  }
  const distributionId = textMatching(properties, "DistributionId", DISTRIBUTION_PATTERN);
  if (distributionId === void 0) {
    return refused("DistributionId is not the id of a distribution.");
  }
  return accepted({ bucket, sourceKey, distributionId });
}
function parseSourceKey(value, tenant) {
  const prefix = `tenants/${tenant}/`;
  if (typeof value !== "string") {
    return void 0;
  }
  const name = value.startsWith(prefix) ? value.slice(prefix.length) : value;
  return SOURCE_KEY_PATTERN.test(name) ? value : void 0;
}
function textMatching(properties, name, pattern) {
  const value = memberOf(properties, name);
  return typeof value === "string" && pattern.test(value) ? value : void 0;
}

// lib/handlers/zip/zip-directory.ts
var END_SIGNATURE = 101010256;
var END_BYTES = 22;
var ENTRY_SIGNATURE = 33639248;
var ENTRY_BYTES = 46;
var ZIP64_EXTRA = 1;
var ZIP64_MARKER = 4294967295;
function parseDirectory(archive) {
  const end = archive.length - END_BYTES;
  if (end < 0 || archive.readUInt32LE(end) !== END_SIGNATURE || archive.readUInt16LE(end + 20) !== 0) {
    return refused("The archive does not end as a zip archive does.");
  }
  const count = archive.readUInt16LE(end + 10);
  if (archive.readUInt32LE(end + 4) !== 0 || archive.readUInt16LE(end + 8) !== count) {
    return refused("The archive is one part of several.");
  }
  if (count > ARCHIVE_ENTRIES_MAX) {
    return refused(`The archive has more than ${ARCHIVE_ENTRIES_MAX} entries.`);
  }
  const start = archive.readUInt32LE(end + 16);
  if (start + archive.readUInt32LE(end + 12) !== end) {
    return refused("The archive has data that its directory does not account for.");
  }
  return parseEntries(archive, start, end, count);
}
function parseEntries(archive, start, end, count) {
  const entries = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    const entry = parseEntry(archive, at, end);
    if (entry.kind === "refused") {
      return entry;
    }
    entries.push(entry.value.entry);
    at = entry.value.next;
  }
  return at === end ? accepted({ entries, start }) : refused("The archive has data that its directory does not account for.");
}
function parseEntry(archive, at, end) {
  if (at + ENTRY_BYTES > end || archive.readUInt32LE(at) !== ENTRY_SIGNATURE) {
    return refused("The archive has a directory that is cut short.");
  }
  const nameEnd = at + ENTRY_BYTES + archive.readUInt16LE(at + 28);
  const extraEnd = nameEnd + archive.readUInt16LE(at + 30);
  const next = extraEnd + archive.readUInt16LE(at + 32);
  if (next > end) {
    return refused("The archive has a directory that is cut short.");
  }
  const entry = {
    // Names outside ASCII stay recognisably wrong in this encoding, and the rule for paths refuses them.
    name: archive.toString("latin1", at + ENTRY_BYTES, nameEnd),
    madeBy: archive.readUInt16LE(at + 4),
    flags: archive.readUInt16LE(at + 8),
    method: archive.readUInt16LE(at + 10),
    crc32: archive.readUInt32LE(at + 16),
    compressedBytes: archive.readUInt32LE(at + 20),
    inflatedBytes: archive.readUInt32LE(at + 24),
    externalAttributes: archive.readUInt32LE(at + 38),
    offset: archive.readUInt32LE(at + 42)
  };
  if (isZip64(entry, archive.subarray(nameEnd, extraEnd))) {
    return refused("The archive uses zip64, which no brand needs.");
  }
  return accepted({ entry, next });
}
function isZip64(entry, extra) {
  if ([entry.compressedBytes, entry.inflatedBytes, entry.offset].includes(ZIP64_MARKER)) {
    return true;
  }
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === ZIP64_EXTRA) {
      return true;
    }
  }
  return false;
}

// lib/handlers/zip/zip-entry.ts
var import_node_zlib = require("node:zlib");
var LOCAL_SIGNATURE = 67324752;
var LOCAL_BYTES = 30;
var DESCRIPTOR_SIGNATURE = 134695760;
var DESCRIPTOR_BYTES = 12;
var STORED = 0;
var DEFLATED = 8;
var KNOWN_FLAGS = 2062;
var DESCRIPTOR_FLAG = 8;
var UNIX = 3;
var MODE_TYPE = 61440;
var MODE_SPECIAL = 3584;
var MODE_FILE = 32768;
var MODE_DIRECTORY = 16384;
function entryFault(entry) {
  if ((entry.flags & ~KNOWN_FLAGS) !== 0) {
    return "is encrypted or uses an unknown feature";
  }
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    return "uses another compression than deflate";
  }
  if (isSpecial(entry)) {
    return "is a link or a special file";
  }
  if (entry.inflatedBytes > FILE_BYTES_MAX) {
    return `is larger than ${FILE_BYTES_MAX} bytes`;
  }
  if (entry.inflatedBytes > entry.compressedBytes * INFLATION_RATIO_MAX) {
    return `inflates to more than ${INFLATION_RATIO_MAX} times its size`;
  }
  return void 0;
}
function isFolder(entry) {
  return entry.name.endsWith("/");
}
function isSpecial(entry) {
  if (entry.madeBy >> 8 !== UNIX) {
    return false;
  }
  const mode = entry.externalAttributes >>> 16;
  const type = mode & MODE_TYPE;
  const expected = isFolder(entry) ? MODE_DIRECTORY : MODE_FILE;
  return (mode & MODE_SPECIAL) !== 0 || type !== 0 && type !== expected;
}
function readEntry(archive, entry, limit) {
  const at = entry.offset;
  if (at + LOCAL_BYTES > limit || archive.readUInt32LE(at) !== LOCAL_SIGNATURE) {
    return broken(entry);
  }
  const nameEnd = at + LOCAL_BYTES + archive.readUInt16LE(at + 26);
  const dataStart = nameEnd + archive.readUInt16LE(at + 28);
  const dataEnd = dataStart + entry.compressedBytes;
  if (dataEnd > limit) {
    return broken(entry);
  }
  const sameName = archive.toString("latin1", at + LOCAL_BYTES, nameEnd) === entry.name;
  const sameForm = archive.readUInt16LE(at + 6) === entry.flags && archive.readUInt16LE(at + 8) === entry.method;
  const end = (entry.flags & DESCRIPTOR_FLAG) === 0 ? dataEnd : descriptorEnd(archive, entry, dataEnd, limit);
  if (!sameName || !sameForm || !sameSizes(archive, entry) || end === void 0) {
    return broken(entry);
  }
  const content = inflate(archive.subarray(dataStart, dataEnd), entry);
  return content === void 0 ? broken(entry) : accepted({ content, end });
}
function broken(entry) {
  return refused(
    `The archive's entry ${JSON.stringify(entry.name)} does not match its directory or checksum.`
  );
}
function sameSizes(archive, entry) {
  const local = [14, 18, 22].map((field) => archive.readUInt32LE(entry.offset + field));
  const directory = [entry.crc32, entry.compressedBytes, entry.inflatedBytes];
  const streamed = (entry.flags & DESCRIPTOR_FLAG) !== 0;
  return local.every((value, index) => value === directory[index] || streamed && value === 0);
}
function descriptorEnd(archive, entry, dataEnd, limit) {
  const signed = dataEnd + 4 <= limit && archive.readUInt32LE(dataEnd) === DESCRIPTOR_SIGNATURE;
  const at = signed ? dataEnd + 4 : dataEnd;
  if (at + DESCRIPTOR_BYTES > limit) {
    return void 0;
  }
  const values = [0, 4, 8].map((field) => archive.readUInt32LE(at + field));
  const expected = [entry.crc32, entry.compressedBytes, entry.inflatedBytes];
  return values.every((value, index) => value === expected[index]) ? at + DESCRIPTOR_BYTES : void 0;
}
function inflate(data, entry) {
  const content = entry.method === STORED ? data : inflateWhole(data, entry.inflatedBytes);
  const sound = content?.length === entry.inflatedBytes && (0, import_node_zlib.crc32)(content) === entry.crc32;
  return sound ? content : void 0;
}
function inflateWhole(data, bytes) {
  try {
    const result = (0, import_node_zlib.inflateRawSync)(data, { maxOutputLength: Math.max(1, bytes), info: true });
    return isInflated(result) && result.engine.bytesWritten === data.length ? result.buffer : void 0;
  } catch {
    return void 0;
  }
}
function isInflated(value) {
  return typeof value === "object" && value !== null && "buffer" in value && "engine" in value;
}

// lib/handlers/zip/zip-archive.ts
var PATH_PATTERN = /^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*\/?$/;
function openArchive(archive) {
  if (archive.length > ARCHIVE_BYTES_MAX) {
    return refused(`The archive is larger than ${ARCHIVE_BYTES_MAX} bytes.`);
  }
  const directory = parseDirectory(archive);
  if (directory.kind === "refused") {
    return directory;
  }
  const fault = directoryFault(directory.value.entries);
  return fault === void 0 ? readEntries(archive, directory.value) : refused(fault);
}
function directoryFault(entries) {
  const names = /* @__PURE__ */ new Set();
  let total = 0;
  for (const entry of entries) {
    const shown = JSON.stringify(entry.name.slice(0, PATH_LENGTH_MAX));
    if (entry.name.length > PATH_LENGTH_MAX || !PATH_PATTERN.test(entry.name)) {
      return `The archive's entry ${shown} is not a plain relative path.`;
    }
    const fault = entryFault(entry);
    if (fault !== void 0) {
      return `The archive's entry ${shown} ${fault}.`;
    }
    const name = entry.name.toLowerCase();
    if (names.has(name)) {
      return `The archive holds ${shown} twice.`;
    }
    names.add(name);
    total += entry.inflatedBytes;
  }
  return total > TOTAL_BYTES_MAX ? `The archive inflates to more than ${TOTAL_BYTES_MAX} bytes.` : void 0;
}
function readEntries(archive, directory) {
  const files = [];
  let at = 0;
  for (const entry of directory.entries.toSorted((left, right) => left.offset - right.offset)) {
    if (entry.offset !== at) {
      return unaccounted();
    }
    const read = readEntry(archive, entry, directory.start);
    if (read.kind === "refused") {
      return read;
    }
    at = read.value.end;
    if (isFolder(entry) && entry.inflatedBytes > 0) {
      return refused("The archive holds a folder with content.");
    }
    if (!isFolder(entry)) {
      files.push({ path: entry.name, content: read.value.content });
    }
  }
  return at === directory.start ? accepted(files) : unaccounted();
}
function unaccounted() {
  return refused("The archive has data that its directory does not account for.");
}

// lib/handlers/brand/open-brand.ts
async function openBrand(given, tenant, assets, patience) {
  const properties = parseBrandProperties(given, tenant);
  if (properties.kind === "refused") {
    return properties;
  }
  const { sourceKey } = properties.value;
  const archive = await persist(patience, () => assets.read(sourceKey, patience.signal));
  if (archive.kind === "refused") {
    return archive;
  }
  const files = openArchive(archive.value);
  if (files.kind === "refused") {
    return files;
  }
  const brand = parseBrand(files.value);
  return brand.kind === "refused" ? brand : accepted({ brand: brand.value, properties: properties.value });
}

// lib/handlers/partition/partition-properties.ts
var CATEGORIES_MAX = 100;
var HOMEPAGE_ROWS_MAX = 30;
var FEATURES_MAX = 100;
var FEATURE_PATTERN = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
var ACCOUNT_ID_PATTERN = /^[A-Za-z0-9_-]{1,128}$/;
function parsePartition(properties) {
  const settings = mapProperty(properties, "Configuration");
  if (settings.kind === "refused") {
    return settings;
  }
  const entitlements = parseEntitlements(properties);
  if (entitlements.kind === "refused") {
    return entitlements;
  }
  const catalogue = parseCatalogue(properties);
  if (catalogue.kind === "refused") {
    return catalogue;
  }
  const homepage = parseHomepage(properties, categoryIds(catalogue.value));
  if (homepage.kind === "refused") {
    return homepage;
  }
  const accounts = parseAccounts(properties);
  if (accounts.kind === "refused") {
    return accounts;
  }
  const parts = { catalogue: catalogue.value, entitlements: entitlements.value, homepage: homepage.value };
  const digests = Object.fromEntries(
    Object.entries(parts).map(([name, content]) => [name, contentDigest(content)])
  );
  const configuration = { settings: settings.value, accounts: accounts.value, parts: digests };
  return accepted({ ...parts, configuration });
}
function categoryIds(catalogue) {
  return new Set(membersOf(catalogue["categories"], "id"));
}
function namedCategories(homepage) {
  return new Set(membersOf(homepage["rows"], "category"));
}
function membersOf(list, name) {
  if (!Array.isArray(list)) {
    return [];
  }
  return list.flatMap((part) => isContentMap(part) ? [part[name]] : []).filter(isPresent);
}
function isPresent(content) {
  return content !== void 0;
}
function mapProperty(properties, name) {
  const content = parseContent(memberOf(properties, name) ?? "", name);
  if (content.kind === "refused") {
    return content;
  }
  return isContentMap(content.value) ? accepted(content.value) : refused(`${name} is not an object.`);
}
function parseEntitlements(properties) {
  const entitlements = mapProperty(properties, "Entitlements");
  if (entitlements.kind === "refused") {
    return entitlements;
  }
  const features = Object.entries(entitlements.value);
  if (features.length > FEATURES_MAX) {
    return refused(`Entitlements names more than ${FEATURES_MAX} features.`);
  }
  if (!features.every(([name]) => FEATURE_PATTERN.test(name))) {
    return refused("Entitlements names a feature that is not letters, digits and hyphens.");
  }
  return features.every(([, settings]) => isContentMap(settings)) ? entitlements : refused("Entitlements has a feature whose settings are not an object.");
}
function parseCatalogue(properties) {
  const catalogue = mapProperty(properties, "Catalogue");
  if (catalogue.kind === "refused") {
    return catalogue;
  }
  const categories = catalogue.value["categories"];
  if (!Array.isArray(categories)) {
    return refused("Catalogue has no list of categories.");
  }
  if (categories.length > CATEGORIES_MAX) {
    return refused(`Catalogue has more than ${CATEGORIES_MAX} categories.`);
  }
  const ids = membersOf(categories, "id").filter(isTenantId);
  const titles = membersOf(categories, "title").filter((title) => typeof title === "string");
  if (ids.length < categories.length || titles.length < categories.length) {
    return refused("Catalogue has a category without an id or a title.");
  }
  return new Set(ids).size === ids.length ? catalogue : refused("Catalogue has two categories of one id.");
}
function parseHomepage(properties, categories) {
  const rows = parseContent(memberOf(properties, "Homepage") ?? "", "Homepage");
  if (rows.kind === "refused") {
    return rows;
  }
  if (!Array.isArray(rows.value)) {
    return refused("Homepage is not a list.");
  }
  if (rows.value.length > HOMEPAGE_ROWS_MAX) {
    return refused(`Homepage has more than ${HOMEPAGE_ROWS_MAX} rows.`);
  }
  const titles = membersOf(rows.value, "title").filter((title) => typeof title === "string");
  const named = membersOf(rows.value, "category");
  if (titles.length < rows.value.length || named.length < rows.value.length) {
    return refused("Homepage has a row without a title or a category.");
  }
  return named.every((category) => categories.has(category)) ? accepted({ rows: rows.value }) : refused("Homepage has a row of a category that is not in the catalogue.");
}
function parseAccounts(properties) {
  const accounts = mapProperty(properties, "Accounts");
  if (accounts.kind === "refused") {
    return accounts;
  }
  const { UserPoolId: userPoolId, ClientId: clientId } = accounts.value;
  return isAccountId(userPoolId) && isAccountId(clientId) ? accepted({ userPoolId, clientId }) : refused("Accounts needs UserPoolId and ClientId.");
}
function isAccountId(content) {
  return typeof content === "string" && ACCOUNT_ID_PATTERN.test(content);
}

// lib/handlers/fence/fence.ts
var EARLIER_REQUESTS_KEPT = 32;
var FENCE_SORT_KEYS = {
  partition: "PROVISIONER#PARTITION",
  brand: "PROVISIONER#BRAND"
};
function judge(fence, request) {
  if (fence === void 0) {
    return { kind: "next" };
  }
  if (fence.requestId === request.requestId) {
    return fence.state === "done" ? { kind: "finished", data: fence.data } : { kind: "repeated" };
  }
  return fence.earlier.includes(request.requestId) || isBefore(request, fence) ? {
    kind: "stale",
    reason: "A later request for this tenant was already let in, so this one may not write."
  } : { kind: "next" };
}
function isBefore(request, fence) {
  const issuedAt = isoTime(request.issuedAt);
  if (issuedAt !== fence.issuedAt) {
    return issuedAt < fence.issuedAt;
  }
  return isoTime(request.arrivedAt) < fence.arrivedAt;
}
function fenceFor(fence, request) {
  const { requestId, stackId } = request;
  const repeated = fence?.requestId === requestId ? fence : void 0;
  const followed = fence === void 0 || repeated !== void 0 ? [] : [fence.requestId];
  return {
    requestId,
    issuedAt: repeated?.issuedAt ?? isoTime(request.issuedAt),
    arrivedAt: repeated?.arrivedAt ?? isoTime(request.arrivedAt),
    stackId,
    holders: holdersAfter(fence, request),
    state: "open",
    earlier: [...followed, ...fence?.earlier ?? []].slice(0, EARLIER_REQUESTS_KEPT),
    data: {}
  };
}
function holdersAfter(fence, { type, stackId, logicalId }) {
  const others = fence?.stackId === stackId ? fence.holders.filter((holder) => holder !== logicalId) : [];
  return type === "Delete" ? others : [...others, logicalId];
}
function isoTime(time) {
  return new Date(time).toISOString();
}
function fenceContent(fence) {
  return { ...fence };
}
function parseFence(content) {
  const { requestId, issuedAt, arrivedAt, stackId, state, data } = content;
  if (!isText2(requestId) || !isText2(issuedAt) || !isText2(arrivedAt) || !isText2(stackId)) {
    return void 0;
  }
  if (state !== "open" && state !== "done") {
    return void 0;
  }
  return {
    requestId,
    issuedAt,
    arrivedAt,
    stackId,
    holders: textsOf(content["holders"]),
    state,
    earlier: textsOf(content["earlier"]),
    data: isContentMap(data) ? textMembers(data) : {}
  };
}
function isText2(content) {
  return typeof content === "string";
}
function textsOf(content) {
  return Array.isArray(content) ? content.filter(isText2) : [];
}
function textMembers(content) {
  return Object.fromEntries(
    Object.entries(content).flatMap(([name, part]) => isText2(part) ? [[name, part]] : [])
  );
}

// lib/handlers/fence/fenced-run.ts
var PASSES_MAX = 10;
var RACE_RETRIES = { attempts: PASSES_MAX, firstDelayMs: 100, longestDelayMs: 3e3 };
async function runFenced(task, pass) {
  for (let attempt = 1; attempt <= PASSES_MAX; attempt += 1) {
    const entry = await enter(task);
    if (entry.kind === "succeeded" || entry.kind === "failed") {
      return entry;
    }
    const ending = entry.kind === "entered" ? await finish(task, entry.run, pass) : entry;
    if (ending.kind === "succeeded" || ending.kind === "failed") {
      return ending;
    }
    task.log("warn", "fence.contended", { attempt, how: ending.kind });
    await task.patience.clock.sleep(
      retryDelayMs(RACE_RETRIES, attempt, task.patience.chance.fraction()),
      task.patience.signal
    );
  }
  return failed("Other requests for this tenant kept getting in between; try again.");
}
async function isHeld(task, run) {
  const found = await readFence(task);
  return found.kind === "owned" && found.item.version === run.number;
}
async function enter(task) {
  const found = await readFence(task);
  if (found.kind === "foreign") {
    return foreignFence(task);
  }
  const previous = found.kind === "owned" ? found.item : void 0;
  const fence = previous === void 0 ? void 0 : parseFence(previous.content);
  if (previous !== void 0 && fence === void 0) {
    return failed("The fence item of this tenant is damaged.");
  }
  const standing = judge(fence, task.request);
  if (standing.kind === "finished") {
    return succeeded(standing.data);
  }
  if (standing.kind === "stale") {
    return failed(standing.reason);
  }
  const next = fenceFor(fence, task.request);
  const number = (previous?.version ?? 0) + 1;
  const run = { number, fence: next, sealing: fence?.state === "open" };
  const written = await writeFence(task, next, number);
  return written === "written" ? { kind: "entered", run } : { kind: "lost-race" };
}
function foreignFence(task) {
  return task.request.type === "Delete" ? succeeded() : failed(`The item ${FENCE_SORT_KEYS[task.request.kind]} belongs to an application; it is left alone.`);
}
async function finish(task, run, pass) {
  const ending = await pass(run);
  if (ending.kind !== "succeeded") {
    return ending;
  }
  const closed = await writeFence(task, { ...run.fence, state: "done", data: ending.data }, run.number + 1);
  return closed === "written" ? ending : { kind: "overtaken" };
}
function fenceKey(task) {
  return { pk: partitionKey(task.request.tenant), sk: FENCE_SORT_KEYS[task.request.kind] };
}
function readFence(task) {
  return persist(task.patience, () => task.services.items.read(fenceKey(task), task.patience.signal));
}
function writeFence(task, fence, version) {
  const content = fenceContent(fence);
  const item = {
    ...fenceKey(task),
    version,
    run: version,
    release: task.request.release,
    digest: contentDigest(content),
    updatedAt: new Date(task.patience.clock.now()).toISOString(),
    content
  };
  const expected = version === 1 ? "absent" : version - 1;
  return persist(task.patience, () => task.services.items.write({ item, expected }, task.patience.signal));
}

// lib/handlers/brand/provision-brand.ts
var UPLOADS_AT_ONCE = 8;
function publishBrand(task, brand, properties) {
  const bucket = task.services.bucket(properties.bucket);
  return runFenced(task, async (run) => {
    await uploadMissing(task, bucket, brand);
    const switched = await switchPointer(task, bucket, brand, run);
    if (switched === "overtaken" || switched === "lost-race") {
      return { kind: switched };
    }
    if (switched === "switched") {
      await invalidatePointer(task, properties.distributionId, run);
    }
    return succeeded({ Version: brand.version });
  });
}
async function uploadMissing(task, bucket, brand) {
  const { patience } = task;
  const prefix = brandPrefix(brand.version);
  const present = await persist(patience, () => bucket.list(prefix, patience.signal));
  const missing = planUploads(brand, present);
  const upload = (object) => persist(patience, () => bucket.put(object, patience.signal));
  for (let at = 0; at < missing.length; at += UPLOADS_AT_ONCE) {
    const uploads = await Promise.allSettled(missing.slice(at, at + UPLOADS_AT_ONCE).map(upload));
    const failure = uploads.find((result) => result.status === "rejected");
    if (failure !== void 0) {
      throw failure.reason;
    }
  }
  task.log("info", "brand.uploaded", { version: brand.version, objects: missing.length });
}
async function switchPointer(task, bucket, brand, run) {
  const { patience } = task;
  const current = await persist(patience, () => bucket.readPointer(patience.signal));
  if (!await isHeld(task, run)) {
    return "overtaken";
  }
  const write = planPointer(brand, current, run.number, run.sealing);
  if (write === void 0) {
    return "unchanged";
  }
  const written = await persist(patience, () => bucket.writePointer(write, patience.signal));
  if (written === "conflict") {
    return "lost-race";
  }
  task.log("info", "brand.switched", { version: brand.version });
  return "switched";
}
async function invalidatePointer(task, distributionId, run) {
  const { patience, request, services } = task;
  const reference = `multiplex-${request.requestId}-${run.number}`;
  await persist(
    patience,
    () => services.edge.invalidate(distributionId, [BRAND_POINTER_PATH], reference, patience.signal)
  );
  task.log("info", "brand.invalidated", { paths: 1 });
}

// lib/handlers/partition/partition-plan.ts
var PARTITION_SORT_KEYS = ["CATALOGUE", "ENTITLEMENTS", "HOMEPAGE", "CONFIGURATION"];
function planPartition(current, desired, stamp) {
  const plan = new Map(Object.entries(current));
  const writes = [];
  const steps = [
    ["CATALOGUE", bridgeCatalogue(current, desired)],
    ["HOMEPAGE", desired.homepage],
    ["CATALOGUE", desired.catalogue],
    ["ENTITLEMENTS", desired.entitlements],
    ["CONFIGURATION", desired.configuration]
  ];
  for (const [sk, content] of steps) {
    const write = planWrite(plan.get(sk), sk, content, stamp);
    if (write === void 0) {
      continue;
    }
    writes.push(write);
    plan.set(sk, write.item);
  }
  return { writes, version: plan.get("CONFIGURATION")?.version ?? 0 };
}
function planRetirement(current, stamp) {
  const { CONFIGURATION: configuration, ...others } = current;
  const { writes } = planRenewal(others, stamp);
  const version = configuration?.version ?? 0;
  const settled = configuration === void 0 || configuration.retiredAt !== void 0;
  if (settled && !(configuration === void 0 ? stamp.sealing : isUnsealed(configuration, stamp))) {
    return { writes, version };
  }
  const mark = nextWrite(configuration, "CONFIGURATION", configuration?.content ?? {}, stamp);
  const retiredAt = configuration?.retiredAt ?? stamp.at;
  return { writes: [...writes, { ...mark, item: { ...mark.item, retiredAt } }], version: mark.item.version };
}
function planRenewal(current, stamp) {
  const writes = PARTITION_SORT_KEYS.flatMap((sk) => {
    const item = current[sk];
    if (item === void 0 || !isUnsealed(item, stamp)) {
      return [];
    }
    const write = nextWrite(item, sk, item.content, stamp);
    return item.retiredAt === void 0 ? [write] : [{ ...write, item: { ...write.item, retiredAt: item.retiredAt } }];
  });
  return { writes, version: writes.at(-1)?.item.version ?? current.CONFIGURATION?.version ?? 0 };
}
function bridgeCatalogue(current, desired) {
  const named = namedCategories(current.HOMEPAGE?.content ?? {});
  const kept = categoryIds(desired.catalogue);
  const leaving = listOf(current.CATALOGUE?.content["categories"]).filter(
    (category) => [...categoryIds({ categories: [category] })].some((id) => named.has(id) && !kept.has(id))
  );
  return leaving.length === 0 ? desired.catalogue : { ...desired.catalogue, categories: [...listOf(desired.catalogue["categories"]), ...leaving] };
}
function listOf(content) {
  return Array.isArray(content) ? content : [];
}
function planWrite(item, sk, content, stamp) {
  const unchanged = item !== void 0 && item.retiredAt === void 0 && item.digest === contentDigest(content) && // The digest is a claim of the item's; somebody may have edited the content beneath it.
  canonicalText(item.content) === canonicalText(content);
  return unchanged && !isUnsealed(item, stamp) ? void 0 : nextWrite(item, sk, content, stamp);
}
function isUnsealed(item, stamp) {
  return stamp.sealing && item.run !== stamp.run;
}
function nextWrite(item, sk, content, { pk, release, run, at }) {
  return {
    item: {
      pk,
      sk,
      version: (item?.version ?? 0) + 1,
      run,
      release,
      digest: contentDigest(content),
      updatedAt: at,
      content
    },
    expected: item?.version ?? "absent"
  };
}

// lib/handlers/partition/provision-partition.ts
function writePartition(task, desired) {
  return runFenced(task, async (run) => {
    const found = await readPartition(task);
    if (found.foreign.length > 0) {
      return failed(`The item ${found.foreign.join(", ")} belongs to an application; it is left alone.`);
    }
    if (!await isHeld(task, run)) {
      return { kind: "overtaken" };
    }
    return perform(task, planPartition(found.current, desired, stampOf(task, run)));
  });
}
function retirePartition(task) {
  return runFenced(task, async (run) => {
    const { current, foreign } = await readPartition(task);
    if (!await isHeld(task, run)) {
      return { kind: "overtaken" };
    }
    const stays = run.fence.holders.length > 0 || foreign.includes("CONFIGURATION");
    const plan = stays ? planRenewal : planRetirement;
    return perform(task, plan(current, stampOf(task, run)));
  });
}
function stampOf({ request, patience }, run) {
  return {
    pk: partitionKey(request.tenant),
    release: request.release,
    run: run.number,
    at: new Date(patience.clock.now()).toISOString(),
    sealing: run.sealing
  };
}
async function readPartition({ request, patience, services }) {
  const pk = partitionKey(request.tenant);
  const found = await Promise.all(
    PARTITION_SORT_KEYS.map(async (sk) => {
      const item = await persist(patience, () => services.items.read({ pk, sk }, patience.signal));
      return { sk, item };
    })
  );
  const current = Object.fromEntries(
    found.flatMap(({ sk, item }) => item.kind === "owned" ? [[sk, item.item]] : [])
  );
  const foreign = found.filter(({ item }) => item.kind === "foreign").map(({ sk }) => sk);
  return { current, foreign };
}
async function perform(task, plan) {
  for (const write of plan.writes) {
    if (await performWrite(task, write) === "conflict") {
      return { kind: "lost-race" };
    }
    task.log("info", "item.written", { sk: write.item.sk, version: write.item.version });
  }
  return succeeded({ Version: String(plan.version) });
}
function performWrite({ patience, services }, write) {
  return persist(patience, () => services.items.write(write, patience.signal));
}

// lib/handlers/protocol/redaction.ts
var ACCESS_KEY_ID = /\b(?:AKIA|ASIA)[A-Z0-9]{8,}\b/g;
var SIGNED_QUERY = /\bhttps?:\/\/[^\s"']+/g;
var SIGNATURE_PARAMETER = /\bX-Amz-[A-Za-z-]+=[^\s&"']+/g;
var ENCODED_AUTHORIZATION = /(Encoded authorization failure message:)\s*\S+/gi;
var UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
function redact(text, secrets = []) {
  const without = secrets.filter((secret) => secret.length > 0).reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
  return without.replace(UNPRINTABLE, " ").replace(ENCODED_AUTHORIZATION, "$1 [omitted]").replace(SIGNED_QUERY, "[url]").replace(SIGNATURE_PARAMETER, "[signature]").replace(ACCESS_KEY_ID, "[access key]").trim();
}

// lib/handlers/tenant-role.ts
var import_client_sts = require("@aws-sdk/client-sts");
var ROLE_RETRIES = { attempts: 14, firstDelayMs: 1e3, longestDelayMs: 8e3 };
var SESSION_NAME_LENGTH_MAX = 64;
var SESSION_NAME_FOREIGN = /[^A-Za-z0-9_+=,.@-]/g;
var SESSION_SECONDS = 900;
function tenantRoleArn(rolePathArn, tenant) {
  return `${rolePathArn}tenant--${tenant}--data`;
}
function sessionName(tenant, requestId) {
  return `${tenant}@${requestId.replace(SESSION_NAME_FOREIGN, "-")}`.slice(0, SESSION_NAME_LENGTH_MAX);
}
function assumeTenantRole(desk, roleArn, session, patience) {
  return persist(
    patience,
    () => desk.assume(roleArn, session, patience.signal),
    ROLE_RETRIES,
    (error) => isDenied(error) || isTransient(error)
  );
}
function stsRoleDesk(config) {
  const client = new import_client_sts.STSClient(config);
  return {
    assume: async (roleArn, session, signal) => {
      const command = new import_client_sts.AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: session,
        DurationSeconds: SESSION_SECONDS
      });
      const { Credentials: given } = await client.send(command, { abortSignal: signal });
      if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken) {
        throw new Error("STS gave no credentials");
      }
      return {
        accessKeyId: given.AccessKeyId,
        secretAccessKey: given.SecretAccessKey,
        sessionToken: given.SessionToken
      };
    }
  };
}

// lib/handlers/perform-request.ts
async function performRequest(request, performance) {
  if (request.expiresAt !== void 0 && request.expiresAt <= request.arrivedAt) {
    return failed("The request expired before it arrived; CloudFormation no longer waits for it.");
  }
  if (request.kind === "brand" && request.type === "Delete") {
    return succeeded();
  }
  try {
    const work = await prepare(request, performance);
    return work.kind === "refused" ? failed(work.reason) : await performWork(request, performance, work.value);
  } catch (error) {
    return failed(redact(errorText(error)));
  }
}
async function prepare(request, { cell, patience }) {
  if (request.kind === "brand") {
    const opened = await openBrand(request.properties, request.tenant, cell.assets, patience);
    if (opened.kind === "refused") {
      return opened;
    }
    const { brand, properties } = opened.value;
    return accepted((task) => publishBrand(task, brand, properties));
  }
  if (request.type === "Delete") {
    return accepted(retirePartition);
  }
  const partition = parsePartition(request.properties);
  if (partition.kind === "refused") {
    return partition;
  }
  return accepted((task) => writePartition(task, partition.value));
}
async function performWork(request, { cell, patience, log }, work) {
  const role = await assumeRole(request, cell, patience);
  if (role.kind === "refused") {
    return request.type === "Delete" && !request.wasCreated ? succeeded() : failed(role.reason);
  }
  const services = cell.connect(role.value);
  try {
    return await work({ request, patience, services, log });
  } catch (error) {
    return failed(redact(errorText(error), Object.values(role.value)));
  } finally {
    services.close();
  }
}
async function assumeRole({ tenant, requestId }, { roles, rolePathArn }, patience) {
  const roleArn = tenantRoleArn(rolePathArn, tenant);
  try {
    return accepted(await assumeTenantRole(roles, roleArn, sessionName(tenant, requestId), patience));
  } catch (error) {
    if (!isDenied(error)) {
      throw error;
    }
    return refused(`The tenant's role ${roleArn} cannot be assumed. ${redact(errorText(error))}`);
  }
}

// lib/handlers/protocol/structured-log.ts
function logFor(sink, subject) {
  return (level, event, fields = {}) => sink(JSON.stringify({ level, event, ...subject, ...fields }));
}

// lib/handlers/protocol/watchdog.ts
var ANSWER_RESERVE_MS = 1e4;
var ANSWER_RESERVE_SHARE_MAX = 1 / 3;
var SETTLE_MS = 1e3;
function workDeadline(now, remainingMs2) {
  return now + remainingMs2 - Math.min(ANSWER_RESERVE_MS, remainingMs2 * ANSWER_RESERVE_SHARE_MAX);
}
async function withinTime(clock, deadline, work, expired) {
  const stop = new AbortController();
  const finished = new AbortController();
  const working = work(stop.signal);
  const alarm = clock.alarm(deadline, finished.signal).then(() => expired);
  const first = await Promise.race([working.then((result) => ({ result })), alarm.then(() => void 0)]);
  finished.abort();
  stop.abort(new Error("ran out of time"));
  if (first !== void 0) {
    return first.result;
  }
  const settling = new AbortController();
  await Promise.race([working, clock.sleep(SETTLE_MS, settling.signal)]);
  settling.abort();
  return expired;
}

// lib/handlers/provision.ts
var LAST_MOMENT_MS = 500;
async function provision(event, remainingMs2, ports2) {
  const arrival = ports2.clock.now();
  const envelope = parseEnvelope(event);
  if (envelope === void 0) {
    logOf(ports2)("error", "event.unanswerable");
    return;
  }
  const request = parseRequest(envelope, arrival);
  const log = logOf(ports2, envelope, request);
  log("info", "request.received", { type: envelope.requestType, resource: envelope.resourceType });
  const ending = await withinTime(
    ports2.clock,
    workDeadline(arrival, remainingMs2),
    (signal) => perform2(envelope, request, ports2, signal, log),
    failed("The provisioner ran out of time and stopped. Try again; what is done already is kept.")
  );
  logEnding(log, ending, ports2.clock.now() - arrival);
  await answer(envelope, ending, arrival + remainingMs2 - LAST_MOMENT_MS, ports2, log);
}
function perform2(envelope, request, ports2, signal, log) {
  if (request.kind === "refused") {
    return Promise.resolve(envelope.requestType === "Delete" ? succeeded() : failed(redact(request.reason)));
  }
  if (ports2.cell.kind === "refused") {
    return Promise.resolve(failed(ports2.cell.reason));
  }
  const patience = { clock: ports2.clock, chance: ports2.chance, signal };
  return performRequest(request.value, { cell: ports2.cell.value, patience, log });
}
async function answer(envelope, ending, deadline, { clock, chance, answers }, log) {
  const stop = new AbortController();
  const delivered = new AbortController();
  const deadlineReached = clock.alarm(deadline, delivered.signal).then(() => stop.abort());
  const patience = { clock, chance, signal: stop.signal };
  await deliverAnswer(answers, envelope.responseUrl, answerBody(envelope, ending), patience, log);
  delivered.abort();
  await deadlineReached;
}
function logOf(ports2, envelope, request) {
  const known = request?.kind === "accepted" ? request.value : void 0;
  const { fleet, cell } = ports2.cell.kind === "accepted" ? ports2.cell.value : { fleet: "", cell: "" };
  return logFor(ports2.sink, {
    fleet,
    cell,
    tenant: known?.tenant ?? "",
    release: known?.release ?? "",
    requestId: redact(envelope?.requestId ?? "")
  });
}
function logEnding(log, ending, milliseconds) {
  if (ending.kind === "succeeded") {
    log("info", "request.succeeded", { milliseconds });
  } else {
    log("error", "request.failed", { milliseconds, reason: ending.reason });
  }
}

// lib/handlers/provisioner-settings.ts
var ROLE_PATH_PATTERN = /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/.+\/$/;
function parseSettings(environment) {
  const { FLEET: fleet, CELL: cell, TABLE_NAME: tableName } = environment;
  const { ROLE_PATH_ARN: rolePathArn, ASSETS_BUCKET: assetsBucket } = environment;
  if (!fleet || !cell || !tableName || !rolePathArn || !assetsBucket) {
    return refused("The provisioner lacks one of FLEET, CELL, TABLE_NAME, ROLE_PATH_ARN and ASSETS_BUCKET.");
  }
  if (!ROLE_PATH_PATTERN.test(rolePathArn)) {
    return refused("The ROLE_PATH_ARN of the provisioner is not the prefix of role ARNs.");
  }
  const emulated = Boolean(environment["AWS_ENDPOINT_URL"] ?? environment["AWS_ENDPOINT_URL_S3"]);
  return accepted({ fleet, cell, tableName, rolePathArn, assetsBucket, emulated });
}

// lib/handlers/provisioner.ts
var CLIENT = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2e3, requestTimeout: 1e4, throwOnRequestTimeout: true }
};
var REMAINING_UNKNOWN_MS = 3e4;
async function handler(event, context) {
  await provision(event, remainingMs(context), ports);
}
var ports = portsFrom(process.env);
function portsFrom(environment) {
  const settings = parseSettings(environment);
  const emulated = settings.kind === "accepted" && settings.value.emulated;
  return {
    clock: systemClock,
    chance: systemChance,
    sink: (line) => process.stdout.write(`${line}
`),
    answers: httpAnswerChannel(emulated),
    cell: settings.kind === "refused" ? settings : accepted(cellAccess(settings.value))
  };
}
function cellAccess(settings) {
  const s3 = { ...CLIENT, forcePathStyle: settings.emulated };
  return {
    fleet: settings.fleet,
    cell: settings.cell,
    rolePathArn: settings.rolePathArn,
    roles: stsRoleDesk(CLIENT),
    assets: s3AssetStore(s3, settings.assetsBucket),
    connect: (credentials) => tenantServices(credentials, settings)
  };
}
function tenantServices(credentials, settings) {
  const config = { ...CLIENT, credentials };
  const dynamoDb = new import_client_dynamodb2.DynamoDBClient(config);
  const s3 = new import_client_s33.S3Client({ ...config, forcePathStyle: settings.emulated });
  const cloudFront = new import_client_cloudfront2.CloudFrontClient(config);
  return {
    items: dynamoDbItems(dynamoDb, settings.tableName),
    edge: cloudFrontEdgeCache(cloudFront),
    bucket: (name) => s3BrandBucket(s3, name),
    close: () => [dynamoDb, s3, cloudFront].forEach((client) => client.destroy())
  };
}
function remainingMs(context) {
  const ask = isRecord(context) ? context["getRemainingTimeInMillis"] : void 0;
  const remaining = typeof ask === "function" ? ask.call(context) : void 0;
  return typeof remaining === "number" && remaining > 0 ? remaining : REMAINING_UNKNOWN_MS;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  handler
});
