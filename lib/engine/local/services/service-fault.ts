/** An error as the clients of `@aws-sdk` throw it: told by its name. */
export class ServiceFault extends Error {
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(name: string, message: string, httpStatusCode: number) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode };
  }
}

export function accessDenied(who: string, action: string, resource: string): ServiceFault {
  return new ServiceFault(
    'AccessDenied',
    `User: ${who} is not authorized to perform: ${action} on resource: ${resource}`,
    403,
  );
}
