import { applyDecorators, SetMetadata } from '@nestjs/common';
import { MarkedPublic } from '../documentation/marks.js';

export const PUBLIC = 'fieldgate:public';

/** Opens a route, or every route of a controller, to callers without a session. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), MarkedPublic());
