import { z } from 'zod';

import { certificateArnSchema } from './fleet-file';
import { idSchema } from './id';
import { maintenanceSchema } from './maintenance';

const colorSchema = z
  .string({ error: 'Write the colour in quotes, since # starts a comment in YAML: "#0b3d91".' })
  .regex(/^#[0-9a-f]{6}$/, {
    error: 'Write a colour as # and six lower-case hexadecimal digits: "#0b3d91".',
  });

const titleSchema = z
  .string()
  .min(1)
  .max(80)
  .regex(/^\P{C}+$/u, { error: 'Write text without control characters.' });

const brandFileSchema = z
  .string()
  .max(200)
  .meta({
    description: 'Path of a file in the tenant folder, under brand/.',
    examples: ['brand/logo.svg'],
  });

const rowSchema = z.strictObject({
  title: titleSchema,
  category: idSchema.meta({ description: 'Id of one of catalogue.categories.' }),
});

export const brandingSchema = z.strictObject({
  colors: z.strictObject({
    primary: colorSchema,
    accent: colorSchema,
    background: colorSchema,
    text: colorSchema,
  }),
  logo: brandFileSchema,
  favicon: brandFileSchema,
  theme: brandFileSchema.optional().meta({ description: 'Style sheet with what colours alone do not say.' }),
  homepage: z.array(rowSchema).min(1).max(30).meta({ description: 'Rows of the home screen, from the top.' }),
});

const catalogueSchema = z.strictObject({
  categories: z
    .array(z.strictObject({ id: idSchema, title: titleSchema }))
    .min(1)
    .max(100),
});

const contactSchema = z.strictObject({
  role: z.enum(['operations', 'business', 'security']),
  email: z.email({ error: 'Write an e-mail address.' }),
});

/** `tenants/<id>/tenant.yaml` as it is written. `features` is checked by the tenant's release, which knows its settings. */
export const tenantFileSchema = z
  .strictObject({
    id: idSchema
      .optional()
      .meta({ description: 'The folder says it; if it stands here too, it must be the same.' }),
    name: titleSchema.meta({ description: 'The brand as people know it.' }),
    owners: z
      .array(
        z.string().regex(/^(@[A-Za-z0-9-]+(\/[A-Za-z0-9._-]+)?|[^@\s]+@[^@\s]+)$/, {
          error: 'Write a user, a team or an e-mail address, as CODEOWNERS takes them: "@example/rally".',
        }),
      )
      .min(1, { error: 'Name at least one owner.' })
      .max(10),
    cell: z.string(),
    tier: z.string(),
    ring: z.string(),
    release: z.string().meta({ description: 'Release that the tenant runs, or next.' }),
    domains: z
      .array(z.string())
      .max(10)
      .default([])
      .meta({
        description: 'Host names of the tenant; without any it answers at <id>.<domain of the cell>.',
      }),
    certificateArn: certificateArnSchema.optional().meta({
      description: 'Certificate in us-east-1 that covers all of domains. Needed as soon as there is one.',
    }),
    branding: brandingSchema,
    catalogue: catalogueSchema,
    features: z.record(z.string(), z.unknown()).default({}).meta({
      description: 'Settings of the features that need some.',
    }),
    maintenance: maintenanceSchema.partial().optional().meta({
      description: 'What differs from the defaults of the fleet.',
    }),
    contacts: z.array(contactSchema).min(1, { error: 'Name at least one contact.' }).max(10),
  })
  .meta({ title: 'Multiplex tenant', description: 'One client brand.' });

export type TenantFile = Readonly<z.infer<typeof tenantFileSchema>>;
export type Branding = Readonly<z.infer<typeof brandingSchema>>;
export type Catalogue = Readonly<z.infer<typeof catalogueSchema>>;
