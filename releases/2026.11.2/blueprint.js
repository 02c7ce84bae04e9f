"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
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
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// lib/blueprint/release-entry.ts
var release_entry_exports = {};
__export(release_entry_exports, {
  describeContract: () => describeContract,
  describeFeatures: () => describeFeatures,
  synthesizeAccess: () => synthesizeAccess,
  synthesizeCell: () => synthesizeCell,
  synthesizeTenant: () => synthesizeTenant
});
module.exports = __toCommonJS(release_entry_exports);

// lib/blueprint/blueprint.ts
var import_aws_cdk_lib16 = require("aws-cdk-lib");

// lib/blueprint/access/access-stack.ts
var import_aws_cdk_lib = require("aws-cdk-lib");
var iam = __toESM(require("aws-cdk-lib/aws-iam"));

// lib/fleet/schema/access.ts
var import_zod = require("zod");
var PRINCIPALS_MAX = 10;
var repositorySchema = import_zod.z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/, {
  error: "Write a repository as its owner and its name: northlight/fleet."
}).meta({
  description: "Repository whose workflows deploy tenants, each from the environment tenants/<id>."
});
var providerSchema = import_zod.z.string().regex(/^arn:aws:iam::[0-9]{12}:oidc-provider\/[A-Za-z0-9./_-]{1,255}$/, {
  error: "Write the ARN of an OpenID Connect provider of IAM."
}).meta({
  description: "Provider that vouches for workflows. Without one, that of GitHub in the account of the cell."
});
var roleArnSchema = import_zod.z.string().regex(/^arn:aws:iam::[0-9]{12}:role\/[\w+=,.@/-]{1,576}$/, {
  error: "Write the ARN of a role, without any wildcard."
});
var accessSchema = import_zod.z.strictObject({
  github: import_zod.z.strictObject({ repository: repositorySchema, provider: providerSchema.optional() }).optional().meta({ description: "Workflows on GitHub: each tenant’s role is for its own environment only." }),
  principals: import_zod.z.array(roleArnSchema).min(1).max(PRINCIPALS_MAX).optional().meta({
    description: "Roles that may take the deploy role of every tenant of the cell."
  })
});
var GITHUB_ISSUER = "token.actions.githubusercontent.com";

// lib/blueprint/names.ts
function cellStackName(cell) {
  return `cell--${cell}`;
}
function tenantStackName(tenant) {
  return `tenant--${tenant}`;
}
function cellRolePath(fleet, cell) {
  return `/multiplex/${fleet}/${cell}/`;
}
function servicesRolePath(fleet, cell) {
  return `${cellRolePath(fleet, cell)}services/`;
}
function tenantsRolePath(fleet, cell) {
  return `${cellRolePath(fleet, cell)}tenants/`;
}
function deployersRolePath(fleet, cell) {
  return `${cellRolePath(fleet, cell)}deployers/`;
}
function accessStackName(tenant) {
  return `access--${tenant}`;
}
function deployRoleName(tenant) {
  return `${tenantStackName(tenant)}--deploy`;
}
function executionRoleName(tenant) {
  return `${tenantStackName(tenant)}--execution`;
}
function tenantPolicyName(cell, policy) {
  return `${cellStackName(cell)}--tenant-${policy}`;
}
function tenantPolicyArn(fleet, cell, policy) {
  return `arn:aws:iam::${cell.account}:policy${cellRolePath(fleet, cell.id)}${tenantPolicyName(cell.id, policy)}`;
}
function policiesPath(fleet, cell) {
  return cellRolePath(fleet, cell);
}
function brandingBucketName(tenant, { account, region }) {
  return `${tenantStackName(tenant)}--${account}-${region}`;
}
function dataRoleName(tenant) {
  return `${tenantStackName(tenant)}--data`;
}
function partitionKey(tenant) {
  return `TENANT#${tenant}`;
}
function objectPrefix(tenant) {
  return `tenants/${tenant}/`;
}

// lib/blueprint/tenant-tag.ts
var TENANT_TAG = "multiplex:tenant";
var HOLDER = `\${aws:PrincipalTag/${TENANT_TAG}}`;
var IS_OWN = { StringEquals: { [`aws:ResourceTag/${TENANT_TAG}`]: HOLDER } };
var BECOMES_OWN = {
  StringEquals: { [`aws:RequestTag/${TENANT_TAG}`]: HOLDER },
  Null: { [`aws:ResourceTag/${TENANT_TAG}`]: "true" }
};
var STAYS_OWN = {
  StringEquals: { [`aws:ResourceTag/${TENANT_TAG}`]: HOLDER },
  StringEqualsIfExists: { [`aws:RequestTag/${TENANT_TAG}`]: HOLDER }
};

// lib/blueprint/access/policy-ground.ts
var BOOTSTRAP_QUALIFIER = "hnb659fds";
function policyDocument(statements) {
  return { Version: "2012-10-17", Statement: statements };
}
function dataRoleArn({ fleet, cell }) {
  return `arn:aws:iam::${cell.account}:role${tenantsRolePath(fleet, cell.id)}${dataRoleName(HOLDER)}`;
}
function ownName(before) {
  return `${before}${tenantStackName(HOLDER)}--*`;
}
function parameters({ fleet, cell }) {
  const before = `arn:aws:ssm:${cell.region}:${cell.account}:parameter`;
  return {
    Sid: "Contract",
    Effect: "Allow",
    Action: ["ssm:GetParameter", "ssm:GetParameters"],
    Resource: [
      `${before}/multiplex/${fleet}/cells/${cell.id}/*`,
      `${before}/cdk-bootstrap/${BOOTSTRAP_QUALIFIER}/version`
    ]
  };
}

