import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openArchive } from '../../lib/handlers/zip/zip-archive';
import { zipArchive } from '../../lib/render/zip';

/** A template, as far as it is changed here. */
export interface Template {
  Resources: Record<string, TemplateResource>;
}

export interface TemplateResource {
  readonly Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: readonly string[];
}

/** The cloud assembly that `cdk synth` left in a fleet's folder. */
export class Assembly {
  private readonly folder: string;

  constructor(fleetFolder: string) {
    this.folder = join(fleetFolder, 'cdk.out');
  }

  /** Names of the stacks in CloudFormation. */
  stackNames(): readonly string[] {
    const { artifacts } = JSON.parse(this.read('manifest.json')) as {
      artifacts: Record<string, { type: string }>;
    };
    return Object.entries(artifacts)
      .filter(([, { type }]) => type === 'aws:cloudformation:stack')
      .map(([name]) => name);
  }

  template(stackName: string): Template {
    return JSON.parse(this.read(templateFile(stackName))) as Template;
  }

  /**
   * Changes a template. It is published under its hash, which is part of the manifest and of the list of assets, so
   * both follow; without that the first version would be taken for the second.
   */
  editTemplate(stackName: string, edit: (template: Template) => void): void {
    const before = this.read(templateFile(stackName));
    const template = JSON.parse(before) as Template;
    edit(template);
    const after = JSON.stringify(template, undefined, 1);
    this.write(templateFile(stackName), after);
    this.rename(stackName, hash(before), hash(after));
  }

  /** Gives a stack another folder to publish: a copy of the one it has, with `files` put into it. */
  editAsset(stackName: string, digest: string, files: Readonly<Record<string, string>>): void {
    const another = hash(`${digest}${JSON.stringify(files)}`);
    const opened = openArchive(readFileSync(join(this.folder, `asset.${digest}.zip`)));
    if (opened.kind === 'refused') {
      throw new Error(opened.reason);
    }
    const archive = zipArchive([
      ...opened.value.map(({ path, content }) => ({ path, bytes: content })),
      ...Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
    ]);
    writeFileSync(join(this.folder, `asset.${another}.zip`), archive);
    const assets = `${stackName}.assets.json`;
    this.write(assets, this.read(assets).replaceAll(digest, another));
    this.editTemplate(stackName, (template) => {
      const text = JSON.stringify(template.Resources).replaceAll(digest, another);
      template.Resources = JSON.parse(text) as Template['Resources'];
    });
  }

  private rename(stackName: string, before: string, after: string): void {
    for (const file of ['manifest.json', `${stackName}.assets.json`]) {
      this.write(file, this.read(file).replaceAll(before, after));
    }
  }

  private read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  private write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }
}

function templateFile(stackName: string): string {
  return `${stackName}.template.json`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
