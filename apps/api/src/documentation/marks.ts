import { ApiExtension } from '@nestjs/swagger';

/** What decorators note of an operation for its description; no reader sees it as it is. */
export const PUBLIC_MARK = 'x-public';
export const PEOPLE_ONLY_MARK = 'x-people-only';

/** Notes that an operation, or every one of a controller, needs no session. */
export const MarkedPublic = () => ApiExtension(PUBLIC_MARK, true);

/** Notes that an operation, or every one of a controller, takes no API key. */
export const MarkedForPeople = () => ApiExtension(PEOPLE_ONLY_MARK, true);
