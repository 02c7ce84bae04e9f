import { ACCESS_TYPES, CELL_TYPES, TENANT_TYPES } from './resources/type-table';
import type { RuleTopic } from './rule';
import { RULES } from './rule-catalogue';

const INTRODUCTION = `# Isolation

\`npx multiplex prove\` shows that no tenant's stack can reach another tenant, and says by which rule. Nobody is trusted for
it but AWS: the proof reads the templates that are deployed. This page is generated from \`lib/isolation\`.

## What is proved

**Of each stack, concretely.** Every statement of every policy is taken apart into single grants, one action on one
resource by one principal. Each grant must be covered by a rule below: it is the tenant's own, or it is shared and the
rule says what holds tenants apart. Every property of every resource, every parameter, output and string is held to a
rule in the same way. What no rule covers is a violation, so the proof **fails closed**: an unknown type of resource, an
unknown property, an intrinsic function that it does not know, \`NotAction\`, a managed policy.

**Of each shape, symbolically.** Tenants of one release, kind of cell, tier and set of features have one template with
other values in it. The proof is made once more with a mark in place of every value. An id is a mark like any other, so
what is proved holds for every tenant that will ever be stamped from the shape. That rests on three things: values pass
into a template unchanged (\`multiplex render --verify\` compares with real synthesis, byte for byte); an id holds no
\`#\`, \`/\`, \`:\` or \`--\`, so a prefix with the whole id and one of those after it is nobody else's; and no rule takes a
single hyphen, a wildcard or a policy variable for an end (\`tenant-acme-*\` is also of \`acme-2\`).

**Of the fleet.** No two tenants answer for one host or for a host under each other's wildcard, and no string of a stack
holds the id or a domain of another tenant.

A \`Deny\` is not counted on: the proof can only be too strict, never too lax.

## Which strings may hold what

Three rules, from narrow to wide:

1. Where a tenant is named, only the own id passes, whole: after \`tenant--\`, \`TENANT#\` or \`tenants/\`, in the host
   below the cell's domain, in the header for the platform API, in the tag \`multiplex:tenant\`, in what the provisioner
   is asked. That needs no list of tenants, so it holds for those to come.
2. As a bare word, the id of another tenant passes nowhere but in two cases: it is also a word that the blueprint itself
   says (\`lib/isolation/strings/words.ts\`: a tenant may be called \`security\`), or a name of the fleet's own, such as its
   cell or its tier. An id that is written into the blueprint is found in whatever comment it stands.
3. What a client wrote (catalogue, homepage, brand, settings) is stored and never read by anything that grants, so a bare
   word in it is the client's: a category may be called \`live\` though a tenant is. Hosts of other tenants, and ids
   where a tenant is named, are found there as well, since they come from copying somebody else's folder.

## What it cannot speak for

- **The provisioner's code.** It serves all tenants of a cell. What limits it is proved: its role can only take tenants'
  roles and read published archives, and it writes in the role of the tenant that the name of the stack says.
  \`docs/provisioner.md\` says how. Which published archive it takes is said by the stack, and archives are named by
  content, not by tenant.
- **Values of the contract.** A cell's stack is held to promise the right resource under each name, and a tenant's to read
  its own cell's names. That nobody overwrites a parameter by hand is a matter of the account's own permissions.
- **Whoever deploys, where tenants have no roles of their own.** Administrators and the roles of the bootstrap stack may do
  anything, and whoever may create roles below the path of the services is a service of the cell. With \`access\` in
  \`fleet.yaml\` each tenant has a deploy and an execution role ([access](access.md)): these are proved like all others. What
  an IAM policy cannot say of them is held by the review of the plan: which hosts a distribution answers for, and where it
  fetches from.
- **Prefixes in the media bucket that others write.** The path by which media reaches \`tenants/<id>/\` is no part of these
  stacks. CloudFront reads that bucket for every distribution of the account; that each asks below its own prefix is
  proved of every distribution of the fleet, and of no other distribution in the account.
- **The platform API.** It is told the tenant in a header that viewers cannot set, and must refuse requests that do not come
  through CloudFront.

## Verdicts

Each verdict names its rule, the place in the template, the statement, the action, the target, and why: how the rule
covers it, or what the nearest rule misses. \`npx multiplex prove --witness\` prints all of them and \`--json\` gives them
to programs. Violations are [diagnostics](diagnostics.md) \`ISOLATION-001\` to \`ISOLATION-012\`; there is no way to
acknowledge one.
`;

const RULES_INTRODUCTION = `## The rules

\`own\` belongs to the tenant (or the cell) alone; \`shared\` is used by many and held apart by the rule.
`;

const TYPES_INTRODUCTION = `## The types of resources

A type that is not here is a violation in any stack, and so is a property that its rule does not list. To add one, write
its rule in \`lib/isolation/resources\`: first what it can reach, then a rule for each property that can name something
outside the stack.
`;

/** The page about the proof, as Markdown. */
export function isolationPage(): string {
  return [INTRODUCTION, RULES_INTRODUCTION, rulesTables(), TYPES_INTRODUCTION, typesTable()].join('\n');
}

function rulesTables(): string {
  const topics = new Map<RuleTopic, string[]>();
  for (const [name, { about, verdict, code, sentence }] of Object.entries(RULES)) {
    topics.set(about, [
      ...(topics.get(about) ?? []),
      `| \`${name}\` | ${verdict} | ${sentence} | ${code} |\n`,
    ]);
  }
  return [...topics]
    .map(
      ([topic, rows]) =>
        `### ${topic.charAt(0).toUpperCase()}${topic.slice(1)}\n\n| rule | verdict | what holds | violation |\n| --- | --- | --- | --- |\n${rows.join('')}`,
    )
    .join('\n');
}

function typesTable(): string {
  const types = [...new Set([...Object.keys(TENANT_TYPES), ...Object.keys(CELL_TYPES)])].sort();
  const rows = types.map((type) => {
    const stacks = [
      ...(type in TENANT_TYPES ? ['tenants'] : []),
      ...(type in CELL_TYPES ? ['cells'] : []),
      ...(type in ACCESS_TYPES ? ['access'] : []),
    ].join(', ');
    const reaches = (TENANT_TYPES[type] ?? CELL_TYPES[type])?.reaches ?? '';
    return `| \`${type}\` | ${stacks} | ${reaches} |\n`;
  });
  return `| type | in | what it can reach |\n| --- | --- | --- |\n${rows.join('')}`;
}
