import type { Json } from '../../../plan/value-changes';
import { Refused } from '../template/refused';
import { isObject, jsonText } from '../template/template';
import type { Answers } from './answers';
import type { Properties } from '../resources/resource-type';

/** What a custom resource is to do. */
export interface CustomRequest {
  readonly requestType: 'Create' | 'Update' | 'Delete';
  /** The same when the request is made again after an interruption. */
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly stackId: string;
  readonly logicalId: string;
  readonly type: string;
  /** Left out for a creation. */
  readonly physicalId?: string;
  readonly properties: Properties;
  /** Of an update: what they were. */
  readonly oldProperties?: Properties;
}

/** What it answered when all went well. */
export interface CustomAnswer {
  readonly physicalId: string;
  readonly data: Readonly<Record<string, string>>;
}

/** A custom resource that could not do what it was to. A creation may have told the id of what it left. */
export class CustomResourceFailed extends Refused {
  readonly physicalId: string | undefined;

  constructor(reason: string, physicalId?: string) {
    super(reason);
    this.physicalId = physicalId;
  }
}

/**
 * Sends a request to the function behind a custom resource, and waits for the answer.
 *
 * @throws CustomResourceFailed when it says no, or says nothing; Refused when it cannot be called at all.
 */
export async function requestCustomResource(
  request: CustomRequest,
  answers: Answers,
  invoke: (serviceToken: string, event: object) => Promise<void>,
): Promise<CustomAnswer> {
  const { requestId, issuedAt, properties, physicalId, oldProperties } = request;
  const serviceToken = jsonText(properties['ServiceToken']);
  const event = {
    RequestType: request.requestType,
    ServiceToken: serviceToken,
    ResponseURL: answers.address(requestId, issuedAt),
    StackId: request.stackId,
    RequestId: requestId,
    LogicalResourceId: request.logicalId,
    ResourceType: request.type,
    ...(physicalId === undefined ? {} : { PhysicalResourceId: physicalId }),
    ResourceProperties: asTexts(properties),
    ...(oldProperties === undefined ? {} : { OldResourceProperties: asTexts(oldProperties) }),
  };
  const body = await answers.await(requestId, async () => {
    try {
      await invoke(serviceToken, event);
    } catch (error) {
      if (error instanceof Refused) {
        throw error;
      }
      // A function that throws is a function that does not answer.
    }
  });
  return parseAnswer(body, requestId);
}

function parseAnswer(body: string | undefined, requestId: string): CustomAnswer {
  if (body === undefined) {
    throw new CustomResourceFailed(
      `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${requestId}].`,
    );
  }
  const answer = JSON.parse(body) as Json;
  const given = isObject(answer) ? answer : {};
  const physicalId =
    typeof given['PhysicalResourceId'] === 'string' ? given['PhysicalResourceId'] : undefined;
  if (given['Status'] !== 'SUCCESS' || physicalId === undefined) {
    const reason = typeof given['Reason'] === 'string' ? given['Reason'] : 'no reason given';
    throw new CustomResourceFailed(
      `Received response status [FAILED] from custom resource. Message returned: ${reason}`,
      physicalId,
    );
  }
  const data = Object.entries(isObject(given['Data']) ? given['Data'] : {});
  return { physicalId, data: Object.fromEntries(data.map(([name, value]) => [name, jsonText(value)])) };
}

/** CloudFormation turns every scalar among the properties into a text. */
function asTexts(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(asTexts);
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asTexts(member)]));
  }
  return jsonText(value);
}