// lib/blueprint/access/access-stack.ts
var ACCESS_CONSTRUCT_ID = "Access";
var DEPLOY_SESSION_SECONDS = 2 * 60 * 60;
var AccessStack = class extends import_aws_cdk_lib.Stack {
  input;
  constructor(scope, input) {
    const { fleet, cell, tenant } = input;
    super(scope, ACCESS_CONSTRUCT_ID, {
      stackName: accessStackName(tenant.id),
      description: `Who deploys Multiplex tenant ${tenant.id} of fleet ${fleet}`,
      env: { account: cell.account, region: cell.region }
    });
    this.input = input;
    this.role("Deploy", deployRoleName(tenant.id), this.deployTrust(), ["deploy"], {
      description: `Deploys tenant ${tenant.id}`,
      maxSessionDuration: DEPLOY_SESSION_SECONDS
    });
    this.role(
      "Execution",
      executionRoleName(tenant.id),
      [this.executionTrust()],
      ["execution", "execution-edge"],
      { description: `Makes the resources of tenant ${tenant.id}` }
    );
    import_aws_cdk_lib.Tags.of(this).add("multiplex:fleet", fleet);
    import_aws_cdk_lib.Tags.of(this).add("multiplex:cell", cell.id);
    import_aws_cdk_lib.Tags.of(this).add("multiplex:tenant", tenant.id);
  }
  role(id, roleName, trust, policies, props) {
    const { fleet, cell } = this.input;
    new iam.CfnRole(this, id, {
      ...props,
      roleName,
      path: deployersRolePath(fleet, cell.id),
      assumeRolePolicyDocument: policyDocument(trust),
      managedPolicyArns: policies.map((policy) => tenantPolicyArn(fleet, cell, policy))
    });
  }
  /** Neither may tag its session: the tag of the role says whose it is. */
  deployTrust() {
    const { github, principals } = this.input.cell.access;
    return [
      ...github === void 0 ? [] : [this.workflowTrust(github)],
      ...principals === void 0 ? [] : [
        {
          Sid: "Principals",
          Effect: "Allow",
          Principal: { AWS: principals },
          Action: "sts:AssumeRole"
        }
      ]
    ];
  }
  workflowTrust({ repository, provider }) {
    return {
      Sid: "WorkflowsOfTheEnvironment",
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${GITHUB_ISSUER}:aud`]: "sts.amazonaws.com",
          [`${GITHUB_ISSUER}:sub`]: `repo:${repository}:environment:tenants/${this.input.tenant.id}`
        }
      }
    };
  }
  /**
   * Only CloudFormation takes it. That CloudFormation says for which stack is documented for its extensions and not for
   * roles of stacks, so it is held to the own stack if it does; the deploy role can name no other in any case.
   */
  executionTrust() {
    const { cell, tenant } = this.input;
    return {
      Sid: "CloudFormationForTheOwnStack",
      Effect: "Allow",
      Principal: { Service: "cloudformation.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEqualsIfExists: { "aws:SourceAccount": cell.account },
        ArnLikeIfExists: {
          "aws:SourceArn": `arn:aws:cloudformation:${cell.region}:${cell.account}:stack/${tenantStackName(tenant.id)}/*`
        }
      }
    };
  }
};

// lib/blueprint/cell/cell-stack.ts
var import_aws_cdk_lib8 = require("aws-cdk-lib");

// lib/fleet/schema/fleet-file.ts
var import_zod10 = require("zod");

// lib/fleet/schema/host-name.ts
var import_zod2 = require("zod");
var LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
var TOP_LABEL = "([a-z]{2,63}|xn--[a-z0-9-]{0,57}[a-z0-9])";
var HOST_LENGTH_MAX = 253;
var CANONICAL_HOST = new RegExp(`^(${LABEL}\\.)+${TOP_LABEL}$`);
var hostNameSchema = import_zod2.z.string().max(HOST_LENGTH_MAX).regex(CANONICAL_HOST, {
  error: "Write a host name in lower case without a scheme, port or trailing dot: api.example.com."
});

// lib/fleet/schema/id.ts
var import_zod3 = require("zod");
var ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
var ID_LENGTH_MIN = 3;
var ID_LENGTH_MAX = 24;
var ID_RULE = `lower-case letters, digits and single hyphens, ${ID_LENGTH_MIN} to ${ID_LENGTH_MAX} characters`;
var idSchema = import_zod3.z.string().min(ID_LENGTH_MIN, { error: `Write ${ID_RULE}.` }).max(ID_LENGTH_MAX, { error: `Write ${ID_RULE}.` }).regex(ID_PATTERN, { error: `Write ${ID_RULE}.` });

// lib/fleet/schema/freeze.ts
var import_zod5 = require("zod");

// lib/fleet/schema/title.ts
var import_zod4 = require("zod");
var titleSchema = import_zod4.z.string().min(1).max(80).regex(new RegExp("^\\P{C}+$", "u"), { error: "Write text without control characters." });

// lib/fleet/schema/freeze.ts
var FREEZES_MAX = 50;
var DATE_RULE = "Write a day that there is, such as 2026-12-18.";
var dateSchema = import_zod5.z.string({ error: DATE_RULE }).regex(/^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/, { error: DATE_RULE }).refine(isDay, { error: DATE_RULE });
var freezeSchema = import_zod5.z.strictObject({
  name: titleSchema.meta({ description: "What happens in these days; every roll-out shows it." }),
  from: dateSchema.meta({ description: "First day, in local time.", examples: ["2026-12-18"] }),
  to: dateSchema.meta({ description: "Last day.", examples: ["2027-01-03"] })
});
var MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function isDay(date) {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const isLeapMonth = month === 2 && year % 4 === 0;
  return day <= (MONTH_DAYS[month - 1] ?? 0) + (isLeapMonth ? 1 : 0);
}

// lib/fleet/schema/maintenance.ts
var import_zod7 = require("zod");

// lib/fleet/schema/clock-time.ts
var import_zod6 = require("zod");
var WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
var DAY_MINUTES = 24 * 60;
var WEEK_MINUTES = 7 * DAY_MINUTES;
var OPENING = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
var CLOSING = /^(([01][0-9]|2[0-3]):[0-5][0-9](\+1)?|24:00)$/;
var FROM_RULE = 'Write a time of day in quotes, such as "02:00".';
var TO_RULE = 'Write a time of day in quotes, such as "05:00", or "02:00+1" for the day after.';
var spanSchema = import_zod6.z.strictObject({
  days: import_zod6.z.array(import_zod6.z.enum(WEEKDAYS)).min(1, { error: "Name at least one day: days: [tue, wed]." }).max(WEEKDAYS.length).meta({ description: "Weekdays on which the span begins.", examples: [["tue", "wed"]] }),
  from: import_zod6.z.string({ error: FROM_RULE }).regex(OPENING, { error: FROM_RULE }).meta({ description: "First minute of the span.", examples: ["02:00"] }),
  to: import_zod6.z.string({ error: TO_RULE }).regex(CLOSING, { error: TO_RULE }).meta({
    description: 'First minute after the span; "02:00+1" is on the day after, "24:00" the end of the day.',
    examples: ["05:00", "02:00+1", "24:00"]
  })
});

// lib/fleet/schema/maintenance.ts
var NOTICE_DAYS_MAX = 90;
var QUIET_SPANS_MAX = 14;
var QUIET_HOURS = "Times in which nothing may change, whatever the window says.";
var quietHoursSchema = import_zod7.z.array(spanSchema).max(QUIET_SPANS_MAX);
var maintenanceSchema = import_zod7.z.strictObject({
  timeZone: import_zod7.z.string().meta({
    description: "IANA time zone in which the window and quiet hours are read.",
    examples: ["America/Chicago", "Europe/Dublin"]
  }),
  window: spanSchema.meta({ description: "The only time in which a roll-out may change the tenant." }),
  quietHours: quietHoursSchema.default([]).meta({ description: QUIET_HOURS }),
  noticeDays: import_zod7.z.int().min(0).max(NOTICE_DAYS_MAX).meta({
    description: "Days between telling the client of a platform upgrade and making it."
  })
});
var maintenanceChangesSchema = maintenanceSchema.extend({
  quietHours: quietHoursSchema.meta({ description: QUIET_HOURS }),
  freezes: import_zod7.z.array(freezeSchema).max(FREEZES_MAX).meta({
    description: "Days on which no roll-out moves the tenant, besides those of the fleet."
  })
}).partial();

// lib/fleet/schema/quotas.ts
var import_zod8 = require("zod");
var QUOTA_NAMES = [
  "distributionsPerSharedPart",
  "recordsPerZone",
  "distributions",
  "cachePolicies",
  "originRequestPolicies",
  "responseHeadersPolicies",
  "functions",
  "originAccessControls",
  "webAcls",
  "certificates",
  "roles",
  "managedPolicies",
  "buckets",
  "stacks",
  "userPools",
  "alarms",
  "templateResources",
  "templateBytes"
];
var QUOTA_MAX = 1e7;
var valuesSchema = import_zod8.z.partialRecord(
  import_zod8.z.enum(QUOTA_NAMES),
  import_zod8.z.int({ error: "Write a whole number, of 1 or more." }).min(1).max(QUOTA_MAX)
);
var quotasSchema = import_zod8.z.strictObject({
  everyAccount: valuesSchema.default({}).meta({ description: "In each account that has none of its own." }),
  accounts: import_zod8.z.record(
    import_zod8.z.string().regex(/^[0-9]{12}$/, { error: "Write the 12 digits of an AWS account id, in quotes." }),
    valuesSchema
  ).default({}).meta({ description: "In one account, by its id in quotes." })
});

// lib/fleet/schema/rollout-policy.ts
var import_zod9 = require("zod");
var DAY_MINUTES2 = 1440;
var BAKE_MINUTES_MAX = 14 * DAY_MINUTES2;
var YEAR_DAYS = 365;
var rolloutPolicySchema = import_zod9.z.strictObject({
  rollback: import_zod9.z.enum(["wave", "rollout", "nothing"]).default("wave").meta({
    description: "What is put back when a wave fails: what the wave moved, everything that the roll-out moved, or nothing."
  }),
  errorPercentMax: import_zod9.z.number().min(0).max(100).default(1).meta({
    description: "Share of failed requests, in percent, above which a tenant that was moved is unhealthy."
  }),
  requestsToJudge: import_zod9.z.int().min(1).max(1e6).default(100).meta({
    description: "Requests of a tenant below which its share of failed ones says nothing."
  }),
  sampleMinutes: import_zod9.z.int().min(1).max(DAY_MINUTES2).default(10).meta({
    description: "Minutes between two samples of health."
  }),
  moveMinutes: import_zod9.z.int().min(0).max(DAY_MINUTES2).default(45).meta({
    description: "Minutes that must be left of a window for a move to be started in it; half of the window where that is less."
  }),
  trafficPatienceMinutes: import_zod9.z.int().min(0).max(BAKE_MINUTES_MAX).default(DAY_MINUTES2).meta({
    description: "Minutes that a ring waits, beyond its bake, for the requests that it must see, before the roll-out halts and asks."
  }),
  openingPatienceDays: import_zod9.z.int().min(1).max(YEAR_DAYS).default(30).meta({
    description: "Days that a wave waits for a tenant whose window does not open, before leaving it where it is."
  }),
  objectionDays: import_zod9.z.int().min(0).max(YEAR_DAYS).default(14).meta({
    description: "Days after the end of its notice for which the objection of a client binds the operator too."
  }),
  hotFixBakeMinutes: import_zod9.z.int().min(0).max(BAKE_MINUTES_MAX).default(30).meta({
    description: "Most minutes for which a hot-fix bakes in any ring."
  })
});

// lib/fleet/schema/fleet-file.ts
var FREEZE_STACKS_MAX = 1e3;
var EDGE_REGION = "us-east-1";
var certificateArnSchema = import_zod10.z.string().regex(/^arn:aws:acm:us-east-1:[0-9]{12}:certificate\/[0-9a-f-]{36}$/, {
  error: `Write the ARN of a certificate in ${EDGE_REGION}: CloudFront takes no other.`
}).meta({ description: "ACM certificate in us-east-1, the only Region CloudFront takes certificates from." });
var webAclArnSchema = import_zod10.z.string().regex(/^arn:aws:wafv2:us-east-1:[0-9]{12}:global\/webacl\/[A-Za-z0-9_-]{1,128}\/[0-9a-f-]{36}$/, {
  error: "Write the ARN of a web ACL with scope CLOUDFRONT, which lives in us-east-1."
});
var cellSchema = import_zod10.z.strictObject({
  account: import_zod10.z.string({ error: 'Write the account id in quotes, so that YAML keeps it as text: "111122223333".' }).regex(/^[0-9]{12}$/, { error: "Write the 12 digits of an AWS account id." }).meta({ description: "AWS account that holds the cell and its tenants, in quotes." }),
  region: import_zod10.z.string().regex(/^[a-z]{2}(-[a-z]+)+-[0-9]$/, { error: "Write an AWS Region, such as us-east-1." }).meta({ description: "AWS Region that holds the cell and its tenants." }),
  kind: import_zod10.z.enum(["shared", "dedicated"]).meta({ description: "A dedicated cell holds exactly one tenant." }),
  release: import_zod10.z.string().meta({ description: "Release of the cell; never older than that of its tenants." }),
  domain: hostNameSchema.meta({
    description: "Tenants without a domain of their own answer at <id>.<domain>."
  }),
  hostedZoneId: import_zod10.z.string().regex(/^Z[A-Z0-9]{8,31}$/, { error: "Write a Route 53 hosted zone id, such as Z0123456789ABCDEFGHIJ." }).meta({ description: "Route 53 hosted zone of the domain." }),
  certificateArn: certificateArnSchema.meta({ description: "Certificate in us-east-1 for *.<domain>." }),
  apiDomain: hostNameSchema.meta({
    description: "Host name of the platform API that every tenant calls at /api/*."
  }),
  webAclArn: webAclArnSchema.optional().meta({
    description: "Only for a cell outside us-east-1, where no web ACL for CloudFront can be made: one made in us-east-1 beforehand."
  }),
  access: accessSchema.optional().meta({
    description: "Who may deploy the tenants of this cell, in place of what the fleet says."
  })
});
var tierSchema = import_zod10.z.strictObject({
  extends: import_zod10.z.string().optional().meta({ description: "The tier whose features this one also has." }),
  features: import_zod10.z.array(import_zod10.z.string()).default([]).meta({ description: "Features that this tier adds." })
});
var ringSchema = import_zod10.z.strictObject({
  order: import_zod10.z.int().min(1).max(9).meta({ description: "Rings are crossed from the lowest order, the canary, to the highest." }),
  bakeMinutes: import_zod10.z.int().min(0).max(20160).meta({ description: "Minutes to watch the ring before the next one starts." }),
  minimumRequests: import_zod10.z.int().min(0).max(1e6).meta({ description: "Requests to see before the bake may end." }),
  concurrency: import_zod10.z.int().min(1).max(100).meta({ description: "Tenants of the ring that change at the same time." }),
  toleratedFailures: import_zod10.z.int().min(0).max(100).meta({ description: "Failed moves that do not halt the roll-out; one more does." }),
  toleratedFailurePercent: import_zod10.z.number().min(0).max(100).optional().meta({
    description: "The same as a share of the moves of the ring, in percent; the smaller of both holds."
  })
});
var idListSchema = import_zod10.z.array(idSchema).min(1).max(FREEZE_STACKS_MAX);
var fleetFreezeSchema = freezeSchema.extend({
  tenants: idListSchema.optional().meta({
    description: "Tenants that are frozen. Without tenants and cells, everybody is."
  }),
  cells: idListSchema.optional().meta({ description: "Cells that are frozen, with all of their tenants." })
});
var fleetFileSchema = import_zod10.z.strictObject({
  name: idSchema.meta({ description: "Name of the fleet; part of every parameter and role name." }),
  cells: import_zod10.z.record(idSchema, cellSchema).meta({ description: "Pools of shared infrastructure, by id; each in one account and Region." }),
  tiers: import_zod10.z.record(idSchema, tierSchema).meta({ description: "Named sets of features, by name." }),
  rings: import_zod10.z.record(idSchema, ringSchema).meta({ description: "Who goes when in a roll-out, by name." }),
  defaults: import_zod10.z.strictObject({
    maintenance: maintenanceSchema.meta({ description: "When tenants may be changed." })
  }).meta({ description: "What holds for every tenant that does not say otherwise." }),
  access: accessSchema.optional().meta({
    description: "Gives each tenant a deploy role and an execution role of its own, and says who may take the first."
  }),
  freezes: import_zod10.z.array(fleetFreezeSchema).max(FREEZES_MAX).default([]).meta({
    description: "Days on which no roll-out moves anybody, or not those that are named."
  }),
  rollout: rolloutPolicySchema.prefault({}).meta({
    description: "When a roll-out halts, what it then does, and for how long it waits."
  }),
  quotas: quotasSchema.prefault({}).meta({
    description: "What AWS granted in place of its default quotas, or what less is to be used of them."
  })
}).meta({ title: "Multiplex fleet", description: "Cells, tiers, rings and defaults of one operator." });

// lib/blueprint/access/tenant-policies.ts
var iam2 = __toESM(require("aws-cdk-lib/aws-iam"));
var import_constructs = require("constructs");

// lib/blueprint/tenant/data-actions.ts
var ITEM_ACTIONS = [
  "dynamodb:GetItem",
  "dynamodb:BatchGetItem",
  "dynamodb:Query",
  "dynamodb:ConditionCheckItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "dynamodb:DeleteItem",
  "dynamodb:BatchWriteItem"
];
var MEDIA_ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];

// lib/blueprint/access/boundary-statements.ts
function boundaryStatements(ground) {
  const { cell, tableArn, mediaBucketArn } = ground;
  const role = { ArnEquals: { "aws:PrincipalArn": dataRoleArn(ground) } };
  const key = partitionKey(HOLDER);
  const allow2 = (Sid, Action, Resource, Condition = {}) => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource: [Resource],
    Condition: { ...role, ...Condition }
  });
  return [
    allow2("Items", ITEM_ACTIONS, tableArn, {
      "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [key, `${key}#*`] },
      Null: { "dynamodb:LeadingKeys": "false" }
    }),
    allow2("Media", MEDIA_ACTIONS, `${mediaBucketArn}/${objectPrefix(HOLDER)}*`),
    allow2("MediaList", ["s3:ListBucket"], mediaBucketArn, {
      StringLike: { "s3:prefix": `${objectPrefix(HOLDER)}*` }
    }),
    allow2("Brand", ["s3:GetObject", "s3:PutObject", "s3:ListBucket"], ownName("arn:aws:s3:::")),
    allow2(
      "Edge",
      ["cloudfront:CreateInvalidation"],
      `arn:aws:cloudfront::${cell.account}:distribution/*`,
      IS_OWN
    )
  ];
}

// lib/blueprint/access/deploy-statements.ts
var WITH_ROLE = [
  "cloudformation:ContinueUpdateRollback",
  "cloudformation:CreateChangeSet",
  "cloudformation:RollbackStack"
];
var ON_STACK = [
  "cloudformation:CancelUpdateStack",
  "cloudformation:DeleteChangeSet",
  // With whichever role: it takes away what the stack owns, and makes nothing.
  "cloudformation:DeleteStack",
  "cloudformation:DescribeChangeSet",
  "cloudformation:DescribeEvents",
  "cloudformation:DescribeStackEvents",
  "cloudformation:DescribeStackResources",
  "cloudformation:DescribeStacks",
  "cloudformation:ExecuteChangeSet",
  "cloudformation:GetTemplate",
  "cloudformation:GetTemplateSummary",
  "cloudformation:ListStackResources",
  "cloudformation:UpdateTerminationProtection"
];
function deployStatements(ground) {
  const { fleet, cell } = ground;
  const stack = `arn:aws:cloudformation:${cell.region}:${cell.account}:stack/${tenantStackName(HOLDER)}/*`;
  const execution = `arn:aws:iam::${cell.account}:role${deployersRolePath(fleet, cell.id)}${executionRoleName(HOLDER)}`;
  return [
    {
      Sid: "OwnStackWithOwnRole",
      Effect: "Allow",
      Action: WITH_ROLE,
      Resource: [stack],
      Condition: {
        StringEquals: { "cloudformation:RoleArn": execution },
        Null: { "cloudformation:ImportResourceTypes": "true" }
      }
    },
    { Sid: "OwnStack", Effect: "Allow", Action: ON_STACK, Resource: [stack] },
    { Sid: "NamesOfStacks", Effect: "Allow", Action: ["cloudformation:ListStacks"], Resource: ["*"] },
    {
      Sid: "OwnExecutionRole",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: [execution],
      Condition: { StringEquals: { "iam:PassedToService": "cloudformation.amazonaws.com" } }
    },
    ...publication(ground),
    parameters(ground)
  ];
}
function publication({ cell }) {
  const bucket = `arn:aws:s3:::cdk-${BOOTSTRAP_QUALIFIER}-assets-${cell.account}-${cell.region}`;
  return [
    {
      Sid: "OwnFiles",
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
      Resource: [`${bucket}/${objectPrefix(HOLDER)}*`]
    },
    {
      Sid: "OwnFilesList",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: [bucket],
      Condition: { StringLike: { "s3:prefix": `${objectPrefix(HOLDER)}*` } }
    },
    {
      Sid: "BucketOfFiles",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:GetEncryptionConfiguration"],
      Resource: [bucket]
    }
  ];
}

// lib/blueprint/access/execution-statements.ts
var DATA_ROLE_ACTIONS = [
  "iam:DeleteRole",
  "iam:DeleteRolePolicy",
  "iam:GetRole",
  "iam:GetRolePolicy",
  "iam:ListAttachedRolePolicies",
  "iam:ListRolePolicies",
  "iam:ListRoleTags",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription"
];
var BUCKET_ACTIONS = [
  "s3:CreateBucket",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:Get*Configuration",
  "s3:GetBucket*",
  "s3:ListBucket",
  "s3:PutBucketLogging",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketTagging",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration"
];
var ALARM_ACTIONS = [
  "cloudwatch:DeleteAlarms",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:ListTagsForResource",
  "cloudwatch:PutMetricAlarm",
  "cloudwatch:TagResource"
];
var DASHBOARD_ACTIONS = [
  "cloudwatch:DeleteDashboards",
  "cloudwatch:GetDashboard",
  "cloudwatch:PutDashboard"
];
var POOL_ACTIONS = [
  "cognito-idp:AddCustomAttributes",
  "cognito-idp:CreateUserPoolClient",
  "cognito-idp:DeleteUserPool",
  "cognito-idp:DeleteUserPoolClient",
  "cognito-idp:DescribeUserPool",
  "cognito-idp:DescribeUserPoolClient",
  "cognito-idp:GetUserPoolMfaConfig",
  "cognito-idp:ListTagsForResource",
  "cognito-idp:SetUserPoolMfaConfig",
  "cognito-idp:UpdateUserPoolClient"
];
function executionStatements(ground) {
  const { cell } = ground;
  return [
    parameters(ground),
    allow("Provisioner", ["lambda:InvokeFunction"], [ground.provisionerArn]),
    ...dataRole(ground),
    allow("Bucket", BUCKET_ACTIONS, [ownName("arn:aws:s3:::")]),
    allow("Alarms", ALARM_ACTIONS, [ownName(`arn:aws:cloudwatch:${cell.region}:${cell.account}:alarm:`)]),
    allow("Dashboard", DASHBOARD_ACTIONS, [
      `arn:aws:cloudwatch::${cell.account}:dashboard/${tenantStackName(HOLDER)}`
    ]),
    ...userPool(ground)
  ];
}
function dataRole(ground) {
  const { fleet, cell } = ground;
  const role = [dataRoleArn(ground)];
  const within = { "iam:PermissionsBoundary": tenantPolicyArn(fleet, cell, "boundary") };
  const requested = `aws:RequestTag/${TENANT_TAG}`;
  return [
    allow("DataRole", DATA_ROLE_ACTIONS, role),
    allow("DataRoleWithinBoundary", ["iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"], role, {
      StringEquals: within
    }),
    allow("NewDataRole", ["iam:CreateRole"], role, { StringEquals: { ...within, [requested]: HOLDER } }),
    allow("DataRoleTags", ["iam:TagRole"], role, { StringEqualsIfExists: { [requested]: HOLDER } })
  ];
}
function userPool({ cell }) {
  const pools = [`arn:aws:cognito-idp:${cell.region}:${cell.account}:userpool/*`];
  return [
    // It has no resource yet that could be named.
    allow("NewUserPool", ["cognito-idp:CreateUserPool"], ["*"], BECOMES_OWN),
    allow("NewUserPoolTags", ["cognito-idp:TagResource"], pools, BECOMES_OWN),
    allow("UserPool", POOL_ACTIONS, pools, IS_OWN),
    // Either may write tags.
    allow("UserPoolTags", ["cognito-idp:TagResource", "cognito-idp:UpdateUserPool"], pools, STAYS_OWN)
  ];
}
function allow(Sid, Action, Resource, Condition) {
  return { Sid, Effect: "Allow", Action, Resource, ...Condition === void 0 ? {} : { Condition } };
}

// lib/blueprint/access/execution-edge-statements.ts
var DISTRIBUTION_ACTIONS = [
  "cloudfront:CreateMonitoringSubscription",
  "cloudfront:DeleteDistribution",
  "cloudfront:DeleteMonitoringSubscription",
  "cloudfront:GetDistribution",
  "cloudfront:GetDistributionConfig",
  "cloudfront:GetMonitoringSubscription",
  "cloudfront:ListTagsForResource",
  "cloudfront:UpdateDistribution"
];
var HEADERS_POLICY_ACTIONS = [
  "cloudfront:CreateResponseHeadersPolicy",
  "cloudfront:DeleteResponseHeadersPolicy",
  "cloudfront:GetResponseHeadersPolicy",
  "cloudfront:UpdateResponseHeadersPolicy"
];
var WEB_ACL_ACTIONS = [
  "wafv2:CreateWebACL",
  "wafv2:DeleteWebACL",
  "wafv2:GetWebACL",
  "wafv2:ListTagsForResource",
  "wafv2:TagResource",
  "wafv2:UpdateWebACL"
];
function executionEdgeStatements(ground) {
  const { cell, logBucketArn } = ground;
  const distributions = [`arn:aws:cloudfront::${cell.account}:distribution/*`];
  return [
    allow(
      "NewDistribution",
      ["cloudfront:CreateDistribution", "cloudfront:CreateDistributionWithTags", "cloudfront:TagResource"],
      distributions,
      BECOMES_OWN
    ),
    allow("Distribution", DISTRIBUTION_ACTIONS, distributions, IS_OWN),
    allow("DistributionTags", ["cloudfront:TagResource"], distributions, STAYS_OWN),
    // It has neither a name in its ARN nor tags: CloudFormation changes those that the stack owns.
    allow("HeadersPolicy", HEADERS_POLICY_ACTIONS, [
      `arn:aws:cloudfront::${cell.account}:response-headers-policy/*`
    ]),
    // CloudFront lets its log delivery write to the bucket, on behalf of whoever asks for logs.
    allow("LogDelivery", ["s3:GetBucketAcl", "s3:PutBucketAcl"], [logBucketArn]),
    ...webAcl(ground),
    ...records(ground)
  ];
}
function webAcl({ cell, webAclArn }) {
  const before = `arn:aws:wafv2:${EDGE_REGION}:${cell.account}:global`;
  const own = [
    allow("WebAcl", WEB_ACL_ACTIONS, [`${before}/webacl/${tenantStackName(HOLDER)}/*`]),
    allow("WebAclRules", ["wafv2:CreateWebACL", "wafv2:UpdateWebACL"], [`${before}/managedruleset/*`])
  ];
  return [
    ...cell.region === EDGE_REGION ? own : [],
    ...webAclArn === void 0 ? [] : [allow("WebAclOfTheCell", ["wafv2:GetWebACL"], [webAclArn])]
  ];
}
function records({ cell }) {
  const zone = `arn:aws:route53:::hostedzone/${cell.hostedZoneId}`;
  const names = "route53:ChangeResourceRecordSetsNormalizedRecordNames";
  return [
    allow("Records", ["route53:ChangeResourceRecordSets"], [zone], {
      "ForAllValues:StringEquals": { [names]: [`${HOLDER}.${cell.domain}`] },
      Null: { [names]: "false" }
    }),
    allow("Zone", ["route53:GetHostedZone", "route53:ListResourceRecordSets"], [zone]),
    allow("RecordChange", ["route53:GetChange"], ["arn:aws:route53:::change/*"])
  ];
}

// lib/blueprint/access/tenant-policies.ts
var TenantPolicies = class extends import_constructs.Construct {
  ground;
  constructor(scope, id, ground) {
    super(scope, id);
    this.ground = ground;
    this.policy(
      "Boundary",
      "boundary",
      "The most that a role in the stack of a tenant may hold",
      boundaryStatements
    );
    this.policy(
      "Deploy",
      "deploy",
      "Changes the stack of the tenant that the role is tagged with",
      deployStatements
    );
    this.policy(
      "Execution",
      "execution",
      "Makes the resources of the tenant that the role is tagged with",
      executionStatements
    );
    this.policy(
      "ExecutionEdge",
      "execution-edge",
      "Makes the edge of the tenant that the role is tagged with",
      executionEdgeStatements
    );
  }
  policy(id, policy, description, statements) {
    const { fleet, cell } = this.ground;
    new iam2.CfnManagedPolicy(this, id, {
      managedPolicyName: tenantPolicyName(cell.id, policy),
      path: policiesPath(fleet, cell.id),
      description,
      policyDocument: policyDocument(statements(this.ground))
    });
  }
};

// lib/blueprint/contract.ts
var import_aws_cdk_lib2 = require("aws-cdk-lib");
var ssm = __toESM(require("aws-cdk-lib/aws-ssm"));
var import_constructs2 = require("constructs");
var CONTRACT_VERSION = "v1";
var CONTRACT_NAMES = [
  "alarm-topic-arn",
  "api-origin-request-policy-id",
  "app-bucket-name",
  "app-cache-policy-id",
  "certificate-arn",
  "hosted-zone-id",
  "integration-origin-request-policy-id",
  "log-bucket-name",
  "media-bucket-name",
  "media-cache-policy-id",
  "origin-access-control-id",
  "provisioner-arn",
  "response-headers-policy-id",
  "table-name",
  "viewer-request-function-arn",
  "web-acl-arn"
];
function describeContract() {
  const names = CONTRACT_NAMES.map((name) => `${CONTRACT_VERSION}/${name}`);
  return { version: CONTRACT_VERSION, provides: names, reads: names, tenantRoles: true };
}
var CellContract = class extends import_constructs2.Construct {
  constructor(scope, id, props) {
    super(scope, id);
    for (const [name, value] of Object.entries(props.values)) {
      new ssm.CfnParameter(this, logicalName(name), {
        type: "String",
        name: contractPath(props, name),
        value,
        description: `Contract ${CONTRACT_VERSION} between cell ${props.cell} and its tenants`
      });
    }
  }
};
var ContractReader = class extends import_constructs2.Construct {
  props;
  constructor(scope, id, props) {
    super(scope, id);
    this.props = props;
  }
  /** The value, as a reference to a template parameter that is declared when it is first read. */
  read(name) {
    const existing = this.node.tryFindChild(logicalName(name));
    const parameter = existing instanceof import_aws_cdk_lib2.CfnParameter ? existing : new import_aws_cdk_lib2.CfnParameter(this, logicalName(name), {
      type: "AWS::SSM::Parameter::Value<String>",
      default: contractPath(this.props, name)
    });
    parameter.overrideLogicalId(`Cell${logicalName(name)}`);
    return parameter.valueAsString;
  }
};
function contractPath(props, name) {
  return `/multiplex/${props.fleet}/cells/${props.cell}/${CONTRACT_VERSION}/${name}`;
}
function logicalName(name) {
  return name.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

// lib/blueprint/web-acl.ts
var wafv2 = __toESM(require("aws-cdk-lib/aws-wafv2"));
var MANAGED_RULE_GROUPS = [
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesKnownBadInputsRuleSet"
];
var RATE_WINDOW_SECONDS = 300;
function edgeWebAcl(scope, id, props) {
  return new wafv2.CfnWebACL(scope, id, {
    name: props.name,
    scope: "CLOUDFRONT",
    defaultAction: { allow: {} },
    visibilityConfig: visibility("web-acl"),
    rules: [
      ...MANAGED_RULE_GROUPS.map((name, priority) => managedRule(name, priority)),
      ...props.requestsPerAddress === void 0 ? [] : [rateRule(props.requestsPerAddress)]
    ]
  });
}
function managedRule(name, priority) {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
    visibilityConfig: visibility(name)
  };
}
function rateRule(limit) {
  return {
    name: "RateLimit",
    priority: MANAGED_RULE_GROUPS.length,
    action: { block: {} },
    statement: {
      rateBasedStatement: { aggregateKeyType: "IP", evaluationWindowSec: RATE_WINDOW_SECONDS, limit }
    },
    visibilityConfig: visibility("RateLimit")
  };
}
function visibility(metricName) {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}

// lib/blueprint/cell/cell-alarms.ts
var import_aws_cdk_lib3 = require("aws-cdk-lib");
var cloudwatch = __toESM(require("aws-cdk-lib/aws-cloudwatch"));
var import_aws_cloudwatch_actions = require("aws-cdk-lib/aws-cloudwatch-actions");
var iam3 = __toESM(require("aws-cdk-lib/aws-iam"));
var kms = __toESM(require("aws-cdk-lib/aws-kms"));
var sns = __toESM(require("aws-cdk-lib/aws-sns"));
var import_constructs3 = require("constructs");
var CellAlarms = class extends import_constructs3.Construct {
  topic;
  constructor(scope, id, props) {
    super(scope, id);
    this.topic = new sns.Topic(this, "Topic", { enforceSSL: true, masterKey: this.topicKey() });
    this.topic.addToResourcePolicy(
      new iam3.PolicyStatement({
        sid: "AlarmsOfThisAccount",
        actions: ["sns:Publish"],
        principals: [new iam3.ServicePrincipal("cloudwatch.amazonaws.com")],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": this.topic.env.account } }
      })
    );
    this.alarm(
      "ProvisionerErrors",
      "The provisioner failed",
      props.provisioner.metricErrors(everyFiveMinutes)
    );
    this.alarm(
      "ProvisionerThrottles",
      "The provisioner was refused capacity, so deployments of tenants wait",
      props.provisioner.metricThrottles(everyFiveMinutes)
    );
    this.alarm(
      "TableThrottles",
      "The shared table refused requests, which every tenant of the cell feels",
      props.table.metric("ThrottledRequests", { statistic: "Sum", ...everyFiveMinutes })
    );
  }
  /** Alarms cannot publish to a topic under the key that AWS manages for SNS, so the topic has a key of its own. */
  topicKey() {
    const key = new kms.Key(this, "Key", {
      description: "Alarms of a Multiplex cell",
      enableKeyRotation: true
    });
    key.addToResourcePolicy(
      new iam3.PolicyStatement({
        sid: "AlarmsOfThisAccount",
        actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
        principals: [new iam3.ServicePrincipal("cloudwatch.amazonaws.com")],
        resources: ["*"],
        conditions: { StringEquals: { "aws:SourceAccount": key.env.account } }
      })
    );
    return key;
  }
  alarm(id, description, metric) {
    const alarm = new cloudwatch.Alarm(this, id, {
      alarmDescription: description,
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING
    });
    alarm.addAlarmAction(new import_aws_cloudwatch_actions.SnsAction(this.topic));
  }
};
var everyFiveMinutes = { period: import_aws_cdk_lib3.Duration.minutes(5) };

// lib/blueprint/cell/cell-buckets.ts
var import_aws_cdk_lib5 = require("aws-cdk-lib");
var iam4 = __toESM(require("aws-cdk-lib/aws-iam"));
var s32 = __toESM(require("aws-cdk-lib/aws-s3"));
var import_constructs4 = require("constructs");

// lib/blueprint/private-bucket.ts
var import_aws_cdk_lib4 = require("aws-cdk-lib");
var s3 = __toESM(require("aws-cdk-lib/aws-s3"));

// lib/diagnostics/invariant.ts
function invariant(condition, message) {
  if (!condition) {
    throw new Error(`invariant broken: ${message}`);
  }
}

// lib/blueprint/private-bucket.ts
var OLD_VERSIONS_DAYS = 90;
var UNFINISHED_UPLOAD_DAYS = 7;
var TLS_VERSION_MIN = 1.2;
function privateBucket(scope, id, props = {}) {
  const bucket = new s3.Bucket(scope, id, {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: TLS_VERSION_MIN,
    objectOwnership: props.objectOwnership ?? s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    versioned: true,
    removalPolicy: import_aws_cdk_lib4.RemovalPolicy.RETAIN,
    lifecycleRules: [
      {
        abortIncompleteMultipartUploadAfter: import_aws_cdk_lib4.Duration.days(UNFINISHED_UPLOAD_DAYS),
        noncurrentVersionExpiration: import_aws_cdk_lib4.Duration.days(OLD_VERSIONS_DAYS),
        ...props.expirationDays === void 0 ? {} : { expiration: import_aws_cdk_lib4.Duration.days(props.expirationDays) }
      }
    ]
  });
  const resource = bucket.node.defaultChild;
  invariant(resource instanceof s3.CfnBucket, "a bucket is made by one resource");
  if (props.name !== void 0) {
    resource.bucketName = props.name;
  }
  if (props.accessLogs !== void 0) {
    resource.loggingConfiguration = {
      destinationBucketName: props.accessLogs.bucketName,
      logFilePrefix: props.accessLogs.prefix
    };
  }
  return bucket;
}

// lib/blueprint/cell/cell-buckets.ts
var LOG_DAYS = 400;
var CellBuckets = class extends import_constructs4.Construct {
  app;
  logs;
  media;
  account;
  constructor(scope, id, props) {
    super(scope, id);
    this.account = props.account;
    this.logs = this.logBucket();
    this.media = this.servedBucket("Media", "s3/media/");
    this.app = this.servedBucket("App", "s3/app/");
  }
  /** CloudFront's standard logs, which work in every Region, are delivered by access control list. */
  logBucket() {
    const bucket = privateBucket(this, "Logs", {
      objectOwnership: s32.ObjectOwnership.BUCKET_OWNER_PREFERRED,
      expirationDays: LOG_DAYS
    });
    bucket.addToResourcePolicy(
      new iam4.PolicyStatement({
        sid: "AccessLogsOfBuckets",
        actions: ["s3:PutObject"],
        principals: [new iam4.ServicePrincipal("logging.s3.amazonaws.com")],
        resources: [bucket.arnForObjects("s3/*")],
        conditions: { StringEquals: { "aws:SourceAccount": this.account } }
      })
    );
    import_aws_cdk_lib5.Validations.of(bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason: "It holds the access logs of the other buckets; recording its own would never end."
    });
    return bucket;
  }
  /**
   * Every distribution of the account may read: naming each would make a tenant a change of its cell. What a
   * distribution asks for is set by its origin path, which the isolation rules hold to the tenant's own prefix.
   */
  servedBucket(id, prefix) {
    const bucket = privateBucket(this, id, { accessLogs: { bucketName: this.logs.bucketName, prefix } });
    bucket.addToResourcePolicy(
      new iam4.PolicyStatement({
        sid: "DistributionsOfThisAccount",
        actions: ["s3:GetObject"],
        principals: [new iam4.ServicePrincipal("cloudfront.amazonaws.com")],
        resources: [bucket.arnForObjects("*")],
        // The ARN holds the account; CloudFront is not documented to send it as a key of its own.
        conditions: { ArnLike: { "aws:SourceArn": `arn:aws:cloudfront::${this.account}:distribution/*` } }
      })
    );
    return bucket;
  }
};

// lib/blueprint/cell/cell-edge.ts
var cloudfront = __toESM(require("aws-cdk-lib/aws-cloudfront"));
var import_constructs5 = require("constructs");

// lib/blueprint/security-headers.ts
var HSTS_SECONDS = 2 * 365 * 24 * 60 * 60;
function securityHeaders(region, extra = []) {
  return {
    contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(region, extra), override: true },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: "DENY", override: true },
    referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: true },
    strictTransportSecurity: {
      accessControlMaxAgeSec: HSTS_SECONDS,
      includeSubdomains: true,
      preload: false,
      override: true
    }
  };
}
var ISOLATION_HEADERS = {
  items: [
    { header: "Cross-Origin-Opener-Policy", value: "same-origin", override: true },
    { header: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()", override: true }
  ]
};
function contentSecurityPolicy(region, extra) {
  const from = (directive) => extra.flatMap((sources) => sources[directive] ?? []);
  const directives = [
    ["default-src", "'none'"],
    ["script-src", "'self'", ...from("script")],
    ["style-src", "'self'"],
    ["img-src", "'self'", "data:", ...from("image")],
    ["font-src", "'self'"],
    ["media-src", "'self'", "blob:", ...from("media")],
    ["connect-src", "'self'", `https://cognito-idp.${region}.amazonaws.com`, ...from("connect")],
    ["worker-src", "'self'", "blob:"],
    ["manifest-src", "'self'"],
    ["frame-src", ...from("frame").length === 0 ? ["'none'"] : from("frame")],
    ["frame-ancestors", "'none'"],
    ["base-uri", "'none'"],
    ["form-action", "'self'", ...from("form")],
    ["upgrade-insecure-requests"]
  ];
  return directives.map((directive) => directive.join(" ")).join("; ");
}

// lib/blueprint/cell/viewer-request.ts
var VIEWER_REQUEST_CODE = `function handler(event) {
  const request = event.request;
  const file = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!file.includes('.')) {
    request.uri = '/index.html';
  }
  return request;
}
`;

// lib/blueprint/cell/cell-edge.ts
var HOUR_SECONDS = 60 * 60;
var DAY_SECONDS = 24 * HOUR_SECONDS;
var YEAR_SECONDS = 365 * DAY_SECONDS;
var INTEGRATION_HEADERS = [
  "Accept-Language",
  "CloudFront-Viewer-Country",
  "Origin",
  "Referer",
  "User-Agent"
];
var CellEdge = class extends import_constructs5.Construct {
  contractValues;
  props;
  constructor(scope, id, props) {
    super(scope, id);
    this.props = props;
    const viewerRequest = this.viewerRequestFunction();
    this.contractValues = {
      "api-origin-request-policy-id": this.apiRequestPolicy().attrId,
      "app-cache-policy-id": this.cachePolicy("AppCache", DAY_SECONDS).attrId,
      "integration-origin-request-policy-id": this.integrationRequestPolicy().attrId,
      "media-cache-policy-id": this.cachePolicy("MediaCache", YEAR_SECONDS).attrId,
      "origin-access-control-id": this.originAccessControl().attrId,
      "response-headers-policy-id": this.responseHeadersPolicy().attrId,
      "viewer-request-function-arn": viewerRequest.attrFunctionArn
    };
  }
  /** Names of policies and functions are unique in an account, so each carries its cell. */
  nameOf(part) {
    return `${cellStackName(this.props.cell)}--${part}`;
  }
  originAccessControl() {
    return new cloudfront.CfnOriginAccessControl(this, "OriginAccessControl", {
      originAccessControlConfig: {
        name: this.nameOf("buckets"),
        originAccessControlOriginType: "s3",
        signingBehavior: "always",
        signingProtocol: "sigv4"
      }
    });
  }
  /** The object's own Cache-Control decides, up to a year; nothing of the viewer's request is part of the key. */
  cachePolicy(id, defaultTtl) {
    return new cloudfront.CfnCachePolicy(this, id, {
      cachePolicyConfig: {
        name: this.nameOf(id === "AppCache" ? "app" : "media"),
        minTtl: 0,
        defaultTtl,
        maxTtl: YEAR_SECONDS,
        parametersInCacheKeyAndForwardedToOrigin: {
          cookiesConfig: { cookieBehavior: "none" },
          headersConfig: { headerBehavior: "none" },
          queryStringsConfig: { queryStringBehavior: "none" },
          enableAcceptEncodingBrotli: true,
          enableAcceptEncodingGzip: true
        }
      }
    });
  }
  /** The platform API gets the whole request but for the host, which must be its own for TLS. */
  apiRequestPolicy() {
    return new cloudfront.CfnOriginRequestPolicy(this, "ApiRequest", {
      originRequestPolicyConfig: {
        name: this.nameOf("api"),
        cookiesConfig: { cookieBehavior: "all" },
        headersConfig: { headerBehavior: "allExcept", headers: ["Host"] },
        queryStringsConfig: { queryStringBehavior: "all" }
      }
    });
  }
  /** A third party never gets a viewer's cookies or authorisation. */
  integrationRequestPolicy() {
    return new cloudfront.CfnOriginRequestPolicy(this, "IntegrationRequest", {
      originRequestPolicyConfig: {
        name: this.nameOf("integration"),
        cookiesConfig: { cookieBehavior: "none" },
        headersConfig: { headerBehavior: "whitelist", headers: INTEGRATION_HEADERS },
        queryStringsConfig: { queryStringBehavior: "all" }
      }
    });
  }
  responseHeadersPolicy() {
    return new cloudfront.CfnResponseHeadersPolicy(this, "ResponseHeaders", {
      responseHeadersPolicyConfig: {
        name: this.nameOf("security"),
        securityHeadersConfig: securityHeaders(this.props.region),
        customHeadersConfig: ISOLATION_HEADERS
      }
    });
  }
  viewerRequestFunction() {
    return new cloudfront.CfnFunction(this, "ViewerRequest", {
      name: this.nameOf("viewer-request"),
      autoPublish: true,
      functionCode: VIEWER_REQUEST_CODE,
      functionConfig: {
        comment: "Serves the player for every path of its own",
        runtime: "cloudfront-js-2.0"
      }
    });
  }
};

// lib/blueprint/cell/cell-provisioner.ts
var import_aws_cdk_lib6 = require("aws-cdk-lib");
var iam5 = __toESM(require("aws-cdk-lib/aws-iam"));
var lambda = __toESM(require("aws-cdk-lib/aws-lambda"));
var logs = __toESM(require("aws-cdk-lib/aws-logs"));
var s33 = __toESM(require("aws-cdk-lib/aws-s3"));
var import_constructs6 = require("constructs");
var TIMEOUT_MINUTES = 5;
var MEMORY_MEBIBYTES = 512;
var ASSETS_QUALIFIER = "hnb659fds";
var CellProvisioner = class extends import_constructs6.Construct {
  handler;
  constructor(scope, id, props) {
    super(scope, id);
    const { fleet, cell } = props;
    const assetsBucket = `cdk-${ASSETS_QUALIFIER}-assets-${cell.account}-${cell.region}`;
    const tenantRoles = `arn:aws:iam::${cell.account}:role${tenantsRolePath(fleet, cell.id)}`;
    const logGroup = new logs.LogGroup(this, "Logs", {
      retention: logs.RetentionDays.THREE_MONTHS,
      removalPolicy: import_aws_cdk_lib6.RemovalPolicy.RETAIN
    });
    this.handler = new lambda.Function(this, "Function", {
      description: "Writes items and brand files of tenants, in the role of the tenant",
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: "provisioner.handler",
      code: this.code(props.code, assetsBucket),
      role: this.role(fleet, cell, logGroup, assetsBucket, tenantRoles),
      timeout: import_aws_cdk_lib6.Duration.minutes(TIMEOUT_MINUTES),
      memorySize: MEMORY_MEBIBYTES,
      // A retry of the whole run is CloudFormation's to make, which knows whether it was answered.
      retryAttempts: 0,
      logGroup,
      environment: {
        FLEET: fleet,
        CELL: cell.id,
        TABLE_NAME: props.tableName,
        ASSETS_BUCKET: assetsBucket,
        ROLE_PATH_ARN: tenantRoles
      }
    });
  }
  /** The digest is of the compiled code itself, so that the same release gives the same template anywhere. */
  code(code, assetsBucket) {
    const { objectKey } = import_aws_cdk_lib6.Stack.of(this).synthesizer.addFileAsset({
      fileName: code.folder,
      sourceHash: code.digest,
      packaging: import_aws_cdk_lib6.FileAssetPackaging.ZIP_DIRECTORY
    });
    return lambda.Code.fromBucketV2(s33.Bucket.fromBucketName(this, "Assets", assetsBucket), objectKey);
  }
  role(fleet, cell, logGroup, assetsBucket, tenantRoles) {
    const role = new iam5.Role(this, "Role", {
      path: servicesRolePath(fleet, cell.id),
      assumedBy: new iam5.ServicePrincipal("lambda.amazonaws.com")
    });
    role.addToPolicy(
      new iam5.PolicyStatement({
        sid: "TakeTheRoleOfATenant",
        actions: ["sts:AssumeRole"],
        resources: [`${tenantRoles}*`]
      })
    );
    role.addToPolicy(
      new iam5.PolicyStatement({
        sid: "ReadPublishedFiles",
        actions: ["s3:GetObject"],
        resources: [`arn:aws:s3:::${assetsBucket}/*`]
      })
    );
    logGroup.grantWrite(role);
    import_aws_cdk_lib6.Validations.of(role).acknowledge(
      ...[`${tenantRoles}*`, `arn:aws:s3:::${assetsBucket}/*`].map((resource) => ({
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason: "Adding a tenant must not change its cell, so the roles and files of tenants to come are named by prefix: an IAM path that holds only data roles of this cell, and the bucket that deployments publish to."
      }))
    );
    return role;
  }
};

// lib/blueprint/cell/cell-table.ts
var import_aws_cdk_lib7 = require("aws-cdk-lib");
var dynamodb = __toESM(require("aws-cdk-lib/aws-dynamodb"));
var import_constructs7 = require("constructs");
var CellTable = class extends import_constructs7.Construct {
  table;
  constructor(scope, id) {
    super(scope, id);
    this.table = new dynamodb.Table(this, "Items", {
      partitionKey: { name: "pk", type: dynamodb.AttributeType.STRING },
      sortKey: { name: "sk", type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: import_aws_cdk_lib7.RemovalPolicy.RETAIN
    });
  }
};

// lib/blueprint/cell/cell-stack.ts
var CELL_CONSTRUCT_ID = "Cell";
var CellStack = class extends import_aws_cdk_lib8.Stack {
  constructor(scope, input) {
    const { fleet, cell } = input;
    super(scope, CELL_CONSTRUCT_ID, {
      stackName: cellStackName(cell.id),
      description: `Multiplex cell ${cell.id} of fleet ${fleet}`,
      env: { account: cell.account, region: cell.region },
      terminationProtection: true
    });
    const { table } = new CellTable(this, "Table");
    const buckets = new CellBuckets(this, "Buckets", { account: cell.account });
    const edge = new CellEdge(this, "Edge", { cell: cell.id, region: cell.region });
    const provisioner = new CellProvisioner(this, "Provisioner", {
      fleet,
      cell,
      tableName: table.tableName,
      code: input.provisioner
    });
    const alarms = new CellAlarms(this, "Alarms", { table, provisioner: provisioner.handler });
    const webAclArn = this.webAclArn(input);
    if (cell.access !== void 0) {
      new TenantPolicies(this, "TenantPolicies", {
        fleet,
        cell,
        tableArn: table.tableArn,
        mediaBucketArn: buckets.media.bucketArn,
        logBucketArn: buckets.logs.bucketArn,
        provisionerArn: provisioner.handler.functionArn,
        ...webAclArn === void 0 ? {} : { webAclArn }
      });
    }
    new CellContract(this, "Contract", {
      fleet,
      cell: cell.id,
      values: {
        "alarm-topic-arn": alarms.topic.topicArn,
        "app-bucket-name": buckets.app.bucketName,
        "certificate-arn": cell.certificateArn,
        "hosted-zone-id": cell.hostedZoneId,
        "log-bucket-name": buckets.logs.bucketName,
        "media-bucket-name": buckets.media.bucketName,
        "provisioner-arn": provisioner.handler.functionArn,
        "table-name": table.tableName,
        ...edge.contractValues,
        ...webAclArn === void 0 ? {} : { "web-acl-arn": webAclArn }
      }
    });
    import_aws_cdk_lib8.Tags.of(this).add("multiplex:fleet", fleet);
    import_aws_cdk_lib8.Tags.of(this).add("multiplex:cell", cell.id);
    import_aws_cdk_lib8.Tags.of(this).add("multiplex:release", cell.release);
  }
  /** A web ACL for CloudFront can be made in us-east-1 only; elsewhere the cell names one, or has none. */
  webAclArn({ cell }) {
    return cell.region === EDGE_REGION ? edgeWebAcl(this, "WebAcl", { name: cellStackName(cell.id) }).attrArn : cell.webAclArn;
  }
};

// lib/blueprint/tenant/tenant-stack.ts
var import_aws_cdk_lib15 = require("aws-cdk-lib");
var import_constructs15 = require("constructs");

// lib/blueprint/features/additional-metrics.ts
var cloudfront2 = __toESM(require("aws-cdk-lib/aws-cloudfront"));

// lib/blueprint/feature.ts
function defineFeature(feature) {
  return feature;
}

// lib/blueprint/tenant/edge-alarm.ts
var cloudwatch2 = __toESM(require("aws-cdk-lib/aws-cloudwatch"));
var PERIOD_SECONDS = 300;
var PERIODS_TO_ALARM = 2;
var PERIODS_LOOKED_AT = 3;
function edgeAlarm(scope, id, props) {
  if (props.cell.region !== EDGE_REGION) {
    return;
  }
  new cloudwatch2.CfnAlarm(scope, id, {
    ...props.cell.access === void 0 ? {} : (
      // The tenant's own execution role is limited to its names.
      { alarmName: `${tenantStackName(props.tenant)}--${id.toLowerCase()}` }
    ),
    alarmDescription: props.description,
    alarmActions: [props.contract.read("alarm-topic-arn")],
    namespace: "AWS/CloudFront",
    metricName: props.metricName,
    dimensions: [
      { name: "DistributionId", value: props.distributionId },
      { name: "Region", value: "Global" }
    ],
    ...props.statistic === "Average" ? { statistic: props.statistic } : { extendedStatistic: props.statistic },
    period: PERIOD_SECONDS,
    datapointsToAlarm: PERIODS_TO_ALARM,
    evaluationPeriods: PERIODS_LOOKED_AT,
    threshold: props.threshold,
    comparisonOperator: "GreaterThanThreshold",
    treatMissingData: "notBreaching"
  });
}

// lib/blueprint/features/additional-metrics.ts
var ORIGIN_LATENCY_MILLISECONDS_MAX = 2e3;
var additionalMetrics = defineFeature({
  name: "additional-metrics",
  summary: "Cache hit rate, origin latency and error rates by status code.",
  resources: (scope, { tenant, cell, contract, edge }) => {
    new cloudfront2.CfnMonitoringSubscription(scope, "Subscription", {
      distributionId: edge.distributionId,
      monitoringSubscription: {
        realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus: "Enabled" }
      }
    });
    edgeAlarm(scope, "Latency", {
      tenant,
      cell,
      contract,
      distributionId: edge.distributionId,
      metricName: "OriginLatency",
      statistic: "p90",
      threshold: ORIGIN_LATENCY_MILLISECONDS_MAX,
      description: `Nine in ten requests to the origins took longer than ${ORIGIN_LATENCY_MILLISECONDS_MAX} ms`
    });
  }
});

// lib/blueprint/features/ads.ts
var import_zod11 = require("zod");
var ads = defineFeature({
  name: "ads",
  summary: "Advertising breaks from one ad server.",
  settings: import_zod11.z.strictObject({
    host: hostNameSchema.meta({ description: "Host name of the ad server." }),
    breaksPerHour: import_zod11.z.int().min(1).max(12).default(4).meta({ description: "Most advertising breaks in an hour." }),
    measurementHost: hostNameSchema.optional().meta({
      description: "Host name of whoever counts what was shown; players report to it."
    })
  }),
  edge: ({ host, measurementHost }) => {
    const measurement = measurementHost === void 0 ? [] : [measurementHost];
    const sources = [host, ...measurement].map((source) => `https://${source}`);
    return {
      behaviors: [
        { pathPattern: "/ads/*", originHost: host, methods: "read" },
        ...measurement.map((originHost) => ({
          pathPattern: "/ads-measurement/*",
          originHost,
          methods: "all"
        }))
      ],
      contentSources: { connect: sources, image: sources, media: [`https://${host}`] }
    };
  }
});

// lib/blueprint/features/dashboard.ts
var cloudwatch3 = __toESM(require("aws-cdk-lib/aws-cloudwatch"));
var METRICS = [
  "Requests",
  "BytesDownloaded",
  "4xxErrorRate",
  "5xxErrorRate",
  "CacheHitRate",
  "OriginLatency"
];
var WIDGET_WIDTH = 8;
var WIDGET_HEIGHT = 6;
var WIDGETS_A_ROW = 3;
var dashboard = defineFeature({
  name: "dashboard",
  summary: "A CloudWatch dashboard of the tenant’s edge.",
  resources: (scope, { tenant, edge }) => {
    new cloudwatch3.CfnDashboard(scope, "Dashboard", {
      dashboardName: tenantStackName(tenant),
      dashboardBody: JSON.stringify({
        widgets: METRICS.map((metric, index) => ({
          type: "metric",
          x: index % WIDGETS_A_ROW * WIDGET_WIDTH,
          y: Math.floor(index / WIDGETS_A_ROW) * WIDGET_HEIGHT,
          width: WIDGET_WIDTH,
          height: WIDGET_HEIGHT,
          properties: {
            title: metric,
            region: EDGE_REGION,
            stat: metric === "Requests" || metric === "BytesDownloaded" ? "Sum" : "Average",
            metrics: [["AWS/CloudFront", metric, "Region", "Global", "DistributionId", edge.distributionId]]
          }
        }))
      })
    });
  }
});

// lib/blueprint/features/live-restart.ts
var liveRestart = defineFeature({
  name: "live-restart",
  summary: "Viewers start a live programme from its beginning."
});

// lib/blueprint/features/payments.ts
var import_zod12 = require("zod");
var payments = defineFeature({
  name: "payments",
  summary: "Subscriptions and rentals through one payment provider.",
  settings: import_zod12.z.strictObject({
    host: hostNameSchema.meta({ description: "Host name of the provider’s checkout and API." }),
    currency: import_zod12.z.string().regex(/^[A-Z]{3}$/, { error: "Write a currency as ISO 4217 does: EUR." }).meta({ description: "ISO 4217 code of the currency of all prices." })
  }),
  edge: ({ host }) => ({
    behaviors: [{ pathPattern: "/payments/*", originHost: host, methods: "all" }],
    contentSources: {
      connect: [`https://${host}`],
      form: [`https://${host}`],
      frame: [`https://${host}`],
      script: [`https://${host}`]
    }
  })
});

// lib/blueprint/features/watchlist.ts
var watchlist = defineFeature({
  name: "watchlist",
  summary: "Viewers keep a list of what to watch later."
});

// lib/blueprint/features/web-acl.ts
var REQUESTS_PER_ADDRESS_MAX = 2e3;
var webAcl2 = defineFeature({
  name: "web-acl",
  summary: "A web ACL of the tenant’s own, with a rate limit.",
  region: EDGE_REGION,
  standIn: "webAclArn",
  resources: (scope, { tenant, edge }) => {
    const acl = edgeWebAcl(scope, "WebAcl", {
      name: tenantStackName(tenant),
      requestsPerAddress: REQUESTS_PER_ADDRESS_MAX
    });
    edge.protectWith(acl.attrArn);
  }
});

// lib/blueprint/feature-catalogue.ts
var FEATURES = [
  additionalMetrics,
  ads,
  dashboard,
  liveRestart,
  payments,
  watchlist,
  webAcl2
];
function enabledFeatures(features) {
  const catalogue = new Map(FEATURES.map((feature) => [feature.name, feature]));
  return Object.entries(features).map(([name, settings]) => {
    const feature = catalogue.get(name);
    if (feature === void 0) {
      throw new Error(`feature "${name}" is not one of this release: ${[...catalogue.keys()].join(", ")}`);
    }
    return { feature, settings };
  });
}

// lib/blueprint/tenant/tenant-access.ts
var import_aws_cdk_lib9 = require("aws-cdk-lib");
var iam6 = __toESM(require("aws-cdk-lib/aws-iam"));
var import_constructs8 = require("constructs");
var TenantAccess = class extends import_constructs8.Construct {
  props;
  constructor(scope, id, props) {
    super(scope, id);
    this.props = props;
    const { fleet, cell, tenant } = props;
    const role = new iam6.CfnRole(this, "DataRole", {
      roleName: dataRoleName(tenant),
      path: tenantsRolePath(fleet, cell.id),
      description: `Reads and writes the data of tenant ${tenant}`,
      assumeRolePolicyDocument: this.trust(),
      ...cell.access === void 0 ? {} : { permissionsBoundary: tenantPolicyArn(fleet, cell, "boundary") },
      policies: [{ policyName: "data", policyDocument: document(this.statements()) }]
    });
    import_aws_cdk_lib9.Validations.of(role).acknowledge(
      ...[
        `arn:aws:s3:::<CellMediaBucketName>/${objectPrefix(tenant)}*`,
        "<BrandingBucketA74D134E.Arn>/brand/*"
      ].map((resource) => ({
        id: `AwsSolutions-IAM5[Resource::${resource}]`,
        reason: "The tenant’s own prefix, which ends in a slash, and the tenant’s own bucket: what lies under them is the tenant’s to name."
      }))
    );
  }
  /** The services of the cell, and only they. The account is the principal so that a service may be replaced. */
  trust() {
    const { fleet, cell } = this.props;
    const services = `arn:aws:iam::${cell.account}:role${servicesRolePath(fleet, cell.id)}*`;
    return document([
      {
        Sid: "ServicesOfTheCell",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${cell.account}:root` },
        Action: "sts:AssumeRole",
        Condition: { ArnLike: { "aws:PrincipalArn": services } }
      }
    ]);
  }
  statements() {
    const { cell, tenant, contract, brandingBucket, distributionArn } = this.props;
    const key = partitionKey(tenant);
    const mediaBucket = `arn:aws:s3:::${contract.read("media-bucket-name")}`;
    return [
      {
        Sid: "TenantItems",
        Effect: "Allow",
        Action: ITEM_ACTIONS,
        Resource: [`arn:aws:dynamodb:${cell.region}:${cell.account}:table/${contract.read("table-name")}`],
        Condition: {
          "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [key, `${key}#*`] },
          Null: { "dynamodb:LeadingKeys": "false" }
        }
      },
      {
        Sid: "TenantMedia",
        Effect: "Allow",
        Action: MEDIA_ACTIONS,
        Resource: [`${mediaBucket}/${objectPrefix(tenant)}*`]
      },
      {
        Sid: "TenantMediaList",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: [mediaBucket],
        Condition: { StringLike: { "s3:prefix": `${objectPrefix(tenant)}*` } }
      },
      {
        Sid: "TenantBrand",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject"],
        Resource: [brandingBucket.arnForObjects("brand/*")]
      },
      {
        Sid: "TenantBrandList",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: [brandingBucket.bucketArn]
      },
      {
        Sid: "TenantEdge",
        Effect: "Allow",
        Action: "cloudfront:CreateInvalidation",
        Resource: [distributionArn]
      }
    ];
  }
};
function document(statements) {
  return { Version: "2012-10-17", Statement: statements };
}

// lib/blueprint/tenant/tenant-accounts.ts
var import_aws_cdk_lib10 = require("aws-cdk-lib");
var cognito = __toESM(require("aws-cdk-lib/aws-cognito"));
var import_constructs9 = require("constructs");
var PASSWORD_LENGTH_MIN = 12;
var ACCESS_TOKEN_MINUTES = 60;
var REFRESH_TOKEN_DAYS = 90;
var TenantAccounts = class extends import_constructs9.Construct {
  userPoolId;
  userPoolClientId;
  constructor(scope, id, props) {
    super(scope, id);
    const pool = new cognito.UserPool(this, "Users", {
      userPoolName: tenantStackName(props.tenant),
      signInAliases: { email: true },
      selfSignUpEnabled: true,
      autoVerify: { email: true },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: PASSWORD_LENGTH_MIN,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true
      },
      deletionProtection: true,
      removalPolicy: import_aws_cdk_lib10.RemovalPolicy.RETAIN
    });
    const client = pool.addClient("Player", {
      generateSecret: false,
      authFlows: { userSrp: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: import_aws_cdk_lib10.Duration.minutes(ACCESS_TOKEN_MINUTES),
      idTokenValidity: import_aws_cdk_lib10.Duration.minutes(ACCESS_TOKEN_MINUTES),
      refreshTokenValidity: import_aws_cdk_lib10.Duration.days(REFRESH_TOKEN_DAYS)
    });
    this.userPoolId = pool.userPoolId;
    this.userPoolClientId = client.userPoolClientId;
    import_aws_cdk_lib10.Validations.of(pool).acknowledge(
      {
        id: "AwsSolutions-COG2",
        reason: "Viewers sign in on televisions, where a second factor on every sign-in shuts people out; it is theirs to turn on."
      },
      ...["AwsSolutions-COG3", "AwsSolutions-COG8"].map((rule) => ({
        id: rule,
        reason: "Threat protection needs the Plus plan, which is charged for each active viewer; passwords are long and signing in is by SRP."
      }))
    );
  }
};

// lib/blueprint/tenant/tenant-analytics.ts
var import_constructs10 = require("constructs");
var ERROR_PER_CENT_MAX = 5;
var REFUSAL_PER_CENT_MAX = 30;
var TenantAnalytics = class extends import_constructs10.Construct {
  constructor(scope, id, props) {
    super(scope, id);
    edgeAlarm(this, "Errors", {
      ...props,
      metricName: "5xxErrorRate",
      statistic: "Average",
      threshold: ERROR_PER_CENT_MAX,
      description: `More than ${ERROR_PER_CENT_MAX} % of requests failed at the server`
    });
    edgeAlarm(this, "Refusals", {
      ...props,
      metricName: "4xxErrorRate",
      statistic: "Average",
      threshold: REFUSAL_PER_CENT_MAX,
      description: `More than ${REFUSAL_PER_CENT_MAX} % of requests were for what is not there or not allowed`
    });
  }
};

// lib/blueprint/tenant/tenant-branding.ts
var import_aws_cdk_lib11 = require("aws-cdk-lib");
var iam7 = __toESM(require("aws-cdk-lib/aws-iam"));
var import_constructs11 = require("constructs");
var PROVISIONER_WAIT = import_aws_cdk_lib11.Duration.minutes(6);
var TenantBranding = class extends import_constructs11.Construct {
  bucket;
  constructor(scope, id, { tenant, cell, contract }) {
    super(scope, id);
    this.bucket = privateBucket(this, "Bucket", {
      ...cell.access === void 0 ? {} : { name: brandingBucketName(tenant, cell) },
      accessLogs: {
        bucketName: contract.read("log-bucket-name"),
        prefix: `s3/${objectPrefix(tenant)}`
      }
    });
  }
  /** Lets this tenant's distribution read, and no other. */
  allowReads(distributionArn) {
    this.bucket.addToResourcePolicy(
      new iam7.PolicyStatement({
        sid: "OwnDistribution",
        actions: ["s3:GetObject"],
        principals: [new iam7.ServicePrincipal("cloudfront.amazonaws.com")],
        resources: [this.bucket.arnForObjects("*")],
        conditions: { StringEquals: { "aws:SourceArn": distributionArn } }
      })
    );
  }
  /** Publishes the brand files as one change: viewers see the old brand or the new one, never half of each. */
  publish({ input, contract, access, distributionId }) {
    const { objectKey } = import_aws_cdk_lib11.Stack.of(this).synthesizer.addFileAsset({
      fileName: input.brand.folder,
      sourceHash: input.brand.digest,
      packaging: import_aws_cdk_lib11.FileAssetPackaging.ZIP_DIRECTORY
    });
    const publication2 = new import_aws_cdk_lib11.CustomResource(this, "Publication", {
      resourceType: "Custom::TenantBranding",
      serviceToken: contract.read("provisioner-arn"),
      serviceTimeout: PROVISIONER_WAIT,
      properties: {
        Tenant: input.tenant.id,
        Release: input.tenant.release,
        Bucket: this.bucket.bucketName,
        SourceKey: objectKey,
        DistributionId: distributionId
      }
    });
    publication2.node.addDependency(access);
  }
};

// lib/blueprint/tenant/tenant-dns.ts
var route53 = __toESM(require("aws-cdk-lib/aws-route53"));
var import_constructs12 = require("constructs");
var CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";
var TenantDns = class extends import_constructs12.Construct {
  constructor(scope, id, props) {
    super(scope, id);
    for (const type of ["A", "AAAA"]) {
      new route53.CfnRecordSet(this, type, {
        type,
        name: props.host,
        hostedZoneId: props.contract.read("hosted-zone-id"),
        aliasTarget: { dnsName: props.target, hostedZoneId: CLOUDFRONT_ZONE }
      });
    }
  }
};

// lib/blueprint/tenant/tenant-edge.ts
var import_aws_cdk_lib12 = require("aws-cdk-lib");
var cloudfront3 = __toESM(require("aws-cdk-lib/aws-cloudfront"));
var import_constructs13 = require("constructs");

// lib/blueprint/tenant/edge-origins.ts
var ORIGIN = { api: "api", app: "app", brand: "brand", media: "media" };
var TENANT_HEADER = "x-multiplex-tenant";
var KEEP_ALIVE_SECONDS = 60;
var TLS_ONLY = {
  originProtocolPolicy: "https-only",
  originSslProtocols: ["TLSv1.2"],
  originKeepaliveTimeout: KEEP_ALIVE_SECONDS
};
function bucketOrigin(id, domainName, originAccessControlId) {
  return { id, domainName, originAccessControlId, s3OriginConfig: { originAccessIdentity: "" } };
}
function apiOrigin(domainName, tenant) {
  return {
    id: ORIGIN.api,
    domainName,
    customOriginConfig: TLS_ONLY,
    originCustomHeaders: [{ headerName: TENANT_HEADER, headerValue: tenant }]
  };
}
function integrationOrigin(behavior) {
  return { id: behavior.pathPattern, domainName: behavior.originHost, customOriginConfig: TLS_ONLY };
}

// lib/blueprint/tenant/tenant-edge.ts
var CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
var READ_METHODS = ["GET", "HEAD", "OPTIONS"];
var ALL_METHODS = [...READ_METHODS, "PUT", "PATCH", "POST", "DELETE"];
var TenantEdge = class extends import_constructs13.Construct {
  distributionId;
  distributionArn;
  domainName;
  distribution;
  config;
  hasWebAcl = false;
  props;
  constructor(scope, id, props) {
    super(scope, id);
    this.props = props;
    this.config = this.configuration();
    this.distribution = new cloudfront3.CfnDistribution(this, "Distribution", {
      distributionConfig: this.config
    });
    import_aws_cdk_lib12.Validations.of(this.distribution).acknowledge({
      id: "AwsSolutions-CFR1",
      reason: "Where a title may be watched is a matter of its licence, title by title; the platform API holds to it."
    });
    this.distributionId = this.distribution.attrId;
    this.distributionArn = `arn:aws:cloudfront::${props.cell.account}:distribution/${this.distributionId}`;
    this.domainName = this.distribution.attrDomainName;
  }
  /** Puts a web ACL of the tenant's own in front of it. */
  protectWith(webAclArn) {
    this.hasWebAcl = true;
    this.distribution.distributionConfig = { ...this.config, webAclId: webAclArn };
  }
  /** Puts the cell's web ACL in front of a tenant that has none of its own, where the cell has one. */
  protectWithCell() {
    const { cell, contract } = this.props;
    if (this.hasWebAcl) {
      return;
    }
    if (cell.region === EDGE_REGION || cell.webAclArn !== void 0) {
      this.protectWith(contract.read("web-acl-arn"));
    } else {
      import_aws_cdk_lib12.Validations.of(this.distribution).acknowledge({
        id: "AwsSolutions-CFR2",
        reason: `A web ACL for CloudFront lives in ${EDGE_REGION}; this cell is elsewhere and names none.`
      });
    }
  }
  configuration() {
    const { tenant, hosts, contract } = this.props;
    return {
      aliases: hosts.kind === "own" ? [...hosts.names] : [hosts.name],
      comment: `Multiplex tenant ${tenant.id}`,
      enabled: true,
      httpVersion: "http2and3",
      ipv6Enabled: true,
      defaultRootObject: "index.html",
      viewerCertificate: {
        acmCertificateArn: hosts.kind === "own" ? hosts.certificateArn : contract.read("certificate-arn"),
        minimumProtocolVersion: "TLSv1.2_2021",
        sslSupportMethod: "sni-only"
      },
      logging: {
        bucket: this.bucketHost(contract.read("log-bucket-name")),
        includeCookies: false,
        prefix: objectPrefix(tenant.id)
      },
      origins: this.origins(),
      ...this.behaviors()
    };
  }
  origins() {
    const { tenant, cell, contract, brandingBucket } = this.props;
    const accessControl = contract.read("origin-access-control-id");
    return [
      bucketOrigin(ORIGIN.app, this.bucketHost(contract.read("app-bucket-name")), accessControl),
      bucketOrigin(ORIGIN.brand, brandingBucket.bucketRegionalDomainName, accessControl),
      {
        ...bucketOrigin(ORIGIN.media, this.bucketHost(contract.read("media-bucket-name")), accessControl),
        originPath: `/tenants/${tenant.id}`
      },
      apiOrigin(cell.apiDomain, tenant.id),
      ...this.integrations().map((behavior) => integrationOrigin(behavior))
    ];
  }
  behaviors() {
    const { contract } = this.props;
    const responseHeadersPolicyId = this.responseHeadersPolicyId();
    const appCache = contract.read("app-cache-policy-id");
    const served = { compress: true, responseHeadersPolicyId, viewerProtocolPolicy: "redirect-to-https" };
    const called = { ...served, cachePolicyId: CACHING_DISABLED, viewerProtocolPolicy: "https-only" };
    return {
      defaultCacheBehavior: {
        ...served,
        targetOriginId: ORIGIN.app,
        cachePolicyId: appCache,
        functionAssociations: [
          { eventType: "viewer-request", functionArn: contract.read("viewer-request-function-arn") }
        ]
      },
      cacheBehaviors: [
        { ...served, pathPattern: "/brand/*", targetOriginId: ORIGIN.brand, cachePolicyId: appCache },
        {
          ...served,
          pathPattern: "/media/*",
          targetOriginId: ORIGIN.media,
          cachePolicyId: contract.read("media-cache-policy-id")
        },
        {
          ...called,
          pathPattern: "/api/*",
          targetOriginId: ORIGIN.api,
          allowedMethods: ALL_METHODS,
          originRequestPolicyId: contract.read("api-origin-request-policy-id")
        },
        ...this.integrations().map(({ pathPattern, methods }) => ({
          ...called,
          pathPattern,
          targetOriginId: pathPattern,
          allowedMethods: methods === "all" ? ALL_METHODS : READ_METHODS,
          originRequestPolicyId: contract.read("integration-origin-request-policy-id")
        }))
      ]
    };
  }
  integrations() {
    return this.props.contributions.flatMap((contribution) => contribution.behaviors);
  }
  /** A tenant with integrations has a policy of its own; the others share their cell's. */
  responseHeadersPolicyId() {
    const { tenant, cell, contract, contributions } = this.props;
    if (contributions.length === 0) {
      return contract.read("response-headers-policy-id");
    }
    return new cloudfront3.CfnResponseHeadersPolicy(this, "ResponseHeaders", {
      responseHeadersPolicyConfig: {
        name: tenantStackName(tenant.id),
        securityHeadersConfig: securityHeaders(
          cell.region,
          contributions.map((contribution) => contribution.contentSources)
        ),
        customHeadersConfig: ISOLATION_HEADERS
      }
    }).attrId;
  }
  bucketHost(bucketName) {
    return `${bucketName}.s3.${import_aws_cdk_lib12.Stack.of(this).region}.amazonaws.com`;
  }
};

// lib/blueprint/tenant/tenant-partition.ts
var import_aws_cdk_lib13 = require("aws-cdk-lib");
var import_constructs14 = require("constructs");
var TenantPartition = class extends import_constructs14.Construct {
  constructor(scope, id, props) {
    super(scope, id);
    const { tenant, documents, hosts, contract, accounts, access } = props;
    const items = new import_aws_cdk_lib13.CustomResource(this, "Items", {
      resourceType: "Custom::TenantPartition",
      serviceToken: contract.read("provisioner-arn"),
      serviceTimeout: PROVISIONER_WAIT,
      properties: {
        Tenant: tenant.id,
        Release: tenant.release,
        Configuration: {
          name: tenant.name,
          tier: tenant.tier,
          hosts: hosts.kind === "own" ? hosts.names : [hosts.name],
          branding: documents.branding
        },
        Entitlements: documents.entitlements,
        Catalogue: documents.catalogue,
        Homepage: documents.homepage,
        Accounts: { UserPoolId: accounts.userPoolId, ClientId: accounts.userPoolClientId }
      }
    });
    items.node.addDependency(access);
  }
};

// lib/blueprint/tenant/tenant-synthesizer.ts
var import_aws_cdk_lib14 = require("aws-cdk-lib");
var TenantSynthesizer = class extends import_aws_cdk_lib14.DefaultStackSynthesizer {
  constructor(fleet, cell, tenant) {
    const roles = `arn:aws:iam::${cell.account}:role${deployersRolePath(fleet, cell.id)}`;
    const deployRoleArn = `${roles}${deployRoleName(tenant)}`;
    super({
      qualifier: BOOTSTRAP_QUALIFIER,
      deployRoleArn,
      fileAssetPublishingRoleArn: deployRoleArn,
      cloudFormationExecutionRole: `${roles}${executionRoleName(tenant)}`,
      bucketPrefix: objectPrefix(tenant)
    });
  }
  // The CDK says that these may be undefined where its own interface does not.
  get bootstrapQualifier() {
    return BOOTSTRAP_QUALIFIER;
  }
  get cloudFormationExecutionRole() {
    const role = super.cloudFormationExecutionRole;
    invariant(role !== void 0, "a stack is asked for its role when it has one");
    return role;
  }
  get lookupRole() {
    const role = super.lookupRole;
    invariant(role !== void 0, "a stack is asked for its role when it has one");
    return role;
  }
};

// lib/blueprint/tenant/tenant-stack.ts
var TENANT_CONSTRUCT_ID = "Tenant";
var TenantStack = class extends import_aws_cdk_lib15.Stack {
  constructor(scope, input) {
    const { fleet, cell, tenant } = input;
    super(scope, TENANT_CONSTRUCT_ID, {
      stackName: tenantStackName(tenant.id),
      description: `Multiplex tenant ${tenant.id} of fleet ${fleet}`,
      env: { account: cell.account, region: cell.region },
      ...cell.access === void 0 ? {} : { synthesizer: new TenantSynthesizer(fleet, cell, tenant.id) }
    });
    const contract = new ContractReader(this, "Contract", { fleet, cell: cell.id });
    const features = enabledFeatures(tenant.features);
    const branding = new TenantBranding(this, "Branding", { tenant: tenant.id, cell, contract });
    const edge = new TenantEdge(this, "Edge", {
      ...input,
      contract,
      brandingBucket: branding.bucket,
      contributions: features.flatMap(({ feature, settings }) => feature.edge?.(settings) ?? [])
    });
    branding.allowReads(edge.distributionArn);
    const accounts = new TenantAccounts(this, "Accounts", { tenant: tenant.id });
    const access = new TenantAccess(this, "Access", {
      fleet,
      cell,
      tenant: tenant.id,
      contract,
      brandingBucket: branding.bucket,
      distributionArn: edge.distributionArn
    });
    new TenantPartition(this, "Partition", { ...input, contract, accounts, access });
    branding.publish({ input, contract, access, distributionId: edge.distributionId });
    new TenantAnalytics(this, "Analytics", {
      tenant: tenant.id,
      cell,
      contract,
      distributionId: edge.distributionId
    });
    if (input.hosts.kind === "cell") {
      new TenantDns(this, "Dns", { host: input.hosts.name, contract, target: edge.domainName });
    }
    this.addFeatures(features, input, contract, edge);
    edge.protectWithCell();
    this.addOutputs(edge, accounts);
    this.addTags(input);
  }
  addFeatures(features, { tenant, cell }, contract, edge) {
    for (const { feature, settings } of features) {
      if (feature.resources !== void 0) {
        const scope = new import_constructs15.Construct(this, `Feature-${feature.name}`);
        feature.resources(scope, { tenant: tenant.id, cell, contract, edge }, settings);
      }
    }
  }
  addOutputs(edge, accounts) {
    new import_aws_cdk_lib15.CfnOutput(this, "DistributionId", { value: edge.distributionId });
    new import_aws_cdk_lib15.CfnOutput(this, "DistributionDomainName", {
      value: edge.domainName,
      description: "Where the DNS of own domains must point"
    });
    new import_aws_cdk_lib15.CfnOutput(this, "UserPoolId", { value: accounts.userPoolId });
    new import_aws_cdk_lib15.CfnOutput(this, "UserPoolClientId", { value: accounts.userPoolClientId });
  }
  addTags({ fleet, cell, tenant }) {
    import_aws_cdk_lib15.Tags.of(this).add("multiplex:fleet", fleet);
    import_aws_cdk_lib15.Tags.of(this).add("multiplex:cell", cell.id);
    import_aws_cdk_lib15.Tags.of(this).add("multiplex:tenant", tenant.id);
    import_aws_cdk_lib15.Tags.of(this).add("multiplex:tier", tenant.tier);
    import_aws_cdk_lib15.Tags.of(this).add("multiplex:release", tenant.release);
  }
};

// lib/blueprint/blueprint.ts
function synthesizeCell(input, outdir) {
  const app = blueprintApp(outdir);
  new CellStack(app, input);
  app.synth();
}
function synthesizeTenant(input, outdir) {
  const app = blueprintApp(outdir);
  new TenantStack(app, input);
  app.synth();
}
function synthesizeAccess(input, outdir) {
  const app = blueprintApp(outdir);
  new AccessStack(app, input);
  app.synth();
}
function blueprintApp(outdir) {
  return new import_aws_cdk_lib16.App({
    ...outdir === void 0 ? {} : { outdir },
    analyticsReporting: false,
    autoSynth: false,
    builtinCloudFormationValidation: false,
    treeMetadata: false,
    context: {
      "@aws-cdk/core:enablePartitionLiterals": true,
      "aws:cdk:disable-asset-staging": true,
      "aws:cdk:disable-creation-stack-traces": true,
      "aws:cdk:disable-stack-trace": true,
      "aws:cdk:enable-asset-metadata": false,
      "aws:cdk:enable-path-metadata": false
    }
  });
}

// lib/blueprint/describe-features.ts
var import_zod13 = require("zod");
function describeFeatures() {
  return Object.fromEntries(FEATURES.map((feature) => [feature.name, describe(feature)]));
}
function describe({ summary, region, standIn, settings }) {
  return {
    summary,
    ...region === void 0 ? {} : { region },
    ...standIn === void 0 ? {} : { standIn },
    ...settings === void 0 ? {} : { settings: settingsSchema(settings) }
  };
}
function settingsSchema(settings) {
  return import_zod13.z.toJSONSchema(settings, { io: "input" });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  describeContract,
  describeFeatures,
  synthesizeAccess,
  synthesizeCell,
  synthesizeTenant
});
