/** The tag that says whose a role or resource is. Roles of a tenant carry it, so IAM knows it of whoever holds one. */
export const TENANT_TAG = 'multiplex:tenant';

/** In a policy of the cell: the tenant of the role that holds it. IAM puts the role's own tag in its place. */
export const HOLDER = `\${aws:PrincipalTag/${TENANT_TAG}}`;

/** A condition that the resource is of the holder's tenant. */
export const IS_OWN = { StringEquals: { [`aws:ResourceTag/${TENANT_TAG}`]: HOLDER } };

/** A condition that the resource is nobody's yet, and becomes the holder's. */
export const BECOMES_OWN = {
  StringEquals: { [`aws:RequestTag/${TENANT_TAG}`]: HOLDER },
  Null: { [`aws:ResourceTag/${TENANT_TAG}`]: 'true' },
};

/** A condition that the resource is of the holder's tenant, and stays so whatever tags are written. */
export const STAYS_OWN = {
  StringEquals: { [`aws:ResourceTag/${TENANT_TAG}`]: HOLDER },
  StringEqualsIfExists: { [`aws:RequestTag/${TENANT_TAG}`]: HOLDER },
};
