import { z } from 'zod';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});

const templateSchema = z.looseObject({
  Parameters: z.record(z.string(), z.looseObject({ Default: z.unknown().optional() })).default({}),
  Resources: z.record(z.string(), resourceSchema),
});

export type Resource = z.infer<typeof resourceSchema>;
type Template = z.infer<typeof templateSchema>;

const CONTRACT_VALUE_TYPE = 'AWS::SSM::Parameter';

/** What a value of a template stands for. */
export type Meaning =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'resource';
      readonly resource: Resource;
      readonly logicalId: string;
      /** Name of the contract value by which the tenant reads it, such as `app-bucket-name`; undefined for its own. */
      readonly contract: string | undefined;
    };

/** A tenant's template beside that of its cell, of which it reads values by the names of the contract. */
export class StackTemplates {
  readonly tenant: Template;
  readonly #cell: Template;

  /** @throws Error when either text is no template; both were rendered a moment ago. */
  constructor(tenant: string, cell: string) {
    this.tenant = templateSchema.parse(JSON.parse(tenant));
    this.#cell = templateSchema.parse(JSON.parse(cell));
  }

  /** The tenant's resources of a type. */
  ofType(type: string): readonly Resource[] {
    return Object.values(this.tenant.Resources).filter((resource) => resource.Type === type);
  }

  /** What a value of the tenant's template stands for; undefined when that cannot be told without deploying it. */
  meaningOf(value: unknown): Meaning | undefined {
    return meaningIn(this.tenant, value) ?? this.#contractMeaning(value);
  }

  #contractMeaning(value: unknown): Meaning | undefined {
    const name = referredTo(value);
    const path = name === undefined ? undefined : own(this.tenant.Parameters, name)?.Default;
    if (typeof path !== 'string') {
      return undefined;
    }
    const given = Object.values(this.#cell.Resources).find(
      ({ Type, Properties }) => Type === CONTRACT_VALUE_TYPE && Properties['Name'] === path,
    );
    const meaning = given === undefined ? undefined : meaningIn(this.#cell, given.Properties['Value']);
    return meaning?.kind === 'resource'
      ? { ...meaning, contract: path.slice(path.lastIndexOf('/') + 1) }
      : meaning;
  }
}

function meaningIn(template: Template, value: unknown): Meaning | undefined {
  if (typeof value === 'string') {
    return { kind: 'text', text: value };
  }
  const logicalId = referredTo(value);
  const resource = logicalId === undefined ? undefined : own(template.Resources, logicalId);
  return logicalId === undefined || resource === undefined
    ? undefined
    : { kind: 'resource', resource, logicalId, contract: undefined };
}

const referenceSchema = z.union([
  z.strictObject({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z
    .strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .transform(({ 'Fn::GetAtt': [logicalId] }) => logicalId),
  // The host of a bucket: its name, and then its Region.
  z
    .strictObject({
      'Fn::Join': z.tuple([z.literal(''), z.tuple([z.object({ Ref: z.string() })], z.string())]),
    })
    .transform(({ 'Fn::Join': [, [{ Ref }]] }) => Ref),
]);

/** The logical id that a value refers to. */
function referredTo(value: unknown): string | undefined {
  return referenceSchema.safeParse(value).data;
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
