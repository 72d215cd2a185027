/** What links in mails are made of. */
export class LinkSettings {
  /**
   * @param publicUrl where people reach the platform
   * @param key as `newLinkKey` of `#libs/identity` makes it
   */
  constructor(
    readonly publicUrl: string,
    readonly key: string,
  ) {}
}
