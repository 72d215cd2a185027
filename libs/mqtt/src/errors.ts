import { DomainError } from '#libs/kernel';

/** A string cannot be an MQTT topic name (MQTT 3.1.1 §4.7). */
export class MalformedTopicNameError extends DomainError<{ topic: string }> {
  readonly code = 'mqtt.malformed-topic-name';
  readonly kind = 'invalid';
}

/** A string cannot be an MQTT topic filter (MQTT 3.1.1 §4.7). */
export class MalformedTopicFilterError extends DomainError<{ filter: string }> {
  readonly code = 'mqtt.malformed-topic-filter';
  readonly kind = 'invalid';
}

/** Bytes are not a UTF-8 encoded string as MQTT wants it (MQTT 3.1.1 §1.5.3). */
export class MalformedStringError extends DomainError<{ bytes: number }> {
  readonly code = 'mqtt.malformed-string';
  readonly kind = 'invalid';
}

/** A packet breaks the rules of its kind (MQTT 3.1.1 §2, §3); the connection ends [MQTT-4.8.0-1]. */
export class MalformedPacketError extends DomainError<{ packet: string }> {
  readonly code = 'mqtt.malformed-packet';
  readonly kind = 'invalid';
}
