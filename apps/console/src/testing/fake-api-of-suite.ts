import { cleanup } from '@testing-library/react';
import { forgetAnswers, rememberCsrfToken } from '../app/http';
import { FakeApi } from './fake-api';

/** The fake API of a suite, to be called in its `describe`: each test begins with one that knows nothing, and nobody signed in. */
export function fakeApiOfSuite(): FakeApi {
  const api = new FakeApi();
  beforeEach(() => {
    localStorage.clear();
    window.history.replaceState({}, '', '/'); // the specs of a group share one window
    window.scrollTo = () => undefined;
    api.start();
  });
  afterEach(() => {
    cleanup();
    api.stop();
    rememberCsrfToken(undefined);
    forgetAnswers();
  });
  return api;
}
