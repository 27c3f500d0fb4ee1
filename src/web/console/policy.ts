export { may, needsSecondFactor, requireScope, type Action } from '../policy.ts';
