import { z } from 'zod';

import { certificateArnSchema } from './fleet-file';
import { idSchema } from './id';
import { BRAND_PATH_LENGTH_MAX } from '../limits';
import { dateSchema } from './freeze';
import { maintenanceChangesSchema } from './maintenance';
import { titleSchema } from './title';

const colorSchema = z
  .string({ error: 'Write a colour in quotes, since # starts a comment in YAML: "#0b3d91".' })
  .regex(/^#[0-9a-f]{6}$/, {
    error: 'Write a colour as # and six lower-case hexadecimal digits: "#0b3d91".',
  });

const brandFileSchema = z.string().max(BRAND_PATH_LENGTH_MAX);

const rowSchema = z.strictObject({
  title: titleSchema.meta({ description: 'Title of the row.' }),
  category: idSchema.meta({ description: 'Id of one of catalogue.categories.' }),
});

export const brandingSchema = z.strictObject({
  colors: z
    .strictObject({
      primary: colorSchema.meta({ description: 'Colour of buttons and links.' }),
      accent: colorSchema.meta({ description: 'Colour of highlights.' }),
      background: colorSchema.meta({ description: 'Colour behind everything.' }),
      text: colorSchema.meta({ description: 'Colour of text on the background.' }),
    })
    .meta({ description: 'Colours as # and six lower-case hexadecimal digits, in quotes.' }),
  logo: brandFileSchema.meta({
    description: 'Logo: an SVG, PNG, WebP or JPEG under brand/.',
    examples: ['brand/logo.svg'],
  }),
  favicon: brandFileSchema.meta({
    description: 'Icon of the browser tab: an SVG, PNG or ICO under brand/.',
    examples: ['brand/favicon.svg'],
  }),
  theme: brandFileSchema.optional().meta({
    description: 'Style sheet under brand/ with what colours alone do not say.',
    examples: ['brand/theme.css'],
  }),
  homepage: z.array(rowSchema).min(1).max(30).meta({ description: 'Rows of the home screen, from the top.' }),
});

const catalogueSchema = z.strictObject({
  categories: z
    .array(
      z.strictObject({
        id: idSchema.meta({ description: 'Id of the category; rows of the home screen name it.' }),
        title: titleSchema.meta({ description: 'Title that viewers see.' }),
      }),
    )
    .min(1)
    .max(100)
    .meta({ description: 'Categories of the catalogue, in the order of the menu.' }),
});

const contactSchema = z.strictObject({
  role: z
    .enum(['operations', 'business', 'security'])
    .meta({ description: 'What the contact is asked or told about.' }),
  email: z
    .email({ error: 'Write an e-mail address.' })
    .meta({ description: 'Address of a role, not a person.' }),
});

const holdSchema = z.strictObject({
  reason: titleSchema.meta({ description: 'Why the tenant is held; every roll-out shows it.' }),
  until: dateSchema.optional().meta({
    description:
      'Last day of the hold, in the local time of the tenant. Without one it holds until it is taken out.',
  }),
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
      .max(10)
      .meta({
        description: 'Who approves changes: users, teams or e-mail addresses, as CODEOWNERS takes them.',
      }),
    cell: z.string().meta({ description: 'Cell that the tenant lives in: one of cells in fleet.yaml.' }),
    tier: z.string().meta({ description: 'Tier whose features the tenant has: one of tiers in fleet.yaml.' }),
    ring: z
      .string()
      .meta({ description: 'Ring in which the tenant is upgraded: one of rings in fleet.yaml.' }),
    release: z.string().meta({ description: 'Release that the tenant runs, or next.' }),
    domains: z.array(z.string()).max(10).default([]).meta({
      description: 'Host names of the tenant; without any it answers at <id>.<domain of the cell>.',
    }),
    certificateArn: certificateArnSchema.optional().meta({
      description: 'Certificate in us-east-1 that covers all of domains. Needed as soon as there is one.',
    }),
    branding: brandingSchema.meta({ description: 'What viewers see of the brand.' }),
    catalogue: catalogueSchema.meta({ description: 'What viewers can watch.' }),
    features: z.record(z.string(), z.unknown()).default({}).meta({
      description: 'Settings of the features that need some.',
    }),
    maintenance: maintenanceChangesSchema.optional().meta({
      description: 'What differs from the defaults of the fleet.',
    }),
    hold: holdSchema.optional().meta({
      description: 'Keeps the tenant out of roll-outs; its own configuration can still be changed.',
    }),
    contacts: z
      .array(contactSchema)
      .min(1, { error: 'Name at least one contact.' })
      .max(10)
      .meta({ description: 'Whom to tell of upgrades, faults and security matters.' }),
  })
  .meta({ title: 'Multiplex tenant', description: 'One client brand.' });

/**
 * The same schema, made into one function when it is first asked for: it takes and gives the same in half the time, and
 * a fleet has ten thousand files.
 */
export function compiledTenantFileSchema(): typeof tenantFileSchema {
  compiled ??= z.compile(tenantFileSchema);
  return compiled;
}

let compiled: typeof tenantFileSchema | undefined;

export type TenantFile = Readonly<z.infer<typeof tenantFileSchema>>;
export type Hold = Readonly<z.infer<typeof holdSchema>>;
export type Branding = Readonly<z.infer<typeof brandingSchema>>;
export type Catalogue = Readonly<z.infer<typeof catalogueSchema>>;
