export { LineOutput } from './line-output.js';
export { standardOutput } from './standard-output.js';
