export {
  decidePublish,
  decideSubscribe,
  type PublishChannel,
  type PublishDecision,
  type RefusedTopic,
  type SubscribeChannel,
  type SubscribeDecision,
  type TopicRefusal,
} from './access.js';
export { type ConnectRequest, type ConnectWill, RefusedConnectError, readConnect } from './connect-packet.js';
export { deliveredTopic } from './delivery.js';
export {
  MalformedPacketError,
  MalformedStringError,
  MalformedTopicFilterError,
  MalformedTopicNameError,
} from './errors.js';
export { type EncodablePublish, encodePublish, encodePubrel } from './packet-encoding.js';
export {
  checkFixedHeader,
  checkPacketIdentifier,
  checkPublish,
  checkSubscribe,
  checkTopicBytes,
  checkUnsubscribe,
  isDoubtful,
  MAX_FILTERS,
} from './packet-rules.js';
export { matches, parseTopicFilter, type TopicFilter } from './topic-filter.js';
export { parseTopicName, type TopicName } from './topic-name.js';
export {
  commandIdOfRequest,
  commandRequestTopic,
  commandResponseTopic,
  desiredTopic,
  deviceTopics,
  type TopicForm,
} from './topic-scheme.js';
export { decodeUtf8String, MAX_STRING_BYTES } from './utf8-string.js';
