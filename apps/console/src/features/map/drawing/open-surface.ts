import type { OpenSurface } from './surface';

/** Whether this browser draws by WebGL 2, which MapLibre needs. */
function hasWebGl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  // Browsers keep a few contexts only: this one is given back at once.
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

/** The map by WebGL, else the plainer one; each is loaded when it is needed. */
export const openSurface: OpenSurface = async (element, options) => {
  if (hasWebGl()) {
    const { openWebGlSurface } = await import('./webgl-surface');
    return openWebGlSurface(element, options);
  }
  const { openPlainSurface } = await import('./plain-surface');
  return openPlainSurface(element, options);
};
