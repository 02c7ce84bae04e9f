import type { AssetStore } from './asset-store';
import { parseBrand, type Brand } from './brand-files';
import { parseBrandProperties, type BrandProperties } from './brand-properties';
import { accepted, type Outcome } from '../outcome';
import { persist, type Patience } from '../fence/persistence';
import { openArchive } from '../zip/zip-archive';

/** A brand read from its archive, and where it goes. */
export interface OpenedBrand {
  readonly brand: Brand;
  readonly properties: BrandProperties;
}

/** Checks the properties of a `Custom::TenantBranding`, and fetches and opens the archive that they name. */
export async function openBrand(
  given: Readonly<Record<string, unknown>>,
  tenant: string,
  assets: AssetStore,
  patience: Patience,
): Promise<Outcome<OpenedBrand>> {
  const properties = parseBrandProperties(given, tenant);
  if (properties.kind === 'refused') {
    return properties;
  }
  const { sourceKey } = properties.value;
  const archive = await persist(patience, () => assets.read(sourceKey, patience.signal));
  if (archive.kind === 'refused') {
    return archive;
  }
  const files = openArchive(archive.value);
  if (files.kind === 'refused') {
    return files;
  }
  const brand = parseBrand(files.value);
  return brand.kind === 'refused' ? brand : accepted({ brand: brand.value, properties: properties.value });
}
