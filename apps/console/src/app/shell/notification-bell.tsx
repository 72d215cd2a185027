import { Popover, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UnreadCount } from '../../features/notifications/unread-count';
import { lazyPart } from '../../ui/lazy-part';
import { loadWords } from '../words';

// Opened in few visits, so code and words of the panel come when it is.
const Panel = lazyPart<{ readonly onClose: () => void }>(async () => {
  const [{ NotificationPanel }, { LinkOfNotification }] = await Promise.all([
    import('../../features/notifications/notification-panel'),
    import('./notification-link'),
    loadWords(['notifications']),
  ]);
  return ({ onClose }) => (
    <NotificationPanel link={LinkOfNotification} onClose={onClose}>
      <PanelLinks onClose={onClose} />
    </NotificationPanel>
  );
});

/** What happened and concerns the reader, under a bell with the number of what is unread. */
export function NotificationBell() {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      width={420}
      shadow="none"
      trapFocus
      returnFocus
      classNames={{ dropdown: 'bell-dropdown' }}
    >
      <Popover.Target>
        <UnstyledButton className="bell" onClick={() => setIsOpen(!isOpen)}>
          <span className="away">{t('shell.notifications')} </span>
          <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
            <path d="M4.5 14.5h11l-1.5-2V9a4 4 0 0 0-8 0v3.5zM8.5 17h3" strokeLinejoin="round" strokeLinecap="round" />
          </svg>
          <UnreadCount />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>{isOpen && <Panel onClose={() => setIsOpen(false)} />}</Popover.Dropdown>
    </Popover>
  );
}

function PanelLinks({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Link to="/notifications" className="bell-link" onClick={onClose}>
        {t('notifications.toAll')}
      </Link>
      <Link to="/me/notifications" className="bell-link" onClick={onClose}>
        {t('notifications.choose')}
      </Link>
    </>
  );
}
