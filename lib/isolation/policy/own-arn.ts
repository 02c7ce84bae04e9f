import { typeOf } from '../scope';
import type { OwnResource, Scope } from '../scope';
import type { SubjectCell } from '../subject';

/** How the ARN of a resource can be written: what comes before the reference, and the attribute that is referred to. */
interface ArnForm {
  readonly before: (cell: SubjectCell) => string;
  /** Empty for a `Ref`. */
  readonly attribute: string;
}

const WHOLE: (cell: SubjectCell) => string = () => '';

const FORMS: Readonly<Record<string, readonly ArnForm[]>> = {
  'AWS::CloudFront::Distribution': ['Id', ''].map((attribute) => ({
    before: ({ account }) => `arn:aws:cloudfront::${account}:distribution/`,
    attribute,
  })),
  'AWS::CloudFront::Function': [{ before: WHOLE, attribute: 'FunctionARN' }],
  'AWS::DynamoDB::Table': [{ before: WHOLE, attribute: 'Arn' }],
  'AWS::IAM::Role': [{ before: WHOLE, attribute: 'Arn' }],
  'AWS::KMS::Key': [{ before: WHOLE, attribute: 'Arn' }],
  'AWS::Lambda::Function': [{ before: WHOLE, attribute: 'Arn' }],
  'AWS::Logs::LogGroup': [{ before: WHOLE, attribute: 'Arn' }],
  'AWS::S3::Bucket': [
    { before: WHOLE, attribute: 'Arn' },
    { before: () => 'arn:aws:s3:::', attribute: '' },
  ],
  'AWS::SNS::Topic': ['', 'TopicArn'].map((attribute) => ({ before: WHOLE, attribute })),
  'AWS::SQS::Queue': [{ before: WHOLE, attribute: 'Arn' }],
  'AWS::WAFv2::WebACL': [{ before: WHOLE, attribute: 'Arn' }],
};

const REFERENCE = /^([^⟨]*)⟨([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?⟩(.*)$/s;

/**
 * The resource of the same stack that the text is the ARN of, or of something within: after the ARN comes the end, `/`
 * or `:`, since anything else (`…Arn⟩*`) may be another resource. Undefined when it is none.
 */
export function ownResource(text: string, scope: Scope): OwnResource | undefined {
  const known = scope.named.get(text);
  if (known !== undefined || scope.named.has(text)) {
    return known;
  }
  const found = findOwnResource(text, scope);
  scope.named.set(text, found);
  return found;
}

function findOwnResource(text: string, scope: Scope): OwnResource | undefined {
  const [, before = '', id = '', attribute = '', after = ''] = REFERENCE.exec(text) ?? [];
  const type = id === '' ? undefined : typeOf(id, scope);
  const forms = type === undefined ? undefined : FORMS[type];
  if (type === undefined || forms === undefined || !/^(?:[/:]|$)/.test(after)) {
    return undefined;
  }
  const isArn = forms.some(
    (form) => form.attribute === attribute && form.before(scope.subject.cell) === before,
  );
  return isArn ? { id, type } : undefined;
}

/** The resource of the same stack whose ARN the text is, and no more than that. */
export function exactlyOwnResource(text: string, scope: Scope): OwnResource | undefined {
  return text.endsWith('⟩') ? ownResource(text, scope) : undefined;
}

/** Whether the text refers to a resource of the same stack at all, if not as its ARN. */
export function namesOwn(text: string): boolean {
  return /⟨[A-Za-z0-9]+[.⟩]/.test(text);
}
