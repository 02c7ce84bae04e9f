/** CloudFormation, or a service behind it, says no. The message is what an event or an outcome gives as the reason. */
export class Refused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Refused';
  }
}
