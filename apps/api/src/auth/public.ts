import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'fieldgate:public';

/** Opens a route, or every route of a controller, to callers without a session. */
export const Public = () => SetMetadata(PUBLIC, true);
