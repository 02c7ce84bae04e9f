import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

import { tenantStackName } from '../names';

const PASSWORD_LENGTH_MIN = 12;
const ACCESS_TOKEN_MINUTES = 60;
const REFRESH_TOKEN_DAYS = 90;

/** The tenant's own viewers: a user pool, and the client that its player signs them in with. */
export class TenantAccounts extends Construct {
  readonly userPoolId: string;
  readonly userPoolClientId: string;

  constructor(scope: Construct, id: string, props: { readonly tenant: string }) {
    super(scope, id);
    const pool = new cognito.UserPool(this, 'Users', {
      userPoolName: tenantStackName(props.tenant),
      signInAliases: { email: true },
      selfSignUpEnabled: true,
      autoVerify: { email: true },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: PASSWORD_LENGTH_MIN,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const client = pool.addClient('Player', {
      generateSecret: false,
      authFlows: { userSrp: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(ACCESS_TOKEN_MINUTES),
      idTokenValidity: Duration.minutes(ACCESS_TOKEN_MINUTES),
      refreshTokenValidity: Duration.days(REFRESH_TOKEN_DAYS),
    });
    this.userPoolId = pool.userPoolId;
    this.userPoolClientId = client.userPoolClientId;
    Validations.of(pool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason:
          'Viewers sign in on televisions, where a second factor on every sign-in shuts people out; it is theirs to turn on.',
      },
      ...['AwsSolutions-COG3', 'AwsSolutions-COG8'].map((rule) => ({
        id: rule,
        reason:
          'Threat protection needs the Plus plan, which is charged for each active viewer; passwords are long and ' +
          'signing in is by SRP.',
      })),
    );
  }
}
