export { Announcements } from './announcements.js';
export { type DisconnectCode, disconnectCauseInWords } from './disconnect-cause.js';
export {
  type PlatformEvent,
  type PlatformEventBody,
  type PlatformEventName,
  platformEvents,
} from './platform-event.js';
