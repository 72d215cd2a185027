export { decidePublish, decideSubscribe, type SubscribeDecision } from './access.js';
export { RefusedConnectError, readConnect } from './connect-packet.js';
export { deliveredTopic } from './delivery.js';
export { MalformedPacketError } from './errors.js';
export { encodePublish, encodePubrel } from './packet-encoding.js';
export {
  checkFixedHeader,
  checkPacketIdentifier,
  checkPublish,
  checkSubscribe,
  checkTopicBytes,
  checkUnsubscribe,
  isDoubtful,
} from './packet-rules.js';
export { matches, parseTopicFilter } from './topic-filter.js';
export { parseTopicName } from './topic-name.js';
export {
  commandIdOfRequest,
  commandRequestTopic,
  commandResponseTopic,
  desiredTopic,
  deviceTopics,
  type TopicForm,
} from './topic-scheme.js';
export { decodeUtf8String, MAX_STRING_BYTES } from './utf8-string.js';
