import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, ProfileBody } from '#libs/contracts/http';
import { speak } from '../../app/i18n';
import type { Refusal } from '../../app/refusal';
import { languageNames } from '../../ui/languages';
import { NameWords } from './name-words';
import { keepLanguage, signOut } from './requests';

const schemes = ['light', 'dark', 'auto'] as const;

interface NameMenuProps {
  readonly person: ProfileBody;
  /** The session is over. */
  readonly onSignedOut: () => void;
  /** The pages of their own affairs, as items of the menu. */
  readonly children?: ReactNode;
}

/** What belongs to the person who is signed in: their own pages, language, theme, signing out. */
export function NameMenu({ person, onSignedOut, children }: NameMenuProps) {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const tell = (message: string) => (refusal: Refusal) =>
    notifications.show({
      title: message,
      message: refusal.detail,
      color: 'red',
      closeButtonProps: { 'aria-label': t('common.close') },
    });
  const leaving = useMutation<void, Refusal>({
    mutationFn: async () => {
      await signOut();
      onSignedOut();
    },
    onError: tell(t('session.notSignedOut')),
  });
  const speaking = useMutation<unknown, Refusal, Language>({
    mutationFn: async (language) => {
      await speak(i18n, language);
      await keepLanguage(language);
    },
    onError: tell(t('session.languageNotKept')),
  });
  return (
    // Its placeholder for the first focus is no item, which a menu's children have to be.
    <Menu position="bottom-end" width={260} shadow="none" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className="name-button">
          <NameWords person={person} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className="name-dropdown">
        <Menu.Label>{person.email}</Menu.Label>
        {children}
        <Menu.Divider />
        <Menu.Label>{t('session.language')}</Menu.Label>
        {languageNames.map(({ language, name }) => (
          <Choice
            key={language}
            value={language}
            isChosen={i18n.language === language}
            onChoose={() => speaking.mutate(language)}
          >
            {name}
          </Choice>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('session.theme')}</Menu.Label>
        {schemes.map((scheme) => (
          <Choice key={scheme} value={scheme} isChosen={colorScheme === scheme} onChoose={() => setColorScheme(scheme)}>
            {t(`session.themes.${scheme}`)}
          </Choice>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => leaving.mutate()}>{t('session.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: string;
}

function Choice({ value, isChosen, onChoose, children }: ChoiceProps) {
  return (
    <Menu.RadioItem value={value} checked={isChosen} onChange={onChoose}>
      {children}
    </Menu.RadioItem>
  );
}
