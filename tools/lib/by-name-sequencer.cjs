const Sequencer = require('@jest/test-sequencer').default;

/** Runs test files in the order of their names: that of groups says what takes long and must begin early. */
module.exports = class ByNameSequencer extends Sequencer {
  sort(tests) {
    return [...tests].sort((one, other) => (one.path < other.path ? -1 : 1));
  }
};
