import { SetMetadata } from '@nestjs/common';

export const BEFORE_PASSWORD_CHANGE = 'fieldgate:before-password-change';

/** Leaves a route open to people who have to change their password first (R0-05). */
export const BeforePasswordChange = () => SetMetadata(BEFORE_PASSWORD_CHANGE, true);
