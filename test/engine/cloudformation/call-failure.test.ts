import { ProblemError } from '../../../lib/diagnostics/problem-error';
import { answered } from '../../../lib/engine/cloudformation/call-failure';

const TARGET = {
  stack: 'tenants/rally-north',
  stackName: 'tenant--rally-north',
  account: '111122223333',
  region: 'us-east-1',
};

test('an account that was never bootstrapped is a problem for a person, with the command that helps', async () => {
  // The toolkit marks its errors so, since more than one copy of it may be loaded.
  const error = Object.assign(new Error('no toolkit stack'), {
    [Symbol.for('@aws-cdk/toolkit-lib.BootstrapError')]: true,
  });
  const failure = await answered(TARGET, () => Promise.reject(error)).catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(ProblemError);
  expect(failure).toMatchObject({
    diagnostics: [{ code: 'ENGINE-052', next: 'Run: npx cdk bootstrap aws://111122223333/us-east-1' }],
  });
});
