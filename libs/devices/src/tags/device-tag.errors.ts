import { type DeviceId, DomainError } from '#libs/kernel';

/** The device would have more tags than one may have. */
export class TooManyTagsError extends DomainError<{
  deviceId: DeviceId;
  tags: number;
  maximum: number;
  field: string;
}> {
  readonly code = 'fleet.too-many-tags';
  readonly kind = 'conflict';

  constructor(deviceId: DeviceId, tags: number, maximum: number) {
    super(`Device ${deviceId} would have ${tags} tags; ${maximum} is the most. Take some off first.`, {
      deviceId,
      tags,
      maximum,
      field: 'tags',
    });
  }
}
