/// <reference types="vite/client" />

/** Of the kernel's scheduler, which is for Node.js and is only type-checked here: nothing of the console calls it. */
declare function setImmediate(callback: () => void): unknown;
