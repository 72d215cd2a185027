import { onlineManager } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RegistrationDraftBody } from '#libs/contracts/http';
import { Refusal } from '../../app/refusal';
import { forgetDraft, saveDraft } from './requests';

/** How long nothing is typed before the draft is saved, milliseconds. */
const TYPED_MS = 1_000;
/** After so long a saving that failed is tried again, milliseconds. */
const AGAIN_MS = 5_000;

export const CHANGED_ELSEWHERE = 'fleet.registration-draft-changed';

export interface DraftState {
  readonly savedAt: string | undefined;
  readonly isSaving: boolean;
  readonly refusal: Refusal | undefined;
  /** Keeps what was typed, once nothing more is for a moment. */
  readonly type: (fields: Readonly<Record<string, string>>) => void;
  /** Throws it away, and saves it no more. */
  readonly forget: () => Promise<void>;
}

/** Keeps a form on the server while it is typed; a saving that fails is tried again until it succeeds. */
export function useDraft(
  id: string,
  before: RegistrationDraftBody | undefined,
  onSaved: (draft: RegistrationDraftBody) => void,
): DraftState {
  const version = useRef(before?.version ?? 0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<Readonly<Record<string, string>>>(undefined);
  const isOver = useRef(false);
  const underWay = useRef<Promise<void>>(undefined);
  const told = useRef(onSaved);
  told.current = onSaved;
  const [savedAt, setSavedAt] = useState(before?.updatedAt);
  const [isSaving, setIsSaving] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  const save = useCallback(async () => {
    const fields = waiting.current;
    if (fields === undefined || isOver.current) return;
    waiting.current = undefined;
    setIsSaving(true);
    try {
      const saved = await saveDraft(id, version.current, fields);
      version.current = saved.version;
      setSavedAt(saved.updatedAt);
      told.current(saved);
      setRefusal(undefined);
    } catch (failure) {
      const why = failure instanceof Refusal ? failure : Refusal.unforeseen(failure);
      setRefusal(why);
      waiting.current ??= fields;
      // Nothing is saved over what somebody typed elsewhere.
      if (why.code === CHANGED_ELSEWHERE) isOver.current = true;
      clearTimeout(timer.current);
      if (why.isTransient) timer.current = setTimeout(() => void save(), AGAIN_MS);
    } finally {
      setIsSaving(false);
    }
  }, [id]);

  const type = useCallback(
    (fields: Readonly<Record<string, string>>) => {
      waiting.current = fields;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        // Two savings at once would each name the other's version.
        underWay.current = (underWay.current ?? Promise.resolve()).then(save);
      }, TYPED_MS);
    },
    [save],
  );

  useEffect(() => {
    // What was typed within the last second is saved when the page is left as well.
    const leave = () => {
      if (document.visibilityState === 'hidden') void save();
    };
    const unsubscribe = onlineManager.subscribe((isOnline) => {
      if (isOnline) void save();
    });
    document.addEventListener('visibilitychange', leave);
    return () => {
      clearTimeout(timer.current);
      unsubscribe();
      document.removeEventListener('visibilitychange', leave);
      void save();
    };
  }, [save]);

  const forget = useCallback(async () => {
    clearTimeout(timer.current);
    isOver.current = true;
    await underWay.current;
    if (version.current > 0) await forgetDraft(id);
  }, [id]);

  return { savedAt, isSaving, refusal, type, forget };
}
