import { setNonce } from 'get-nonce';

/** The nonce of this document, for the style elements that components make at run time. */
export function documentNonce(): string {
  // Browsers hide the attribute from `getAttribute` and show the property.
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Gives it to what locks scrolling behind dialogs and menus, which has no property for it. */
export const shareNonce = () => setNonce(documentNonce());
