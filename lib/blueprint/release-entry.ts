/** What a release is compiled from: all that anything outside asks of a blueprint. */
export { synthesizeAccess, synthesizeCell, synthesizeTenant } from './blueprint';
export { describeContract } from './contract';
export { describeFeatures } from './describe-features';
