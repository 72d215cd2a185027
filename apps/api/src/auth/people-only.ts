import { SetMetadata } from '@nestjs/common';

export const PEOPLE_ONLY = 'fieldgate:people-only';

/** Keeps programs away from a route, or every route of a controller, that is about the signed-in person. */
export const PeopleOnly = () => SetMetadata(PEOPLE_ONLY, true);
