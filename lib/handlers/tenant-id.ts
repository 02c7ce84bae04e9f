/**
 * The rule for a tenant's id, again: this code runs in Lambda and shares nothing with the tools. Ids hold no `--`,
 * `#`, `/` or `:`, so each of those ends an id wherever one stands in a key, a name or an ARN.
 */
const TENANT_ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const TENANT_ID_LENGTH_MIN = 3;
const TENANT_ID_LENGTH_MAX = 24;

const TENANT_STACK_PATTERN =
  /^arn:aws[a-z-]*:cloudformation:[a-z0-9-]+:[0-9]{12}:stack\/tenant--([^/]{1,128})\/[A-Za-z0-9-]{1,64}$/;

export function isTenantId(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length >= TENANT_ID_LENGTH_MIN &&
    value.length <= TENANT_ID_LENGTH_MAX &&
    TENANT_ID_PATTERN.test(value)
  );
}

/**
 * The tenant that a stack belongs to, read from the stack's ARN
 * (`arn:aws:cloudformation:<region>:<account>:stack/tenant--<id>/<uuid>`). CloudFormation supplies that ARN itself,
 * so no template can forge it. `undefined` for anything that is not a tenant's stack.
 */
export function tenantOfStack(stackId: string): string | undefined {
  const id = TENANT_STACK_PATTERN.exec(stackId)?.[1];
  return isTenantId(id) ? id : undefined;
}
