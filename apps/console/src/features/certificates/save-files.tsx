import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '../../ui/save';
import { StateMark } from '../../ui/state-mark';
import { When } from '../../ui/when';
import { type SavedFile, textBlob, zipOf } from './files';

interface SaveFilesProps {
  readonly files: readonly SavedFile[];
  readonly isMadeHere: boolean;
  readonly notAfter: string;
  /** The key is in a file now. */
  readonly onSaved: () => void;
}

/** The files, shown once: a button each, all in one, and which were saved. */
export function SaveFiles({ files, isMadeHere, notAfter, onSaved }: SaveFilesProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => heading.current?.focus(), []);
  const mark = (names: readonly string[]) => {
    const all = new Set([...saved, ...names]);
    setSaved(all);
    if (files.every(({ name }) => all.has(name))) onSaved();
  };
  const one = ({ name, content }: SavedFile) => {
    save(name, textBlob(content));
    mark([name]);
  };
  const together = async () => {
    save(`${files[0]?.name.replace(/\.[^.]+$/, '') ?? 'device'}.zip`, await zipOf(files));
    mark(files.map(({ name }) => name));
  };
  return (
    <>
      <div className="notice" data-tone={saved.size < files.length ? 'warn' : undefined}>
        <h3 ref={heading} tabIndex={-1}>
          {t('certificates.saveNow')}
        </h3>
        <p>{t(isMadeHere ? 'certificates.onceHere' : 'certificates.oncePlatform')}</p>
      </div>
      <ul className="files">
        {files.map((file) => (
          <li key={file.name}>
            <Button variant="default" onClick={() => one(file)}>
              {t('certificates.save', { file: file.name })}
            </Button>
            <span className="dimmed">{t(file.isKey ? 'certificates.keyFile' : 'certificates.certificateFile')}</span>
            <span role="status">
              {saved.has(file.name) && (
                <StateMark shape="check" tone="ok">
                  {t('certificates.saved')}
                </StateMark>
              )}
            </span>
          </li>
        ))}
        <li>
          <Button variant="default" onClick={() => void together()}>
            {t('certificates.saveBoth')}
          </Button>
        </li>
      </ul>
      <p className="dimmed">
        {t('certificates.validUntil')} <When at={notAfter} precision="day" />
      </p>
    </>
  );
}
