import { applyDecorators, SetMetadata } from '@nestjs/common';
import { MarkedForPeople } from '../documentation/marks.js';

export const PEOPLE_ONLY = 'fieldgate:people-only';

/** Keeps programs away from a route, or every route of a controller, that is about the signed-in person. */
export const PeopleOnly = () => applyDecorators(SetMetadata(PEOPLE_ONLY, true), MarkedForPeople());
