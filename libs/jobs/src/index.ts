export { claimByTurn } from './turn.store.js';
export { ATTEMPTS_AT_A_STEP, type HeldJob, JOB_HELD_MS, runTurns } from './turns.js';
